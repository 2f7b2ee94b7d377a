"""Nobody leaves a post that goes on before the successor is settled.

At each boundary e with target T(e) > 0:  N(e − 1) − max(0, T(e − 1) − T(e)) ≤ N(e) + missing, where N(t) counts the people on
the post at t whose tour began at or before t − handover. What stays cancels: those who leave are at most those who are
newly settled, plus the drop of the target. Persons. Twin: checks.handover.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.problem import Problem
from solver.rules.parts import Row, Soft
from solver.tours import Tours


def handover(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `handover`."""
    priced = problem.instance.policy.rules.handover.mode == "priced"
    settled_at = tours.start + problem.handover[tours.post]
    leaving = np.where(settled_at < tours.end, tours.end, -1)
    joining = np.where(settled_at < tours.end, settled_at, -1)
    by_post = np.argsort(tours.post, kind="stable")
    first = np.searchsorted(tours.post[by_post], np.arange(len(problem.instance.posts) + 1))
    for index, post in enumerate(problem.instance.posts):
        mine = by_post[first[index] : first[index + 1]]
        target = problem.demand_target[index]
        for boundary in range(1, problem.horizon):
            out, come = mine[leaving[mine] == boundary], mine[joining[mine] == boundary]
            drop = max(0, int(target[boundary - 1] - target[boundary]))
            most = tours.people_at_once(out) - drop
            if target[boundary] == 0 or most <= 0:
                continue
            columns = np.concatenate([out, come]).astype(np.int32)
            coefficients = np.concatenate([np.ones(len(out), dtype=np.int64), np.full(len(come), -1)])
            claim = Claim(
                rule="handover", ids=(post.id,), period=boundary, sources=(f"/posts/{index}/handover_months",)
            )
            soft = Soft(units=1, most=most) if priced else None
            yield Row(claim, columns, coefficients, at_most=drop, soft=soft)
