"""Tour length: a tour is of a kind agreed to, starts with a batch and lasts neither too short nor too long."""

from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.view import PlanView, TourView
from solver.domain.calendar import Calendar
from solver.domain.instance import Instance


def tour_length(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield a breach for a kind not agreed to, a start between batches, and months outside the kind's limits."""
    calendar = instance.calendar
    if calendar is None:
        return
    for tour in view.judged:
        first = tour.tour.from_period
        agreed = tour.specialist.tour_kinds
        if agreed is not None and tour.kind.id not in agreed:
            yield Breach(tour.ids, first, found=tour.kind.id, limit=", ".join(agreed))
        starts = calendar.batch_starts if tour.kind.batch_starts is None else tour.kind.batch_starts
        if not tour.under_way and starts is not None and first not in starts:
            yield Breach(tour.ids, first, found=first, limit=", ".join(map(str, starts)))
        if not tour.under_way and tour.months < tour.kind.min_months:
            yield Breach(tour.ids, first, found=tour.months, limit=tour.kind.min_months)
        longest = longest_months(calendar, tour)
        if tour.months > longest:
            yield Breach(tour.ids, first, found=tour.months, limit=longest)


def longest_months(calendar: Calendar, tour: TourView) -> int:
    """Return the longest tour on this post, months: whole periods within the maximum, plus the handover's."""
    step = calendar.months_per_period
    own = tour.kind.max_months - tour.kind.max_months % step
    handover = tour.post.handover_months + -tour.post.handover_months % step
    return own + handover
