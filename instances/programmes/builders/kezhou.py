"""Jiangsu for Kezhou People's Hospital, 2026–2029. Facts and sources: instances/README.md."""

from instances.programmes.builders.document import Json
from instances.programmes.builders.kezhou_asks import milestones, quotas, rules
from instances.programmes.builders.kezhou_people import forbidden, locked, specialists
from instances.programmes.builders.kezhou_posts import PERIODS, departments, posts

BATCHES = (0, 6, 12, 18, 24, 30)
HOUSING_BEFORE, HOUSING_AFTER, HOUSING_CHANGE = 30, 34, 12
HANDOVER_PLACES = 12
"""Rooms taken in the hospital's guest house in the month in which a batch hands over to the next."""

NOTES = [
    "事实：8家三甲医院结对帮扶1家医院的9个科室；派驻一期一年半；管理岗位由援疆人才担任；同时选派护理专家。",
    "假设：哪些科室、除江苏省人民医院外的医院名称、人数、职称分布、外派上限、住房、个人情况。专家仅有编号，均为虚构。",
    "Facts and assumptions, each with its source: instances/README.md.",
]

SUPPORTERS = (
    # id, name, owner, place, specialties it covers, most people away in all, strength of other specialties
    ("jsph", "江苏省人民医院", "PROVINCE", "江苏省", "03.04 03.10", 7, {"04.06": 5, "03.03": 4}),
    ("zd", "东南大学附属中大医院", "PROVINCE", "江苏省", "28", 6, {"20": 4, "04.03": 4}),
    ("sdfy", "苏州大学附属第一医院", "PROVINCE", "江苏省", "03.05", 5, {"04.02": 5, "03.04": 4}),
    ("gl", "南京鼓楼医院", "CITY", "南京", "05", 5, {"04.03": 5, "03.01": 4}),
    ("nyey", "南京医科大学第二附属医院", "PROVINCE", "江苏省", "07", 5, {"03.06": 4, "04.04": 3}),
    ("xyfy", "徐州医科大学附属医院", "PROVINCE", "江苏省", "20", 5, {"28": 4, "04.02": 4}),
    ("tdfy", "南通大学附属医院", "PROVINCE", "江苏省", "03.06", 4, {"04.03": 3, "07": 3}),
    ("jdfy", "江苏大学附属医院", "PROVINCE", "江苏省", "02", 4, {"03.07": 3, "05": 3}),
)

TOUR_KINDS: list[Json] = [
    {"id": "RESIDENT", "name": "派驻", "min_months": 18, "max_months": 18, "rest_months": 6},
    {
        "id": "FLEXIBLE",
        "name": "柔性",
        "min_months": 1,
        "max_months": 3,
        "batch_starts": list(range(0, 36, 3)),
        "rest_months": 3,
    },
]


def build() -> Json:
    """Return the instance as JSON."""
    entities: Json = {
        "specialists": specialists(),
        "quotas": quotas([row[0] for row in SUPPORTERS]),
        "milestones": milestones(),
        "locked": locked(),
    }
    return programme("kezhou", "江苏省—克州人民医院医疗人才“组团式”援疆", NOTES, 0, entities)


def programme(name: str, title: str, notes: list[str], since: int, entities: Json) -> Json:
    """Return an instance of the programme that begins so many months after March 2026, with its own entities."""
    return {
        "version": 1,
        "name": name,
        "title": title,
        "notes": notes,
        "calendar": _calendar(since),
        "supporting_hospitals": [_supporter(*row) for row in SUPPORTERS],
        "specialists": entities["specialists"],
        "recipient_hospitals": [_recipient(since)],
        "departments": departments(),
        "tour_kinds": TOUR_KINDS,
        "posts": posts(since),
        "quotas": entities["quotas"],
        "relations": [{"from_place": place, "to_place": "克州"} for place in ("江苏省", "南京")],
        "pairings": [_pairing(row[0], code) for row in SUPPORTERS for code in row[4].split()],
        "milestones": entities["milestones"],
        "locked": entities["locked"],
        "forbidden": forbidden(),
        "policy": {"objective": "weighted", "rules": rules()},
    }


def _calendar(since: int) -> Json:
    seasons = ("春季", "秋季")
    names = [f"{2026 + (since + period) // 12}年{seasons[period // 6 % 2]}批" for period in BATCHES]
    batches = [{"period": period, "name": name} for period, name in zip(BATCHES, names, strict=True)]
    return {
        "start": f"{2026 + since // 12}-03-01",
        "months_per_period": 1,
        "periods": PERIODS,
        "batch_starts": list(BATCHES),
        "batches": batches,
    }


def _supporter(
    key: str, name: str, owner: str, place: str, covers: str, total: int, other_strength: dict[str, int]
) -> Json:
    covered = covers.split()
    return {
        "id": key,
        "name": name,
        "kind": "GENERAL",
        "owner_level": owner,
        "place": place,
        "release": {"total": total, "by_specialty": dict.fromkeys(covered, 2) | dict.fromkeys(other_strength, 1)},
        "strength": dict.fromkeys(covered, 5) | other_strength,
    }


def _recipient(since: int) -> Json:
    places = [HOUSING_BEFORE if month < HOUSING_CHANGE else HOUSING_AFTER for month in range(since, since + PERIODS)]
    return {
        "id": "kezhou",
        "name": "克州人民医院",
        "kind": "GENERAL",
        "place": "克州",
        "altitude_m": 1300,
        "housing": [here + (HANDOVER_PLACES if month in BATCHES else 0) for month, here in enumerate(places)],
    }


def _pairing(supporter: str, specialty: str) -> Json:
    return {"supporter": supporter, "target": f"kz-{specialty}", "state": "FIXED", "form": "以院包科"}
