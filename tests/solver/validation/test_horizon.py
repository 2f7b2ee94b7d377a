"""The calendar and what is counted in its periods; Kezhou has 36 periods of a month and a tail of 17."""

from typing import Any

import pytest

from tests.solver.validation.found import Patch, found
from tests.solver.validation.mutants import BY_HOSPITAL, GONE, PERSON

QUOTA: dict[str, Any] = {"unit": "DEPARTURES", "min": 1}
EXTRA = ("/specialists/-", PERSON)
BAR = {"specialist": "extra", "post": "kz-02-head"}


def lock(first: int, after: int) -> tuple[Patch, ...]:
    return (EXTRA, ("/locked", [BY_HOSPITAL | {"exact": False, "from_period": first, "to_period": after}]))


def bar(**periods: int) -> tuple[Patch, ...]:
    return (EXTRA, ("/forbidden", [BAR | periods]))


CASES: list[tuple[tuple[Patch, ...], list[tuple[str, str]]]] = [
    ((("/calendar/months_per_period", 4),), [("not_a_choice", "/calendar/months_per_period")]),
    ((("/calendar/months_per_period", 0),), [("not_a_choice", "/calendar/months_per_period")]),
    ((("/calendar/start", "0026-03-01"),), [("out_of_range", "/calendar/start")]),
    ((("/calendar/start", "2026-02-28"), ("/locked", [])), []),
    ((("/calendar/batch_starts", []),), [("empty", "/calendar/batch_starts")]),
    (
        (("/calendar/batch_starts", [0, 36]), ("/calendar/batches", [])),
        [("outside_horizon", "/calendar/batch_starts/1")],
    ),
    (
        (("/calendar/batch_starts", [-1, 0]), ("/calendar/batches", [])),
        [("outside_horizon", "/calendar/batch_starts/0")],
    ),
    ((("/tour_kinds/1/batch_starts", [0, 6, 0]),), [("repeated_batch_start", "/tour_kinds/1/batch_starts/2")]),
    ((("/tour_kinds/1/batch_starts", [0, 99]),), [("outside_horizon", "/tour_kinds/1/batch_starts/1")]),
    ((("/calendar/batches/0/period", 36),), [("outside_horizon", "/calendar/batches/0/period")]),
    # lists with a number per period
    (
        (("/supporting_hospitals/0/release/total", [5] * 35),),
        [("wrong_length", "/supporting_hospitals/0/release/total")],
    ),
    (
        (("/supporting_hospitals/0/release/by_specialty", {"03/04": [1]}),),
        [("wrong_length", "/supporting_hospitals/0/release/by_specialty/03~104")],
    ),
    ((("/supporting_hospitals/0/release/total", [50] * 36),), []),
    # ranges inside the horizon
    ((("/quotas/-", QUOTA | {"from_period": 35, "to_period": 36}),), []),
    ((("/quotas/-", QUOTA | {"from_period": 36, "to_period": 37}),), [("outside_horizon", "/quotas/0/from_period")]),
    ((("/quotas/-", QUOTA | {"from_period": 3, "to_period": 3}),), [("empty_range", "/quotas/0/to_period")]),
    ((("/milestones/-", {"department": "kz-02", "person_months": 1, "by_period": 36}),), []),
    (
        (("/milestones/-", {"department": "kz-02", "person_months": 1, "by_period": 37}),),
        [("outside_horizon", "/milestones/0/by_period")],
    ),
    ((("/posts/0/demand/0/from_period", 36),), [("empty_range", "/posts/0/demand/0/to_period")]),
    # locks may reach into the tail
    (lock(30, 53), []),
    (lock(30, 54), [("outside_horizon", "/locked/0/to_period")]),
    (lock(36, 40), [("outside_horizon", "/locked/0/from_period")]),
    (lock(6, 6), [("empty_range", "/locked/0/to_period")]),
    # bars may be open on either side
    (bar(), []),
    (bar(from_period=12), []),
    (bar(to_period=12), []),
    (bar(from_period=40), []),
    (bar(from_period=53), [("outside_horizon", "/forbidden/0/from_period")]),
    (bar(from_period=-9, to_period=0), [("outside_horizon", "/forbidden/0/to_period")]),
    (bar(from_period=9, to_period=3), [("empty_range", "/forbidden/0/to_period")]),
]


@pytest.mark.parametrize(("patches", "expected"), CASES)
def test_periods(patches: tuple[Patch, ...], expected: list[tuple[str, str]]) -> None:
    assert found(*patches) == expected


def test_without_posts_no_calendar_is_needed() -> None:
    assert found(("/calendar", GONE), ("/posts", []), ("/locked", []), ("/forbidden", []), ("/specialists", [])) == []
    assert found(("/calendar", GONE)) == [("no_calendar", "/calendar")]
