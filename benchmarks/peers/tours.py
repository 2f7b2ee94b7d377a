"""A plain CP-SAT model over our tour table and rows: all parameters at their defaults, eight workers."""

from benchmarks.peers.cp_sat import minimise
from benchmarks.peers.entry import Asked, enter
from solver.decode import links_of, plan_of
from solver.domain.plan import Plan
from solver.model import Model
from solver.problem import Ints, Problem
from solver.program import Program, build

WORKERS = 8


def decoded(program: Program, values: Ints) -> Plan:
    """Return the plan of a program's column values."""
    return plan_of(values, program.tours, links_of(values, program))


def search(asked: Asked) -> None:
    """Minimise the sum of all goals in one model."""
    program = build(Problem(asked.instance))
    model = Model(program)
    model.minimise(program.amounts)
    asked.recording.built()
    minimise(asked, model.cp, lambda values: decoded(program, values), WORKERS, "")


if __name__ == "__main__":
    enter(search)
