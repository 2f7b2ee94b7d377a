"""Hypoxia training: lately trained, or a seat in a free period before departure."""

import pytest

from solver.checks.hypoxia_training import hypoxia_training
from solver.domain.outcome import Violation
from tests import small


def place(altitude_m=3000, training=None, **changes):
    """Return an instance with one hospital at an altitude; no seats unless `training` says so."""
    none = {"from_m": 3000, "valid_months": 1, "seats_per_period": 0, "seats_before_start": 0}
    return small.instance(
        recipient_hospitals=[{"altitude_m": altitude_m}], altitude={"training": none | (training or {})}, **changes
    )


@pytest.mark.parametrize(("altitude_m", "times"), [(2999, 0), (3000, 1)])
def test_from_which_altitude(altitude_m, times):
    asked = place(altitude_m)
    assert len(small.broken(hypoxia_training, asked, small.tour(asked, "a", "post", 2, 5))) == times


@pytest.mark.parametrize(
    ("trained_on", "valid_months", "begin", "times"),
    [
        (None, 12, 2, 1),
        ("2026-04-01", 1, 2, 0),  # departure on 1 May: the last day on which it counts
        ("2026-03-31", 1, 2, 1),
        ("2026-03-31", 2, 2, 0),
        ("2026-05-01", 1, 2, 0),  # on the day itself
        ("2026-05-02", 1, 2, 1),  # not afterwards
        ("2026-05-01", 0, 2, 0),
        ("2026-04-30", 0, 2, 1),
    ],
)
def test_trained_lately(trained_on, valid_months, begin, times):
    asked = place(training={"valid_months": valid_months}, specialists=[{"hypoxia_trained_on": trained_on}])
    assert len(small.broken(hypoxia_training, asked, small.tour(asked, "a", "post", begin, 5))) == times


@pytest.mark.parametrize(
    ("year", "trained_on", "times"),
    [(2027, "2027-01-28", 0), (2027, "2027-01-31", 0), (2027, "2027-01-27", 1), (2028, "2028-01-28", 0)],
)
def test_a_month_after_the_end_of_january(year, trained_on, times):
    asked = place(calendar={"start": f"{year}-02-28"}, specialists=[{"hypoxia_trained_on": trained_on}])
    assert len(small.broken(hypoxia_training, asked, small.tour(asked, "a", "post", 0, 5))) == times


@pytest.mark.parametrize(
    ("seats", "before", "begin", "people", "above"),
    [
        (None, 0, 1, 3, 0),
        (2, 0, 1, 2, 0),
        (2, 0, 1, 3, 1),
        (0, None, 0, 3, 0),  # departures in period 0 train before the start
        (9, 1, 0, 2, 1),
        (9, 1, 0, 1, 0),
        (1, 9, 1, 3, 2),
    ],
)
def test_seats(seats, before, begin, people, above):
    asked = place(training={"seats_per_period": seats, "seats_before_start": before}, specialists=[{"count": people}])
    tours = [small.tour(asked, "a", "post", begin, begin + 3, unit=unit) for unit in range(people)]
    assert sum(v.units for v in small.broken(hypoxia_training, asked, *tours)) == above


@pytest.mark.parametrize(
    ("first", "second", "times"), [("hall", "hall", 1), ("hall", "lake", 0), (None, None, 1), (None, "hall", 0)]
)
def test_supporters_share_a_place(first, second, times):
    asked = place(
        training={"seats_per_period": 1},
        supporting_hospitals=[{"training_place": first}, {"id": "other", "training_place": second}],
        specialists=[{}, {"id": "b", "hospital": "other"}],
    )
    tours = [small.tour(asked, who, "post", 1, 3) for who in "ab"]
    assert len(small.broken(hypoxia_training, asked, *tours)) == times


def test_each_period_has_its_seats():
    asked = place(training={"seats_per_period": 1}, specialists=[{"count": 2}])
    tours = [small.tour(asked, "a", "post", begin, 8, unit=unit) for unit, begin in enumerate((2, 3))]
    assert small.broken(hypoxia_training, asked, *tours) == []


FREE = {"seats_per_period": None, "seats_before_start": None}


@pytest.mark.parametrize(
    ("first", "after", "times"),
    [
        ("2026-03-01", "2026-04-01", 0),  # training is in April, departure on 1 May
        ("2026-03-01", "2026-04-02", 1),
        ("2026-04-10", "2026-04-11", 1),
        ("2026-04-30", "2026-05-01", 1),
        ("2026-05-01", "2026-05-02", 0),  # a matter of the tour, not of the training
    ],
)
@pytest.mark.parametrize("entity", ["unavailable", "history"])
def test_free_in_the_period_before(first, after, times, entity):
    days = {"from": first, "to": after} | ({"altitude_m": 0} if entity == "history" else {})
    asked = place(training=FREE, specialists=[{entity: [days]}])
    assert len(small.broken(hypoxia_training, asked, small.tour(asked, "a", "post", 2, 5))) == times


@pytest.mark.parametrize(("end", "times"), [(3, 0), (4, 1)])
def test_on_no_tour_in_the_period_before(end, times):
    asked = place(training=FREE, posts=[{}, {"id": "other"}], specialists=[{"hypoxia_trained_on": "2026-02-20"}])
    tours = [small.tour(asked, "a", "other", 0, end), small.tour(asked, "a", "post", 4, 6)]
    assert len(small.broken(hypoxia_training, asked, *tours)) == times


def test_another_unit_may_be_away():
    asked = place(training=FREE, specialists=[{"count": 2}])
    tours = [small.tour(asked, "a", "post", 0, 4), small.tour(asked, "a", "post", 4, 6, unit=1)]
    assert small.broken(hypoxia_training, asked, *tours) == []


def test_the_period_before_is_as_long_as_a_period():
    away = [{"from": "2026-03-01", "to": "2026-03-02"}]
    asked = place(training=FREE, calendar={"months_per_period": 3}, specialists=[{"unavailable": away}])
    assert len(small.broken(hypoxia_training, asked, small.tour(asked, "a", "post", 1, 3))) == 1
    assert small.broken(hypoxia_training, asked, small.tour(asked, "a", "post", 2, 3)) == []


def test_under_way_takes_no_seat():
    lock = {"specialist": "a", "from_period": -1, "to_period": 3, "exact": False}
    asked = place(locked=[lock])
    assert small.broken(hypoxia_training, asked, small.tour(asked, "a", "post", -1, 3)) == []
    assert len(small.broken(hypoxia_training, asked, small.tour(asked, "a", "post", 0, 3))) == 1


def test_every_departure_takes_its_own_seat():
    asked = place(training={"valid_months": 12})
    tours = [small.tour(asked, "a", "post", 1, 2), small.tour(asked, "a", "post", 5, 6)]
    assert len(small.broken(hypoxia_training, asked, *tours)) == 2


def test_what_is_said():
    asked = place(training={"seats_per_period": 1}, specialists=[{}, {"id": "b"}])
    away = [{"from": "2026-04-01", "to": "2026-04-02"}]
    absent = place(training={"seats_per_period": 1}, specialists=[{"unavailable": away}])
    tours = [small.tour(asked, who, "post", 2, 3) for who in "ab"]
    assert small.broken(hypoxia_training, asked, *tours, tours[0]) == [
        Violation(rule="hypoxia_training", hard=True, ids=("a", "b", "a"), period=1, found=3, limit=1, units=2)
    ]
    assert small.broken(hypoxia_training, absent, small.tour(absent, "a", "post", 2, 3)) == [
        Violation(rule="hypoxia_training", hard=True, ids=("a", "post"), period=2, found="2026-04-01")
    ]
