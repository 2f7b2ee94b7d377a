"""What the model allows and what the checks accept are the same plans, at the same cost: exhaustively, for every rule."""

import pytest

from solver.checks import CHECKS
from solver.domain.policy import Rules
from solver.rules import RULES
from tests.solver.toys import TOYS, modes
from tests.solver.witnesses import allowed_plans, judged_plans

CASES = [
    pytest.param(stem, number, mode, id=f"{stem}-{number}-{mode}")
    for stem, toys in TOYS.items()
    for number in range(len(toys))
    for mode in modes(Rules(), stem)
]


def test_every_rule_has_code_a_check_and_a_toy() -> None:
    stems = [rule.stem for rule in RULES]
    assert set(stems) == set(CHECKS) == set(TOYS)
    assert len(stems) == len(set(stems))
    assert all(rule.mask or rule.rows or rule.decided for rule in RULES)


@pytest.mark.parametrize(("stem", "number", "mode"), CASES)
def test_the_model_allows_what_the_checks_accept(stem: str, number: int, mode: str) -> None:
    instance = TOYS[stem][number]({"mode": mode})
    judged = judged_plans(instance, every_role=stem == "lead_order")
    accepted = {plan: cost for plan, broken, cost in judged if not broken}
    assert allowed_plans(instance) == accepted
    assert accepted, "a toy has a plan"


@pytest.mark.parametrize(("stem", "number"), [(stem, n) for stem, toys in TOYS.items() for n in range(len(toys))])
def test_some_plan_is_rejected_by_this_rule_alone(stem: str, number: int) -> None:
    instance = TOYS[stem][number]({"mode": "hard"})
    judged = judged_plans(instance, every_role=stem == "lead_order")
    assert any(broken == {stem} for _, broken, _ in judged)
