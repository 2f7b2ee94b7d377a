"""Who is present where: people at each post and people away from each hospital, period by period."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from solver.domain.document import HospitalId, PostId, at_period
from solver.domain.instance import Instance
from solver.domain.plan import Tour
from solver.report.tours import posts_in_order


class State(StrEnum):
    """How a post stands in a period."""

    FULL = "FULL"
    BELOW_TARGET = "BELOW_TARGET"
    BELOW_MIN = "BELOW_MIN"
    EMPTY = "EMPTY"


@dataclass(frozen=True)
class CoverageCell:
    """A post in a period with demand; `present` is at most the target."""

    post: PostId
    period: int
    present: int
    min: int
    target: int

    @property
    def state(self) -> State:
        """How the post stands."""
        if self.present >= self.target:
            return State.FULL
        if self.present >= self.min:
            return State.BELOW_TARGET
        return State.EMPTY if self.present == 0 else State.BELOW_MIN


@dataclass(frozen=True)
class AwayCell:
    """People of a supporting hospital on tour in a period, and the most it can spare, if limited."""

    supporter: HospitalId
    period: int
    away: int
    limit: int | None


def coverage_cells(instance: Instance, tours: Iterable[Tour]) -> tuple[CoverageCell, ...]:
    """Return one cell per post and period with demand, inside the horizon."""
    on_site = Counter((tour.post, period) for tour in tours for period in _periods(tour, instance))
    return tuple(
        CoverageCell(
            post=post.id,
            period=period,
            present=min(on_site[post.id, period], demand.target),
            min=demand.min,
            target=demand.target,
        )
        for post in posts_in_order(instance)
        for demand in sorted(post.demand, key=lambda demand: demand.from_period)
        for period in range(demand.from_period, demand.to_period)
        if demand.target > 0
    )


def away_cells(instance: Instance, tours: Iterable[Tour]) -> tuple[AwayCell, ...]:
    """Return one cell per supporting hospital with a tour and period of the horizon; newcomers count as away."""
    if instance.calendar is None:
        return ()
    away = Counter((tour.supporter, period) for tour in tours for period in _periods(tour, instance))
    sending = {supporter for supporter, _ in away}
    return tuple(
        AwayCell(
            supporter=hospital.id,
            period=period,
            away=away[hospital.id, period],
            limit=None
            if hospital.release is None or hospital.release.total is None
            else at_period(hospital.release.total, period),
        )
        for hospital in instance.supporting_hospitals
        if hospital.id in sending
        for period in range(instance.calendar.periods)
    )


def _periods(tour: Tour, instance: Instance) -> range:
    assert instance.calendar is not None
    return range(max(0, tour.from_period), min(tour.to_period, instance.calendar.periods))
