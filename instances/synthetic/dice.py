"""Pseudo-random whole numbers that are the same on every machine and in every Python: SplitMix64 (Steele, Lea, Flood 2014).

Nothing here is a fraction, so nothing is rounded; a stream is seeded by words, so that one more draw in one part of an
instance changes no other part.
"""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")
MASK = (1 << 64) - 1


class Dice:
    """A stream of draws, known by the words it was made from."""

    def __init__(self, *words: str | int) -> None:
        name = "/".join(str(word) for word in words)
        self._state = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")

    def _next(self) -> int:
        self._state = (self._state + 0x9E3779B97F4A7C15) & MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        return mixed ^ (mixed >> 31)

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to before `limit`; the bias of the remainder is below 2⁻⁴⁰ for our limits."""
        return self._next() % limit

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high` inclusive."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """Return true in `percent` of a hundred cases."""
        return self.below(100) < percent

    def one_of(self, items: Sequence[Item]) -> Item:
        """Return one of the items."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[Item], weights: Sequence[int]) -> Item:
        """Return one of the items, in proportion to whole-numbered weights."""
        drawn = self.below(sum(weights))
        for item, weight in zip(items, weights, strict=True):
            drawn -= weight
            if drawn < 0:
                return item
        raise AssertionError("weights add up to what is drawn from")

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """Return the items in another order (Fisher and Yates)."""
        deck = list(items)
        for last in range(len(deck) - 1, 0, -1):
            other = self.below(last + 1)
            deck[last], deck[other] = deck[other], deck[last]
        return deck
