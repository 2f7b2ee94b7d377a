"""From values to a plan: pools are dealt out to units, tours stand in order, with their days."""

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.decode import plan_of
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.problem import Problem
from solver.tours import Tours, candidates
from tests import small

PERIODS = 8


def pool(count: int, rest_months: int) -> Instance:
    return small.instance(
        specialists=[{"count": count}],
        tour_kinds=[{"rest_months": rest_months, "max_months": 4}],
        calendar={"periods": PERIODS, "tail_periods": 0},
        posts=[{"demand": [small.demand(0, count, 0, PERIODS)]}],
    )


def planned(instance: Instance, spans: list[tuple[int, int]]) -> Plan:
    """Return the plan that has a tour of the pool for each span."""
    tours = candidates(Problem(instance))
    values = np.zeros(len(tours), dtype=np.int64)
    for start, end in spans:
        values[column(tours, start, end)] += 1
    return plan_of(values, tours, ())


def column(tours: Tours, start: int, end: int) -> int:
    (found,) = np.flatnonzero((tours.start == start) & (tours.end == end))
    return int(found)


@pytest.mark.parametrize(
    ("spans", "units"),
    [
        ([(0, 2), (3, 5)], [0, 0]),  # a month of rest is enough
        ([(0, 2), (2, 4)], [0, 1]),
        ([(0, 3), (1, 2), (3, 5)], [0, 1, 1]),
        ([(0, 4), (0, 4)], [0, 1]),
        ([(0, 1), (0, 4), (2, 3), (4, 5), (5, 6)], [0, 1, 0, 0, 1]),  # in the order of departures
    ],
)
def test_the_lowest_unit_that_has_rested_goes(spans: list[tuple[int, int]], units: list[int]) -> None:
    plan = planned(pool(2, rest_months=1), spans)
    dealt = {(tour.from_period, tour.to_period, tour.unit) for tour in plan.tours}
    assert dealt == {(*span, unit) for span, unit in zip(spans, units, strict=True)}


@given(st.lists(st.tuples(st.integers(0, PERIODS - 1), st.integers(1, 4)), min_size=1, max_size=7), st.integers(1, 3))
def test_a_pool_can_be_dealt_out_where_no_period_has_too_many(spans: list[tuple[int, int]], rest: int) -> None:
    """Tours with their rests overlap at most so many times as there are people: then nobody is needed twice at once."""
    lasting = [(start, min(start + length, PERIODS)) for start, length in spans]
    count = max(sum(start <= period < end + rest for start, end in lasting) for period in range(PERIODS + rest))
    if count < 2:
        return  # a pool has two people at least
    plan = planned(pool(count, rest), lasting)
    assert sorted((tour.from_period, tour.to_period) for tour in plan.tours) == sorted(lasting)
    for unit in range(count):
        own = sorted((tour.from_period, tour.to_period) for tour in plan.tours if tour.unit == unit)
        for (_, ended), (began, _) in pairwise(own):
            assert began >= ended + rest


def test_tours_stand_by_post_and_departure_with_their_days() -> None:
    instance = small.instance(
        calendar={"start": "2026-01-28", "months_per_period": 3, "periods": 4, "tail_periods": 1},
        specialists=[{"id": "b"}, {"id": "a"}],
        posts=[{"id": "p", "demand": [small.demand(0, 2, 0, 4)]}, {"id": "o", "demand": [small.demand(0, 2, 0, 4)]}],
    )
    tours = candidates(Problem(instance))
    wanted = {("b", "p", 2, 5), ("a", "p", 2, 3), ("a", "p", 0, 1), ("b", "o", 0, 1)}
    values = np.array([_described(row, tours) in wanted for row in range(len(tours))], dtype=np.int64)
    plan = plan_of(values, tours, ())
    assert [(tour.post, tour.from_period, tour.specialist) for tour in plan.tours] == [
        ("p", 0, "a"),
        ("p", 2, "a"),
        ("p", 2, "b"),
        ("o", 0, "b"),
    ]
    assert (plan.tours[2].from_day, plan.tours[2].to_day) == (dt.date(2026, 7, 28), dt.date(2027, 4, 28))


def _described(row: int, tours: Tours) -> tuple[str, str, int, int]:
    person, post = tours.problem.people.specialists[tours.person[row]], tours.problem.instance.posts[tours.post[row]]
    return person.id, post.id, int(tours.start[row]), int(tours.end[row])


def test_what_is_missing_is_listed_below_minimum_and_target() -> None:
    instance = small.instance(
        calendar={"periods": 3, "tail_periods": 0},
        specialists=[{"count": 2}],
        tour_kinds=[{"rest_months": 1}],
        posts=[{"demand": [small.demand(1, 2, 0, 2)]}],
    )
    tours = candidates(Problem(instance))
    values = np.zeros(len(tours), dtype=np.int64)
    values[column(tours, 1, 2)] = 1
    listed = [(missing.period, missing.below, missing.missing) for missing in plan_of(values, tours, ()).shortages]
    assert listed == [(0, "min", 1), (0, "target", 1), (1, "target", 1)]
