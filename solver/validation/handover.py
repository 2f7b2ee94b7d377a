"""Handovers that can never take place: no batch start, no bed or nobody to spare while successor and predecessor overlap.

At a handover of h periods the successor begins in period s, is settled in s + h, and the predecessor leaves then: not
earlier, or the post is left (`handover`), and not later, or two are settled on one seat (`headcount`).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial

from solver.domain.calendar import Calendar
from solver.domain.document import HospitalId
from solver.domain.finding import Finding
from solver.domain.posts import Post, TourKind
from solver.validation.codes import finding, pointer
from solver.validation.draft import Draft
from solver.validation.posts import batch_starts, is_rounded_away, is_sound
from solver.validation.sendable import Sendable, in_period

NEEDED = ("policy", "tour_kinds", "posts", "departments", "specialists", "supporting_hospitals", "locked")
"""Sections that the answer depends on."""

Lack = tuple[int, int]
"""What there is, and what is needed."""


def handovers(draft: Draft) -> Iterator[Finding]:
    """Every post with handover has some months in which one can hand over to another."""
    calendar = draft.calendar
    if calendar is None or not draft.whole(*NEEDED) or draft.instance.policy.rules.mode("handover") == "off":
        return
    seats, sendable = _Seats(draft, calendar), Sendable(draft)
    for place, post in draft.items("posts"):
        kind = draft.kind_of(post)
        if not post.handover_months or kind is None or is_rounded_away(kind, calendar):
            continue
        starts = sorted(batch_starts(kind, calendar))
        if not is_sound(tuple(starts), calendar) or not seats.goes_on(post, kind, starts):
            continue
        changes = seats.changes(post, kind, starts)
        if not changes:
            between = f"{max(kind.min_months - post.handover_months, 1)}–{kind.max_months}"
            yield finding("handover_without_start", pointer(*place), between, post.handover_months)
        elif (lack := _least_lack(changes, partial(seats.beds, post))) is not None:
            yield finding("handover_without_bed", pointer(*place), *lack)
        elif (lack := _least_lack(changes, partial(seats.people, sendable, post))) is not None:
            yield finding("handover_without_release", pointer(*place), *lack)


def _least_lack(changes: Sequence[range], look: Callable[[int], Lack | None]) -> Lack | None:
    """Return what the handover that lacks least has in its worst period; none where one lacks nothing."""
    worst: list[Lack] = []
    for change in changes:
        lacks = [lack for period in change if (lack := look(period)) is not None and lack[0] < lack[1]]
        if not lacks:
            return None
        worst.append(min(lacks, key=lambda lack: lack[0] - lack[1]))
    return max(worst, key=lambda lack: lack[0] - lack[1])


class _Seats:
    """Demand, housing and what both need, in periods."""

    def __init__(self, draft: Draft, calendar: Calendar) -> None:
        self._draft = draft
        self._calendar = calendar

    def goes_on(self, post: Post, kind: TourKind, starts: Sequence[int]) -> bool:
        """Whether a tour can end while the post goes on."""
        shortest, wanted = self._calendar.periods_up(kind.min_months), self._wanted(post)
        return any(start + shortest < len(wanted) and all(wanted[start : start + shortest + 1]) for start in starts)

    def changes(self, post: Post, kind: TourKind, starts: Sequence[int]) -> list[range]:
        """Return the periods of each handover that batch starts and lengths allow."""
        handover = self._calendar.periods_up(post.handover_months)
        shortest = max(self._calendar.periods_up(kind.min_months) - handover, 1)
        longest = self._calendar.periods_down(kind.max_months)
        wanted, ends = self._wanted(post), self._under_way[post.id]
        found = []
        for start in starts:
            settled = start + handover
            follows = bisect_left(starts, start - longest) < bisect_right(starts, start - shortest)
            if (follows or settled in ends) and settled < len(wanted) and all(wanted[start : settled + 1]):
                found.append(range(start, settled))
        return found

    def beds(self, post: Post, period: int) -> Lack | None:
        """Return the places of the hospital, and those needed with the minimum of its other posts."""
        hospital = self._draft.hospital_of(post)
        if hospital is None or hospital.housing is None or self._draft.instance.policy.rules.mode("housing") != "hard":
            return None
        others = self._least[hospital.id][period] - _least(post, period)
        return in_period(hospital.housing, period), others + _together(post, period)

    def people(self, sendable: Sendable, post: Post, period: int) -> Lack | None:
        """Return how many of those whom the post accepts can be away at once, and how many a handover needs."""
        rule, needed = self._draft.instance.policy.rules.release, _together(post, period)
        if rule.mode != "hard" or not rule.count_handover or sendable.number(post) < needed:
            return None
        return sendable.away(post, period), needed

    def _wanted(self, post: Post) -> list[bool]:
        wanted = [False] * self._calendar.periods
        for row in post.demand:
            for period in range(row.from_period, min(row.to_period, self._calendar.periods)):
                wanted[period] = row.target > 0
        return wanted

    @cached_property
    def _least(self) -> dict[HospitalId, list[int]]:
        table: dict[HospitalId, list[int]] = defaultdict(lambda: [0] * self._calendar.periods)
        for post in self._draft.instance.posts:
            if (hospital := self._draft.hospital_of(post)) is None:
                continue
            for row in post.demand:
                for period in range(row.from_period, min(row.to_period, self._calendar.periods)):
                    table[hospital.id][period] += row.min
        return table

    @cached_property
    def _under_way(self) -> dict[str, set[int]]:
        table: dict[str, set[int]] = defaultdict(set)
        for lock in self._draft.instance.locked:
            if lock.from_period < 0:
                table[lock.post].add(lock.to_period)
        return table


def _least(post: Post, period: int) -> int:
    return max((row.min for row in post.demand if row.from_period <= period < row.to_period), default=0)


def _together(post: Post, period: int) -> int:
    """Return how many a handover brings together: the newcomer and those needed, the predecessor at least."""
    return max(_least(post, period), 1) + 1
