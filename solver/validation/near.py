"""The known word that looks most like an unknown one. Bounded: a list of people may hold ten thousand ids."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from difflib import get_close_matches

MOST_LOOKUPS = 100
"""Unknown words of one set that are compared; who has more errors than that has pasted the wrong column."""

NEIGHBOURS = 40
"""Sorted neighbours on either side that are compared, by beginning and by end of the word."""


class Spelling:
    """A set of known words, searched for the one that an unknown word was meant to be."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_start = sorted(set(known))
        self._by_end = sorted(word[::-1] for word in self._by_start)
        self._alike = {_plain(word): word for word in reversed(self._by_start)}
        self._seen: dict[str, str | None] = {}

    def near(self, word: str) -> str | None:
        """Return the known word most like `word`, or None if none is like it."""
        if word not in self._seen and len(self._seen) < MOST_LOOKUPS:
            self._seen[word] = self._alike.get(_plain(word)) or self._closest(word)
        return self._seen.get(word)

    def _closest(self, word: str) -> str | None:
        candidates = _around(self._by_start, word)
        candidates += [found[::-1] for found in _around(self._by_end, word[::-1])]
        return next(iter(get_close_matches(word, dict.fromkeys(candidates), n=1, cutoff=0.6)), None)


ALIKE = str.maketrans("ol", "01", "-_. ")
"""Letters that are taken for digits, and separators that get lost."""


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().translate(ALIKE)


def _around(words: list[str], word: str) -> list[str]:
    spot = bisect_left(words, word)
    return words[max(0, spot - NEIGHBOURS) : spot + NEIGHBOURS]
