"""Altitude stay: runs of tours and stays in a band, home leaves interrupting."""

from datetime import date

import pytest

from solver.checks.altitude_stay import altitude_stay, stay_months
from solver.domain.outcome import Violation
from solver.domain.people import Stay
from tests import small

BANDS = [{"from_m": 3500, "max_stay_months": 6}, {"from_m": 4500, "max_stay_months": 3}]


def place(altitude_m=3500, bands=BANDS, **changes):
    """Return an instance with a post at an altitude, a second one as high, and one in the lowland."""
    return small.instance(
        recipient_hospitals=[{"altitude_m": altitude_m}, {"id": "low"}],
        departments=[{}, {"id": "valley", "hospital": "low"}],
        posts=[{}, {"id": "other"}, {"id": "down", "department": "valley"}],
        altitude={"bands": bands},
        **changes,
    )


def tours(asked, *spans):
    """Return tours of person a."""
    return [small.tour(asked, "a", *span) for span in spans]


@pytest.mark.parametrize(
    ("altitude_m", "months", "times"),
    [(3499, 9, 0), (3500, 6, 0), (3500, 7, 1), (4499, 6, 0), (4500, 3, 0), (4500, 4, 1), (4500, 7, 2)],
)
def test_one_tour(altitude_m, months, times):
    asked = place(altitude_m)
    assert len(small.broken(altitude_stay, asked, *tours(asked, ("post", 0, months)))) == times


@pytest.mark.parametrize(
    ("leave", "limit", "times"), [(None, 5, 1), (6, 5, 1), (5, 5, 0), (3, 5, 0), (3, 2, 1), (9, 8, 0), (9, 7, 1)]
)
def test_home_leave_interrupts_a_tour_of_eight_months(leave, limit, times):
    bands = [{"from_m": 3500, "max_stay_months": limit}]
    asked = place(bands=bands, tour_kinds=[{"home_leave_every_months": leave}])
    assert len(small.broken(altitude_stay, asked, *tours(asked, ("post", 0, 8)))) == times


def test_a_band_without_limit_asks_nothing():
    asked = place(bands=[{"from_m": 3500, "max_stay_months": None}, {"from_m": 3500, "max_stay_months": 3}])
    assert len(small.broken(altitude_stay, asked, *tours(asked, ("post", 0, 8)))) == 1
    asked = place(bands=[{"from_m": 3500}])
    assert small.broken(altitude_stay, asked, *tours(asked, ("post", 0, 8))) == []


def test_months_in_quarters():
    asked = place(calendar={"months_per_period": 3})
    assert small.broken(altitude_stay, asked, *tours(asked, ("post", 0, 2))) == []
    assert len(small.broken(altitude_stay, asked, *tours(asked, ("post", 0, 3)))) == 1


@pytest.mark.parametrize(
    ("spans", "times"),
    [
        ([("post", 0, 4), ("other", 4, 6)], 0),  # six in a row
        ([("post", 0, 4), ("other", 4, 7)], 1),
        ([("other", 4, 7), ("post", 0, 4)], 1),
        ([("post", 0, 4), ("other", 5, 8)], 0),  # a period at home ends the run
        ([("post", 0, 4), ("down", 4, 5), ("other", 5, 8)], 0),  # so does one in the valley
        ([("post", 0, 3), ("other", 3, 5), ("post", 5, 7)], 1),  # three tours
        ([("post", 0, 4), ("other", 4, 7), ("post", 8, 15)], 2),
        ([("down", 0, 12)], 0),
        ([("post", 0, 7), ("down", 7, 9)], 1),
        ([("post", 0, 1), ("post", 3, 7), ("other", 7, 10)], 1),  # the second run alone is too long
    ],
)
def test_runs_of_tours(spans, times):
    asked = place()
    assert len(small.broken(altitude_stay, asked, *tours(asked, *spans))) == times


def test_home_leave_counts_tour_by_tour():
    asked = place(tour_kinds=[{"home_leave_every_months": 3}])
    assert small.broken(altitude_stay, asked, *tours(asked, ("post", 0, 6), ("other", 6, 12))) == []
    spans = ("post", 0, 6), ("other", 6, 9), ("post", 9, 10)
    assert [v.found for v in small.broken(altitude_stay, asked, *tours(asked, *spans))] == [7]


def test_other_people_do_not_matter():
    asked = place(specialists=[{"count": 2}])
    pair = [small.tour(asked, "a", "post", 0, 6), small.tour(asked, "a", "post", 6, 12, unit=1)]
    assert small.broken(altitude_stay, asked, *pair) == []


def history(*stays):
    """Return a person's stays from (altitude, first day, day after)."""
    return [{"history": [{"altitude_m": m, "from": first, "to": after} for m, first, after in stays]}]


