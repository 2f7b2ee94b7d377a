"""Eligible tours: departures that, taken alone, no hard rule about single tours bars."""

from collections.abc import Iterator

from solver.checks.altitude_clearance import altitude_clearance, cleared_m
from solver.checks.altitude_stay import altitude_stay
from solver.checks.availability import availability
from solver.checks.breach import Check
from solver.checks.hypoxia_training import busy_while_training
from solver.checks.links import Links, may_be_paired
from solver.checks.locked import forbidden
from solver.checks.on_pair import on_pair
from solver.checks.qualification import knows_the_work, specialty, title
from solver.checks.registry import violations
from solver.checks.rest import rest
from solver.checks.tour_length import tour_length
from solver.checks.view import look
from solver.domain.calendar import Calendar
from solver.domain.hospitals import SupportingHospital
from solver.domain.instance import Instance
from solver.domain.people import Specialist
from solver.domain.plan import Plan, PlannedPairing, Tour
from solver.domain.posts import Post

SINGLE: dict[str, Check] = {
    "specialty": specialty,
    "title": title,
    "on_pair": on_pair,
    "tour_length": tour_length,
    "availability": availability,
    "rest": rest,
    "altitude_clearance": altitude_clearance,
    "hypoxia_training": busy_while_training,
    "altitude_stay": altitude_stay,
    "locked": forbidden,
}


TIMELESS = {"specialty", "title", "on_pair"}
"""Rules for which it does not matter when a tour is."""


def eligible_supporters(instance: Instance) -> Iterator[SupportingHospital]:
    """Yield the supporting hospitals with an eligible tour, or with one under way."""
    calendar = instance.calendar
    if calendar is None:
        return
    locks = [lock for lock in instance.locked if lock.from_period < 0]
    away = {lock.specialist for lock in locks}
    sending = {lock.hospital for lock in locks} | {p.hospital for p in instance.specialists if p.id in away}
    links = Links(instance)
    for hospital in instance.supporting_hospitals:
        people = (person for person in instance.specialists if person.hospital == hospital.id)
        if hospital.id in sending or any(_can_go(links, calendar, person) for person in people):
            yield hospital


def _can_go(links: Links, calendar: Calendar, person: Specialist) -> bool:
    """Return whether any post and start will do. Only the shortest tours are tried: a longer one breaks no less."""
    instance = links.instance
    for post in instance.posts:
        if not _suits(instance, person, post):
            continue
        pairings = tuple(_conceivable(links, person, post))
        for begin, end in _shortest(instance, calendar, post):
            departure = _departure(calendar, person, post, begin, end)
            alone = look(instance, Plan(tours=(departure,), pairings=pairings))
            barring = {violation.rule for violation in violations(instance, alone, SINGLE) if violation.hard}
            if not barring:
                return True
            if barring & TIMELESS:
                break
    return False


def _suits(instance: Instance, person: Specialist, post: Post) -> bool:
    """Return False where knowledge, kind of tour or altitude rule a post out at once; it spares most of the trials."""
    rules, altitude_m = instance.policy.rules, instance.recipient_of(post).altitude_m
    willing = person.tour_kinds is None or post.tour_kind in person.tour_kinds
    if rules.mode("tour_length") != "off" and not willing:
        return False
    if rules.mode("specialty") != "off" and not knows_the_work(instance, person, post):
        return False
    too_high = altitude_m is not None and altitude_m > cleared_m(instance.policy.altitude, person)
    return rules.mode("altitude_clearance") == "off" or not too_high


def _conceivable(links: Links, person: Specialist, post: Post) -> Iterator[PlannedPairing]:
    """Yield the pairing that some plan might have between a person's hospital and a post's target."""
    target = links.instance.target_of(post)
    if target is not None and may_be_paired(links, (person.hospital, target)):
        yield PlannedPairing(supporter=person.hospital, target=target, state="NEW")


def _shortest(instance: Instance, calendar: Calendar, post: Post) -> Iterator[tuple[int, int]]:
    """Yield the shortest tour from each period that keeps, inside the horizon, to periods in which people are wanted."""
    wanted = {t for demand in post.demand if demand.target > 0 for t in range(demand.from_period, demand.to_period)}
    length = 1
    if instance.policy.rules.mode("tour_length") != "off":
        length = calendar.periods_up(instance.kind_by_id[post.tour_kind].min_months)
    last = calendar.periods + instance.tail_periods() - length
    for begin in range(min(calendar.periods, last + 1)):
        if wanted.issuperset(range(begin, min(begin + length, calendar.periods))):
            yield begin, begin + length


def _departure(calendar: Calendar, person: Specialist, post: Post, begin: int, end: int) -> Tour:
    return Tour.model_validate(
        {
            "specialist": person.id,
            "supporter": person.hospital,
            "post": post.id,
            "from_period": begin,
            "to_period": end,
            "from": calendar.day(begin),
            "to": calendar.day(end),
            "on_pair": False,  # the view sees for itself
        }
    )
