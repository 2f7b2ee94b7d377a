"""Tacheng: the specialists of the university's hospitals; residents one by one, visitors and patrols in pools."""

from instances.programmes.builders.document import Json
from instances.programmes.builders.people import Group, Person, numbered

RESIDENT = ("RESIDENT",)

GROUPS = (
    Group("cmuyy", "03.04", "CDD", RESIDENT),
    Group("cmuyy", "28", "CDDD", RESIDENT),
    Group("cmuyy", "26", "CDDD", RESIDENT),
    Group("cmuyy", "31", "CDD", RESIDENT),
    Group("cmuyy", "04.01", "CDDD", RESIDENT),
    Group("cmuyy", "03.03", "CD", RESIDENT),
    Group("cmuyy", "", "CCD", RESIDENT, "MANAGER"),
    Group("cmusj", "05", "CDDD", RESIDENT),
    Group("cmusj", "07.01", "CDDD", RESIDENT),
    Group("cmusj", "07", "CDDA", RESIDENT),
    Group("cmusj", "32", "CDDD", RESIDENT),
    Group("cmusj", "32.12", "CDDD", RESIDENT),
    Group("cmusj", "04.04", "DD", RESIDENT),
    Group("cmusj", "", "CD", RESIDENT, "MANAGER"),
    Group("cmusy", "04.03", "CDDD", RESIDENT),
    Group("cmusy", "03.01", "CDDD", RESIDENT),
    Group("cmusy", "03.06", "CDDA", RESIDENT),
    Group("cmusy", "04.04", "CD", RESIDENT),
    Group("cmusy", "", "CD", RESIDENT, "MANAGER"),
    Group("cmurm", "03.04", "DD", RESIDENT),
    Group("cmurm", "03.03", "CDD", RESIDENT),
    Group("cmurm", "20", "CDDD", RESIDENT),
    Group("cmurm", "02", "CDDA", RESIDENT),
    Group("cmurm", "", "CD", RESIDENT, "MANAGER"),
    Group("cmuzl", "19", "CDDD", RESIDENT),
    Group("cmuzl", "31", "DD", RESIDENT),
)

VISITORS = (
    # hospital, specialties, people, kind of tour, title
    ("cmuyy", "03.04", 3, "FLEXIBLE", "CHIEF"),
    ("cmuyy", "26", 4, "FLEXIBLE", "DEPUTY_CHIEF"),
    ("cmuyy", "28", 4, "FLEXIBLE", "DEPUTY_CHIEF"),
    ("cmuyy", "31", 4, "FLEXIBLE", "DEPUTY_CHIEF"),
    ("cmuyy", "03.03", 2, "FLEXIBLE", "CHIEF"),
    ("cmusj", "05", 3, "FLEXIBLE", "DEPUTY_CHIEF"),
    ("cmusj", "32.12", 2, "FLEXIBLE", "CHIEF"),
    ("cmusj", "04.04", 2, "FLEXIBLE", "DEPUTY_CHIEF"),
    ("cmusy", "04.03", 3, "FLEXIBLE", "DEPUTY_CHIEF"),
    ("cmusy", "04.04", 1, "FLEXIBLE", "CHIEF"),
    ("cmurm", "20", 3, "FLEXIBLE", "DEPUTY_CHIEF"),
    ("cmurm", "03.03", 2, "FLEXIBLE", "DEPUTY_CHIEF"),
    ("cmuzl", "19", 2, "FLEXIBLE", "CHIEF"),
    ("cmuyy", "03.04 03.03", 2, "PATROL", "ATTENDING"),
    ("cmusj", "05 07", 2, "PATROL", "ATTENDING"),
    ("cmusy", "04.03", 1, "PATROL", "ATTENDING"),
    ("cmurm", "02", 2, "PATROL", "ATTENDING"),
)

ABSENCES = (
    # what keeps a person at home, from, to
    ("子女高考", "2020-03-01", "2020-07-01"),
    ("照顾父母", "2021-03-01", "2021-09-01"),
    ("子女中考", "2022-03-01", "2022-07-01"),
)


def specialists() -> list[Json]:
    """Return everybody who may be sent."""
    return [_specialist(person) for person in numbered(GROUPS)] + [
        _pool(number, *row) for number, row in enumerate(VISITORS, 1)
    ]


def _specialist(person: Person) -> Json:
    """Spread family dates and wishes over the people by their numbers; a third may go twice."""
    entity = person.entity()
    if person.number % 4 == 1:
        note, first, after = ABSENCES[person.number // 4 % len(ABSENCES)]
        entity["unavailable"] = [{"from": first, "to": after, "note": note}]
    if person.number % 6 == 2:
        entity["preferences"] = [{"recipient": "tacheng", "score": 1 - person.number % 4}]
    return entity | {"max_tours": 1 + (person.number % 3 == 0)}


def _pool(number: int, hospital: str, specialties: str, people: int, kind: str, title: str) -> Json:
    pool: Json = {"id": f"{hospital}-{kind.lower()}-{number:02d}", "hospital": hospital}
    pool |= {"specialties": specialties.split(), "role": "DOCTOR", "title": title, "count": people}
    return pool | {"tour_kinds": [kind]}
