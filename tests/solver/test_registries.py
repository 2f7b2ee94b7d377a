"""What lists rules or goals in more than one place lists the same."""

from pathlib import Path

import pytest

from solver.checks import CHECKS, TWINS
from solver.checks.eligible import SINGLE
from solver.checks.registry import COUNTED_BY_GOAL
from solver.domain.policy import Goals, Rules
from solver.goals import GOALS
from solver.rules import COUNTED_BY_GOAL as COUNTED_WHERE_POSTED
from solver.rules import RULES
from solver.validation.policy import PRICED

READINGS = (Path(__file__).parents[2] / "docs" / "readings.md").read_text(encoding="utf-8")


def test_rules_have_settings_and_goals_weights() -> None:
    assert {rule.stem for rule in RULES} == set(CHECKS) <= set(Rules.model_fields)
    assert set(GOALS) == set(TWINS) <= set(Goals.model_fields)


def test_rules_about_single_tours_decide_which_tours_are_eligible() -> None:
    assert {rule.stem for rule in RULES if rule.mask is not None} == set(SINGLE)


def test_both_witnesses_leave_the_same_rules_to_goals() -> None:
    assert set(COUNTED_BY_GOAL) == COUNTED_WHERE_POSTED
    assert set(COUNTED_BY_GOAL.values()) <= set(GOALS)


def test_a_rule_that_may_be_priced_has_a_price_or_a_goal() -> None:
    priceable = {stem for stem in Rules.model_fields if _has_mode(stem, "priced")}
    assert priceable == set(PRICED) | set(COUNTED_BY_GOAL)


@pytest.mark.parametrize("stem", [rule.stem for rule in RULES])
def test_a_rule_that_is_planned_has_a_reading(stem: str) -> None:
    assert f"\n- `{stem}`" in READINGS, "say in docs/readings.md how the rule is read"


def _has_mode(stem: str, mode: str) -> bool:
    try:
        type(getattr(Rules(), stem))(mode=mode)
    except ValueError:
        return False
    return True
