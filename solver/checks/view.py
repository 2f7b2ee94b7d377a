"""A plan as the checks look at it: every tour next to its documents, grouped once. Days, not period arithmetic."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from solver.checks.links import Links, Pair
from solver.domain.calendar import add_months
from solver.domain.document import HospitalId, PostId, SpecialistId
from solver.domain.hospitals import Department, RecipientHospital, SupportingHospital
from solver.domain.instance import Instance
from solver.domain.people import Specialist
from solver.domain.plan import Plan, PlannedPairing, Tour
from solver.domain.posts import Post, TourKind
from solver.domain.wishes import Locked

Person = tuple[SpecialistId, int]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class TourView:
    """A tour with the documents that it names."""

    tour: Tour
    specialist: Specialist
    supporter: SupportingHospital
    post: Post
    kind: TourKind
    department: Department
    recipient: RecipientHospital
    inside: range
    """Periods of the horizon that it touches."""
    months_inside: int
    fact: bool
    """Whether it is an exact lock under way: no rule about single tours judges it."""
    paired: bool
    """Whether its supporter stands behind the post's target, or there is none."""

    @property
    def person(self) -> Person:
        """The specialist and the unit of the pool."""
        return self.tour.specialist, self.tour.unit

    @property
    def ids(self) -> tuple[str, ...]:
        """Whom and where it is about."""
        return self.tour.specialist, self.tour.post

    @property
    def under_way(self) -> bool:
        """Whether it began before the calendar."""
        return self.tour.from_period < 0

    @cached_property
    def months(self) -> int:
        """Months from the first day to the last, the tail and the time before the calendar included."""
        first, last = self.tour.from_day, self.tour.to_day
        return (last.year - first.year) * 12 + last.month - first.month

    @property
    def altitude_m(self) -> int:
        """Altitude of the recipient hospital, metres; validation asks for it wherever there are posts."""
        assert self.recipient.altitude_m is not None
        return self.recipient.altitude_m

    @cached_property
    def settled_from(self) -> date:
        """First day on which the newcomer counts as settled, if a period begins on it."""
        return add_months(self.tour.from_day, self.post.handover_months)


@dataclass(frozen=True)
class PlanView:
    """All tours and pairings of a plan, grouped by what the rules count over."""

    tours: tuple[TourView, ...]
    days: tuple[date, ...]
    """First day of every period of the horizon."""
    months_per_period: int
    pairings: tuple[PlannedPairing, ...]
    links: Links
    """What the instance says of supporters and targets."""

    @cached_property
    def pairs(self) -> set[Pair]:
        """Who stands behind which target in the plan."""
        return pairs_of(self.pairings)

    @cached_property
    def judged(self) -> tuple[TourView, ...]:
        """The tours that rules about single tours look at: all but facts."""
        return tuple(tour for tour in self.tours if not tour.fact)

    @cached_property
    def by_person(self) -> dict[Person, list[TourView]]:
        """Tours of each person, in the order of their first days."""
        return _grouped(sorted(self.tours, key=lambda tour: tour.tour.from_day), lambda tour: tour.person)

    @cached_property
    def by_post(self) -> dict[PostId, list[TourView]]:
        """Tours on each post that has any."""
        return _grouped(self.tours, lambda tour: tour.post.id)

    @cached_property
    def by_supporter(self) -> dict[HospitalId, list[TourView]]:
        """Tours of each supporting hospital that has any."""
        return _grouped(self.tours, lambda tour: tour.supporter.id)

    @cached_property
    def by_recipient(self) -> dict[HospitalId, list[TourView]]:
        """Tours at each recipient hospital that has any."""
        return _grouped(self.tours, lambda tour: tour.recipient.id)

    def people(self, tours: Iterable[TourView]) -> list[set[Person]]:
        """Return who is on one of the tours, for each period of the horizon."""
        there: list[set[Person]] = [set() for _ in self.days]
        for tour in tours:
            for period in tour.inside:
                there[period].add(tour.person)
        return there

    def newcomer(self, tour: TourView, period: int) -> bool:
        """Return whether the tour is still in its handover in a period of the horizon."""
        return self.days[period] < tour.settled_from

    def min_of(self, post: Post) -> list[int]:
        """Return the fewest people wanted at a post, for each period of the horizon."""
        return [sum(d.min for d in post.demand if d.from_period <= t < d.to_period) for t in range(len(self.days))]

    def target_of(self, post: Post) -> list[int]:
        """Return the people wanted at a post, for each period of the horizon; 0 where there is no demand."""
        return [sum(d.target for d in post.demand if d.from_period <= t < d.to_period) for t in range(len(self.days))]

    def present(self, post: Post) -> list[int]:
        """Return the people on tours at a post, at most the target, for each period of the horizon."""
        there, target = self.people(self.by_post.get(post.id, ())), self.target_of(post)
        return [min(len(people), target[period]) for period, people in enumerate(there)]


