"""What ruin and recreate sees of a question: it costs as much as the matrix says, and what may not be passed is known."""

import numpy as np
import pytest
import scipy.sparse as sp

from instances.synthetic import named, text
from solver.load import load_instance
from solver.problem import Ints, Problem
from solver.program import build
from solver.search.begin import begun
from solver.search.incumbent import applied, plan_from
from solver.search.landscape import OWED, activity_of, costs_of, landscape_of, standing, unit_of
from solver.search.matrix import FREE, WEAK, Matrix, Table, matrix_of
from solver.search.restricted import Effort, Stopper, Surroundings, search_restricted
from solver.search.ruin import anneal
from solver.search.settle import settled


def question(rows: list[list[int]], tours: int, **columns: list[int]) -> Matrix:
    """Return a matrix of some rows; `columns` are its limits, costs and pairings where they are not as usual."""
    table = sp.csr_array(np.array(rows, dtype=np.int32))
    height, width = table.shape

    def given(name: str, usual: int, size: int) -> Ints:
        return np.array(columns.get(name, [usual] * size), dtype=np.int64)

    no = np.zeros(height, dtype=bool)
    return Matrix(
        Table(table, tours),
        given("below", -FREE, height),
        given("above", FREE, height),
        given("lower", 0, width),
        given("upper", 1, width),
        given("cost", 0, width),
        no,
        no,
        np.array(columns.get("weak", [0] * height), dtype=bool),
        np.array(columns.get("pairings", []), dtype=np.int64),
    )


def cost_of(matrix: Matrix, values: Ints) -> int:
    """Return what the tours of some values cost at these pairings, all else being chosen as well as possible."""
    plan = plan_from(matrix, settled(matrix, values))
    free = np.setdiff1d(np.arange(matrix.tours, matrix.width), matrix.pairings)
    searched = search_restricted(matrix, plan, free, Effort(5.0, 60.0, 1), Stopper())
    assert searched.proven
    assert searched.change is not None
    best = applied(matrix, plan, searched.change)
    assert not best.missed
    return best.objective


@pytest.mark.slow
@pytest.mark.parametrize("name", ["s-batched-balanced-1", "s-free-tight-3"])
def test_a_plan_costs_what_the_matrix_says(name: str) -> None:
    """But for a constant: what pairings cost, and rows without tours. Weak goals are left out of both."""
    program = build(Problem(load_instance(text(named(name)))))
    matrix = matrix_of(program, program.cost([goal for goal in program.amounts if goal not in WEAK]))
    plan = begun(matrix, Surroundings(matrix), program.tours, None, Effort(1.0, 60.0, 1), Stopper())
    landscape, tours = landscape_of(matrix, plan.values, np.arange(matrix.tours))
    now, best = standing(landscape, plan.values[tours])
    apart, rng = cost_of(matrix, plan.values) - costs_of(landscape, now.times), np.random.default_rng(1)
    for _ in range(4):
        anneal(landscape, now, best, rng, 1000, 3000.0, 1000.0)
        values = plan.values.copy()
        values[matrix.tours :] = matrix.lower[matrix.tours :]
        values[matrix.pairings] = plan.values[matrix.pairings]
        values[tours] = now.times
        assert cost_of(matrix, values) - costs_of(landscape, now.times) == apart
        assert costs_of(landscape, now.times) == pytest.approx(best.costs[1])


def test_a_row_costs_what_softens_it() -> None:
    """Two wanted, 7 for each that is missing, 3 for each too many; a row that nothing softens is hard, others are not."""
    matrix = question(
        [[1, 1, 1, 1, -1], [1, 1, 0, 0, 0]],
        tours=3,
        below=[2, -FREE],
        above=[2, 1],
        upper=[3, 1, 1, 9, 9],
        cost=[10, 20, 30, 7, 3],
    )
    landscape, tours = landscape_of(matrix, np.zeros(5, dtype=np.int64), np.arange(3))
    assert tours.tolist() == [0, 1, 2]
    assert landscape.hard.tolist() == [False, True]
    table = [([0, 0, 0], 14), ([1, 0, 0], 10 + 7), ([0, 1, 1], 50), ([3, 0, 0], 30 + 3), ([3, 1, 1], 80 + 9)]
    assert [costs_of(landscape, np.array(times)) for times, _ in table] == [cost for _, cost in table]
    assert unit_of(landscape) == 7


def test_what_counts_in_two_rows_is_paid_for_once() -> None:
    """The one missing counts towards the least (of 1, 100 more if nobody comes) and towards the target (of 2)."""
    matrix = question([[1, 1, 1, 0], [1, 1, 1, 1]], tours=2, below=[1, 2], upper=[1, 1, 1, 1], cost=[0, 0, 100, 7])
    landscape, _ = landscape_of(matrix, np.zeros(4, dtype=np.int64), np.arange(2))
    assert [costs_of(landscape, np.array(times)) for times in ([0, 0], [1, 0], [1, 1])] == [107, 7, 0]


def test_pairings_stay_as_they_are() -> None:
    """The first pairing lets two tours be, the second none: its tour is barred, unless the plan has it."""
    matrix = question(
        [[1, 1, 0, -2, 0], [0, 0, 1, 0, -2]], tours=3, above=[0, 0], cost=[1, 1, 1, 50, 50], pairings=[3, 4]
    )
    landscape, tours = landscape_of(matrix, np.array([0, 0, 0, 1, 0]), np.arange(3))
    assert tours.tolist() == [0, 1]
    assert landscape.above.tolist() == [2]
    assert landscape.hard.all()
    _, with_planned = landscape_of(matrix, np.array([0, 0, 1, 1, 0]), np.arange(3))
    assert with_planned.tolist() == [0, 1, 2]


def test_only_the_tours_asked_for_and_those_of_the_plan_are_seen() -> None:
    matrix = question([[1, 1, 1], [0, 0, 1]], tours=3, above=[2, 1])
    landscape, tours = landscape_of(matrix, np.array([1, 0, 0]), np.array([1]))
    assert tours.tolist() == [0, 1]
    assert landscape.above.tolist() == [2]
    assert activity_of(landscape, np.array([1, 1])).tolist() == [2]


def test_weak_rows_are_left_out() -> None:
    matrix = question([[1, 1, 0], [1, 0, -1]], tours=2, above=[1, 0], cost=[0, 0, 5], weak=[0, 1])
    landscape, _ = landscape_of(matrix, np.zeros(3, dtype=np.int64), np.arange(2))
    assert landscape.above.tolist() == [1]
    assert costs_of(landscape, np.array([1, 0])) == 0


def test_what_nothing_softens_is_dearer_than_all_else() -> None:
    """A least that must be met, and a limit that tours with negative numbers make room below: both may be missed for a while."""
    matrix = question([[1, 1], [1, -1]], tours=2, below=[2, -FREE], above=[FREE, 0], cost=[4, 9])
    landscape, _ = landscape_of(matrix, np.zeros(2, dtype=np.int64), np.arange(2))
    assert not landscape.hard.any()
    assert costs_of(landscape, np.array([0, 0])) == 2 * 9 * OWED
    assert costs_of(landscape, np.array([1, 0])) == 2 * 9 * OWED + 4
    assert costs_of(landscape, np.array([1, 1])) == 13
