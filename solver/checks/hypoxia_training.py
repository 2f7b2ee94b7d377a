"""Hypoxia training: who departs for high places has trained lately, or takes a seat just before and is free then."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from solver.checks.breach import Breach
from solver.checks.view import PlanView, TourView
from solver.domain.altitude import Training
from solver.domain.calendar import add_months
from solver.domain.instance import Instance


def hypoxia_training(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield a breach for each trainee who is not free, and for each place and period with too few seats."""
    training = instance.policy.altitude.training
    yield from busy_while_training(instance, view)
    taken: defaultdict[tuple[str | None, int], list[str]] = defaultdict(list)
    for tour in _trainees(view, training):
        taken[tour.supporter.training_place, tour.tour.from_period - 1].append(tour.specialist.id)
    for (_, period), people in taken.items():
        seats = training.seats_before_start if period == -1 else training.seats_per_period
        if seats is not None and len(people) > seats:
            yield Breach(tuple(people), period, found=len(people), limit=seats, units=len(people) - seats)


def busy_while_training(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield a breach for each departure whose trainee is not free all through the period before."""
    for tour in _trainees(view, instance.policy.altitude.training):
        first = add_months(tour.tour.from_day, -view.months_per_period)
        if not _free(view, tour, first, tour.tour.from_day):
            yield Breach(tour.ids, tour.tour.from_period, found=first.isoformat())


def _trainees(view: PlanView, training: Training) -> list[TourView]:
    """Return the departures that take a seat."""
    high = [tour for tour in view.tours if not tour.under_way and tour.altitude_m >= training.from_m]
    return [tour for tour in high if not _trained(tour, training)]


def _trained(tour: TourView, training: Training) -> bool:
    trained_on = tour.specialist.hypoxia_trained_on
    if trained_on is None:
        return False
    return trained_on <= tour.tour.from_day <= add_months(trained_on, training.valid_months)


def _free(view: PlanView, tour: TourView, first: date, end: date) -> bool:
    """Return whether the person is at home and available on every day from `first` to before `end`."""
    tours = [(other.tour.from_day, other.tour.to_day) for other in view.by_person[tour.person] if other is not tour]
    stays = [(stay.from_day, stay.to_day) for stay in tour.specialist.history]
    away = [(days.from_day, days.to_day) for days in tour.specialist.unavailable]
    return all(end <= begins or ends <= first for begins, ends in tours + stays + away)
