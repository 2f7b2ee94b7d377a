"""Tacheng: departments and posts of the prefecture's hospital, and the patrol clinics at the seven hospitals of its alliance."""

from instances.programmes.builders.document import Json
from instances.programmes.builders.specialties import NAMES

PERIODS = 36
YEAR_STARTS = [0, 12, 24]
FLEXIBLE_STARTS = [2, 6, 14, 18, 26, 30]
"""Visitors come in May and in September."""

KEY, BLANK, BASE = "重点专科", "空白专科", "住培专业基地"

DEPARTMENTS = (
    # specialty, what the document plans with it
    ("03.03", KEY),
    ("03.04", KEY),
    ("04.03", KEY),
    ("28", f"{KEY}、{BASE}"),
    ("26", BASE),
    ("31", BASE),
    ("04.04", BLANK),
    ("19", BLANK),
    ("32.12", BLANK),
    ("05", "高危孕产妇救治中心"),
    ("07.01", "新生儿救治中心"),
    ("20", "创伤中心"),
    ("02", "北疆全科诊疗中心"),
    ("03.01", None),
    ("03.06", None),
    ("04.01", None),
    ("07", None),
    ("32", None),
)

PRIORITY = {KEY: 6, BLANK: 6, BASE: 7, f"{KEY}、{BASE}": 7}

VISITED = ("03.03", "03.04", "04.03", "04.04", "19", "32.12", "05", "20")
"""Departments to which one visitor of every batch goes; two more go where a base is built that year."""

BASE_OF_YEAR = ("26", "28", "31")

ALLIANCE = (
    # id, county or city, metres: five counties and two cities
    ("tcs", "塔城市", 540),
    ("wusu", "乌苏市", 480),
    ("emin", "额敏县", 520),
    ("shawan", "沙湾县", 520),
    ("tuoli", "托里县", 1080),
    ("yumin", "裕民县", 710),
    ("hefeng", "和布克赛尔蒙古自治县", 1290),
)

PATROL_SPECIALTIES = "02 03.04 03.03 04.03 05 07"


def departments() -> list[Json]:
    """Return the eighteen departments that are covered by hospitals, the management, and where patrols hold their clinics."""
    covered = [_department(code, note) for code, note in DEPARTMENTS]
    others = [{"id": "tc-management", "hospital": "tacheng", "name": "医院管理"}]
    return covered + others + [{"id": f"{key}-patrol", "hospital": key, "name": "巡诊"} for key, _, _ in ALLIANCE]


def posts() -> list[Json]:
    """Return president and vice-president, heads, visitors' posts and patrols."""
    leaders = [
        _leader("tc-president", "院长（领队）", "CHIEF", 9, "TEAM"),
        _leader("tc-vice-president", "副院长（副领队）", "DEPUTY_CHIEF", 8, "DEPUTY"),
    ]
    heads = [_head(code, note) for code, note in DEPARTMENTS]
    visitors = [_visitor(code, FLEXIBLE_STARTS, 1) for code in VISITED]
    bases = [_visitor(code, FLEXIBLE_STARTS[2 * n : 2 * n + 2], 2) for n, code in enumerate(BASE_OF_YEAR)]
    return leaders + heads + visitors + bases + [_patrol(number, *row) for number, row in enumerate(ALLIANCE)]


def _department(code: str, note: str | None) -> Json:
    department: Json = {"id": f"tc-{code}", "hospital": "tacheng", "name": NAMES[code], "specialty": code}
    department |= {"pairing": {"min_supporters": 1, "max_supporters": 2}}
    return department | ({"note": note} if note else {})


def _whole() -> list[Json]:
    return [{"from_period": 0, "to_period": PERIODS, "min": 1, "target": 1}]


def _leader(key: str, name: str, title: str, priority: int, leads: str) -> Json:
    post: Json = {"id": key, "department": "tc-management", "name": name, "roles": ["DOCTOR", "MANAGER"]}
    return post | {"min_title": title, "demand": _whole(), "priority": priority, "leads": leads}


def _head(code: str, note: str | None) -> Json:
    return {
        "id": f"tc-{code}-head",
        "department": f"tc-{code}",
        "name": f"{NAMES[code]}主任",
        "min_title": "DEPUTY_CHIEF",
        "demand": _whole(),
        "priority": PRIORITY.get(note or "", 4),
        "leads": "DEPARTMENT",
    }


def _visitor(code: str, starts: list[int], people: int) -> Json:
    """Three months from each start; the second and third may stay empty."""
    demand = [
        {"from_period": start + late, "to_period": start + late + months, "min": least, "target": people}
        for start in starts
        for late, months, least in ((0, 1, people), (1, 2, 0))
    ]
    return {
        "id": f"tc-{code}-flex",
        "department": f"tc-{code}",
        "name": f"柔性岗：{NAMES[code]}",
        "min_title": "DEPUTY_CHIEF",
        "tour_kind": "FLEXIBLE",
        "demand": demand,
        "priority": 3,
    }


def _patrol(number: int, hospital: str, county: str, altitude_m: int) -> Json:
    """Each hospital has its month of every quarter; the plan of the year says so in advance."""
    del altitude_m
    months = range(number % 3, PERIODS, 3)
    return {
        "id": f"{hospital}-patrol-clinic",
        "department": f"{hospital}-patrol",
        "name": f"{county}巡诊",
        "min_title": "ATTENDING",
        "specialties": PATROL_SPECIALTIES.split(),
        "tour_kind": "PATROL",
        "demand": [{"from_period": month, "to_period": month + 1, "min": 1, "target": 1} for month in months],
        "priority": 2,
    }
