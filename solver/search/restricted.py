"""A part of the question set free, all else as it is: built from the matrix, searched by CP-SAT with one worker."""

import threading
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from solver.errors import InternalError
from solver.incidence import distinct
from solver.posting import add_variables, hint, minimise, post
from solver.problem import Bools, Ints
from solver.search.divided_part import divided_part
from solver.search.incumbent import Change, Plan
from solver.search.matrix import Matrix, gathered
from solver.search.subproblem import BIG, Subproblem

CHAIN = 6
"""Auxiliaries are followed through rows of at most so many of them: chains of a post's periods, not all links of a supporter."""


@dataclass(frozen=True)
class Effort:
    """What a search of a part may take: deterministic time, seconds at most, a seed; whether CP-SAT makes cuts, and whether tours
    are divided by the pairing they need.

    Cuts are for a bound. A better plan comes sooner without (44 neighbourhoods of 480 people with free starts, 1.5 s each, three
    seeds: 14 % more gained; 40 with two batches a year as good, in 7 % less time).
    """

    deterministic: float
    seconds: float
    seed: int
    cuts: bool = True
    divided: bool = True


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
    part = _Part(matrix, plan, free, matrix.cost[free] if cost is None else cost, divided=effort.divided)
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

    def __init__(self, matrix: Matrix, plan: Plan, free: Ints, cost: Ints, *, divided: bool) -> None:
        self._plan, self._free = plan, free
        whole = Subproblem(matrix, plan, free, cost)
        self._left = (divided_part(whole) if divided else None) or whole
        self.cp = cp_model.CpModel()
        left = self._left
        add_variables(self.cp, left.lower, left.upper)
        self._slacks: list[int] = []
        self._post_rows()
        priced = np.flatnonzero(left.cost)
        numbers = left.cost[priced].tolist()
        if self._slacks:
            spread = int((np.abs(left.cost) * (left.upper - left.lower)).sum()) + 1
            numbers += [spread] * len(self._slacks)
        minimise(self.cp, priced.tolist() + self._slacks, numbers)
        hint(self.cp, range(len(left.lower)), left.begin(plan.values[free]).tolist())

    def _post_rows(self) -> None:
        left = self._left
        binary = (left.lower == 0) & (left.upper == 1)
        indptr, indices, data = left.rows.indptr.tolist(), left.rows.indices, left.rows.data
        for row, (below, above, missed) in enumerate(
            zip(left.below.tolist(), left.above.tolist(), left.missed.tolist(), strict=True)
        ):
            columns, numbers = indices[indptr[row] : indptr[row + 1]], data[indptr[row] : indptr[row + 1]]
            lower, upper = None if below == -BIG else below, None if above == BIG else above
            if missed:
                self._post_missed(columns, numbers, lower, upper, missed)
            else:
                post(self.cp, columns, numbers, lower, upper, binary)

    def _post_missed(self, columns: Ints, numbers: Ints, lower: int | None, upper: int | None, missed: int) -> None:
        """Let a row be missed as the plan does, at a price."""
        slack = add_variables(self.cp, np.array([0]), np.array([missed]))
        self._slacks.append(slack)
        with_slack, binary = np.append(columns, slack), np.zeros(slack + 1, dtype=bool)
        if lower is not None:
            post(self.cp, with_slack, np.append(numbers, 1), lower, None, binary)
        if upper is not None:
            post(self.cp, with_slack, np.append(numbers, -1), None, upper, binary)

    def search(self, effort: Effort, stop: Stopper) -> Searched:
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = 1
        parameters.linearization_level = 2
        parameters.cp_model_probing_level = 0
        parameters.find_big_linear_overlap = False
        parameters.cut_level = 1 if effort.cuts else 0
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
        spent, left = round(float(solver.response_proto.deterministic_time), 6), self._left
        bound = 0 if status == cp_model.INFEASIBLE else _up(solver.best_objective_bound) + left.constant
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            infeasible = status == cp_model.INFEASIBLE
            return Searched(None, None, bound, proven=False, infeasible=infeasible, deterministic_time=spent)
        solution = np.array(solver.response_proto.solution, dtype=np.int64)[: len(left.lower)]
        values = left.values(solution)
        moved = np.flatnonzero(values != self._plan.values[self._free])
        return Searched(
            Change(self._free[moved], values[moved]),
            round(solver.objective_value) + left.constant,
            bound,
            proven=status == cp_model.OPTIMAL,
            infeasible=False,
            deterministic_time=spent,
        )


def _up(bound: float) -> int:
    return int(np.ceil(bound - 1e-6))
