"""Every goal alone, and every two together at weights either way: the model's optimum is the best of all plans.

One question in which each goal can be had, enumerated once; what a plan amounts to does not depend on the weights.
"""

from collections.abc import Iterator
from itertools import combinations

import pytest

from solver.checks import TWINS, check
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.domain.policy import Goals
from solver.settings import Settings
from solver.solve import solve
from tests import small
from tests.solver.brute_force import plans

pytestmark = pytest.mark.slow

GOALS = (*TWINS, "rule_prices")
WEIGHTS = ((1, 7), (7, 1))
Amounts = tuple[int, ...]


def question(**weights: int) -> Instance:
    """Return a question with these weights: a pool at home, one from another hospital, two posts, one with two seats."""
    return small.instance(
        calendar={"periods": 4, "tail_periods": 0},
        supporting_hospitals=[{"opening_price": 2}, {"id": "other", "strength": {"03": 5}}],
        specialists=[
            {"count": 2, "preferences": [{"recipient": "away", "score": -2}, {"post": "q", "score": 3}]},
            {
                "id": "b",
                "hospital": "other",
                "title": "ATTENDING",
                "preferences": [{"department": "ward", "score": -1}],
            },
        ],
        tour_kinds=[{"min_months": 1, "max_months": 2, "rest_months": 1, "batch_starts": [0, 3]}],
        departments=[{"pairing": {"min_supporters": 0, "max_supporters": 1}}],
        pairings=[{"state": "EXISTING"}],
        posts=[
            {"id": "p", "priority": 2, "demand": [small.demand(1, 2, 0, 4)]},
            {"id": "q", "priority": 1, "min_title": "DEPUTY_CHIEF", "demand": [small.demand(1, 1, 0, 1)]},
        ],
        milestones=[{"hospital": "away", "person_months": 3, "by_period": 2, "priority": 2}],
        rules={"title": {"mode": "priced", "price": 3}, "handover": {"price": 2}},
        goals={name: {"weight": weights.get(name, 0)} for name in Goals.model_fields},
    )


@pytest.fixture(scope="module")
def amounts() -> set[Amounts]:
    """What each plan that the checks accept amounts to, goal by goal."""
    instance = question()
    checked = (check(instance, plan) for plan in plans(instance))
    found = set()
    for one in checked:
        if not one.hard:
            by_name = {goal.name: goal.amount for goal in one.goals}
            found.add(tuple(by_name[goal] for goal in GOALS))
    return found


def weighed() -> Iterator[dict[str, int]]:
    yield from ({goal: 1} for goal in GOALS)
    for one, other in combinations(GOALS, 2):
        yield from ({one: first, other: second} for first, second in WEIGHTS)


def test_each_goal_is_a_choice(amounts: set[Amounts]) -> None:
    """Plans differ in every goal, so that a goal set aside by mistake would show."""
    assert all(len({amount[number] for amount in amounts}) > 1 for number in range(len(GOALS)))


@pytest.mark.parametrize(
    "weights", list(weighed()), ids=lambda weights: "-".join(f"{g}{w}" for g, w in weights.items())
)
def test_the_optimum_is_the_best_of_all_plans(weights: dict[str, int], amounts: set[Amounts]) -> None:
    outcome = solve(question(**weights), Settings(seconds=60))
    assert isinstance(outcome, Solved)
    assert outcome.proven_optimal
    best = min(sum(weights.get(goal, 0) * amount[number] for number, goal in enumerate(GOALS)) for amount in amounts)
    assert outcome.objective == best
