"""Columns and linear rows as CP-SAT takes them: Booleans where it can be, at-most-one where it is said so."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from solver.lines import Coefficients
from solver.problem import Bools, Ints


def variables_of(cp: cp_model.CpModel, lower: Ints, upper: Ints) -> list[cp_model.IntVar]:
    """Return a new variable for each pair of bounds."""
    return [
        cp.new_bool_var("") if bounds == (0, 1) else cp.new_int_var(*bounds, "")
        for bounds in zip(lower.tolist(), upper.tolist(), strict=True)
    ]


def post(
    cp: cp_model.CpModel,
    variables: Sequence[cp_model.IntVar],
    coefficients: Coefficients,
    lower: int | None,
    upper: int | None,
    binary: Bools,
) -> None:
    """Add  lower ≤ Σ coefficients × variables ≤ upper; a missing limit is none. `binary` marks variables of upper bound 1."""
    if lower is None and upper == 1 and bool((coefficients == 1).all() and binary.all()):
        cp.add_at_most_one(variables)
        return
    activity = cp_model.LinearExpr.weighted_sum(variables, coefficients.tolist())
    least, most = cp_model.INT_MIN if lower is None else lower, cp_model.INT_MAX if upper is None else upper
    cp.add_linear_constraint(activity, least, most)
