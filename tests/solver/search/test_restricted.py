"""A part set free: what measures a row is left out of the model, and still pays and still ends."""

from dataclasses import replace

import numpy as np
import pytest
from ortools.sat.python import cp_model

from solver.search import restricted
from solver.search.incumbent import applied, plan_from
from solver.search.matrix import Matrix
from solver.search.restricted import Effort, Stopper, search_restricted
from solver.search.subproblem import Subproblem
from tests.solver.toy_matrix import toy

EFFORT = Effort(1.0, 60.0, 1)


def measured(most: int, price: int = 1) -> Matrix:
    """Return a question of two tours, each of which saves 5, and of what counts both, up to `most` at a price each."""
    return toy([(None, [1, 1, -1], 0)], [-5, -5, price], tours=2, upper=[1, 1, most])


@pytest.mark.parametrize(
    ("matrix", "tours", "objective"),
    [
        (measured(most=2), 2, -8),
        (measured(most=1), 1, -4),
        (measured(most=0), 0, 0),
        (measured(most=2, price=6), 0, 0),
    ],
)
@pytest.mark.parametrize("begin", [[0, 0, 0], [0, 0, 9]])
def test_a_measure_pays_and_ends(matrix: Matrix, tours: int, objective: int, begin: list[int]) -> None:
    plan = plan_from(matrix, np.minimum(begin, matrix.upper))
    searched = search_restricted(matrix, plan, np.arange(3), EFFORT, Stopper())
    assert searched.proven
    assert searched.change is not None
    after = applied(matrix, plan, searched.change)
    assert (after.missed, after.objective, searched.objective) == (0, objective, objective)
    assert after.values[:2].sum() == after.values[2] == tours


@pytest.mark.parametrize(("cuts", "level"), [(True, 1), (False, 0)])
def test_cuts_are_made_if_asked_for(cuts: bool, level: int, monkeypatch: pytest.MonkeyPatch) -> None:
    levels, solve = list[int](), cp_model.CpSolver.solve

    def watched(solver: cp_model.CpSolver, model: cp_model.CpModel) -> cp_model.CpSolverStatus:
        levels.append(solver.parameters.cut_level)
        return solve(solver, model)

    monkeypatch.setattr(cp_model.CpSolver, "solve", watched)
    matrix = measured(most=2)
    plan = plan_from(matrix, matrix.lower)
    assert search_restricted(matrix, plan, np.arange(3), replace(EFFORT, cuts=cuts), Stopper()).objective == -8
    assert levels == [level]


@pytest.mark.parametrize("divided", [True, False])
def test_tours_are_divided_if_asked_for(divided: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[Subproblem]()
    monkeypatch.setattr(restricted, "divided_part", asked.append)
    matrix = measured(most=2)
    plan = plan_from(matrix, matrix.lower)
    assert search_restricted(matrix, plan, np.arange(3), replace(EFFORT, divided=divided), Stopper()).objective == -8
    assert len(asked) == divided
