"""Nobody serves more tours than agreed: Σ x of a person ≤ max_tours. Tours. Twin: checks.max_tours."""

from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.problem import Problem
from solver.rules.parts import Row, Soft
from solver.tours import Tours


def max_tours(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `max_tours`."""
    priced = problem.instance.policy.rules.max_tours.mode == "priced"
    for person, rows in tours.by_person():
        most = problem.people.specialists[person].max_tours
        if most is None or len(rows) <= most:
            continue
        source = f"/specialists/{problem.people.specialist[person]}/max_tours"
        claim = Claim(rule="max_tours", ids=(problem.people.specialists[person].id,), sources=(source,), amount=most)
        soft = Soft(units=1, most=len(rows) - most) if priced else None
        yield Row(claim, rows.astype(np.int32), at_most=most, soft=soft)
