"""Kezhou's published plan, a proven optimum: no post empty between two tours, flexible tours of each length."""

from collections import Counter

import instances
from solver.checks import check
from solver.domain.document import PostId
from solver.domain.instance import Instance
from solver.domain.plan import Plan

KEZHOU = Instance.model_validate_json(instances.text("kezhou"))
PUBLISHED = Plan.model_validate_json(instances.path("kezhou").with_suffix(".plan.json").read_text(encoding="utf-8"))
AMOUNTS = {goal.name: goal.amount for goal in check(KEZHOU, PUBLISHED).goals}


def test_no_post_is_empty_between_two_tours() -> None:
    assert AMOUNTS["gaps"] == AMOUNTS["milestones_missed"] == 0
    assert AMOUNTS["below_target"] > 0, "twenty flexible experts a year are not enough for all that is wanted"


def test_one_post_waits_for_a_name_in_its_last_year() -> None:
    tours = sorted((t.from_period, t.to_period) for t in PUBLISHED.tours if t.post == "kz-03.05-head")
    assert tours == [(-12, 7), (6, 25)], "followed once, and by nobody yet from April 2028 on"
    assert AMOUNTS["shortage"] == (36 - 25) * KEZHOU.post_by_id[PostId("kz-03.05-head")].priority


def test_flexible_experts_stay_for_one_to_three_months_as_the_season_asks() -> None:
    kind = KEZHOU.kind_by_id["FLEXIBLE"]
    assert (kind.min_months, kind.max_months) == (1, 3)
    flexible = [tour for tour in PUBLISHED.tours if KEZHOU.post_by_id[tour.post].tour_kind == "FLEXIBLE"]
    months = Counter(tour.to_period - tour.from_period for tour in flexible)
    assert set(months) == {1, 2, 3}
    a_year = Counter(tour.from_period // 12 for tour in flexible)
    assert max(a_year.values()) == 20
