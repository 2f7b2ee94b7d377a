"""Columns and rows handed to CP-SAT in lists are the same model as expressions of variables."""

import numpy as np
from ortools.sat.python import cp_model

from solver.posting import add_variables, hint, minimise, post, variables_of


def test_the_model_is_that_of_expressions() -> None:
    plain = cp_model.CpModel()
    x, y, z = plain.new_bool_var(""), plain.new_int_var(-2, 7, ""), plain.new_bool_var("")
    plain.add_at_most_one(x, z)
    plain.add_linear_constraint(2 * x + 3 * y, -1, cp_model.INT_MAX)
    plain.add_linear_constraint(x + y, cp_model.INT_MIN, 1)
    plain.minimize(4 * x - 5 * z)
    plain.add_hint(y, 3)
    mine = cp_model.CpModel()
    binary = np.array([True, False, True])
    assert add_variables(mine, np.array([0, -2]), np.array([1, 7])) == 0
    assert add_variables(mine, np.array([0]), np.array([1])) == 2
    post(mine, np.array([0, 2]), np.array([1, 1]), None, 1, binary)
    post(mine, np.array([0, 1]), np.array([2, 3]), -1, None, binary)
    post(mine, np.array([0, 1]), np.array([1, 1]), None, 1, binary)
    minimise(mine, [0, 2], [4, -5])
    hint(mine, [1], [3])
    assert str(mine.proto) == str(plain.proto)


def test_objective_and_hint_replace_earlier_ones() -> None:
    model = cp_model.CpModel()
    x, y = variables_of(model, np.array([0, 0]), np.array([1, 1]))
    assert (x.index, y.index) == (0, 1)
    minimise(model, [0, 1], [1, 1])
    hint(model, [0], [1])
    minimise(model, [1], [7])
    hint(model, [1], [0])
    assert list(model.proto.objective.vars) == list(model.proto.solution_hint.vars) == [1]
    assert (list(model.proto.objective.coeffs), list(model.proto.solution_hint.values)) == ([7], [0])
