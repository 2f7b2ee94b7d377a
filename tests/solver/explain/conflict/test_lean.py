"""The relaxation points to a contradiction by few claims, and says nothing where whole persons are what is lacking."""

import threading
import time
from typing import Any

import pytest

from solver.domain.instance import Instance
from solver.explain.conflict.lean import leaning
from solver.explain.conflict.world import Limits, World
from solver.problem import Problem
from solver.tours import candidates
from tests import small


def world(instance: Instance) -> World:
    problem = Problem(instance)
    return World(problem, candidates(problem))


def asked(wanting: int, places: int, people: int, **more: Any) -> Instance:
    plain: dict[str, Any] = {
        "calendar": {"periods": 3, "tail_periods": 0},
        "tour_kinds": [{"max_months": 3}],
        "posts": [{"id": f"p{n}", "demand": [small.demand(1, 1, 0, 3)]} for n in range(wanting)],
        "specialists": [{"id": f"s{n}"} for n in range(people)],
        "recipient_hospitals": [{"housing": [places, wanting, wanting]}],
        "rules": {"coverage": {"mode": "hard"}},
    }
    return small.instance(**(plain | more))


def limits() -> Limits:
    return Limits(time.monotonic() + 60, threading.Event())


def test_the_tightest_month_is_pointed_to() -> None:
    """Seven posts, six places in the first month and seven people: only the first month's claims are leant on."""
    found = world(asked(wanting=7, places=6, people=7))
    units = leaning(found, range(len(found.units)), limits())
    assert units is not None
    claims = [found.claims[unit] for unit in units]
    assert sorted(claim.rule for claim in claims) == ["coverage"] * 7 + ["housing"]
    assert {claim.period for claim in claims if claim.rule == "housing"} == {0}
    assert found.is_infeasible(units, limits())


@pytest.mark.parametrize("clearance", [None, {"max_altitude_m": 4000}])
def test_what_keeps_people_away_is_leant_on_where_it_does(clearance: dict[str, int] | None) -> None:
    instance = asked(
        wanting=1,
        places=1,
        people=1,
        specialists=[{"id": "s0", "clearance": clearance}],
        recipient_hospitals=[{"altitude_m": 3500}],
        altitude={"bands": [], "training": {"from_m": 9000}},
    )
    found = world(instance)
    units = leaning(found, range(len(found.units)), limits())
    if clearance is not None:
        assert units is None
    else:
        assert units is not None
        assert {found.units[unit].rule for unit in units} == {"coverage", "altitude_clearance"}


def test_halves_of_tours_are_a_solution_of_the_relaxation() -> None:
    """Three person-months exactly, in tours of two months: a tour and a half would do."""
    few = {"tour_kinds": [{"min_months": 2, "max_months": 2}], "quotas": [{"to_period": 3, "min": 3, "max": 3}]}
    found = world(asked(2, 9, 2, posts=[{"demand": [small.demand(0, 2, 0, 3)]}], **few))
    assert found.is_infeasible(range(len(found.units)), limits())
    assert leaning(found, range(len(found.units)), limits()) is None
