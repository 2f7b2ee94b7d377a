"""The goals as code: each a linear amount in its own unit. `rule_prices` comes from the rules themselves."""

from collections.abc import Callable

from solver.goals.below_target import below_target
from solver.goals.gaps import gaps
from solver.goals.milestones_missed import milestones_missed
from solver.goals.off_pair import off_pair
from solver.goals.pairing_changes import pairing_changes
from solver.goals.pairing_cost import pairing_cost
from solver.goals.people_used import people_used
from solver.goals.shortage import shortage
from solver.goals.single_tours import departures, preferences
from solver.goals.unfairness import unfairness
from solver.problem import Problem
from solver.rules.parts import Expression
from solver.tours import Tours

GOALS: dict[str, Callable[[Tours, Problem], Expression]] = {
    "shortage": shortage,
    "milestones_missed": milestones_missed,
    "below_target": below_target,
    "off_pair": off_pair,
    "gaps": gaps,
    "pairing_changes": pairing_changes,
    "pairing_cost": pairing_cost,
    "unfairness": unfairness,
    "departures": departures,
    "preferences": preferences,
    "people_used": people_used,
}
