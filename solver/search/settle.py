"""Auxiliaries put right for the tours as they are: the cheapest ones that make a missed row hold are raised, row by row.

They only go up, so that this ends.
"""

from collections import deque

import numpy as np

from solver.problem import Ints
from solver.search.matrix import Matrix

VISITS = 12
"""A moved auxiliary may break a row that was right: on average so often at most a missed row is looked at."""


def settled(matrix: Matrix, values: Ints) -> Ints:
    """Return values with auxiliaries raised so that few rows are left missed; tours stay."""
    values = values.copy()
    activity = matrix.activity(values)
    waiting = deque(np.flatnonzero(matrix.missed(activity)).tolist())
    for _ in range(VISITS * len(waiting)):
        if not waiting:
            break
        waiting.extend(_put_right(matrix, waiting.popleft(), values, activity))
    return values


def _put_right(matrix: Matrix, row: int, values: Ints, activity: Ints) -> list[int]:
    """Move auxiliaries of a row until it holds: those that break no other row, else those that break no more than they mend.

    Returns the rows that are missed by it.
    """
    if matrix.below[row] <= activity[row] <= matrix.above[row]:
        return []
    span = slice(matrix.rows.indptr[row] + matrix.table.tours_of_row[row], matrix.rows.indptr[row + 1])
    columns, numbers = matrix.rows.indices[span], matrix.rows.data[span]
    order = np.argsort(np.abs(matrix.cost[columns]), kind="stable").tolist()
    broken: list[int] = []
    for most_broken in (0, None):
        for place in order:
            short, over = int(matrix.below[row] - activity[row]), int(activity[row] - matrix.above[row])
            if short <= 0 and over <= 0:
                return broken
            column, number = int(columns[place]), int(numbers[place])
            step = _away_from_zero(short if short > 0 else -over, number)
            step = min(step, int(matrix.upper[column] - values[column]))
            if step > 0:
                broken += _move(matrix, column, step, values, activity, most_broken)
    return broken


def _away_from_zero(wanted: int, number: int) -> int:
    """Return the smallest step, of either sign, with |step × number| at least |wanted| in its direction."""
    size = -(-abs(wanted) // abs(number))
    return size if (wanted > 0) == (number > 0) else -size


def _move(matrix: Matrix, column: int, step: int, values: Ints, activity: Ints, most_broken: int | None) -> list[int]:
    """Move an auxiliary if that breaks at most so many rows, and in all misses no more; return the rows it breaks."""
    span = slice(matrix.columns.indptr[column], matrix.columns.indptr[column + 1])
    rows, numbers = matrix.columns.indices[span], matrix.columns.data[span]
    if len(rows) == 1:  # nobody else's business
        values[column] += step
        activity[rows[0]] += int(numbers[0]) * step
        return []
    after = activity[rows] + numbers.astype(np.int64) * step
    missed, missed_after = matrix.missed_by(rows, activity[rows]), matrix.missed_by(rows, after)
    broken: list[int] = rows[(missed == 0) & (missed_after > 0)].tolist()
    if missed_after.sum() > missed.sum() or (most_broken is not None and len(broken) > most_broken):
        return []
    values[column] += step
    activity[rows] = after
    return broken
