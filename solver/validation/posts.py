"""Posts and the kinds of tours that fill them: could anybody serve here at all?"""

from collections.abc import Iterator

from solver.domain.calendar import Calendar
from solver.domain.finding import Finding
from solver.domain.posts import Post, TourKind
from solver.validation.codes import finding, pointer
from solver.validation.draft import Draft


def kinds(draft: Draft) -> Iterator[Finding]:
    """There is a kind of tour if there are posts, and its minimum is at most its maximum, in whole periods too."""
    if draft.instance.posts and not draft.known("tour_kinds") and "tour_kinds" not in draft.unsure:
        yield finding("no_tour_kinds", "/tour_kinds")
    for place, kind in draft.items("tour_kinds"):
        if kind.min_months > kind.max_months:
            yield finding("min_above_max", pointer(*place, "min_months"), kind.min_months, kind.max_months)
        elif draft.calendar is not None and is_rounded_away(kind, draft.calendar):
            yield finding("rounded_away", pointer(*place), f"{kind.min_months}–{kind.max_months}",
                          draft.calendar.months_per_period)  # fmt: skip


def is_rounded_away(kind: TourKind, calendar: Calendar) -> bool:
    """Whether no whole number of periods lies between a kind's minimum and maximum."""
    return calendar.periods_up(kind.min_months) > calendar.periods_down(kind.max_months)


def altitudes(draft: Draft) -> Iterator[Finding]:
    """A hospital with posts has its altitude given; it is never guessed."""
    posts: dict[str, str] = {}
    for post in draft.instance.posts:
        hospital = draft.hospital_of(post)
        if hospital is not None:
            posts.setdefault(hospital.id, post.id)
    for place, hospital in draft.items("recipient_hospitals"):
        if hospital.altitude_m is None and hospital.id in posts:
            yield finding("altitude_missing", pointer(*place, "altitude_m"), wanted=posts[hospital.id])


def demands(draft: Draft) -> Iterator[Finding]:
    """Demands of a post do not overlap, ask for no more than they allow, and there is some demand."""
    for place, post in draft.items("posts"):
        if not any(demand.target for demand in post.demand):
            yield finding("post_without_demand", pointer(*place, "demand"), post.id)
        for row, demand in enumerate(post.demand):
            there = (*place, "demand", row)
            if demand.min > demand.target:
                yield finding("min_above_max", pointer(*there, "min"), demand.min, demand.target)
            overlapped = next(
                (other for other, earlier in enumerate(post.demand[:row])
                 if max(earlier.from_period, demand.from_period) < min(earlier.to_period, demand.to_period)), None
            )  # fmt: skip
            if overlapped is not None:
                yield finding("overlapping_demand", pointer(*there), wanted=pointer(*place, "demand", overlapped))


def possible(draft: Draft) -> Iterator[Finding]:
    """A tour as short as its kind allows fits into a post's demand and within what altitude allows."""
    calendar = draft.calendar
    if calendar is None or draft.last_period is None or not draft.whole("policy", "locked"):
        return
    under_way = {lock.post for lock in draft.instance.locked if lock.exact and lock.from_period < 0}
    for place, post in draft.items("posts"):
        kind = draft.kind_of(post)
        if kind is None or post.id in under_way or is_rounded_away(kind, calendar):
            continue
        shortest = calendar.periods_up(kind.min_months) if _bound(draft) else 1
        starts = batch_starts(kind, calendar) if _bound(draft) else tuple(range(calendar.periods))
        room = longest_room(post, starts, calendar, draft.last_period)
        if 0 <= room < shortest and is_sound(starts, calendar):
            months = calendar.months_per_period
            yield finding("no_room_for_tour", pointer(*place, "demand"), room * months, shortest * months)
        hospital = draft.hospital_of(post)
        if hospital is not None and hospital.altitude_m is not None:
            for code, found, limit in too_short(draft, kind, hospital.altitude_m, shortest):
                yield finding(code, pointer(*place), found, limit)


def _bound(draft: Draft) -> bool:
    return draft.instance.policy.rules.mode("tour_length") != "off"


def batch_starts(kind: TourKind, calendar: Calendar) -> tuple[int, ...]:
    """Return the periods in which tours of a kind start."""
    return calendar.starts() if kind.batch_starts is None else kind.batch_starts


def is_sound(starts: tuple[int, ...], calendar: Calendar) -> bool:
    """Whether there are batch starts and all lie inside the horizon; else that is the finding."""
    return bool(starts) and all(0 <= start < calendar.periods for start in starts)


def longest_room(post: Post, starts: tuple[int, ...], calendar: Calendar, last: int) -> int:
    """Return the most periods in a row with demand, tail included, from one of the starts on; −1 without demand.

    Only demand bounds a tour inside the horizon; the tail asks for nobody.
    """
    joined: list[tuple[int, int]] = []
    for demand in sorted(post.demand, key=lambda demand: demand.from_period):
        if not demand.target or demand.to_period <= demand.from_period:
            continue
        if joined and joined[-1][1] >= demand.from_period:
            joined[-1] = (joined[-1][0], max(joined[-1][1], demand.to_period))
        else:
            joined.append((demand.from_period, demand.to_period))
    ends = [(first, last if after >= calendar.periods else after, after) for first, after in joined]
    rooms = [end - start for first, end, after in ends for start in starts if first <= start < after]
    return max(rooms, default=0 if joined else -1)


def too_short(draft: Draft, kind: TourKind, altitude_m: int, shortest: int) -> Iterator[tuple[str, int, int]]:
    """Return what a tour of so many periods at this altitude exceeds: code, months, limit in months."""
    policy, calendar = draft.instance.policy, draft.calendar
    assert calendar is not None
    months = shortest * calendar.months_per_period
    stay = min(months, kind.home_leave_every_months or months)
    limits = [band.max_stay_months for band in policy.altitude.bands if band.from_m <= altitude_m]
    limit = min((limit for limit in limits if limit is not None), default=stay)
    if stay > limit and policy.rules.mode("altitude_stay") != "off":
        yield "stay_limit_too_short", stay, limit
    exposure = policy.altitude.exposure
    if exposure is None or altitude_m < exposure.from_m or policy.rules.mode("altitude_exposure") == "off":
        return
    most = min(shortest, calendar.periods_up(exposure.window_months))
    if most > calendar.periods_down(exposure.months):
        yield "exposure_limit_too_short", most * calendar.months_per_period, exposure.months
