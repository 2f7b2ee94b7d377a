"""Which tours concern which (entity, period): a table in compressed rows, built by counting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Columns = npt.NDArray[np.int32]


Kind = TypeVar("Kind", bound=np.integer[Any])


class Runs(NamedTuple):
    """Runs of periods in which the same tours are there, some at least: run i has columns[first[i] : first[i + 1]]."""

    entity: Ints
    period: Ints
    periods: Ints
    first: Ints
    columns: Columns


@dataclass(frozen=True)
class Incidence:
    """Columns per (entity, period), for the periods 0 … periods − 1; `changed` where they differ from the period before."""

    periods: int
    first: Ints
    columns: Columns
    changed: Bools

    def at(self, entity: int, period: int) -> Columns:
        """Return the columns of an entity in a period, in rising order."""
        row = entity * self.periods + period
        return self.columns[self.first[row] : self.first[row + 1]]

    def runs(self, entity: int, *alike: Sequence[int] | Ints) -> Iterator[tuple[int, int, Columns]]:
        """Yield (first period, periods, columns) of the runs of periods with the same columns and the same `alike` values.

        What holds in one period of a run holds in all: one row and one auxiliary serve the run.
        """
        changed = self.changed[entity].tolist()
        first = 0
        for period in range(1, self.periods + 1):
            at_end = period == self.periods or changed[period]
            if at_end or any(series[first] != series[period] for series in alike):
                yield first, period - first, self.at(entity, first)
                first = period

    def all_runs(self) -> Runs:
        """Return the runs of all entities, in the order of entities and periods, without those in which nobody is there."""
        begins = np.flatnonzero(self.changed)
        periods = np.diff(np.append(begins, self.changed.size))
        counts = self.first[begins + 1] - self.first[begins]
        begins, periods, counts = begins[counts > 0], periods[counts > 0], counts[counts > 0]
        after = np.cumsum(counts)
        place = np.arange(int(counts.sum())) + np.repeat(self.first[begins] - after + counts, counts)
        entity, period = np.divmod(begins, max(self.periods, 1))
        return Runs(entity, period, periods, np.append(0, after), self.columns[place])


def incidence(entity: Ints, entities: int, begin: Ints, end: Ints, periods: int) -> Incidence:
    """Tabulate tours over [begin, end), clipped to 0 … periods − 1. A negative entity is left out."""
    begin = np.maximum(begin, 0)
    end = np.where(entity < 0, begin, np.minimum(end, periods))
    spans = np.maximum(end - begin, 0)
    there = np.flatnonzero(spans)
    changed = np.zeros((entities, periods + 1), dtype=bool)
    changed[:, 0] = True
    changed[entity[there], begin[there]] = True
    changed[entity[there], end[there]] = True
    after = np.cumsum(spans)
    row = np.arange(int(spans.sum())) + np.repeat(entity * periods + begin - after + spans, spans)
    of_tour = (np.ones(len(row), dtype=np.int8), row, np.append(0, after))
    of_row = sp.csr_array(of_tour, shape=(len(entity), entities * periods)).tocsc()
    return Incidence(periods, of_row.indptr.astype(np.int64), of_row.indices.astype(np.int32), changed[:, :periods])


def distinct(numbers: npt.NDArray[Kind]) -> npt.NDArray[Kind]:
    """Return each number once, in rising order: by sorting, as numpy's own way by hashing takes ten times as long on millions."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered
