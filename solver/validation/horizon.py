"""The calendar, and everything that is counted in its periods."""

from collections.abc import Iterator
from datetime import date

from solver.domain.finding import Finding
from solver.validation.codes import finding, pointer
from solver.validation.draft import FIRST_YEAR, LAST_YEAR, MONTHS_PER_PERIOD, Draft, Place

NEED_CALENDAR = ("posts", "quotas", "milestones", "locked")
"""Sections that speak of periods."""


def calendar(draft: Draft) -> Iterator[Finding]:
    """There is a calendar if anything is counted in periods, and its start and periods are sound."""
    calendar = draft.instance.calendar
    if calendar is None:
        needed = next((name for name in NEED_CALENDAR if getattr(draft.instance, name)), None)
        if needed and "calendar" not in draft.unsure:
            yield finding("no_calendar", "/calendar", found=needed)
        return
    if calendar.start.day > 28:
        yield finding("start_day_too_late", "/calendar/start", calendar.start.day, 28)
    yield from sane_day(calendar.start, ("calendar", "start"))
    if calendar.months_per_period not in MONTHS_PER_PERIOD:
        choices = ", ".join(map(str, MONTHS_PER_PERIOD))
        yield finding("not_a_choice", "/calendar/months_per_period", calendar.months_per_period, choices)
    yield from _starts(calendar.batch_starts, calendar.periods, ("calendar", "batch_starts"))
    starts = calendar.starts()
    for row, batch in enumerate(calendar.batches):
        if batch.period >= calendar.periods:
            yield finding(
                "outside_horizon", pointer("calendar", "batches", row, "period"), batch.period, calendar.periods
            )
        elif starts and batch.period not in starts:
            yield finding(
                "batch_without_start", pointer("calendar", "batches", row, "period"), batch.period, batch.name
            )


def batch_starts_of_kinds(draft: Draft) -> Iterator[Finding]:
    """A kind's own batch starts lie inside the horizon, none twice."""
    if draft.instance.calendar is not None:
        for place, kind in draft.items("tour_kinds"):
            yield from _starts(kind.batch_starts, draft.instance.calendar.periods, (*place, "batch_starts"))


def _starts(starts: tuple[int, ...] | None, periods: int, place: Place) -> Iterator[Finding]:
    if starts == ():
        yield finding("empty", pointer(*place))
    starts = starts or ()
    for row, start in enumerate(starts):
        if not 0 <= start < periods:
            yield finding("outside_horizon", pointer(*place, row), start, periods)
        elif start in starts[:row]:
            yield finding("repeated_batch_start", pointer(*place, row), start)


def per_period_lists(draft: Draft) -> Iterator[Finding]:
    """A list per period has one number for each period of the horizon."""
    if draft.instance.calendar is None:
        return
    periods = draft.instance.calendar.periods
    for place, numbers in _lists(draft):
        if len(numbers) != periods:
            yield finding("wrong_length", pointer(*place), len(numbers), periods)


def _lists(draft: Draft) -> Iterator[tuple[Place, tuple[int, ...]]]:
    for place, hospital in draft.items("recipient_hospitals"):
        if isinstance(hospital.housing, tuple):
            yield (*place, "housing"), hospital.housing
    for place, hospital in draft.items("supporting_hospitals"):
        if hospital.release is None:
            continue
        if isinstance(hospital.release.total, tuple):
            yield (*place, "release", "total"), hospital.release.total
        for specialty, numbers in hospital.release.by_specialty.items():
            if isinstance(numbers, tuple):
                yield (*place, "release", "by_specialty", specialty), numbers


def ranges(draft: Draft) -> Iterator[Finding]:
    """Ranges of periods are not empty and lie inside the horizon; locks and bars may reach into the tail."""
    if draft.instance.calendar is None:
        return
    periods, last = draft.instance.calendar.periods, draft.last_period
    for place, quota in draft.items("quotas"):
        yield from period_range(place, quota.from_period, quota.to_period, periods, periods)
    for place, milestone in draft.items("milestones"):
        if milestone.by_period > periods:
            yield finding("outside_horizon", pointer(*place, "by_period"), milestone.by_period, periods)
    for place, lock in draft.items("locked"):
        yield from period_range(place, lock.from_period, lock.to_period, periods, last)
    for place, bar in draft.items("forbidden"):
        first = 0 if bar.from_period is None else bar.from_period
        after = max(first, 0) + 1 if bar.to_period is None else bar.to_period
        yield from period_range(place, first, after, last, None)
        if first < after <= 0:
            yield finding("outside_horizon", pointer(*place, "to_period"), after, last)
    for place, post in draft.items("posts"):
        for row, demand in enumerate(post.demand):
            there = (*place, "demand", row)
            yield from period_range(there, demand.from_period, demand.to_period, periods, periods)


def period_range(place: Place, first: int, after: int, starts: int | None, ends: int | None) -> Iterator[Finding]:
    """A range begins before `starts`, ends at the latest with `ends`, and holds at least one period."""
    if after <= first:
        yield finding("empty_range", pointer(*place, "to_period"), after, first)
    elif starts is not None and first >= starts:
        yield finding("outside_horizon", pointer(*place, "from_period"), first, starts)
    elif ends is not None and after > ends:
        yield finding("outside_horizon", pointer(*place, "to_period"), after, ends)


def day_range(place: Place, first: date | None, after: date | None) -> Iterator[Finding]:
    """A range of days lies in years that can be reckoned with and holds at least one day."""
    if first is not None:
        yield from sane_day(first, (*place, "from"))
    if after is not None:
        yield from sane_day(after, (*place, "to"))
    if first is not None and after is not None and after <= first:
        yield finding("empty_range", pointer(*place, "to"), str(after), str(first))


def sane_day(day: date, place: Place) -> Iterator[Finding]:
    """A day lies in years that can be reckoned with: months are added to it."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        yield finding("out_of_range", pointer(*place), str(day), f"{FIRST_YEAR}-01-01 … {LAST_YEAR}-12-31")
