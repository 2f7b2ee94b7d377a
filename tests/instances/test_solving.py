"""Both programmes are solved to the promised quality, and every altitude rule changes Nagqu's optimum."""

import pytest

import instances
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.settings import Settings
from solver.solve import solve

pytestmark = pytest.mark.slow

ALTITUDE_RULES = ("altitude_clearance", "hypoxia_training", "altitude_stay", "altitude_exposure")


def _programme(name: str) -> Instance:
    return Instance.model_validate_json(instances.text(name))


def _solved(instance: Instance, settings: Settings) -> Solved:
    outcome = solve(instance, settings)
    assert isinstance(outcome, Solved)
    return outcome


def _share_filled(instance: Instance, outcome: Solved) -> float:
    """Return the share of the minimum person-months that the plan serves."""
    asked = sum(d.min * (d.to_period - d.from_period) for post in instance.posts for d in post.demand)
    missing = sum(shortage.missing for shortage in outcome.plan.shortages if shortage.below == "min")
    return 1 - missing / asked


@pytest.fixture(scope="module")
def nagqu() -> Solved:
    return _solved(_programme("naqu"), Settings(seconds=60))


def test_kezhou_is_proven_optimal_and_mostly_filled() -> None:
    instance = _programme("kezhou")
    outcome = _solved(instance, Settings(seconds=30))
    assert outcome.proven_optimal
    assert 0.8 <= _share_filled(instance, outcome) < 1


def test_kezhou_gives_reasons_for_every_shortage() -> None:
    outcome = _solved(_programme("kezhou"), Settings(seconds=30, gap=0.1))
    assert {shortage.below for shortage in outcome.plan.shortages} == {"min", "target"}
    assert all(shortage.reasons for shortage in outcome.plan.shortages)


def test_nagqu_is_within_one_percent_and_mostly_filled(nagqu: Solved) -> None:
    assert nagqu.gap <= 0.01
    assert 0.8 <= _share_filled(_programme("naqu"), nagqu) < 1


@pytest.mark.parametrize("rule", ALTITUDE_RULES)
def test_every_altitude_rule_changes_the_optimum(rule: str, nagqu: Solved) -> None:
    """A plan without the rule beats the proven bound with it: no plan with the rule is as good."""
    instance = _programme("naqu")
    document = instance.model_dump(mode="json", by_alias=True)
    document["policy"]["rules"][rule]["mode"] = "off"
    without = _solved(Instance.model_validate(document), Settings(seconds=60, gap=0.1))
    assert without.switched_off == (rule,)
    assert without.objective < nagqu.bound
