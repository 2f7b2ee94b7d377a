"""A person is on at most one tour at a time; two tours of one person on one post have a period between them.

Per person and period t:  Σ x over tours with start ≤ t < end  ≤ 1 (a pool: its count); per person, post and t:
Σ x over tours on the post with start ≤ t < end + 1  ≤ 1. A conflict always shows where the later tour starts, so only
periods in which a tour of the person starts have a row. Twin: checks.one_place.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.problem import Ints, Problem
from solver.rules.parts import Row
from solver.tours import Tours


def one_place(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `one_place`."""
    rests = problem.instance.policy.rules.rest.mode == "hard"  # its rows say the same of longer intervals
    yield from overlaps("one_place", tours, problem, tours.start, tours.end, implied=rests)
    for person, rows in tours.by_person(np.flatnonzero(tours.may_adjoin)):  # no pool: a pool always rests
        for post in np.unique(tours.post[rows]):
            here = rows[tours.post[rows] == post]
            ids = (problem.people.specialists[person].id, problem.instance.posts[post].id)
            for period in np.unique(tours.start[here]):
                near = here[(tours.start[here] <= period) & (period <= tours.end[here])]
                if (tours.end[near] == period).any():
                    yield Row(Claim(rule="one_place", ids=ids, period=int(period)), near.astype(np.int32), at_most=1)


def overlaps(
    stem: str,
    tours: Tours,
    problem: Problem,
    begin: Ints,
    end: Ints,
    sources: tuple[str, ...] = (),
    *,
    implied: bool = False,
) -> Iterator[Row]:
    """Yield, per person and period in which an interval begins, that at most one of [begin, end) covers it."""
    for person, rows in tours.by_person():
        if len(rows) < 2 and problem.people.count[person] == 1:
            continue
        ids = (problem.people.specialists[person].id,)
        count = int(problem.people.count[person])
        first, after = begin[rows], end[rows]
        for period in np.unique(first):
            covering = rows[(first <= period) & (period < after)]
            if len(covering) > 1 or count > 1:
                claim = Claim(rule=stem, ids=ids, period=int(period), sources=sources)
                yield Row(claim, covering.astype(np.int32), at_most=count, implied=implied)
