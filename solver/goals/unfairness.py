"""max − min over supporting hospitals with an eligible tour of ⌊1000 × person-months ÷ what they can spare⌋.

Per hospital with capacity D person-months:  D · load ≤ 1000 · Σ months × x ≤ D · load + D − 1;  low ≤ load ≤ high, and the
goal is high − low. It couples all hospitals, so a bound of parts of the question drops it. Twin: checks.goals.unfairness.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.problem import Problem
from solver.rules.parts import NONE, Auxiliary, Expression, Row
from solver.tours import Tours


def unfairness(tours: Tours, problem: Problem) -> Expression:
    """Return the goal with its auxiliaries and rows; nothing where fewer than two hospitals can be compared."""
    loads = []
    rows: list[Row] = []
    for hospital in np.unique(tours.hospital):
        capacity = capacity_months(problem, int(hospital))
        if capacity:
            mine = np.flatnonzero(tours.hospital == hospital).astype(np.int32)
            months = tours.months_inside[mine]
            most = int((months * problem.people.count[tours.person[mine]]).sum())
            load = Auxiliary("unfairness", ("load", int(hospital)), upper=1000 * most // capacity)
            loads.append(load)
            claim = Claim(rule="unfairness", ids=(problem.instance.supporting_hospitals[hospital].id,), amount=capacity)
            rows.append(
                Row(claim, mine, 1000 * months, at_least=0, at_most=capacity - 1, auxiliaries=((load, -capacity),))
            )
    if len(loads) < 2:
        return Expression()
    highest = max(load.upper for load in loads)
    high = Auxiliary("unfairness", ("high",), upper=highest)
    low = Auxiliary("unfairness", ("low",), upper=highest)
    rows.extend(_between(loads, high, low))
    return Expression(auxiliaries=((high, 1), (low, -1)), rows=tuple(rows))


def capacity_months(problem: Problem, hospital: int) -> int:
    """Return the person-months that a hospital can spare in the horizon: its release, else all its people."""
    release = problem.instance.supporting_hospitals[hospital].release
    if release is None or release.total is None:
        own = int(problem.people.count[problem.people.hospital == hospital].sum())
        return own * problem.horizon * problem.months_per_period
    return sum(problem.per_period(release.total)) * problem.months_per_period


def _between(loads: list[Auxiliary], high: Auxiliary, low: Auxiliary) -> Iterator[Row]:
    claim = Claim(rule="unfairness")
    for load in loads:
        yield Row(claim, NONE, at_most=0, auxiliaries=((load, 1), (high, -1)))
        yield Row(claim, NONE, at_most=0, auxiliaries=((low, 1), (load, -1)))