def look(instance: Instance, plan: Plan) -> PlanView:
    """Return the view of a plan that belongs to the instance (see `belonging`)."""
    calendar = instance.calendar
    if calendar is None:
        return PlanView((), (), 1, plan.pairings, Links(instance))
    days = tuple(calendar.day(period) for period in range(calendar.periods))
    pairs = pairs_of(plan.pairings)
    under_way = [lock for lock in instance.locked if lock.exact and lock.from_period < 0]
    tours = tuple(_tour_view(instance, tour, days, pairs, under_way) for tour in plan.tours)
    return PlanView(tours, days, calendar.months_per_period, plan.pairings, Links(instance))


def pairs_of(pairings: Iterable[PlannedPairing]) -> set[Pair]:
    """Return the supporters and targets that are paired."""
    return {(pairing.supporter, pairing.target) for pairing in pairings}


def is_paired(instance: Instance, pairs: set[Pair], tour: Tour) -> bool:
    """Return whether a tour's supporter stands behind the target of its post, or the post has none."""
    target = instance.target_of(instance.post_by_id[tour.post])
    return target is None or (tour.supporter, target) in pairs


def concerns(lock: Locked, tour: Tour) -> bool:
    """Return whether a lock speaks of this person and this post, whatever the periods."""
    same_post = lock.post == tour.post
    same_person = lock.specialist is None or (lock.specialist == tour.specialist and lock.unit in (None, tour.unit))
    return same_post and same_person and lock.hospital in (None, tour.supporter)


def _tour_view(
    instance: Instance,
    tour: Tour,
    days: tuple[date, ...],
    pairs: set[Pair],
    under_way: list[Locked],
) -> TourView:
    calendar = instance.calendar
    assert calendar is not None
    post = instance.post_by_id[tour.post]
    inside = range(bisect_left(days, tour.from_day), bisect_left(days, tour.to_day))
    return TourView(
        tour=tour,
        specialist=instance.specialist_by_id[tour.specialist],
        supporter=instance.supporter_by_id[tour.supporter],
        post=post,
        kind=instance.kind_by_id[post.tour_kind],
        department=instance.department_by_id[post.department],
        recipient=instance.recipient_of(post),
        inside=inside,
        months_inside=len(inside) * calendar.months_per_period,
        fact=any(_stands(lock, tour) for lock in under_way),
        paired=is_paired(instance, pairs, tour),
    )


def _stands(lock: Locked, tour: Tour) -> bool:
    return (lock.from_period, lock.to_period) == (tour.from_period, tour.to_period) and concerns(lock, tour)


def _grouped(tours: Iterable[TourView], key: Callable[[TourView], Key]) -> dict[Key, list[TourView]]:
    groups: defaultdict[Key, list[TourView]] = defaultdict(list)
    for tour in tours:
        groups[key(tour)].append(tour)
    return dict(groups)
