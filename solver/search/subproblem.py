"""What is left of a question when most of its columns stay: the rows of the others, and what these still allow.

It is made small before a model is built from it, since in a neighbourhood of a plan most tours are in the way of one that stays:
bounds are propagated, and what cannot move, and rows that hold whatever moves, are left out (480 people: half of the
entries are left, a quarter where those are free who begin around a month).
"""

from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp

from solver.problem import Ints
from solver.search.incumbent import Plan
from solver.search.matrix import FREE, Matrix

BIG = 1 << 50
"""What the activities of rows are kept below."""

ROUNDS = 4
"""Bounds are propagated so often at most: what they lead to in turn is little after that."""


@dataclass
class _Measures:
    """Columns that measure a row each, left out: they are worth what the rest of the row is."""

    columns: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    rest: sp.csr_array | None = None

    def measured(self, values: Ints) -> Ints:
        """Return values with those of the measures."""
        if self.rest is not None:
            values[self.columns] = self.rest @ values
        return values


class Subproblem:
    """The rows and columns that may move; the columns' numbers are places in `moving`, themselves places in `free`.

    `cost`, `lower` and `upper` are of these columns, `below` and `above` of the rows; `missed` says by how much the plan misses
    a row. `constant` is the cost of what cannot move. `is_tour` and `is_pairing` say what the columns are, `measure` which of
    them measures each row, −1 for none.
    """

    def __init__(self, matrix: Matrix, plan: Plan, free: Ints, cost: Ints) -> None:
        touched = _Rows(matrix, plan, free)
        cost, lower, upper = cost.copy(), matrix.lower[free], matrix.upper[free]
        self._measures = touched.without_measures(matrix, cost, upper) if not plan.missed else _Measures()
        lower, upper = touched.propagated(lower, upper)
        rows, self.moving = touched.open(lower, upper), np.flatnonzero(lower != upper)
        part, self._stays = touched.part[rows], np.where(lower == upper, lower, 0)
        fixed = part @ self._stays
        self.rows = sp.csr_array(part[:, self.moving])
        below, above, self.missed = touched.below[rows], touched.above[rows], touched.missed[rows]
        self.below, self.above = (
            np.where(below == -BIG, below, below - fixed),
            np.where(above == BIG, above, above - fixed),
        )
        self.lower, self.upper = lower[self.moving], upper[self.moving]
        self.cost, self.constant = cost[self.moving], int(cost @ self._stays)
        columns = free[self.moving]
        self.is_tour, self.is_pairing = columns < matrix.tours, np.isin(columns, matrix.pairings)
        self.measure = touched.measures(matrix, rows, columns)

    def begin(self, values: Ints) -> Ints:
        """Return the values of the columns that may move from those of all free columns."""
        return values[self.moving]

    def values(self, moved: Ints) -> Ints:
        """Return the values of all free columns from those that may move."""
        values = self._stays.copy()
        values[self.moving] = moved
        return self._measures.measured(values)


class _Rows:
    """The rows that free columns touch: their entries in these, what they still allow, how much of them is missed."""

    def __init__(self, matrix: Matrix, plan: Plan, free: Ints) -> None:
        self._numbers = matrix.rows_of(free)
        numbers = self._numbers
        self.part = sp.csr_array(matrix.rows[numbers][:, free])
        self.part.eliminate_zeros()
        fixed = plan.activity[numbers] - self.part @ plan.values[free]
        self.below, self.above = matrix.below[numbers] - fixed, matrix.above[numbers] - fixed
        self.below[matrix.below[numbers] <= -FREE] = -BIG
        self.above[matrix.above[numbers] >= FREE] = BIG
        self.missed = matrix.missed(plan.activity)[numbers] if plan.missed else np.zeros(len(numbers), dtype=np.int64)
        self._place = np.full(matrix.width, -1, dtype=np.int64)
        self._place[free] = np.arange(len(free))

    def without_measures(self, matrix: Matrix, cost: Ints, upper: Ints) -> _Measures:
        """Take the measures out of the rows whose rest may not pass nought: the rest pays for itself (`cost`, `upper` change)."""
        measure = matrix.measure[self._numbers]
        place = np.where(measure >= 0, self._place[measure], -1)
        of_row = np.repeat(np.arange(len(measure)), np.diff(self.part.indptr))
        fit = (place >= 0) & (self.above == 0) & (self.below == -BIG) & (cost[place] >= 0)
        fit &= np.bincount(of_row[self.part.data < 0], minlength=len(measure)) == 1
        rows = np.flatnonzero(fit)
        if not len(rows):
            return _Measures()
        columns = place[rows]
        rest = self.part[rows].maximum(0).tocsr()
        cost += rest.T @ cost[columns]
        cost[columns] = 0
        self.above[rows] = upper[columns]
        taken = sp.csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=self.part.shape)
        self.part = sp.csr_array(self.part + taken)
        self.part.eliminate_zeros()
        upper[columns] = 0
        return _Measures(columns, rest)

    def measures(self, matrix: Matrix, rows: Ints, columns: Ints) -> Ints:
        """Return the place among some columns of what measures each of some rows, −1 where it is none of them."""
        place = np.full(matrix.width, -1, dtype=np.int64)
        place[columns] = np.arange(len(columns))
        measure = matrix.measure[self._numbers[rows]]
        return np.where(measure >= 0, place[measure], -1)

    def propagated(self, lower: Ints, upper: Ints) -> tuple[Ints, Ints]:
        """Return bounds of the columns that follow from these and the rows; those given where no values obey all rows."""
        columns = self.part.tocsc()
        row, first = columns.indices, columns.indptr[:-1]
        used = np.flatnonzero(np.diff(columns.indptr))
        size, positive = np.abs(columns.data), columns.data > 0
        binding = self.missed[row] == 0
        now = lower, upper
        for _ in range(ROUNDS):
            low, high = now
            least, most = self.activities(low, high)
            to_above, to_below = (self.above - least)[row], (most - self.below)[row]
            up = np.where(binding, np.where(positive, to_above, to_below) // size, BIG)
            down = np.where(binding, np.where(positive, to_below, to_above) // size, BIG)
            better_low, better_high = low.copy(), high.copy()
            better_high[used] = np.minimum(high[used], low[used] + np.minimum.reduceat(up, first[used]))
            better_low[used] = np.maximum(low[used], high[used] - np.minimum.reduceat(down, first[used]))
            if (better_low > better_high).any():
                return lower, upper
            if (better_low == low).all() and (better_high == high).all():
                break
            now = better_low, better_high
        return now

    def activities(self, lower: Ints, upper: Ints) -> tuple[Ints, Ints]:
        """Return between what the rows may be while columns keep their bounds."""
        plus, minus = self.part.maximum(0), self.part.minimum(0)
        return plus @ lower + minus @ upper, plus @ upper + minus @ lower

    def open(self, lower: Ints, upper: Ints) -> Ints:
        """Return the rows that the bounds of their columns do not keep by themselves."""
        least, most = self.activities(lower, upper)
        return np.flatnonzero((most > self.above) | (least < self.below))
