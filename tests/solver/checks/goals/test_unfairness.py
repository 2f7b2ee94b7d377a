"""Unfairness: the spread of loads over supporters, in thousandths of what each can spare."""

import pytest

from solver.checks.goals.unfairness import unfairness
from tests import small


def place(first=None, second=None, people=(1, 1), **changes):
    """Return an instance with two supporters that can spare so much, with so many people."""
    return small.instance(
        supporting_hospitals=[{"release": first}, {"id": "second", "release": second}],
        specialists=[{"count": people[0]}, {"id": "b", "hospital": "second", "count": people[1]}],
        **changes,
    )


@pytest.mark.parametrize(
    ("first", "second", "people", "spans", "spread"),
    [
        (None, None, (1, 1), [], 0),
        (None, None, (1, 1), [("a", 0, 6)], 500),
        (None, None, (1, 1), [("a", 0, 12)], 1000),
        (None, None, (1, 1), [("a", 0, 6), ("b", 6, 12)], 0),
        (None, None, (1, 1), [("a", 0, 6), ("b", 6, 9)], 250),
        (None, None, (1, 1), [("a", 0, 3), ("b", 6, 12)], 250),
        (None, None, (2, 1), [("a", 0, 6), ("b", 6, 9)], 0),
        (None, None, (7, 1), [("a", 0, 1)], 11),  # 1000 ÷ 84, rounded down
        ({"total": 2}, None, (9, 1), [("a", 0, 12)], 500),
        ({"total": [1] * 6 + [2] * 6}, None, (9, 1), [("a", 0, 9)], 500),  # 9 of 18
        ({"by_specialty": {"03": 4}}, None, (2, 1), [("a", 0, 12)], 500),
        ({"total": 0}, None, (9, 1), [("b", 0, 12)], 0),  # nothing to spare: left out
        (None, None, (1, 1), [("a", -6, 3), ("b", 10, 16)], 250 - 166),  # inside the horizon
    ],
)
def test_spread(first, second, people, spans, spread):
    asked = place(first, second, people)
    view = small.view(asked, *(small.tour(asked, who, "post", *span) for who, *span in spans))
    assert unfairness(asked, view) == spread


def test_a_supporter_without_eligible_tour_is_left_out():
    asked = place(posts=[{"specialties": ["99"]}, {"id": "open"}])
    view = small.view(asked, small.tour(asked, "a", "open", 0, 6))
    assert unfairness(asked, view) == 500
    strangers = small.instance(
        supporting_hospitals=[{}, {"id": "second"}],
        specialists=[{}, {"id": "b", "hospital": "second", "specialties": ["99"]}],
    )
    assert unfairness(strangers, small.view(strangers, small.tour(strangers, "a", "post", 0, 6))) == 0


def test_three_supporters_in_quarters():
    asked = small.instance(
        calendar={"months_per_period": 3, "periods": 4},
        supporting_hospitals=[{"id": name} for name in "xyz"],
        specialists=[{"id": f"of-{name}", "hospital": name} for name in "xyz"],
    )
    view = small.view(asked, small.tour(asked, "of-x", "post", 0, 3), small.tour(asked, "of-y", "post", 3, 4))
    assert unfairness(asked, view) == 750


def test_the_smallest_capacity():
    asked = place(calendar={"periods": 1}, posts=[{"demand": [small.demand(0, 1, 0, 1)]}])
    assert unfairness(asked, small.view(asked, small.tour(asked, "a", "post", 0, 1))) == 1000


def test_nobody_can_go():
    asked = small.instance(specialists=[])
    assert unfairness(asked, small.view(asked)) == 0
