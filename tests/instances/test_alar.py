"""Alar keeps to the document's figures: two batches of fifteen, sixteen brands and the key specialty, one to one."""

from collections import Counter
from datetime import date

import pytest

import instances
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.settings import Settings
from solver.solve import solve

ALAR = Instance.model_validate_json(instances.text("alar"))


@pytest.fixture(scope="module")
def planned() -> Solved:
    outcome = solve(ALAR, Settings(seconds=60))
    assert isinstance(outcome, Solved)
    return outcome


def test_the_batches_bear_the_days_of_arrival() -> None:
    assert ALAR.calendar is not None
    assert [(batch.name, batch.date) for batch in ALAR.calendar.batches] == [
        ("第一批", date(2016, 4, 23)),
        ("第二批", date(2017, 2, 28)),
    ]
    for batch in ALAR.calendar.batches:
        assert batch.date is not None
        assert ALAR.calendar.day(batch.period) <= batch.date < ALAR.calendar.day(batch.period + 1)


def test_sixteen_brands_and_a_key_specialty_whose_head_leads_the_team() -> None:
    assert len({department.specialty for department in ALAR.departments}) == 16 + 1
    assert [post.department for post in ALAR.posts if post.leads == "TEAM"] == ["al-03.04"]
    named = {"泌尿外科", "妇产科", "新生儿科", "心血管内科"}
    assert named <= {department.name for department in ALAR.departments}


def test_thirty_apprentices_one_to_each_expert() -> None:
    assert len(ALAR.apprentices) == 30
    mentorship = ALAR.policy.rules.mentorship
    assert (mentorship.min, mentorship.max) == (1, 1)
    assert all(post.teaches for post in ALAR.posts)


def test_five_hospitals_of_the_university() -> None:
    assert len(ALAR.supporting_hospitals) == 5
    assert all(hospital.name.startswith("浙江大学") for hospital in ALAR.supporting_hospitals)


@pytest.mark.slow
def test_fifteen_leave_with_each_batch_and_thirty_in_all(planned: Solved) -> None:
    assert planned.proven_optimal
    assert Counter(tour.from_period for tour in planned.plan.tours) == {0: 15, 10: 15}
    assert len({tour.specialist for tour in planned.plan.tours}) == 30


@pytest.mark.slow
def test_every_specialty_is_served_and_no_minimum_missed(planned: Solved) -> None:
    posts = {tour.post for tour in planned.plan.tours}
    assert posts == {post.id for post in ALAR.posts}
    assert all(shortage.below == "target" for shortage in planned.plan.shortages)


@pytest.mark.slow
def test_each_department_has_one_hospital_behind_it(planned: Solved) -> None:
    assert Counter(pairing.target for pairing in planned.plan.pairings) == {d.id: 1 for d in ALAR.departments}
