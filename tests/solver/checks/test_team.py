"""Team: not alone."""

import pytest

from solver.checks.team import team
from solver.domain.outcome import Violation
from tests import small


def place(min_people, **changes):
    """Return an instance with two supporters, and two recipients of which the first has two departments."""
    return small.instance(
        supporting_hospitals=[{}, {"id": "second"}],
        specialists=[{"count": 9}, {"id": "b", "hospital": "second", "count": 9}],
        recipient_hospitals=[{}, {"id": "next"}],
        departments=[{}, {"id": "lab"}, {"id": "far", "hospital": "next"}],
        posts=[{}, {"id": "bench", "department": "lab"}, {"id": "desk", "department": "far"}],
        rules={"team": {"min_people": min_people} | changes.pop("rule", {})},
        **changes,
    )


@pytest.mark.parametrize(
    ("min_people", "spans", "units"),
    [
        (1, [("a", "post", 0, 3)], 0),
        (2, [("a", "post", 0, 3)], 3),
        (3, [("a", "post", 0, 3)], 6),
        (2, [("a", "post", 0, 3), ("a", "bench", 0, 3)], 0),  # one hospital, two departments
        (2, [("a", "post", 0, 3), ("a", "bench", 1, 4)], 2),
        (2, [("a", "post", 0, 3), ("a", "desk", 0, 3)], 6),  # two hospitals
        (2, [("a", "post", 0, 3), ("b", "post", 0, 3)], 6),  # two supporters
        (2, [("a", "post", -2, 1), ("a", "post", 11, 15)], 2),
        (2, [], 0),
    ],
)
def test_person_months_missing(min_people, spans, units):
    asked = place(min_people)
    tours = [small.tour(asked, *span, unit=n) for n, span in enumerate(spans)]
    found = [violation.units for violation in small.broken(team, asked, *tours)]
    assert (sum(found), 0 in found) == (units, False)


@pytest.mark.parametrize(
    ("rule", "hard", "price"), [({}, False, 100), ({"mode": "hard"}, True, 0), ({"price": 7}, False, 7)]
)
def test_what_is_said(rule, hard, price):
    asked = place(3, rule=rule, calendar={"months_per_period": 2})
    assert small.broken(team, asked, small.tour(asked, "a", "post", 4, 5)) == [
        Violation(rule="team", hard=hard, ids=("home", "away"), period=4, found=1, limit=3, units=4, price=price)
    ]
