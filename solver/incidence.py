"""Which tours concern which (entity, period): a table in compressed rows, built by sorting once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Columns = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Incidence:
    """Columns per (entity, period), for the periods 0 … periods − 1."""

    periods: int
    first: Ints
    columns: Columns

    def at(self, entity: int, period: int) -> Columns:
        """Return the columns of an entity in a period, in rising order."""
        row = entity * self.periods + period
        return self.columns[self.first[row] : self.first[row + 1]]

    def runs(self, entity: int, *alike: Sequence[int] | Ints) -> Iterator[tuple[int, int, Columns]]:
        """Yield (first period, periods, columns) of the runs of periods with the same columns and the same `alike` values.

        What holds in one period of a run holds in all: one row and one auxiliary serve the run.
        """
        first = 0
        for period in range(1, self.periods + 1):
            if period == self.periods or not self._same(entity, first, period, alike):
                yield first, period - first, self.at(entity, first)
                first = period

    def _same(self, entity: int, one: int, other: int, alike: tuple[Sequence[int] | Ints, ...]) -> bool:
        values = all(series[one] == series[other] for series in alike)
        return values and np.array_equal(self.at(entity, one), self.at(entity, other))


def incidence(entity: Ints, entities: int, begin: Ints, end: Ints, periods: int) -> Incidence:
    """Tabulate tours over [begin, end), clipped to 0 … periods − 1. A negative entity is left out."""
    begin = np.maximum(begin, 0)
    end = np.where(entity < 0, begin, np.minimum(end, periods))
    spans = np.maximum(end - begin, 0)
    column = np.repeat(np.arange(len(entity), dtype=np.int32), spans)
    offset = np.arange(len(column)) - np.repeat(np.cumsum(spans) - spans, spans)
    row = entity[column] * periods + begin[column] + offset
    order = np.argsort(row, kind="stable")
    first = np.searchsorted(row[order], np.arange(entities * periods + 1))
    return Incidence(periods, first, column[order])
