"""Kezhou: departments and posts. Months of demand count from March 2026, whatever year is planned."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from instances.programmes.builders.document import Json

PERIODS = 36
HANDOVER_MONTHS = 1

PAIRED = (
    # specialty, department, priority of the head, (min, target) of the backbone post or none
    ("02", "全科医学科", 4, None),
    ("03.04", "心血管内科", 5, (1, 1)),
    ("03.05", "血液内科", 4, None),
    ("03.06", "肾内科（血液透析中心）", 4, (0, 1)),
    ("03.10", "老年医学科", 3, None),
    ("05", "妇产科", 6, (1, 2)),
    ("07", "儿科", 6, (1, 1)),
    ("20", "急诊医学科", 6, (1, 2)),
    ("28", "重症医学科", 6, (1, 2)),
)

MANAGEMENT = (
    # id, name, roles, least title, priority
    ("kz-president", "院长", "MANAGER DOCTOR", "CHIEF", 9),
    ("kz-medical-affairs", "医务部主任", "MANAGER", "DEPUTY_CHIEF", 5),
    ("kz-science-education", "科教部主任", "MANAGER DOCTOR", "CHIEF", 4),
    ("kz-outpatient", "门诊部主任", "MANAGER", "DEPUTY_CHIEF", 3),
)

ALL_YEAR = range(12)
FLEXIBLE = (
    # id, department, name, specialties, priority, months in which one is needed, months of the year (March is 0) for two
    ("kz-flex-medicine", "kz-general", "柔性岗：内科", "03.01 03.03 03.07", 3, ((0, 48),), (0, 1, 6, 7)),
    ("kz-flex-surgery", "kz-general", "柔性岗：外科", "04.02 04.03 04.04", 3, ((0, 48),), (3, 4, 5, 9)),
    (
        "kz-flex-heart",
        "kz-03.04",
        "柔性岗：润心计划",
        "03.04 04.06",
        4,
        ((3, 9), (15, 21), (27, 33), (39, 45)),
        ALL_YEAR,
    ),
    ("kz-flex-mother-child", "kz-05", "柔性岗：妇幼", "05 07 07.01", 4, ((6, 48),), (3, 6, 7)),
)


def departments() -> list[Json]:
    """Return nine paired departments, and three that stand outside the pairing."""
    paired = [
        {"id": f"kz-{code}", "hospital": "kezhou", "name": name, "specialty": code, "pairing": _one_supporter()}
        for code, name, _, _ in PAIRED
    ]
    others = (("kz-management", "医院管理"), ("kz-nursing", "护理部"), ("kz-general", "综合科"))
    return paired + [{"id": key, "hospital": "kezhou", "name": name} for key, name in others]


def _one_supporter() -> Json:
    return {"min_supporters": 1, "max_supporters": 1}


def posts(since: int = 0) -> list[Json]:
    """Return the heads, the backbone posts, management, nursing and the flexible posts, as asked for from a month on."""
    heads = [_head(code, name, priority) for code, name, priority, _ in PAIRED]
    backbone = [_backbone(code, name, *seats) for code, name, _, seats in PAIRED if seats]
    resident = heads + backbone + [_manager(*row) for row in MANAGEMENT] + [_nursing()]
    flexible = [_flexible(*row, since=since) for row in FLEXIBLE]
    return [post | {"handover_months": HANDOVER_MONTHS} for post in resident] + flexible


def _demand(least: int, target: int, first: int = 0, after: int = PERIODS) -> Json:
    return {"from_period": first, "to_period": after, "min": least, "target": target}


def _head(code: str, name: str, priority: int) -> Json:
    return {
        "id": f"kz-{code}-head",
        "department": f"kz-{code}",
        "name": f"{name}主任",
        "min_title": "DEPUTY_CHIEF",
        "demand": [_demand(1, 1)],
        "priority": priority,
        "leads": "DEPARTMENT",
    }


def _backbone(code: str, name: str, least: int, target: int) -> Json:
    return {
        "id": f"kz-{code}-expert",
        "department": f"kz-{code}",
        "name": f"{name}骨干专家",
        "min_title": "ATTENDING",
        "demand": [_demand(least, target)],
        "priority": 3,
    }


def _manager(key: str, name: str, roles: str, title: str, priority: int) -> Json:
    post: Json = {
        "id": key,
        "department": "kz-management",
        "name": name,
        "roles": roles.split(),
        "min_title": title,
        "demand": [_demand(1, 1)],
        "priority": priority,
    }
    return post | ({"leads": "TEAM"} if key == "kz-president" else {})


def _nursing() -> Json:
    return {
        "id": "kz-nursing-expert",
        "department": "kz-nursing",
        "name": "护理专家",
        "roles": ["NURSE"],
        "min_title": "ATTENDING",
        "demand": [_demand(1, 2)],
        "priority": 4,
    }


def _flexible(
    key: str,
    department: str,
    name: str,
    specialties: str,
    priority: int,
    needed: Sequence[tuple[int, int]],
    busy: Sequence[int],
    *,
    since: int,
) -> Json:
    wanted = {month: 2 if month % 12 in busy else 1 for first, after in needed for month in range(first, after)}
    return {
        "id": key,
        "department": department,
        "name": name,
        "min_title": "DEPUTY_CHIEF",
        "specialties": specialties.split(),
        "tour_kind": "FLEXIBLE",
        "demand": list(_seasons([wanted.get(since + period, 0) for period in range(PERIODS)])),
        "priority": priority,
    }


def _seasons(wanted: Sequence[int]) -> Iterator[Json]:
    """Yield a row of demand for each run of months that want equally many, of whom one is needed."""
    for target, run in groupby(range(len(wanted)), key=wanted.__getitem__):
        months = list(run)
        if target:
            yield _demand(1, target, months[0], months[-1] + 1)
