"""Alar: the specialists of five hospitals and the thirty young doctors who learn from them; no person is real."""

from collections.abc import Sequence

from instances.programmes.builders.document import Json
from instances.programmes.builders.people import Group, Person, numbered

RESIDENT = ("RESIDENT",)

GROUPS = (
    Group("zdyy", "04.04", "CDD", RESIDENT),
    Group("zdyy", "03.06", "CDD", RESIDENT),
    Group("zdyy", "04.01", "CDD", RESIDENT),
    Group("zdyy", "28", "DDA", RESIDENT),
    Group("zdyy", "03.01", "CDA", RESIDENT),
    Group("zdyy", "20", "DD", RESIDENT),
    Group("zdyy", "03.04", "C", RESIDENT),
    Group("zdey", "03.04", "CCD", RESIDENT),
    Group("zdey", "04.02", "CDD", RESIDENT),
    Group("zdey", "04.03", "CDD", RESIDENT),
    Group("zdey", "10", "DD", RESIDENT),
    Group("zdey", "03.03", "CDD", RESIDENT),
    Group("zdey", "26", "DA", RESIDENT),
    Group("sryf", "03.02", "CD", RESIDENT),
    Group("sryf", "26", "CDD", RESIDENT),
    Group("sryf", "32", "DD", RESIDENT),
    Group("sryf", "28", "CDD", RESIDENT),
    Group("sryf", "04.04", "DD", RESIDENT),
    Group("sryf", "03.01", "DD", RESIDENT),
    Group("zdfc", "05", "CDDA", RESIDENT),
    Group("zdek", "07", "CDD", RESIDENT),
    Group("zdek", "07.01", "CDD", RESIDENT),
)

ABSENCES = (
    # what keeps a person at home, from, to
    ("子女高考", "2016-04-01", "2016-07-01"),
    ("照顾父母", "2017-02-01", "2017-08-01"),
    ("课题结题", "2016-10-01", "2017-01-01"),
)

FIRST = {"from": "2016-04-23", "to": "2017-02-28"}
SECOND = {"from": "2017-02-28", "to": "2018-08-23"}
BOTH = {"from": "2016-04-23", "to": "2018-08-23"}


def specialists() -> list[Json]:
    """Return everybody who may be sent; nobody goes twice."""
    return [_specialist(person) for person in numbered(GROUPS)]


def _specialist(person: Person) -> Json:
    """Spread family dates and wishes over the people by their numbers."""
    entity = person.entity()
    if person.number % 5 == 2:
        note, first, after = ABSENCES[person.number // 5 % len(ABSENCES)]
        entity["unavailable"] = [{"from": first, "to": after, "note": note}]
    if person.number % 7 == 3:
        entity["preferences"] = [{"recipient": "alar", "score": -2}]
    return entity | {"max_tours": 1}


def apprentices(key: str, brands: Sequence[str], in_turn: Sequence[str]) -> list[Json]:
    """Return thirty: one for each of fifteen experts of two batches; where one batch serves, one for both."""
    twice = [code for code in (key, *brands) if code not in in_turn]
    found = [_apprentice(code, number, days) for code in twice for number, days in enumerate((FIRST, SECOND), 1)]
    return found + [_apprentice(code, 1, BOTH) for code in in_turn]


def _apprentice(code: str, number: int, days: dict[str, str]) -> Json:
    title = "ATTENDING" if number == 1 else "RESIDENT"
    return {
        "id": f"al-{code}-apprentice-{number}",
        "department": f"al-{code}",
        "specialty": code,
        "title": title,
        **days,
    }
