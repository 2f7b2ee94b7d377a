"""Locked and forbidden."""

import pytest

from solver.checks.locked import forbidden, locked
from solver.domain.outcome import Violation
from tests import small


def place(*locks, forbid=(), **changes):
    """Return an instance with a person a, a pool b of three, and c from another hospital."""
    return small.instance(
        supporting_hospitals=[{}, {"id": "second"}],
        specialists=[{}, {"id": "b", "count": 3}, {"id": "c", "hospital": "second"}],
        posts=[{}, {"id": "other"}],
        locked=locks,
        forbidden=forbid,
        **changes,
    )


def count(asked, *tours):
    """Return how many violations there are."""
    return len(small.broken(locked, asked, *(small.tour(asked, *tour) for tour in tours)))


EXACT = {"from_period": 2, "to_period": 5}
PRESENT = EXACT | {"exact": False}


@pytest.mark.parametrize(
    ("tour", "times"),
    [
        (("a", "post", 2, 5), 0),
        (("a", "post", 2, 6), 1),
        (("a", "post", 2, 4), 1),
        (("a", "post", 1, 5), 1),
        (("a", "post", 3, 5), 1),
        (("a", "other", 2, 5), 1),
        (("b", "post", 2, 5), 1),
        (("c", "post", 2, 5), 1),
    ],
)
def test_an_exact_lock_is_this_tour(tour, times):
    assert count(place(EXACT | {"specialist": "a"}), tour) == times


@pytest.mark.parametrize(
    ("locks", "units", "times"),
    [
        ([{}], [2], 0),  # any unit
        ([{"unit": 1}], [1], 0),
        ([{"unit": 1}], [0], 1),
        ([{"unit": 0}], [1], 1),
        ([{}, {}], [0, 2], 0),  # two equal locks are two tours
        ([{}, {}], [0], 1),
        ([{}, {"note": "again"}], [0], 1),  # a remark changes nothing
        ([{}, {}], [0, 1, 2], 0),  # more do no harm
        ([{}, {"unit": 1}], [1], 0),  # two different locks may be the same tour
    ],
)
def test_locks_on_a_pool(locks, units, times):
    asked = place(*(EXACT | {"specialist": "b"} | lock for lock in locks))
    assert count(asked, *(("b", "post", 2, 5, unit) for unit in units)) == times


@pytest.mark.parametrize(("who", "times"), [("a", 0), ("b", 0), ("c", 1)])
def test_an_exact_lock_of_a_hospital(who, times):
    assert count(place(EXACT | {"hospital": "home"}), (who, "post", 2, 5)) == times


@pytest.mark.parametrize(
    ("tours", "periods"),
    [
        ([("a", "post", 2, 5)], []),
        ([("a", "post", 0, 9)], []),
        ([("a", "post", 3, 9)], [2]),
        ([("a", "post", 0, 4)], [4]),
        ([("a", "post", 0, 3), ("a", "post", 4, 9)], [3]),
        ([("a", "other", 0, 9)], [2, 3, 4]),
        ([("b", "post", 0, 9)], [2, 3, 4]),
        ([], [2, 3, 4]),
    ],
)
def test_presence(tours, periods):
    asked = place(PRESENT | {"specialist": "a"})
    found = small.broken(locked, asked, *(small.tour(asked, *tour) for tour in tours))
    assert [violation.period for violation in found] == periods


@pytest.mark.parametrize(
    ("lock", "tours", "times"),
    [
        ({"specialist": "b"}, [("b", "post", 2, 4, 0), ("b", "post", 4, 5, 1)], 0),  # units may relieve one another
        ({"specialist": "b", "unit": 0}, [("b", "post", 2, 4, 0), ("b", "post", 4, 5, 1)], 1),
        ({"hospital": "home"}, [("b", "post", 2, 4), ("a", "post", 4, 5)], 0),
        ({"hospital": "home"}, [("b", "post", 2, 4), ("c", "post", 4, 5)], 1),
    ],
)
def test_presence_by_several(lock, tours, times):
    assert count(place(PRESENT | lock), *tours) == times


