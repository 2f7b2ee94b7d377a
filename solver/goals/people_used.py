"""Persons (units) with a tour:  used(person) ≥ Σ x over tours whose interval, rest included, covers t, for every t.

For a pool this is its largest overlap, which is how many units it needs when tours are dealt out. Twin: checks.goals.people_used.
"""

import numpy as np

from solver.domain.outcome import Claim
from solver.problem import Problem
from solver.rules.parts import Auxiliary, Expression, Row
from solver.tours import Tours


def people_used(tours: Tours, problem: Problem) -> Expression:
    """Return the goal with its auxiliaries and rows; one row per person and period in which a tour begins."""
    if not problem.instance.policy.goals.people_used.weight:
        return Expression()
    used = {
        int(person): Auxiliary("people_used", (int(person),), upper=int(problem.people.count[person]))
        for person in np.unique(tours.person)
    }
    hard = problem.instance.policy.rules.rest.mode == "hard"
    until = tours.end + tours.rest if hard else tours.end
    rows = []
    for person, mine in tours.by_person():
        first, after = tours.start[mine], until[mine]
        for period in np.unique(first):
            covering = mine[(first <= period) & (period < after)].astype(np.int32)
            claim = Claim(rule="people_used", ids=(problem.people.specialists[person].id,), period=int(period))
            rows.append(Row(claim, covering, at_most=0, auxiliaries=((used[person], -1),)))
    return Expression(auxiliaries=tuple((auxiliary, 1) for auxiliary in used.values()), rows=tuple(rows))
