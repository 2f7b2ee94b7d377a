"""Milestones missed, in person-months × priority."""

from solver.checks.goals.milestones_missed import milestones_missed
from tests import small


def test_months_missing_times_priority():
    milestones = [
        {"person_months": 10, "by_period": 12, "priority": 2},
        {"person_months": 3, "by_period": 4, "priority": 9},
        {"person_months": 5, "by_period": 4, "priority": 5},
        {"person_months": 1, "by_period": 4},
    ]
    asked = small.instance(milestones=[*milestones, {"person_months": 2, "specialty": "99"}])
    view = small.view(asked, small.tour(asked, "a", "post", 0, 4))
    assert milestones_missed(asked, view) == 6 * 2 + 0 + 1 * 5 + 0 + 2 * 3


def test_none_asked():
    asked = small.instance()
    assert milestones_missed(asked, small.view(asked)) == 0