def test_presence_is_asked_for_once():
    asked = place(PRESENT | {"specialist": "b"}, PRESENT | {"specialist": "b"})
    assert count(asked, ("b", "post", 2, 5)) == 0


UNDER_WAY = {"from_period": -2, "to_period": 3}
OPEN = UNDER_WAY | {"exact": False}


@pytest.mark.parametrize(
    ("lock", "tour", "times"),
    [
        (UNDER_WAY, ("a", "post", -2, 3), 0),
        (UNDER_WAY, ("a", "post", -2, 4), 2),  # the lock does not stand, and another tour is under way
        (UNDER_WAY, ("a", "post", -1, 3), 2),
        (OPEN, ("a", "post", -2, 3), 0),
        (OPEN, ("a", "post", -2, 8), 0),  # may end later
        (OPEN, ("a", "post", -2, 2), 2),  # not earlier
        (OPEN, ("a", "post", -3, 3), 2),
        (OPEN, ("a", "post", -1, 3), 2),
        (OPEN, ("a", "other", -2, 3), 2),
        (OPEN, ("b", "post", -2, 3), 2),
        (OPEN, ("a", "post", 0, 3), 1),  # begins now: not the tour under way, but none that nobody knows either
    ],
)
def test_under_way(lock, tour, times):
    assert count(place(lock | {"specialist": "a"}), tour) == times


def test_nothing_is_under_way_without_a_lock():
    assert count(place(), ("a", "post", -1, 3)) == 1
    assert count(place(), ("a", "post", 0, 3)) == 0


@pytest.mark.parametrize(
    ("locks", "tours", "times"),
    [
        ([UNDER_WAY, UNDER_WAY], [(3, 0), (3, 1)], 0),
        ([UNDER_WAY, UNDER_WAY], [(3, 0)], 1),
        ([UNDER_WAY], [(3, 0), (3, 1)], 1),  # one more than is known
        ([OPEN, OPEN], [(3, 0), (7, 1)], 0),
        ([OPEN, OPEN], [(7, 1)], 1),  # two left, two are there
        ([OPEN, OPEN | {"to_period": 5}], [(4, 0), (6, 1)], 0),
        ([OPEN | {"to_period": 5}, OPEN], [(4, 0), (6, 1)], 0),
        ([OPEN, OPEN | {"to_period": 5}], [(4, 0), (4, 1)], 2),
        ([OPEN, UNDER_WAY], [(3, 0), (6, 1)], 0),  # the exact one first
        ([OPEN, UNDER_WAY], [(6, 0), (3, 1)], 0),
        ([OPEN, OPEN | {"unit": 1}], [(4, 0), (6, 1)], 0),  # the named unit first
        ([OPEN, OPEN | {"unit": 1}], [(6, 0), (4, 1)], 0),
        ([OPEN | {"unit": 0}], [(4, 1)], 2),
    ],
)
def test_a_pool_under_way(locks, tours, times):
    asked = place(*({"specialist": "b"} | lock for lock in locks))
    assert count(asked, *(("b", "post", -2, end, unit) for end, unit in tours)) == times


@pytest.mark.parametrize(
    ("locks", "tours", "times"),
    [
        ([{"hospital": "home"}], ["a"], 0),
        ([{"hospital": "home"}], ["b"], 0),
        ([{"hospital": "home"}], ["c"], 2),
        ([{"hospital": "home"}, {"specialist": "a"}], ["a", "b"], 0),  # the person's own lock first
        ([{"hospital": "home"}, {"specialist": "b"}], ["b", "a"], 0),
        ([{"hospital": "home"}], ["a", "b"], 1),
    ],
)
def test_a_hospital_under_way(locks, tours, times):
    asked = place(*(UNDER_WAY | lock for lock in locks))
    assert count(asked, *((who, "post", -2, 3) for who in tours)) == times


