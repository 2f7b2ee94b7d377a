"""Shortage and below target, in person-months × priority."""

import pytest

from solver.checks.goals.shortage import below_target, shortage
from tests import small


@pytest.mark.parametrize(
    ("least", "target", "priority", "spans", "short", "below"),
    [
        (1, 1, 1, [], 12, 0),
        (1, 1, 1, [(0, 12)], 0, 0),
        (1, 1, 5, [(0, 10)], 10, 0),
        (2, 3, 1, [(0, 12)], 12, 12),
        (2, 3, 2, [(0, 12), (0, 6)], 12, 24),
        (0, 2, 3, [(0, 12)], 0, 36),
        (1, 1, 1, [(-3, 2), (11, 15)], 9, 0),  # inside the horizon only
    ],
)
def test_one_post(least, target, priority, spans, short, below):
    asked = small.instance(
        posts=[{"demand": [small.demand(least, target)], "priority": priority}], specialists=[{"count": 9}]
    )
    view = small.view(asked, *(small.tour(asked, "a", "post", *span, unit=n) for n, span in enumerate(spans)))
    assert (shortage(asked, view), below_target(asked, view)) == (short, below)


def test_all_posts_in_quarters():
    posts = [
        {"id": "one", "priority": 1, "demand": [small.demand(1, 2, 0, 2)]},
        {"id": "two", "priority": 9, "demand": [small.demand(1, 3, 1, 2)]},
    ]
    asked = small.instance(calendar={"months_per_period": 3, "periods": 4}, posts=posts)
    view = small.view(asked)
    assert shortage(asked, view) == 3 * (2 * 1 + 9)
    assert below_target(asked, view) == 3 * (2 * 1 + 2 * 9)
