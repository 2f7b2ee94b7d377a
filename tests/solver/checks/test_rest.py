"""Rest: months at home after tours and after the history."""

import pytest

from solver.checks.rest import rest
from solver.domain.outcome import Violation
from tests import small

PRICED = {"rest": {"mode": "priced", "price": 5}}


def units(asked, *tours):
    """Return the months too early, over all violations."""
    return sum(violation.units for violation in small.broken(rest, asked, *tours))


@pytest.mark.parametrize(
    ("kind_rest", "altitude_m", "begin", "months"),
    [
        (0, 1000, 3, 0),
        (2, 1000, 3, 2),
        (2, 1000, 4, 1),
        (2, 1000, 5, 0),
        (0, 2500, 3, 1),  # the default band from 2,500 m rests one month
        (0, 2499, 3, 0),
        (0, 4500, 3, 2),
        (0, 4499, 3, 1),
        (1, 4500, 3, 2),  # the longer of the two
        (3, 4500, 3, 3),
    ],
)
def test_after_a_tour(kind_rest, altitude_m, begin, months):
    asked = small.instance(
        tour_kinds=[{"rest_months": kind_rest}], recipient_hospitals=[{"altitude_m": altitude_m}], rules=PRICED
    )
    tours = [small.tour(asked, "a", "post", 0, 3), small.tour(asked, "a", "post", begin, 8)]
    assert units(asked, *tours) == months
    assert units(asked, *reversed(tours)) == months


@pytest.mark.parametrize(("rest_months", "begin", "months"), [(3, 2, 0), (4, 2, 3), (4, 3, 0), (6, 1, 6)])
def test_rest_rounds_up_to_quarters(rest_months, begin, months):
    asked = small.instance(calendar={"months_per_period": 3}, tour_kinds=[{"rest_months": rest_months}], rules=PRICED)
    tours = [small.tour(asked, "a", "post", 0, 1), small.tour(asked, "a", "post", begin, 5)]
    assert units(asked, *tours) == months


def test_the_earlier_place_decides_not_the_later():
    asked = small.instance(
        recipient_hospitals=[{}, {"id": "high", "altitude_m": 4500}],
        departments=[{}, {"id": "peak", "hospital": "high"}],
        posts=[{}, {"id": "top", "department": "peak"}],
        rules=PRICED,
    )
    low, high = small.tour(asked, "a", "post", 0, 3), small.tour(asked, "a", "top", 3, 5)
    assert units(asked, low, high) == 0
    back = small.tour(asked, "a", "post", 5, 6)
    assert units(asked, low, high, back) == 2


def test_the_latest_due_day_of_earlier_tours_counts_once():
    asked = small.instance(tour_kinds=[{"rest_months": 4}], rules=PRICED)
    tours = [small.tour(asked, "a", "post", *span) for span in ((0, 1), (2, 3), (4, 5))]
    assert units(asked, *tours) == 3 + 3


def test_other_units_do_not_matter():
    asked = small.instance(tour_kinds=[{"rest_months": 4}], specialists=[{"count": 2}])
    tours = [small.tour(asked, "a", "post", 0, 3, unit=0), small.tour(asked, "a", "post", 3, 6, unit=1)]
    assert units(asked, *tours) == 0


def test_rest_may_run_past_the_horizon():
    asked = small.instance(tour_kinds=[{"rest_months": 12}])
    assert units(asked, small.tour(asked, "a", "post", 8, 12)) == 0


@pytest.mark.parametrize(
    ("altitude_m", "until", "begin", "months"),
    [
        (2500, "2026-03-01", 0, 1),
        (2500, "2026-03-01", 1, 0),
        (2500, "2026-02-01", 0, 0),
        (2500, "2026-02-02", 0, 1),  # one day late is a period late
        (2500, "2026-03-02", 0, 2),
        (4500, "2026-02-28", 0, 2),  # due 28 April
        (4500, "2026-02-28", 2, 0),
        (4500, "2026-02-28", 1, 1),
        (1000, "2026-03-01", 0, 0),  # no rest below the bands, but the stay has to be over
        (1000, "2026-03-02", 0, 1),
    ],
)
def test_after_the_history(altitude_m, until, begin, months):
    stay = {"altitude_m": altitude_m, "from": "2025-12-01", "to": until}
    asked = small.instance(specialists=[{"history": [stay]}], rules=PRICED)
    assert units(asked, small.tour(asked, "a", "post", begin, 6)) == months


