"""A part of the question set free, all else as it is: built from the matrix, searched by CP-SAT with one worker."""

import threading
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp
from ortools.sat.python import cp_model

from solver.errors import InternalError
from solver.incidence import distinct
from solver.posting import post, variables_of
from solver.problem import Bools, Ints
from solver.search.incumbent import Change, Plan
from solver.search.matrix import FREE, Matrix, gathered

CHAIN = 6
"""Auxiliaries are followed through rows of at most so many of them: chains of a post's periods, not all links of a supporter."""

BIG = 1 << 50
"""What the activities of rows in a part are kept below."""


@dataclass(frozen=True)
class Effort:
    """What a search of a part may take: deterministic time, seconds at most, a seed."""

    deterministic: float
    seconds: float
    seed: int


@dataclass(frozen=True)
class Searched:
    """What the search of a part found: the change, if any plan was found; its bound; whether it is proven; the time spent."""

    change: Change | None
    objective: int | None
    bound: int
    proven: bool
    infeasible: bool
    deterministic_time: float


class Surroundings:
    """Which auxiliaries follow from which tours; computed once for a matrix."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        followed: Bools = matrix.length <= CHAIN
        followed[matrix.table.tours_of_row > 0] = False
        self._followed = followed

    def with_auxiliaries(self, tours: Ints, *, pairings: bool = True) -> Ints:
        """Return some tours with the auxiliaries that must be free with them, in rising order; pairings only if asked for."""
        matrix = self.matrix
        seen = np.zeros(matrix.width, dtype=bool)
        seen[tours] = True
        barred = seen.copy()
        barred[matrix.pairings] |= not pairings
        fresh = self._neighbours(tours, barred)
        while len(fresh):
            seen[fresh] = barred[fresh] = True
            rows = matrix.rows_of(fresh)
            found = gathered(matrix.rows.indptr, matrix.rows.indices, rows[self._followed[rows]])
            fresh = distinct(found[~barred[found]])
        return np.flatnonzero(seen)

    def _neighbours(self, tours: Ints, seen: Bools) -> Ints:
        matrix = self.matrix
        found = gathered(matrix.rows.indptr, matrix.rows.indices, matrix.rows_of(tours))
        found = found[found >= matrix.tours]
        return distinct(found[~seen[found]])


def search_restricted(
    matrix: Matrix, plan: Plan, free: Ints, effort: Effort, stop: "Stopper", cost: Ints | None = None
) -> Searched:
    """Search the question in which only the columns `free` may change, from the plan in hand.

    Rows that the plan misses may go on being missed, at a price above all else. `cost` replaces the objective's cost of
    the free columns. Raises InternalError if CP-SAT refuses the model.
    """
    part = _Part(matrix, plan, free, matrix.cost[free] if cost is None else cost)
    return part.search(effort, stop)


class Stopper:
    """Ends the searches of parts that are under way, from any thread, and keeps further ones from beginning."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self._running: set[cp_model.CpSolver] = set()
        self._lock = threading.Lock()

    def stop(self) -> None:
        """End all searches now; to be called again until they have ended (CP-SAT forgets an early stop)."""
        self.stopped.set()
        with self._lock:
            for solver in self._running:
                solver.stop_search()

    def begin(self, solver: cp_model.CpSolver) -> None:
        """Take a search under supervision."""
        with self._lock:
            self._running.add(solver)

    def end(self, solver: cp_model.CpSolver) -> None:
        """Let a search go."""
        with self._lock:
            self._running.discard(solver)


