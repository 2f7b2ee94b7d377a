"""People kept away from a seat: in groups for reading, and one by one with the numbers behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from solver.domain.calendar import add_months
from solver.domain.document import SpecialistId
from solver.domain.people import Specialist
from solver.domain.plan import Elsewhere, Shortage
from solver.domain.posts import Post
from solver.report.names import Names
from solver.texts import catalogue


@dataclass(frozen=True)
class KeptPerson:
    """A person, or a pool, kept away from a run of seats."""

    person: str
    supporter: str
    why: tuple[str, ...]
    elsewhere: tuple[str, ...]


def kept_people(run: Sequence[Shortage], names: Names) -> tuple[KeptPerson, ...]:
    """Return everybody kept away in some period of a run, person by person, in the order of the document."""
    post = names.instance.post_by_id[run[0].post]
    after = names.calendar.day(run[-1].period + 1)
    why: dict[SpecialistId, dict[str, None]] = {}
    tours: dict[SpecialistId, dict[str, None]] = {}
    for reason in (reason for shortage in run for reason in shortage.reasons):
        for person in reason.people:
            known = names.instance.specialist_by_id[person]
            said = _numbers(reason.rule, known, post, (names.calendar.day(run[0].period), after), names)
            why.setdefault(person, {})[said or names.rule(reason.rule)] = None
        for tour in reason.elsewhere:
            tours.setdefault(tour.specialist, {})[_tour(tour, names)] = None
    order = {specialist.id: row for row, specialist in enumerate(names.instance.specialists)}
    return tuple(
        KeptPerson(
            person=names.people(person),
            supporter=names.supporter(names.instance.specialist_by_id[person].hospital),
            why=tuple(why[person]),
            elsewhere=tuple(tours.get(person, ())),
        )
        for person in sorted(why, key=order.__getitem__)
    )


def grouped(rule: str, people: Iterable[SpecialistId], run: Sequence[Shortage], names: Names) -> str:
    """Return how many people a rule keeps away from a run of seats, with the number that decides."""
    post = names.instance.post_by_id[run[0].post]
    known = [names.instance.specialist_by_id[person] for person in people]
    count = _heads(known)
    match rule:
        case "altitude_clearance":
            return _by_clearance(known, post, names)
        case "title":
            return names.say_of_seats("grouped.title", count=count, title=names.title_of(post.min_title, post.roles[0]))
        case "one_place":
            return names.say_of_seats("grouped.one_place", count=count)
        case "rest":
            until = _first_rested(run, names)
            if until is not None:
                return names.say_of_seats("grouped.rest", count=count, until=names.month(until))
        case "objective":
            return names.say("reason.objective", count=count)
    text = catalogue(names.language).get(f"rules.{rule}.reason")
    return names.say("reason.other", count=count, rule=rule) if text is None else text.format(count=count)


def _by_clearance(people: Sequence[Specialist], post: Post, names: Names) -> str:
    """Return how many are cleared for less, and how many whose clearance ends."""
    altitude = names.instance.recipient_of(post).altitude_m or 0
    lower = [person for person in people if _cleared_m(person, names) < altitude]
    parts = []
    if lower:
        parts.append(names.say_of_seats("grouped.cleared", count=_heads(lower), altitude=f"{altitude:,}"))
    if len(lower) < len(people):
        parts.append(names.say_of_seats("grouped.lapsed", count=_heads(people) - _heads(lower)))
    return names.say("reason.joint").join(parts)


def _first_rested(run: Sequence[Shortage], names: Names) -> date | None:
    """Return the last day of the rest that is over first, among those that reach into the run."""
    after = names.calendar.day(run[0].period)
    ends = [
        names.calendar.day(tour.rested_from)
        for shortage in run
        for reason in shortage.reasons
        if reason.rule == "rest"
        for tour in reason.elsewhere
    ]
    ends += [
        rested
        for shortage in run
        for reason in shortage.reasons
        if reason.rule == "rest"
        for person in reason.people
        if (rested := _rested_after_history(names.instance.specialist_by_id[person], names)) is not None
    ]
    later = [day for day in ends if day > after]
    return min(later) - timedelta(days=1) if later else None


def _numbers(rule: str, person: Specialist, post: Post, days: tuple[date, date], names: Names) -> str | None:
    """Return the numbers that a rule compares for a person; none where its name says all."""
    altitude = names.instance.recipient_of(post).altitude_m or 0
    match rule:
        case "altitude_clearance":
            cleared = _cleared_m(person, names)
            if cleared < altitude:
                key = "free_altitude" if person.clearance is None else "altitude_clearance"
                return names.say_of_seats(f"person.{key}", found=f"{cleared:,}", limit=f"{altitude:,}")
            return names.say_of_seats("person.lapsed", found=person.clearance and person.clearance.valid_until)
        case "title":
            wanted = names.title_of(post.min_title, person.role)
            return names.say_of_seats("person.title", found=names.title(person), limit=wanted)
        case "availability":
            away = [names.days(d.from_day, d.to_day) for d in person.unavailable if d.to_day > days[0]]
            return names.say_of_seats("person.availability", days=names.list(away[:2])) if away else None
        case "rest":
            rested = _rested_after_history(person, names)
            late = rested is not None and rested > days[0]
            return names.say_of_seats("person.rested", until=rested - timedelta(days=1)) if rested and late else None
        case "max_tours":
            return names.say_of_seats("person.tours", count=person.max_tours)
        case "objective":
            return names.say_of_seats("person.objective")
    return None


def _tour(tour: Elsewhere, names: Names) -> str:
    post = names.instance.post_by_id[tour.post]
    said = names.say_of_seats(
        "person.elsewhere", post=names.place(post), span=names.span(tour.from_period, tour.to_period)
    )
    if tour.rested_from > tour.to_period:
        said += names.say_of_seats("person.until", until=names.calendar.day(tour.rested_from) - timedelta(days=1))
    if tour.locked:
        said += names.say_of_seats("person.locked")
    if tour.taking_away is not None:
        key = "saved" if tour.taking_away < 0 else "taking_away" if tour.estimated is None else "estimated"
        cost, estimated = f"{abs(tour.taking_away):,}", f"{tour.estimated or 0:,}"
        said += names.say_of_seats(f"person.{key}", cost=cost, estimated=estimated)
    return said


def _cleared_m(person: Specialist, names: Names) -> int:
    free = names.instance.policy.altitude.free_altitude_m
    return free if person.clearance is None else person.clearance.max_altitude_m


def _rested_after_history(person: Specialist, names: Names) -> date | None:
    altitude = names.instance.policy.altitude
    ends = [add_months(stay.to_day, altitude.rest_months(stay.altitude_m)) for stay in person.history]
    return max(ends, default=None)


def _heads(people: Iterable[Specialist]) -> int:
    return sum(person.count for person in people)
