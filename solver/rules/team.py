"""A supporter with anyone at a recipient has at least `min_people` there: a team, not single soldiers.

Per supporter, recipient and run of periods with the same tours:  Σ x of each person ≤ there, and
Σ x present ≥ min_people · there − missing. Person-months. The relaxation lets `there` be a fraction of a person's tours:
a bound may take 0. Twin: checks.team.
"""

from collections.abc import Iterator

import numpy as np

from solver.domain.outcome import Claim
from solver.incidence import Columns, incidence
from solver.problem import Problem
from solver.rules.parts import Auxiliary, Row, Soft
from solver.tours import Tours


def team(tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield the rows of `team`."""
    rule = problem.instance.policy.rules.team
    if rule.min_people < 2:
        return
    recipients = problem.instance.recipient_hospitals
    pair = tours.hospital * len(recipients) + tours.recipient
    together = incidence(
        pair, len(problem.instance.supporting_hospitals) * len(recipients), tours.start, tours.end, problem.horizon
    )
    for entity in np.unique(pair):
        supporter = problem.instance.supporting_hospitals[entity // len(recipients)].id
        ids = (supporter, recipients[entity % len(recipients)].id)
        for period, periods, columns in together.runs(int(entity)):
            if not len(columns):
                continue
            there = Auxiliary("team", (int(entity), period), upper=1)
            claim = Claim(
                rule="team",
                ids=ids,
                period=period,
                to_period=period + periods,
                sources=("/policy/rules/team/min_people",),
                amount=rule.min_people,
            )
            yield from whoever(claim, columns, there, tours, problem)
            units = periods * problem.months_per_period
            soft = Soft(units=units, most=rule.min_people - 1) if rule.mode == "priced" else None
            yield Row(claim, columns, at_least=0, auxiliaries=((there, -rule.min_people),), soft=soft)


def whoever(claim: Claim, columns: Columns, there: Auxiliary, tours: Tours, problem: Problem) -> Iterator[Row]:
    """Yield that `there` is 1 if anyone serves one of some tours that share a period; one row per person."""
    for person, rows in tours.by_person(columns.astype(np.int64)):
        count = int(problem.people.count[person])
        yield Row(claim, rows.astype(np.int32), at_most=0, auxiliaries=((there, -count),))
