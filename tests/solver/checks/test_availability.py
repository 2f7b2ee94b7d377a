"""Availability, to the day."""

import pytest

from solver.checks.availability import availability
from solver.domain.outcome import Violation
from tests import small


@pytest.mark.parametrize(
    ("away", "times"),
    [
        ([("2026-04-01", "2026-05-01")], 0),  # back on the first day
        ([("2026-04-01", "2026-05-02")], 1),
        ([("2026-07-31", "2026-09-01")], 1),  # the last day
        ([("2026-08-01", "2026-09-01")], 0),  # the day after
        ([("2026-06-10", "2026-06-11")], 1),  # a single day
        ([("2026-01-01", "2027-01-01")], 1),
        ([("2026-05-01", "2026-06-01"), ("2026-07-01", "2026-08-01")], 2),
    ],
)
def test_tour_from_may_to_july(away, times):
    days = [{"from": first, "to": after} for first, after in away]
    asked = small.instance(specialists=[{"unavailable": days}])
    assert len(small.broken(availability, asked, small.tour(asked, "a", "post", 2, 5))) == times


def test_what_is_said():
    asked = small.instance(specialists=[{"unavailable": [{"from": "2026-04-10", "to": "2026-04-20"}]}])
    assert small.broken(availability, asked, small.tour(asked, "a", "post", 0, 3)) == [
        Violation(rule="availability", hard=True, ids=("a", "post"), period=0, found="2026-04-10", limit="2026-04-19")
    ]


def test_end_of_the_tour_inside_the_range():
    asked = small.instance(specialists=[{"unavailable": [{"from": "2026-04-10", "to": "2027-01-01"}]}])
    (found,) = small.broken(availability, asked, small.tour(asked, "a", "post", 0, 3))
    assert (found.found, found.limit) == ("2026-04-10", "2026-05-31")


@pytest.mark.parametrize(("year", "last"), [(2027, "2027-02-28"), (2028, "2028-02-29")])
def test_end_of_february(year, last):
    away = [{"from": last, "to": f"{year}-03-01"}]
    asked = small.instance(calendar={"start": f"{year}-01-01"}, specialists=[{"unavailable": away}])
    assert len(small.broken(availability, asked, small.tour(asked, "a", "post", 1, 2))) == 1
    assert small.broken(availability, asked, small.tour(asked, "a", "post", 2, 3)) == []


def test_a_fact_stands():
    asked = small.instance(
        specialists=[{"unavailable": [{"from": "2026-03-01", "to": "2026-04-01"}]}],
        locked=[{"specialist": "a", "from_period": -2, "to_period": 3}],
    )
    assert small.broken(availability, asked, small.tour(asked, "a", "post", -2, 3)) == []
    assert len(small.broken(availability, asked, small.tour(asked, "a", "post", 0, 3))) == 1
