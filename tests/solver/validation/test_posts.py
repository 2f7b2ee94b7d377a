"""Could anybody serve here at all? Kezhou's resident tours take 18 months and begin every 6."""

from typing import Any

import pytest

from tests.solver.validation.found import Patch, found
from tests.solver.validation.mutants import EXPOSURE, HIGH, NO_BANDS, demand

DEMAND = "/posts/0/demand"
LEAVE = ("/tour_kinds/0/home_leave_every_months", 3)


def needs(*ranges: dict[str, int]) -> Patch:
    return (DEMAND, list(ranges))


def mode(stem: str, mode: str) -> Patch:
    return (f"/policy/rules/{stem}", {"mode": mode})


CASES: list[tuple[tuple[Patch, ...], list[tuple[str, str]]]] = [
    # room: from a batch start on, demand in a row, the tail included
    ((needs(demand(0, 18, 0, 1)),), []),
    ((needs(demand(0, 17, 0, 1)),), [("no_room_for_tour", DEMAND)]),
    ((needs(demand(1, 24, 0, 1)),), []),
    ((needs(demand(1, 23, 0, 1)),), [("no_room_for_tour", DEMAND)]),  # 22 months, 17 of them from a batch on
    ((needs(demand(0, 9, 0, 1), demand(9, 18, 0, 2)),), []),  # two demands in a row are one room
    ((needs(demand(9, 18, 0, 2), demand(0, 9, 0, 1)),), []),
    ((needs(demand(0, 9, 0, 1), demand(10, 18, 0, 2)),), [("no_room_for_tour", DEMAND)]),
    ((needs(demand(0, 9, 0, 1), demand(9, 10, 0, 0), demand(10, 18, 0, 1)),), [("no_room_for_tour", DEMAND)]),
    ((needs(demand(30, 36, 0, 1)),), []),  # 6 in the horizon and 17 in the tail
    ((needs(demand(30, 36, 0, 1)), ("/calendar/tail_periods", 11)), [("no_room_for_tour", DEMAND)]),
    ((needs(demand(0, 3, 0, 1)), mode("tour_length", "off")), []),
    # stay: home leave interrupts, and the strictest band reached counts
    (HIGH, [("stay_limit_too_short", "/posts/24")]),
    ((*HIGH, LEAVE), []),
    ((*HIGH, LEAVE, ("/policy/altitude/bands", [{"from_m": 4000, "max_stay_months": 2}, {"from_m": 4500}])),
     [("stay_limit_too_short", "/posts/24")]),
    ((*HIGH, ("/recipient_hospitals/1/altitude_m", 5500), LEAVE), [("stay_limit_too_short", "/posts/24")]),
    ((*HIGH, mode("altitude_stay", "off")), [("protective_rule_off", "/policy/rules/altitude_stay/mode")]),
    # exposure: what of the shortest tour falls into one window
    ((*HIGH, NO_BANDS, EXPOSURE), [("exposure_limit_too_short", "/posts/24")]),
    ((*HIGH, NO_BANDS, ("/policy/altitude/exposure", {"from_m": 4000, "months": 12, "window_months": 12})), []),
    ((*HIGH, NO_BANDS, ("/policy/altitude/exposure", {"from_m": 4601, "months": 0, "window_months": 12})), []),
    # numbers
    ((needs(demand(0, 20, 1, 1), demand(19, 36, 1, 1)),), [("overlapping_demand", DEMAND + "/1")]),
    ((needs(demand(0, 36, 2, 1)),), [("min_above_max", DEMAND + "/0/min")]),
    ((needs(demand(0, 36, 0, 0)),), [("post_without_demand", DEMAND)]),
    ((("/tour_kinds/1/min_months", 4),), [("min_above_max", "/tour_kinds/1/min_months")]),
]  # fmt: skip


@pytest.mark.parametrize(("patches", "expected"), CASES)
def test_posts(patches: tuple[Patch, ...], expected: list[tuple[str, str]]) -> None:
    assert found(*patches) == expected


def test_post_with_a_tour_under_way_is_possible_as_it_is() -> None:
    person: dict[str, Any] = {"id": "extra", "hospital": "jsph", "specialties": ["02"], "title": "CHIEF"}
    held = {"specialist": "extra", "post": "kz-02-head", "from_period": -9, "to_period": 9}
    short = needs(demand(0, 9, 1, 1))
    assert found(("/specialists/-", person), ("/locked/-", held), short) == []
    assert found(("/specialists/-", person), short) == [("no_room_for_tour", DEMAND)]


def test_altitude_of_a_hospital_without_posts_is_not_asked() -> None:
    hospital = {"id": "low", "name": "低处医院", "kind": "GENERAL", "place": "低处"}
    assert found(("/recipient_hospitals/-", hospital)) == []
