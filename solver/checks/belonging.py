"""Whether a plan belongs to an instance at all: it speaks of its people, posts and periods only."""

from collections.abc import Iterator
from datetime import date

from solver.checks.links import Links, Pair
from solver.checks.view import is_paired, pairs_of
from solver.domain.calendar import Calendar
from solver.domain.instance import Instance
from solver.domain.kinds import PairingState
from solver.domain.plan import Plan, Tour


def problems(instance: Instance, plan: Plan) -> Iterator[str]:
    """Yield a line for everything in the plan that the instance lacks or that contradicts it."""
    if plan.tours and instance.calendar is None:
        yield "no_calendar at /tours"
    pairs = pairs_of(plan.pairings)
    for index, tour in enumerate(plan.tours):
        where = f"/tours/{index}"
        yield from _people(instance, tour, where)
        if instance.calendar is not None:
            yield from _periods(instance, instance.calendar, tour, where)
        if tour.post not in instance.post_by_id:
            yield f"unknown_id at {where}/post: {tour.post}"
        elif tour.on_pair != is_paired(instance, pairs, tour):
            yield f"wrong_on_pair at {where}/on_pair: {tour.on_pair}"
    yield from _mentorships(instance, plan)
    yield from _pairings(instance, plan)


def _people(instance: Instance, tour: Tour, where: str) -> Iterator[str]:
    specialist = instance.specialist_by_id.get(tour.specialist)
    if specialist is None:
        yield f"unknown_id at {where}/specialist: {tour.specialist}"
        return
    if tour.unit >= specialist.count:
        yield f"unknown_unit at {where}/unit: {tour.unit}, wanted below {specialist.count}"
    if tour.supporter != specialist.hospital:
        yield f"wrong_supporter at {where}/supporter: {tour.supporter}, wanted {specialist.hospital}"


def _periods(instance: Instance, calendar: Calendar, tour: Tour, where: str) -> Iterator[str]:
    end = calendar.periods + instance.tail_periods()
    if tour.from_period >= tour.to_period:
        yield f"empty_range at {where}: {tour.from_period} to {tour.to_period}"
    if tour.from_period >= calendar.periods:
        yield f"after_horizon at {where}/from_period: {tour.from_period}, wanted below {calendar.periods}"
    if tour.to_period > end:
        yield f"after_tail at {where}/to_period: {tour.to_period}, wanted at most {end}"
    for name, day, period in (("from", tour.from_day, tour.from_period), ("to", tour.to_day, tour.to_period)):
        wanted = _day(calendar, period)
        if day != wanted:
            yield f"wrong_day at {where}/{name}: {day}, wanted {wanted}"


def _day(calendar: Calendar, period: int) -> date | None:
    try:
        return calendar.day(period)
    except (ValueError, OverflowError):  # no such year
        return None


def _mentorships(instance: Instance, plan: Plan) -> Iterator[str]:
    apprentices = {apprentice.id for apprentice in instance.apprentices}
    for index, mentorship in enumerate(plan.mentorships):
        if mentorship.apprentice not in apprentices:
            yield f"unknown_id at /mentorships/{index}/apprentice: {mentorship.apprentice}"
        mentor = instance.specialist_by_id.get(mentorship.specialist)
        if mentor is None:
            yield f"unknown_id at /mentorships/{index}/specialist: {mentorship.specialist}"
        elif mentorship.unit >= mentor.count:
            yield f"unknown_unit at /mentorships/{index}/unit: {mentorship.unit}, wanted below {mentor.count}"


def _pairings(instance: Instance, plan: Plan) -> Iterator[str]:
    links = Links(instance)
    standing = links.in_state(PairingState.EXISTING, PairingState.FIXED)
    first: dict[Pair, int] = {}
    for index, pairing in enumerate(plan.pairings):
        where, pair = f"/pairings/{index}", (pairing.supporter, pairing.target)
        if pairing.supporter not in instance.supporter_by_id:
            yield f"unknown_id at {where}/supporter: {pairing.supporter}"
        if pairing.target not in links.blocks:
            yield f"unknown_id at {where}/target: {pairing.target}"
        if first.setdefault(pair, index) != index:
            yield f"repeated_pairing at {where}: {pairing.supporter} {pairing.target}, also at /pairings/{first[pair]}"
        wanted = links.entry(pair).state if pair in standing else "NEW"
        if pairing.state != wanted:
            yield f"wrong_state at {where}/state: {pairing.state}, wanted {wanted}"
