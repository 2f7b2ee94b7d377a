"""Specialists and pools, drawn at random."""

from typing import Any

from tests.solver.dice import Dice, Row, Times
from tests.solver.drawn_places import ALTITUDES_M, SPECIALTIES, TITLES


def people(dice: Dice, times: Times, document: Row, most: int, pool: int) -> list[Row]:
    """Draw individuals and pools."""
    return [_person(dice, times, document, f"a{number}", pool) for number in range(dice.number(1, most))]


def _person(dice: Dice, times: Times, document: Row, name: str, pool: int) -> Row:
    count = dice.perhaps("pools", lambda: dice.number(2, pool), 1)
    kinds = [row["id"] for row in document["tour_kinds"]]
    return {
        "id": name,
        "hospital": dice.pick([row["id"] for row in document["supporting_hospitals"]]),
        "specialties": dice.perhaps("specialty", lambda: dice.some(SPECIALTIES, 2), [SPECIALTIES[0]]),
        "role": dice.perhaps("specialty", lambda: dice.pick(["DOCTOR", "NURSE"]), "DOCTOR"),
        "title": dice.perhaps("titles", lambda: dice.pick(TITLES), "CHIEF"),
        "count": count,
        "tour_kinds": dice.perhaps("agreed", lambda: dice.some(kinds, 1)),
        "clearance": dice.perhaps("clearance", lambda: _clearance(dice, times), {"max_altitude_m": 5000}),
        "hypoxia_trained_on": dice.perhaps("training", lambda: times.day(-2, 1)),
        "preferences": dice.perhaps("preferences", lambda: _preferences(dice, document), []),
        "max_tours": dice.perhaps("max_tours", lambda: dice.number(0, 2)),
    } | (_dates(dice, times) if count == 1 else {})


def _dates(dice: Dice, times: Times) -> Row:
    return {
        "unavailable": dice.perhaps("unavailable", lambda: [_unavailable(dice, times)], []),
        "history": dice.perhaps("history", lambda: _history(dice, times), []),
    }


def _clearance(dice: Dice, times: Times) -> Any:
    return dice.pick([None, {
        "max_altitude_m": dice.pick([5000, *ALTITUDES_M]),
        "valid_until": dice.pick([None, times.day(-1, times.periods + 1)]),
        "renewable": dice.pick([False, True]),
    }])  # fmt: skip


def _unavailable(dice: Dice, times: Times) -> Row:
    begin = times.day(-1, times.periods)
    return {"from": begin, "to": times.shifted(begin, dice.pick([1, 27, 31, 92]))}


def _history(dice: Dice, times: Times) -> list[Row]:
    """Draw one or two stays that end on the first day at the latest, the later one first."""
    begin, rows = times.calendar.start.isoformat(), []
    for _ in range(dice.number(1, 2)):
        end = times.shifted(begin, -dice.pick([0, 0, 1, 20, 28, 31, 70, 92]))
        begin = times.shifted(end, -dice.pick([1, 20, 28, 31, 90, 150]))
        rows.append({"altitude_m": dice.pick(ALTITUDES_M), "from": begin, "to": end})
    return rows


def _preferences(dice: Dice, document: Row) -> list[Row]:
    sections = (("recipient", "recipient_hospitals"), ("department", "departments"), ("post", "posts"))
    named = [(field, row["id"]) for field, section in sections for row in document[section]]
    return [{field: name, "score": dice.number(-5, 5)} for field, name in dice.some(named, 3, least=1)]
