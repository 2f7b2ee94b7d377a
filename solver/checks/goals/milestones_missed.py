"""Milestones missed: person-months that milestones lack, times their priority."""

from solver.checks.quota import months_missing
from solver.checks.view import PlanView
from solver.domain.instance import Instance


def milestones_missed(instance: Instance, view: PlanView) -> int:
    """Return the person-months missing × priority."""
    return sum(months_missing(asked, view) * asked.priority for asked in instance.milestones)
