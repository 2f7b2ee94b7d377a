"""Each quota's person-months or departures lie between its minimum and maximum.

Σ amount of the tour × x ≥ min (or ≤ max); the amount is the tour's months in the quota's periods inside the horizon, or
1 for a departure in them. Twin: checks.quota.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.kinds import QuotaUnit
from solver.domain.outcome import Claim
from solver.domain.wishes import Quota
from solver.problem import Bools, Ints, Problem
from solver.rules.parts import Row, Soft
from solver.tours import Tours


def quota(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `quota`."""
    priced = problem.instance.policy.rules.quota.mode == "priced"
    for index, asked in enumerate(problem.instance.quotas):
        amount = _amount(asked, tours, problem)
        columns = np.flatnonzero(amount).astype(np.int32)
        most = int((amount * problem.people.count[tours.person]).sum())
        price = "price_per_departure" if asked.unit is QuotaUnit.DEPARTURES else "price"
        if asked.min:
            claim = _claim(asked, index, "min", asked.min)
            soft = Soft(units=1, most=asked.min, price=price) if priced else None
            yield Row(claim, columns, amount[columns], at_least=asked.min, soft=soft)
        if asked.max is not None and most > asked.max:
            claim = _claim(asked, index, "max", asked.max)
            soft = Soft(units=1, most=most - asked.max, price=price) if priced else None
            yield Row(claim, columns, amount[columns], at_most=asked.max, soft=soft)


def _claim(asked: Quota, index: int, field: str, limit: int) -> Claim:
    """Return the claim of a limit; a quota that narrows nothing is called by where it stands."""
    pointer = f"/quotas/{index}"
    narrowing = (asked.supporter, asked.recipient, asked.specialty, asked.tour_kind)
    return Claim(
        rule="quota",
        ids=tuple(name for name in narrowing if name) or (pointer,),
        period=asked.from_period,
        to_period=asked.to_period,
        sources=(f"{pointer}/{field}",),
        amount=limit,
    )


def _amount(asked: Quota, tours: Tours, problem: Problem) -> Ints:
    """Return what each tour adds to a quota."""
    mine = _within(asked, tours, problem)
    if asked.unit is QuotaUnit.DEPARTURES:
        departs = (tours.start >= asked.from_period) & (tours.start < asked.to_period)
        return (mine & departs & ~tours.under_way).astype(np.int64)
    after = min(asked.to_period, problem.horizon)
    periods = np.minimum(tours.end, after) - np.maximum(tours.start, asked.from_period)
    return np.where(mine, np.maximum(periods, 0), 0) * problem.months_per_period


def _within(asked: Quota, tours: Tours, problem: Problem) -> Bools:
    mine = np.ones(len(tours), dtype=bool)
    if asked.supporter is not None:
        mine &= tours.hospital == problem.supporter_index[asked.supporter]
    if asked.recipient is not None:
        mine &= tours.recipient == problem.recipient_index[asked.recipient]
    if asked.specialty is not None:
        mine &= problem.people.has_main(asked.specialty)[tours.person]
    if asked.tour_kind is not None:
        mine &= problem.post_kind[tours.post] == problem.kind_index[asked.tour_kind]
    return mine
