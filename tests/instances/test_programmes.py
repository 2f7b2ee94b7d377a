"""The programmes are what their builders make, and keep to the figures of the documents."""

from collections import Counter

import pytest

import instances
from instances.programmes.builders.__main__ import PROGRAMMES
from instances.programmes.builders.document import render
from solver.domain.instance import Instance
from solver.problem import Problem
from solver.tours import candidates

KEZHOU, NAQU = (Instance.model_validate_json(instances.text(name)) for name in ("kezhou", "naqu"))


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_rebuild_equals_the_committed_file(name: str) -> None:
    assert render(PROGRAMMES[name]()).encode() == instances.path(name).read_bytes()


@pytest.mark.parametrize("instance", [KEZHOU, NAQU], ids=lambda instance: instance.name)
def test_the_size_stays_that_of_one_programme(instance: Instance) -> None:
    assert 60 <= len(instance.specialists) <= 140
    assert len(candidates(Problem(instance))) < 30_000


@pytest.mark.parametrize("instance", [KEZHOU, NAQU], ids=lambda instance: instance.name)
def test_people_are_numbers(instance: Instance) -> None:
    """Specialists are invented, so none bears a name."""
    assert all(person.label is None for person in instance.specialists)
    assert all(person.id.rpartition("-")[2].isdigit() for person in instance.specialists)


def test_kezhou_eight_hospitals_stand_behind_nine_departments() -> None:
    targets = {department.id for department in KEZHOU.departments if department.pairing is not None}
    per_hospital = Counter(pairing.supporter for pairing in KEZHOU.pairings)
    assert len(KEZHOU.supporting_hospitals) == len(per_hospital) == 8
    assert len(targets) == 9
    assert {pairing.target for pairing in KEZHOU.pairings} == targets
    assert sorted(per_hospital.values()) == [1] * 7 + [2]
    assert {pairing.state for pairing in KEZHOU.pairings} == {"FIXED"}


def test_kezhou_resident_tours_last_a_year_and_a_half_in_two_batches_a_year() -> None:
    kind = KEZHOU.kind_by_id["RESIDENT"]
    assert (kind.min_months, kind.max_months) == (18, 18)
    assert KEZHOU.calendar is not None
    assert len(KEZHOU.calendar.starts()) == 2 * KEZHOU.calendar.periods / 12
    assert KEZHOU.calendar.start.month in {2, 3, 4}


def test_kezhou_asks_for_about_twenty_residents_and_for_management_and_nursing() -> None:
    resident = [post for post in KEZHOU.posts if post.tour_kind == "RESIDENT"]
    assert 18 <= sum(demand.min for post in resident for demand in post.demand) <= 22
    assert [post.id for post in KEZHOU.posts if post.leads == "TEAM"] == ["kz-president"]
    assert {role for post in KEZHOU.posts for role in post.roles} == {"DOCTOR", "MANAGER", "NURSE"}


def test_no_altitude_rule_bites_at_kezhou() -> None:
    altitude = KEZHOU.policy.altitude
    assert KEZHOU.recipient_by_id["kezhou"].altitude_m < min(altitude.free_altitude_m, altitude.training.from_m)


def test_nagqu_lies_at_4508_metres_and_is_helped_by_a_team_of_sixteen() -> None:
    assert NAQU.recipient_by_id["naqu"].altitude_m == 4508
    team = [post for post in NAQU.posts if post.tour_kind != "FLEXIBLE" and NAQU.recipient_of(post).id == "naqu"]
    assert sum(demand.target for post in team for demand in post.demand) == 16


def test_nagqu_doctors_stay_a_year_and_leaders_three_with_home_leave() -> None:
    months = {kind.id: (kind.max_months, kind.home_leave_every_months) for kind in NAQU.tour_kinds}
    assert months == {"RESIDENT": (12, 3), "LEADER": (36, 3), "FLEXIBLE": (6, None)}
    assert NAQU.calendar is not None
    assert {NAQU.calendar.day(period).month for period in NAQU.calendar.starts()} <= {6, 7, 8}


def test_nagqu_training_seats_are_fewer_than_a_batch_needs() -> None:
    training = NAQU.policy.altitude.training
    places = {hospital.training_place for hospital in NAQU.supporting_hospitals}
    team = sum(post.demand[0].min for post in NAQU.posts if post.tour_kind != "FLEXIBLE")
    assert training.seats_per_period is not None
    assert len(places) * training.seats_per_period < team


def test_nagqu_clearances_differ_in_height_end_and_renewal() -> None:
    held = [person.clearance for person in NAQU.specialists if person.clearance is not None]
    assert {clearance.max_altitude_m < 4508 for clearance in held} == {True, False}
    assert {clearance.renewable for clearance in held} == {True, False}
    assert len({clearance.valid_until for clearance in held}) >= 3
