"""Quota and milestone: person-months or departures that a part of the plan must reach, or may not exceed."""

from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.view import PlanView, TourView
from solver.domain.instance import Instance
from solver.domain.kinds import QuotaUnit
from solver.domain.wishes import Milestone, Quota


def quota(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each quota with too little or too much. Units: those of the quota, at a price of their own."""
    for index, asked in enumerate(instance.quotas):
        ids: tuple[str, ...] = tuple(
            name for name in (asked.supporter, asked.recipient, asked.specialty, asked.tour_kind) if name
        )
        ids = ids or (f"/quotas/{index}",)  # two quotas of everything are told apart by where they stand
        counted = _counted(asked, view)
        price = "price_per_departure" if asked.unit is QuotaUnit.DEPARTURES else "price"
        if asked.min is not None and counted < asked.min:
            units = asked.min - counted
            yield Breach(ids, asked.from_period, counted, asked.min, units=units, price_name=price)
        if asked.max is not None and counted > asked.max:
            units = counted - asked.max
            yield Breach(ids, asked.from_period, counted, asked.max, units=units, price_name=price)


def _counted(asked: Quota, view: PlanView) -> int:
    window = range(asked.from_period, asked.to_period)
    mine = [tour for tour in view.tours if _within(asked, tour)]
    if asked.unit is QuotaUnit.DEPARTURES:
        return sum(tour.tour.from_period in window for tour in mine)
    return sum(period in window for tour in mine for period in tour.inside) * view.months_per_period


def _within(asked: Quota, tour: TourView) -> bool:
    return (
        asked.supporter in (None, tour.supporter.id)
        and asked.recipient in (None, tour.recipient.id)
        and asked.specialty in (None, tour.specialist.main_specialty)
        and asked.tour_kind in (None, tour.kind.id)
    )


def milestone(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each milestone that is not reached. Units: person-months missing."""
    for asked in instance.milestones:
        missing = months_missing(asked, view)
        if missing > 0:
            ids: tuple[str, ...] = tuple(name for name in (asked.hospital, asked.department, asked.specialty) if name)
            found = asked.person_months - missing
            yield Breach(ids, asked.by_period, found=found, limit=asked.person_months, units=missing)


def months_missing(asked: Milestone, view: PlanView) -> int:
    """Return the person-months that a milestone lacks at the beginning of its period, at least 0."""
    served = 0
    for tour in view.tours:
        here = asked.hospital in (None, tour.recipient.id) and asked.department in (None, tour.department.id)
        if here and asked.specialty in (None, tour.specialist.main_specialty):
            served += sum(period < asked.by_period for period in tour.inside)
    return max(0, asked.person_months - served * view.months_per_period)
