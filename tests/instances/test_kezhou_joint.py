"""Kezhou before anything is agreed: nine departments choose among eight hospitals, together with the tours."""

from collections import Counter

import pytest

import instances
from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.kinds import PairingState
from solver.domain.outcome import Solved
from solver.domain.plan import Plan
from solver.pairs import Pairs
from solver.settings import Settings
from solver.solve import solve

JOINT, AGREED = (Instance.model_validate_json(instances.text(name)) for name in ("kezhou-joint", "kezhou"))


def test_nothing_is_agreed_and_six_departments_have_a_choice() -> None:
    pairs = Pairs(JOINT)
    choices = Counter(pairs.targets[link.target].id for link in pairs.links)
    assert len(pairs.targets) == len(choices) == 9
    assert {pairing.state for pairing in JOINT.pairings} == {PairingState.FORBIDDEN}
    assert sorted(choices.values()) == [1, 1, 1, 2, 2, 2, 2, 2, 2]


def test_only_a_hospital_that_knows_the_specialty_can_be_chosen() -> None:
    pairs = Pairs(JOINT)
    for link in pairs.links:
        known = JOINT.supporting_hospitals[link.supporter].strength
        assert set(pairs.targets[link.target].specialties) <= set(known)


def test_all_else_is_as_in_the_agreed_programme() -> None:
    same = ("calendar", "specialists", "departments", "posts", "quotas", "milestones", "locked", "forbidden", "policy")
    assert all(getattr(JOINT, entity) == getattr(AGREED, entity) for entity in same)


def test_the_plan_of_the_agreed_programme_is_one_of_those_that_may_be_chosen() -> None:
    published = instances.path("kezhou").with_suffix(".plan.json").read_text(encoding="utf-8")
    plan = Plan.model_validate_json(published)
    new = tuple(pairing.model_copy(update={"state": "NEW"}) for pairing in plan.pairings)
    checked = check(JOINT, plan.model_copy(update={"pairings": new}))
    assert checked.hard == ()
    assert checked.objective == check(AGREED, plan).objective


@pytest.mark.slow
def test_every_hospital_takes_part() -> None:
    outcome = solve(JOINT, Settings(seconds=120, gap=0.1))
    assert isinstance(outcome, Solved)
    per_hospital = Counter(pairing.supporter for pairing in outcome.plan.pairings)
    assert sorted(per_hospital.values()) == [1] * 7 + [2]
    assert outcome.gap <= 0.1
