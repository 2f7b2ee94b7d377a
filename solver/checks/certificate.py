"""A capacity certificate, checked from the instance alone: every presence counts for a share, and the shares add up.

Nothing of how the certificate was found is used: people's tours are listed one by one and put before the checks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from solver.checks.eligible import SINGLE, TIMELESS
from solver.checks.links import Links, may_be_paired
from solver.checks.registry import violations
from solver.checks.view import look
from solver.domain.calendar import Calendar, add_months
from solver.domain.certificate import Certificate, PriorityLayer, Scarcity, Share
from solver.domain.document import PostId, at_period
from solver.domain.instance import Instance
from solver.domain.people import Specialist
from solver.domain.plan import Plan, PlannedPairing, Tour
from solver.domain.posts import Post

Seat = tuple[PostId, int]
Stretch = tuple[Tour, int]


def flaws(instance: Instance, certificate: Certificate) -> Iterator[str]:
    """Yield what is wrong with a certificate; nothing if it holds."""
    calendar = instance.calendar
    if calendar is None:
        return
    known = _Known(instance, calendar)
    for layer in certificate.layers:
        yield from _flaws_of_layer(known, layer)
    months = calendar.months_per_period
    if certificate.unavoidable_months != months * max((layer.missing for layer in certificate.layers), default=0):
        yield "unavoidable_months is not what a layer misses"
    if certificate.unavoidable != months * sum(layer.step * layer.missing for layer in certificate.layers):
        yield "unavoidable is not the sum over the layers"
    if sum(layer.step for layer in certificate.layers) != max(
        (layer.priority for layer in certificate.layers), default=0
    ):
        yield "the steps do not add up to the highest priority"


def _flaws_of_layer(known: "_Known", layer: PriorityLayer) -> Iterator[str]:
    taken: set[Seat] = set()
    for number, scarcity in enumerate(layer.scarcities):
        seats = _seats(scarcity)
        if taken & seats.keys():
            yield f"priority {layer.priority}, scarcity {number}: a seat is counted twice"
        taken |= seats.keys()
        for (post, period), wanted in seats.items():
            asked = known.instance.post_by_id[post]
            least = sum(d.min for d in asked.demand if d.from_period <= period < d.to_period)
            if asked.priority < layer.priority or wanted > least:
                yield f"{post} in {period}: not so many are wanted at this priority"
        if scarcity.wanted != sum(seats.values()) or scarcity.available != sum(share.most for share in scarcity.shares):
            yield f"priority {layer.priority}, scarcity {number}: the sums are wrong"
        if scarcity.missing != scarcity.wanted - scarcity.available:
            yield f"priority {layer.priority}, scarcity {number}: the difference is wrong"
        yield from _flaws_of_shares(known, scarcity, seats)


def _seats(scarcity: Scarcity) -> dict[Seat, int]:
    return {
        (seat.post, period): seat.wanted
        for seat in scarcity.seats
        for period in range(seat.from_period, seat.to_period)
    }


def _flaws_of_shares(known: "_Known", scarcity: Scarcity, seats: dict[Seat, int]) -> Iterator[str]:
    for share in scarcity.shares:
        if share.limit != "PEOPLE" and share.most < known.spared(share):
            yield f"{share.ids} in {share.period}: more is possible than {share.most}"
    shares = {(share.limit, share.ids, share.period): share for share in scarcity.shares}
    posts = dict.fromkeys(post for post, _ in seats)
    for person in known.instance.specialists:
        whole = shares.get(("PEOPLE", (person.id,), None))
        mine = [tour for post in posts for tour in known.tours(person, known.instance.post_by_id[post])]
        there = {(tour.post, period) for tour in mine for period in range(tour.from_period, tour.to_period)}
        for post, period in sorted(there & seats.keys()):
            if whole is None and not any(key in shares for key in known.counting(person, post, period)):
                yield f"{person.id} could be on {post} in {period}, and counts for no share"
        stretches = [
            (tour, sum((tour.post, t) in seats for t in range(tour.from_period, tour.to_period))) for tour in mine
        ]
        if whole is not None and whole.most < person.count * known.best(person, stretches):
            yield f"{person.id} can bring more than {whole.most}"
        for share in scarcity.shares:
            once = (share.limit, share.ids) == ("PEOPLE", (person.id,)) and share.period is not None
            if once and share.most < person.count:
                yield f"{person.id} can bring more than {share.most} in {share.period}"


@dataclass
class _Known:
    """The instance, and the tours of each person on each post that no rule bars by themselves."""

    instance: Instance
    calendar: Calendar
    _listed: dict[tuple[str, str], tuple[Tour, ...]] = field(default_factory=dict)

    @cached_property
    def links(self) -> Links:
        return Links(self.instance)

    def spared(self, share: Share) -> int:
        """Return how many people a hospital spares or houses in a period; very many where that is no hard rule."""
        rules, period = self.instance.policy.rules, share.period or 0
        name, *specialty = share.ids
        if share.limit == "HOUSING":
            places = next(one.housing for one in self.instance.recipient_hospitals if one.id == name)
            hard = rules.mode("housing") == "hard" and places is not None
            return at_period(places, period) if hard and places is not None else 1 << 40
        release = next(one.release for one in self.instance.supporting_hospitals if one.id == name)
        counted = rules.release.count_handover or not any(post.handover_months for post in self.instance.posts)
        if release is None or rules.mode("release") != "hard" or not counted:
            return 1 << 40
        limits = {str(code): most for code, most in release.by_specialty.items()}
        limit = limits.get(specialty[0]) if specialty else release.total
        return 1 << 40 if limit is None else at_period(limit, period)

    def counting(self, person: Specialist, post: PostId, period: int) -> Iterator[tuple[str, tuple[str, ...], int]]:
        """Yield the shares of one period for which a person on a post could count."""
        yield "PEOPLE", (person.id,), period
        yield "RELEASE", (person.hospital,), period
        yield "RELEASE", (person.hospital, str(person.main_specialty)), period
        yield "HOUSING", (self.instance.recipient_of(self.instance.post_by_id[post]).id,), period

    def tours(self, person: Specialist, post: Post) -> tuple[Tour, ...]:
        """Return a person's tours on a post that no rule bars by themselves."""
        key = person.id, post.id
        if key not in self._listed:
            self._listed[key] = tuple(self._possible(person, post))
        return self._listed[key]

    def _possible(self, person: Specialist, post: Post) -> Iterator[Tour]:
        pairings = self._pairings(person, post)
        for begin, end in sorted(self._spans(person, post)):
            tour = _tour(self.calendar, person, post, begin, end)
            view = look(self.instance, Plan(tours=(tour,), pairings=pairings))
            broken = {violation.rule for violation in violations(self.instance, view, SINGLE) if violation.hard}
            if not broken:
                yield tour
            elif broken & TIMELESS and not self._under_way(person, post):
                return

    def _pairings(self, person: Specialist, post: Post) -> tuple[PlannedPairing, ...]:
        target = self.instance.target_of(post)
        if target is None or not may_be_paired(self.links, (person.hospital, target)):
            return ()
        return (PlannedPairing(supporter=person.hospital, target=target, state="NEW"),)

    def _spans(self, person: Specialist, post: Post) -> set[tuple[int, int]]:
        """Return begin and end of the tours that a post's kind and demand might allow, and of what is under way."""
        calendar, kind = self.calendar, self.instance.kind_by_id[post.tour_kind]
        last = calendar.periods + self.instance.tail_periods()
        starts: Iterable[int] = range(calendar.periods)
        shortest, longest = 1, last
        if self.instance.policy.rules.mode("tour_length") != "off":
            starts = calendar.starts() if kind.batch_starts is None else kind.batch_starts
            shortest = calendar.periods_up(kind.min_months)
            longest = calendar.periods_down(kind.max_months) + calendar.periods_up(post.handover_months)
        wanted = {t for demand in post.demand if demand.target for t in range(demand.from_period, demand.to_period)}
        departures = {
            (begin, end)
            for begin in starts
            for end in range(begin + shortest, min(begin + longest, last) + 1)
            if wanted.issuperset(range(begin, min(end, calendar.periods)))
        }
        return departures | self._under_way(person, post)

    def _under_way(self, person: Specialist, post: Post) -> set[tuple[int, int]]:
        last = self.calendar.periods + self.instance.tail_periods()
        return {
            (lock.from_period, end)
            for lock in self.instance.locked
            if lock.from_period < 0 and lock.post == post.id and lock.specialist == person.id
            for end in ([lock.to_period] if lock.exact else range(lock.to_period, max(last, lock.to_period) + 1))
        }

    def best(self, person: Specialist, stretches: list[Stretch]) -> int:
        """Return the most seats that one unit can be on, in tours one after the other with the rest between them."""
        limited = self.instance.policy.rules.mode("max_tours") == "hard"
        ordered = sorted((s for s in stretches if s[1]), key=lambda stretch: stretch[0].from_day)
        left = min(len(ordered), self.calendar.periods + 1)  # a tour takes a period, one may be under way
        if limited and person.max_tours is not None:
            left = min(left, person.max_tours)
        # most[k]: (day from which the person has rested, seats so far) after k tours, only what is worth keeping
        most: list[dict[date, int]] = [{date.min: 0}] + [{} for _ in range(left)]
        for tour, seats in ordered:
            due = self._rested(tour)
            for number in range(left, 0, -1):
                before = [served for day, served in most[number - 1].items() if day <= tour.from_day]
                if before:
                    served = max(before) + seats
                    most[number][due] = max(served, most[number].get(due, 0))
        return max(served for days in most for served in days.values())

    def _rested(self, tour: Tour) -> date:
        """Return the first day on which a person has rested after a tour; where rest has a price, its end."""
        post = self.instance.post_by_id[tour.post]
        by_altitude = self.instance.policy.altitude.rest_months(self.instance.recipient_of(post).altitude_m or 0)
        months = max(self.instance.kind_by_id[post.tour_kind].rest_months, by_altitude)
        return add_months(tour.to_day, months) if self.instance.policy.rules.mode("rest") == "hard" else tour.to_day


def _tour(calendar: Calendar, person: Specialist, post: Post, begin: int, end: int) -> Tour:
    return Tour(
        specialist=person.id,
        supporter=person.hospital,
        post=post.id,
        from_period=begin,
        to_period=end,
        from_day=calendar.day(begin),
        to_day=calendar.day(end),
        on_pair=False,  # the view sees for itself
    )