@pytest.mark.parametrize(
    ("entry", "tour", "times"),
    [
        ({"specialist": "a"}, ("a", "post", 0, 3), 1),  # kept away from all posts
        ({"specialist": "a"}, ("b", "post", 0, 3), 0),
        ({"hospital": "home"}, ("b", "post", 0, 3), 1),
        ({"hospital": "home"}, ("c", "post", 0, 3), 0),
        ({"specialist": "a", "post": "post"}, ("a", "post", 0, 3), 1),
        ({"specialist": "a", "post": "post"}, ("a", "other", 0, 3), 0),
        ({"specialist": "a", "recipient": "away"}, ("a", "other", 0, 3), 1),
        ({"specialist": "a", "recipient": "elsewhere"}, ("a", "other", 0, 3), 0),
        ({"specialist": "a", "from_period": 2, "to_period": 5}, ("a", "post", 0, 2), 0),
        ({"specialist": "a", "from_period": 2, "to_period": 5}, ("a", "post", 0, 3), 1),
        ({"specialist": "a", "from_period": 2, "to_period": 5}, ("a", "post", 4, 6), 1),
        ({"specialist": "a", "from_period": 2, "to_period": 5}, ("a", "post", 5, 6), 0),
        ({"specialist": "a", "from_period": 2, "to_period": 5}, ("a", "post", 0, 9), 1),
        ({"specialist": "a", "from_period": 2}, ("a", "post", 0, 2), 0),
        ({"specialist": "a", "from_period": 2}, ("a", "post", 2, 3), 1),
        ({"specialist": "a", "to_period": 2}, ("a", "post", 2, 3), 0),
        ({"specialist": "a", "to_period": 2}, ("a", "post", 1, 3), 1),
    ],
)
def test_forbidden(entry, tour, times):
    recipients = {"recipient_hospitals": [{}, {"id": "elsewhere"}]}
    assert count(place(forbid=[entry], **recipients), tour) == times


def test_a_fact_is_not_forbidden_an_open_end_is():
    entry = {"specialist": "a"}
    assert count(place(UNDER_WAY | entry, forbid=[entry]), ("a", "post", -2, 3)) == 0
    assert count(place(OPEN | entry, forbid=[entry]), ("a", "post", -2, 3)) == 1


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize(("begin", "times"), [(0, 0), (1, 1)])
def test_a_lock_from_the_first_period_on_is_not_under_way(exact, begin, times):
    lock = {"specialist": "b", "from_period": 0, "to_period": 3, "exact": exact}
    under_way = UNDER_WAY | {"specialist": "a"}
    asked = place(under_way, lock, lock)
    tours = [("b", "post", begin, 3, unit) for unit in (0, 1)]
    assert count(asked, ("a", "post", -2, 3), *tours) == times


def test_a_tour_of_now_does_not_hide_one_under_way():
    assert count(place(), ("a", "post", 0, 3), ("b", "post", -2, 5)) == 1


def test_a_lock_under_way_that_nobody_serves():
    asked = place(OPEN | {"specialist": "a"})
    assert small.broken(locked, asked) == [
        Violation(rule="locked", hard=True, ids=("a", "post"), period=-2, found=0, limit=1)
    ]


def test_what_is_said():
    asked = place(
        EXACT | {"specialist": "b"},
        EXACT | {"specialist": "b"},
        EXACT | {"specialist": "b"},
        PRESENT | {"hospital": "second"},
        forbid=[{"specialist": "a"}],
    )
    spans = ("a", "post", -1, 4), ("b", "post", 2, 5), ("c", "post", 0, 4)
    tours = [small.tour(asked, *span) for span in spans]
    assert small.broken(locked, asked, *tours) == [
        Violation(rule="locked", hard=True, ids=("b", "post"), period=2, found=1, limit=3, units=2),
        Violation(rule="locked", hard=True, ids=("second", "post"), period=4, found=0, limit=1),
        Violation(rule="locked", hard=True, ids=("a", "post"), period=-1, found=4),
        Violation(rule="locked", hard=True, ids=("a", "post"), period=-1, found=4),
    ]


def test_forbidden_alone():
    asked = place(EXACT | {"specialist": "b"}, forbid=[{"specialist": "a"}])
    tour = small.tour(asked, "a", "post", 2, 4)
    found = [(breach.ids, breach.period, breach.found) for breach in forbidden(asked, small.view(asked, tour))]
    assert found == [(("a", "post"), 2, 4)]
