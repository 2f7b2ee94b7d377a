"""Locked tours stand, forbidden ones don't happen.

Exact: Σ x over the columns of that tour ≥ number of such locks. Not exact: per period of the range, Σ x present ≥ 1.
A tour under way happens just as often as it is locked. Twin: checks.locked.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.domain.wishes import Forbidden, Locked
from solver.problem import Bools, Problem
from solver.rules.parts import Barred, Row
from solver.tours import Tours


def forbidden(tours: Tours, problem: Problem) -> Barred:
    """Bar forbidden tours; the source is the last entry that bars."""
    where = np.zeros(len(tours), dtype=bool)
    for entry in problem.instance.forbidden:
        where |= _concerned(entry, tours, problem)
    return Barred("locked", where, source="/forbidden")


def _concerned(entry: Forbidden, tours: Tours, problem: Problem) -> Bools:
    begin = entry.from_period if entry.from_period is not None else problem.earliest
    after = entry.to_period if entry.to_period is not None else problem.end
    where = (tours.start < after) & (begin < tours.end)
    if entry.specialist is not None:
        where &= np.isin(tours.person, problem.people.rows_of[entry.specialist])
    if entry.hospital is not None:
        where &= tours.hospital == problem.supporter_index[entry.hospital]
    if entry.post is not None:
        where &= tours.post == problem.post_index[entry.post]
    if entry.recipient is not None:
        where &= problem.post_recipient[tours.post] == problem.recipient_index[entry.recipient]
    return where


def locked(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `locked`."""
    claims = {
        (lock.specialist, lock.unit, lock.hospital, lock.post, lock.from_period, lock.to_period, lock.exact): index
        for index, lock in enumerate(problem.instance.locked)
    }
    same = Counter(
        (lock.specialist, lock.unit, lock.hospital, lock.post, lock.from_period, lock.to_period, lock.exact)
        for lock in problem.instance.locked
    )
    for key, index in claims.items():
        lock = problem.instance.locked[index]
        yield from (_exactly if lock.exact else _present)(lock, index, same[key], tours, problem)
    yield from _nothing_else_under_way(tours, problem)


def _exactly(lock: Locked, index: int, times: int, tours: Tours, problem: Problem) -> Iterator[Row]:
    same = of_lock(lock, tours, problem) & (tours.start == lock.from_period) & (tours.end == lock.to_period)
    yield Row(_claim(lock, index, None), np.flatnonzero(same).astype(np.int32), at_least=times)


def _present(lock: Locked, index: int, times: int, tours: Tours, problem: Problem) -> Iterator[Row]:
    del times  # presence is asked for once, however often it is written
    mine = of_lock(lock, tours, problem)
    for period in range(lock.from_period, lock.to_period):
        columns = np.flatnonzero(mine & (tours.start <= period) & (period < tours.end))
        yield Row(_claim(lock, index, period), columns.astype(np.int32), at_least=1)


def of_lock(lock: Locked, tours: Tours, problem: Problem) -> Bools:
    """Return the tours on a lock's post by the people it speaks of."""
    here: Bools = tours.post == problem.post_index[lock.post]
    if lock.hospital is not None:
        theirs: Bools = tours.hospital == problem.supporter_index[lock.hospital]
        return here & theirs
    assert lock.specialist is not None
    rows = problem.people.rows_of[lock.specialist]
    meant = [row for row in rows if lock.unit is None or problem.people.unit[row] == lock.unit]
    return here & np.isin(tours.person, meant)


def _nothing_else_under_way(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield that tours under way are as many as their locks say, per specialist, post and start."""
    count: Counter[tuple[str, str, int]] = Counter()
    for lock in problem.instance.locked:
        if lock.from_period < 0 and lock.specialist is not None:
            count[lock.specialist, lock.post, lock.from_period] += 1
    for (specialist, post, start), most in count.items():
        mine = np.isin(tours.person, problem.people.rows_of[specialist])
        columns = np.flatnonzero(mine & (tours.post == problem.post_index[post]) & (tours.start == start))
        yield Row(
            Claim(rule="locked", ids=(specialist, post), period=start, amount=most),
            columns.astype(np.int32),
            at_most=most,
        )


def _claim(lock: Locked, index: int, period: int | None) -> Claim:
    who = lock.specialist or lock.hospital or ""
    return Claim(
        rule="locked",
        ids=(who, lock.post),
        period=period if period is not None else lock.from_period,
        sources=(f"/locked/{index}",),
    )