@pytest.mark.parametrize(
    ("stays", "begin", "months", "times"),
    [
        ([(3500, "2025-12-01", "2026-02-01")], 0, 6, 0),  # a whole month between
        ([(3500, "2025-12-01", "2026-02-02")], 0, 3, 0),  # three begun months and three
        ([(3500, "2025-12-01", "2026-02-02")], 0, 4, 1),
        ([(3500, "2025-12-01", "2026-02-02")], 1, 6, 0),
        ([(3500, "2025-12-01", "2026-03-01")], 0, 3, 0),
        ([(3500, "2025-12-01", "2026-03-01")], 0, 4, 1),
        ([(3499, "2025-12-01", "2026-03-01")], 0, 6, 0),  # below the bound
        ([(3500, "2025-12-01", "2025-12-31"), (3500, "2026-01-15", "2026-02-15")], 0, 4, 0),  # 1 + 1 + 4
        ([(3500, "2025-12-01", "2025-12-31"), (3500, "2026-01-15", "2026-02-15")], 0, 5, 1),
        ([(3500, "2026-01-15", "2026-02-15"), (3500, "2025-12-01", "2025-12-31")], 0, 5, 1),  # in any order
        ([(3500, "2025-09-01", "2025-12-01"), (3500, "2026-01-01", "2026-03-01")], 0, 4, 0),  # a month at home
        ([(3500, "2025-09-01", "2025-12-02"), (3500, "2026-01-01", "2026-03-01")], 0, 4, 1),
        (
            [(3500, "2025-10-01", "2026-01-01"), (0, "2026-01-01", "2026-01-11"), (3500, "2026-01-11", "2026-03-01")],
            0,
            4,
            0,
        ),  # a stay in the lowland ends the run: 2 + 4
        (
            [
                (3500, "2025-10-01", "2026-01-01"),
                (3500, "2026-01-01", "2026-01-11"),
                (3500, "2026-01-11", "2026-03-01"),
            ],
            0,
            1,
            1,
        ),
    ],
)
def test_history_joins(stays, begin, months, times):
    asked = place(specialists=history(*stays))
    assert len(small.broken(altitude_stay, asked, *tours(asked, ("post", begin, begin + months)))) == times


@pytest.mark.parametrize(
    ("until", "times"), [("2027-01-28", 0), ("2027-01-29", 0), ("2027-01-31", 0), ("2027-02-01", 1)]
)
def test_a_month_after_the_end_of_january(until, times):
    """A month after 29, 30 and 31 January is 28 February, where the tour begins."""
    asked = place(calendar={"start": "2027-02-28"}, specialists=history((3500, "2026-12-01", until)))
    assert len(small.broken(altitude_stay, asked, *tours(asked, ("post", 0, 6)))) == times


def test_a_tour_in_the_valley_parts_history_and_tour():
    asked = place(specialists=history((3500, "2025-12-01", "2026-03-01")))
    assert small.broken(altitude_stay, asked, *tours(asked, ("down", 0, 1), ("post", 1, 7))) == []


def test_history_joins_the_next_quarter():
    asked = place(calendar={"months_per_period": 3}, specialists=history((3500, "2025-11-01", "2025-12-02")))
    assert len(small.broken(altitude_stay, asked, *tours(asked, ("post", 0, 2)))) == 1
    asked = place(calendar={"months_per_period": 3}, specialists=history((3500, "2025-11-01", "2025-12-01")))
    assert small.broken(altitude_stay, asked, *tours(asked, ("post", 0, 2))) == []


@pytest.mark.parametrize(
    ("first", "after", "months"),
    [
        ("2026-01-01", "2026-01-02", 1),
        ("2026-01-01", "2026-02-01", 1),
        ("2026-01-01", "2026-02-02", 2),
        ("2026-01-31", "2026-02-28", 1),
        ("2026-01-31", "2026-03-01", 2),
        ("2024-02-29", "2025-02-28", 12),
        ("2024-02-29", "2025-03-01", 13),
        ("2026-01-01", "2026-01-01", 0),
    ],
)
def test_months_of_a_stay(first, after, months):
    stay = Stay(altitude_m=4000, from_day=date.fromisoformat(first), to_day=date.fromisoformat(after))
    assert stay_months(stay) == months


def test_facts_alone_are_not_looked_at_but_count():
    asked = place(
        locked=[{"specialist": "a", "from_period": -5, "to_period": 3}],
        specialists=history((3500, "2025-06-01", "2025-10-01")),
    )
    fact = small.tour(asked, "a", "post", -5, 3)
    assert small.broken(altitude_stay, asked, fact) == []
    found = small.broken(altitude_stay, asked, fact, small.tour(asked, "a", "other", 3, 4))
    assert found == [Violation(rule="altitude_stay", hard=True, ids=("a", "other"), period=3, found=4 + 8 + 1, limit=6)]
    assert small.broken(altitude_stay, asked, fact, small.tour(asked, "a", "other", 4, 5)) == []


def test_under_way_with_an_open_end_is_looked_at():
    asked = place(locked=[{"specialist": "a", "from_period": -3, "to_period": 1, "exact": False}])
    assert small.broken(altitude_stay, asked, *tours(asked, ("post", -3, 3))) == []
    assert len(small.broken(altitude_stay, asked, *tours(asked, ("post", -3, 4)))) == 1


def test_what_is_said():
    asked = place()
    assert small.broken(altitude_stay, asked, *tours(asked, ("post", 1, 4), ("other", 4, 8))) == [
        Violation(rule="altitude_stay", hard=True, ids=("a", "post"), period=1, found=7, limit=6)
    ]


def test_default_bands():
    asked = small.instance(recipient_hospitals=[{"altitude_m": 4500}])
    assert small.broken(altitude_stay, asked, *tours(asked, ("post", 0, 3))) == []
    assert len(small.broken(altitude_stay, asked, *tours(asked, ("post", 0, 4)))) == 1
    asked = small.instance(recipient_hospitals=[{"altitude_m": 5500}])
    assert len(small.broken(altitude_stay, asked, *tours(asked, ("post", 0, 1)))) == 1
