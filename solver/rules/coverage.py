"""At least `min` people are present at a post in every period:  Σ x present + short ≥ min. Persons.

Hard: no `short`. Priced: the goal `shortage` counts `short`, 0 ≤ short ≤ min. Twin: checks.coverage.
"""

from collections.abc import Iterator

from solver.domain.outcome import Claim
from solver.problem import Problem
from solver.rules.parts import Auxiliary, Row
from solver.tours import Tours


def coverage(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `coverage`."""
    for index, post in enumerate(problem.instance.posts):
        for period in range(problem.horizon):
            wanted = int(problem.demand_min[index, period])
            if wanted:
                claim = Claim(
                    rule="coverage", ids=(post.id,), period=period, sources=(f"/posts/{index}/demand",), amount=wanted
                )
                yield Row(
                    claim, tours.at_post.at(index, period), at_least=wanted, auxiliaries=short(problem, index, period)
                )


def short(problem: Problem, post: int, period: int) -> tuple[tuple[Auxiliary, int], ...]:
    """Return the people missing below the minimum at a post, as a term of a row; nothing where coverage is hard."""
    wanted = int(problem.demand_min[post, period])
    if not wanted or problem.instance.policy.rules.coverage.mode == "hard":
        return ()
    return ((Auxiliary("shortage", (post, period), upper=wanted), 1),)
