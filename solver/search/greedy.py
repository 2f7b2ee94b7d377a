"""A plan at once, as a person would make it: the tour that brings most for its time, then the next, until none brings any.

A row that an auxiliary makes soft pays or charges the auxiliary's price per unit; a row without one bars what would break it.
Every choice changes a few rows, and these the scores of their tours.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from solver.incidence import distinct
from solver.problem import Ints
from solver.search.linear import Floats
from solver.search.matrix import FREE, Matrix, gathered

HARD = np.inf

OWED = 1e7
"""What a tour towards a lower limit that nothing softens is worth: more than anything else."""

BLOCK = 512
"""Tours that share a maximum: the best of millions is found among the maxima."""


@dataclass(frozen=True)
class Prices:
    """Per row, what a unit below its lower limit and above its upper limit costs; infinite where nothing makes it soft."""

    short: Floats
    over: Floats


def prices_of(matrix: Matrix) -> Prices:
    """Return what the cheapest auxiliary of each row asks for a unit that is missed."""
    entries, rows = matrix.table.auxiliary_entries
    columns, numbers = matrix.rows.indices[entries], matrix.rows.data[entries]
    unit = np.abs(matrix.cost[columns]) / np.abs(numbers)
    short, over = np.full(len(matrix.below), HARD), np.full(len(matrix.below), HARD)
    np.minimum.at(short, rows[numbers > 0], unit[numbers > 0])
    np.minimum.at(over, rows[numbers < 0], unit[numbers < 0])
    return Prices(short, over)


class Greedy:
    """Scores of all tours under the choices made so far."""

    def __init__(self, matrix: Matrix, values: Ints, weight: Floats) -> None:
        """Begin from the tours of `values`. A tour ranks by its score per `weight`."""
        self._matrix, self._weight = matrix, weight
        self._rows, self._columns = matrix.rows, matrix.columns
        self._prices = prices_of(matrix)
        largest = _largest(matrix)
        self._owed = OWED / largest
        self.values = values.copy()
        self.activity = matrix.activity(matrix.of_tours(values[: matrix.tours]))
        self._left = matrix.upper[: matrix.tours] - self.values[: matrix.tours]
        up, down = self._margins(np.arange(len(matrix.below)))
        self._score = _scores(matrix, up, down)
        self._barred = np.zeros(matrix.width, dtype=np.int32)
        self._bars_from = np.where(
            np.isinf(self._prices.over) & (matrix.above < FREE), matrix.above - largest + 1, FREE
        )
        for row in np.flatnonzero(self.activity >= self._bars_from).tolist():
            self._bar(row, FREE)

    def _margins(self, rows: Ints) -> tuple[Floats, Floats]:
        """Return what a unit more, and a unit less, of some rows brings now; hard limits count nothing here."""
        activity = self.activity[rows]
        short, over = self._prices.short[rows], self._prices.over[rows]
        lacks = (activity < self._matrix.below[rows]) & (self._matrix.below[rows] > -FREE)
        full = (activity >= self._matrix.above[rows]) & np.isfinite(over)
        above = (activity > self._matrix.above[rows]) & np.isfinite(over)
        up = np.where(lacks, np.minimum(short, self._owed[rows]), 0.0) - np.where(full, over, 0.0)
        down = np.where(above, over, 0.0)
        up, down = np.nan_to_num(up, posinf=0.0, neginf=0.0), np.nan_to_num(down, posinf=0.0)
        return up, down

    def run(self, enough: Callable[[], bool] = lambda: False) -> None:
        """Choose until no tour brings anything, or it is enough."""
        tours = self._matrix.tours
        if not tours:
            return
        rank = np.full((-(-tours // BLOCK), BLOCK), -np.inf)
        of_tour = rank.reshape(-1)
        of_tour[:tours] = self._rank(np.arange(tours))
        head = rank.max(axis=1)
        while not enough():
            block = int(np.argmax(head))
            if head[block] == -np.inf:
                return
            touched = self.choose(block * BLOCK + int(np.argmax(rank[block])))
            of_tour[touched] = self._rank(touched)
            blocks = distinct(touched // BLOCK)
            head[blocks] = rank[blocks].max(axis=1)

    def open(self) -> Ints:
        """Return the tours that nothing bars."""
        return np.flatnonzero((self._barred[: self._matrix.tours] == 0) & (self._left > 0))

    def allows(self, tour: int) -> bool:
        """Return whether nothing bars a tour."""
        return bool(self._barred[tour] == 0 and self._left[tour] > 0)

    def _rank(self, tours: Ints) -> Floats:
        allowed = (self._barred[tours] == 0) & (self._left[tours] > 0) & (self._score[tours] > 0)
        return np.where(allowed, self._score[tours] / self._weight[tours], -np.inf)

    def choose(self, tour: int) -> Ints:
        """Put a tour into the plan; return the tours whose rank may have changed."""
        self.values[tour] += 1
        self._left[tour] -= 1
        span = slice(self._columns.indptr[tour], self._columns.indptr[tour + 1])
        rows, numbers = self._columns.indices[span], self._columns.data[span]
        up, down = self._margins(rows)
        room = self._matrix.above[rows] - self.activity[rows]
        self.activity[rows] += numbers
        up_now, down_now = self._margins(rows)
        barring = np.flatnonzero((numbers > 0) & (self.activity[rows] >= self._bars_from[rows])).tolist()
        for place in barring:
            self._bar(int(rows[place]), int(room[place]))
        changed = np.flatnonzero((up != up_now) | (down != down_now))
        for place in changed.tolist():
            self._rescore(int(rows[place]), float(up_now[place] - up[place]), float(down_now[place] - down[place]))
        concerned = np.concatenate([rows[barring], rows[changed]])
        touched = distinct(np.append(gathered(self._rows.indptr, self._rows.indices, concerned), tour))
        return touched[: np.searchsorted(touched, self._matrix.tours)]

    def _bar(self, row: int, before: int) -> None:
        """Bar what a hard row has no more room for, and had `before`."""
        span = slice(self._rows.indptr[row], self._rows.indptr[row + 1])
        numbers, room = self._rows.data[span], self._matrix.above[row] - self.activity[row]
        barred = (numbers > 0) & (numbers > room) & (numbers <= before)
        self._barred[self._rows.indices[span][barred]] += 1

    def _rescore(self, row: int, up: float, down: float) -> None:
        span = slice(self._rows.indptr[row], self._rows.indptr[row + 1])
        columns, numbers = self._rows.indices[span], self._rows.data[span]
        self._score[columns] += np.where(numbers > 0, numbers * up, -numbers * down)


def _largest(matrix: Matrix) -> Floats:
    """Return the largest coefficient of each row, at least 1."""
    largest, filled = np.ones(len(matrix.below)), np.flatnonzero(matrix.length)
    if len(filled):
        first = matrix.rows.indptr[filled]
        most, least = np.maximum.reduceat(matrix.rows.data, first), np.minimum.reduceat(matrix.rows.data, first)
        largest[filled] = np.maximum(np.maximum(most, -least.astype(np.int64)), 1)
    return largest


def _scores(matrix: Matrix, up: Floats, down: Floats) -> Floats:
    """Return what each column brings where a unit more of a row brings `up` and a unit less `down`, less what it costs."""
    less = np.flatnonzero(matrix.rows.data < 0)
    row, numbers = matrix.table.rows_at(less), matrix.rows.data[less]
    other = np.bincount(matrix.rows.indices[less], numbers * (up + down)[row], matrix.width)
    scores: Floats = matrix.worth(up) - other - matrix.cost
    return scores
