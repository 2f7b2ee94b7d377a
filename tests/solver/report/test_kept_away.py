"""People kept away, one by one: the numbers that a rule compares, and where people serve instead."""

from typing import Any

import pytest

from solver.domain.instance import Instance
from solver.domain.plan import Elsewhere, Near, Reason, Shortage
from solver.report.kept_away import grouped, kept_people
from solver.report.names import Names
from tests import small

HIGH = {"recipient_hospitals": [{"altitude_m": 3500}]}


def run(rule: str, **fields: Any) -> list[Shortage]:
    return [
        Shortage(post="post", period=0, missing=1, below="min", reasons=(Reason(rule=rule, people=("a",), **fields),))
    ]


def asked(**changes: Any) -> Names:
    return Names(small.instance(**changes), "en")


@pytest.mark.parametrize(
    ("changes", "rule", "group", "why"),
    [
        (
            HIGH,
            "altitude_clearance",
            "1 not cleared for 3,500 m",
            "without clearance, so up to 2,500 m; the post stands at 3,500 m",
        ),
        (
            HIGH | {"specialists": [{"clearance": {"max_altitude_m": 3000}}]},
            "altitude_clearance",
            "1 not cleared for 3,500 m",
            "cleared to 3,000 m, the post stands at 3,500 m",
        ),
        (
            HIGH | {"specialists": [{"clearance": {"max_altitude_m": 4000, "valid_until": "2026-01-31"}}]},
            "altitude_clearance",
            "1 whose clearance ends before and cannot be renewed",
            "clearance ends on 2026-01-31 and cannot be renewed",
        ),
        (
            {"specialists": [{"title": "RESIDENT"}]},
            "title",
            "1 below Attending doctor",
            "Resident doctor; the post asks for Attending doctor",
        ),
        (
            {"specialists": [{"unavailable": [{"from": "2026-03-05", "to": "2026-03-09"}]}]},
            "availability",
            "1 unavailable then",
            "unavailable 2026-03-05 to 2026-03-08",
        ),
        (
            {
                "specialists": [{"history": [{"altitude_m": 3000, "from": "2025-11-01", "to": "2026-02-20"}]}],
                "altitude": {"bands": [{"from_m": 2500, "rest_months": 2}]},
            },
            "rest",
            "1 at rest, the first until 2026-04",
            "rests until 2026-04-19 after an earlier stay",
        ),
        ({"specialists": [{"max_tours": 2}]}, "max_tours", "1 with no tours left", "at most 2 tours agreed"),
        ({}, "housing", "1 for whom there is no place to live", "Housing"),
        ({}, "objective", "1 could come, at the expense of other goals", "could come, at the expense of other goals"),
    ],
)
def test_a_person_is_said_with_the_numbers(changes: dict[str, Any], rule: str, group: str, why: str) -> None:
    names = asked(**changes)
    (person,) = kept_people(run(rule), names)
    assert (grouped(rule, ["a"], run(rule), names), person.why) == (group, (why,))


def test_a_person_elsewhere_is_said_with_place_rest_and_cost() -> None:
    tour = Elsewhere(specialist="a", post="post", from_period=0, to_period=2, rested_from=4, taking_away=1500)
    names = asked()
    (person,) = kept_people(run("rest", elsewhere=(tour,)), names)
    said = "at Away · Ward · post 2026-03 to 2026-04, rests until 2026-06-30; taken out and nobody steps in: 1,500 more"
    assert person.elsewhere == (said,)
    estimated = tour.model_copy(update={"estimated": 30})
    (person,) = kept_people(run("rest", elsewhere=(estimated,)), names)
    assert person.elsewhere[0].endswith("; taken out: about 30 more as others step in (estimated), 1,500 at most")
    assert grouped("rest", ["a"], run("rest", elsewhere=(tour,)), names) == "1 at rest, the first until 2026-06"


def test_everybody_is_listed_once_in_the_order_of_the_document() -> None:
    instance: Instance = small.instance(specialists=[{"id": "z"}, {"id": "b"}])
    reasons = (
        Reason(rule="release", people=("b", "z")),
        Reason(rule="housing", people=("z",), near=Near(rule="x", specialist="z")),
    )
    shortage = Shortage(post="post", period=0, missing=1, below="min", reasons=reasons)
    people = kept_people([shortage, shortage.model_copy(update={"period": 1})], Names(instance, "zh"))
    assert [(person.person, len(person.why)) for person in people] == [("z", 2), ("b", 1)]
