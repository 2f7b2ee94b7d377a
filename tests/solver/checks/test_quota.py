"""Quotas and milestones."""

import pytest

from solver.checks.quota import milestone, quota
from solver.domain.outcome import Violation
from tests import small


def place(step=1, **changes):
    """Return an instance with two supporters, two recipients and two kinds of tour."""
    return small.instance(
        calendar={"months_per_period": step},
        supporting_hospitals=[{}, {"id": "second"}],
        specialists=[{"count": 9}, {"id": "b", "hospital": "second", "specialties": ["04", "03"]}],
        recipient_hospitals=[{}, {"id": "next"}],
        departments=[{}, {"id": "lab", "hospital": "next"}],
        tour_kinds=[{}, {"id": "FLEXIBLE"}],
        posts=[{}, {"id": "bench", "department": "lab", "tour_kind": "FLEXIBLE"}],
        **changes,
    )


def tours(asked, *spans):
    """Return tours, each by a unit of its own where there are several."""
    return [small.tour(asked, *span, unit=n if span[0] == "a" else 0) for n, span in enumerate(spans)]


PLAN = [("a", "post", -1, 3), ("a", "bench", 2, 6), ("b", "post", 5, 14)]


@pytest.mark.parametrize(
    ("given", "months", "departures"),
    [
        ({}, 3 + 4 + 7, 2),
        ({"supporter": "home"}, 3 + 4, 1),
        ({"supporter": "second"}, 7, 1),
        ({"recipient": "away"}, 3 + 7, 1),
        ({"recipient": "next"}, 4, 1),
        ({"specialty": "03"}, 3 + 4, 1),  # the main specialty
        ({"specialty": "04"}, 7, 1),
        ({"tour_kind": "RESIDENT"}, 3 + 7, 1),
        ({"tour_kind": "FLEXIBLE", "supporter": "second"}, 0, 0),
        ({"from_period": 2, "to_period": 5}, 1 + 3, 1),
        ({"from_period": 3, "to_period": 5}, 2, 0),
        ({"from_period": 3, "to_period": 6}, 3 + 1, 1),
        ({"to_period": 20}, 14, 2),  # inside the horizon
    ],
)
@pytest.mark.parametrize("step", [1, 3])
def test_what_is_counted(given, months, departures, step):
    for unit, count in (("PERSON_MONTHS", months * step), ("DEPARTURES", departures)):
        for side, limit, units in (
            ("min", count, []),
            ("min", count + 2, [2]),
            ("max", count, []),
            ("max", count - 1, [1]),
        ):
            if limit >= 0:
                asked = place(step, quotas=[given | {"unit": unit, side: limit}])
                assert [v.units for v in small.broken(quota, asked, *tours(asked, *PLAN))] == units


@pytest.mark.parametrize(
    ("unit", "rule", "price"),
    [
        ("PERSON_MONTHS", {}, 0),
        ("PERSON_MONTHS", {"mode": "priced"}, 100),
        ("DEPARTURES", {"mode": "priced"}, 600),
        ("PERSON_MONTHS", {"mode": "priced", "price": 3, "price_per_departure": 4}, 3),
        ("DEPARTURES", {"mode": "priced", "price": 3, "price_per_departure": 4}, 4),
    ],
)
def test_what_is_said(unit, rule, price):
    least = {"supporter": "home", "recipient": "away", "from_period": 2, "unit": unit, "min": 30}
    most = {"specialty": "03", "tour_kind": "RESIDENT", "from_period": 1, "unit": unit, "max": 0}
    asked = place(quotas=[least, most], rules={"quota": rule})
    tours = [small.tour(asked, "a", "post", begin, begin + 1) for begin in (4, 6)]
    assert small.broken(quota, asked, *tours) == [
        Violation(
            rule="quota",
            hard=not rule,
            ids=("home", "away"),
            period=2,
            found=2,
            limit=30,
            units=28,
            price=price,
        ),
        Violation(
            rule="quota", hard=not rule, ids=("03", "RESIDENT"), period=1, found=2, limit=0, units=2, price=price
        ),
    ]


def test_quotas_of_everything_are_told_apart():
    asked = place(quotas=[{"max": 0}, {"min": 9}])
    found = small.broken(quota, asked, *tours(asked, *PLAN[1:2]))
    assert [(v.ids, v.found, v.limit) for v in found] == [(("/quotas/0",), 4, 0), (("/quotas/1",), 4, 9)]


HARD = {"milestone": {"mode": "hard"}}


@pytest.mark.parametrize(
    ("given", "months"),
    [
        ({"hospital": "away"}, 3 + 7),
        ({"hospital": "next"}, 4),
        ({"hospital": None, "department": "ward"}, 3 + 7),
        ({"hospital": None, "department": "lab"}, 4),
        ({"hospital": "away", "specialty": "03"}, 3),
        ({"hospital": "away", "specialty": "04"}, 7),
        ({"hospital": "away", "by_period": 3}, 3),
        ({"hospital": "away", "by_period": 2}, 2),
        ({"hospital": "away", "by_period": 6}, 3 + 1),
        ({"hospital": "away", "by_period": 5}, 3),
        ({"hospital": "away", "by_period": 20}, 3 + 7),
    ],
)
@pytest.mark.parametrize("step", [1, 6])
def test_milestone(given, months, step):
    for wanted, missing in ((months * step, 0), (months * step - 1, 0), (months * step + 1, 1), (months * step + 9, 9)):
        asked = place(step, milestones=[given | {"person_months": wanted}], rules=HARD)
        found = small.broken(milestone, asked, *tours(asked, *PLAN))
        assert sum(v.units for v in found) == missing


def test_milestone_says():
    given = {"hospital": "next", "specialty": "03", "person_months": 9, "by_period": 5}
    asked = place(milestones=[given, {"hospital": None, "department": "ward", "person_months": 1}], rules=HARD)
    assert small.broken(milestone, asked, *tours(asked, *PLAN[:2])) == [
        Violation(rule="milestone", hard=True, ids=("next", "03"), period=5, found=3, limit=9, units=6)
    ]


def test_a_priced_milestone_is_left_to_the_goal():
    asked = place(milestones=[{"person_months": 99}])
    assert small.broken(milestone, asked) == []
