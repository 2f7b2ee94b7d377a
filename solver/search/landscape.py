"""What a search by ruin and recreate sees of a question: some tours, and for each row what missing it costs.

A row that auxiliaries soften costs what its cheapest one asks per unit, one that none softens may not be passed. Pairings stay as
the plan has them. Rows whose auxiliaries hang together (weak ones) are left out: they are cheap, and what is found is priced by
the matrix in the end.
"""

import numpy as np

from solver.problem import Bools, Ints
from solver.search.linear import Floats
from solver.search.matrix import FREE, Matrix
from solver.search.ruin import Best, Landscape, Standing

OWED = 1e3
"""What a unit below a lower limit costs that nothing softens, or above an upper one where tours count negative: so many times the
dearest column, more than anything else."""

EXCEEDING = 8
"""Beyond its limit a row may hold so many tours for a moment."""


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
    )
    return landscape, tours


def standing(land: Landscape, times: Ints) -> tuple[Standing, Best]:
    """Return where the search begins with some tours, each so many times."""
    activity, room = activity_of(land, times), _room(land)
    short = np.flatnonzero((activity < land.below) & (land.short > 0))
    place, opened = np.full(len(activity), -1, dtype=np.int64), np.zeros(len(activity), dtype=np.int64)
    place[short], opened[: len(short)] = np.arange(len(short)), short
    members, listed = np.zeros(room[-1], dtype=np.int64), np.zeros(len(activity), dtype=np.int64)
    for tour in np.repeat(np.arange(len(times)), times).tolist():
        mine = land.row[land.first[tour] : land.soft[tour]]
        members[room[mine] + listed[mine]] = tour
        listed[mine] += 1
    costs = costs_of(land, times)
    now = Standing(times.copy(), activity, room[:-1], listed, members, opened, place, np.array([len(short)]))
    return now, Best(times.copy(), np.array([costs, costs]))


def activity_of(land: Landscape, times: Ints) -> Ints:
    """Return how far tours fill each row."""
    of_entry = np.repeat(times, np.diff(land.first)) * land.number
    activity: Ints = np.bincount(land.row, of_entry, len(land.below)).astype(np.int64)
    return activity


def costs_of(land: Landscape, times: Ints) -> float:
    """Return what tours cost, with the rows that they miss."""
    activity = activity_of(land, times)
    under = np.minimum(np.maximum(land.below - activity, 0), land.cap)
    above = np.where(land.hard, 0, np.maximum(activity - land.above, 0))
    return float(land.cost @ times + land.short @ under + land.over @ above)


def unit_of(land: Landscape) -> float:
    """Return what a unit of a row that is short costs, in the middle."""
    priced = land.short[land.short > 0]
    return float(np.median(priced)) if len(priced) else 1.0


def _room(land: Landscape) -> Ints:
    """Return where the tours of a plan in each hard row are listed: room for all that fit, and for some too many."""
    mine = land.hard[land.row]
    row, number = land.row[mine], land.number[mine]
    smallest, largest = np.full(len(land.hard), np.iinfo(np.int32).max), np.ones(len(land.hard), dtype=np.int64)
    np.minimum.at(smallest, row, number)
    np.maximum.at(largest, row, number)
    listed = np.where(land.hard, (np.where(land.hard, land.above, 0) + EXCEEDING * largest) // smallest + 1, 0)
    return np.concatenate([[0], np.cumsum(listed)])


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
