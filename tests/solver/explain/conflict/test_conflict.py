"""Worlds with one conflict each: it is found, named with its numbers, and nothing else with it."""

import threading
from functools import cache
from typing import Any

import pytest

from solver.domain.instance import Instance
from solver.errors import InvalidInstance
from solver.explain.conflict import Conflicts, conflicts
from solver.explain.conflict.bars import _SPLIT
from solver.rules import RULES
from tests import small
from tests.solver.explain.conflict.witness import broken_sets, numbers_of

HARD = {"coverage": {"mode": "hard"}}
NOBODY = {"posts": [{"demand": [small.demand(0, 2, 0, 3)]}]}
HIGH = {
    "recipient_hospitals": [{"altitude_m": 3500}],
    "altitude": {"bands": [], "training": {"from_m": 9000}},
}


def world(**changes: Any) -> Instance:
    """Return a question of three months: one post for one person, whose minimum is hard unless a test says otherwise."""
    plain: dict[str, Any] = {
        "calendar": {"periods": 3, "tail_periods": 0},
        "tour_kinds": [{"max_months": 3}],
        "posts": [{"demand": [small.demand(1, 1, 0, 3)]}],
        "rules": {},
    }
    merged = plain | changes
    return small.instance(**(merged | {"rules": HARD | merged["rules"]}))


def lock(who: str, begin: int, end: int, **more: Any) -> dict[str, Any]:
    return {"specialist": who, "from_period": begin, "to_period": end} | more


WORLDS: dict[str, tuple[dict[str, Any], set[tuple[str, tuple[str, ...]]]]] = {
    "two locks and a quota": (
        NOBODY
        | {
            "specialists": [{"id": "a"}, {"id": "b"}],
            "locked": [lock("a", 0, 2), lock("b", 0, 2)],
            "quotas": [{"supporter": "home", "to_period": 3, "max": 3}],
        },
        {("locked", ("/locked/0",)), ("locked", ("/locked/1",)), ("quota", ("/quotas/0/max",))},
    ),
    "a lock without clearance": (
        NOBODY | HIGH | {"locked": [lock("a", 0, 2)]},
        {("locked", ("/locked/0",)), ("altitude_clearance", ("/specialists/0/clearance",))},
    ),
    "a lock of another specialty": (
        NOBODY | {"specialists": [{"specialties": ["04"]}], "locked": [lock("a", 0, 2)]},
        {("locked", ("/locked/0",)), ("specialty", ("/posts/0/specialties", "/posts/0/roles"))},
    ),
    "a lock that is too short": (
        NOBODY | {"tour_kinds": [{"min_months": 3}], "locked": [lock("a", 0, 2)]},
        {("locked", ("/locked/0",)), ("tour_length", ("/tour_kinds/0/min_months",))},
    ),
    "a lock between batches": (
        NOBODY | {"tour_kinds": [{"batch_starts": [0, 2]}], "locked": [lock("a", 1, 3)]},
        {("locked", ("/locked/0",)), ("tour_length", ("/tour_kinds/0/batch_starts",))},
    ),
    "a lock of a kind not agreed to": (
        NOBODY | {"specialists": [{"tour_kinds": []}], "locked": [lock("a", 0, 3)]},
        {("locked", ("/locked/0",)), ("tour_length", ("/specialists/0/tour_kinds",))},
    ),
    "a lock where nobody is asked for": (
        {"posts": [{"demand": [small.demand(0, 1, 0, 2)]}], "locked": [lock("a", 0, 3, exact=False)]},
        {("locked", ("/locked/0",)), ("headcount", ("/posts/0/demand",))},
    ),
    "a lock of a hospital without people to spare": (
        NOBODY
        | {
            "supporting_hospitals": [{"release": {"total": [1, 0, 1]}}],
            "locked": [{"hospital": "home", "from_period": 0, "to_period": 2, "exact": False}],
        },
        {("locked", ("/locked/0",)), ("release", ("/supporting_hospitals/0/release/total",))},
    ),
    "a minimum and a title": (
        {"posts": [{"min_title": "CHIEF", "demand": [small.demand(1, 1, 0, 3)]}], "specialists": [{"title": "ATTENDING"}]},
        {("coverage", ("/posts/0/demand",)), ("title", ("/posts/0/min_title",))},
    ),
    "a minimum and an absence": (
        {"specialists": [{"unavailable": [{"from": "2026-04-02", "to": "2026-04-03"}]}]},
        {("coverage", ("/posts/0/demand",)), ("availability", ("/specialists/0/unavailable",))},
    ),
    "a minimum and somebody forbidden": (
        {"forbidden": [{"specialist": "a", "post": "post", "from_period": 0, "to_period": 1}]},
        {("coverage", ("/posts/0/demand",)), ("locked", ("/forbidden/0",))},
    ),
    "a minimum and no place to live": (
        {"recipient_hospitals": [{"housing": [1, 0, 1]}]},
        {("coverage", ("/posts/0/demand",)), ("housing", ("/recipient_hospitals/0/housing",))},
    ),
    "a minimum and nobody to spare": (
        {"supporting_hospitals": [{"release": {"by_specialty": {"03": 0}}}]},
        {("coverage", ("/posts/0/demand",)), ("release", ("/supporting_hospitals/0/release/by_specialty/03",))},
    ),
    "a minimum of two and one cleared": (
        HIGH
        | {
            "posts": [{"demand": [small.demand(2, 2, 0, 3)]}],
            "specialists": [{"clearance": {"max_altitude_m": 4000}}, {"id": "b"}, {"id": "c", "specialties": ["04"]}],
        },
        {
            ("coverage", ("/posts/0/demand",)),
            ("altitude_clearance", ("/specialists/1/clearance",)),
            ("specialty", ("/posts/0/specialties", "/posts/0/roles")),
        },
    ),
    "a minimum and tours too short": (
        {"tour_kinds": [{"max_months": 2}]},
        {
            ("coverage", ("/posts/0/demand",)),
            ("tour_length", ("/tour_kinds/0/max_months",)),
        },
    ),
    "a rest that is no more than the month between two tours on one post": (
        {"tour_kinds": [{"max_months": 2, "rest_months": 1}]},
        {("coverage", ("/posts/0/demand",)), ("tour_length", ("/tour_kinds/0/max_months",))},
    ),
    "a minimum and a band": (
        HIGH
        | {
            "specialists": [{"clearance": {"max_altitude_m": 4000}}],
            "altitude": HIGH["altitude"] | {"bands": [{"from_m": 3000, "max_stay_months": 2}]},
        },
        {("coverage", ("/posts/0/demand",)), ("altitude_stay", ("/policy/altitude/bands/0/max_stay_months",))},
    ),
    "a minimum and no training seat": (
        HIGH
        | {
            "specialists": [{"clearance": {"max_altitude_m": 4000}}],
            "altitude": {"bands": [], "training": {"from_m": 3000, "seats_before_start": 0}},
        },
        {("coverage", ("/posts/0/demand",)), ("hypoxia_training", ("/policy/altitude/training/seats_before_start",))},
    ),
    "a minimum and nobody paired": (
        {
            "rules": {"on_pair": {"mode": "hard"}},
            "supporting_hospitals": [{}, {"id": "other"}],
            "departments": [{"pairing": {"min_supporters": 0, "max_supporters": 1}}],
            "pairings": [{"supporter": "other", "state": "FIXED"}],
        },
        {("coverage", ("/posts/0/demand",)), ("on_pair", ("/pairings",))},
    ),
    "a milestone and a quota": (
        NOBODY
        | {
            "rules": {"milestone": {"mode": "hard"}},
            "milestones": [{"person_months": 2, "by_period": 3}],
            "quotas": [{"recipient": "away", "to_period": 3, "max": 1}],
        },
        {("milestone", ("/milestones/0/person_months",)), ("quota", ("/quotas/0/max",))},
    ),
    "pairings and capacity": (
        {
            "posts": [],
            "specialists": [],
            "supporting_hospitals": [{"pairing_capacity": 1}],
            "departments": [{"pairing": {"workload": 2}}],
        },
        {
            ("pairing", ("/departments/0/pairing/min_supporters",)),
            ("pairing", ("/supporting_hospitals/0/pairing_capacity",)),
        },
    ),
}  # fmt: skip


