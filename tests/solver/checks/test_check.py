"""The whole check: modes, prices, goals and objective."""

import pytest

from solver.checks import CHECKS, TWINS, check
from solver.checks.registry import COUNTED_BY_GOAL
from solver.domain.plan import Plan
from solver.domain.policy import Goals, Rules
from tests import small


def test_every_check_is_of_a_rule_and_every_twin_of_a_goal():
    assert set(CHECKS) <= set(Rules.model_fields)
    assert set(TWINS) <= set(Goals.model_fields) - {"rule_prices"}
    assert {goal for stem, goal in COUNTED_BY_GOAL.items() if stem in CHECKS} <= set(TWINS)
    assert all(check.__name__ == stem for stem, check in CHECKS.items())
    assert all(twin.__name__ == name for name, twin in TWINS.items())


def test_a_clean_plan():
    asked = small.instance()
    checked = check(asked, small.plan(small.tour(asked, "a", "post", 0, 12)))
    assert (checked.violations, checked.hard, checked.priced) == ((), (), ())
    assert {goal.name: goal.amount for goal in checked.goals if goal.amount} == {"departures": 1, "people_used": 1}
    assert checked.objective == 5


def test_hard_and_priced_are_told_apart():
    asked = small.instance(
        specialists=[{"title": "RESIDENT", "max_tours": 0, "specialties": ["99"]}],
        posts=[{"min_title": "DEPUTY_CHIEF"}],
        rules={"title": {"mode": "priced"}, "max_tours": {"mode": "priced", "price": 11}},
    )
    checked = check(asked, small.plan(small.tour(asked, "a", "post", 0, 12)))
    assert [violation.rule for violation in checked.hard] == ["specialty", "title"]  # two grades under
    assert [(violation.rule, violation.price) for violation in checked.priced] == [("max_tours", 11)]
    assert {violation.rule for violation in checked.violations} == {"specialty", "title", "max_tours"}
    (prices,) = (goal for goal in checked.goals if goal.name == "rule_prices")
    assert (prices.amount, prices.weight, prices.cost) == (11, 1, 11)


def test_rule_prices_sum_units_times_price():
    asked = small.instance(
        specialists=[{"title": "ATTENDING", "max_tours": 1}],
        posts=[{"min_title": "DEPUTY_CHIEF"}],
        rules={
            "title": {"mode": "priced", "price": 10},
            "max_tours": {"mode": "priced", "price": 100},
            "handover": {"mode": "off"},
        },
        goals={"rule_prices": {"weight": 3}},
    )
    tours = [small.tour(asked, "a", "post", 0, 4), small.tour(asked, "a", "post", 5, 12)]
    (prices,) = (goal for goal in check(asked, small.plan(*tours)).goals if goal.name == "rule_prices")
    assert (prices.amount, prices.cost) == (4 * 10 + 7 * 10 + 100, 3 * 210)


def test_objective_is_the_sum_of_costs():
    asked = small.instance(goals={"shortage": {"level": 4, "weight": 7}, "people_used": {"weight": 13}})
    checked = check(asked, small.plan(small.tour(asked, "a", "post", 0, 12)))
    assert checked.objective == 13 + 5
    shortage = check(asked, Plan()).goals[0]
    assert (shortage.name, shortage.level, shortage.amount, shortage.weight) == ("shortage", 4, 36, 7)
    assert shortage.cost == 36 * 7


def test_goals_come_in_the_order_of_the_policy():
    names = [goal.name for goal in check(small.instance(), Plan()).goals]
    assert names == [name for name in Goals.model_fields if name in {*TWINS, "rule_prices"}]


@pytest.mark.parametrize("stem", ["specialty", "availability", "tour_length", "altitude_clearance"])
def test_a_rule_that_is_off_is_not_looked_at(stem):
    broken = {
        "specialists": [
            {"specialties": ["99"], "unavailable": [{"from": "2026-03-01", "to": "2026-04-01"}], "tour_kinds": []}
        ],
        "recipient_hospitals": [{"altitude_m": 2900}],
        "posts": [{"demand": [small.demand(0, 1)]}],
    }
    asked = small.instance(**broken)
    assert stem in {violation.rule for violation in check(asked, one(asked)).violations}
    asked = small.instance(**broken, rules={stem: {"mode": "off"}})
    assert stem not in {violation.rule for violation in check(asked, one(asked)).violations}


def one(asked):
    """Return a plan of one tour in the first three months."""
    return small.plan(small.tour(asked, "a", "post", 0, 3))


def test_an_instance_without_posts_has_nothing_to_break():
    asked = small.instance(posts=[], tour_kinds=[]).model_copy(update={"calendar": None})
    checked = check(asked, Plan())
    assert checked.violations == ()
    assert checked.objective == 0


def test_pairings_alone():
    asked = small.instance(departments=[{"pairing": {}}], posts=[])
    lead = small.pairing("home", "ward", role="LEAD", basis="RULE")
    checked = check(asked, small.plan(pairings=(lead,)))
    assert checked.violations == ()
    assert {goal.name: goal.cost for goal in checked.goals if goal.cost} == {"pairing_cost": 3 * 10}
    assert [violation.rule for violation in check(asked, Plan()).hard] == ["pairing"]
    assert [
        violation.rule for violation in check(asked, small.plan(pairings=(small.pairing("home", "ward"),))).hard
    ] == ["lead_order"]


def test_what_is_given_holds_where_the_rule_is_off():
    off = {"mode": "off"}
    asked = small.instance(
        departments=[{"pairing": {}}],
        posts=[],
        pairings=[{"state": "FORBIDDEN", "role": "LEAD"}],
        rules={"pairing": off, "lead_order": off},
    )
    broken = check(asked, small.plan(pairings=(small.pairing("home", "ward"),))).hard
    assert [(violation.rule, violation.price) for violation in broken] == [("pairing", 0), ("lead_order", 0)]
