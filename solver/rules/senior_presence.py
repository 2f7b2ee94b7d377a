"""While anyone of the roles is on site in a scope, one of them has the title.

Per scope, place and run of periods with the same tours, per person without the title:  Σ x of the person ≤ Σ x of
people with it + missing. Scope-months. The relaxation is weak where many juniors serve a little. Twin: checks.senior_presence.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.domain.policy import SeniorScope
from solver.incidence import incidence
from solver.problem import Ints, Problem
from solver.rules.parts import Auxiliary, Row
from solver.tours import Tours


def senior_presence(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `senior_presence`."""
    for index, scope in enumerate(problem.instance.policy.rules.senior_presence.scopes):
        place, ids = _places(scope, tours, problem)
        of_roles = np.array([person.role in scope.roles for person in problem.people.specialists], dtype=bool)
        place = np.where(of_roles[tours.person], place, -1)
        on_site = incidence(place, len(ids), tours.start, tours.end, problem.horizon)
        for entity in range(len(ids)):
            for period, periods, columns in on_site.runs(entity):
                source = f"/policy/rules/senior_presence/scopes/{index}"
                claim = Claim(
                    rule="senior_presence",
                    ids=(ids[entity],),
                    period=period,
                    to_period=period + periods,
                    sources=(source,),
                )
                units = periods * problem.months_per_period
                missing = Auxiliary("senior_presence", (index, entity, period), upper=1, units=units)
                yield from _led(claim, columns.astype(np.int64), scope, missing, tours, problem)


def _led(
    claim: Claim, columns: Ints, scope: SeniorScope, missing: Auxiliary, tours: Tours, problem: Problem
) -> Iterator[Row]:
    priced = problem.instance.policy.rules.senior_presence.mode == "priced"
    senior = problem.people.grade[tours.person[columns]] >= scope.min_title.grade
    leading = columns[senior]
    for person, rows in tours.by_person(columns[~senior]):
        count = int(problem.people.count[person])
        coefficients = np.concatenate([np.ones(len(rows), dtype=np.int64), np.full(len(leading), -count)])
        both = np.concatenate([rows, leading]).astype(np.int32)
        yield Row(claim, both, coefficients, at_most=0, auxiliaries=((missing, -count),) if priced else ())


def _places(scope: SeniorScope, tours: Tours, problem: Problem) -> tuple[Ints, list[str]]:
    """Return the place of each tour in a scope, −1 outside, and the places' ids."""
    if scope.scope == "HOSPITAL":
        ids: list[str] = [hospital.id for hospital in problem.instance.recipient_hospitals]
        place = tours.recipient
    else:
        ids = [department.id for department in problem.instance.departments]
        place = problem.post_department[tours.post]
    if scope.ids is None:
        return place, ids
    named = np.array([identity in scope.ids for identity in ids], dtype=bool)
    return np.where(named[place], place, -1), ids
