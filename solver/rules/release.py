"""No supporting hospital has more people away at once than it can spare, in all and per main specialty.

Per hospital (and main specialty) and period:  Σ x away ≤ limit; person-months. Newcomers in handover are left out where
`count_handover` is false. Twin: checks.release.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from solver.domain.outcome import Claim
from solver.incidence import Incidence, incidence
from solver.problem import Ints, Problem
from solver.rules.parts import Row, Soft
from solver.tours import Tours


def release(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `release`."""
    newcomer = 0 if problem.instance.policy.rules.release.count_handover else problem.handover[tours.post]
    begin = np.minimum(tours.start + newcomer, tours.end)
    hospitals = problem.instance.supporting_hospitals
    away = incidence(tours.hospital, len(hospitals), begin, tours.end, problem.horizon)
    group, group_of = limited_groups(problem)
    of_code = incidence(group_of[tours.person], len(group), begin, tours.end, problem.horizon)
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
            where, limits = f"{pointer}/by_specialty/{code}", problem.per_period(numbers)
            entity = group[index, code]
            yield from capacity("release", (hospital.id, code), where, of_code, entity, limits, tours, priced=priced)


def limited_groups(problem: Problem) -> tuple[dict[tuple[int, str | None], int], Ints]:
    """Return a number for each hospital and main specialty with a limit, and that of each person, −1 for none."""
    hospitals = problem.instance.supporting_hospitals
    limited: list[tuple[int, str | None]] = [
        (row, code) for row, h in enumerate(hospitals) if h.release for code in h.release.by_specialty
    ]
    number = {key: row for row, key in enumerate(limited)}
    people = zip(problem.people.hospital.tolist(), problem.people.specialists, strict=True)
    mine = [number.get((hospital, person.main_specialty), -1) for hospital, person in people]
    return number, np.array(mine, dtype=np.int64)


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
