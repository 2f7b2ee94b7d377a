"""Every row that a goal posts says what it is about; every auxiliary bears the name of its rule or goal."""

from collections.abc import Callable

import pytest

from solver.goals import GOALS
from solver.incidence import Columns
from solver.problem import Problem
from solver.rules import RULES
from solver.rules.parts import Expression
from solver.tours import Tours, candidates
from tests.solver.goals.goal_toys import TOYS
from tests.solver.rules.test_claims import at, numbers, strings

CASES = [
    pytest.param(goal, number, id=f"{goal}-{number}") for goal, toys in TOYS.items() for number in range(len(toys))
]
OWN_NAMES = {"below_target_missed"}
"""Auxiliaries that need a name beside their goal's."""
YES_OR_NO = {"below_target_missed", "gaps", "pairing", "pairing_changes", "pairing_cost"}
"""Auxiliaries that say whether something is so."""
WITHOUT_IDS = {"unfairness"}
"""Rows that compare everybody with everybody."""


def present(tours: Tours, columns: Columns, period: int) -> bool:
    return bool(((tours.start[columns] <= period) & (period < tours.end[columns])).all())


def begin(tours: Tours, columns: Columns, period: int) -> bool:
    return bool((tours.start[columns] <= period).all())


WHEN: dict[str, Callable[[Tours, Columns, int], bool]] = {
    "below_target": present,
    "gaps": present,
    "people_used": begin,
}


def expressed(goal: str, number: int) -> tuple[Tours, Expression]:
    problem = Problem(TOYS[goal][number])
    tours = candidates(problem)
    return tours, GOALS[goal](tours, problem)


@pytest.mark.parametrize(("goal", "number"), CASES)
def test_a_claim_names_its_goal_people_and_places(goal: str, number: int) -> None:
    known = set(strings(TOYS[goal][number].model_dump(mode="json")))
    for row in expressed(goal, number)[1].rows:
        assert row.claim.rule == goal
        assert row.claim.ids or (goal in WITHOUT_IDS and not len(row.columns))
        assert set(row.claim.ids) <= known


@pytest.mark.parametrize(("goal", "number"), CASES)
def test_periods_and_numbers_of_a_claim_are_those_of_the_instance(goal: str, number: int) -> None:
    document = TOYS[goal][number].model_dump(mode="json")
    tours, expression = expressed(goal, number)
    for row in expression.rows:
        claim = row.claim
        if claim.period is None:
            assert goal not in ("below_target", "people_used")
        else:
            assert WHEN[goal](tours, row.columns, claim.period)
        if goal == "below_target":
            assert claim.amount in numbers(at(document, claim.sources[0]), claim.period)
            assert at(document, claim.sources[0].removesuffix("/demand"))["id"] == claim.ids[0]
        else:
            assert claim.sources == ()
        if goal == "unfairness":
            assert claim.amount == (-row.auxiliaries[0][1] if claim.ids else None), "what a hospital can spare"
        for auxiliary, _ in row.auxiliaries:
            if auxiliary.stem == "gaps" and auxiliary.key[0] not in ("before", "after"):
                assert claim.period == auxiliary.key[1], "the first period of the gap"


@pytest.mark.parametrize(("goal", "number"), CASES)
def test_auxiliaries_bear_the_name_of_a_rule_or_goal(goal: str, number: int) -> None:
    expression = expressed(goal, number)[1]
    names = {rule.stem for rule in RULES} | set(GOALS) | OWN_NAMES
    used = {auxiliary for row in expression.rows for auxiliary, _ in row.auxiliaries}
    assert {auxiliary.stem for auxiliary in used | dict(expression.auxiliaries).keys()} <= names
    assert all(auxiliary.units == 0 for auxiliary in used), "what a goal counts is not priced once more"
    assert all(auxiliary.upper == 1 for auxiliary in used if auxiliary.stem in YES_OR_NO)
    for row in expression.rows:
        if all(auxiliary.stem in YES_OR_NO for auxiliary, _ in row.auxiliaries) and not len(row.columns):
            assert {abs(factor) for _, factor in row.auxiliaries} == {1}, "no looser than yes and no need it"
    periods = {auxiliary.key[2] for auxiliary in used if auxiliary.key[0] in ("before", "after")}
    assert periods <= set(range(TOYS[goal][number].calendar.periods))
