"""The CP-SAT model of a program whose tours are divided by the pairing that they need."""

from collections.abc import Iterable, Sequence

import numpy as np
from ortools.sat.python import cp_model

from solver.posting import hint, post, variables_of
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
        self._columns = variables_of(self.cp, self._divided.lower, self._divided.upper)
        self._binary = self._divided.upper == 1
        for row in range(len(self._divided.below)):
            self._post(row)

    def _post(self, row: int) -> None:
        rows, below, above = self._divided.rows, int(self._divided.below[row]), int(self._divided.above[row])
        entries = slice(rows.indptr[row], rows.indptr[row + 1])
        columns, numbers = rows.indices[entries], rows.data[entries]
        lower, upper = None if below <= -FREE else below, None if above >= FREE else above
        post(self.cp, columns, numbers, lower, upper, self._binary)

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
        hint(self.cp, range(len(self._columns)), self._divided.from_values(values).tolist())

    def values(self, solution: Sequence[int]) -> Ints:
        """Return the values of the program's columns in a solution of CP-SAT."""
        return self._divided.values(np.array(solution, dtype=np.int64))
