"""Each target has between its minimum and maximum of supporters, each supporter carries what it can.

A Boolean `paired` per possible link (kinds accepted, places related, not forbidden).  Per target:  min ≤ Σ paired ≤ max;
per supporter:  Σ workload × paired ≤ capacity, min_targets ≤ Σ paired ≤ max_targets; a FIXED link is 1. A pairing holds for the
whole horizon. Twin: checks.pairing.
"""

from collections.abc import Iterator

from solver.domain.outcome import Claim
from solver.pairs import Link, Pairs
from solver.problem import Problem
from solver.rules.parts import NONE, Auxiliary, Row
from solver.tours import Tours


def paired(link: Link) -> Auxiliary:
    """Return the column that says whether a link is in the plan."""
    return Auxiliary("pairing", (link.supporter, link.target), upper=1, lower=int(link.fixed))


def pairing(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `pairing`."""
    del tours
    pairs = problem.pairs
    yield from _per_target(pairs)
    yield from _per_supporter(pairs)


def _per_target(pairs: Pairs) -> Iterator[Row]:
    for column, target in enumerate(pairs.targets):
        terms = tuple((paired(link), 1) for link in pairs.of_target.get(column, ()))
        least, most = target.pairing.min_supporters, target.pairing.max_supporters
        if least:
            claim = Claim(rule="pairing", ids=(target.id,), sources=(f"{target.source}/min_supporters",), amount=least)
            yield Row(claim, NONE, at_least=least, auxiliaries=terms)
        if most is not None and most < len(terms):
            claim = Claim(rule="pairing", ids=(target.id,), sources=(f"{target.source}/max_supporters",), amount=most)
            yield Row(claim, NONE, at_most=most, auxiliaries=terms)


def _per_supporter(pairs: Pairs) -> Iterator[Row]:
    for row, hospital in enumerate(pairs.instance.supporting_hospitals):
        mine = pairs.of_supporter.get(row, ())
        terms = tuple((paired(link), 1) for link in mine)
        pointer = f"/supporting_hospitals/{row}"
        if hospital.pairing_capacity is not None and sum(map(pairs.workload, mine)) > hospital.pairing_capacity:
            capacity = hospital.pairing_capacity
            loads = tuple((paired(link), pairs.workload(link)) for link in mine)
            claim = Claim(rule="pairing", ids=(hospital.id,), sources=(f"{pointer}/pairing_capacity",), amount=capacity)
            yield Row(claim, NONE, at_most=capacity, auxiliaries=loads)
        if hospital.min_targets:
            least = hospital.min_targets
            claim = Claim(rule="pairing", ids=(hospital.id,), sources=(f"{pointer}/min_targets",), amount=least)
            yield Row(claim, NONE, at_least=least, auxiliaries=terms)
        if hospital.max_targets is not None and hospital.max_targets < len(terms):
            most = hospital.max_targets
            claim = Claim(rule="pairing", ids=(hospital.id,), sources=(f"{pointer}/max_targets",), amount=most)
            yield Row(claim, NONE, at_most=most, auxiliaries=terms)