@pytest.mark.parametrize(("begin", "months"), [(0, 3), (1, 0)])
def test_history_counts_whole_periods(begin, months):
    stay = {"altitude_m": 2500, "from": "2025-12-01", "to": "2026-02-15"}
    asked = small.instance(calendar={"months_per_period": 3}, specialists=[{"history": [stay]}], rules=PRICED)
    assert units(asked, small.tour(asked, "a", "post", begin, 4)) == months


@pytest.mark.parametrize("order", [1, -1])
def test_the_latest_due_day_of_the_history_counts(order):
    stays = [
        {"altitude_m": 4500, "from": "2025-12-01", "to": "2026-02-01"},  # due 1 April
        {"altitude_m": 2500, "from": "2026-02-10", "to": "2026-02-20"},  # due 20 March
    ]
    asked = small.instance(specialists=[{"history": stays[::order]}], rules=PRICED)
    assert units(asked, small.tour(asked, "a", "post", 0, 6)) == 1


def test_history_and_tours_add_up():
    stay = {"altitude_m": 4500, "from": "2025-12-01", "to": "2026-04-01"}  # due 1 June, period 3
    asked = small.instance(specialists=[{"history": [stay]}], tour_kinds=[{"rest_months": 2}], rules=PRICED)
    tours = [small.tour(asked, "a", "post", 0, 1), small.tour(asked, "a", "post", 2, 4)]
    assert units(asked, *tours) == 3 + 1 + 1


def test_a_tour_under_way_is_past_its_departure_but_owes_rest():
    stay = {"altitude_m": 4500, "from": "2025-10-01", "to": "2025-12-31"}
    asked = small.instance(
        specialists=[{"history": [stay]}],
        tour_kinds=[{"rest_months": 2}],
        locked=[{"specialist": "a", "from_period": -2, "to_period": 3, "exact": False}],
    )
    assert units(asked, small.tour(asked, "a", "post", -2, 3)) == 0
    assert units(asked, small.tour(asked, "a", "post", 0, 3)) == 0
    late = {"altitude_m": 4500, "from": "2025-10-01", "to": "2026-01-02"}
    tired = small.instance(specialists=[{"history": [late]}])
    assert units(tired, small.tour(tired, "a", "post", -1, 3)) == 0
    assert units(tired, small.tour(tired, "a", "post", 0, 3)) == 1
    assert units(asked, small.tour(asked, "a", "post", -2, 3), small.tour(asked, "a", "post", 4, 6)) == 1


def test_a_fact_stands_and_owes_rest():
    asked = small.instance(
        tour_kinds=[{"rest_months": 3}],
        posts=[{}, {"id": "other"}],
        locked=[{"specialist": "a", "from_period": -2, "to_period": 3}],
    )
    fact = small.tour(asked, "a", "post", -2, 3)
    assert units(asked, small.tour(asked, "a", "other", -4, -2), fact) == 0
    assert units(asked, fact, small.tour(asked, "a", "other", 5, 6)) == 1


@pytest.mark.parametrize(("mode", "hard", "price"), [("hard", True, 0), ("priced", False, 5)])
def test_what_is_said(mode, hard, price):
    asked = small.instance(tour_kinds=[{"rest_months": 2}], rules={"rest": {"mode": mode, "price": 5}})
    tours = [small.tour(asked, "a", "post", 0, 3), small.tour(asked, "a", "post", 4, 6)]
    assert small.broken(rest, asked, *tours) == [
        Violation(
            rule="rest",
            hard=hard,
            ids=("a", "post"),
            period=4,
            found="2026-07-01",
            limit="2026-08-01",
            units=1,
            price=price,
        )
    ]
