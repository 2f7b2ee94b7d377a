"""The goals, recomputed from the plan: one twin per goal, each an amount in the goal's unit."""

from collections.abc import Callable

from solver.checks.goals.gaps import gaps
from solver.checks.goals.milestones_missed import milestones_missed
from solver.checks.goals.pairing import pairing_changes, pairing_cost
from solver.checks.goals.preferences import preferences
from solver.checks.goals.shortage import below_target, shortage
from solver.checks.goals.tours import departures, off_pair, people_used
from solver.checks.goals.unfairness import unfairness
from solver.checks.view import PlanView
from solver.domain.instance import Instance

Twin = Callable[[Instance, PlanView], int]

TWINS: dict[str, Twin] = {
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
"""Goals by name; `rule_prices` is summed from the violations instead."""
