"""One place: one tour at a time, and a period away from a post between two tours on it."""

import pytest

from solver.checks.one_place import one_place
from solver.domain.outcome import Violation
from tests import small

POSTS = [{"id": "post"}, {"id": "other"}]


@pytest.mark.parametrize(
    ("tours", "times"),
    [
        ([("post", 0, 3)], 0),
        ([("post", 0, 3), ("other", 3, 6)], 0),  # another post may follow at once
        ([("post", 0, 3), ("other", 2, 6)], 1),
        ([("other", 2, 6), ("post", 0, 3)], 1),  # in any order
        ([("post", 0, 6), ("other", 2, 3)], 1),  # inside
        ([("post", 0, 3), ("post", 3, 6)], 1),  # same post, no period between
        ([("post", 0, 3), ("post", 4, 6)], 0),  # one period at home
        ([("post", -2, 1), ("post", 1, 3)], 1),  # after one under way as well
        ([("post", 0, 6), ("other", 1, 2), ("other", 4, 5)], 2),  # not only neighbours are compared
        ([("post", 0, 6), ("other", 0, 6), ("post", 0, 6)], 3),
    ],
)
def test_tours_of_one_person(tours, times):
    asked = small.instance(posts=POSTS)
    planned = [small.tour(asked, "a", *tour) for tour in tours]
    assert len(small.broken(one_place, asked, *planned)) == times


def test_each_unit_of_a_pool_is_a_person():
    asked = small.instance(specialists=[{"count": 2}])
    first, second = (small.tour(asked, "a", "post", 0, 3, unit=unit) for unit in (0, 1))
    assert small.broken(one_place, asked, first, second) == []
    assert len(small.broken(one_place, asked, second, second)) == 1


def test_other_people_do_not_matter():
    asked = small.instance(specialists=[{"id": "a"}, {"id": "b"}])
    assert small.broken(one_place, asked, *(small.tour(asked, who, "post", 0, 3) for who in "ab")) == []


def test_what_is_said():
    asked = small.instance(posts=POSTS)
    tours = [small.tour(asked, "a", "post", 0, 3), small.tour(asked, "a", "other", 2, 4)]
    assert small.broken(one_place, asked, *tours) == [
        Violation(
            rule="one_place",
            hard=True,
            ids=("a", "post", "other"),
            period=2,
            found="2026-05-01",
            limit="2026-06-01",
        )
    ]
