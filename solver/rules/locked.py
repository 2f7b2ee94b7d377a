"""Locked tours stand, forbidden ones don't happen.

Exact: Σ x over the columns of that tour ≥ number of such locks. Not exact: per period of the range, Σ x present ≥ 1.
Under way: each lock has a tour of its own, and there is no other. Twin: checks.locked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from solver.domain.document import PostId
from solver.domain.outcome import Claim
from solver.domain.wishes import Forbidden, Locked
from solver.incidence import Columns
from solver.problem import Bools, Ints, Problem
from solver.rules.parts import Barred, Row
from solver.tours import Tours


def forbidden(tours: Tours, problem: Problem) -> Barred:
    """Bar forbidden tours; the source is the last entry that bars."""
    where = np.zeros(len(tours), dtype=bool)
    for entry in problem.instance.forbidden:
        where |= concerned(entry, tours, problem)
    return Barred("locked", where, source="/forbidden")


def concerned(entry: Forbidden, tours: Tours, problem: Problem) -> Bools:
    """Return the tours that an entry forbids."""
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
    under_way: defaultdict[tuple[str, PostId, int], list[int]] = defaultdict(list)
    times: Counter[Locked] = Counter()
    first: dict[Locked, int] = {}
    for index, lock in enumerate(problem.instance.locked):
        if lock.from_period < 0 and lock.specialist is not None:
            under_way[lock.specialist, lock.post, lock.from_period].append(index)
        else:
            same = lock.model_copy(update={"note": None})
            times[same] += 1
            first.setdefault(same, index)
    for lock, index in first.items():
        yield from (
            _exactly(lock, index, times[lock], tours, problem) if lock.exact else _present(lock, index, tours, problem)
        )
    for indices in under_way.values():
        yield from _under_way(indices, tours, problem)


def _exactly(lock: Locked, index: int, times: int, tours: Tours, problem: Problem) -> Iterator[Row]:
    same = of_lock(lock, tours, problem) & (tours.start == lock.from_period) & (tours.end == lock.to_period)
    yield Row(_claim(lock, index), np.flatnonzero(same).astype(np.int32), at_least=times)


def _present(lock: Locked, index: int, tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield that somebody is present; that is asked for once, however often it is written."""
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


def _under_way(indices: list[int], tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield that each lock under way on one post since one start has a tour of its own, and that there is no other.

    A unit that is named serves its own lock. Of the others as many tours end at or after each end as locks ask for, and
    just then as many as are exact: with that, longest first, they can be dealt out to the locks.
    """
    locks = [problem.instance.locked[index] for index in indices]
    assert locks[0].specialist is not None
    rows = problem.people.rows_of[locks[0].specialist]
    here = (tours.post == problem.post_index[locks[0].post]) & (tours.start == locks[0].from_period)
    everybody = np.flatnonzero(here & np.isin(tours.person, rows))
    claim = _claim(locks[0], indices[0])
    yield Row(claim.model_copy(update={"amount": len(locks)}), everybody.astype(np.int32), at_most=len(locks))
    named = {lock.unit for lock in locks}
    for unit in named:
        of_unit = [row for row in rows if _serves(int(problem.people.unit[row]), unit, named)]
        mine = everybody[np.isin(tours.person[everybody], of_unit)]
        for index, lock in zip(indices, locks, strict=True):
            if lock.unit == unit:
                others = [other for other in locks if other.unit == unit]
                later = sum(other.to_period >= lock.to_period for other in others)
                yield Row(_claim(lock, index), _ending(mine, tours.end[mine] >= lock.to_period), at_least=later)
                if lock.exact:
                    just = sum(other.exact and other.to_period == lock.to_period for other in others)
                    yield Row(_claim(lock, index), _ending(mine, tours.end[mine] == lock.to_period), at_least=just)


def _serves(own: int, unit: int | None, named: set[int | None]) -> bool:
    """Return whether a row of people may serve a lock of a unit: the unit itself, or any that has no lock of its own."""
    return own == unit if unit is not None else own not in named


def _ending(rows: Ints, chosen: Bools) -> Columns:
    return rows[chosen].astype(np.int32)


def _claim(lock: Locked, index: int, period: int | None = None) -> Claim:
    who = lock.specialist or lock.hospital
    assert who is not None  # validation asks for one of them
    return Claim(
        rule="locked",
        ids=(who, lock.post),
        period=period if period is not None else lock.from_period,
        sources=(f"/locked/{index}",),
    )
