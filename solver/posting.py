"""Columns and linear rows as CP-SAT takes them: Booleans where it can be, at-most-one where it is said so.

Columns are named by their numbers in the model, and numbers are handed over list by list: a linear expression of variables costs
three times as much, which was half of the time of a neighbourhood.
"""

from collections.abc import Sequence

import numpy as np
from ortools.sat.python import cp_model
from ortools.sat.python.cp_model_helper import IntegerVariableProto

from solver.incidence import Columns
from solver.lines import Coefficients
from solver.problem import Bools, Ints


def add_variables(cp: cp_model.CpModel, lower: Ints, upper: Ints) -> int:
    """Add a variable for each pair of bounds; return the number of the first."""
    variables = cp.proto.variables
    first = len(variables)
    binary = IntegerVariableProto()
    binary.domain.extend((0, 1))
    variables.extend([binary] * len(lower))
    for place in np.flatnonzero((lower != 0) | (upper != 1)).tolist():
        domain = variables[first + place].domain
        domain.clear()
        domain.extend((int(lower[place]), int(upper[place])))
    return first


def variables_of(cp: cp_model.CpModel, lower: Ints, upper: Ints) -> list[cp_model.IntVar]:
    """Return a new variable for each pair of bounds, to make expressions of."""
    first = add_variables(cp, lower, upper)
    return [cp.get_int_var_from_proto_index(first + place) for place in range(len(lower))]


def post(
    cp: cp_model.CpModel,
    columns: Columns | Ints,
    coefficients: Coefficients,
    lower: int | None,
    upper: int | None,
    binary: Bools,
) -> None:
    """Add  lower ≤ Σ coefficients × columns ≤ upper; a missing limit is none. `binary` marks the columns from 0 to 1."""
    constraint = cp.proto.constraints.add()
    if lower is None and upper == 1 and bool((coefficients == 1).all() and binary[columns].all()):
        constraint.at_most_one.literals.extend(columns.tolist())
        return
    linear = constraint.linear
    linear.vars.extend(columns.tolist())
    linear.coeffs.extend(coefficients.tolist())
    linear.domain.extend((cp_model.INT_MIN if lower is None else lower, cp_model.INT_MAX if upper is None else upper))


def minimise(cp: cp_model.CpModel, columns: Sequence[int], cost: Sequence[int]) -> None:
    """Make  Σ cost × columns  the objective, in place of any earlier one."""
    cp.clear_objective()
    objective = cp.proto.objective
    objective.scaling_factor = 1.0
    objective.vars.extend(columns)
    objective.coeffs.extend(cost)


def hint(cp: cp_model.CpModel, columns: Sequence[int], values: Sequence[int]) -> None:
    """Suggest values of some columns, in place of any earlier hint."""
    cp.clear_hints()
    suggested = cp.proto.solution_hint
    suggested.vars.extend(columns)
    suggested.values.extend(values)
