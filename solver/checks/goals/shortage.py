"""Shortage and below target: person-months missing at the posts, times their priority."""

from solver.checks.shortages import missing_at
from solver.checks.view import PlanView
from solver.domain.instance import Instance


def shortage(instance: Instance, view: PlanView) -> int:
    """Return the person-months below the minimum × priority."""
    people = sum(post.priority * gap.below_min for post in instance.posts for gap in missing_at(view, post))
    return people * view.months_per_period


def below_target(instance: Instance, view: PlanView) -> int:
    """Return the person-months from the minimum, or who is present if more, up to the target × priority."""
    people = sum(post.priority * gap.to_target for post in instance.posts for gap in missing_at(view, post))
    return people * view.months_per_period
