"""What has to be arranged for a tour, to the day. The plain tour departs on 2026-03-01 for a hospital at 3,500 m."""

import datetime as dt
from typing import Any

import pytest

from solver.domain.instance import Instance
from solver.preparations import preparations
from tests import small

CLEARED = {"clearance": {"max_altitude_m": 5000}}
TRAINED = {"hypoxia_trained_on": "2026-02-20"}


def asked(person: dict[str, Any], altitude_m: int = 3500, **changes: Any) -> Instance:
    altitude = {"bands": []} | changes.pop("altitude", {})
    return small.instance(
        specialists=[CLEARED | TRAINED | person],
        recipient_hospitals=[{"altitude_m": altitude_m}],
        altitude=altitude,
        **changes,
    )


def listed(instance: Instance, begin: int = 0, end: int = 2) -> list[str]:
    tour = small.tour(instance, "a", "post", begin, end)
    return [f"{item.kind} {item.due}" for item in preparations(instance, [tour])]


def until(day: str | None, **fields: Any) -> dict[str, Any]:
    return {"clearance": {"max_altitude_m": 5000, "valid_until": day, "renewable": True} | fields}


@pytest.mark.parametrize(
    ("person", "changes", "span", "expected"),
    [
        # EXAMINATION, the day before departure
        (until("2026-02-28"), {}, (0, 2), ["EXAMINATION 2026-02-28"]),
        (until("2026-03-31"), {}, (1, 3), ["EXAMINATION 2026-03-31", "HYPOXIA_TRAINING 2026-03-31"]),
        (until("2026-02-28"), {"altitude_m": 2500}, (0, 2), []),  # up to the free altitude nobody needs one
        (until(None), {}, (0, 2), []),
        # … which is decisive up to the last day where the policy says so
        (until("2026-04-29"), {"altitude": {"exam": {"until": "DEPARTURE"}}}, (0, 2), ["RECHECK 2026-04-29"]),
        (
            until("2026-04-29"),
            {"altitude": {"exam": {"until": "LAST_DAY"}}},
            (0, 2),
            ["EXAMINATION 2026-02-28", "RECHECK 2026-04-29"],
        ),
        (until("2026-04-30"), {"altitude": {"exam": {"until": "LAST_DAY"}}}, (0, 2), ["RECHECK 2026-04-30"]),
        (until("2026-05-01"), {"altitude": {"exam": {"until": "LAST_DAY"}}}, (0, 2), []),
        # RECHECK, every so many months while on site, and on the last day of the clearance
        ({}, {}, (0, 3), []),  # three months later is the day of return
        ({}, {}, (0, 4), ["RECHECK 2026-06-01"]),
        ({}, {"altitude": {"exam": {"exam_months": 1}}}, (0, 3), ["RECHECK 2026-04-01", "RECHECK 2026-05-01"]),
        ({}, {"altitude_m": 2500}, (0, 4), []),
        (until("2026-03-01"), {}, (0, 2), ["RECHECK 2026-03-01"]),
        (until("2026-06-01"), {}, (0, 4), ["RECHECK 2026-06-01"]),  # both on one day are one
        # HYPOXIA_TRAINING, the day before departure, for departures that take a seat
        ({"hypoxia_trained_on": None}, {}, (0, 2), ["HYPOXIA_TRAINING 2026-02-28"]),
        ({"hypoxia_trained_on": "2026-02-01"}, {}, (0, 2), []),  # a month later is the day of departure
        ({"hypoxia_trained_on": "2026-01-31"}, {}, (0, 2), ["HYPOXIA_TRAINING 2026-02-28"]),
        ({"hypoxia_trained_on": "2026-03-01"}, {}, (0, 2), []),
        ({"hypoxia_trained_on": "2026-03-02"}, {}, (0, 2), ["HYPOXIA_TRAINING 2026-02-28"]),
        ({"hypoxia_trained_on": None}, {"altitude_m": 2999}, (0, 2), []),
        ({"hypoxia_trained_on": None}, {"altitude_m": 3000}, (0, 2), ["HYPOXIA_TRAINING 2026-02-28"]),
        # HOME_LEAVE, every so many months while on site, at any altitude
        ({}, {"altitude_m": 0, "leave": 2}, (0, 5), ["HOME_LEAVE 2026-05-01", "HOME_LEAVE 2026-07-01"]),
        ({}, {"altitude_m": 0, "leave": 2}, (0, 4), ["HOME_LEAVE 2026-05-01"]),
        # under way since before: nothing before departure, and nothing that is past
        (until("2026-01-31") | {"hypoxia_trained_on": None}, {}, (-4, 2), []),
        ({}, {"leave": 2}, (-5, 3), ["RECHECK 2026-04-01", "HOME_LEAVE 2026-04-01"]),
        ({}, {}, (-3, 2), ["RECHECK 2026-03-01"]),
        # into the tail
        ({}, {"altitude_m": 0, "leave": 6}, (8, 15), ["HOME_LEAVE 2027-05-01"]),
    ],
)
def test_what_is_to_be_arranged(
    person: dict[str, Any], changes: dict[str, Any], span: tuple[int, int], expected: list[str]
) -> None:
    kinds = [{"home_leave_every_months": changes.get("leave")}]
    others = {name: change for name, change in changes.items() if name != "leave"}
    assert sorted(listed(asked(person, tour_kinds=kinds, **others), *span)) == sorted(expected)


def test_a_short_month_keeps_the_day_as_far_as_it_can() -> None:
    instance = asked({}, calendar={"start": "2026-08-28", "months_per_period": 1})
    assert listed(instance, 0, 7) == ["HYPOXIA_TRAINING 2026-08-27", "RECHECK 2026-11-28", "RECHECK 2027-02-28"]


def test_all_tours_in_the_order_of_days_with_places() -> None:
    instance = asked(
        {"hypoxia_trained_on": None, "count": 2},
        supporting_hospitals=[{"training_place": "north"}],
        tour_kinds=[{"home_leave_every_months": 1}],
    )
    tours = [small.tour(instance, "a", "post", begin, begin + 2, unit) for begin, unit in ((1, 1), (0, 0))]
    found = [(item.due, item.kind, item.unit, item.post, item.place) for item in preparations(instance, tours)]
    assert found == [
        (dt.date(2026, 2, 28), "HYPOXIA_TRAINING", 0, "post", "north"),
        (dt.date(2026, 3, 31), "HYPOXIA_TRAINING", 1, "post", "north"),
        (dt.date(2026, 4, 1), "HOME_LEAVE", 0, "post", None),
        (dt.date(2026, 5, 1), "HOME_LEAVE", 1, "post", None),
    ]


def test_a_plan_of_nothing_needs_nothing() -> None:
    assert preparations(asked({}), []) == ()
