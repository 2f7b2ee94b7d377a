"""Σ over the plan's pairings of their cost, plus the opening price of every supporter with a pairing.

Per supporter:  opened ≥ paired for each of its links, and where the rule holds it to a capacity  Σ workload × paired ≤
capacity × opened: implied, but the linear relaxation is far stronger with it. Twin: checks.goals.pairing_cost.
"""

from collections.abc import Iterator, Sequence

from solver.domain.outcome import Claim
from solver.pairs import Link
from solver.problem import Problem
from solver.rules.pairing import paired
from solver.rules.parts import NONE, Auxiliary, Expression, Row
from solver.tours import Tours


def pairing_cost(tours: Tours, problem: Problem) -> Expression:
    """Return the goal with its auxiliaries and rows."""
    del tours
    pairs = problem.pairs
    terms = [(paired(link), pairs.cost(link)) for link in pairs.links]
    rows: list[Row] = []
    for index, hospital in enumerate(problem.instance.supporting_hospitals):
        mine = pairs.of_supporter.get(index, ())
        if hospital.opening_price and mine:
            opened = Auxiliary("pairing_cost", (index,), upper=1)
            terms.append((opened, hospital.opening_price))
            rows.extend(_opened(hospital.id, opened, tuple(paired(link) for link in mine)))
            rows.extend(_carried(problem, index, opened, mine))
    return Expression(auxiliaries=tuple(terms), rows=tuple(rows))


def _opened(hospital: str, opened: Auxiliary, links: tuple[Auxiliary, ...]) -> Iterator[Row]:
    claim = Claim(rule="pairing_cost", ids=(hospital,))
    for link in links:
        yield Row(claim, NONE, at_most=0, auxiliaries=((link, 1), (opened, -1)))


def _carried(problem: Problem, index: int, opened: Auxiliary, links: Sequence[Link]) -> Iterator[Row]:
    """Yield the capacity of a supporter that is opened, where it has a limit that its links can reach."""
    hospital = problem.instance.supporting_hospitals[index]
    capacity = hospital.pairing_capacity
    loads = tuple((paired(link), problem.pairs.workload(link)) for link in links)
    if problem.instance.policy.rules.pairing.mode == "off" or capacity is None:
        return
    if sum(load for _, load in loads) > capacity:
        claim = Claim(rule="pairing_cost", ids=(hospital.id,))
        yield Row(claim, NONE, at_most=0, auxiliaries=(*loads, (opened, -capacity)))
