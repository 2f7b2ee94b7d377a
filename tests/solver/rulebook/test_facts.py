"""What the code says of rules, goals and fields."""

import pytest

from solver.domain.policy import PROTECTIVE, Goals, Rules
from solver.goals import GOALS
from solver.rulebook import field_facts, goal_facts, rule_facts
from solver.rulebook.facts import REQUIRED
from solver.rulebook.page import shown
from solver.rules import RULES


def test_every_rule_with_its_default_mode_first() -> None:
    facts = rule_facts()
    assert [rule.stem for rule in facts] == list(Rules.model_fields)
    assert all(rule.modes[0] == Rules().mode(rule.stem) for rule in facts)
    assert {rule.stem for rule in facts if rule.protective} == set(PROTECTIVE)


def test_a_rule_with_prices_parameters_and_two_parts() -> None:
    rules = {rule.stem: rule for rule in rule_facts()}
    assert rules["title"].modes == ("hard", "priced", "off")
    assert [(price.path, price.default) for price in rules["quota"].prices] == [
        ("policy.rules.quota.price", 100),
        ("policy.rules.quota.price_per_departure", 600),
    ]
    assert [parameter.path for parameter in rules["title"].parameters] == ["policy.rules.title.max_below"]
    assert rules["rest"].constraints == ("solver.rules.rest",)
    assert rules["rest"].check == "solver.checks.rest"
    assert (rules["coverage"].counted_by, rules["rest"].counted_by) == ("shortage", None)


def test_planned_is_what_is_in_the_registry() -> None:
    registered = {rule.stem for rule in RULES}
    for rule in rule_facts():
        assert rule.planned == bool(rule.constraints) == (rule.stem in registered)
        assert rule.check is not None or not rule.planned
    assert {goal.name for goal in goal_facts() if goal.planned} == {*GOALS, "rule_prices"}


def test_every_goal_with_level_and_weight() -> None:
    goals = {goal.name: goal for goal in goal_facts()}
    assert list(goals) == list(Goals.model_fields)
    assert (goals["shortage"].level, goals["shortage"].weight) == (1, 1000)
    assert [parameter.path for parameter in goals["pairing_cost"].parameters] == [
        "policy.goals.pairing_cost.strength_price"
    ]


@pytest.mark.parametrize(
    ("path", "default"),
    [
        ("tour_kinds.rest_months", 0),
        ("tour_kinds.min_months", REQUIRED),
        ("posts.demand.min", 0),
        ("specialists.clearance.renewable", False),
        ("policy.altitude.training.from_m", 3000),
        ("locked.from_period", REQUIRED),
        ("specialists.history.from", REQUIRED),
    ],
)
def test_a_field_of_the_instance(path: str, default: object) -> None:
    assert field_facts(path).default == default


@pytest.mark.parametrize("path", ["tour_kinds.rests", "nothing", "name.first", "specialists.history.from_day"])
def test_a_field_that_is_none(path: str) -> None:
    with pytest.raises(KeyError):
        field_facts(path)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), ((), "–"), ({}, "–"), (True, "true"), (3, "3"), ({"A": ("B", "C")}, "A ← B, C"), (("A",), "A")],
)
def test_how_a_default_is_shown(value: object, text: str) -> None:
    assert shown(value) == text
