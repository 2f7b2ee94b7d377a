"""People settled at a post ≤ target; newcomers, in their first handover periods, ≤ target. Persons. Twin: checks.headcount."""

from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.incidence import incidence
from solver.problem import Problem
from solver.rules.parts import Row
from solver.tours import Tours


def headcount(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `headcount`."""
    settled_from = np.minimum(tours.start + problem.handover[tours.post], tours.end)
    posts = len(problem.instance.posts)
    settled = incidence(tours.post, posts, settled_from, tours.end, problem.horizon)
    newcomers = incidence(tours.post, posts, tours.start, settled_from, problem.horizon)
    for index, post in enumerate(problem.instance.posts):
        for period in range(problem.horizon):
            target = int(problem.demand_target[index, period])
            claim = Claim(
                rule="headcount", ids=(post.id,), period=period, sources=(f"/posts/{index}/demand",), amount=target
            )
            for columns in (settled.at(index, period), newcomers.at(index, period)):
                if tours.people_at_once(columns) > target:
                    yield Row(claim, columns, at_most=target)
