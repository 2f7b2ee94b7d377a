"""The tiny instances come out as counted by hand. Goals are compared one by one, so that new goals change nothing."""

import pytest

import instances
from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Solved
from solver.settings import Settings
from solver.solve import solve

SETTINGS = Settings(seconds=20, workers=1)

COUNTED = (
    # instance, goal, amount
    ("demo", "shortage", 15),  # nine months, one quarter of rest, twelve months: 3 months short x priority 5
    ("demo", "departures", 2),
    ("pool", "shortage", 0),  # four people for three months each: somebody is always there
    ("pool", "below_target", 36),  # a second person never: 12 months x priority 3
    ("altitude", "shortage", 6),  # 3 + 3 + 2 months of the one, 2 of the other: 2 months short x priority 3
)


def _outcome(name: str) -> Solved | Infeasible:
    outcome = solve(Instance.model_validate_json(instances.text(name)), SETTINGS)
    assert isinstance(outcome, Solved | Infeasible)
    return outcome


@pytest.mark.parametrize(("name", "goal", "amount"), COUNTED)
def test_the_optimum_is_the_one_counted_by_hand(name: str, goal: str, amount: int) -> None:
    outcome = _outcome(name)
    assert isinstance(outcome, Solved)
    assert outcome.proven_optimal
    assert {found.name: found.amount for found in outcome.goals}[goal] == amount


def test_the_person_cleared_too_low_and_the_unrested_stay_away() -> None:
    outcome = _outcome("altitude")
    assert isinstance(outcome, Solved)
    assert {tour.specialist for tour in outcome.plan.tours} == {"dyfy-02", "dyfy-03"}
    assert all(tour.to_period - tour.from_period <= 3 for tour in outcome.plan.tours)


def test_no_plan_is_found_where_there_is_none() -> None:
    assert isinstance(_outcome("infeasible"), Infeasible)


def test_existing_pairings_are_kept_where_only_pairings_are_asked_for() -> None:
    outcome = _outcome("lead")
    assert isinstance(outcome, Solved)
    assert len(outcome.plan.pairings) == 6
    assert outcome.plan.tours == ()
