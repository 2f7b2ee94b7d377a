"""What is left of a question, its tours divided by the pairing that they need: CP-SAT proves more where pairings may change.

The same as `divided` does for a whole program. Besides, tours that stay may need the pairing b of a row: where f of the c who can
be there at once do, the others are left  Σ on ≤ (c − f) · b, and those who stay cost f · (1 − b) times what a tour off pair does.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import scipy.sparse as sp

from solver.problem import Bools, Ints
from solver.search.divided import within_another
from solver.search.subproblem import BIG, Subproblem


class Left(Protocol):
    """What is divided: rows, columns and what these are, as `Subproblem` has them."""

    rows: sp.csr_array
    below: Ints
    above: Ints
    lower: Ints
    upper: Ints
    cost: Ints
    constant: int
    moving: Ints
    is_tour: Bools
    is_pairing: Bools
    measure: Ints

    def begin(self, values: Ints) -> Ints:
        """Return the values of its columns from those of all free ones."""

    def values(self, moved: Ints) -> Ints:
        """Return the values of all free columns from those of its own."""


@dataclass(frozen=True)
class Needs:
    """What the rows of `on_pair` say:  Σ x ≤ most · paired + off − staying; tour `tour[k]` is in row `of[k]` of these."""

    rows: Ints
    pairing: Ints
    off: Ints
    most: Ints
    staying: Ints
    of: Ints
    tour: Ints


class DividedPart:
    """A part whose columns are those of `left`, a tour standing for itself within its pairing, then one per tour off pair.

    Its rows are first those of `left` that are `kept`. `off` is the place of each column off pair, −1 for none.
    """

    def __init__(self, left: Left, needs: Needs) -> None:
        self._left, self._needs = left, needs
        width, tours = len(left.moving), np.unique(needs.tour)
        self._tours = tours
        self._pairing = np.full(width, -1, dtype=np.int64)
        self._pairing[needs.tour] = needs.pairing[needs.of]
        self.off = np.full(width, -1, dtype=np.int64)
        self.off[tours] = width + np.arange(len(tours))
        ones = np.ones(width + len(tours), dtype=np.int64)
        places = np.append(np.arange(width), tours), np.arange(len(ones))
        self._columns = sp.csr_array((ones, places), shape=(width, len(ones)))
        self.cost, self.constant = self._costs()
        self.lower = np.append(left.lower, np.zeros(len(tours), dtype=np.int64))
        self.upper = np.append(left.upper, left.upper[tours])
        self.upper[needs.off] = 0
        self.kept = np.setdiff1d(np.arange(len(left.below)), needs.rows)
        within, once = self._within(), self._not_in_any_row()
        rows = [left.rows[self.kept] @ self._columns, within, self._columns[once]]
        self.rows = sp.csr_array(sp.vstack(rows, format="csr"))
        self.below = np.append(left.below[self.kept], np.full(within.shape[0] + len(once), -BIG))
        self.above = np.concatenate(
            [left.above[self.kept], np.zeros(within.shape[0], dtype=np.int64), left.upper[once]]
        )
        self.missed = np.zeros(len(self.below), dtype=np.int64)

    def begin(self, values: Ints) -> Ints:
        """Return the columns' values from those of all free columns of the question."""
        begin = self._left.begin(values)
        off = np.where(begin[self._pairing[self._tours]] == 0, begin[self._tours], 0)
        begin[self._tours] -= off
        begin[self._needs.off] = 0
        return np.append(begin, off)

    def values(self, moved: Ints) -> Ints:
        """Return the values of all free columns of the question from those of the columns."""
        needs, values = self._needs, self._columns @ moved
        off = np.bincount(needs.of, moved[self.off[needs.tour]], len(needs.rows)).astype(np.int64)
        values[needs.off] = off + needs.staying * (1 - moved[needs.pairing])
        return self._left.values(values)

    def _costs(self) -> tuple[Ints, int]:
        """Return what the columns cost, and the constant: tours pay themselves what is counted of them off pair."""
        left, needs = self._left, self._needs
        price, cost = left.cost[needs.off], left.cost.copy()
        cost[needs.off] = 0
        np.add.at(cost, needs.pairing, -price * needs.staying)
        divided = self._columns.T @ cost
        np.add.at(divided, self.off[needs.tour], price[needs.of])
        return divided, left.constant + int(price @ needs.staying)

    def _within(self) -> sp.csr_array:
        """Return the rows  Σ on − limit · paired ≤ 0  of tours that need the same pairing, those that no other implies."""
        left, needs, width = self._left, self._needs, len(self._left.moving)
        limit = left.above.copy()
        limit[needs.rows] = needs.most - needs.staying
        asked = _plain(left)
        asked[needs.rows] = True
        entries = left.rows.tocoo()
        row, tour = entries.row.astype(np.int64), entries.col.astype(np.int64)
        mine = asked[row] & left.is_tour[tour] & (self._pairing[tour] >= 0)
        keys, number = np.unique(row[mine] * width + self._pairing[tour[mine]], return_inverse=True)
        shape = (len(keys), width)
        sets = sp.csr_array((np.ones(len(number), dtype=np.int64), (number, tour[mine])), shape=shape)
        limits = np.minimum(limit[keys // width], sets @ left.upper)
        kept = np.flatnonzero(~within_another(sets, limits))
        paired = (limits[kept], (np.arange(len(kept)), keys[kept] % width))
        on = sp.csr_array(sets[kept] - sp.csr_array(paired, shape=(len(kept), width)))
        nothing = sp.csr_array((len(kept), len(self._tours)), dtype=np.int64)
        return sp.csr_array(sp.hstack([on, nothing], format="csr"))

    def _not_in_any_row(self) -> Ints:
        """Return the tours that no row holds to their own upper bound, divided or not."""
        left, entries = self._left, self._left.rows.tocoo()
        holds = _plain(left)[entries.row] & (left.above[entries.row] <= left.upper[entries.col])
        return np.setdiff1d(self._tours, entries.col[holds])


def divided_part(left: Subproblem) -> DividedPart | None:
    """Return a part divided; none where no pairing may change, or where the plan misses rows, which are softened as they are."""
    if left.missed.any() or not left.is_pairing.any():
        return None
    needs = needs_of(left)
    return DividedPart(left, needs) if len(needs.rows) else None


def needs_of(left: Left) -> Needs:
    """Return the rows with tours, one pairing that makes room for some of these, and what measures them."""
    entries, rows = left.rows.tocoo(), len(left.below)
    row, column, number = entries.row.astype(np.int64), entries.col.astype(np.int64), entries.data
    single = left.is_tour[column] & (number == 1)
    room = left.is_pairing[column] & (number < 0)
    most, pairing = np.zeros(rows, dtype=np.int64), np.zeros(rows, dtype=np.int64)
    most[row[room]], pairing[row[room]] = -number[room], column[room]
    open_ended = (left.lower == 0) & (left.cost >= 0)
    is_one = (left.measure >= 0) & open_ended[left.measure] & (left.upper[left.measure] >= most) & (left.below == -BIG)
    is_one &= (np.bincount(row[room], minlength=rows) == 1) & (left.above <= 0) & (-left.above <= most)
    is_one &= np.bincount(row, minlength=rows) == np.bincount(row[single], minlength=rows) + 2
    kept = np.flatnonzero(is_one)
    mine = is_one[row] & single
    return Needs(
        kept,
        pairing[kept],
        left.measure[kept],
        most[kept],
        -left.above[kept],
        np.searchsorted(kept, row[mine]),
        column[mine],
    )


def _plain(left: Left) -> Bools:
    """Return which rows say  Σ x ≤ c  of tours alone."""
    entries = left.rows.tocoo()
    plain: Bools = left.below == -BIG
    plain[entries.row[~left.is_tour[entries.col] | (entries.data != 1)]] = False
    return plain
