"""Tours under way that break a protective rule already: a post at 4,600 m, held from half a year before the start."""

from typing import Any

import pytest

from solver.load import read_instance
from tests.solver.validation.mutants import CLEARED, HIGH, PLANNED, patched

TOUR = {"specialist": "extra", "post": "high-head", "from_period": -6, "to_period": 12}
BAND = {"from_m": 4000, "max_stay_months": 18}
WINDOW = {"from_m": 4000, "months": 9, "window_months": 12}


def stay(first: str, after: str, altitude_m: int = 4600) -> dict[str, Any]:
    return {"altitude_m": altitude_m, "from": first, "to": after}


def under_way(person: dict[str, Any], tour: dict[str, Any], altitude: dict[str, Any]) -> list[tuple[Any, ...]]:
    document = patched(
        *HIGH,
        ("/specialists/-", CLEARED | person),
        ("/locked/-", TOUR | tour),
        ("/policy/altitude", {"bands": [BAND]} | altitude),
    )
    findings = read_instance(document, PLANNED)[1]
    return [(finding.code, finding.found, finding.wanted) for finding in findings]


CASES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], list[tuple[Any, ...]]]] = [
    ("nothing broken", {}, {}, {}, []),
    # clearance
    ("no clearance", {"clearance": None}, {}, {}, [("under_way_clearance", 4600, 2500)]),
    ("cleared too low", {"clearance": {"max_altitude_m": 4500}}, {}, {}, [("under_way_clearance", 4600, 4500)]),
    ("free up there", {"clearance": None}, {}, {"free_altitude_m": 4600}, []),
    (
        "ends while on site: only the departure counts",
        {"clearance": {"max_altitude_m": 5000, "valid_until": "2026-06-30"}}, {}, {}, [],
    ),
    (
        "ends before the last day, which counts",
        {"clearance": {"max_altitude_m": 5000, "valid_until": "2027-02-27"}}, {}, {"exam": {"until": "LAST_DAY"}},
        [("under_way_clearance", "2027-02-28", "2027-02-27")],
    ),
    (
        "ends on the last day",
        {"clearance": {"max_altitude_m": 5000, "valid_until": "2027-02-28"}}, {}, {"exam": {"until": "LAST_DAY"}}, [],
    ),
    (
        "renewable",
        {"clearance": {"max_altitude_m": 5000, "valid_until": "2026-06-30", "renewable": True}}, {},
        {"exam": {"until": "LAST_DAY"}}, [],
    ),
    # stay: 18 months of tour
    ("too long", {}, {}, {"bands": [BAND | {"max_stay_months": 17}]}, [("under_way_stay", 18, 17)]),
    ("the band above is not reached", {}, {}, {"bands": [BAND, {"from_m": 4601, "max_stay_months": 0}]}, []),
    (
        "the strictest band reached",
        {}, {}, {"bands": [{"from_m": 4000, "max_stay_months": 12}, {"from_m": 4600, "max_stay_months": 6}]},
        [("under_way_stay", 18, 6)],
    ),
    ("run from history", {"history": [stay("2025-08-15", "2025-09-01")]}, {}, {}, [("under_way_stay", 19, 18)]),
    ("less than a month at home", {"history": [stay("2025-07-01", "2025-08-02")]}, {}, {}, [("under_way_stay", 20, 18)]),
    ("a month at home", {"history": [stay("2025-07-01", "2025-08-01")]}, {}, {}, []),
    ("history below the band", {"history": [stay("2025-08-01", "2025-09-01", 3999)]}, {}, {}, []),
    (
        "history below the band ends the run",
        {"history": [stay("2025-07-01", "2025-08-15"), stay("2025-08-15", "2025-09-01", 3999)]}, {}, {}, [],
    ),
    (
        "history of two stays in one run",
        {"history": [stay("2025-07-01", "2025-08-15"), stay("2025-08-20", "2025-09-01")]}, {}, {},
        [("under_way_stay", 21, 18)],
    ),
    # exposure: at most 9 of 12 months
    ("fullest window", {}, {}, {"exposure": WINDOW}, [("under_way_exposure", 12, 9)]),
    ("short tour", {}, {"to_period": 3}, {"exposure": WINDOW}, []),
    (
        "with the history",
        {"history": [stay("2025-06-30", "2025-07-02")]}, {"to_period": 3}, {"exposure": WINDOW},
        [("under_way_exposure", 11, 9)],
    ),
    ("history out of the window", {"history": [stay("2024-10-01", "2025-03-01")]}, {"to_period": 3}, {"exposure": WINDOW}, []),
    ("low enough", {}, {}, {"exposure": WINDOW | {"from_m": 4601}}, []),
    (
        "the tour stands in the history, too",
        {"history": [stay("2025-09-01", "2026-03-01")]}, {"to_period": 1}, {},
        [("overlapping_stays", "2025-09-01", "2026-03-01")],
    ),
    # rules that bind as usual are no facts to be warned of
    ("presence, not a fact", {"clearance": None}, {"exact": False}, {"bands": []}, []),
    ("from the start on", {"clearance": None}, {"from_period": 0}, {"bands": []}, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("person", "tour", "altitude", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_under_way(
    person: dict[str, Any], tour: dict[str, Any], altitude: dict[str, Any], expected: list[tuple[Any, ...]]
) -> None:
    assert under_way(person, tour, altitude) == expected


def test_home_leave_interrupts() -> None:
    assert under_way({}, {}, {"bands": [BAND | {"max_stay_months": 3}]}) == [("under_way_stay", 18, 3)]
    document = patched(
        *HIGH,
        ("/specialists/-", CLEARED),
        ("/locked/-", TOUR),
        ("/tour_kinds/0/home_leave_every_months", 3),
        ("/policy/altitude/bands", [BAND | {"max_stay_months": 3}]),
    )
    assert read_instance(document, PLANNED)[1] == ()


def test_rules_that_are_off_are_not_broken() -> None:
    document = patched(
        *HIGH,
        ("/specialists/-", CLEARED | {"clearance": None}),
        ("/locked/-", TOUR),
        ("/policy/altitude/exposure", WINDOW),
        *((f"/policy/rules/altitude_{word}", {"mode": "off"}) for word in ("clearance", "stay", "exposure")),
    )
    assert {finding.code for finding in read_instance(document, PLANNED)[1]} == {"protective_rule_off"}