class _Part:
    """The CP-SAT model of a part."""

    def __init__(self, matrix: Matrix, plan: Plan, free: Ints, cost: Ints) -> None:
        self._plan, self._free, self._cost = plan, free, cost.copy()
        self.cp = cp_model.CpModel()
        self._lower, self._upper = matrix.lower[free], matrix.upper[free]
        self._measures = _Measures()
        rows = _RowsOfPart(matrix, plan, free)
        if not plan.missed:
            self._measures = rows.without_measures(matrix, self._cost, self._lower, self._upper)
        self._variables = variables_of(self.cp, self._lower, self._upper)
        self._binary = (self._lower == 0) & (self._upper == 1)
        self._missed: list[cp_model.IntVar] = []
        self._post_rows(rows)
        self._aim()

    def _post_rows(self, rows: "_RowsOfPart") -> None:
        part = rows.part
        most = part.maximum(0) @ self._upper + part.minimum(0) @ self._lower
        least = part.maximum(0) @ self._lower + part.minimum(0) @ self._upper
        below, above = rows.below.tolist(), rows.above.tolist()
        indptr, indices, data = part.indptr.tolist(), part.indices, part.data
        for row in np.flatnonzero((most > rows.above) | (least < rows.below)).tolist():
            columns = indices[indptr[row] : indptr[row + 1]]
            self._post(columns, data[indptr[row] : indptr[row + 1]], below[row], above[row], int(rows.missed[row]))

    def _post(self, columns: Ints, numbers: Ints, below: int, above: int, missed: int) -> None:
        variables = [self._variables[column] for column in columns.tolist()]
        lower, upper = None if below == -BIG else below, None if above == BIG else above
        if not missed:
            post(self.cp, variables, numbers, lower, upper, self._binary[columns])
            return
        activity = cp_model.LinearExpr.weighted_sum(variables, numbers.tolist())
        slack = self.cp.new_int_var(0, missed, "")
        self._missed.append(slack)
        if lower is not None:
            self.cp.add_linear_constraint(activity + slack, lower, cp_model.INT_MAX)
        if upper is not None:
            self.cp.add_linear_constraint(activity - slack, cp_model.INT_MIN, upper)

    def _aim(self) -> None:
        priced = np.flatnonzero(self._cost)
        variables = [self._variables[column] for column in priced.tolist()]
        numbers = self._cost[priced].tolist()
        if self._missed:
            spread = int((np.abs(self._cost) * (self._upper - self._lower)).sum()) + 1
            variables, numbers = variables + self._missed, numbers + [spread] * len(self._missed)
        self.cp.minimize(cp_model.LinearExpr.weighted_sum(variables, numbers))

    def search(self, effort: Effort, stop: Stopper) -> Searched:
        for variable, value in zip(self._variables, self._plan.values[self._free].tolist(), strict=True):
            self.cp.add_hint(variable, value)
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = 1
        parameters.linearization_level = 2
        parameters.cp_model_probing_level = 0
        parameters.random_seed = effort.seed
        parameters.max_deterministic_time = effort.deterministic
        parameters.max_time_in_seconds = max(effort.seconds, 0.01)
        stop.begin(solver)
        try:
            if stop.stopped.is_set():
                return Searched(None, None, 0, proven=False, infeasible=False, deterministic_time=0.0)
            status = solver.solve(self.cp)
        finally:
            stop.end(solver)
        return self._read(solver, status)

    def _read(self, solver: cp_model.CpSolver, status: cp_model.CpSolverStatus) -> Searched:
        if status == cp_model.MODEL_INVALID:
            raise InternalError("CP-SAT refused the model of a part")
        spent = round(float(solver.response_proto.deterministic_time), 6)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            bound = 0 if status == cp_model.INFEASIBLE else _up(solver.best_objective_bound)
            return Searched(
                None, None, bound, proven=False, infeasible=status == cp_model.INFEASIBLE, deterministic_time=spent
            )
        values = self._measures.measured(np.array(solver.response_proto.solution, dtype=np.int64)[: len(self._free)])
        moved = np.flatnonzero(values != self._plan.values[self._free])
        return Searched(
            Change(self._free[moved], values[moved]),
            round(solver.objective_value),
            _up(solver.best_objective_bound),
            proven=status == cp_model.OPTIMAL,
            infeasible=False,
            deterministic_time=spent,
        )


@dataclass
class _Measures:
    """Columns of a part that measure a row each, left out of its model: they are worth what the rest of the row is."""

    columns: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    rest: sp.csr_array | None = None

    def measured(self, values: Ints) -> Ints:
        """Return values with those of the measures."""
        if self.rest is not None:
            values[self.columns] = self.rest @ values
        return values


class _RowsOfPart:
    """The rows that a part touches: their entries in its columns, what they still allow, how much of them is missed."""

    def __init__(self, matrix: Matrix, plan: Plan, free: Ints) -> None:
        self._numbers = matrix.rows_of(free)
        numbers = self._numbers
        self.part = sp.csr_array(matrix.rows[numbers][:, free])
        fixed = plan.activity[numbers] - self.part @ plan.values[free]
        self.below, self.above = matrix.below[numbers] - fixed, matrix.above[numbers] - fixed
        self.below[matrix.below[numbers] <= -FREE] = -BIG
        self.above[matrix.above[numbers] >= FREE] = BIG
        self.missed = matrix.missed(plan.activity)[numbers] if plan.missed else np.zeros(len(numbers), dtype=np.int64)
        self._place = np.full(matrix.width, -1, dtype=np.int64)
        self._place[free] = np.arange(len(free))

    def without_measures(self, matrix: Matrix, cost: Ints, lower: Ints, upper: Ints) -> _Measures:
        """Take the measures out of the rows whose rest may not pass nought: the rest pays for itself (`cost`, `upper` change)."""
        measure = matrix.measure[self._numbers]
        place = np.where(measure >= 0, self._place[measure], -1)
        negative = (self.part.data < 0) | (lower[self.part.indices] < 0)
        of_row = np.repeat(np.arange(len(measure)), np.diff(self.part.indptr))
        fit = (place >= 0) & (self.above == 0) & (self.below == -BIG) & (cost[place] >= 0)
        fit &= np.bincount(of_row[negative], minlength=len(measure)) == 1
        rows = np.flatnonzero(fit)
        if not len(rows):
            return _Measures()
        columns = place[rows]
        rest = self.part[rows].maximum(0).tocsr()
        cost += rest.T @ cost[columns]
        cost[columns] = 0
        self.above[rows] = upper[columns]
        taken = sp.csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=self.part.shape)
        self.part = sp.csr_array(self.part + taken)
        self.part.eliminate_zeros()
        upper[columns] = 0
        return _Measures(columns, rest)


def _up(bound: float) -> int:
    return int(np.ceil(bound - 1e-6))
