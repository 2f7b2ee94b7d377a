"""Departures, people used and off pair: what the tours cost by being there."""

from solver.checks.view import PlanView
from solver.domain.instance import Instance


def departures(instance: Instance, view: PlanView) -> int:
    """Return the tours that depart within the calendar."""
    return sum(not tour.under_way for tour in view.tours)


def people_used(instance: Instance, view: PlanView) -> int:
    """Return the persons, units of pools counted singly, who are on any tour."""
    return len({tour.person for tour in view.tours})


def off_pair(instance: Instance, view: PlanView) -> int:
    """Return the person-months in the horizon served from outside the target's supporters; 0 where `on_pair` is off."""
    if instance.policy.rules.mode("on_pair") == "off":
        return 0
    return sum(tour.months_inside for tour in view.tours if not tour.paired)
