"""What a search by ruin and recreate sees of a question: some tours, and for each row what missing it costs.

A row that auxiliaries soften costs what its cheapest one asks per unit, one that none softens may not be passed. Pairings stay as
the plan has them. Rows whose auxiliaries hang together (weak ones) are left out: they are cheap, and what is found is priced by
the matrix in the end.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from solver.problem import Bools, Ints
from solver.search.linear import Floats
from solver.search.matrix import FREE, Matrix

Places = npt.NDArray[np.int32]

OWED = 1e3
"""What a unit below a lower limit costs that nothing softens, or above an upper one where tours count negative: so many times the
dearest column, more than anything else."""

EXCEEDING = 8
"""Beyond its limit a row may hold so many tours for a moment."""


class Landscape(NamedTuple):
    """Tours and rows, numbered anew, as compressed lists: tour t is in the rows `row[first[t]:first[t + 1]]`, with the numbers in
    `number`; hard rows come first, up to `soft[t]`. The tours of row r are `tour[row_first[r]:row_first[r + 1]]`.

    A row costs `short` for each unit under `below`, for `cap` units at most, and `over` for each above `above`; `hard` ones may
    not be above. The tours of a plan in a hard row r are listed from `room[r]` on.
    """

    cost: Floats
    least: Ints
    most: Ints
    first: Ints
    soft: Ints
    row: Places
    number: Places
    row_first: Ints
    tour: Places
    below: Ints
    above: Ints
    short: Floats
    cap: Floats
    over: Floats
    hard: Bools
    room: Ints

    def costs(self, count: Ints) -> float:
        """Return what tours cost, with the rows that they miss."""
        activity = self.activity(count)
        under = np.minimum(np.maximum(self.below - activity, 0), self.cap)
        above = np.where(self.hard, 0, np.maximum(activity - self.above, 0))
        return float(self.cost @ count + self.short @ under + self.over @ above)

    def activity(self, count: Ints) -> Ints:
        """Return how far the tours fill each row."""
        of_entry = np.repeat(count, np.diff(self.first)) * self.number
        return np.bincount(self.row, of_entry, len(self.below)).astype(np.int64)

    @property
    def unit(self) -> float:
        """What a unit of a row that is short costs, in the middle."""
        priced = self.short[self.short > 0]
        return float(np.median(priced)) if len(priced) else 1.0


def landscape_of(matrix: Matrix, values: Ints, tours: Ints) -> tuple[Landscape, Ints]:
    """Return a question of some tours with those of a plan, and these tours: without any that the plan's pairings bar."""
    fixed = np.zeros(matrix.width, dtype=np.int64)
    fixed[matrix.pairings] = values[matrix.pairings]
    decided = matrix.activity(fixed)
    below = np.where(matrix.below <= -FREE, -FREE, matrix.below - decided)
    above = np.where(matrix.above >= FREE, FREE, matrix.above - decided)
    short, over, cap = _prices(matrix)
    asked = np.zeros(matrix.tours, dtype=bool)
    asked[tours] = True
    tours = _allowed(matrix, np.where(np.isinf(over), above, FREE), asked, values[: matrix.tours] > 0)

    entries = matrix.tour_columns[:, tours]
    rows = np.flatnonzero((np.bincount(entries.indices, minlength=len(below)) > 0) & ~matrix.weak)
    place = np.full(len(below), -1, dtype=np.int32)
    place[rows] = np.arange(len(rows), dtype=np.int32)
    row, column = place[entries.indices], np.repeat(np.arange(len(tours)), np.diff(entries.indptr))
    kept = np.flatnonzero(row >= 0)
    row, column, number = row[kept], column[kept], entries.data[kept].astype(np.int32)
    below, above, short, over, cap = below[rows], above[rows], short[rows], over[rows], cap[rows]
    hard = np.isinf(over) & (above < FREE) & (below <= 0)
    hard[row[number < 0]] = False
    order = np.lexsort((~hard[row], column))
    row, number = row[order], number[order]
    by_row = np.argsort(row, kind="stable")
    first = np.searchsorted(column, np.arange(len(tours) + 1))
    owed = OWED * max(float(np.abs(matrix.cost).max(initial=0)), 1.0)
    landscape = Landscape(
        cost=matrix.cost[tours].astype(np.float64),
        least=matrix.lower[tours].astype(np.int64),
        most=matrix.upper[tours].astype(np.int64),
        first=first,
        soft=first[:-1] + np.bincount(column[order][hard[row]], minlength=len(tours)),
        row=row,
        number=number,
        row_first=np.searchsorted(row[by_row], np.arange(len(rows) + 1)),
        tour=column[order][by_row].astype(np.int32),
        below=below,
        above=above,
        short=np.where(below > -FREE, np.minimum(short, owed), 0.0),
        cap=cap,
        over=np.where(hard | (above >= FREE), 0.0, np.minimum(over, owed)),
        hard=hard,
        room=_room(above, hard, row, number),
    )
    return landscape, tours


def _allowed(matrix: Matrix, above: Ints, asked: Bools, planned: Bools) -> Ints:
    """Return the tours that are asked for and alone pass no limit `above` of a row of nothing negative, and those of the plan."""
    tours = np.flatnonzero(asked | planned)
    entries = matrix.tour_columns[:, tours]
    mixed = np.zeros(len(above), dtype=bool)
    mixed[entries.indices[entries.data < 0]] = True
    passed = np.flatnonzero((entries.data > above[entries.indices]) & ~mixed[entries.indices])
    barred = np.zeros(len(tours), dtype=bool)
    barred[np.searchsorted(entries.indptr, passed, side="right") - 1] = True
    return tours[planned[tours] | ~barred]


def _room(above: Ints, hard: Bools, row: Places, number: Places) -> Ints:
    """Return where the tours of a plan in each hard row are listed: room for all that fit, and for some too many."""
    mine = hard[row]
    smallest, largest = np.full(len(hard), np.iinfo(np.int32).max), np.ones(len(hard), dtype=np.int64)
    np.minimum.at(smallest, row[mine], number[mine])
    np.maximum.at(largest, row[mine], number[mine])
    listed = np.where(hard, (np.where(hard, above, 0) + EXCEEDING * largest) // smallest + 1, 0)
    return np.concatenate([[0], np.cumsum(listed)])


def _prices(matrix: Matrix) -> tuple[Floats, Floats, Floats]:
    """Return what a unit below and above each row's limits costs, infinite where nothing softens it; for how many units below.

    An auxiliary that stands in two rows (who is missing counts towards the least and towards the target) is paid for in the row
    where it stands alone; the other one pays for its own, as far as that goes.
    """
    entries, row = matrix.table.auxiliary_entries
    column, number = matrix.rows.indices[entries], matrix.rows.data[entries]
    counted = ~np.isin(column, matrix.pairings)
    row, column, number = row[counted], column[counted], number[counted]
    shared = np.diff(matrix.columns.indptr)[column] > 1
    alone = np.bincount(row, minlength=len(matrix.below))[row] == 1
    pays = ~shared | alone
    unit = matrix.cost[column] / np.abs(number)
    short, over, cap = (np.full(len(matrix.below), np.inf) for _ in range(3))
    up, down = pays & (number > 0), pays & (number < 0)
    np.minimum.at(short, row[up], unit[up])
    np.minimum.at(over, row[down], unit[down])
    limited = up & np.isin(row, row[~pays])
    cap[row[limited]] = (number * matrix.upper[column])[limited]
    return short, over, cap
