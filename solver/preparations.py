"""What a planner has to arrange for each tour: examinations, rechecks, hypoxia training, home leaves. See docs/readings.md."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from solver.domain.calendar import add_months
from solver.domain.instance import Instance
from solver.domain.kinds import ExamUntil, PreparationKind
from solver.domain.people import Specialist
from solver.domain.plan import Preparation, Tour

DAY = timedelta(days=1)


def preparations(instance: Instance, tours: Iterable[Tour]) -> tuple[Preparation, ...]:
    """Return the preparations of some tours by due day; what lies before the calendar is left out."""
    listed: list[Preparation] = []
    for tour in tours:
        for kind, due in _of_tour(instance, tour):
            place = instance.supporter_by_id[tour.supporter].training_place
            listed.append(
                Preparation(
                    specialist=tour.specialist,
                    unit=tour.unit,
                    post=tour.post,
                    kind=kind,
                    due=due,
                    place=place if kind is PreparationKind.HYPOXIA_TRAINING else None,
                )
            )
    return tuple(sorted(listed, key=lambda item: (item.due, item.kind, item.specialist, item.unit)))


def _of_tour(instance: Instance, tour: Tour) -> Iterator[tuple[PreparationKind, date]]:
    assert instance.calendar is not None
    policy, post = instance.policy.altitude, instance.post_by_id[tour.post]
    specialist, altitude = instance.specialist_by_id[tour.specialist], instance.recipient_of(post).altitude_m or 0
    departs = tour.from_period >= 0
    if altitude > policy.free_altitude_m:
        if departs and _lapsed(specialist, tour, policy.exam.until):
            yield PreparationKind.EXAMINATION, tour.from_day - DAY
        checks = set(_every(policy.exam.exam_months, tour)) | set(_end_of_clearance(specialist, tour))
        for day in sorted(checks):
            if day >= instance.calendar.start:
                yield PreparationKind.RECHECK, day
    if departs and altitude >= policy.training.from_m and not _trained(specialist, tour, policy.training.valid_months):
        yield PreparationKind.HYPOXIA_TRAINING, tour.from_day - DAY
    leave = instance.kind_by_id[post.tour_kind].home_leave_every_months
    for day in () if leave is None else _every(leave, tour):
        if day >= instance.calendar.start:
            yield PreparationKind.HOME_LEAVE, day


def _lapsed(specialist: Specialist, tour: Tour, until: ExamUntil) -> bool:
    """Return whether the clearance has ended before the day on which it must hold."""
    decisive = tour.from_day if until is ExamUntil.DEPARTURE else tour.to_day - DAY
    last = None if specialist.clearance is None else specialist.clearance.valid_until
    return last is not None and last < decisive


def _trained(specialist: Specialist, tour: Tour, valid_months: int) -> bool:
    day = specialist.hypoxia_trained_on
    return day is not None and day <= tour.from_day <= add_months(day, valid_months)


def _every(months: int, tour: Tour) -> Iterator[date]:
    """Yield the days on site that are so many months after departure, again and again."""
    passed = months
    while (day := add_months(tour.from_day, passed)) < tour.to_day:
        yield day
        passed += months


def _end_of_clearance(specialist: Specialist, tour: Tour) -> Iterator[date]:
    last = None if specialist.clearance is None else specialist.clearance.valid_until
    if last is not None and tour.from_day <= last < tour.to_day:
        yield last
