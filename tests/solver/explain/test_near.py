"""Who is one change away from a seat: said for one number or date, and only where nothing else is in the way."""

from datetime import date
from typing import Any

import pytest

from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.domain.plan import Near, Plan
from solver.settings import Settings
from solver.solve import solve
from tests import small

LOW = {"title": "RESIDENT"}
"""One grade under the post's ATTENDING."""
HIGH = {
    "recipient_hospitals": [{"altitude_m": 3500}],
    "altitude": {"bands": [], "training": {"from_m": 9000}},
}


def seat(least: int = 1, begin: int = 0, end: int = 3, **fields: Any) -> dict[str, Any]:
    return {"demand": [small.demand(least, least, begin, end)]} | fields


def asked(**changes: Any) -> Instance:
    plain = {
        "calendar": {"periods": 3, "tail_periods": 0},
        "tour_kinds": [{"min_months": 3, "max_months": 3}],
        "posts": [seat()],
    }
    return small.instance(**(plain | changes))


def cleared(metres: int, until: str | None = None, **more: Any) -> dict[str, Any]:
    return {"clearance": {"max_altitude_m": metres, "valid_until": until, **more}}


def stayed(until: str, rest_months: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "specialists": [{"history": [{"altitude_m": 3000, "from": "2025-10-01", "to": until}], **more}],
        "altitude": {"bands": [{"from_m": 2500, "rest_months": rest_months}]},
    }


def absent(first: str, after: str, *more: tuple[str, str]) -> dict[str, Any]:
    return {"specialists": [{"unavailable": [{"from": one, "to": two} for one, two in ((first, after), *more)]}]}


def near(instance: Instance) -> list[Near]:
    outcome = solve(instance, Settings(seconds=60))
    assert isinstance(outcome, Solved)
    missing = [shortage for shortage in outcome.plan.shortages if shortage.below == "min"]
    assert any(shortage.reasons for shortage in missing)
    found = {reason.near for shortage in missing for reason in shortage.reasons if reason.near is not None}
    return sorted(found, key=lambda one: (one.rule, one.specialist))


@pytest.mark.parametrize(
    ("changes", "rule", "found", "limit"),
    [
        ({"specialists": [LOW]}, "title", "RESIDENT", "ATTENDING"),
        (HIGH, "altitude_clearance", 2500, 3500),  # without clearance: the free altitude
        (HIGH | {"specialists": [cleared(3400)]}, "altitude_clearance", 3400, 3500),
        (
            HIGH | {"specialists": [cleared(4000, "2026-02-27")]},
            "altitude_clearance",
            date(2026, 2, 27),
            date(2026, 3, 1),
        ),
        (
            HIGH
            | {"specialists": [cleared(4000, "2026-05-20")]}
            | {"altitude": HIGH["altitude"] | {"exam": {"until": "LAST_DAY"}}},
            "altitude_clearance",
            date(2026, 5, 20),
            date(2026, 5, 31),
        ),
        (stayed("2026-02-10"), "rest", date(2026, 3, 10), date(2026, 3, 1)),
        (absent("2026-04-02", "2026-04-10"), "availability", date(2026, 4, 2), date(2026, 4, 9)),
        (absent("2026-05-20", "2026-08-01"), "availability", date(2026, 5, 20), date(2026, 7, 31)),
    ],
)
def test_the_change_is_said_with_what_there_is_and_what_is_needed(
    changes: dict[str, Any], rule: str, found: object, limit: object
) -> None:
    assert near(asked(**changes)) == [Near(rule=rule, specialist="a", found=found, limit=limit)]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"specialists": [LOW], "posts": [seat(min_title="DEPUTY_CHIEF")]}, id="two grades"),
        pytest.param({"specialists": [LOW], **HIGH}, id="two rules"),
        pytest.param(HIGH | {"specialists": [cleared(3400, "2026-02-27")]}, id="too low and ended"),
        pytest.param(stayed("2026-02-25", rest_months=2), id="weeks of rest"),
        pytest.param(stayed("2026-02-10", title="RESIDENT"), id="rest and title"),
        pytest.param(absent("2026-03-10", "2026-05-10"), id="months of absence"),
        pytest.param(absent("2026-03-10", "2026-03-12", ("2026-04-10", "2026-04-12")), id="two absences"),
        pytest.param({"specialists": [{"tour_kinds": []}]}, id="no matter of a number"),
        pytest.param({"specialists": [LOW], "supporting_hospitals": [{"release": {"total": 0}}]}, id="nobody to spare"),
        pytest.param({"specialists": [LOW], "recipient_hospitals": [{"housing": [1, 0, 1]}]}, id="no room"),
        pytest.param({"specialists": [LOW | {"max_tours": 0}]}, id="no tours left"),
        pytest.param(
            {
                "specialists": [LOW],
                "departments": [{"pairing": {"min_supporters": 0, "max_supporters": 1}}],
                "supporting_hospitals": [{}, {"id": "other"}],
                "pairings": [{"supporter": "other", "state": "FIXED"}],
                "rules": {"on_pair": {"mode": "hard"}},
            },
            id="not paired",
        ),
        pytest.param(
            {
                "specialists": [{"title": "ATTENDING"}],
                "posts": [seat(min_title="DEPUTY_CHIEF"), seat(id="q")],
            },
            id="on another post",
        ),
    ],
)
def test_no_change_is_said_where_more_than_one_would_be_needed(changes: dict[str, Any]) -> None:
    assert near(asked(**changes)) == []


def test_the_smallest_change_of_several_people_is_said() -> None:
    people = [cleared(3000), {"id": "b", **cleared(3400)}, {"id": "c", **cleared(2600)}]
    assert [one.specialist for one in near(asked(specialists=people, **HIGH))] == ["b"]


def test_a_seat_that_is_taken_in_other_months_is_no_seat() -> None:
    """The only tours of the one who is a grade short run into months in which the post is full."""
    served = [{"specialist": "a", "from_period": 0, "to_period": 2}]
    people = [{}, {"id": "b", **LOW}]
    no_shorter, shorter = ([{"min_months": least, "max_months": 2}] for least in (2, 1))
    assert near(asked(specialists=people, locked=served, tour_kinds=no_shorter)) == []
    assert [n.specialist for n in near(asked(specialists=people, locked=served, tour_kinds=shorter))] == ["b"]


def test_with_the_change_the_checks_accept_the_tour() -> None:
    instance = asked(specialists=[{}, {"id": "b", **LOW}], posts=[seat(least=2, teaches=True)])
    outcome = solve(instance, Settings(seconds=60))
    assert isinstance(outcome, Solved)
    assert [one.specialist for one in near(instance)] == ["b"]
    more = Plan(tours=(*outcome.plan.tours, small.tour(instance, "b", "post", 0, 3)))
    assert {violation.rule for violation in check(instance, more).hard} == {"title"}
