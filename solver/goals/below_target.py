"""Person-months from max(present, min) up to the target × priority.

Per post and run of periods with target > min:  Σ x present + short + below ≥ target, 0 ≤ below ≤ target − min. With
below cheaper than short, the cheapest split is the true one. Where the policy prices it higher, or minimises it first, a
Boolean z says that the minimum is missed: short ≤ min · z and below ≥ (target − min) · z. Twin: checks.goals.below_target.
"""

from collections.abc import Iterator

from solver.domain.kinds import Objective
from solver.domain.outcome import Claim
from solver.domain.policy import Policy
from solver.problem import Problem
from solver.rules.coverage import short
from solver.rules.parts import NONE, Auxiliary, Expression, Row
from solver.tours import Tours


def below_target(tours: Tours, problem: Problem) -> Expression:
    """Return the goal with its auxiliaries and rows."""
    tempting = _tempting(problem.instance.policy)
    terms, rows = [], list[Row]()
    for post, seats in zip(problem.instance.posts, tours.seats, strict=True):
        for seat in seats:
            if seat.target > seat.least:
                below = Auxiliary("below_target", (seat.post, seat.period), upper=seat.target - seat.least)
                terms.append((below, post.priority * problem.months_per_period * seat.periods))
                source = f"/posts/{seat.post}/demand"
                claim = Claim(
                    rule="below_target", ids=(post.id,), period=seat.period, sources=(source,), amount=seat.target
                )
                missing = short(problem, seat)
                rows.append(Row(claim, seat.columns, at_least=seat.target, auxiliaries=(*missing, (below, 1))))
                if tempting and missing:
                    rows.extend(_in_order(claim, missing[0][0], below))
    return Expression(auxiliaries=tuple(terms), rows=tuple(rows))


def _tempting(policy: Policy) -> bool:
    """Return whether a person missing up to the target costs more, or counts earlier, than one below the minimum."""
    below, short = policy.goals.below_target, policy.goals.shortage
    if policy.objective is Objective.LEXICOGRAPHIC and short.weight and below.level != short.level:
        return below.level < short.level
    return below.weight > short.weight


def _in_order(claim: Claim, short: Auxiliary, below: Auxiliary) -> Iterator[Row]:
    missed = Auxiliary("below_target_missed", below.key, upper=1)
    yield Row(claim, NONE, at_most=0, auxiliaries=((short, 1), (missed, -short.upper)))
    yield Row(claim, NONE, at_least=0, auxiliaries=((below, 1), (missed, -below.upper)))
