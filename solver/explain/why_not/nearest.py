"""Of all plans with a wish that cost no more than the best one found, the one in which the fewest tours change.

Plans of equal cost abound; without this, an answer would list people who move for no reason.
"""

from typing import NamedTuple

import numpy as np

from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.explain.conflict.world import Limits
from solver.model import Model
from solver.problem import Problem
from solver.program import Program, build
from solver.search import exact
from solver.search.levels import stages
from solver.settings import Settings
from solver.solve import decoded
from solver.start import columns_of

MOST_TOURS = 60_000
"""Candidate tours up to which a nearer plan is looked for."""
LEAST_SECONDS = 0.2


class Nearest(NamedTuple):
    """A plan near another one, and whether none of its cost is nearer."""

    plan: Plan
    proven: bool


def nearest(forced: Instance, plan: Plan, best: Plan, limits: Limits) -> Nearest:
    """Return a plan of the instance with the wish that costs what `best` does, level by level, as near to `plan` as was found."""
    if limits.left() < LEAST_SECONDS:
        return Nearest(best, proven=False)
    program = build(Problem(forced))
    if len(program.tours) > MOST_TOURS:
        return Nearest(best, proven=False)
    model = Model(program)
    _keep_the_cost(model, forced, best)
    _count_changes(model, plan)
    model.hint(columns_of(best, program.tours))
    within = exact.Limits(limits.until, Settings(seconds=limits.left()), limits.stop)
    found = exact.search(model, within, lambda _: None, exact.Found())
    if found.values is None:
        return Nearest(best, proven=False)
    nearer = decoded(program, found.values)
    objectives = [check(forced, one) for one in (nearer, best)]
    is_as_good = not objectives[0].hard and objectives[0].objective <= objectives[1].objective
    return Nearest(nearer, found.proven) if is_as_good else Nearest(best, proven=False)


def _keep_the_cost(model: Model, forced: Instance, best: Plan) -> None:
    """Keep the sum of each level at what the best plan has; a weighted objective is one level."""
    cost = {goal.name: goal.cost for goal in check(forced, best).goals}
    for stage in stages(forced.policy, tuple(model.program.amounts)):
        model.keep_within(stage.goals, sum(cost[goal] for goal in stage.goals))


def _count_changes(model: Model, plan: Plan) -> None:
    """Minimise the tours in exactly one of the two plans."""
    program: Program = model.program
    before = columns_of(plan, program.tours)
    columns = np.arange(len(before), dtype=np.int32)
    changes = model.sum(columns, np.where(before > 0, -1, 1).astype(np.int64))
    model.cp.minimize(changes + int(before.sum()))
