"""A plan to begin from, as values of the tour columns."""

import numpy as np

from solver.decode import plan_of
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.problem import Problem
from solver.start import columns_of
from solver.tours import Tours, candidates
from tests import small


def pool(**changes: object) -> Instance:
    return small.instance(
        specialists=[{"count": 3}, {"id": "b"}],
        tour_kinds=[{"rest_months": 1}],
        locked=[{"specialist": "b", "from_period": -2, "to_period": 1, "exact": False}],
        calendar={"periods": 4, "tail_periods": 0},
        posts=[{"demand": [small.demand(0, 3, 0, 4)]}],
        **changes,
    )


def table(instance: Instance) -> Tours:
    return candidates(Problem(instance))


def test_every_candidate_is_found_again() -> None:
    """Of a plan made of any one column, the values are that column."""
    for instance in (pool(), pool(rules={"rest": {"mode": "off"}})):  # one row for the pool, then one per unit
        tours = table(instance)
        for column in range(len(tours)):
            values = np.zeros(len(tours), dtype=np.int64)
            values[column] = 1
            assert columns_of(plan_of(values, tours, ()), tours).tolist() == values.tolist()


def test_units_of_a_pool_add_up() -> None:
    instance = pool()
    tours = table(instance)
    plan = small.plan(*(small.tour(instance, "a", "post", 1, 3, unit) for unit in range(3)))
    values = columns_of(plan, tours)
    (column,) = np.flatnonzero(values)
    assert values[column] == 3
    assert (tours.start[column], tours.end[column]) == (1, 3)


def test_a_unit_told_apart_is_its_own_column() -> None:
    instance = pool(rules={"rest": {"mode": "off"}})
    tours = table(instance)
    values = columns_of(small.plan(small.tour(instance, "a", "post", 1, 3, 2)), tours)
    (column,) = np.flatnonzero(values)
    assert tours.problem.people.unit[tours.person[column]] == 2


def test_what_is_no_candidate_is_left_out() -> None:
    instance = pool()
    tours = table(instance)
    known = small.tour(instance, "a", "post", 1, 3)
    strangers = [{"specialist": "c"}, {"post": "q"}, {"from_period": -1}, {"to_period": 5}, {"from_period": -9}]
    plan = Plan(tours=tuple(known.model_copy(update=strange) for strange in strangers))
    assert not columns_of(plan, tours).any()


def test_no_tours_at_all() -> None:
    instance = small.instance(specialists=[])
    assert columns_of(Plan(), table(instance)).tolist() == []
    known = small.instance()
    assert columns_of(small.plan(small.tour(known, "a", "post", 0, 3)), table(instance)).tolist() == []
