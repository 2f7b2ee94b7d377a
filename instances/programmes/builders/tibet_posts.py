"""Tibet: departments and posts. About as many seats as a yearly team has had people on average since 2015."""

from instances.programmes.builders.document import Json
from instances.programmes.builders.specialties import NAMES
from instances.programmes.builders.tibet_places import COUNTY_HOSPITALS, MAIN_HOSPITALS

PERIODS = 36

DEPARTMENTS = (
    # specialty, priority of its head, whether a second expert is wanted
    ("03.04", 6, True),
    ("03.03", 4, False),
    ("03.01", 4, False),
    ("03.06", 3, False),
    ("04.01", 6, True),
    ("04.03", 4, False),
    ("04.04", 3, False),
    ("05", 6, True),
    ("07", 5, False),
    ("20", 5, False),
    ("26", 5, False),
    ("28", 6, True),
    ("32", 3, False),
)

STAFF = (
    # id, department, name, roles, least title, kind, priority, leads
    ("president", "management", "院长", "MANAGER DOCTOR", "CHIEF", "LEADER", 9, "TEAM"),
    ("vice-president", "management", "副院长", "MANAGER DOCTOR", "DEPUTY_CHIEF", "LEADER", 7, "DEPUTY"),
    ("nursing", "nursing", "护理部专家", "NURSE", "ATTENDING", "RESIDENT", 3, None),
)

COUNTY = (
    # id, name, specialties, priority: five people a county
    ("medicine", "内科", "03.01 03.03 03.04 03.06", 4),
    ("surgery", "外科", "04.01 04.03 04.04", 4),
    ("obstetrics", "妇产科", "05", 4),
    ("emergency", "急诊与儿科", "20 07 28", 3),
)

SEASONS = ((8, 15), (20, 27), (32, 36))
"""Periods from April to October, in which visitors are asked for."""

VERY_HIGH_M = 4500


def departments() -> list[Json]:
    """Where a county hospital is helped, the hospital itself is the target of a pairing."""
    rows: list[Json] = []
    for key, *_ in MAIN_HOSPITALS:
        rows += [_department(key, code) for code, _, _ in DEPARTMENTS]
        rows.append({"id": f"{key}-management", "hospital": key, "name": "医院管理"})
        rows.append({"id": f"{key}-nursing", "hospital": key, "name": "护理部"})
        rows.append({"id": f"{key}-visiting", "hospital": key, "name": "专家门诊"})
    for key, *_ in COUNTY_HOSPITALS:
        rows += [{"id": f"{key}-{part}", "hospital": key, "name": name} for part, name, _, _ in COUNTY]
        rows.append({"id": f"{key}-management", "hospital": key, "name": "医院管理"})
    return rows


def posts() -> list[Json]:
    """Return the posts of all hospitals, hospital by hospital."""
    rows: list[Json] = []
    for key, _, _, altitude_m, _ in MAIN_HOSPITALS:
        kind = resident_kind(altitude_m)
        rows += [_staff(key, kind, *row) for row in STAFF]
        rows += [_head(key, kind, code, priority) for code, priority, _ in DEPARTMENTS]
        rows += [_second(key, kind, code) for code, _, wanted in DEPARTMENTS if wanted]
        rows.append(_visitor(key))
    for key, _, _, altitude_m, _ in COUNTY_HOSPITALS:
        kind = resident_kind(altitude_m)
        rows.append(_county_head(key, kind))
        rows += [_county(key, kind, *row) for row in COUNTY]
    return rows


def resident_kind(altitude_m: int) -> str:
    """Return the kind of tour of a doctor: home more often from 4,500 m on."""
    return "RESIDENT_HIGH" if altitude_m >= VERY_HIGH_M else "RESIDENT"


def seats(hospital: str) -> int:
    """Return how many people a hospital may want at once, visitors included."""
    here = [post for post in posts() if post["department"].startswith(f"{hospital}-")]
    return sum(max(row["target"] for row in post["demand"]) for post in here)


def _department(hospital: str, code: str) -> Json:
    department: Json = {"id": f"{hospital}-{code}", "hospital": hospital, "name": NAMES[code], "specialty": code}
    return department | {"pairing": {"min_supporters": 1, "max_supporters": 2}}


def _whole(least: int, target: int) -> list[Json]:
    return [{"from_period": 0, "to_period": PERIODS, "min": least, "target": target}]


def _head(hospital: str, kind: str, code: str, priority: int) -> Json:
    return {
        "id": f"{hospital}-{code}-head",
        "department": f"{hospital}-{code}",
        "name": f"{NAMES[code]}主任",
        "min_title": "DEPUTY_CHIEF",
        "tour_kind": kind,
        "demand": _whole(1, 1),
        "priority": priority,
        "leads": "DEPARTMENT",
    }


def _second(hospital: str, kind: str, code: str) -> Json:
    return {
        "id": f"{hospital}-{code}-expert",
        "department": f"{hospital}-{code}",
        "name": f"{NAMES[code]}骨干专家",
        "min_title": "ATTENDING",
        "tour_kind": kind,
        "demand": _whole(0, 1),
        "priority": 2,
    }


def _staff(
    hospital: str,
    resident: str,
    key: str,
    department: str,
    name: str,
    roles: str,
    title: str,
    kind: str,
    priority: int,
    leads: str | None,
) -> Json:
    return {
        "id": f"{hospital}-{key}",
        "department": f"{hospital}-{department}",
        "name": name,
        "roles": roles.split(),
        "min_title": title,
        "tour_kind": resident if kind == "RESIDENT" else kind,
        "demand": _whole(1, 1),
        "priority": priority,
    } | ({"leads": leads} if leads else {})


def _visitor(hospital: str) -> Json:
    return {
        "id": f"{hospital}-flex",
        "department": f"{hospital}-visiting",
        "name": "柔性岗",
        "min_title": "DEPUTY_CHIEF",
        "specialties": ["04.02", "19"],
        "tour_kind": "FLEXIBLE",
        "demand": [{"from_period": first, "to_period": after, "min": 0, "target": 1} for first, after in SEASONS],
        "priority": 2,
    }


def _county_head(hospital: str, kind: str) -> Json:
    return {
        "id": f"{hospital}-vice-president",
        "department": f"{hospital}-management",
        "name": "副院长",
        "roles": ["MANAGER", "DOCTOR"],
        "min_title": "DEPUTY_CHIEF",
        "tour_kind": kind,
        "demand": _whole(1, 1),
        "priority": 5,
        "leads": "DEPUTY",
    }


def _county(hospital: str, kind: str, part: str, name: str, specialties: str, priority: int) -> Json:
    return {
        "id": f"{hospital}-{part}-doctor",
        "department": f"{hospital}-{part}",
        "name": f"{name}派驻医师",
        "min_title": "ATTENDING",
        "specialties": specialties.split(),
        "tour_kind": kind,
        "demand": _whole(1, 1),
        "priority": priority,
    }
