"""Altitude clearance: nobody serves higher than cleared, and the clearance holds or can be renewed."""

from collections.abc import Iterator
from datetime import date, timedelta

from solver.checks.breach import Breach
from solver.checks.view import PlanView, TourView
from solver.domain.altitude import AltitudePolicy
from solver.domain.instance import Instance
from solver.domain.kinds import ExamUntil
from solver.domain.people import Clearance, Specialist


def altitude_clearance(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield a breach for each hospital above the cleared altitude, and for each clearance that ends too early."""
    policy = instance.policy.altitude
    for tour in view.judged:
        clearance, allowed = tour.specialist.clearance, cleared_m(policy, tour.specialist)
        if tour.altitude_m > allowed:
            yield Breach(tour.ids, tour.tour.from_period, found=tour.altitude_m, limit=allowed)
        elif tour.altitude_m > policy.free_altitude_m and clearance is not None:
            day = decisive_day(tour, policy.exam.until)
            if day is not None and not _holds(clearance, day):
                yield Breach(tour.ids, tour.tour.from_period, found=str(clearance.valid_until), limit=day.isoformat())


def cleared_m(policy: AltitudePolicy, person: Specialist) -> int:
    """Return the altitude up to which a person may serve, metres."""
    return policy.free_altitude_m if person.clearance is None else person.clearance.max_altitude_m


def _holds(clearance: Clearance, day: date) -> bool:
    return clearance.renewable or clearance.valid_until is None or clearance.valid_until >= day


def decisive_day(tour: TourView, until: ExamUntil) -> date | None:
    """Return the day on which a clearance must hold; none for a departure that has already been."""
    if until is ExamUntil.LAST_DAY:
        return tour.tour.to_day - timedelta(days=1)
    return None if tour.under_way else tour.tour.from_day
