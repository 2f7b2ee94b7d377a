"""Pairings given, quotas, milestones, locks and bars, drawn at random."""

from tests.solver.dice import Dice, Row, Times
from tests.solver.drawn_pairings import pairings, relations
from tests.solver.drawn_places import SPECIALTIES


def wishes(dice: Dice, times: Times, document: Row) -> Row:
    """Draw what is asked beyond demand."""
    locked = dice.perhaps("locked", lambda: _locks(dice, times, document), [])
    _forget_what_locks_tell(times, document["specialists"], locked)
    return {
        "pairings": pairings(dice, document),
        "relations": dice.perhaps("pairing", lambda: relations(dice), []),
        "quotas": dice.perhaps("quotas", lambda: [_quota(dice, times, document)], []),
        "milestones": dice.perhaps("milestones", lambda: [_milestone(dice, times, document)], []),
        "locked": locked,
        "forbidden": dice.perhaps("forbidden", lambda: [_bar(dice, times, document)], []),
    }


def _name(dice: Dice, document: Row, section: str) -> str:
    return dice.pick([row["id"] for row in document[section]])


def _quota(dice: Dice, times: Times, document: Row) -> Row:
    begin, end = times.span(0, times.periods)
    least, most = dice.pick([None, dice.number(0, 4)]), dice.pick([None, dice.number(4, 6)])
    return {
        "supporter": dice.pick([None, _name(dice, document, "supporting_hospitals")]),
        "recipient": dice.pick([None, _name(dice, document, "recipient_hospitals")]),
        "specialty": dice.pick([None, *SPECIALTIES]),
        "tour_kind": dice.pick([None, _name(dice, document, "tour_kinds")]),
        "from_period": begin,
        "to_period": min(end, times.periods),
        "unit": dice.pick(["PERSON_MONTHS", "DEPARTURES"]),
        "min": least,
        "max": dice.number(0, 3) if least is None and most is None else most,
    }


def _milestone(dice: Dice, times: Times, document: Row) -> Row:
    field, section = dice.pick([("hospital", "recipient_hospitals"), ("department", "departments")])
    return {
        field: _name(dice, document, section),
        "specialty": dice.pick([None, *SPECIALTIES]),
        "person_months": dice.number(1, 8),
        "by_period": dice.number(1, times.periods),
        "priority": dice.number(1, 3),
    }


def _locks(dice: Dice, times: Times, document: Row) -> list[Row]:
    """Draw one or two locks; the second may be like the first, since a pool may be locked more than once."""
    first = _lock(dice, times, document)
    like_first = dice.pick([{}, {"exact": False}, {"unit": None}, {"to_period": first["to_period"] + 1}])
    return dice.pick([[first], [first, _lock(dice, times, document)], [first, first | like_first]])


def _lock(dice: Dice, times: Times, document: Row) -> Row:
    """Draw a lock: exact or of presence, of a person, a unit or a hospital, some of them under way."""
    person = dice.pick(document["specialists"])
    post = _name(dice, document, "posts")
    if dice.number(0, 3) == 0:
        begin, end = times.span(0, 2)
        return {"hospital": person["hospital"], "post": post, "from_period": begin, "to_period": end, "exact": False}
    begin, end = times.span(-dice.pick([0, 3]), 3)
    return {
        "specialist": person["id"],
        "unit": dice.pick([None, None, dice.number(0, person["count"] - 1)]),
        "post": post,
        "from_period": begin,
        "to_period": max(1, end),
        "exact": dice.pick([True, False]),
    }


def _forget_what_locks_tell(times: Times, specialists: list[Row], locked: list[Row]) -> None:
    """Leave out of the history of people under way what is not over before their departure."""
    for lock in locked:
        for row in specialists:
            if row["id"] == lock.get("specialist") and lock["from_period"] < 0 and "history" in row:
                departed = times.calendar.day(lock["from_period"]).isoformat()
                row["history"] = [stay for stay in row["history"] if stay["to"] <= departed]


def _bar(dice: Dice, times: Times, document: Row) -> Row:
    person = dice.pick(document["specialists"])
    begin, end = times.span(0, times.periods)
    who = dice.pick([{"specialist": person["id"]}, {"hospital": person["hospital"]}])
    where = dice.pick([
        {"post": _name(dice, document, "posts")},
        {"recipient": _name(dice, document, "recipient_hospitals")},
        {},
    ])  # fmt: skip
    return who | where | dice.pick([{}, {"from_period": begin}, {"from_period": begin, "to_period": end}])
