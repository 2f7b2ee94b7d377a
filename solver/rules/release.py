"""No supporting hospital has more people away at once than it can spare, in all and per main specialty.

Per hospital (and main specialty) and period:  Σ x away ≤ limit; person-months. Newcomers in handover are left out where
`count_handover` is false. Twin: checks.release.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from solver.domain.outcome import Claim
from solver.incidence import Incidence, incidence
from solver.problem import Problem
from solver.rules.parts import Row, Soft
from solver.tours import Tours


def release(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `release`."""
    newcomer = 0 if problem.instance.policy.rules.release.count_handover else problem.handover[tours.post]
    begin = np.minimum(tours.start + newcomer, tours.end)
    hospitals = problem.instance.supporting_hospitals
    away = incidence(tours.hospital, len(hospitals), begin, tours.end, problem.horizon)
    priced = problem.instance.policy.rules.release.mode == "priced"
    for index, hospital in enumerate(hospitals):
        if hospital.release is None:
            continue
        pointer = f"/supporting_hospitals/{index}/release"
        if hospital.release.total is not None:
            limits = problem.per_period(hospital.release.total)
            yield from capacity(
                "release", (hospital.id,), f"{pointer}/total", away, index, limits, tours, priced=priced
            )
        for code, numbers in hospital.release.by_specialty.items():
            mine = problem.people.has_main(code)[tours.person] & (tours.hospital == index)
            of_code = incidence(np.where(mine, 0, -1), 1, begin, tours.end, problem.horizon)
            where = f"{pointer}/by_specialty/{code}"
            limits = problem.per_period(numbers)
            yield from capacity("release", (hospital.id, code), where, of_code, 0, limits, tours, priced=priced)


def capacity(
    stem: str,
    ids: tuple[str, ...],
    source: str,
    table: Incidence,
    entity: int,
    limits: Sequence[int],
    tours: Tours,
    *,
    priced: bool,
) -> Iterator[Row]:
    """Yield, per run of periods, that the people of an entity's tours are at most the limit; priced per person-month above."""
    for period, periods, columns in table.runs(entity, limits):
        limit, most = limits[period], tours.people_at_once(columns)
        if most > limit:
            soft = Soft(units=tours.problem.months_per_period * periods, most=most - limit) if priced else None
            claim = Claim(
                rule=stem, ids=ids, period=period, to_period=period + periods, sources=(source,), amount=limit
            )
            yield Row(claim, columns, at_most=limit, soft=soft)