def found(instance: Instance, **how: Any) -> Conflicts:
    answer = conflicts(instance, seconds=60, **how)
    assert answer.verdict == "infeasible"
    return answer


@cache
def found_in(name: str) -> Conflicts:
    return found(world(**WORLDS[name][0]))


@pytest.mark.parametrize("name", WORLDS)
def test_the_one_conflict_is_named_and_nothing_else(name: str) -> None:
    expected, answer = WORLDS[name][1], found_in(name)
    assert len(answer.conflicts) == 1
    (conflict,) = answer.conflicts
    assert {(claim.rule, claim.sources) for claim in conflict.claims} == expected
    assert conflict.irreducible
    assert conflict.taken_for_granted == (("pairing",) if name == "a minimum and nobody paired" else ())
    assert answer.exhaustive


@pytest.mark.parametrize("name", WORLDS)
def test_every_plan_breaks_a_claim_and_some_plan_only_that_one(name: str) -> None:
    (conflict,) = found_in(name).conflicts
    broken = broken_sets(world(**WORLDS[name][0]), conflict.claims, conflict.taken_for_granted)
    assert frozenset() not in broken
    assert {frozenset({number}) for number in numbers_of(conflict.claims)} <= broken


def test_every_mask_is_split() -> None:
    assert set(_SPLIT) == {rule.stem for rule in RULES if rule.mask is not None}


def test_wishes_are_blamed_before_what_protects() -> None:
    """The same minimum is impossible for want of a clearance, and for a quota whatever the clearance."""
    instance = world(**HIGH, quotas=[{"to_period": 3, "max": 2}])
    assert {claim.rule for claim in found(instance).conflicts[0].claims} == {"coverage", "quota"}


def test_conflicts_of_different_posts_are_told_one_by_one() -> None:
    posts = [{"id": name, "demand": [small.demand(1, 1, 0, 3)]} for name in ("p", "q")]
    away = [{"unavailable": [{"from": "2026-03-01", "to": "2026-06-01"}]}]
    answer = found(world(posts=posts, specialists=away), most=5)
    assert [conflict.claims[0].ids for conflict in answer.conflicts] == [("p",), ("q",)]
    assert answer.exhaustive
    one = found(world(posts=posts, specialists=away), most=1)
    assert (len(one.conflicts), one.exhaustive) == (1, False)


def test_nothing_contradicts() -> None:
    answer = conflicts(world())
    assert (answer.verdict, answer.conflicts, answer.exhaustive) == ("feasible", (), True)


def test_a_stop_before_the_search_decides_nothing() -> None:
    stop = threading.Event()
    stop.set()
    answer = conflicts(world(locked=[lock("a", 0, 2)], tour_kinds=[{"min_months": 3}]), stop=stop)
    assert (answer.verdict, answer.conflicts) == ("undecided", ())


def test_a_question_with_errors_is_refused() -> None:
    with pytest.raises(InvalidInstance):
        conflicts(world(locked=[lock("nobody", 0, 2)]))
