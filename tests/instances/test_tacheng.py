"""Tacheng keeps to the plan 2020–2022: heads per year and batch, leaders, bases, patrols, and who goes back to learn."""

from collections import Counter
from itertools import product

import pytest

import instances
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.domain.plan import Tour
from solver.settings import Settings
from solver.solve import solve

TACHENG, TRAINEES = (Instance.model_validate_json(instances.text(name)) for name in ("tacheng", "tacheng-trainees"))
YEARS = range(3)


def _planned(instance: Instance) -> Solved:
    outcome = solve(instance, Settings(seconds=120, gap=0.03))
    assert isinstance(outcome, Solved)
    return outcome


@pytest.fixture(scope="module")
def planned() -> Solved:
    return _planned(TACHENG)


@pytest.fixture(scope="module")
def trained() -> Solved:
    return _planned(TRAINEES)


def _of_kind(instance: Instance, outcome: Solved, kind: str) -> list[Tour]:
    return [tour for tour in outcome.plan.tours if instance.post_by_id[tour.post].tour_kind == kind]


def _a_year(tours: list[Tour]) -> Counter[int]:
    return Counter(tour.from_period // 12 for tour in tours)


def test_the_leader_is_president_and_the_deputy_vice_president() -> None:
    leaders = {post.leads: post.name for post in TACHENG.posts if post.leads in ("TEAM", "DEPUTY")}
    assert leaders == {"TEAM": "院长（领队）", "DEPUTY": "副院长（副领队）"}


def test_bases_are_due_for_anaesthesia_intensive_care_and_pathology_year_by_year() -> None:
    assert TACHENG.calendar is not None
    due = [
        (milestone.specialty, TACHENG.calendar.day(milestone.by_period).year - 1) for milestone in TACHENG.milestones
    ]
    assert due == [("26", 2020), ("28", 2021), ("31", 2022)]


def test_key_and_blank_specialties_have_a_department() -> None:
    marked = {department.specialty for department in TACHENG.departments if "专科" in (department.note or "")}
    assert marked >= {"03.03", "03.04", "04.03", "28", "04.04", "19", "32.12"}


def test_the_alliance_has_seven_hospitals() -> None:
    assert sum(hospital.note == "医联体成员单位" for hospital in TACHENG.recipient_hospitals) == 7


@pytest.mark.slow
def test_twenty_residents_a_year_and_two_batches_of_ten_visitors(planned: Solved) -> None:
    visitors = _of_kind(TACHENG, planned, "FLEXIBLE")
    assert _a_year(_of_kind(TACHENG, planned, "RESIDENT")) == dict.fromkeys(YEARS, 20)
    assert _a_year(visitors) == dict.fromkeys(YEARS, 20)
    assert sorted(Counter(tour.from_period for tour in visitors).values()) == [10] * 6


@pytest.mark.slow
def test_every_hospital_of_the_alliance_is_patrolled_every_quarter(planned: Solved) -> None:
    visits = {
        (TACHENG.recipient_of(TACHENG.post_by_id[tour.post]).id, tour.from_period // 3)
        for tour in _of_kind(TACHENG, planned, "PATROL")
    }
    members = [hospital.id for hospital in TACHENG.recipient_hospitals if hospital.id != "tacheng"]
    assert visits == set(product(members, range(12)))


@pytest.mark.slow
def test_milestones_are_met_and_minimums_filled(planned: Solved) -> None:
    missed = {goal.name: goal.amount for goal in planned.goals}
    assert (missed["milestones_missed"], missed["shortage"]) == (0, 0)
    assert planned.gap <= 0.03


@pytest.mark.slow
def test_twenty_go_back_to_learn_each_year_and_five_to_ten_managers(trained: Solved) -> None:
    assert _a_year(_of_kind(TRAINEES, trained, "TRAINING")) == dict.fromkeys(YEARS, 20)
    managers = _of_kind(TRAINEES, trained, "MANAGER")
    assert all(5 <= people <= 10 for people in _a_year(managers).values())
    everybody = {person.id for person in TRAINEES.specialists if person.role == "MANAGER"}
    assert {tour.specialist for tour in managers} == everybody


@pytest.mark.slow
def test_training_lasts_at_least_a_month(trained: Solved) -> None:
    assert all(tour.to_period - tour.from_period >= 1 for tour in trained.plan.tours)
    assert trained.gap <= 0.03
