"""Unfairness: how unevenly supporting hospitals are called on, for what they can spare."""

from solver.checks.eligible import eligible_supporters
from solver.checks.view import PlanView
from solver.domain.document import at_period
from solver.domain.hospitals import SupportingHospital
from solver.domain.instance import Instance


def unfairness(instance: Instance, view: PlanView) -> int:
    """Return max − min over supporting hospitals with an eligible tour of their load, in thousandths."""
    loads = []
    for hospital in eligible_supporters(instance):
        capacity = capacity_months(instance, view, hospital)
        if capacity > 0:
            served = sum(tour.months_inside for tour in view.by_supporter.get(hospital.id, ()))
            loads.append(1000 * served // capacity)
    return max(loads) - min(loads) if loads else 0


def capacity_months(instance: Instance, view: PlanView, hospital: SupportingHospital) -> int:
    """Return the person-months that a hospital can spare in the horizon: its release, else all its people."""
    own = sum(person.count for person in instance.specialists if person.hospital == hospital.id)
    total = None if hospital.release is None else hospital.release.total
    people = [own if total is None else at_period(total, period) for period in range(len(view.days))]
    return sum(people) * view.months_per_period
