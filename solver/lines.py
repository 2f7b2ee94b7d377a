"""The lines of a program in compressed rows: millions of numbers in a few arrays, a `Line` made only for who asks for one."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import overload

import numpy as np
import numpy.typing as npt

from solver.domain.outcome import Claim
from solver.incidence import Columns
from solver.problem import Bools, Ints

NO_LIMIT = np.iinfo(np.int64).max // 8
"""Stands in arrays for a missing upper limit, its negative for a missing lower one."""

AT_ONCE = 1_000_000
"""Entries of which sums are taken together, so that what is computed on the way needs little memory."""

Coefficients = npt.NDArray[np.int32] | npt.NDArray[np.int64]


@dataclass(frozen=True)
class Line:
    """lower ≤ Σ coefficients × columns ≤ upper; a missing bound is none. The auxiliaries are columns here."""

    claim: Claim
    columns: Columns
    coefficients: Coefficients
    lower: int | None
    upper: int | None


@dataclass(frozen=True)
class Claims(Sequence[Claim]):
    """Claims by their number: lists of them one after another, or what makes them when they are asked for."""

    parts: Sequence[tuple[int, Callable[[int], Claim]]]

    @cached_property
    def _after(self) -> list[int]:
        return list(accumulate(size for size, _ in self.parts))

    def __len__(self) -> int:
        return self._after[-1] if self.parts else 0

    @overload
    def __getitem__(self, number: int) -> Claim: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Claim]: ...
    def __getitem__(self, number: int | slice) -> Claim | Sequence[Claim]:
        """Return one claim, or some."""
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        number = range(len(self))[number]
        part = bisect_right(self._after, number)
        size, claim = self.parts[part]
        return claim(number - self._after[part] + size)


@dataclass(frozen=True)
class Lines(Sequence[Line]):
    """lower[i] ≤ Σ coefficients × columns over the entries first[i] … first[i + 1] − 1 ≤ upper[i], for every line i.

    `stem` is the position of its rule or goal in `stems`; `implied` marks lines that others imply.
    """

    claims: Claims
    stems: tuple[str, ...]
    stem: Ints
    first: Ints
    columns: Columns
    coefficients: Coefficients
    lower: Ints
    upper: Ints
    implied: Bools

    def __len__(self) -> int:
        return len(self.lower)

    @overload
    def __getitem__(self, number: int) -> Line: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Line]: ...
    def __getitem__(self, number: int | slice) -> Line | Sequence[Line]:
        """Return one line, or some."""
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        number = range(len(self))[number]
        entries = slice(self.first[number], self.first[number + 1])
        lower, upper = int(self.lower[number]), int(self.upper[number])
        return Line(
            self.claims[number],
            self.columns[entries],
            self.coefficients[entries],
            None if lower <= -NO_LIMIT else lower,
            None if upper >= NO_LIMIT else upper,
        )

    def of(self, stems: frozenset[str]) -> Bools:
        """Return which lines some rules or goals ask for."""
        asked: Bools = np.array([stem in stems for stem in self.stems], dtype=bool)[self.stem]
        return asked

    def sums(self, amount: Callable[[Columns, Coefficients], Ints | Bools]) -> Ints:
        """Return, per line, the sum of what `amount` says of each of its entries."""
        total = np.zeros(len(self), dtype=np.int64)
        for lines, entries in self.spans():
            of_entry = amount(self.columns[entries], self.coefficients[entries])
            cumulated = np.append(0, np.cumsum(of_entry, dtype=np.int64))
            total[lines] = np.diff(cumulated[self.first[lines.start : lines.stop + 1] - entries.start])
        return total

    def spans(self) -> Iterator[tuple[slice, slice]]:
        """Yield lines and their entries, so many together that the arrays stay small."""
        begin = 0
        while begin < len(self):
            after = int(np.searchsorted(self.first, self.first[begin] + AT_ONCE, side="right")) - 1
            after = min(max(after, begin + 1), len(self))
            yield slice(begin, after), slice(int(self.first[begin]), int(self.first[after]))
            begin = after
