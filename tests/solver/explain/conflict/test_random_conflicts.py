"""Random questions with hard minimums: a conflict is found exactly where there is no plan, and a second look agrees with it."""

import os

import pytest
from hypothesis import given, settings

from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible
from solver.explain.conflict import conflicts
from solver.settings import Settings
from solver.solve import solve
from tests.solver.explain.conflict.witness import TooMany, broken_sets, numbers_of
from tests.solver.strategies import SMALL, TINY, instances

pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("ZUTUAN_RANDOM_INSTANCES", "300")) // 15


def strict(instance: Instance) -> Instance:
    """Return the question with its minimums and milestones as hard rules."""
    document = instance.model_dump(mode="json", by_alias=True)
    document["policy"]["rules"] |= {"coverage": {"mode": "hard"}, "milestone": {"mode": "hard"}}
    return Instance.model_validate(document)


@settings(max_examples=EXAMPLES)
@given(instances(SMALL))
def test_conflicts_are_found_exactly_where_there_is_no_plan(instance: Instance) -> None:
    asked = strict(instance)
    answer = conflicts(asked, seconds=60, most=3)
    assert (answer.verdict == "infeasible") == isinstance(solve(asked, Settings(seconds=60)), Infeasible)
    assert bool(answer.conflicts) == (answer.verdict == "infeasible")
    assert all(conflict.irreducible and conflict.claims for conflict in answer.conflicts)


@settings(max_examples=EXAMPLES)
@given(instances(TINY))
def test_all_conceivable_plans_agree_with_the_conflict(instance: Instance) -> None:
    asked = strict(instance)
    answer = conflicts(asked, seconds=60)
    if not answer.conflicts:
        return
    (conflict,) = answer.conflicts
    try:
        broken = broken_sets(asked, conflict.claims, conflict.taken_for_granted, most=4000)
    except TooMany:
        return
    assert frozenset() not in broken
    assert {frozenset({number}) for number in numbers_of(conflict.claims)} <= broken
