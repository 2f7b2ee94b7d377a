"""Kezhou: the specialists of the eight hospitals, numbered; no person is real."""

from instances.programmes.builders.document import Json
from instances.programmes.builders.people import Group, Person, numbered

RESIDENT, FLEXIBLE, BOTH = ("RESIDENT",), ("FLEXIBLE",), ("RESIDENT", "FLEXIBLE")

GROUPS = (
    Group("jsph", "03.04", "CDDAA", BOTH),
    Group("jsph", "03.10", "CDD", RESIDENT),
    Group("jsph", "", "CCDD", RESIDENT, "MANAGER"),
    Group("jsph", "", "DA", RESIDENT, "NURSE"),
    Group("jsph", "04.06", "CD", FLEXIBLE),
    Group("jsph", "03.03", "C", FLEXIBLE),
    Group("zd", "28", "CCDDAAA", RESIDENT),
    Group("zd", "20 28", "DA", RESIDENT),
    Group("zd", "", "DD", RESIDENT, "MANAGER"),
    Group("zd", "", "AA", RESIDENT, "NURSE"),
    Group("zd", "04.03", "CDD", FLEXIBLE),
    Group("sdfy", "03.05", "CD", RESIDENT),
    Group("sdfy", "03.04", "DA", RESIDENT),
    Group("sdfy", "", "D", RESIDENT, "MANAGER"),
    Group("sdfy", "04.02", "CDD", FLEXIBLE),
    Group("gl", "05", "CCDDAAA", BOTH),
    Group("gl", "", "CD", RESIDENT, "MANAGER"),
    Group("gl", "", "DA", RESIDENT, "NURSE"),
    Group("gl", "03.01", "CDD", FLEXIBLE),
    Group("gl", "04.03", "CD", FLEXIBLE),
    Group("nyey", "07", "CDDDAA", BOTH),
    Group("nyey", "07.01", "CD", FLEXIBLE),
    Group("nyey", "03.06", "DA", RESIDENT),
    Group("nyey", "04.04", "CD", FLEXIBLE),
    Group("xyfy", "20", "CDDAAA", RESIDENT),
    Group("xyfy", "28", "DA", RESIDENT),
    Group("xyfy", "", "DD", RESIDENT, "MANAGER"),
    Group("xyfy", "04.02", "DD", FLEXIBLE),
    Group("tdfy", "03.06", "CDDA", RESIDENT),
    Group("tdfy", "07", "DA", RESIDENT),
    Group("tdfy", "04.03", "CD", FLEXIBLE),
    Group("jdfy", "02", "CDD", RESIDENT),
    Group("jdfy", "05", "DA", BOTH),
    Group("jdfy", "03.07", "CD", FLEXIBLE),
    Group("jdfy", "", "A", RESIDENT, "NURSE"),
    Group("jsph", "03.04", "CA", RESIDENT),
    Group("jsph", "", "D", RESIDENT, "MANAGER"),
    Group("zd", "28", "A", RESIDENT),
    Group("zd", "", "A", RESIDENT, "NURSE"),
    Group("gl", "", "D", RESIDENT, "MANAGER"),
    Group("nyey", "07", "A", RESIDENT),
    Group("xyfy", "20", "D", RESIDENT),
    Group("xyfy", "", "D", RESIDENT, "MANAGER"),
    Group("tdfy", "03.06", "D", RESIDENT),
    Group("sdfy", "03.05", "D", RESIDENT),
)
"""The last nine groups but one are on site when the plan begins, and hand over in its first month."""

ABSENCES = (
    # what keeps a person at home, from, to
    ("子女高考", "2026-03-01", "2026-07-01"),
    ("照顾父母", "2026-09-01", "2027-03-01"),
    ("子女中考", "2027-03-01", "2027-07-01"),
    ("课题结题", "2027-10-01", "2028-01-01"),
    ("子女高考", "2028-02-01", "2028-07-01"),
)

AT_HOME = {"sdfy-09": ("子女高考", "2028-05-01", "2028-07-01")}
"""Absences beside those that are spread by number."""

UNDER_WAY = (
    # specialist, post, first period, first period after: a year and a half and the month of handover
    ("jsph-18", "kz-03.04-head", -18, 1),
    ("jsph-19", "kz-03.04-expert", -18, 1),
    ("jsph-20", "kz-medical-affairs", -18, 1),
    ("zd-17", "kz-28-expert", -18, 1),
    ("zd-18", "kz-nursing-expert", -18, 1),
    ("gl-17", "kz-science-education", -18, 1),
    ("nyey-13", "kz-07-expert", -18, 1),
    ("xyfy-13", "kz-20-head", -18, 1),
    ("xyfy-14", "kz-outpatient", -18, 1),
    ("tdfy-09", "kz-03.06-head", -18, 1),
    ("jsph-06", "kz-03.10-head", -12, 7),
    ("sdfy-01", "kz-03.05-head", -12, 7),
    ("gl-05", "kz-05-expert", -12, 7),
    ("xyfy-04", "kz-20-expert", -12, 7),
    ("nyey-02", "kz-07-head", -12, 7),
    ("jsph-09", "kz-president", -6, 13),
    ("zd-01", "kz-28-head", -6, 13),
    ("gl-01", "kz-05-head", -6, 13),
)

KEPT_AWAY = (
    # whom, from where, why
    ({"specialist": "zd-03", "post": "kz-28-head"}, "已任本院科室主任"),
    ({"specialist": "xyfy-02", "post": "kz-20-head"}, "已任本院科室主任"),
    ({"specialist": "sdfy-02", "post": "kz-03.05-head"}, "已任本院科室主任"),
)


def specialists() -> list[Json]:
    """Return everybody who may be sent or is there already."""
    return [_specialist(person) for person in numbered(GROUPS)]


def _specialist(person: Person) -> Json:
    """Spread family dates, wishes and agreed tours over the people by their numbers."""
    entity = person.entity()
    under_way = person.id in {row[0] for row in UNDER_WAY}
    absence = AT_HOME.get(person.id)
    if person.number % 4 == 2 and not under_way:
        absence = ABSENCES[person.number // 4 % len(ABSENCES)]
    if absence is not None:
        note, first, after = absence
        entity["unavailable"] = [{"from": first, "to": after, "note": note}]
    wishes = _wishes(person)
    if wishes:
        entity["preferences"] = wishes
    if "FLEXIBLE" in person.group.kinds:
        entity["max_tours"] = 2 + person.number % 3
    elif under_way or person.number % 3:
        entity["max_tours"] = 1
    return entity


def _wishes(person: Person) -> list[Json]:
    if person.number % 7 == 3:
        return [{"recipient": "kezhou", "score": -2}]
    if person.number % 5 == 0 and person.group.role == "MANAGER":
        return [{"department": "kz-management", "score": 3}]
    main = person.group.specialties.split()[0] if person.group.specialties else None
    if person.number % 5 == 0 and main in {"03.04", "05"}:
        return [{"post": f"kz-{main}-expert", "score": 3}, {"department": f"kz-{main}", "score": 1}]
    return []


def locked() -> list[Json]:
    """Return the tours that the batches before began."""
    return [
        {"specialist": who, "post": post, "from_period": first, "to_period": after}
        for who, post, first, after in UNDER_WAY
    ]


def forbidden() -> list[Json]:
    """Return who is kept away from which post."""
    return [{**whom, "note": why} for whom, why in KEPT_AWAY]
