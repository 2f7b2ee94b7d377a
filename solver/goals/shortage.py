"""Person-months below the minimum × priority: Σ short(post, period) × months × priority. Twin: checks.goals.shortage."""

from solver.problem import Problem
from solver.rules.coverage import short
from solver.rules.parts import Auxiliary, Expression
from solver.tours import Tours


def shortage(tours: Tours, problem: Problem) -> Expression:
    """Return the goal; the auxiliaries and their rows belong to `coverage`."""
    terms: list[tuple[Auxiliary, int]] = []
    for post, seats in zip(problem.instance.posts, tours.seats, strict=True):
        for seat in seats:
            cost = post.priority * problem.months_per_period * seat.periods
            terms.extend((auxiliary, cost) for auxiliary, _ in short(problem, seat))
    return Expression(auxiliaries=tuple(terms))
