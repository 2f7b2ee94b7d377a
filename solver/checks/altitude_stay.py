"""Altitude stay: months in a row at or above a band's lower bound, home leaves interrupting, within its maximum."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from solver.checks.breach import Breach
from solver.checks.view import PlanView, TourView
from solver.domain.calendar import add_months
from solver.domain.instance import Instance
from solver.domain.people import Stay


@dataclass(frozen=True)
class _Piece:
    """A tour, or a stay of the history."""

    from_day: date
    to_day: date
    months: int
    high: bool
    """Whether it lies at or above the bound."""
    tour: TourView | None


def altitude_stay(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield a breach for each run of tours and stays in a band that is longer than its maximum, in months.

    Runs of facts alone, history and exact tours under way, are nobody's choice and are not looked at.
    """
    for band in instance.policy.altitude.bands:
        if band.max_stay_months is not None:
            for tours in view.by_person.values():
                if any(tour.altitude_m >= band.from_m for tour in tours):
                    yield from _too_long(_pieces(tours, band.from_m), band.max_stay_months, view.months_per_period)


def _too_long(pieces: list[_Piece], most: int, months_per_period: int) -> Iterator[Breach]:
    for run in _runs(pieces, months_per_period):
        chosen = [piece.tour for piece in run if piece.tour is not None and not piece.tour.fact]
        months = sum(piece.months for piece in run)
        if chosen and months > most:
            yield Breach(chosen[0].ids, chosen[0].tour.from_period, found=months, limit=most)


def _pieces(tours: list[TourView], from_m: int) -> list[_Piece]:
    stays = [
        _Piece(stay.from_day, stay.to_day, stay_months(stay), stay.altitude_m >= from_m, None)
        for stay in tours[0].specialist.history
    ]
    own = [
        _Piece(tour.tour.from_day, tour.tour.to_day, counted_months(tour), tour.altitude_m >= from_m, tour)
        for tour in tours
    ]
    return sorted(stays + own, key=lambda piece: piece.from_day)


def _runs(pieces: Iterable[_Piece], months_per_period: int) -> Iterator[list[_Piece]]:
    """Join what lies in the band with less than one period between; what lies below it ends a run."""
    run: list[_Piece] = []
    for piece in pieces:
        if run and (not piece.high or piece.from_day >= add_months(run[-1].to_day, months_per_period)):
            yield run
            run = []
        if piece.high:
            run.append(piece)
    if run:
        yield run


def counted_months(tour: TourView) -> int:
    """Return the months of a tour that count: up to the first home leave."""
    leave = tour.kind.home_leave_every_months
    return tour.months if leave is None else min(tour.months, leave)


def stay_months(stay: Stay) -> int:
    """Return the months of a stay, a begun month counted as a whole one."""
    months = 0
    while add_months(stay.from_day, months) < stay.to_day:
        months += 1
    return months
