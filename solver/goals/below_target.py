"""Person-months from max(present, min) up to the target × priority.

Per post and period with target > min:  Σ x present + short + below ≥ target, 0 ≤ below ≤ target − min. With below cheaper
than short, the cheapest split is the true one. Where the policy prices it higher, a Boolean z says that the minimum is
missed: short ≤ min · z and below ≥ (target − min) · z. Twin: checks.goals.below_target.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.problem import Problem
from solver.rules.coverage import short
from solver.rules.parts import NONE, Auxiliary, Expression, Row
from solver.tours import Tours


def below_target(tours: Tours, problem: Problem) -> Expression:
    """Return the goal with its auxiliaries and rows."""
    goals = problem.instance.policy.goals
    tempting = goals.below_target.weight > goals.shortage.weight
    terms, rows = [], list[Row]()
    for index, post in enumerate(problem.instance.posts):
        for period in np.flatnonzero(problem.demand_target[index] > problem.demand_min[index]):
            target = int(problem.demand_target[index, period])
            spare = target - int(problem.demand_min[index, period])
            below = Auxiliary("below_target", (index, int(period)), upper=spare)
            terms.append((below, post.priority * problem.months_per_period))
            claim = Claim(
                rule="below_target",
                ids=(post.id,),
                period=int(period),
                sources=(f"/posts/{index}/demand",),
                amount=target,
            )
            missing = short(problem, index, int(period))
            columns = tours.at_post.at(index, int(period))
            rows.append(Row(claim, columns, at_least=target, auxiliaries=(*missing, (below, 1))))
            if tempting and missing:
                rows.extend(_in_order(claim, missing[0][0], below))
    return Expression(auxiliaries=tuple(terms), rows=tuple(rows))


def _in_order(claim: Claim, short: Auxiliary, below: Auxiliary) -> Iterator[Row]:
    missed = Auxiliary("below_target_missed", below.key, upper=1)
    yield Row(claim, NONE, at_most=0, auxiliaries=((short, 1), (missed, -short.upper)))
    yield Row(claim, NONE, at_least=0, auxiliaries=((below, 1), (missed, -below.upper)))
