"""Release and housing: who can be spared at home, and who can be housed on site. Units: person-months above."""

from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.view import Person, PlanView, TourView
from solver.domain.document import at_period
from solver.domain.hospitals import Release
from solver.domain.instance import Instance


def release(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each supporting hospital and period with too many people away, in all and by main specialty."""
    for hospital in instance.supporting_hospitals:
        tours = view.by_supporter.get(hospital.id, [])
        limits = hospital.release or Release()
        if limits.total is not None:
            yield from _above(view, (hospital.id,), limits.total, _away(instance, view, tours))
        for specialty, limit in limits.by_specialty.items():
            own = [tour for tour in tours if tour.specialist.main_specialty == specialty]
            yield from _above(view, (hospital.id, specialty), limit, _away(instance, view, own))


def housing(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each recipient hospital and period with more people than places; newcomers need a place too."""
    for hospital in instance.recipient_hospitals:
        tours = view.by_recipient.get(hospital.id, [])
        if hospital.housing is not None:
            yield from _above(view, (hospital.id,), hospital.housing, view.people(tours))


def _away(instance: Instance, view: PlanView, tours: list[TourView]) -> list[set[Person]]:
    """Return who is away in each period, without those in handover where the rule does not count them."""
    if instance.policy.rules.release.count_handover:
        return view.people(tours)
    away: list[set[Person]] = [set() for _ in view.days]
    for tour in tours:
        for period in tour.inside:
            if not view.newcomer(tour, period):
                away[period].add(tour.person)
    return away


def _above(
    view: PlanView, ids: tuple[str, ...], limit: int | tuple[int, ...], people: list[set[Person]]
) -> Iterator[Breach]:
    for period, who in enumerate(people):
        most = at_period(limit, period)
        if len(who) > most:
            units = (len(who) - most) * view.months_per_period
            yield Breach(ids, period, found=len(who), limit=most, units=units)
