"""A program as a CP-SAT model: columns become Booleans or integers, lines become linear constraints."""

from collections.abc import Iterable, Sequence

import numpy as np
from ortools.sat.python import cp_model

from solver.incidence import Columns
from solver.posting import hint, post, variables_of
from solver.problem import Ints
from solver.program import Program


class Model:
    """The CP-SAT model of a program; `columns[i]` is the variable of column i."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.cp = cp_model.CpModel()
        self.columns = variables_of(self.cp, program.lower, program.upper)
        binary = program.upper == 1
        for line in program.lines:
            post(self.cp, line.columns, line.coefficients, line.lower, line.upper, binary)

    def minimise(self, goals: Iterable[str]) -> None:
        """Make the weighted sum of some goals the objective."""
        self.cp.clear_objective()
        self.cp.minimize(self._cost(goals))

    def keep_within(self, goals: Iterable[str], most: int) -> None:
        """Keep the weighted sum of some goals at or below a value from now on."""
        self.cp.add_linear_constraint(self._cost(goals), cp_model.INT_MIN, most)

    def _cost(self, goals: Iterable[str]) -> cp_model.LinearExpr:
        cost = self.program.cost(goals)
        columns = np.flatnonzero(cost)
        return self.sum(columns.astype(np.int32), cost[columns])

    def sum(self, columns: Columns, coefficients: Ints) -> cp_model.LinearExpr:
        """Return Σ coefficients × columns."""
        variables = [self.columns[column] for column in columns.tolist()]
        return cp_model.LinearExpr.weighted_sum(variables, coefficients.tolist())

    def values(self, solution: Sequence[int]) -> Ints:
        """Return the values of the program's columns in a solution of CP-SAT."""
        return np.array(solution, dtype=np.int64)

    def hint(self, values: Ints, columns: Ints | None = None) -> None:
        """Suggest values for the first columns, or for those named, in place of any earlier hint."""
        hint(self.cp, range(len(values)) if columns is None else columns.tolist(), values.tolist())
