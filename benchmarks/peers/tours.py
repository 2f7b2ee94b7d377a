"""A plain CP-SAT model over our tour table and rows: all parameters at their defaults, eight workers."""

from importlib.metadata import version

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.peers.entry import Asked, enter
from solver.decode import links_of, plan_of
from solver.domain.plan import Plan
from solver.model import Model
from solver.problem import Ints, Problem
from solver.program import Program, build

WORKERS = 8


class _Incumbents(cp_model.CpSolverSolutionCallback):
    def __init__(self, asked: Asked, program: Program) -> None:
        super().__init__()
        self._asked, self._program = asked, program

    def on_solution_callback(self) -> None:
        """Keep a better plan."""
        values = np.array(self.response_proto.solution, dtype=np.int64)
        self._asked.recording.offer(round(self.objective_value), lambda: decoded(self._program, values))
        self._asked.recording.bound(round(self.best_objective_bound))


def decoded(program: Program, values: Ints) -> Plan:
    """Return the plan of a program's column values."""
    return plan_of(values, program.tours, links_of(values, program))


def search(asked: Asked) -> None:
    """Minimise the sum of all goals in one model."""
    program = build(Problem(asked.instance))
    model = Model(program)
    model.minimise(program.amounts)
    asked.recording.built()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = asked.seed
    solver.parameters.max_time_in_seconds = asked.recording.left()
    status = solver.solve(model.cp, _Incumbents(asked, program))
    asked.recording.facts |= {
        "deterministic_time": round(solver.response_proto.deterministic_time, 3),
        "solver": f"CP-SAT {version('ortools')}, {WORKERS} workers",
        "status": solver.status_name(status),
    }
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
        asked.recording.bound(round(solver.best_objective_bound))


if __name__ == "__main__":
    enter(search)
