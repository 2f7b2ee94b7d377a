"""Pairing changes and pairing cost."""

import pytest

from solver.checks.goals.pairing import pairing_changes, pairing_cost
from tests import small

TWO = [{"id": "s1", "opening_price": 100}, {"id": "s2", "opening_price": 0}]
WARDS = [{"id": "t1", "pairing": {}}, {"id": "t2", "specialty": "04", "pairing": {}}]


def amount(goal, asked, *pairs):
    """Return the amount of a goal in a plan of these pairs."""
    return goal(asked, small.view(asked, pairings=tuple(small.pairing(*pair.split()) for pair in pairs)))


@pytest.mark.parametrize(
    ("pairs", "changes"),
    [
        ((), 2),
        (("s1 t1", "s1 t2"), 1),
        (("s1 t1", "s2 t2"), 0),
        (("s2 t1", "s1 t2"), 2),
        (("s1 t1", "s1 t2", "s2 t1", "s2 t2"), 0),  # what is added changes nothing
    ],
)
def test_changes(pairs, changes):
    states = [("s1", "t1", "EXISTING"), ("s1", "t2", "FORBIDDEN"), ("s2", "t1", None), ("s2", "t2", "EXISTING")]
    entries = [{"supporter": who, "target": where, "state": state} for who, where, state in states]
    asked = small.instance(supporting_hospitals=TWO, departments=WARDS, pairings=entries)
    assert amount(pairing_changes, asked, *pairs) == changes


def test_a_fixed_pairing_is_no_change():
    asked = small.instance(departments=[{"pairing": {}}], pairings=[{"state": "FIXED"}])
    assert amount(pairing_changes, asked) == 0


@pytest.mark.parametrize(
    ("strength", "entry", "price", "cost"),
    [
        ({}, {}, 1, 3),  # unknown is 3
        ({"03": 5}, {}, 1, 1),
        ({"03": 1}, {}, 1, 5),
        ({"04": 5}, {}, 1, 3),
        ({"03": 5}, {}, 7, 7),
        ({"03": 1}, {}, 0, 0),
        ({"03": 5}, {"cost": 0}, 7, 0),
        ({"03": 5}, {"cost": 12}, 7, 12),  # a cost has no price
        ({"03": 5}, {"state": "FIXED"}, 2, 2),
        ({"03": 5}, {"state": "FIXED", "cost": 4}, 2, 4),
    ],
)
def test_cost_of_one(strength, entry, price, cost):
    asked = small.instance(
        supporting_hospitals=[{"strength": strength}],
        departments=[{"pairing": {}}],
        pairings=[{"state": None} | entry] if entry else [],
        goals={"pairing_cost": {"strength_price": price}},
    )
    assert amount(pairing_cost, asked, f"home ward {entry.get('state', 'NEW')}") == cost


@pytest.mark.parametrize(
    ("pairs", "cost"),
    [
        ((), 0),
        (("s1 t1",), 103),
        (("s1 t1", "s1 t2"), 106),  # opened once
        (("s2 t1", "s2 t2"), 6),
        (("s1 t1", "s2 t1", "s2 t2"), 109),
    ],
)
def test_opening(pairs, cost):
    asked = small.instance(supporting_hospitals=TWO, departments=WARDS)
    assert amount(pairing_cost, asked, *pairs) == cost


@pytest.mark.parametrize(("strength", "cost"), [((5, 4), 1), ((4, 4), 2), ((4, 3), 2), ((1, 2), 4), ((1, 1), 5)])
def test_a_hospital_costs_by_the_mean_of_its_departments(strength, cost):
    asked = small.instance(
        supporting_hospitals=[{"strength": dict(zip(("03", "04"), strength, strict=True))}],
        recipient_hospitals=[{"pairing": {}}],
        departments=[{}, {"id": "lab", "specialty": "04"}],
    )
    assert amount(pairing_cost, asked, "home away") == cost
