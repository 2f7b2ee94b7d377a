"""A part whose tours are divided by the pairing they need: the same best plan of it, and a relaxation that says more."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.domain.instance import Instance
from solver.problem import Bools, Ints, Problem
from solver.program import build
from solver.search.divided_part import divided_part
from solver.search.incumbent import Plan, applied, plan_from
from solver.search.matrix import Matrix, matrix_of
from solver.search.restricted import Effort, Searched, Stopper, Surroundings, search_restricted
from solver.search.settle import settled
from solver.search.subproblem import BIG, Subproblem
from tests.solver.strategies import SMALL, instances
from tests.solver.toy_matrix import toy

EFFORT = Effort(5.0, 60.0, 1)


def searched(matrix: Matrix, plan: Plan, tours: Bools, *, divided: bool) -> tuple[Searched, Ints]:
    """Search what some tours may change, pairings too; return the plan after it as well."""
    free = Surroundings(matrix).with_auxiliaries(np.flatnonzero(tours))
    found = search_restricted(matrix, plan, free, replace(EFFORT, divided=divided), Stopper())
    return found, plan.values if found.change is None else applied(matrix, plan, found.change).values


@pytest.mark.slow
@settings(max_examples=100)
@given(instances(SMALL), st.integers(0, 2**31))
def test_the_best_is_the_same_whatever_stays(instance: Instance, seed: int) -> None:
    """Two parts one after the other: in the second the tours of the first stay, within a pairing or off it."""
    program, rng = build(Problem(instance)), np.random.default_rng(seed)
    matrix = matrix_of(program, program.cost(program.amounts))
    plan = plan_from(matrix, settled(matrix, matrix.lower.copy()))
    for tours in (rng.random(matrix.tours) < 0.5 for _ in range(2)):
        plain, _ = searched(matrix, plan, tours, divided=False)
        found, values = searched(matrix, plan, tours, divided=True)
        assert (found.infeasible, found.objective, found.bound) == (plain.infeasible, plain.objective, plain.bound)
        after = plan_from(matrix, values)
        assert after.missed == 0 or plan.missed
        if found.change is not None and not plan.missed:
            assert after.objective - plan.objective == found.objective - _cost(matrix, plan, tours)
        plan = after


def _cost(matrix: Matrix, plan: Plan, tours: Bools) -> int:
    free = Surroundings(matrix).with_auxiliaries(np.flatnonzero(tours))
    return int(matrix.cost[free] @ plan.values[free])


def paired(price: int = 7, most: int = 2, measured: int = 2) -> Matrix:
    """Return a question of two tours that save 5 each, their pairing at 3, and what counts those off it, at a price each."""
    rows = [(None, [1, 1, -most, -1], 0), (None, [1, 1, 0, 0], 2)]
    return toy(rows, [-5, -5, 3, price], tours=2, upper=[1, 1, 1, measured], pairings=[2])


def left_of(matrix: Matrix, values: list[int], free: list[int]) -> Subproblem:
    return Subproblem(matrix, plan_from(matrix, np.array(values)), np.array(free), matrix.cost[free])


def test_a_tour_within_its_pairing_and_off_it_are_two_columns() -> None:
    """Off it, it pays what counted it; within it, each for itself needs the pairing."""
    divided = divided_part(left_of(paired(), [0, 0, 0, 0], [0, 1, 2, 3]))
    assert divided is not None
    assert divided.cost.tolist() == [-5, -5, 3, 0, 2, 2]
    assert divided.upper.tolist() == [1, 1, 1, 0, 1, 1]
    assert [1, 1, -2, 0, 0, 0] in divided.rows.toarray().tolist()
    assert divided.values(np.array([1, 0, 1, 0, 0, 0])).tolist() == [1, 0, 1, 0]
    assert divided.values(np.array([0, 0, 0, 0, 1, 1])).tolist() == [1, 1, 0, 2]


def test_who_stays_is_counted_off_pair_too() -> None:
    """One serves already, off pair: with the pairing there is room for one more, and what the other cost is saved."""
    divided = divided_part(left_of(paired(), [1, 0, 0, 1], [1, 2, 3]))
    assert divided is not None
    assert (divided.cost.tolist(), divided.constant) == ([-5, 3 - 7, 0, 2], 7)
    assert [1, -1, 0, 0] in divided.rows.toarray().tolist()
    assert divided.values(np.array([0, 0, 0, 1])).tolist() == [1, 0, 2]
    assert divided.values(np.array([1, 1, 0, 0])).tolist() == [1, 1, 0]
    assert divided.begin(np.array([1, 0, 2])).tolist() == [0, 0, 0, 1]
    assert divided.begin(np.array([1, 1, 0])).tolist() == [1, 1, 0, 0]


def test_rows_of_tours_alone_are_divided_by_the_pairing_that_these_need() -> None:
    """Three tours of which two stand in a row by themselves; the third needs no pairing and is left out of it."""
    rows = [(None, [1, 1, 0, -2, -1], 0), (None, [1, 1, 1, 0, 0], 1)]
    matrix = toy(rows, [-5, -5, -5, 3, 7], tours=3, upper=[1, 1, 1, 1, 2], pairings=[3])
    divided = divided_part(left_of(matrix, [0] * 5, [0, 1, 2, 3, 4]))
    assert divided is not None
    # the row of the three as it is, and that of the two within their pairing, which says more than two for each pairing
    assert divided.rows.toarray().tolist() == [[1, 1, 1, 0, 0, 1, 1], [1, 1, 0, -1, 0, 0, 0]]
    assert (divided.below.tolist(), divided.above.tolist()) == ([-BIG, -BIG], [1, 0])


def test_a_tour_is_there_once_where_no_row_says_so() -> None:
    """Two of three may be there, so each might be so within its pairing and off it."""
    rows = [(None, [1, 1, 0, -2, -1], 0), (None, [1, 1, 1, 0, 0], 2)]
    matrix = toy(rows, [-5, -5, -5, 3, 7], tours=3, upper=[1, 1, 1, 1, 2], pairings=[3])
    divided = divided_part(left_of(matrix, [0] * 5, [0, 1, 2, 3, 4]))
    assert divided is not None
    assert divided.rows.toarray().tolist()[2:] == [[1, 0, 0, 0, 0, 1, 0], [0, 1, 0, 0, 0, 0, 1]]
    assert divided.above.tolist() == [2, 0, 1, 1]


def test_no_more_are_within_a_pairing_than_there_are() -> None:
    """A pairing for four says as much as one for two; each tour is there once, within it or off it."""
    divided = divided_part(left_of(paired(most=4, measured=4), [0, 0, 0, 0], [0, 1, 2, 3]))
    assert divided is not None
    rows = [[1, 1, -2, 0, 0, 0], [1, 0, 0, 0, 1, 0], [0, 1, 0, 0, 0, 1]]
    assert divided.rows.toarray().tolist() == rows
    assert divided.above.tolist() == [0, 1, 1]


def test_those_who_stay_take_room_within_a_pairing() -> None:
    """One of three stays, who makes room for one less."""
    rows = [(None, [1, 1, 1, -2, -1], 0), (None, [1, 1, 1, 0, 0], 3)]
    matrix = toy(rows, [-5, -5, -5, 3, 7], tours=3, upper=[1, 1, 1, 1, 3], pairings=[3])
    divided = divided_part(left_of(matrix, [1, 0, 0, 0, 1], [1, 2, 3, 4]))
    assert divided is not None
    assert [1, 1, -1, 0, 0, 0] in divided.rows.toarray().tolist()


def test_rows_that_count_tours_otherwise_are_not_divided() -> None:
    """One that counts a tour twice, or the other way round, is no row of so many at most."""
    rows = [(None, [1, 1, -2, -1], 0), (None, [2, 1, 0, 0], 2), (None, [1, -1, 0, 0], 0)]
    matrix = toy(rows, [-5, -5, 3, 7], tours=2, upper=[1, 1, 1, 2], pairings=[2])
    divided = divided_part(left_of(matrix, [0] * 4, [0, 1, 2, 3]))
    assert divided is not None
    within = [row for row in divided.rows.toarray().tolist() if row[2]]
    assert within == [[1, 1, -2, 0, 0, 0]]


def row(
    numbers: list[int],
    least: int | None = None,
    most: int = 0,
    also: list[int] | None = None,
    pairings: tuple[int, ...] = (4, 5),
) -> Matrix:
    """Return a question of four tours, two pairings and what counts those off the first one; perhaps a second row."""
    rows = [(least, numbers, most), (None, [1, 1, 1, 1, 0, 0, 0], 4), *([(None, also, 4)] if also else [])]
    return toy(rows, [-5, -5, -5, -5, 3, 3, 7], tours=4, upper=[1, 1, 1, 1, 1, 1, 4], pairings=pairings)


NOBODY = [0] * 7
ALL = [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("matrix", "values", "free"),
    [
        (paired(), [0, 0, 0, 0], [0, 1, 3]),  # the pairing stays
        (paired(measured=1), [0, 0, 0, 0], [0, 1, 2, 3]),  # at most one may be off pair: the row says so
        (paired(price=-1), [0, 0, 0, 0], [0, 1, 2, 3]),  # more than are off pair would be counted
        (paired(), [1, 0, 0, 0], [0, 1, 2, 3]),  # the plan misses the row: it is softened
        (row([1, 1, 1, 1, -2, 0, -1], least=-3), NOBODY, ALL),  # so many must be off pair at least
        (row([1, 1, 1, 1, -2, 0, -1], also=[0, 0, 0, 0, 3, 0, 4]), NOBODY, ALL),  # what is counted counts elsewhere too
        (row([1, 1, 1, 1, -2, -1, -1]), NOBODY, ALL),  # two pairings make room
        (row([1, 1, 1, 1, -2, 0, -1], pairings=(5,)), NOBODY, ALL),  # what makes room is no pairing
        (row([1, 1, 1, 1, -2, 0, -1], most=1), NOBODY, ALL),  # one is never counted
        (row([2, 1, 1, 1, -2, 0, -1]), NOBODY, ALL),  # one counts twice
        (row([1, 1, 1, 1, -2, 0, -1]), [1, 1, 1, 0, 0, 0, 3], [3, 4, 5, 6]),  # more stay than the pairing has room for
    ],
)
def test_what_is_no_such_row_stays_as_it_is(matrix: Matrix, values: list[int], free: list[int]) -> None:
    assert divided_part(left_of(matrix, values, free)) is None


def test_that_row_alone_is_divided() -> None:
    """The question of the cases above without what each of them has besides."""
    assert divided_part(left_of(row([1, 1, 1, 1, -2, 0, -1]), NOBODY, ALL)) is not None
