"""Rest: after a tour, or a stay in the history, a person is at home for a while. Units: months too early."""

from collections.abc import Iterator
from datetime import date

from solver.checks.breach import Breach
from solver.checks.view import PlanView, TourView
from solver.domain.calendar import Calendar, add_months
from solver.domain.instance import Instance


def rest(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each tour that starts before the rest after the history is over, or after the person's earlier tours."""
    calendar = instance.calendar
    if calendar is None:
        return
    for tours in view.by_person.values():
        for number, tour in enumerate(tours):
            dues = [_due_after(instance, earlier) for earlier in tours[:number]]
            if not tour.under_way:
                yield from _too_early(calendar, tour, _dues_of_history(instance, tour))
            if not tour.fact:
                yield from _too_early(calendar, tour, dues)


def _dues_of_history(instance: Instance, tour: TourView) -> list[date]:
    altitude = instance.policy.altitude
    return [add_months(stay.to_day, altitude.rest_months(stay.altitude_m)) for stay in tour.specialist.history]


def _due_after(instance: Instance, tour: TourView) -> date:
    by_altitude = instance.policy.altitude.rest_months(tour.altitude_m)
    return add_months(tour.tour.to_day, max(tour.kind.rest_months, by_altitude))


def _too_early(calendar: Calendar, tour: TourView, dues: list[date]) -> Iterator[Breach]:
    """Count the periods from the tour's first on that begin before the latest due day."""
    due = max(dues, default=tour.tour.from_day)
    if due <= tour.tour.from_day:
        return
    period = tour.tour.from_period
    while calendar.day(period) < due:
        period += 1
    early = period - tour.tour.from_period
    yield Breach(
        tour.ids,
        tour.tour.from_period,
        found=tour.tour.from_day.isoformat(),
        limit=due.isoformat(),
        units=early * calendar.months_per_period,
    )
