"""Nagqu: the specialists of seven hospitals with clearance, training and earlier stays; no person is real."""

from instances.programmes.builders.document import Json
from instances.programmes.builders.people import Group, Person, numbered

RESIDENT, LEADER, FLEXIBLE = ("RESIDENT",), ("LEADER",), ("FLEXIBLE",)

GROUPS = (
    Group("dyfy", "04.01", "CDDA", RESIDENT),
    Group("dyfy", "28", "CDD", RESIDENT),
    Group("dyfy", "20", "DD", RESIDENT),
    Group("dyfy", "", "CC", LEADER, "MANAGER"),
    Group("dyfy", "04.03", "CD", FLEXIBLE),
    Group("defy", "03.04", "CDDA", RESIDENT),
    Group("defy", "32.05", "DDA", RESIDENT),
    Group("defy", "", "CD", LEADER, "MANAGER"),
    Group("defy", "03.06", "DD", FLEXIBLE),
    Group("zgyd", "03.04", "CDDA", RESIDENT),
    Group("zgyd", "28", "DD", RESIDENT),
    Group("zgyd", "31", "DDD", RESIDENT),
    Group("zgyd", "", "CD", LEADER, "MANAGER"),
    Group("zgyd", "04.02", "CDD", FLEXIBLE),
    Group("sjyy", "05", "CDDA", RESIDENT),
    Group("sjyy", "07", "CDD", RESIDENT),
    Group("sjyy", "32.05", "DD", RESIDENT),
    Group("sjyy", "", "AAA", RESIDENT, "NURSE"),
    Group("sjyy", "03.03", "DDA", FLEXIBLE),
    Group("jzfy", "20", "CDD", RESIDENT),
    Group("jzfy", "02", "DDAAA", RESIDENT),
    Group("jzfy", "", "AA", RESIDENT, "TECHNICIAN"),
    Group("jzfy", "26", "DD", FLEXIBLE),
    Group("jzfy", "03.07", "DA", FLEXIBLE),
    Group("lnzy", "50", "CDD", RESIDENT),
    Group("lnzy", "", "AA", RESIDENT, "NURSE"),
    Group("dlzx", "04.01", "CDDA", RESIDENT),
    Group("dlzx", "05", "DD", RESIDENT),
    Group("dlzx", "", "A", RESIDENT, "TECHNICIAN"),
    Group("dlzx", "04.03", "DD", FLEXIBLE),
    Group("dyfy", "28", "D", RESIDENT),
    Group("dyfy", "04.01", "A", RESIDENT),
    Group("defy", "32.05", "D", RESIDENT),
    Group("defy", "", "D", LEADER, "MANAGER"),
    Group("zgyd", "03.04", "DA", RESIDENT),
    Group("zgyd", "31", "D", RESIDENT),
    Group("sjyy", "07", "D", RESIDENT),
    Group("sjyy", "", "A", RESIDENT, "NURSE"),
    Group("jzfy", "20", "D", RESIDENT),
    Group("jzfy", "02", "A", RESIDENT),
    Group("lnzy", "50", "D", RESIDENT),
    Group("dlzx", "04.01", "D", RESIDENT),
    Group("dlzx", "", "A", RESIDENT, "TECHNICIAN"),
)
"""The last thirteen groups are on site when the plan begins, and hand over in its first two months."""

CLEARANCES = (
    # metres, last day, whether a new examination may renew it
    (4600, "2027-06-30", True),
    (5000, "2026-12-31", True),
    (4600, "2026-12-31", False),
    (4800, "2027-09-30", True),
    (4000, "2027-06-30", True),
    (4600, "2027-12-31", False),
    (4600, "2026-10-31", True),
)
"""Dealt out by number; seven kinds, so that no group gets only one of them."""

EARLIER = (
    # stays at altitude of some who went before, the sixth batch of 2022 among them: one year and a half
    (("2022-07-06", "2024-01-06"), ("2024-07-01", "2025-07-01")),
    (("2023-07-01", "2026-01-01"),),
    (("2025-11-15", "2026-05-15"),),
)

EXAMINED = (5000, "2026-12-31", True)
"""What those were cleared for whose tours are under way."""

TRAINED_ON = "2026-06-15"

UNDER_WAY = (
    # specialist, post, first period, first period after: a year (leaders three) and the month of handover
    ("dyfy-10", "nq-president", -12, 25),
    ("defy-13", "nq-vice-president", -36, 1),
    ("sjyy-01", "nq-05-head", -12, 1),
    ("jzfy-04", "ad-general-doctor", -12, 1),
    ("zgyd-15", "nq-03.04-head", -12, 1),
    ("dyfy-14", "nq-28-head", -12, 1),
    ("dlzx-10", "nq-04.01-head", -12, 1),
    ("jzfy-15", "nq-20-head", -12, 1),
    ("sjyy-16", "nq-07-head", -12, 1),
    ("dyfy-15", "nq-04.01-expert", -11, 2),
    ("zgyd-16", "nq-03.04-expert", -11, 2),
    ("zgyd-17", "nq-31-head", -11, 2),
    ("defy-12", "nq-32.05-head", -11, 2),
    ("lnzy-06", "nq-50-head", -11, 2),
    ("sjyy-17", "nq-nursing-head", -11, 2),
    ("jzfy-16", "br-general-doctor", -11, 2),
    ("dlzx-11", "nq-information", -11, 2),
)

ABSENCES = (("子女高考", "2027-03-01", "2027-07-01"), ("照顾父母", "2026-11-01", "2027-04-01"))


def specialists() -> list[Json]:
    """Return everybody who may be sent or is there already."""
    return [_specialist(person) for person in numbered(GROUPS)]


def _specialist(person: Person) -> Json:
    """Spread clearances, training, earlier stays and family dates over the people by their numbers."""
    entity = person.entity()
    under_way = person.id in {row[0] for row in UNDER_WAY}
    entity["clearance"] = _clearance(*(EXAMINED if under_way else CLEARANCES[person.number % len(CLEARANCES)]))
    if person.number % 6 == 1 and not under_way:
        entity["hypoxia_trained_on"] = TRAINED_ON
    if person.number % 5 == 3 and not under_way:
        entity["history"] = [_stay(*days) for days in EARLIER[person.number // 5 % len(EARLIER)]]
    if person.number % 8 == 4 and not under_way:
        note, first, after = ABSENCES[person.number // 8 % len(ABSENCES)]
        entity["unavailable"] = [{"from": first, "to": after, "note": note}]
    if person.group.kinds == FLEXIBLE:
        entity["max_tours"] = 3
    elif under_way:
        entity["max_tours"] = 1
    if person.number % 6 == 5:
        entity["preferences"] = [{"recipient": "biru" if person.number % 4 else "naqu", "score": 2}]
    return entity


def _clearance(max_altitude_m: int, valid_until: str, renewable: bool) -> Json:
    return {"max_altitude_m": max_altitude_m, "valid_until": valid_until, "renewable": renewable}


def _stay(first: str, after: str) -> Json:
    return {"altitude_m": 4508, "from": first, "to": after}


def locked() -> list[Json]:
    """Return the tours that began before the calendar."""
    return [
        {"specialist": who, "post": post, "from_period": first, "to_period": after}
        for who, post, first, after in UNDER_WAY
    ]
