"""Hospitals, departments, kinds of tours and posts, drawn at random."""

from itertools import pairwise

from tests.solver.dice import Dice, Row, Times
from tests.solver.drawn_pairings import supporting, target

SPECIALTIES = ("03", "04.03")
TITLES = ("RESIDENT", "ATTENDING", "DEPUTY_CHIEF", "CHIEF")
ALTITUDES_M = (1000, 2500, 2501, 2999, 3000, 3500, 4500)


def places(dice: Dice, times: Times, hospitals: int) -> Row:
    """Draw supporting hospitals, recipient hospitals and departments."""
    recipients = [_recipient(dice, times, number) for number in range(dice.number(1, hospitals))]
    return {
        "supporting_hospitals": [_supporter(dice, times, number) for number in range(dice.number(1, 2))],
        "recipient_hospitals": recipients,
        "departments": [_department(dice, recipients, number) for number in range(dice.number(1, 2))],
    }


def _supporter(dice: Dice, times: Times, number: int) -> Row:
    return {
        "id": f"s{number}",
        "name": f"S{number}",
        "kind": "GENERAL",
        "owner_level": "CITY",
        "place": "east",
        "release": dice.perhaps("release", lambda: _release(dice, times)),
        "training_place": dice.perhaps("training", lambda: dice.pick(["north", "south", ""])),
        **dice.perhaps("pairing", lambda: supporting(dice, SPECIALTIES), {}),
    }


def _release(dice: Dice, times: Times) -> Row:
    return {
        "total": dice.pick([None, times.per_period(2)]),
        "by_specialty": {code: times.per_period(2) for code in dice.some(SPECIALTIES, 1)},
    }


def _recipient(dice: Dice, times: Times, number: int) -> Row:
    return {
        "id": f"r{number}",
        "name": f"R{number}",
        "kind": "GENERAL",
        "place": "west",
        "altitude_m": dice.perhaps("altitude", lambda: dice.pick(ALTITUDES_M), 3000),
        "housing": dice.perhaps("housing", lambda: times.per_period(2)),
        "pairing": dice.perhaps("pairing", lambda: dice.pick([target(dice), None])),
    }


def _department(dice: Dice, recipients: list[Row], number: int) -> Row:
    hospital = dice.pick([row["id"] for row in recipients])
    return {
        "id": dice.perhaps("same ids", lambda: f"r{number}", f"d{number}"),
        "hospital": hospital,
        "name": f"D{number}",
        "specialty": dice.perhaps("specialty", lambda: dice.pick([*SPECIALTIES, None]), SPECIALTIES[0]),
        "pairing": dice.perhaps("pairing", lambda: target(dice)),
    }


def kinds(dice: Dice, times: Times) -> list[Row]:
    """Draw one or two kinds of tours."""
    return [_kind(dice, times, name) for name in (["RESIDENT", "FLEXIBLE"] if dice.has("kinds") else ["RESIDENT"])]


def _kind(dice: Dice, times: Times, name: str) -> Row:
    least = dice.perhaps("lengths", lambda: max(times.months(1, 2), 1), 1)
    longest = dice.perhaps("lengths", lambda: times.months(1, 3), 2 * times.step)
    return {
        "id": name,
        "min_months": least,
        "max_months": max(longest, times.calendar.periods_up(least) * times.step),
        "batch_starts": dice.perhaps("batches", times.starts),
        "rest_months": dice.perhaps("rest", lambda: times.months(0, 2), 0),
        "home_leave_every_months": dice.perhaps("leave", lambda: dice.number(1, 4)),
    }


def posts(dice: Dice, times: Times, document: Row, most: int) -> list[Row]:
    """Draw posts in the departments."""
    return [_post(dice, times, document, number) for number in range(dice.number(1, most))]


def _post(dice: Dice, times: Times, document: Row, number: int) -> Row:
    return {
        "id": dice.perhaps("same ids", lambda: f"d{number}", f"p{number}"),
        "department": dice.pick([row["id"] for row in document["departments"]]),
        "roles": dice.perhaps("specialty", lambda: dice.pick([["DOCTOR"], ["NURSE"], ["NURSE", "DOCTOR"]]), ["DOCTOR"]),
        "min_title": dice.perhaps("titles", lambda: dice.pick(TITLES), "ATTENDING"),
        "specialties": dice.perhaps("specialty", lambda: dice.pick([None, [], list(SPECIALTIES)])),
        "tour_kind": dice.pick([row["id"] for row in document["tour_kinds"]]),
        "demand": dice.perhaps("demand", lambda: _demands(dice, times), _demand(dice, 0, times.periods)),
        "priority": dice.number(1, 4),
        "handover_months": dice.perhaps("handover", lambda: times.months(1, 2), 0),
    }


def _demands(dice: Dice, times: Times) -> list[Row]:
    """Draw demand in one or two pieces, perhaps not over the whole horizon."""
    bounds = dice.some(range(times.periods + 1), 3, least=2)
    return [row for begin, end in pairwise(bounds) for row in _demand(dice, begin, end)]


def _demand(dice: Dice, begin: int, end: int) -> list[Row]:
    wanted = dice.pick([1, 1, 1, 2, 0])
    return [{"from_period": begin, "to_period": end, "min": dice.number(0, wanted), "target": wanted}]
