"""What is left when most columns stay: nothing that may move is lost, and what cannot move is left out."""

from itertools import product

import numpy as np
import pytest

from solver.search.incumbent import Plan, applied, plan_from
from solver.search.matrix import Matrix
from solver.search.restricted import Effort, Stopper, search_restricted
from solver.search.subproblem import Subproblem
from tests.solver.toy_matrix import toy

EFFORT = Effort(10.0, 60.0, 1)


def drawn(seed: int) -> tuple[Matrix, list[int]]:
    """Return a question of six columns and five rows drawn at random, and values that obey them."""
    rng = np.random.default_rng(seed)
    upper = rng.integers(1, 4, 6)
    values = [int(rng.integers(0, most + 1)) for most in upper]
    rows = []
    for _ in range(5):
        numbers = rng.integers(-3, 4, 6) * (rng.random(6) < 0.7)
        now = int(numbers @ values)
        least = now - int(rng.integers(0, 4)) if rng.random() < 0.5 else None
        most = now + int(rng.integers(0, 4)) if rng.random() < 0.7 else None
        rows.append((least, numbers.tolist(), most))
    return toy(rows, rng.integers(-9, 10, 6).tolist(), tours=4, upper=upper.tolist()), values


@pytest.mark.parametrize("seed", range(60))
def test_the_best_of_all_plans_is_found(seed: int) -> None:
    """Every plan of the free columns is tried one by one."""
    matrix, values = drawn(seed)
    free = np.sort(np.random.default_rng(seed).choice(6, 4, replace=False))
    begin = np.array(values)
    costs = []
    for some in product(*(range(matrix.upper[column] + 1) for column in free)):
        other = begin.copy()
        other[free] = some
        if not matrix.missed(matrix.activity(other)).any():
            costs.append(int(matrix.cost[free] @ other[free]))
    searched = search_restricted(matrix, plan_from(matrix, begin), free, EFFORT, Stopper())
    assert searched.proven
    assert searched.objective == searched.bound == min(costs)
    assert searched.change is not None
    after = applied(matrix, plan_from(matrix, begin), searched.change)
    assert after.missed == 0
    assert int(matrix.cost[free] @ after.values[free]) == min(costs)


def test_what_cannot_move_is_left_out() -> None:
    """One who serves keeps the others out; those keep out nobody."""
    one_at_most = [(None, [1, 1, 1, 0, 0], 1), (None, [0, 0, 0, 1, 1], 1)]
    matrix = toy(one_at_most, [3, -5, -6, -7, -8], tours=5, upper=[1] * 5)
    plan = plan_from(matrix, np.array([1, 0, 0, 0, 0]))
    left = Subproblem(matrix, plan, np.array([1, 2, 3, 4]), matrix.cost[1:])
    assert left.moving.tolist() == [2, 3]
    assert left.rows.toarray().tolist() == [[1, 1]]
    assert (left.above.tolist(), left.cost.tolist(), left.constant) == ([1], [-7, -8], 0)
    assert left.values(np.array([0, 1])).tolist() == [0, 0, 0, 1]


def test_what_must_be_is_a_constant() -> None:
    """Two short seats cannot be filled by the one tour that is free: one stays short whatever is done, and pays."""
    matrix = toy([(2, [1, 1], None)], [0, 10], tours=1, upper=[1, 9])
    left = Subproblem(matrix, plan_from(matrix, np.array([0, 2])), np.array([0, 1]), matrix.cost)
    assert (left.lower.tolist(), left.constant) == ([0, 1], 0)
    fixed = toy([(3, [1, 1], None)], [0, 10], tours=1, upper=[1, 2])
    nothing = Subproblem(fixed, plan_from(fixed, np.array([1, 2])), np.array([0, 1]), fixed.cost)
    assert (len(nothing.moving), nothing.rows.shape[0], nothing.constant) == (0, 0, 20)
    assert nothing.values(np.zeros(0, dtype=np.int64)).tolist() == [1, 2]


def test_missed_rows_bind_nothing() -> None:
    """What a plan misses may go on being missed: it says nothing of what may move."""
    matrix = toy([(None, [1, 1], 0)], [1, 1], upper=[1, 1])
    left = Subproblem(matrix, plan_from(matrix, np.array([1, 1])), np.array([0, 1]), matrix.cost)
    assert left.missed.tolist() == [2]
    assert left.moving.tolist() == [0, 1]


def test_where_no_values_obey_all_rows_that_is_said() -> None:
    """A part by itself may have no plan at all, though nothing is missed so far."""
    matrix = toy([(None, [2, 1], 1), (1, [2, 0], None)], [1, 1], upper=[1, 1])
    nothing = Plan(np.zeros(2, dtype=np.int64), np.zeros(2, dtype=np.int64), 0, 0)
    searched = search_restricted(matrix, nothing, np.array([0, 1]), EFFORT, Stopper())
    assert (searched.infeasible, searched.proven, searched.change) == (True, False, None)


def measured(numbers: list[int], most: int = 0, least: int | None = None, price: int = 7) -> Matrix:
    """Return a question of two tours that save 5 each, and of what measures their row, at most two, at a price each."""
    rows = [(least, [*numbers, -1], most), (None, [1, 1, 0], 1)]
    return toy(rows, [-5, -5, price], tours=2, upper=[1, 1, 2])


def left_of(matrix: Matrix, values: list[int]) -> Subproblem:
    return Subproblem(matrix, plan_from(matrix, np.array(values)), np.arange(len(values)), matrix.cost)


def test_a_measure_is_what_it_measures() -> None:
    """It is no column: the tours pay it themselves, and its highest value is the limit of their row."""
    left = left_of(measured([2, 3]), [0, 0, 0])
    assert left.moving.tolist() == [0]  # the other would measure three, and two is the most
    assert (left.cost.tolist(), left.constant) == ([-5 + 2 * 7], 0)
    assert left.values(np.array([1])).tolist() == [1, 0, 2]
    assert left.begin(np.array([1, 0, 2])).tolist() == [1]


@pytest.mark.parametrize(
    ("matrix", "values"),
    [
        (measured([1, 1], price=-1), [0, 0, 0]),  # it would rather measure too much
        (measured([1, 1], most=1), [0, 0, 0]),  # it need not measure the first
        (measured([1, 1], least=-2), [0, 0, 0]),  # it may not measure two too much
        (measured([2, -1]), [0, 0, 0]),  # what it measures may be less than nothing
        (measured([1, 1]), [1, 0, 0]),  # the plan misses the row: it is softened
    ],
)
def test_what_measures_otherwise_is_a_column_like_others(matrix: Matrix, values: list[int]) -> None:
    assert 2 in left_of(matrix, values).moving
