"""Tibet keeps to 1 + 7 + 13 hospitals, seven senders, yearly batches in three years, and to every rule of altitude."""

from collections import Counter

import pytest

import instances
from solver.checks import check
from solver.domain.altitude import DEFAULT_BANDS
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.settings import Settings
from solver.solve import solve

TIBET = Instance.model_validate_json(instances.text("tibet"))
SENDERS = {"北京市", "上海市", "安徽省", "广东省", "重庆市", "辽宁省", "陕西省"}
README = (instances.path("tibet").parents[1] / "README.md").read_text(encoding="utf-8")

HEIGHTS = (
    # hospital, metres in the table of sites
    ("xizang", 3650),
    ("lasa", 3650),
    ("rikaze", 3836),
    ("shannan", 3551),
    ("linzhi", 2992),
    ("changdu", 3315),
    ("naqu", 4508),
    ("ali", 4280),
    ("anduo", 4702),
)


@pytest.fixture(scope="module")
def planned() -> Solved:
    outcome = solve(TIBET, Settings(seconds=600, gap=0.03))
    assert isinstance(outcome, Solved)
    return outcome


def test_one_hospital_of_the_region_seven_of_prefectures_thirteen_of_counties() -> None:
    words = Counter("县" if "县" in h.name or h.id == "cuona" else h.name[:2] for h in TIBET.recipient_hospitals)
    assert len(TIBET.recipient_hospitals) == 1 + 7 + 13
    assert words["县"] == 13
    assert sum(hospital.name == "西藏自治区人民医院" for hospital in TIBET.recipient_hospitals) == 1


def test_seven_provinces_and_cities_send_besides_the_national_hospitals() -> None:
    places = {hospital.place for hospital in TIBET.supporting_hospitals if hospital.owner_level != "NATIONAL"}
    assert places == SENDERS
    helped = {relation.from_place: relation.to_place for relation in TIBET.relations}
    assert (helped["辽宁省"], helped["上海市"], helped["安徽省"]) == ("那曲", "日喀则", "山南")


@pytest.mark.parametrize(("hospital", "metres"), HEIGHTS)
def test_heights_are_those_of_the_table(hospital: str, metres: int) -> None:
    assert TIBET.recipient_by_id[hospital].altitude_m == metres


def test_every_height_says_where_it_comes_from_and_lies_in_the_range() -> None:
    for hospital in TIBET.recipient_hospitals:
        assert hospital.altitude_m is not None
        assert 2990 <= hospital.altitude_m <= 4702
        assert hospital.note


def test_the_bands_are_the_defaults_and_what_is_added_is_listed() -> None:
    altitude = TIBET.policy.altitude
    assert altitude.bands == DEFAULT_BANDS
    assert altitude.exposure is not None
    for number in (altitude.training.seats_per_period, altitude.training.seats_before_start, altitude.exposure.months):
        assert f"{number}" in README[README.index("## `tibet`") :]


def test_yearly_batches_of_a_three_year_scheme() -> None:
    assert TIBET.calendar is not None
    assert [batch.name for batch in TIBET.calendar.batches] == ["第十一批第一期", "第十一批第二期", "第十一批第三期"]
    assert {TIBET.calendar.day(period).month for period in TIBET.calendar.starts()} == {8, 9}


def test_doctors_stay_a_year_and_leaders_three_with_leaves_that_the_bands_allow() -> None:
    months = {kind.id: kind.max_months for kind in TIBET.tour_kinds}
    assert (months["RESIDENT"], months["RESIDENT_HIGH"], months["LEADER"]) == (12, 12, 36)
    for post in TIBET.posts:
        leave = TIBET.kind_by_id[post.tour_kind].home_leave_every_months
        metres = TIBET.recipient_of(post).altitude_m
        assert metres is not None
        limits = [b.max_stay_months for b in DEFAULT_BANDS if b.from_m <= metres and b.max_stay_months is not None]
        assert leave is None or leave <= min(limits)


def test_several_hundred_people_and_seats_like_a_yearly_team() -> None:
    assert 400 <= len(TIBET.specialists) <= 900
    asked = sum(max(demand.target for demand in post.demand) for post in TIBET.posts)
    assert 200 <= asked <= 240


def test_training_seats_stand_per_place() -> None:
    assert len({hospital.training_place for hospital in TIBET.supporting_hospitals}) == 8


@pytest.mark.slow
def test_the_gap_is_proven_and_no_hard_rule_is_broken(planned: Solved) -> None:
    assert planned.gap <= 0.03
    assert check(TIBET, planned.plan).hard == ()


@pytest.mark.slow
def test_minimums_are_filled_to_four_fifths(planned: Solved) -> None:
    asked = sum(d.min * (d.to_period - d.from_period) for post in TIBET.posts for d in post.demand)
    missing = sum(shortage.missing for shortage in planned.plan.shortages if shortage.below == "min")
    assert 0.8 <= 1 - missing / asked < 1


@pytest.mark.slow
def test_each_sender_serves_the_places_it_helps(planned: Solved) -> None:
    helped = {relation.from_place: relation.to_place for relation in TIBET.relations}
    for tour in planned.plan.tours:
        here = TIBET.recipient_of(TIBET.post_by_id[tour.post]).place
        home = TIBET.supporter_by_id[tour.supporter].place
        assert here == helped[home] or TIBET.target_of(TIBET.post_by_id[tour.post]) is None


@pytest.mark.slow
def test_nobody_trains_for_nyingchi_and_all_leaves_are_listed(planned: Solved) -> None:
    """Its hospital lies 8 m below the altitude from which departures train."""
    trained = {p.post for p in planned.plan.preparations if p.kind == "HYPOXIA_TRAINING"}
    assert trained
    assert not any(TIBET.recipient_of(TIBET.post_by_id[post]).id == "linzhi" for post in trained)
    on_leave = {(p.specialist, p.post) for p in planned.plan.preparations if p.kind == "HOME_LEAVE"}
    resident = {(t.specialist, t.post) for t in planned.plan.tours if TIBET.post_by_id[t.post].tour_kind != "FLEXIBLE"}
    assert on_leave == resident
