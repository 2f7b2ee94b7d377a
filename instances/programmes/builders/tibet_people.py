"""Tibet: the specialists of the sending hospitals with clearance, training and earlier stays; no person is real."""

from collections.abc import Iterator

from instances.programmes.builders.document import Json
from instances.programmes.builders.people import Group, Person, numbered
from instances.programmes.builders.tibet_places import REGIONS, SUPPORTERS, Region

RESIDENT, LEADER, FLEXIBLE = ("RESIDENT", "RESIDENT_HIGH"), ("LEADER",), ("FLEXIBLE",)

ROLES = {"管理": "MANAGER", "护理": "NURSE"}

STAFF = {
    # hospital: groups of colleagues, each a specialty or a role with a letter a person: chief, deputy chief, attending
    "zy-xh": "03.04:CDDDA 28:CDDA 05:CDD 03.01:CDD 32:DDD 护理:AAD",
    "zy-bd": "03.06:CDD 07:CDDD 04.04:CDD 03.04:DA",
    "zy-rm": "04.01:CDDDA 20:CDD 03.03:CDD 护理:AA",
    "zy-bs": "04.03:CDD 05:DDA 26:CDD 28:DD",
    "bj-yy": "04.01:CDDDDA 03.06:CDDDD 28:CDDDA 05:CDDDA 护理:AAA 管理:CDDD",
    "bj-cy": "03.01:CDDDA 20:CDDDDAA 04.04:CDDDA 03.04:CDDDD 07:CDDDA",
    "bj-tt": "03.03:CDDD 26:CDDD 32:CDD 04.03:CDDDA 05:DDDAAA 护理:AA 管理:DD",
    "sh-rj": "04.01:CDDDDAA 03.06:CDDDD 28:CDDDA 05:CDDDAA 护理:AAA 管理:CDDDD",
    "sh-rz": "05:CDDDAA 04.04:CDDDDA 26:CDD 07:CDDDA 20:CDDA 03.06:DD",
    "sh-hs": "03.03:CDDDA 32:CDD 04.03:CDDDD 28:DDD 管理:DDD",
    "sh-zs": "03.04:CDDDDA 03.01:CDDDA 20:CDDDAAA 护理:AA",
    "ah-yf": "04.01:CDDDDA 05:CDDDAAA 28:CDDD 26:CDDD 护理:AAA 管理:CDDD",
    "ah-sl": "03.04:CDDDDA 04.03:CDDDA 03.03:CDDDD 32:CDD 03.01:CDDD",
    "ah-ef": "20:CDDDAAA 07:CDDDDA 04.04:CDDA 03.06:CDDDA 05:DDDA 护理:AA 管理:DD",
    "gd-zs": "03.06:CDDD 04.01:CDDDDA 28:CDDD 07:CDDA 护理:AAA 管理:CD",
    "gd-yx": "04.04:CDD 05:CDDDDA 03.04:CDDDDA 32:CDD 护理:AA",
    "gd-ss": "03.03:CDDD 26:CDDD 20:CDDDA 04.03:CDD 03.01:CDD 管理:DD",
    "cq-yf": "28:CDDDA 03.04:CDDDDA 03.03:CDDDD 04.01:CDDDDAA 护理:AAA 管理:CDDD",
    "cq-ef": "20:CDDDDAA 03.06:CDDDD 05:CDDDDAAA 07:CDDDA 03.01:CDDD",
    "cq-rm": "04.03:CDDDA 26:CDDD 04.04:CDDDA 32:CDDD 05:DDAA 护理:AA 管理:DDD",
    "ln-df": "04.01:CDDDDA 28:CDDDA 20:CDDDA 护理:AAA 管理:CDD",
    "ln-de": "03.04:CDDDA 04.03:CDDDDA 26:CDDD 03.06:CDDD 管理:DD",
    "ln-zg": "03.04:DDDA 28:DDD 03.01:CDDD 03.03:CDDDD 护理:AA",
    "ln-sj": "05:CDDDDAA 07:CDDDA 32:CDDD 04.04:CDDDA 管理:DD",
    "sn-sy": "03.04:CDDDDA 20:CDDDD 28:CDDDAA 03.06:CDDD 护理:AAA 管理:CDDD",
    "sn-jd": "04.01:CDDDDA 26:CDDDD 03.03:CDDDD 03.01:CDDDD 04.04:CDDD",
    "sn-je": "07:CDDD 05:CDDDDAA 04.03:CDDDA 32:CDDD 护理:AA 管理:DDD",
}

