"""A program as a CP-SAT model: columns become Booleans or integers, lines become linear constraints."""

from collections.abc import Iterable, Sequence

import numpy as np
from ortools.sat.python import cp_model

from solver.incidence import Columns
from solver.lines import Line
from solver.problem import Ints
from solver.program import Program


class Model:
    """The CP-SAT model of a program; `columns[i]` is the variable of column i."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.cp = cp_model.CpModel()
        self.columns = [
            self.cp.new_bool_var("") if (lower, upper) == (0, 1) else self.cp.new_int_var(lower, upper, "")
            for lower, upper in zip(program.lower.tolist(), program.upper.tolist(), strict=True)
        ]
        self._binary = program.upper == 1
        for line in program.lines:
            self._post(line)

    def _post(self, line: Line) -> None:
        variables = [self.columns[column] for column in line.columns.tolist()]
        if self._is_at_most_one(line):
            self.cp.add_at_most_one(variables)
            return
        activity = cp_model.LinearExpr.weighted_sum(variables, line.coefficients.tolist())
        lower = cp_model.INT_MIN if line.lower is None else line.lower
        upper = cp_model.INT_MAX if line.upper is None else line.upper
        self.cp.add_linear_constraint(activity, lower, upper)

    def _is_at_most_one(self, line: Line) -> bool:
        plain = line.lower is None and line.upper == 1 and bool((line.coefficients == 1).all())
        return plain and bool(self._binary[line.columns].all())

    def minimise(self, goals: Iterable[str]) -> Ints:
        """Make the weighted sum of some goals the objective; return the cost of each column."""
        cost = self.program.cost(goals)
        columns = np.flatnonzero(cost)
        self.cp.clear_objective()
        self.cp.minimize(self.sum(columns.astype(np.int32), cost[columns]))
        return cost

    def keep_within(self, goals: Iterable[str], most: int) -> None:
        """Keep the weighted sum of some goals at or below a value from now on."""
        cost = self.program.cost(goals)
        columns = np.flatnonzero(cost)
        self.cp.add_linear_constraint(self.sum(columns.astype(np.int32), cost[columns]), cp_model.INT_MIN, most)

    def sum(self, columns: Columns, coefficients: Ints) -> cp_model.LinearExpr:
        """Return Σ coefficients × columns."""
        variables = [self.columns[column] for column in columns.tolist()]
        return cp_model.LinearExpr.weighted_sum(variables, coefficients.tolist())

    def values(self, solution: Sequence[int]) -> Ints:
        """Return the values of the program's columns in a solution of CP-SAT."""
        return np.array(solution, dtype=np.int64)

    def hint(self, values: Ints) -> None:
        """Suggest values for the first columns, in place of any earlier hint."""
        self.cp.clear_hints()
        for variable, value in zip(self.columns, values.tolist(), strict=False):
            self.cp.add_hint(variable, value)
