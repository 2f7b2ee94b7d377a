"""A plan as the checks look at it."""

import pytest

from tests import small


@pytest.mark.parametrize(
    ("lock", "tour", "fact"),
    [
        ({"from_period": -1, "to_period": 3}, ("a", "post", -1, 3), True),
        ({"from_period": -1, "to_period": 3}, ("a", "post", -1, 4), False),
        ({"from_period": -1, "to_period": 3}, ("a", "post", -2, 3), False),
        ({"from_period": -1, "to_period": 3}, ("a", "other", -1, 3), False),
        ({"from_period": -1, "to_period": 3}, ("b", "post", -1, 3), False),
        ({"from_period": -1, "to_period": 3, "exact": False}, ("a", "post", -1, 3), False),
        ({"from_period": 0, "to_period": 3}, ("a", "post", 0, 3), False),  # locked, but not under way: judged
        ({"from_period": 1, "to_period": 3}, ("a", "post", 1, 3), False),
        ({"from_period": -1, "to_period": 3, "unit": 0}, ("a", "post", -1, 3), True),
        ({"from_period": -1, "to_period": 3, "unit": 1}, ("a", "post", -1, 3), False),
    ],
)
def test_facts_are_exact_locks_under_way(lock, tour, fact):
    asked = small.instance(
        specialists=[{"count": 2}, {"id": "b"}], posts=[{}, {"id": "other"}], locked=[lock | {"specialist": "a"}]
    )
    view = small.view(asked, small.tour(asked, *tour))
    assert [tour.fact for tour in view.tours] == [fact]
    assert len(view.judged) == (0 if fact else 1)


@pytest.mark.parametrize(
    ("begin", "end", "inside", "months"),
    [(0, 1, [0], 3), (-2, 2, [0, 1], 6), (3, 6, [3], 3), (-3, 0, [], 0), (-1, 9, [0, 1, 2, 3], 12)],
)
def test_what_lies_inside_the_horizon(begin, end, inside, months):
    asked = small.instance(calendar={"months_per_period": 3, "periods": 4, "tail_periods": 6})
    (tour,) = small.view(asked, small.tour(asked, "a", "post", begin, end)).tours
    assert (list(tour.inside), tour.months_inside, tour.months) == (inside, months, 3 * (end - begin))


def test_demand_by_period():
    demand = [small.demand(1, 2, 2, 4), small.demand(0, 3, 4, 5)]
    asked = small.instance(calendar={"periods": 6}, posts=[{"demand": demand}])
    view = small.view(asked)
    assert view.min_of(asked.posts[0]) == [0, 0, 1, 1, 0, 0]
    assert view.target_of(asked.posts[0]) == [0, 0, 2, 2, 3, 0]


@pytest.mark.parametrize(("people", "present"), [(0, 0), (1, 1), (2, 2), (3, 2)])
def test_present_is_at_most_the_target(people, present):
    asked = small.instance(posts=[{"demand": [small.demand(1, 2)]}], specialists=[{"count": 3}])
    view = small.view(asked, *(small.tour(asked, "a", "post", 0, 1, unit=unit) for unit in range(people)))
    assert view.present(asked.posts[0]) == [present] + [0] * 11


def test_tours_of_a_person_come_in_order():
    asked = small.instance(specialists=[{"count": 2}])
    spans = ((5, 6, 0), (0, 1, 0), (3, 4, 1))
    view = small.view(asked, *(small.tour(asked, "a", "post", begin, end, unit=unit) for begin, end, unit in spans))
    starts = {person: [tour.tour.from_period for tour in tours] for person, tours in view.by_person.items()}
    assert starts == {("a", 0): [0, 5], ("a", 1): [3]}
