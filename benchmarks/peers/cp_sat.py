"""CP-SAT at its default parameters, with what it finds written down: shared by the peers that make a model for it."""

from collections.abc import Callable
from importlib.metadata import version

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.peers.entry import Asked
from solver.domain.plan import Plan
from solver.problem import Ints


class _Incumbents(cp_model.CpSolverSolutionCallback):
    def __init__(self, asked: Asked, decoded: Callable[[Ints], Plan]) -> None:
        super().__init__()
        self._asked, self._decoded = asked, decoded

    def on_solution_callback(self) -> None:
        """Keep a better plan."""
        values = np.array(self.response_proto.solution, dtype=np.int64)
        self._asked.recording.offer(round(self.objective_value), lambda: self._decoded(values))
        self._asked.recording.bound(round(self.best_objective_bound))


def minimise(asked: Asked, model: cp_model.CpModel, decoded: Callable[[Ints], Plan], workers: int, remark: str) -> None:
    """Search a model with so many workers until the time is over; `decoded` makes a plan of its variables' values."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = asked.seed
    solver.parameters.max_time_in_seconds = asked.recording.left()
    status = solver.solve(model, _Incumbents(asked, decoded))
    asked.recording.facts |= {
        "deterministic_time": round(solver.response_proto.deterministic_time, 3),
        "solver": f"CP-SAT {version('ortools')}, {remark}{workers} workers",
        "status": solver.status_name(status),
    }
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
        asked.recording.bound(round(solver.best_objective_bound))
