"""The two witnesses of a question: every plan that the checks accept, and every plan that the posted model allows."""

from collections.abc import Iterator

import numpy as np
from ortools.sat.python import cp_model

from solver.checks import check
from solver.decode import links_of, pairings_of, plan_of
from solver.domain.instance import Instance
from solver.domain.plan import PlannedPairing
from solver.model import Model
from solver.problem import Ints, Problem
from solver.program import build
from solver.tours import Tours, candidates
from tests.solver import conceivable

Tour = tuple[int, int, int, int, int]
"""Person, post, start, end, and how many units of a pool are on it."""
Chosen = tuple[frozenset[Tour], frozenset[PlannedPairing]]


def universe(instance: Instance) -> Tours:
    """Everybody × every start × every length, and the tours under way: at most 14, conceivable pairings included."""
    tours = candidates(Problem(instance), widest=True)
    assert len(tours) + len(conceivable.every_pairing(instance)) <= 14
    return tours


def judged_plans(instance: Instance, every_role: bool = False) -> Iterator[tuple[Chosen, set[str], int]]:
    """Yield every conceivable plan with the hard rules it breaks and its cost.

    A plan that has somebody in two places is not extended: no further tour repairs that. Nor is one that asks for more
    units than a pool has, which no plan can name.
    """
    tours = universe(instance)
    single = tours.problem.people.count[tours.person] == 1
    for pairings in conceivable.pairings(instance, every_role=every_role):
        pending: list[tuple[tuple[int, ...], int]] = [((), 0)]
        while pending:
            rows, following = pending.pop()
            chosen = np.zeros(len(tours), dtype=np.int64)
            np.add.at(chosen, list(rows), 1)
            if overloaded(tours, chosen):
                continue
            checked = check(instance, conceivable.with_pairings(instance, plan_of(chosen, tours, ()), pairings))
            broken = {violation.rule for violation in checked.hard}
            yield (keys(tours, chosen), frozenset(pairings)), broken, checked.objective
            if "one_place" not in broken:
                pending.extend(((*rows, row), row + int(single[row])) for row in range(following, len(tours)))


def allowed_plans(instance: Instance) -> dict[Chosen, int]:
    """Return every plan that the posted model allows, with its least cost."""
    program = build(Problem(instance))
    model = Model(program)
    cost = program.cost(program.amounts)
    best: dict[Chosen, int] = {}

    class Collector(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            values = np.array(self.response_proto.solution, dtype=np.int64)
            pairings = pairings_of(program.problem.pairs, links_of(values, program))
            plan = keys(program.tours, values[: len(program.tours)]), frozenset(pairings)
            best[plan] = min(best.get(plan, 10**9), int(cost @ values))

    solver = cp_model.CpSolver()
    solver.parameters.enumerate_all_solutions = True
    status = solver.solve(model.cp, Collector())
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE)
    assert status != cp_model.FEASIBLE, "all plans were enumerated"
    return best


def overloaded(tours: Tours, chosen: Ints) -> bool:
    """Return whether tours of a pool, rest included, need more units than it has at some start."""
    count = tours.problem.people.count
    for row in np.flatnonzero(chosen):
        person, start = tours.person[row], tours.start[row]
        covers = (tours.person == person) & (tours.start <= start) & (start < tours.end + tours.rest)
        if count[person] > 1 and chosen[covers].sum() > count[person]:
            return True
    return False


def keys(tours: Tours, chosen: Ints) -> frozenset[Tour]:
    table = tours.person, tours.post, tours.start, tours.end, chosen
    return frozenset(tuple(int(column[row]) for column in table) for row in np.flatnonzero(chosen))
