"""After a tour, or a stay in the history, a person is at home for the longer of the kind's and the altitude band's rest.

Hard: per person and period, at most one interval [start, end + rest) covers it. Priced, in months: for each person and
start period s, early(s) ≥ (end(i) + rest(i) − s) · x(i) for every earlier tour i, where a tour starts at s; stays in the
history cost the tour itself. The relaxation of the priced rows is weak (a product is linearised): a bound may take 0.
Twin: checks.rest.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.problem import Ints, Problem
from solver.rules.one_place import overlaps
from solver.rules.parts import Auxiliary, Barred, Row
from solver.tours import Tours

SOURCES = ("/policy/altitude/bands", "/tour_kinds")


def rest_after_history(tours: Tours, problem: Problem) -> Barred:
    """Bar tours that start before the rest after the history is over; tours under way have started already."""
    due = problem.rested_on[tours.person]
    where = ~tours.under_way & (tours.first_day < due)
    early = np.maximum(problem.rested_from[tours.person] - tours.start, 0) * problem.months_per_period
    return Barred("rest", where, units=early, found=tours.first_day, limit=due, source=SOURCES[0])


def rest_between_tours(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `rest`."""
    if problem.instance.policy.rules.rest.mode == "hard":
        yield from overlaps("rest", tours, problem, tours.start, tours.end + tours.rest, SOURCES)
    else:
        for person, rows in tours.by_person():
            yield from _early(person, rows, tours, problem)


def _early(person: int, rows: Ints, tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield, per start and earlier end, early(s) ≥ Σ (owed − s) · x ending there − most · (1 − Σ x starting at s)."""
    ids = (problem.people.specialists[person].id,)
    start, end, owed = tours.start[rows], tours.end[rows], (tours.end + tours.rest)[rows]
    for begin in np.unique(start):
        starting = rows[start == begin]
        for ended in np.unique(end[(end <= begin) & (owed > begin)]):
            earlier = (end == ended) & (owed > begin)
            missing = (owed[earlier] - begin).astype(np.int64)
            most = int(missing.max())
            early = Auxiliary(
                "rest", (person, int(begin)), upper=int((owed - begin).max()), units=problem.months_per_period
            )
            columns = np.concatenate([rows[earlier], starting]).astype(np.int32)
            coefficients = np.concatenate([missing, np.full(len(starting), most)])
            claim = Claim(rule="rest", ids=ids, period=int(begin), sources=SOURCES)
            yield Row(claim, columns, coefficients, at_most=most, auxiliaries=((early, -1),))
