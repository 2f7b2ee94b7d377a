"""Person-months below the minimum × priority: Σ short(post, period) × months × priority. Twin: checks.goals.shortage."""

from solver.problem import Problem
from solver.rules.coverage import short
from solver.rules.parts import Auxiliary, Expression
from solver.tours import Tours


def shortage(tours: Tours, problem: Problem) -> Expression:
    """Return the goal; the auxiliaries and their rows belong to `coverage`."""
    del tours
    terms: list[tuple[Auxiliary, int]] = []
    for index, post in enumerate(problem.instance.posts):
        for period in range(problem.horizon):
            cost = post.priority * problem.months_per_period
            terms.extend((auxiliary, cost) for auxiliary, _ in short(problem, index, period))
    return Expression(auxiliaries=tuple(terms))
