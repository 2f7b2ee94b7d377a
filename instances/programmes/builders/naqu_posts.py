"""Nagqu: departments and posts of the city hospital and of two county hospitals."""

from instances.programmes.builders.document import Json

PERIODS = 36
HANDOVER_MONTHS = 1

PAIRED = (
    # specialty, department, priority of the head, (min, target) of the backbone post or none
    ("04.01", "外科", 6, (1, 1)),
    ("03.04", "内科", 6, (1, 1)),
    ("05", "妇产科", 6, (0, 1)),
    ("07", "儿科", 5, None),
    ("20", "急诊科", 5, None),
    ("28", "重症医学科", 6, None),
    ("50", "中医科", 3, None),
    ("32.05", "超声科", 4, None),
    ("31", "病理科", 3, None),
)

SUMMER_SEASONS = ((0, 4), (9, 16), (21, 28), (33, 36))
"""Periods from April to October, in which short visits are asked for."""

STAFF = (
    # id, department, name, roles, least title, tour kind, priority, leads
    ("nq-president", "nq-management", "院长", "MANAGER DOCTOR", "CHIEF", "LEADER", 9, "TEAM"),
    ("nq-vice-president", "nq-management", "副院长", "MANAGER DOCTOR", "DEPUTY_CHIEF", "LEADER", 7, "DEPUTY"),
    ("nq-nursing-head", "nq-nursing", "护士长", "NURSE", "ATTENDING", "RESIDENT", 4, "DEPARTMENT"),
    ("nq-information", "nq-information", "信息科工程师", "TECHNICIAN", "ATTENDING", "RESIDENT", 2, None),
)

UNPAIRED = (
    ("nq-management", "医院管理"),
    ("nq-nursing", "护理部"),
    ("nq-information", "信息科"),
    ("nq-visiting", "专家门诊"),
)

COUNTY = (
    # hospital, id and name of its department, specialty
    ("anduo", "ad-general", "安多县人民医院全科", "02"),
    ("biru", "br-general", "比如县人民医院全科", "02"),
)


def departments() -> list[Json]:
    """Where a county hospital is paired, the hospital itself is the target."""
    paired: list[Json] = [
        {
            "id": f"nq-{code}",
            "hospital": "naqu",
            "name": name,
            "specialty": code,
            "pairing": {"min_supporters": 1, "max_supporters": 2},
        }
        for code, name, _, _ in PAIRED
    ]
    others = [{"id": key, "hospital": "naqu", "name": name} for key, name in UNPAIRED]
    keys = ("hospital", "id", "name", "specialty")
    return paired + others + [dict(zip(keys, row, strict=True)) for row in COUNTY]


def posts() -> list[Json]:
    """Return heads, backbone posts, leaders, county posts and the flexible posts."""
    heads = [_head(code, name, priority) for code, name, priority, _ in PAIRED]
    backbone = [_backbone(code, name, seats) for code, name, _, seats in PAIRED if seats]
    county = [_county(key, name) for _, key, name, _ in COUNTY]
    lasting = heads + backbone + [_staff(*row) for row in STAFF] + county
    return [post | {"handover_months": HANDOVER_MONTHS} for post in lasting] + _flexible()


def _whole(least: int, target: int) -> list[Json]:
    return [{"from_period": 0, "to_period": PERIODS, "min": least, "target": target}]


def _head(code: str, name: str, priority: int) -> Json:
    return {
        "id": f"nq-{code}-head",
        "department": f"nq-{code}",
        "name": f"{name}主任",
        "min_title": "DEPUTY_CHIEF",
        "demand": _whole(1, 1),
        "priority": priority,
        "leads": "DEPARTMENT",
    }


def _backbone(code: str, name: str, seats: tuple[int, int]) -> Json:
    return {
        "id": f"nq-{code}-expert",
        "department": f"nq-{code}",
        "name": f"{name}骨干专家",
        "min_title": "ATTENDING",
        "demand": _whole(*seats),
        "priority": 3,
    }


def _staff(
    key: str,
    department: str,
    name: str,
    roles: str,
    title: str,
    kind: str,
    priority: int,
    leads: str | None,
) -> Json:
    post: Json = {"id": key, "department": department, "name": name, "roles": roles.split(), "min_title": title}
    post |= {"tour_kind": kind, "demand": _whole(1, 1), "priority": priority}
    return post | ({"leads": leads} if leads else {})


def _county(department: str, name: str) -> Json:
    return {
        "id": f"{department}-doctor",
        "department": department,
        "name": f"{name}派驻医师",
        "min_title": "ATTENDING",
        "demand": _whole(1, 1),
        "priority": 3,
    }


def _flexible() -> list[Json]:
    """Return posts for short visits: in summer at the city hospital and in Amdo, all year round in Biru."""
    summer = [{"from_period": first, "to_period": after, "min": 1, "target": 2} for first, after in SUMMER_SEASONS]
    one = [{**row, "target": 1} for row in summer]
    return [
        _visit("nq-flex-surgery", "nq-visiting", "柔性岗：手术与麻醉", "04.02 04.03 26", 4, summer),
        _visit("nq-flex-medicine", "nq-visiting", "柔性岗：内科", "03.03 03.06 03.07", 3, summer),
        _visit("ad-flex", "ad-general", "安多柔性岗", "04.02 04.03 03.03 03.06", 2, one),
        _visit("br-flex", "br-general", "比如柔性岗", "03.03 03.06 03.07 04.03", 2, _whole(1, 1)),
    ]


def _visit(key: str, department: str, name: str, specialties: str, priority: int, demand: list[Json]) -> Json:
    return {
        "id": key,
        "department": department,
        "name": name,
        "min_title": "ATTENDING",
        "specialties": specialties.split(),
        "tour_kind": "FLEXIBLE",
        "demand": demand,
        "priority": priority,
    }
