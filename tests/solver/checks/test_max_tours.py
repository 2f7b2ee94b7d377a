"""Max tours, per person and per unit of a pool."""

import pytest

from solver.checks.max_tours import max_tours
from solver.domain.outcome import Violation
from tests import small


@pytest.mark.parametrize(
    ("most", "tours", "above"), [(None, 4, 0), (2, 2, 0), (2, 3, 1), (2, 4, 2), (0, 1, 1), (0, 0, 0)]
)
def test_tours_of_a_person(most, tours, above):
    asked = small.instance(specialists=[{"max_tours": most}])
    planned = [small.tour(asked, "a", "post", 2 * n, 2 * n + 1) for n in range(tours)]
    assert sum(v.units for v in small.broken(max_tours, asked, *planned)) == above


def test_under_way_counts_history_does_not():
    stay = {"altitude_m": 1000, "from": "2025-01-01", "to": "2025-02-01"}
    asked = small.instance(
        specialists=[{"max_tours": 1, "history": [stay]}],
        locked=[{"specialist": "a", "from_period": -2, "to_period": 3}],
    )
    fact, later = small.tour(asked, "a", "post", -2, 3), small.tour(asked, "a", "post", 5, 8)
    assert small.broken(max_tours, asked, fact) == []
    assert len(small.broken(max_tours, asked, fact, later)) == 1


def test_each_unit_of_a_pool_has_its_own():
    asked = small.instance(specialists=[{"max_tours": 1, "count": 2}])
    tours = [small.tour(asked, "a", "post", 0, 3, unit=unit) for unit in (0, 1)]
    assert small.broken(max_tours, asked, *tours) == []
    assert len(small.broken(max_tours, asked, *tours, small.tour(asked, "a", "post", 5, 6, unit=1))) == 1


@pytest.mark.parametrize(("mode", "hard", "price"), [("hard", True, 0), ("priced", False, 1000)])
def test_what_is_said(mode, hard, price):
    asked = small.instance(specialists=[{"max_tours": 1}], rules={"max_tours": {"mode": mode}})
    planned = [small.tour(asked, "a", "post", begin, begin + 1) for begin in (0, 3, 6)]
    assert small.broken(max_tours, asked, *planned) == [
        Violation(rule="max_tours", hard=hard, ids=("a",), found=3, limit=1, units=2, price=price)
    ]
