"""Preferences: months in the horizon times how far a place falls behind the person's best one."""

from solver.checks.view import PlanView, TourView
from solver.domain.instance import Instance


def preferences(instance: Instance, view: PlanView) -> int:
    """Return Σ months × (the person's best score, at least 0, minus the score of where they serve)."""
    total = 0
    for tour in view.tours:
        best = max([0, *(wish.score for wish in tour.specialist.preferences)])
        total += tour.months_inside * (best - score(tour))
    return total


def score(tour: TourView) -> int:
    """Return the score of the entry that says most exactly where a tour serves: post, department, recipient, else 0."""
    wishes = tour.specialist.preferences
    by_post = [wish.score for wish in wishes if wish.post == tour.post.id]
    by_department = [wish.score for wish in wishes if wish.department == tour.department.id]
    by_recipient = [wish.score for wish in wishes if wish.recipient == tour.recipient.id]
    return (by_post + by_department + by_recipient + [0])[0]
