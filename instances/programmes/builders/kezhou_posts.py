"""Kezhou: departments and posts."""

from instances.programmes.builders.document import Json

PERIODS = 36

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
    # id, name, least title, priority
    ("kz-president", "院长", "CHIEF", 9),
    ("kz-medical-affairs", "医务部主任", "DEPUTY_CHIEF", 5),
    ("kz-science-education", "科教部主任", "DEPUTY_CHIEF", 4),
    ("kz-outpatient", "门诊部主任", "DEPUTY_CHIEF", 3),
)

FLEXIBLE = (
    # id, department, name, specialties, priority, demand as (from, to, min, target)
    ("kz-flex-medicine", "kz-general", "柔性岗：内科", "03.01 03.03 03.07", 3, ((0, 36, 1, 2),)),
    ("kz-flex-surgery", "kz-general", "柔性岗：外科", "04.02 04.03 04.04", 3, ((0, 36, 1, 2),)),
    (
        "kz-flex-heart",
        "kz-03.04",
        "柔性岗：润心计划",
        "03.04 04.06",
        4,
        ((3, 9, 1, 2), (15, 21, 1, 2), (27, 33, 1, 2)),
    ),
    ("kz-flex-mother-child", "kz-05", "柔性岗：妇幼", "05 07 07.01", 4, ((6, 36, 1, 2),)),
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


def posts() -> list[Json]:
    """Return the heads, the backbone posts, management, nursing and the flexible posts."""
    heads = [_head(code, name, priority) for code, name, priority, _ in PAIRED]
    backbone = [_backbone(code, name, *seats) for code, name, _, seats in PAIRED if seats]
    return (
        heads + backbone + [_manager(*row) for row in MANAGEMENT] + [_nursing()] + [_flexible(*row) for row in FLEXIBLE]
    )


def _demand(least: int, target: int) -> list[Json]:
    return [{"from_period": 0, "to_period": PERIODS, "min": least, "target": target}]


def _head(code: str, name: str, priority: int) -> Json:
    return {
        "id": f"kz-{code}-head",
        "department": f"kz-{code}",
        "name": f"{name}主任",
        "min_title": "DEPUTY_CHIEF",
        "demand": _demand(1, 1),
        "priority": priority,
        "leads": "DEPARTMENT",
    }


def _backbone(code: str, name: str, least: int, target: int) -> Json:
    return {
        "id": f"kz-{code}-expert",
        "department": f"kz-{code}",
        "name": f"{name}骨干专家",
        "min_title": "ATTENDING",
        "demand": _demand(least, target),
        "priority": 3,
    }


def _manager(key: str, name: str, title: str, priority: int) -> Json:
    post: Json = {
        "id": key,
        "department": "kz-management",
        "name": name,
        "roles": ["MANAGER"] if key == "kz-outpatient" else ["MANAGER", "DOCTOR"],
        "min_title": title,
        "demand": _demand(1, 1),
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
        "demand": _demand(1, 2),
        "priority": 4,
    }


def _flexible(
    key: str, department: str, name: str, specialties: str, priority: int, demand: tuple[tuple[int, ...], ...]
) -> Json:
    keys = ("from_period", "to_period", "min", "target")
    return {
        "id": key,
        "department": department,
        "name": name,
        "min_title": "DEPUTY_CHIEF",
        "specialties": specialties.split(),
        "tour_kind": "FLEXIBLE",
        "demand": [dict(zip(keys, row, strict=True)) for row in demand],
        "priority": priority,
    }
