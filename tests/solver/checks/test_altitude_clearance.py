"""Altitude clearance: how high, and until when."""

import pytest

from solver.checks.altitude_clearance import altitude_clearance
from solver.domain.outcome import Violation
from tests import small


def place(altitude_m, clearance, exam="DEPARTURE", **changes):
    """Return an instance with one hospital at an altitude and one person with a clearance."""
    return small.instance(
        recipient_hospitals=[{"altitude_m": altitude_m, "room_oxygen_percent": 30}],
        specialists=[{"clearance": clearance}],
        altitude={"free_altitude_m": 2500, "exam": {"until": exam}},
        **changes,
    )


@pytest.mark.parametrize(
    ("altitude_m", "cleared_m", "times"),
    [
        (2500, None, 0),
        (2501, None, 1),  # oxygen in the rooms changes nothing
        (4000, 4000, 0),
        (4001, 4000, 1),
        (2000, 2000, 0),
        (2001, 2000, 1),  # a clearance may also be lower than the free altitude
    ],
)
def test_altitude(altitude_m, cleared_m, times):
    asked = place(altitude_m, None if cleared_m is None else {"max_altitude_m": cleared_m})
    assert len(small.broken(altitude_clearance, asked, small.tour(asked, "a", "post", 0, 3))) == times


@pytest.mark.parametrize(
    ("exam", "until", "times"),
    [
        ("DEPARTURE", "2026-05-01", 0),  # the tour is from 2026-05-01 to before 2026-08-01
        ("DEPARTURE", "2026-04-30", 1),
        ("DEPARTURE", None, 0),
        ("LAST_DAY", "2026-07-31", 0),
        ("LAST_DAY", "2026-07-30", 1),
        ("LAST_DAY", "2026-05-01", 1),
        ("LAST_DAY", None, 0),
    ],
)
@pytest.mark.parametrize(("altitude_m", "renewable"), [(2501, False), (2501, True), (2500, False)])
def test_decisive_day(exam, until, times, altitude_m, renewable):
    clearance = {"max_altitude_m": 3000, "valid_until": until, "renewable": renewable}
    asked = place(altitude_m, clearance, exam)
    needed = altitude_m > 2500 and not renewable
    found = small.broken(altitude_clearance, asked, small.tour(asked, "a", "post", 2, 5))
    assert len(found) == (times if needed else 0)


@pytest.mark.parametrize(
    ("until", "end", "times"), [("2028-02-28", 2, 1), ("2028-02-29", 2, 0), ("2028-02-29", 3, 1), ("2028-03-31", 3, 0)]
)
def test_last_day_of_a_leap_february(until, end, times):
    clearance = {"max_altitude_m": 3000, "valid_until": until}
    asked = place(3000, clearance, "LAST_DAY", calendar={"start": "2028-01-01"})
    assert len(small.broken(altitude_clearance, asked, small.tour(asked, "a", "post", 0, end))) == times


def test_too_high_is_said_once():
    asked = place(4500, {"max_altitude_m": 4000, "valid_until": "2020-01-01"})
    assert small.broken(altitude_clearance, asked, small.tour(asked, "a", "post", 2, 5)) == [
        Violation(rule="altitude_clearance", hard=True, ids=("a", "post"), period=2, found=4500, limit=4000)
    ]


def test_a_day_too_early_is_said():
    asked = place(4000, {"max_altitude_m": 4000, "valid_until": "2026-04-30"})
    assert small.broken(altitude_clearance, asked, small.tour(asked, "a", "post", 2, 5)) == [
        Violation(
            rule="altitude_clearance",
            hard=True,
            ids=("a", "post"),
            period=2,
            found="2026-04-30",
            limit="2026-05-01",
        )
    ]


@pytest.mark.parametrize(
    ("exam", "cleared_m", "until", "times"),
    [
        ("DEPARTURE", 4000, "2020-01-01", 0),  # departed long ago
        ("DEPARTURE", 3999, None, 1),  # but nobody stays on above the cleared altitude
        ("LAST_DAY", 4000, "2026-05-30", 1),
        ("LAST_DAY", 4000, "2026-05-31", 0),
    ],
)
def test_under_way_with_an_open_end(exam, cleared_m, until, times):
    lock = {"specialist": "a", "from_period": -2, "to_period": 1, "exact": False}
    asked = place(4000, {"max_altitude_m": cleared_m, "valid_until": until}, exam, locked=[lock])
    assert len(small.broken(altitude_clearance, asked, small.tour(asked, "a", "post", -2, 3))) == times


def test_a_fact_stands():
    lock = {"specialist": "a", "from_period": -2, "to_period": 3}
    asked = place(4000, None, locked=[lock])
    assert small.broken(altitude_clearance, asked, small.tour(asked, "a", "post", -2, 3)) == []


def test_period_zero_is_a_departure():
    asked = place(4000, {"max_altitude_m": 4000, "valid_until": "2026-02-28"})
    assert len(small.broken(altitude_clearance, asked, small.tour(asked, "a", "post", 0, 3))) == 1
