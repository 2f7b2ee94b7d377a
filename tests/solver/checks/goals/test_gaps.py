"""Gaps between presences."""

import pytest

from solver.checks.goals.gaps import gaps
from tests import small


@pytest.mark.parametrize(
    ("demand", "spans", "months"),
    [
        ([(1, 0, 12)], [], 0),
        ([(1, 0, 12)], [(0, 3)], 0),  # never filled again
        ([(1, 0, 12)], [(4, 12)], 0),  # never filled before
        ([(1, 0, 12)], [(0, 3), (3, 6)], 0),
        ([(1, 0, 12)], [(0, 3), (4, 6)], 1),
        ([(1, 0, 12)], [(0, 3), (8, 12)], 5),
        ([(1, 0, 12)], [(0, 1), (2, 3), (11, 12)], 1 + 8),
        ([(1, 0, 12)], [(0, 9), (2, 3)], 0),
        ([(1, 0, 12)], [(-3, 0), (3, 6)], 0),  # a presence before the calendar is not known
        ([(1, 0, 12)], [(-3, 1), (3, 6)], 2),
        ([(0, 0, 12)], [(0, 3), (6, 9)], 0),  # nobody has to be there
        ([(1, 0, 4), (0, 4, 12)], [(0, 3), (6, 9)], 1),
        ([(1, 0, 4), (1, 8, 12)], [(0, 3), (9, 12)], 1 + 1),
    ],
)
def test_one_post(demand, spans, months):
    rows = [small.demand(least, 1, begin, end) for least, begin, end in demand]
    asked = small.instance(posts=[{"demand": rows}], specialists=[{"count": 9}])
    view = small.view(asked, *(small.tour(asked, "a", "post", *span, unit=n) for n, span in enumerate(spans)))
    assert gaps(asked, view) == months


def test_all_posts_in_quarters():
    asked = small.instance(calendar={"months_per_period": 3}, posts=[{}, {"id": "other"}], specialists=[{"count": 9}])
    spans = [("post", 0, 1), ("post", 3, 4), ("other", 5, 6), ("other", 7, 8)]
    tours = [small.tour(asked, "a", *span, unit=n) for n, span in enumerate(spans)]
    assert gaps(asked, small.view(asked, *tours)) == 3 * (2 + 1)