LEADERS = {
    # hospital: titles of those who would lead for three years
    "zy-xh": "CC",
    "zy-bd": "CD",
    "bj-yy": "CC",
    "bj-cy": "CD",
    "sh-rj": "CC",
    "sh-zs": "CD",
    "ah-yf": "CC",
    "ah-sl": "CD",
    "gd-zs": "CC",
    "gd-yx": "CD",
    "cq-yf": "CC",
    "cq-ef": "CD",
    "ln-df": "CC",
    "ln-zg": "CD",
    "sn-sy": "CCC",
    "sn-jd": "CDD",
}

VISITORS = {
    # hospital: neurosurgeons and oncologists who visit in summer
    "zy-bs": "04.02:CD",
    "bj-tt": "04.02:CDD",
    "sh-hs": "04.02:CD 19:D",
    "ah-sl": "04.02:CD",
    "gd-zs": "19:CD",
    "cq-yf": "04.02:CD",
    "ln-zg": "04.02:CDD",
    "sn-jd": "04.02:CD",
}

EARLIER = (
    # stays of those who went before: the tenth group team, the ninth, and a team of flexible experts
    (("2022-08-01", "2023-08-01"), ("2024-04-01", "2024-10-01")),
    (("2022-08-01", "2025-02-01"),),
    (("2025-04-01", "2025-07-01"),),
)

ABSENCES = (("子女高考", "2026-03-01", "2026-07-01"), ("照顾父母", "2026-07-01", "2027-02-01"))

TRAINED_ON = "2025-07-10"


def specialists() -> list[Json]:
    """Return everybody who may be sent."""
    region = {row[0]: next(found for found in REGIONS if found.id == row[2]) for row in SUPPORTERS}
    return [_specialist(person, region[person.group.hospital]) for person in numbered(tuple(_groups()))]


def _groups() -> Iterator[Group]:
    for hospital, *_ in SUPPORTERS:
        yield from (_group(hospital, word, RESIDENT) for word in STAFF[hospital].split())
        if hospital in LEADERS:
            yield Group(hospital, "", LEADERS[hospital], LEADER, "MANAGER")
        yield from (_group(hospital, word, FLEXIBLE) for word in VISITORS.get(hospital, "").split())


def _group(hospital: str, word: str, kinds: tuple[str, ...]) -> Group:
    what, _, titles = word.partition(":")
    if what in ROLES:
        return Group(hospital, "", titles, kinds, ROLES[what])
    return Group(hospital, what, titles, kinds)


def _specialist(person: Person, region: Region) -> Json:
    """Spread clearances, training, earlier stays and family dates over the people by their numbers."""
    entity = person.entity()
    clearances = _clearances(region)
    entity["clearance"] = clearances[person.number % len(clearances)]
    if person.number % 6 == 1:
        entity["hypoxia_trained_on"] = TRAINED_ON
    if person.number % 9 == 3:
        stays = EARLIER[person.number // 9 % len(EARLIER)]
        entity["history"] = [{"altitude_m": region.main_m, "from": first, "to": after} for first, after in stays]
    if person.number % 10 == 4:
        note, first, after = ABSENCES[person.number // 10 % len(ABSENCES)]
        entity["unavailable"] = [{"from": first, "to": after, "note": note}]
    return entity | {"max_tours": 3 if person.group.kinds == FLEXIBLE else 1 + (person.number % 4 == 0)}


def _clearances(region: Region) -> tuple[Json, ...]:
    """Seven kinds: for all hospitals of a region or for its main one, renewable or not, and one that is too low."""
    main, top = _hundreds_above(region.main_m), _hundreds_above(region.top_m)
    return (
        _clearance(top, "2026-06-30", True),
        _clearance(top, "2026-12-31", True),
        _clearance(main, "2026-12-31", False),
        _clearance(top, "2027-09-30", True),
        _clearance(main - 600, "2027-06-30", True),
        _clearance(main, "2027-12-31", True),
        _clearance(top, "2027-10-31", False),
    )


def _hundreds_above(altitude_m: int) -> int:
    return altitude_m // 100 * 100 + 100


def _clearance(max_altitude_m: int, valid_until: str, renewable: bool) -> Json:
    return {"max_altitude_m": max_altitude_m, "valid_until": valid_until, "renewable": renewable}
