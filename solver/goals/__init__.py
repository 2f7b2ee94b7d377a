"""The goals as code: each a linear amount in its own unit. `rule_prices` comes from the rules themselves."""

from collections.abc import Callable

from solver.goals.below_target import below_target
from solver.goals.gaps import gaps
from solver.goals.milestones_missed import milestones_missed
from solver.goals.people_used import people_used
from solver.goals.shortage import shortage
from solver.goals.single_tours import departures, off_pair, preferences
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
    "unfairness": unfairness,
    "departures": departures,
    "preferences": preferences,
    "people_used": people_used,
}
