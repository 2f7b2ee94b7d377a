"""Gaps: months in which a post that was filled before, and is again later, stands empty."""

from solver.checks.view import PlanView
from solver.domain.instance import Instance


def gaps(instance: Instance, view: PlanView) -> int:
    """Return the months with a minimum and nobody present, after an earlier and before a later presence."""
    periods = 0
    for post in instance.posts:
        filled = [period for period, present in enumerate(view.present(post)) if present]
        if filled:
            between = set(range(min(filled), max(filled))) - set(filled)
            least = view.min_of(post)
            periods += sum(least[period] > 0 for period in between)
    return periods * view.months_per_period
