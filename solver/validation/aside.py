"""Setting aside what cannot be read, so that the rest is still checked for sense."""

from collections.abc import Collection, Mapping
from typing import Any

from solver.domain.finding import Finding
from solver.domain.instance import Instance
from solver.validation.draft import LISTS, Draft, Place
from solver.validation.near import Spelling
from solver.validation.shape import read

STAND_INS = {"version": 1, "name": "?"}
"""What takes the place of a required field that cannot be read."""


def drafted(raw: dict[str, Any], odd: Mapping[Place, Finding]) -> tuple[Draft, tuple[Finding, ...]]:
    """Return the instance as far as it can be read, and every finding about its shape; `odd` is what the text had."""
    instance, problems = read(Instance, raw)
    problems = {**problems, **odd}
    if instance is not None and not odd:
        return Draft(instance), ()
    return _without(raw, problems), tuple(problems.values())


def _without(raw: dict[str, Any], bad: Collection[Place]) -> Draft:
    """A list item that cannot be read is set aside on its own, any other field as a whole."""
    rows: dict[str, set[int]] = {}
    unsure: set[str] = set()
    for section, *rest in bad:
        if rest and section in LISTS and isinstance(rest[0], int):
            rows.setdefault(str(section), set()).add(rest[0])
        else:
            unsure |= {str(section)} | _meant(str(section), raw)
    document = {name: value for name, value in raw.items() if name not in unsure}
    document |= {name: value for name, value in STAND_INS.items() if name in unsure}
    kept, aside = {}, {}
    for section in rows.keys() - unsure:
        items = raw[section]
        kept[section] = tuple(row for row in range(len(items)) if row not in rows[section])
        document[section] = [items[row] for row in kept[section]]
        ids = [items[row].get("id") if isinstance(items[row], dict) else None for row in rows[section]]
        aside[section] = frozenset(name for name in ids if isinstance(name, str))
        unsure |= set() if all(isinstance(name, str) for name in ids) else {section}
    instance, left = read(Instance, document)
    assert instance is not None, left
    return Draft(instance, kept, aside, frozenset(unsure))


def _meant(field: str, raw: Mapping[str, Any]) -> set[str]:
    """An unknown section may be a known one misspelt: then that one is not simply absent."""
    absent = Instance.model_fields.keys() - raw.keys()
    near = None if field in Instance.model_fields else Spelling(absent).near(field)
    return set() if near is None else {near}
