"""Specialists: pools, preferences, days, history, clearance and training; apprentices' days."""

from collections.abc import Iterator
from itertools import pairwise

from solver.domain.finding import Finding
from solver.domain.people import Specialist
from solver.validation.codes import finding, pointer
from solver.validation.draft import Draft, Place
from solver.validation.horizon import day_range, sane_day


def pools(draft: Draft) -> Iterator[Finding]:
    """A pool has no history and no unavailable days: who differs is a specialist of their own."""
    for place, specialist in draft.items("specialists"):
        for field in ("history", "unavailable"):
            if specialist.count > 1 and getattr(specialist, field):
                yield finding("pool_with_dates", pointer(*place, field), specialist.count)


def preferences(draft: Draft) -> Iterator[Finding]:
    """A preference names exactly one place, and no place twice."""
    for place, specialist in draft.items("specialists"):
        seen: dict[tuple[str, str], int] = {}
        for row, preference in enumerate(specialist.preferences):
            there = (*place, "preferences", row)
            yield from exactly_one(preference, there, ("recipient", "department", "post"))
            named = [(field, name) for field in ("recipient", "department", "post")
                     if (name := getattr(preference, field)) is not None]  # fmt: skip
            if len(named) == 1 and seen.setdefault(named[0], row) != row:
                yield finding("repeated_preference", pointer(*there, named[0][0]), named[0][1])


def exactly_one(item: object, place: Place, fields: tuple[str, ...], at_least: int = 1) -> Iterator[Finding]:
    """Of these fields one is given; none may be missing if `at_least` is 0."""
    named = [field for field in fields if getattr(item, field) is not None]
    if len(named) > 1:
        yield finding("several_named", pointer(*place), ", ".join(named), ", ".join(fields))
    elif len(named) < at_least:
        yield finding("none_named", pointer(*place), wanted=", ".join(fields))


def days(draft: Draft) -> Iterator[Finding]:
    """Ranges of days hold a day, in years that can be reckoned with; stays of one person do not overlap."""
    for place, specialist in draft.items("specialists"):
        for field in ("unavailable", "history"):
            for row, item in enumerate(getattr(specialist, field)):
                yield from day_range((*place, field, row), item.from_day, item.to_day)
        if specialist.hypoxia_trained_on is not None:
            yield from sane_day(specialist.hypoxia_trained_on, (*place, "hypoxia_trained_on"))
        yield from _overlapping(place, specialist)
    for place, apprentice in draft.items("apprentices"):
        yield from day_range(place, apprentice.from_day, apprentice.to_day)
        for row, item in enumerate(apprentice.history):
            yield from day_range((*place, "history", row), item.from_day, item.to_day)


def _overlapping(place: Place, specialist: Specialist) -> Iterator[Finding]:
    stays = sorted(enumerate(specialist.history), key=lambda stay: stay[1].from_day)
    for (_, earlier), (row, later) in pairwise(stays):
        if later.from_day < earlier.to_day:
            yield finding(
                "overlapping_stays", pointer(*place, "history", row), str(later.from_day), str(earlier.to_day)
            )


def against_start(draft: Draft) -> Iterator[Finding]:
    """History lies before the plan; a clearance that ended or a training still to come is said."""
    if draft.calendar is None:
        return
    start = draft.calendar.start
    for place, specialist in draft.items("specialists"):
        for row, stay in enumerate(specialist.history):
            if stay.to_day > start:
                yield finding(
                    "history_after_start", pointer(*place, "history", row, "to"), str(stay.to_day), str(start)
                )
        clearance, trained_on = specialist.clearance, specialist.hypoxia_trained_on
        ended = clearance is not None and clearance.valid_until is not None and clearance.valid_until < start
        if ended and not clearance.renewable:
            until = str(clearance.valid_until)
            yield finding("clearance_ended", pointer(*place, "clearance", "valid_until"), until, str(start))
        if trained_on is not None and trained_on > start:
            yield finding("training_in_future", pointer(*place, "hypoxia_trained_on"), str(trained_on), str(start))
