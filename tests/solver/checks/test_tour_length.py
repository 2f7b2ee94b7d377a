"""Tour length: kind, start, shortest and longest."""

import pytest

from solver.checks.tour_length import tour_length
from solver.domain.outcome import Violation
from tests import small


@pytest.mark.parametrize(
    ("step", "kind", "handover", "periods", "times"),
    [
        (1, (3, 6), 0, 2, 1),
        (1, (3, 6), 0, 3, 0),
        (1, (3, 6), 0, 6, 0),
        (1, (3, 6), 0, 7, 1),
        (1, (3, 6), 1, 7, 0),  # on a post with handover, so much longer
        (1, (3, 6), 1, 8, 1),
        (3, (4, 11), 0, 1, 1),  # four months are two quarters at least
        (3, (4, 11), 0, 2, 0),
        (3, (4, 11), 0, 3, 0),  # eleven months are three quarters at most
        (3, (4, 11), 0, 4, 1),
        (3, (4, 11), 1, 4, 0),  # a handover of a month is a quarter
        (3, (4, 11), 1, 5, 1),
        (3, (3, 12), 3, 5, 0),
        (3, (3, 12), 3, 6, 1),
        (3, (3, 12), 4, 6, 0),
    ],
)
def test_shortest_and_longest(step, kind, handover, periods, times):
    asked = small.instance(
        calendar={"months_per_period": step},
        tour_kinds=[{"min_months": kind[0], "max_months": kind[1]}],
        posts=[{"handover_months": handover}],
    )
    assert len(small.broken(tour_length, asked, small.tour(asked, "a", "post", 1, 1 + periods))) == times


@pytest.mark.parametrize(
    ("calendar", "kind", "begin", "times"),
    [
        (None, None, 5, 0),
        ([0, 6], None, 6, 0),
        ([0, 6], None, 5, 1),
        ([0, 6], [1, 5], 5, 0),  # the kind's starts replace the calendar's
        ([0, 6], [1, 5], 6, 1),
        (None, [1, 5], 6, 1),
        ([], None, 0, 1),
        ([0, 6], [], 0, 1),
    ],
)
def test_batch_starts(calendar, kind, begin, times):
    asked = small.instance(calendar={"batch_starts": calendar}, tour_kinds=[{"batch_starts": kind}])
    assert len(small.broken(tour_length, asked, small.tour(asked, "a", "post", begin, begin + 3))) == times


@pytest.mark.parametrize(
    ("agreed", "times"), [(None, 0), (["RESIDENT"], 0), (["FLEXIBLE", "RESIDENT"], 0), (["FLEXIBLE"], 1), ([], 1)]
)
def test_kind_agreed_to(agreed, times):
    asked = small.instance(specialists=[{"tour_kinds": agreed}])
    assert len(small.broken(tour_length, asked, small.tour(asked, "a", "post", 0, 3))) == times


def under_way(**changes):
    """Return an instance in which a tour has been under way for two months, with an open end."""
    return small.instance(
        locked=[{"specialist": "a", "from_period": -2, "to_period": 1, "exact": False}],
        tour_kinds=[{"min_months": 6, "max_months": 8}],
        calendar={"batch_starts": [0, 6]},
        **changes,
    )


@pytest.mark.parametrize(("end", "times"), [(1, 0), (6, 0), (7, 1)])
def test_a_tour_under_way_has_no_shortest_length_and_no_start_but_a_longest(end, times):
    asked = under_way()
    assert len(small.broken(tour_length, asked, small.tour(asked, "a", "post", -2, end))) == times


def test_a_tour_under_way_is_of_a_kind_agreed_to():
    asked = under_way(specialists=[{"tour_kinds": ["FLEXIBLE"]}])
    assert len(small.broken(tour_length, asked, small.tour(asked, "a", "post", -2, 1))) == 1


def test_period_zero_is_not_under_way():
    asked = under_way()
    assert len(small.broken(tour_length, asked, small.tour(asked, "a", "post", 0, 5))) == 1
    assert len(small.broken(tour_length, asked, small.tour(asked, "a", "post", 1, 5))) == 2


def test_a_fact_stands():
    asked = small.instance(
        tour_kinds=[{"max_months": 3}], locked=[{"specialist": "a", "from_period": -2, "to_period": 3}]
    )
    assert small.broken(tour_length, asked, small.tour(asked, "a", "post", -2, 3)) == []


def test_what_is_said():
    asked = small.instance(
        calendar={"batch_starts": [0, 6]},
        specialists=[{"tour_kinds": ["FLEXIBLE", "OTHER"]}],
        tour_kinds=[{"min_months": 3, "max_months": 6}],
    )
    said = small.broken(tour_length, asked, small.tour(asked, "a", "post", 1, 3))
    said += small.broken(tour_length, asked, small.tour(asked, "a", "post", 0, 7))
    assert [(v.found, v.limit) for v in said] == [
        ("RESIDENT", "FLEXIBLE, OTHER"),
        (1, "0, 6"),
        (2, 3),
        ("RESIDENT", "FLEXIBLE, OTHER"),
        (7, 6),
    ]
    assert {(v.ids, v.units, v.hard) for v in said} == {(("a", "post"), 1, True)}
    assert [v.period for v in said] == [1, 1, 1, 0, 0]


def test_off_allows_any_length():
    asked = small.instance(tour_kinds=[{"min_months": 3, "max_months": 6}], rules={"tour_length": {"mode": "off"}})
    assert small.broken(tour_length, asked, small.tour(asked, "a", "post", 0, 1)) == []


def test_one_breach_is_a_violation_of_the_rule():
    asked = small.instance(tour_kinds=[{"max_months": 6}])
    assert small.broken(tour_length, asked, small.tour(asked, "a", "post", 0, 7)) == [
        Violation(rule="tour_length", hard=True, ids=("a", "post"), period=0, found=7, limit=6)
    ]
