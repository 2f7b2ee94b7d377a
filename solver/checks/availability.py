"""Availability: no day of a tour is a day on which the specialist cannot go."""

from collections.abc import Iterator
from datetime import timedelta

from solver.checks.breach import Breach
from solver.checks.view import PlanView
from solver.domain.instance import Instance


def availability(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield a breach for every unavailable range with a day on which the tour is on site."""
    for tour in view.judged:
        last_day = tour.tour.to_day - timedelta(days=1)
        for away in tour.specialist.unavailable:
            last_away = away.to_day - timedelta(days=1)
            shared_from, shared_until = max(tour.tour.from_day, away.from_day), min(last_day, last_away)
            if shared_from <= shared_until:
                yield Breach(
                    tour.ids, tour.tour.from_period, found=shared_from.isoformat(), limit=shared_until.isoformat()
                )
