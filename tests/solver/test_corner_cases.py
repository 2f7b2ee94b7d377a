"""Questions in which two rules, or a rule and what is already a fact, meet in a corner: the model finds the best plan there."""

from typing import Any

import pytest

from solver.domain.outcome import Solved
from solver.domain.policy import Goals
from solver.settings import Settings
from solver.solve import solve
from tests import small
from tests.solver.brute_force import best_of_all, by_level

QUIET: dict[str, Any] = {name: {"weight": 0} for name in Goals.model_fields}
"""Goals set aside, so that only what a case is about costs anything."""
NO_TRAINING = {"from_m": 9000}
CLEARED = {"clearance": {"max_altitude_m": 5000}}
LAST_WINTER = {"altitude_m": 3000, "from": "2025-11-01", "to": "2026-01-01"}
SINCE_JANUARY = {"specialist": "a", "from_period": -2, "to_period": 1}
OPEN = {"specialist": "a", "from_period": -1, "to_period": 1, "exact": False}


def high(**changes: Any) -> dict[str, Any]:
    """Return changes for a person cleared for 5,000 m and two posts at 3,000 m, the second from period 1 on."""
    posts = [{"id": "p", "demand": seats(2)}, {"id": "q", "demand": [small.demand(0, 1, 1, 4)]}]
    return {"specialists": [CLEARED], "recipient_hospitals": [{"altitude_m": 3000}], "posts": posts} | changes


def seats(target: int, least: int = 0) -> list[dict[str, int]]:
    return [small.demand(least, target, 0, 4)]


def pool_under_way(*locks: dict[str, Any], rest: int = 0, **goals: Any) -> dict[str, Any]:
    return {
        "specialists": [{"count": 2}],
        "tour_kinds": [{"max_months": 5, "rest_months": rest}],
        "posts": [{"demand": seats(2)}],
        "locked": [OPEN | lock for lock in locks],
        "goals": QUIET | goals,
    }


CASES: dict[str, tuple[dict[str, Any], int | tuple[int, ...] | None]] = {
    # two months in the history and three under way are over the three allowed, but a fact: q only after a month at home
    "a fact over the maximum stands": (
        high(
            specialists=[CLEARED | {"history": [LAST_WINTER]}],
            altitude={"bands": [{"from_m": 3000, "max_stay_months": 3}], "training": NO_TRAINING},
            locked=[SINCE_JANUARY | {"post": "p"}],
            goals=QUIET | {"below_target": {"weight": 1}},
        ),
        3 * (1 + 2 + 2 + 2) + 3 * 1,  # priority 3: p lacks one person, then two; q lacks its first month
    ),
    "a long rest after the history is paid in full": (
        {
            "specialists": [{"history": [{"altitude_m": 2600, "from": "2025-11-01", "to": "2026-02-20"}]}],
            "posts": [{"demand": seats(1, least=1)}],
            "altitude": {"bands": [{"from_m": 2500, "rest_months": 40}]},
            "rules": {"rest": {"mode": "priced", "price": 1}},
            "goals": QUIET | {"shortage": {"weight": 1000}, "rule_prices": {"weight": 1}},
        },
        40,  # due on 2029-06-20, so rested from July on; it is March 2026
    ),
    "facts of a pool count once for the exposure of each": (
        high(
            specialists=[CLEARED | {"count": 2}],
            posts=[{"id": "p", "demand": seats(2, least=2)}, {"id": "q", "demand": seats(2)}],
            altitude={
                "bands": [],
                "training": NO_TRAINING,
                "exposure": {"from_m": 3000, "months": 2, "window_months": 5},
            },
            locked=[OPEN | {"post": post, "exact": True} for post in ("p", "q")],
            goals=QUIET | {"shortage": {"weight": 1}},
        ),
        3 * (1 + 2 + 2 + 2),  # both have had their two months in five, whoever is where
    ),
    "two open ends of a pool are two tours": (pool_under_way({}, {}, rest=1, people_used={"weight": 1}), 2),
    "an exact lock and an open end are two tours": (
        pool_under_way({}, {"exact": True, "to_period": 2}, rest=1, people_used={"weight": 1}),
        2,
    ),
    "a named unit serves its own lock": (
        pool_under_way({"unit": 0}, {"to_period": 3}, below_target={"weight": 1}),
        0,
    ),
    "no unit is left for a third lock": (pool_under_way({}, {"unit": 0}, {"unit": 1}), None),
    "a fact stands also where its pair does not, and counts as off pair": (
        {
            "departments": [{"pairing": {"max_supporters": 0, "min_supporters": 0}}],
            "posts": [{"demand": seats(1)}],
            "locked": [SINCE_JANUARY],
            "rules": {"on_pair": {"mode": "hard"}},
            "goals": QUIET | {"off_pair": {"weight": 1}},
        },
        1,
    ),
    "a target that comes first is worth no more where it is the minimum that is met": (
        {
            "posts": [
                {"id": "p", "demand": seats(2, least=1), "priority": 2},
                {"id": "q", "demand": seats(1), "priority": 1},
            ],
            "objective": "lexicographic",
            "goals": QUIET | {"below_target": {"level": 1, "weight": 1}, "shortage": {"level": 2, "weight": 1}},
        },
        (2 * 4, 2 * 4),  # the only person on q: p lacks one up to the target, and its minimum
    ),
    "an open end without limits of length lasts to the end": (
        pool_under_way({"to_period": 3}, below_target={"weight": 1}) | {"rules": {"tour_length": {"mode": "off"}}},
        0,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_best_plan_in_the_corner(name: str) -> None:
    changes, cost = CASES[name]
    plain = {"calendar": {"periods": 4, "tail_periods": 0}, "tour_kinds": [{"max_months": 4}]}
    rules = {"handover": {"mode": "off"}} | changes.get("rules", {})
    instance = small.instance(**(plain | changes | {"rules": rules}))
    best = best_of_all(instance, most_plans=5000)
    assert best is not None
    assert best.costs == ((cost,) if isinstance(cost, int) else cost)
    outcome = solve(instance, Settings(seconds=60))
    assert (by_level(instance, outcome.goals) if isinstance(outcome, Solved) else None) == best.costs
