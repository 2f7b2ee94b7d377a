"""Kezhou one year later begins where the published plan stands, and keeps what that plan promised."""

from collections import Counter
from functools import cache

import pytest

import instances
from instances.programmes.builders.kezhou_2 import SINCE
from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.domain.plan import Plan, Tour
from solver.settings import Settings
from solver.solve import solve

BEFORE, AFTER = (Instance.model_validate_json(instances.text(name)) for name in ("kezhou", "kezhou-2"))
PUBLISHED = Plan.model_validate_json(instances.path("kezhou").with_suffix(".plan.json").read_text(encoding="utf-8"))
BEGUN = [tour for tour in PUBLISHED.tours if tour.from_period < SINCE]


def _months(tour: Tour) -> range:
    return range(tour.from_period - SINCE, tour.to_period - SINCE)


def test_the_published_plan_breaks_no_hard_rule() -> None:
    assert check(BEFORE, PUBLISHED).hard == ()


def test_the_calendar_has_moved_by_a_year() -> None:
    assert BEFORE.calendar is not None
    assert AFTER.calendar is not None
    assert AFTER.calendar.start == BEFORE.calendar.day(SINCE)
    assert (AFTER.calendar.periods, AFTER.calendar.starts()) == (BEFORE.calendar.periods, BEFORE.calendar.starts())


def test_tours_under_way_are_locked_as_they_were_published() -> None:
    held = {(lock.specialist, lock.post, lock.from_period, lock.to_period) for lock in AFTER.locked}
    going_on = [tour for tour in BEGUN if tour.to_period > SINCE]
    assert held == {(t.specialist, t.post, t.from_period - SINCE, t.to_period - SINCE) for t in going_on}
    assert min(lock.from_period for lock in AFTER.locked) < -SINCE  # some were under way a year before as well


def test_tours_that_are_over_are_history_and_their_rest_is_kept() -> None:
    over = [tour for tour in BEGUN if tour.to_period <= SINCE]
    rests = {kind.id: kind.rest_months for kind in BEFORE.tour_kinds}
    assert AFTER.calendar is not None
    seen = 0
    for tour in over:
        person = AFTER.specialist_by_id.get(tour.specialist)
        if person is None:
            continue
        seen += 1
        assert (tour.from_day, tour.to_day) in {(stay.from_day, stay.to_day) for stay in person.history}
        rested = tour.to_period - SINCE + rests[BEFORE.post_by_id[tour.post].tour_kind]
        for period in range(max(rested, 0)):
            day = AFTER.calendar.day(period)
            assert any(days.from_day <= day < days.to_day for days in person.unavailable), (person.id, period)
    assert 0 < seen < len(over)


def test_nobody_is_asked_for_more_tours_than_agreed() -> None:
    """Who has served all of them is off the list, and a colleague of the same hospital, specialty and title is on it."""
    served = Counter(tour.specialist for tour in BEGUN if tour.to_period <= SINCE)
    for person in BEFORE.specialists:
        later = AFTER.specialist_by_id.get(person.id)
        if person.max_tours is not None:
            left = 0 if later is None or later.max_tours is None else later.max_tours
            assert left == person.max_tours - served[person.id], person.id
    begun = Counter(tour.specialist for tour in BEGUN)
    used_up = [person for person in BEFORE.specialists if person.max_tours == begun[person.id]]
    new = [person for person in AFTER.specialists if person.id not in BEFORE.specialist_by_id]
    assert len(new) == len(used_up) > 20
    assert Counter((p.hospital, p.specialties, p.role, p.title) for p in new) == Counter(
        (p.hospital, p.specialties, p.role, p.title) for p in used_up
    )


def test_milestones_ask_for_what_is_left() -> None:
    names = {milestone.name: milestone for milestone in AFTER.milestones}
    left = 0
    for before in BEFORE.milestones:
        served = [
            len(range(max(tour.from_period, 0), min(tour.to_period, SINCE)))
            for tour in BEGUN
            if BEFORE.post_by_id[tour.post].department == before.department
            and before.specialty in (None, BEFORE.specialist_by_id[tour.specialist].main_specialty)
        ]
        after = names.pop(before.name, None)
        if sum(served) < before.person_months:
            assert after is not None
            assert after.person_months == before.person_months - sum(served)
            assert after.by_period == before.by_period - SINCE
            left += 1
        else:
            assert after is None
    assert left >= 2
    assert len(names) == 1  # one that ends in the third year


@cache
def _solved() -> Solved:
    outcome = solve(AFTER, Settings(seconds=60, gap=0.02))
    assert isinstance(outcome, Solved)
    return outcome


def _share(asked: Instance, outcome: Solved, half_year: int, field: str) -> float:
    """Return the share of minimum or target that a half year serves."""
    months = range(6 * half_year, 6 * half_year + 6)
    wanted = sum(
        getattr(demand, field) for post in asked.posts for demand in post.demand for month in months
        if demand.from_period <= month < demand.to_period
    )  # fmt: skip
    counted = ("min",) if field == "min" else ("min", "target")
    missing = sum(s.missing for s in outcome.plan.shortages if s.period in months and s.below in counted)
    return 1 - missing / wanted


@pytest.mark.slow
@pytest.mark.parametrize("field", ["min", "target"])
def test_both_ends_are_filled_as_well_as_the_middle(field: str) -> None:
    shares = [_share(AFTER, _solved(), half_year, field) for half_year in range(6)]
    assert min(shares[0], shares[-1]) >= min(shares[1:-1]) - 0.02, shares
    assert min(shares) >= (0.95 if field == "min" else 0.8), shares


@pytest.mark.slow
def test_nothing_is_missing_that_the_year_before_promised() -> None:
    """Where the published plan keeps a minimum in the two years that both plans share, the new plan keeps it too."""
    promised: Counter[tuple[str, int]] = Counter()
    for tour in PUBLISHED.tours:
        promised.update((tour.post, month) for month in _months(tour))
    missing = {(s.post, s.period) for s in _solved().plan.shortages if s.below == "min"}
    shared = [
        (post.id, month, demand.min)
        for post in AFTER.posts
        for demand in post.demand
        for month in range(demand.from_period, min(demand.to_period, 36 - SINCE))
    ]
    kept = [(post, month) for post, month, least in shared if promised[post, month] >= least]
    assert len(kept) > 0.9 * len(shared)
    assert missing.isdisjoint(kept)
