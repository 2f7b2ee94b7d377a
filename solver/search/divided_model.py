"""The CP-SAT model of a program whose tours are divided by the pairing that they need."""

from collections.abc import Iterable, Sequence

import numpy as np
from ortools.sat.python import cp_model

from solver.problem import Ints
from solver.program import Program
from solver.search.divided import divided
from solver.search.matrix import FREE


class DividedModel:
    """Like `solver.model.Model` for its callers: they see the columns of the program only."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.cp = cp_model.CpModel()
        self._divided = divided(program)
        lower, upper = self._divided.lower.tolist(), self._divided.upper.tolist()
        self._columns = [
            self.cp.new_bool_var("") if bounds == (0, 1) else self.cp.new_int_var(*bounds, "")
            for bounds in zip(lower, upper, strict=True)
        ]
        for row in range(len(self._divided.below)):
            self._post(row)

    def _post(self, row: int) -> None:
        rows, below, above = self._divided.rows, int(self._divided.below[row]), int(self._divided.above[row])
        entries = slice(rows.indptr[row], rows.indptr[row + 1])
        columns, numbers = rows.indices[entries], rows.data[entries]
        variables = [self._columns[column] for column in columns.tolist()]
        if below <= -FREE and above == 1 and (numbers == 1).all() and (self._divided.upper[columns] == 1).all():
            self.cp.add_at_most_one(variables)
            return
        activity = cp_model.LinearExpr.weighted_sum(variables, numbers.tolist())
        lower = cp_model.INT_MIN if below <= -FREE else below
        self.cp.add_linear_constraint(activity, lower, cp_model.INT_MAX if above >= FREE else above)

    def minimise(self, goals: Iterable[str]) -> None:
        """Make the weighted sum of some goals the objective."""
        self.cp.clear_objective()
        self.cp.minimize(self._sum(goals))

    def keep_within(self, goals: Iterable[str], most: int) -> None:
        """Keep the weighted sum of some goals at or below a value from now on."""
        self.cp.add_linear_constraint(self._sum(goals), cp_model.INT_MIN, most)

    def _sum(self, goals: Iterable[str]) -> cp_model.LinearExpr:
        cost: Ints = self._divided.columns.T @ self.program.cost(goals)
        columns = np.flatnonzero(cost)
        variables = [self._columns[column] for column in columns.tolist()]
        return cp_model.LinearExpr.weighted_sum(variables, cost[columns].tolist())

    def hint(self, values: Ints) -> None:
        """Suggest values of the program's columns, in place of any earlier hint."""
        self.cp.clear_hints()
        for variable, value in zip(self._columns, self._divided.from_values(values).tolist(), strict=True):
            self.cp.add_hint(variable, value)

    def values(self, solution: Sequence[int]) -> Ints:
        """Return the values of the program's columns in a solution of CP-SAT."""
        return self._divided.values(np.array(solution, dtype=np.int64))
