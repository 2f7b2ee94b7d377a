"""Who serves elsewhere: on which tour, until when they rest, and what the plan without it costs."""

from typing import Any

import pytest

from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.domain.plan import Elsewhere, Plan, Shortage
from solver.settings import Settings
from solver.solve import solve
from tests import small


def seat(begin: int = 0, end: int = 3, **fields: Any) -> dict[str, Any]:
    return {"demand": [small.demand(1, 1, begin, end)]} | fields


def asked(**changes: Any) -> Instance:
    plain = {"calendar": {"periods": 3, "tail_periods": 0}, "tour_kinds": [{"max_months": 3}]}
    return small.instance(**(plain | changes))


def solved(instance: Instance) -> Plan:
    outcome = solve(instance, Settings(seconds=60))
    assert isinstance(outcome, Solved)
    return outcome.plan


def elsewhere(shortage: Shortage) -> dict[str, tuple[Elsewhere, ...]]:
    return {reason.rule: reason.elsewhere for reason in shortage.reasons}


@pytest.mark.parametrize(
    ("changes", "period", "rule", "rested_from"),
    [
        ({"posts": [seat(priority=9), seat(id="q")]}, 0, "one_place", 3),
        (
            {"posts": [seat(priority=9, end=1), seat(id="q", begin=1)], "tour_kinds": [{"rest_months": 2}]},
            1,
            "rest",
            3,
        ),
        (
            {"posts": [seat(priority=9, end=1), seat(id="q", begin=2)], "specialists": [{"max_tours": 1}]},
            2,
            "max_tours",
            1,
        ),
    ],
)
def test_the_tour_in_the_way_is_named_with_what_taking_it_out_costs(
    changes: dict[str, Any], period: int, rule: str, rested_from: int
) -> None:
    instance = asked(**changes)
    plan = solved(instance)
    (shortage,) = (one for one in plan.shortages if (one.post, one.period) == ("q", period))
    ((named, (tour,)),) = elsewhere(shortage).items()
    assert (named, tour.specialist, tour.post, tour.rested_from) == (rule, "a", "post", rested_from)
    without = plan.model_copy(update={"tours": tuple(t for t in plan.tours if t.post != "post")})
    assert tour.taking_away == check(instance, without).objective - check(instance, plan).objective


def test_rules_about_other_things_name_no_tour() -> None:
    instance = asked(posts=[seat(priority=9), seat(id="q", min_title="CHIEF")], specialists=[{"title": "ATTENDING"}])
    shortage = solved(instance).shortages[0]
    assert elsewhere(shortage) == {"title": ()}


def test_nobody_is_taken_away_from_a_locked_tour() -> None:
    posts = [seat(priority=1), seat(id="q", priority=9)]
    plan = solved(asked(posts=posts, locked=[{"specialist": "a", "from_period": 0, "to_period": 3}]))
    ((tour,),) = elsewhere(plan.shortages[0]).values()
    assert (tour.post, tour.locked, tour.taking_away) == ("post", True, None)
