"""Random questions: what is solved is checked, proven and complete, and on tiny ones no plan at all is better.

The same questions come up in every run; ZUTUAN_RANDOM_INSTANCES asks for more of them.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings

import solver.solve as solving
from solver.checks import check
from solver.domain.document import PostId
from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Solved, Undecided, outcome_adapter
from solver.domain.plan import Plan
from solver.settings import Settings
from solver.solve import solve
from tests.solver.brute_force import best_of_all, by_level
from tests.solver.strategies import SMALL, TINY, instances

pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("ZUTUAN_RANDOM_INSTANCES", "150"))
MOST_PLANS = 400
REPEATABLE = Settings(seconds=600, reproducible=True)
BUDGET = 2.5
"""Deterministic time of a search that is to be repeated: little enough to end before its seconds on any machine."""


@pytest.fixture(scope="module", autouse=True)
def little_work() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "DETERMINISTIC_PER_SECOND", BUDGET / REPEATABLE.seconds)
        yield


@settings(max_examples=EXAMPLES)
@given(instances(TINY))
def test_no_accepted_plan_is_better(instance: Instance) -> None:
    """Infeasible exactly where the checks accept no plan; otherwise the best plan's cost, level by level where levels count."""
    best = best_of_all(instance, MOST_PLANS)
    assume(best is not None)
    assert best is not None
    outcome = solve(instance, Settings(seconds=60))
    assert isinstance(outcome, Infeasible) == (best.costs is None)
    assert (by_level(instance, outcome.goals) if isinstance(outcome, Solved) else None) == best.costs


@settings(max_examples=EXAMPLES // 3)
@given(instances(SMALL))
def test_an_outcome_keeps_its_promises(instance: Instance) -> None:
    """A plan is accepted at its cost, its bound holds, it survives JSON, and no seat stays empty without a reason."""
    outcome = solve(instance, REPEATABLE)
    assert outcome_adapter.validate_json(outcome.model_dump_json(by_alias=True)) == outcome
    assert repeated(outcome) == repeated(solve(instance, REPEATABLE))
    if not isinstance(outcome, Solved):
        return
    checked = check(instance, outcome.plan)
    assert checked.hard == ()
    assert (checked.objective, checked.goals, checked.priced) == (outcome.objective, outcome.goals, outcome.violations)
    assert 0 <= outcome.bound <= outcome.objective
    assert outcome.proven_optimal == (outcome.bound == outcome.objective)
    for shortage in outcome.plan.shortages:
        assert shortage.reasons or not anybody_for(instance, shortage.post)
    assert_no_worse_from(instance, outcome)


def repeated(outcome: Infeasible | Solved | Undecided) -> Infeasible | Solved | Undecided:
    """Return what has to be the same when a question is asked again."""
    assert outcome.reproducible
    return outcome.model_copy(update={"seconds": 0.0})


def anybody_for(instance: Instance, post: str) -> bool:
    """Return whether anybody has a role and a specialty that a post accepts, or need not have."""
    asked = instance.post_by_id[PostId(post)]
    accepted = instance.accepted_specialties(asked)
    return any(
        instance.policy.rules.specialty.mode == "off"
        or (person.role in asked.roles and (not accepted or not set(accepted).isdisjoint(person.specialties)))
        for person in instance.specialists
    )


def assert_no_worse_from(instance: Instance, outcome: Solved) -> None:
    """Solving again from the plan's own tours gives a plan that is no worse."""
    again = solve(instance, REPEATABLE, start=Plan(tours=outcome.plan.tours))
    assert isinstance(again, Solved)
    assert again.objective <= outcome.objective
    assert again.bound <= outcome.objective
