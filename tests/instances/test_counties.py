"""The Xinjiang counties and Shanxi: many hospitals, pools, and head-counts that a document asks for every year."""

from collections import Counter

import pytest

import instances
from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.settings import Settings
from solver.solve import solve

XINJIANG, SHANXI = (Instance.model_validate_json(instances.text(name)) for name in ("xinjiang-counties", "shanxi"))
YEARS = range(3)


def _planned(instance: Instance, gap: float) -> Solved:
    outcome = solve(instance, Settings(seconds=600, gap=gap))
    assert isinstance(outcome, Solved)
    return outcome


@pytest.fixture(scope="module")
def xinjiang() -> Solved:
    return _planned(XINJIANG, gap=0.03)


@pytest.fixture(scope="module")
def shanxi() -> Solved:
    return _planned(SHANXI, gap=0.1)


def test_xinjiang_sixty_five_hospitals_for_sixty() -> None:
    assert len(XINJIANG.supporting_hospitals) == 65
    assert len(XINJIANG.recipient_hospitals) == 60


def test_xinjiang_five_people_a_year_for_half_a_year_each_are_asked_everywhere() -> None:
    asked = Counter(quota.recipient for quota in XINJIANG.quotas if quota.min == 5)
    assert asked == {hospital.id: len(YEARS) for hospital in XINJIANG.recipient_hospitals}
    assert {kind.min_months for kind in XINJIANG.tour_kinds} == {6}
    assert XINJIANG.policy.rules.coverage.mode == "hard"


def test_xinjiang_only_taxkorgan_is_high() -> None:
    free = XINJIANG.policy.altitude.free_altitude_m
    high = [h.name for h in XINJIANG.recipient_hospitals if h.altitude_m is not None and h.altitude_m > free]
    assert high == ["塔什库尔干县人民医院"]


@pytest.mark.slow
def test_xinjiang_the_gap_is_proven_and_no_hard_rule_is_broken(xinjiang: Solved) -> None:
    assert xinjiang.gap <= 0.03
    assert check(XINJIANG, xinjiang.plan).hard == ()


@pytest.mark.slow
def test_xinjiang_five_leave_for_every_county_in_every_year(xinjiang: Solved) -> None:
    assert XINJIANG.calendar is not None
    a_year = XINJIANG.calendar.periods_up(12)
    left = Counter(
        (XINJIANG.recipient_of(XINJIANG.post_by_id[tour.post]).id, tour.from_period // a_year)
        for tour in xinjiang.plan.tours
    )
    assert all(left[hospital.id, year] >= 5 for hospital in XINJIANG.recipient_hospitals for year in YEARS)


@pytest.mark.slow
def test_xinjiang_somebody_is_on_site_all_year(xinjiang: Solved) -> None:
    assert XINJIANG.calendar is not None
    present = {
        (XINJIANG.recipient_of(XINJIANG.post_by_id[tour.post]).id, period)
        for tour in xinjiang.plan.tours
        for period in range(tour.from_period, tour.to_period)
    }
    horizon = range(XINJIANG.calendar.periods)
    assert all((hospital.id, period) in present for hospital in XINJIANG.recipient_hospitals for period in horizon)


@pytest.mark.slow
def test_xinjiang_five_counties_have_two_supporters(xinjiang: Solved) -> None:
    behind = Counter(link.target for link in xinjiang.plan.pairings)
    assert Counter(behind.values()) == {1: 55, 2: 5}


def test_shanxi_asks_for_a_thousand_a_year_of_intermediate_title_and_above() -> None:
    assert SHANXI.calendar is not None
    assert [(quota.min, quota.unit, quota.supporter) for quota in SHANXI.quotas] == [(1000, "DEPARTURES", None)] * 3
    assert {pool.title for pool in SHANXI.specialists} == {"ATTENDING", "DEPUTY_CHIEF"}
    assert sum(pool.count for pool in SHANXI.specialists) > 1000 > len(SHANXI.specialists)


@pytest.mark.slow
def test_shanxi_a_thousand_leave_every_year(shanxi: Solved) -> None:
    assert SHANXI.calendar is not None
    a_year = SHANXI.calendar.periods_up(12)
    left = Counter(tour.from_period // a_year for tour in shanxi.plan.tours)
    assert all(left[year] >= 1000 for year in YEARS)


@pytest.mark.slow
def test_shanxi_the_hospital_of_the_city_leads_before_the_provincial_one(shanxi: Solved) -> None:
    owner = {hospital.id: hospital.owner_level for hospital in SHANXI.supporting_hospitals}
    leads = [link for link in shanxi.plan.pairings if link.role == "LEAD"]
    assert len(leads) == len(SHANXI.recipient_hospitals)
    assert {(owner[link.supporter], link.lead_basis) for link in leads} == {("CITY", "RULE")}
