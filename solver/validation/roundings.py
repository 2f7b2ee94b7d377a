"""Durations that are no whole number of periods: each is said, and warned of where it more than doubles or halves."""

from collections.abc import Iterator

from solver.domain.finding import Finding
from solver.validation.codes import finding, pointer
from solver.validation.draft import Draft, Place
from solver.validation.posts import is_rounded_away

UP, DOWN = "periods_up", "periods_down"


def roundings(draft: Draft) -> Iterator[Finding]:
    """Minimum lengths, rests, handover and windows round up; maximum lengths and limits round down."""
    calendar = draft.calendar
    if calendar is None or not draft.instance.posts:
        return
    for place, months, direction in _durations(draft):
        rounded = getattr(calendar, direction)(months) * calendar.months_per_period
        if rounded != months:
            code = "rounded_far" if max(rounded, months) > 2 * min(rounded, months) else "rounded"
            yield finding(code, pointer(*place), months, rounded)


def _durations(draft: Draft) -> Iterator[tuple[Place, int, str]]:
    assert draft.calendar is not None
    for place, kind in draft.items("tour_kinds"):
        if kind.min_months <= kind.max_months and not is_rounded_away(kind, draft.calendar):
            yield (*place, "min_months"), kind.min_months, UP
            yield (*place, "max_months"), kind.max_months, DOWN
        yield (*place, "rest_months"), kind.rest_months, UP
    for place, post in draft.items("posts"):
        yield (*place, "handover_months"), post.handover_months, UP
    altitude = draft.instance.policy.altitude
    reached = _reached_bands(draft)
    for row, band in enumerate(altitude.bands):
        if row in reached:
            yield ("policy", "altitude", "bands", row, "rest_months"), band.rest_months, UP
    if altitude.exposure is not None:
        exposure: Place = ("policy", "altitude", "exposure")
        yield (*exposure, "months"), altitude.exposure.months, DOWN
        yield (*exposure, "window_months"), altitude.exposure.window_months, UP


def _reached_bands(draft: Draft) -> set[int]:
    """The bands that owe a rest: those in which a hospital with posts stands."""
    hospitals = {hospital.id: hospital for post in draft.instance.posts if (hospital := draft.hospital_of(post))}
    altitudes = {hospital.altitude_m for hospital in hospitals.values() if hospital.altitude_m is not None}
    bands = draft.instance.policy.altitude.bands
    return {
        max(reached)[1]
        for altitude_m in altitudes
        if (reached := [(band.from_m, row) for row, band in enumerate(bands) if band.from_m <= altitude_m])
    }
