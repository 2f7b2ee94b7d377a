"""From bytes to a JSON tree, strictly: what JSON readers let pass in silence is a finding here."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from solver.domain.finding import Finding
from solver.validation.codes import finding, pointer
from solver.validation.draft import Place

UNREADABLE = frozenset(("too_deep", "broken_text"))
"""Codes after which the shape is not looked at."""

LARGEST = 1_000_000_000
"""Largest magnitude of any number: products of a few such numbers still fit the solver's 64 bits."""

DEEPEST = 20
"""Levels of nesting; an instance has 7."""

DATE_FIELDS = frozenset(
    ("start", "date", "valid_until", "hypoxia_trained_on", "from", "to", "from_day", "to_day", "due")
)
"""Fields that hold a day. A reader of dates takes a string of digits for seconds since 1970."""


class Repeating(dict[str, Any]):
    """A JSON object in which a key stands more than once."""

    repeated: tuple[str, ...] = ()


def tree(source: str | bytes) -> tuple[Any, tuple[Finding, ...]]:
    """Return the JSON tree of a text, or none and the finding that says why there is none."""
    try:
        text = source.decode("utf-8-sig") if isinstance(source, bytes) else source.removeprefix("\ufeff")
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=lambda _word: math.nan,
        ), ()
    except UnicodeDecodeError as error:
        return None, (finding("not_utf8", "", found=error.start),)
    except json.JSONDecodeError as error:
        spot = f"{error.lineno}:{error.colno}"
        return None, (finding("not_json", "", found=spot, wanted=text[error.pos : error.pos + 20].strip() or "…"),)
    except RecursionError:
        return None, (finding("too_deep", "", wanted=DEEPEST),)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    repeating = Repeating(plain)
    repeating.repeated = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return repeating


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) < 20 else math.inf


def _float(digits: str) -> int | float:
    number = float(digits)
    return int(number) if number.is_integer() and abs(number) <= LARGEST else number


def oddities(root: Any) -> Iterator[tuple[Place, Finding]]:
    """Return what no document may hold, with its place: repeated keys, numbers that are none or too large, broken text."""
    waiting: list[tuple[Place, Any]] = [((), root)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, dict | list | tuple):
            if len(place) > DEEPEST:
                yield place, finding("too_deep", pointer(*place), wanted=DEEPEST)
                continue
            if isinstance(value, Repeating):
                for twice in value.repeated:
                    yield (*place, twice), finding("repeated_key", pointer(*place, twice), found=twice)
            children: Iterable[tuple[str | int, Any]] = value.items() if isinstance(value, dict) else enumerate(value)
            for key, child in children:
                if isinstance(key, str) and _is_broken(key):
                    yield place, finding("broken_text", pointer(*place))
                else:
                    waiting.append(((*place, key), child))
        else:
            problem = _oddity(place, value)
            if problem is not None:
                yield place, problem


def _oddity(place: Place, value: Any) -> Finding | None:
    if isinstance(value, str):
        if _is_broken(value):
            return finding("broken_text", pointer(*place))
        if value.isdigit() and place and place[-1] in DATE_FIELDS:
            return finding("bad_date", pointer(*place), found=value)
    elif isinstance(value, float) and math.isnan(value):
        return finding("not_a_number", pointer(*place))
    elif isinstance(value, int | float) and abs(value) > LARGEST:
        return finding("number_too_large", pointer(*place), wanted=LARGEST)
    return None


def _is_broken(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)
