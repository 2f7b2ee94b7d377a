"""Locked and forbidden: locked tours stand, forbidden ones don't happen, and nothing else is under way."""

from collections import Counter
from collections.abc import Iterator

from solver.checks.breach import Breach
from solver.checks.view import PlanView, TourView, concerns
from solver.domain.instance import Instance
from solver.domain.wishes import Forbidden, Locked


def locked(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each lock that does not stand, each tour under way that no lock names, each forbidden tour."""
    times = Counter(lock.model_copy(update={"note": None}) for lock in instance.locked)
    for lock, wanted in times.items():
        if lock.from_period < 0:
            continue
        if lock.exact:
            yield from _tours_stand(lock, wanted, view)
        else:
            yield from _somebody_present(lock, view)
    yield from _under_way(instance, view)
    yield from forbidden(instance, view)


def forbidden(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Yield each tour that an entry of `forbidden` speaks of; facts stand."""
    for tour in view.judged:
        for entry in instance.forbidden:
            if _forbids(entry, tour):
                yield Breach(tour.ids, tour.tour.from_period, found=tour.tour.to_period)


def _tours_stand(lock: Locked, wanted: int, view: PlanView) -> Iterator[Breach]:
    found = sum(_is_the_tour(lock, tour) for tour in view.by_post.get(lock.post, ()))
    if found < wanted:
        yield Breach(_ids(lock), lock.from_period, found=found, limit=wanted, units=wanted - found)


def _is_the_tour(lock: Locked, tour: TourView) -> bool:
    """Return whether a tour fulfils a lock: to the period where it is exact, else it may end later."""
    own, end = tour.tour, lock.to_period
    ends_well = own.to_period == end if lock.exact else own.to_period >= end
    return own.from_period == lock.from_period and ends_well and concerns(lock, own)


def _somebody_present(lock: Locked, view: PlanView) -> Iterator[Breach]:
    periods = set(range(lock.from_period, lock.to_period))
    for tour in view.by_post.get(lock.post, ()):
        if concerns(lock, tour.tour):
            periods -= set(range(tour.tour.from_period, tour.tour.to_period))
    for period in sorted(periods):
        yield Breach(_ids(lock), period, found=0, limit=1)


def _under_way(instance: Instance, view: PlanView) -> Iterator[Breach]:
    """Deal the locks out to the tours under way, earliest end and narrowest lock first; what is left over is a breach."""
    left = [lock for lock in instance.locked if lock.from_period < 0]
    left.sort(key=lambda lock: (lock.specialist is None, lock.unit is None, not lock.exact))
    for tour in sorted(view.tours, key=lambda tour: tour.tour.to_period):
        if not tour.under_way:
            continue
        lock = next((lock for lock in left if _is_the_tour(lock, tour)), None)
        if lock is None:
            yield Breach(tour.ids, tour.tour.from_period, found=tour.tour.to_period)
        else:
            left.remove(lock)
    for lock in left:
        yield Breach(_ids(lock), lock.from_period, found=0, limit=1)


def _forbids(entry: Forbidden, tour: TourView) -> bool:
    begin = tour.tour.from_period if entry.from_period is None else entry.from_period
    end = tour.tour.to_period if entry.to_period is None else entry.to_period
    return (
        entry.specialist in (None, tour.specialist.id)
        and entry.hospital in (None, tour.supporter.id)
        and entry.post in (None, tour.post.id)
        and entry.recipient in (None, tour.recipient.id)
        and tour.tour.from_period < end
        and begin < tour.tour.to_period
    )


def _ids(lock: Locked) -> tuple[str, ...]:
    who = lock.specialist or lock.hospital
    assert who is not None  # validation asks for one of them
    return who, lock.post
