"""Locks and bars: each speaks of somebody, none contradicts another."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from solver.domain.document import SpecialistId
from solver.domain.finding import Finding
from solver.domain.wishes import Forbidden, Locked
from solver.validation.codes import finding, pointer
from solver.validation.draft import Draft, Place
from solver.validation.people import exactly_one


def locks(draft: Draft) -> Iterator[Finding]:
    """A lock names one specialist, or one hospital as presence; a unit lies inside its pool."""
    for place, lock in draft.items("locked"):
        yield from exactly_one(lock, place, ("specialist", "hospital"))
        specialist = draft.instance.specialist_by_id.get(lock.specialist)
        if lock.unit is not None and lock.specialist is None and lock.hospital is not None:
            yield finding("unit_without_specialist", pointer(*place, "unit"), lock.unit)
        if lock.unit is not None and specialist is not None and lock.unit >= specialist.count:
            yield finding("unit_outside_pool", pointer(*place, "unit"), lock.unit, specialist.count)
        if lock.hospital is not None and lock.specialist is None:
            if lock.exact:
                yield finding("exact_lock_of_hospital", pointer(*place, "exact"), lock.hospital)
            elif lock.from_period < 0:
                yield finding("hospital_under_way", pointer(*place, "from_period"), lock.from_period)


def bars(draft: Draft) -> Iterator[Finding]:
    """A bar names one specialist or hospital, and at most one post or recipient."""
    for place, bar in draft.items("forbidden"):
        yield from exactly_one(bar, place, ("specialist", "hospital"))
        yield from exactly_one(bar, place, ("post", "recipient"), at_least=0)


def overlaps(draft: Draft) -> Iterator[Finding]:
    """Nobody is locked to two tours at once, and no pool to more than it has people."""
    of_person: dict[tuple[str, int], list[tuple[Place, Locked]]] = defaultdict(list)
    of_pool: dict[SpecialistId, list[tuple[Place, Locked]]] = defaultdict(list)
    for place, lock in draft.items("locked"):
        specialist = draft.instance.specialist_by_id.get(lock.specialist)
        if specialist is None or lock.to_period <= lock.from_period:
            continue
        if specialist.count == 1 or lock.unit is not None:
            of_person[specialist.id, lock.unit or 0].append((place, lock))
        elif lock.exact:
            of_pool[specialist.id].append((place, lock))
    for held in of_person.values():
        for (first, one), (second, other) in combinations(held, 2):
            if _at_once(one, other):
                yield finding("overlapping_locks", pointer(*second), wanted=pointer(*first))
    for pool, held in of_pool.items():
        count = draft.instance.specialist_by_id[pool].count
        for place, lock in held:
            at_once = [other for other, tour in held if tour.from_period <= lock.from_period < tour.to_period]
            if len(at_once) > count:
                first = next(other for other in at_once if other != place)
                yield finding("overlapping_locks", pointer(*place), wanted=pointer(*first))
                break


def _at_once(one: Locked, other: Locked) -> bool:
    """Whether one person cannot do both: presence on one post may be part of a longer tour there."""
    same_post = one.post == other.post
    if same_post and not (one.exact and other.exact):
        return False
    between = 1 if same_post else 0  # two tours of one person on one post have a period between them
    return one.from_period < other.to_period + between and other.from_period < one.to_period + between


def against_demand(draft: Draft) -> Iterator[Finding]:
    """No more tours are locked on a post than it has demand for: settled people and newcomers each."""
    if draft.calendar is None:
        return
    on_post: dict[str, list[tuple[Place, Locked]]] = defaultdict(list)
    for place, lock in draft.items("locked"):
        if lock.exact and lock.specialist is not None:
            on_post[lock.post].append((place, lock))
    for post in draft.instance.posts:
        if post.id not in on_post:
            continue
        handover = draft.calendar.periods_up(post.handover_months)
        for period in range(draft.calendar.periods):
            target = max((demand.target for demand in post.demand if demand.from_period <= period < demand.to_period),
                         default=0)  # fmt: skip
            here = [(place, lock) for place, lock in on_post[post.id] if lock.from_period <= period < lock.to_period]
            newcomers = [place for place, lock in here if period < lock.from_period + handover]
            settled = [place for place, lock in here if period >= lock.from_period + handover]
            worst = max(newcomers, settled, key=len)
            if len(worst) > target:
                yield finding("locks_above_target", pointer(*worst[-1]), len(worst), target)
                break


def contradictions(draft: Draft) -> Iterator[Finding]:
    """Nothing is locked and forbidden at once."""
    barred: dict[tuple[str | None, str | None], list[tuple[Place, Forbidden]]] = defaultdict(list)
    for place, bar in draft.items("forbidden"):
        if bar.specialist is not None or bar.hospital is not None:
            barred[bar.specialist, bar.hospital].append((place, bar))
    for place, lock in draft.items("locked"):
        specialist = draft.instance.specialist_by_id.get(lock.specialist)
        hospital = lock.hospital if specialist is None else specialist.hospital
        for there, bar in [*barred[lock.specialist, None], *barred[None, hospital]]:
            if _covers(draft, bar, lock):
                yield finding("lock_forbidden", pointer(*place), wanted=pointer(*there))


def _covers(draft: Draft, bar: Forbidden, lock: Locked) -> bool:
    """Whether the place and the periods of a bar are those of a lock, at least in part."""
    post = draft.instance.post_by_id.get(lock.post)
    recipient = None if post is None else draft.hospital_of(post)
    return (
        bar.post in (None, lock.post)
        and (bar.recipient is None or (recipient is not None and bar.recipient == recipient.id))
        and (bar.from_period is None or bar.from_period < lock.to_period)
        and (bar.to_period is None or lock.from_period < bar.to_period)
    )
