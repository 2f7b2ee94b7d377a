"""Tours under way that break a protective rule already. They are facts, so no rule bars them; they are said instead."""

from collections.abc import Iterator
from datetime import timedelta

from solver.domain.calendar import Calendar, add_months
from solver.domain.finding import Finding
from solver.domain.kinds import ExamUntil
from solver.domain.people import Specialist, Stay
from solver.domain.wishes import Locked
from solver.validation.codes import finding, pointer
from solver.validation.draft import Draft, Place


def under_way(draft: Draft) -> Iterator[Finding]:
    """Clearance, stay and exposure of every tour that began before the calendar."""
    if draft.calendar is None or not draft.whole("policy"):
        return
    for place, lock, specialist in _facts(draft):
        post = draft.instance.post_by_id.get(lock.post)
        hospital = None if post is None else draft.hospital_of(post)
        if hospital is not None and hospital.altitude_m is not None:
            for code, found, limit in _broken(draft, draft.calendar, lock, specialist, hospital.altitude_m):
                yield finding(code, pointer(*place), found, limit)


def counted_once(draft: Draft) -> Iterator[Finding]:
    """A tour under way is a lock or a stay in the history, not both: its months would count twice."""
    if draft.calendar is None:
        return
    for place, lock, specialist in _facts(draft):
        departure = draft.calendar.day(lock.from_period)
        ends = max((stay.to_day for stay in specialist.history), default=departure)
        if ends > departure:
            yield finding("overlapping_stays", pointer(*place, "from_period"), str(departure), str(ends))


def _facts(draft: Draft) -> Iterator[tuple[Place, Locked, Specialist]]:
    for place, lock in draft.items("locked"):
        specialist = draft.instance.specialist_by_id.get(lock.specialist)
        if lock.exact and lock.from_period < 0 and specialist is not None:
            yield place, lock, specialist


def _broken(
    draft: Draft, calendar: Calendar, lock: Locked, specialist: Specialist, altitude_m: int
) -> Iterator[tuple[str, int | str, int | str]]:
    rules = draft.instance.policy.rules
    if rules.mode("altitude_clearance") != "off":
        yield from _clearance(draft, calendar, lock, specialist, altitude_m)
    if rules.mode("altitude_stay") != "off":
        yield from _stay(draft, calendar, lock, specialist, altitude_m)
    if rules.mode("altitude_exposure") != "off":
        yield from _exposure(draft, calendar, lock, specialist, altitude_m)


def _clearance(
    draft: Draft, calendar: Calendar, lock: Locked, specialist: Specialist, altitude_m: int
) -> Iterator[tuple[str, int | str, int | str]]:
    """Too high for the clearance; or, where it must hold to the last day, over before that and not renewable."""
    altitude, clearance = draft.instance.policy.altitude, specialist.clearance
    allowed = altitude.free_altitude_m if clearance is None else clearance.max_altitude_m
    if altitude_m > allowed:
        yield "under_way_clearance", altitude_m, allowed
    elif (
        altitude_m > altitude.free_altitude_m
        and altitude.exam.until == ExamUntil.LAST_DAY
        and clearance is not None
        and clearance.valid_until is not None
        and not clearance.renewable
        and clearance.valid_until < (last_day := calendar.day(lock.to_period) - timedelta(days=1))
    ):
        yield "under_way_clearance", str(last_day), str(clearance.valid_until)


def _stay(
    draft: Draft, calendar: Calendar, lock: Locked, specialist: Specialist, altitude_m: int
) -> Iterator[tuple[str, int, int]]:
    """For the band that is exceeded most: counted months of the tour and of the history that runs into it."""
    months = (lock.to_period - lock.from_period) * calendar.months_per_period
    kind = draft.kind_of(draft.instance.post_by_id[lock.post])
    leave = months if kind is None or kind.home_leave_every_months is None else kind.home_leave_every_months
    departure = calendar.day(lock.from_period)
    worst: tuple[int, int, int] | None = None
    for band in draft.instance.policy.altitude.bands:
        if band.max_stay_months is None or altitude_m < band.from_m:
            continue
        counted, joins = min(months, leave), departure
        for stay in sorted(specialist.history, key=lambda stay: stay.from_day, reverse=True):
            if stay.from_day < joins and add_months(stay.to_day, calendar.months_per_period) > joins:
                if stay.altitude_m < band.from_m:
                    break
                counted, joins = counted + _months_up(stay), stay.from_day
        over = counted - band.max_stay_months
        if over > 0 and (worst is None or over > worst[0]):
            worst = (over, counted, band.max_stay_months)
    if worst is not None:
        yield "under_way_stay", worst[1], worst[2]


def _months_up(stay: Stay) -> int:
    """Whole months of a stay, rounded up."""
    months = (stay.to_day.year - stay.from_day.year) * 12 + stay.to_day.month - stay.from_day.month - 1
    while add_months(stay.from_day, months) < stay.to_day:
        months += 1
    return months


def _exposure(
    draft: Draft, calendar: Calendar, lock: Locked, specialist: Specialist, altitude_m: int
) -> Iterator[tuple[str, int, int]]:
    """Periods at altitude in the fullest window that touches the tour."""
    exposure = draft.instance.policy.altitude.exposure
    if exposure is None or altitude_m < exposure.from_m:
        return
    tour = set(range(lock.from_period, lock.to_period))
    window = calendar.periods_up(exposure.window_months)
    early = lock.from_period - window
    high = [stay for stay in specialist.history if stay.altitude_m >= exposure.from_m]
    before = {
        period for period in range(early, 0)
        if any(stay.from_day < calendar.day(period + 1) and calendar.day(period) < stay.to_day for stay in high)
    }  # fmt: skip
    exposed = tour | before
    most = max(len(exposed & set(range(first, first + window))) for first in range(early + 1, lock.to_period))
    if most > calendar.periods_down(exposure.months):
        yield "under_way_exposure", most * calendar.months_per_period, exposure.months
