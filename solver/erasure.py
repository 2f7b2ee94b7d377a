"""A person taken out of documents: the entries that are about them, references to them, and remarks that name them.

Works on JSON trees, by the names of fields that every document uses for people (`specialists`, `specialist`, `people`), so that a
field of tomorrow's documents is found as well. What remains of an instance is a valid instance.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

GONE = "[…]"
"""Stands in remarks where somebody was named."""

REMARKS = frozenset({"name", "title", "note", "notes", "label", "agreement", "form", "text", "tags"})
"""Fields that hold words for people to read."""

SHORTEST = 3
"""A shorter id, such as `a`, is no word that could be looked for in remarks."""

_EDGE = "A-Za-z0-9_"


@dataclass(frozen=True)
class Person:
    """Whose data is removed: the id, and the labels under which documents speak of them."""

    id: str
    labels: frozenset[str] = field(default=frozenset())

    @cached_property
    def _words(self) -> re.Pattern[str] | None:
        known = sorted({self.id, *self.labels}, key=len, reverse=True)
        words = [word for word in known if len(word) >= SHORTEST or (len(word) > 1 and not word.isascii())]
        return re.compile("|".join(map(_bounded, words))) if words else None

    def in_words(self, text: str) -> bool:
        """Whether a remark names them."""
        return self._words is not None and self._words.search(text) is not None

    def hidden(self, text: str) -> str:
        """Return a remark without them."""
        return text if self._words is None else self._words.sub(GONE, text)

    def in_text(self, text: bytes) -> bool:
        """Whether a JSON text, in UTF-8, may name them anywhere; `erased` looks closer."""
        return json.dumps(self.id, ensure_ascii=False).encode() in text or self.in_words(text.decode())

    def in_values(self, tree: Any) -> bool:
        """Whether any value of a tree is their id, or names them in words."""
        match tree:
            case dict():
                return any(map(self.in_values, tree.values()))
            case list():
                return any(map(self.in_values, tree))
            case str():
                return tree == self.id or self.in_words(tree)
            case _:
                return False


def labels_of(person_id: str, instances: Iterable[dict[str, Any]]) -> frozenset[str]:
    """Return the labels that instances give a person and nobody else."""
    own: set[str | None] = set()
    others: set[str | None] = set()
    for instance in instances:
        for one in instance.get("specialists", ()):
            (own if one.get("id") == person_id else others).add(one.get("label"))
    return frozenset(label for label in own - others if label)


def erased(tree: Any, person: Person, key: str = "") -> Any:
    """Return a JSON tree without a person; `key` is the field that it stands in."""
    match tree:
        case dict():
            return {name: None if _is_about(one, person) else erased(one, person, name) for name, one in tree.items()}
        case list():
            kept = [(one, erased(one, person, key)) for one in tree if not _is_about(one, person, key)]
            return [after for before, after in kept if before == after or not _is_empty_reason(after)]
        case str() if key in REMARKS:
            return person.hidden(tree)
        case _:
            return tree


def _is_about(one: Any, person: Person, key: str = "") -> bool:
    """Whether an entry is about them alone: their own, a lock, a tour, a wish; in a list of people, their id."""
    if isinstance(one, dict):
        return one.get("specialist") == person.id or (key == "specialists" and one.get("id") == person.id)
    return key == "people" and one == person.id


def _is_empty_reason(one: Any) -> bool:
    """Whether a reason of a shortage is about nobody any more."""
    return isinstance(one, dict) and "rule" in one and one.get("people") == []


def _bounded(word: str) -> str:
    """Return the pattern of a whole word; words of a script without spaces have no edges."""
    before = f"(?<![{_EDGE}])" if word[0].isascii() else ""
    after = f"(?![{_EDGE}])" if word[-1].isascii() else ""
    return f"{before}{re.escape(word)}{after}"
