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
        target = problem.demand_target[index]
        for table in (settled, newcomers):
            for period, periods, columns in table.runs(index, target):
                most = int(target[period])
                if tours.people_at_once(columns) > most:
                    source = f"/posts/{index}/demand"
                    claim = Claim(
                        rule="headcount",
                        ids=(post.id,),
                        period=period,
                        to_period=period + periods,
                        sources=(source,),
                        amount=most,
                    )
                    yield Row(claim, columns, at_most=most)
