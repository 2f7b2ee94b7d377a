"""Who is missing, where and when."""

import pytest

from solver.checks.shortages import Missing, missing
from tests import small


@pytest.mark.parametrize(
    ("least", "target", "present", "below_min", "to_target"),
    [
        (0, 0, 0, 0, 0),
        (1, 1, 0, 1, 0),
        (1, 1, 1, 0, 0),
        (2, 3, 0, 2, 1),
        (2, 3, 1, 1, 1),
        (2, 3, 2, 0, 1),
        (2, 3, 3, 0, 0),
        (2, 3, 4, 0, 0),  # more than the target
        (0, 2, 0, 0, 2),
        (0, 2, 1, 0, 1),
    ],
)
def test_one_period(least, target, present, below_min, to_target):
    asked = small.instance(posts=[{"demand": [small.demand(least, target, 3, 4)]}], specialists=[{"count": 9}])
    tours = [small.tour(asked, "a", "post", 3, 4, unit=unit) for unit in range(present)]
    expected = [Missing(post="post", period=3, below_min=below_min, to_target=to_target)]
    found = list(missing(asked, small.plan(*tours)))
    assert found == (expected if below_min or to_target else [])


def test_each_post_and_period_of_the_horizon():
    asked = small.instance(
        calendar={"periods": 2, "tail_periods": 3},
        posts=[{"demand": [small.demand(1, 1, 0, 2)]}, {"id": "other", "demand": [small.demand(1, 2, 1, 2)]}],
    )
    found = list(missing(asked, small.plan(small.tour(asked, "a", "post", 1, 4))))
    assert found == [("post", 0, 1, 0), ("other", 1, 1, 1)]
