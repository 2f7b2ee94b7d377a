"""A recipient hospital never houses more than its places:  Σ x present ≤ places. Person-months. Twin: checks.housing."""

from collections.abc import Iterator

from solver.incidence import incidence
from solver.problem import Problem
from solver.rules.parts import Row
from solver.rules.release import capacity
from solver.tours import Tours


def housing(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `housing`."""
    hospitals = problem.instance.recipient_hospitals
    recipient = problem.post_recipient[tours.post]
    present = incidence(recipient, len(hospitals), tours.start, tours.end, problem.horizon)
    priced = problem.instance.policy.rules.housing.mode == "priced"
    for index, hospital in enumerate(hospitals):
        if hospital.housing is not None:
            limits = problem.per_period(hospital.housing)
            source = f"/recipient_hospitals/{index}/housing"
            yield from capacity("housing", (hospital.id,), source, present, index, limits, tours, priced=priced)
