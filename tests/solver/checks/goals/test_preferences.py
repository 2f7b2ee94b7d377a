"""Preferences: how far a place falls behind the best, by months."""

import pytest

from solver.checks.goals.preferences import preferences
from tests import small


@pytest.mark.parametrize(
    ("wishes", "per_month"),
    [
        ([], 0),
        ([{"post": "post", "score": 5}], 0),
        ([{"post": "post", "score": -2}], 2),  # the best is at least 0
        ([{"post": "other", "score": 3}], 3),
        ([{"post": "other", "score": -3}], 0),
        ([{"recipient": "away", "score": 2}, {"post": "other", "score": 3}], 1),
        ([{"recipient": "away", "score": 2}, {"department": "ward", "score": 1}], 1),
        ([{"department": "ward", "score": 1}, {"recipient": "away", "score": 2}], 1),
        ([{"department": "ward", "score": 4}, {"post": "post", "score": -5}], 9),
        ([{"post": "post", "score": -5}, {"department": "ward", "score": 4}], 9),
        ([{"post": "post", "score": 0}, {"recipient": "away", "score": 4}], 4),
        ([{"recipient": "elsewhere", "score": 5}, {"department": "lab", "score": 1}], 5),
    ],
)
def test_most_specific_entry(wishes, per_month):
    asked = small.instance(
        specialists=[{"preferences": wishes}],
        recipient_hospitals=[{}, {"id": "elsewhere"}],
        departments=[{}, {"id": "lab"}],
        posts=[{}, {"id": "other"}],
    )
    assert preferences(asked, small.view(asked, small.tour(asked, "a", "post", 0, 3))) == 3 * per_month


def test_months_inside_the_horizon_over_all_tours():
    asked = small.instance(
        specialists=[{"preferences": [{"post": "post", "score": -1}]}, {"id": "b"}],
        calendar={"months_per_period": 3, "periods": 4},
    )
    tours = [small.tour(asked, "a", "post", -2, 1), small.tour(asked, "a", "post", 2, 6)]
    assert preferences(asked, small.view(asked, *tours, small.tour(asked, "b", "post", 0, 2))) == 3 + 6
