"""Eligible tours: who could send anybody at all."""

import pytest

from solver.checks.eligible import eligible_supporters
from tests import small


def names(asked):
    """Return the ids of the supporters with an eligible tour."""
    return [hospital.id for hospital in eligible_supporters(asked)]


UNTIL_AUGUST = [{"from": "2026-03-01", "to": "2026-09-01"}]
HIGH = [{"altitude_m": 4000}]
CLEARED = {"clearance": {"max_altitude_m": 4000}}
ON_PAIR = {"departments": [{"pairing": {}}], "rules": {"on_pair": {"mode": "hard"}}}
TRAINED = CLEARED | {"hypoxia_trained_on": "2026-09-01"}


@pytest.mark.parametrize(
    ("changes", "eligible"),
    [
        ({}, True),
        ({"specialists": []}, False),
        ({"specialists": [{"specialties": ["99"]}]}, False),
        ({"specialists": [{"specialties": ["99"]}], "rules": {"specialty": {"mode": "off"}}}, True),
        ({"specialists": [{"specialties": ["99"]}, {"id": "b"}]}, True),
        ({"specialists": [{"title": "RESIDENT"}]}, False),
        ({"specialists": [{"title": "RESIDENT"}], "rules": {"title": {"mode": "priced"}}}, True),
        ({"specialists": [{"tour_kinds": []}]}, False),
        ({"specialists": [{"tour_kinds": []}], "rules": {"tour_length": {"mode": "off"}}}, True),
        ({"specialists": [{"tour_kinds": ["RESIDENT"]}]}, True),
        ({"posts": [{"specialties": ["99"]}, {"id": "other"}]}, True),
        ({"specialists": [{"unavailable": [{"from": "2026-03-01", "to": "2028-01-01"}]}]}, False),
        ({"specialists": [{"unavailable": [{"from": "2026-03-01", "to": "2027-02-01"}]}]}, True),  # the last month
        ({"departments": [{"pairing": {}}]}, True),  # off-pair tours cost
        (ON_PAIR, True),  # the two might be paired
        (ON_PAIR | {"pairings": [{}]}, True),
        (ON_PAIR | {"pairings": [{"state": "FORBIDDEN"}]}, False),
        (ON_PAIR | {"supporting_hospitals": [{"kind": "TCM"}]}, False),
        (ON_PAIR | {"supporting_hospitals": [{"kind": "TCM"}], "pairings": [{}]}, True),
        (ON_PAIR | {"supporting_hospitals": [{"kind": "TCM"}], "pairings": [{"state": "FIXED"}]}, True),
        (ON_PAIR | {"supporting_hospitals": [{"kind": "TCM"}], "pairings": [{"state": None}]}, False),
        (ON_PAIR | {"relations": [{"from_place": "north", "to_place": "west"}]}, False),
        (ON_PAIR | {"supporting_hospitals": [{"pairing_capacity": 0}]}, True),  # a matter of several pairings
        (
            ON_PAIR
            | {
                "supporting_hospitals": [{"kind": "TCM"}],
                "rules": {"on_pair": {"mode": "hard"}, "pairing": {"mode": "off"}},
            },
            True,
        ),
        ({"recipient_hospitals": HIGH}, False),
        ({"recipient_hospitals": HIGH, "specialists": [CLEARED]}, True),
        ({"recipient_hospitals": HIGH, "rules": {"altitude_clearance": {"mode": "off"}}}, True),
        ({"posts": [{"min_title": "CHIEF"}, {"id": "other"}], "specialists": [{"title": "ATTENDING"}]}, True),
        (
            {"recipient_hospitals": [{"altitude_m": 5500}], "specialists": [{"clearance": {"max_altitude_m": 6000}}]},
            False,
        ),
        (
            {
                "recipient_hospitals": HIGH,
                "specialists": [CLEARED],
                "altitude": {"training": {"seats_per_period": 0, "seats_before_start": 0}},
            },
            True,  # seats are a matter of several tours
        ),
        ({"forbidden": [{"specialist": "a"}]}, False),
        ({"forbidden": [{"specialist": "a", "to_period": 11}]}, True),
        ({"forbidden": [{"specialist": "a", "to_period": 12}]}, False),
        ({"specialists": [{"max_tours": 0}]}, True),
        ({"posts": [{"demand": []}]}, False),
        ({"posts": [{"demand": [small.demand(0, 0)]}]}, False),
        ({"posts": [{"demand": [small.demand(0, 1, 11, 12)]}]}, True),
        ({"posts": [{"demand": [small.demand(0, 1, 3, 6)]}], "tour_kinds": [{"min_months": 3}]}, True),
        ({"posts": [{"demand": [small.demand(0, 1, 3, 6)]}], "tour_kinds": [{"min_months": 4}]}, False),
        (
            {"posts": [{"demand": [small.demand(0, 1, 9, 12)]}], "tour_kinds": [{"min_months": 4}]},
            True,
        ),  # into the tail
        (
            {
                "posts": [{"demand": [small.demand(0, 1, 3, 4)]}],
                "tour_kinds": [{"min_months": 4}],
                "rules": {"tour_length": {"mode": "off"}},
            },
            True,
        ),
        ({"calendar": {"batch_starts": []}}, False),
        ({"calendar": {"batch_starts": [11]}}, True),
        ({"calendar": {"batch_starts": [11], "tail_periods": 0}, "tour_kinds": [{"min_months": 2}]}, False),
        ({"calendar": {"batch_starts": [11], "tail_periods": 1}, "tour_kinds": [{"min_months": 2}]}, True),
        (
            {
                "calendar": {"batch_starts": [0]},
                "specialists": [{"history": [{"altitude_m": 2500, "from": "2026-01-01", "to": "2026-02-02"}]}],
            },
            False,  # still at rest
        ),
        (
            {
                "calendar": {"batch_starts": [0]},
                "specialists": [{"history": [{"altitude_m": 2500, "from": "2026-01-01", "to": "2026-02-02"}]}],
                "rules": {"rest": {"mode": "priced"}},
            },
            True,
        ),
        (
            {
                "calendar": {"batch_starts": [6]},
                "recipient_hospitals": HIGH,
                "specialists": [CLEARED | {"unavailable": UNTIL_AUGUST}],
            },
            False,  # not free while training in August
        ),
        (
            {
                "calendar": {"batch_starts": [6]},
                "recipient_hospitals": HIGH,
                "specialists": [TRAINED | {"unavailable": UNTIL_AUGUST}],
            },
            True,
        ),
        (
            {
                "calendar": {"batch_starts": [7]},
                "recipient_hospitals": HIGH,
                "specialists": [CLEARED | {"unavailable": UNTIL_AUGUST}],
            },
            True,
        ),
    ],
)
def test_one_supporter(changes, eligible):
    assert names(small.instance(**changes)) == (["home"] if eligible else [])


@pytest.mark.parametrize(("months", "eligible"), [(6, True), (7, False)])
def test_the_shortest_tour_has_to_fit_the_stay(months, eligible):
    asked = small.instance(recipient_hospitals=HIGH, specialists=[CLEARED], tour_kinds=[{"min_months": months}])
    assert names(asked) == (["home"] if eligible else [])


@pytest.mark.parametrize(
    ("lock", "eligible"), [({"specialist": "a"}, True), ({"hospital": "home"}, True), ({"specialist": "b"}, False)]
)
def test_who_is_under_way_counts(lock, eligible):
    asked = small.instance(
        supporting_hospitals=[{}, {"id": "second"}],
        specialists=[{"specialties": []}, {"id": "b", "hospital": "second", "specialties": []}],
        locked=[lock | {"from_period": -1, "to_period": 3}],
    )
    assert ("home" in names(asked)) == eligible


def test_a_lock_from_the_start_on_is_no_tour_under_way():
    asked = small.instance(
        specialists=[{"specialties": []}], locked=[{"specialist": "a", "from_period": 0, "to_period": 3}]
    )
    assert names(asked) == []


def test_without_calendar():
    asked = small.instance()
    assert names(asked.model_copy(update={"calendar": None})) == []
