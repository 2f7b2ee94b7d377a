"""Altitude exposure: months at altitude in every window of months, history and tail included, within the limit."""

from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.view import PlanView, TourView
from solver.domain.calendar import Calendar
from solver.domain.instance import Instance


def altitude_exposure(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield the first window of each person with too many months; windows of facts alone are not looked at."""
    exposure, calendar = instance.policy.altitude.exposure, instance.calendar
    if exposure is None or calendar is None:
        return
    window = calendar.periods_up(exposure.window_months)
    most = calendar.periods_down(exposure.months)
    for tours in view.by_person.values():
        high = [tour for tour in tours if tour.altitude_m >= exposure.from_m]
        chosen = {period for tour in high if not tour.fact for period in _periods(tour)}
        if not chosen:
            continue
        exposed = _before(calendar, tours[0], exposure.from_m).union(*map(_periods, high))
        for begin in sorted(exposed):
            inside = {period for period in exposed if begin <= period < begin + window}
            if len(inside) > most and inside & chosen:
                yield Breach(
                    tours[0].ids[:1],
                    begin,
                    found=len(inside) * calendar.months_per_period,
                    limit=most * calendar.months_per_period,
                )
                break


def _periods(tour: TourView) -> range:
    return range(tour.tour.from_period, tour.tour.to_period)


def _before(calendar: Calendar, tour: TourView, from_m: int) -> set[int]:
    """Return the periods before the calendar that a stay of the history at this altitude touches."""
    touched: set[int] = set()
    for stay in tour.specialist.history:
        period = -1
        while stay.altitude_m >= from_m and stay.from_day < calendar.day(period + 1):
            if calendar.day(period) < stay.to_day:
                touched.add(period)
            period -= 1
    return touched
