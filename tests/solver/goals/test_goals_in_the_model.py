"""The model counts every goal as its twin does: for each plan that the checks accept, the least that the model says it costs."""

import pytest
from ortools.sat.python import cp_model

from solver.checks import check
from solver.checks.goals import TWINS
from solver.goals import GOALS
from solver.model import Model
from solver.problem import Problem
from solver.program import Program, build
from solver.rules.pairing import paired
from tests import small
from tests.solver.goals.goal_toys import TOYS, asked, only
from tests.solver.toys import TWO
from tests.solver.witnesses import Chosen, judged_plans

CASES = [
    pytest.param(goal, number, id=f"{goal}-{number}") for goal, toys in TOYS.items() for number in range(len(toys))
]


def test_every_goal_has_a_toy() -> None:
    assert set(TOYS) == set(GOALS)
    assert set(GOALS) <= set(TWINS)


@pytest.mark.parametrize(("goal", "number"), CASES)
def test_the_model_counts_what_the_twin_counts(goal: str, number: int) -> None:
    instance = TOYS[goal][number]
    program = build(Problem(instance))
    accepted = {plan: cost for plan, broken, cost in judged_plans(instance) if not broken}
    counted = {plan: least_cost(program, plan) for plan in accepted}
    assert counted == accepted
    assert len(set(accepted.values())) > 1, "a toy has plans that differ in the goal"


LEVELS = [pytest.param(*case, id=f"below_target-{case}") for case in ((1, 1), (3, 1), (2, 9))]


@pytest.mark.parametrize(("level", "weight"), LEVELS)
def test_a_goal_of_an_earlier_level_is_counted_before_the_other(level: int, weight: int) -> None:
    goals = only(shortage=5, below_target=weight)
    goals["shortage"]["level"], goals["below_target"]["level"] = 2, level
    instance = asked(goals, periods=2, specialists=TWO, seats=(1, 3), objective="lexicographic")
    first = ("below_target",) if level < 2 else ("shortage",) if level > 2 else ("shortage", "below_target")
    program = build(Problem(instance))
    for plan in {plan for plan, broken, _ in judged_plans(instance) if not broken}:
        tours = (small.tour(instance, TWO[person]["id"], "post", start, end) for person, _, start, end, _ in plan[0])
        judged = check(instance, small.plan(*tours))
        assert least_cost(program, plan, first) == sum(goal.cost for goal in judged.goals if goal.name in first)


def least_cost(program: Program, plan: Chosen, goals: tuple[str, ...] | None = None) -> int | None:
    """Return the least cost, of some goals or all, that the model gives a plan; none if it does not allow it."""
    tours, pairings = plan
    times = {tour[:4]: tour[4] for tour in tours}
    model = Model(program)
    table = program.tours.person, program.tours.post, program.tours.start, program.tours.end
    rows = list(zip(*(column.tolist() for column in table), strict=True))
    for column, row in zip(model.columns[: len(rows)], rows, strict=True):
        model.cp.add(column == times.get(row, 0))
    if times.keys() - set(rows):
        return None
    chosen = {(pairing.supporter, pairing.target) for pairing in pairings}
    pairs = program.problem.pairs
    for link in pairs.links:
        if paired(link) in program.auxiliaries:
            column = model.columns[len(rows) + program.auxiliaries.index(paired(link))]
            names = pairs.instance.supporting_hospitals[link.supporter].id, pairs.targets[link.target].id
            model.cp.add(column == int(names in chosen))
    model.minimise(program.amounts if goals is None else goals)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.cp)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None
