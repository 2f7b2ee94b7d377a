"""Zhejiang University for the First Division Hospital at Alar, 2016–2018. Facts and sources: instances/README.md."""

from instances.programmes.builders.alar_people import apprentices, specialists
from instances.programmes.builders.document import Json
from instances.programmes.builders.specialties import NAMES

SECOND_BATCH, PERIODS = 10, 28
PER_BATCH = 15

BATCHES = ((0, "第一批", "2016-04-23"), (SECOND_BATCH, "第二批", "2017-02-28"))

KEY_SPECIALTY = "03.04"
"""To become a national key specialty; the leader of the team heads it, and is a vice-president."""

NAMED_BRANDS = ("04.04", "05", "07.01")
OTHER_BRANDS = ("04.01", "04.02", "04.03", "03.01", "03.03", "03.06", "28", "26", "07")
IN_TURN = ("03.02", "20", "10", "32")
"""Brands for which one batch of the two has to do."""

BRANDS = NAMED_BRANDS + OTHER_BRANDS + IN_TURN
"""The sixteen specialties to become brands of the corps; a batch of fifteen can't serve all of them."""

SUPPORTERS = (
    # id, name, kind, most people away, most departments, strength
    ("zdyy", "浙江大学医学院附属第一医院", "GENERAL", 5, 7, {"04.04": 5, "03.06": 5, "04.01": 5, "28": 4, "03.01": 4}),
    ("zdey", "浙江大学医学院附属第二医院", "GENERAL", 6, 7, {"03.04": 5, "04.02": 5, "04.03": 5, "10": 5, "03.03": 4}),
    ("sryf", "浙江大学医学院附属邵逸夫医院", "GENERAL", 5, 6, {"03.02": 5, "04.01": 4, "26": 4, "32": 4, "28": 4}),
    ("zdfc", "浙江大学医学院附属妇产科医院", "MCH", 1, 1, {"05": 5}),
    ("zdek", "浙江大学医学院附属儿童医院", "SPECIALIST", 2, 2, {"07": 5, "07.01": 5}),
)

TOUR_KINDS: list[Json] = [
    {"id": "RESIDENT", "name": "派驻", "min_months": 10, "max_months": 18, "rest_months": 6},
]

NOTES = [
    "事实：首批15名专家2016年4月23日到达，第二批2017年2月28日到达，一年内共30名；30名年轻医师“一对一”帮带；重点建设心血管病科及16个品牌专科；领队任副院长。",
    "假设：16个专科中的13个、第二批任期18个月、医院承担的科室、人数、职称与个人情况。专家仅有编号，均为虚构。",
    "Facts and assumptions, each with its source: instances/README.md.",
]


def build() -> Json:
    """Return the instance as JSON."""
    return {
        "version": 1,
        "name": "alar",
        "title": "浙江大学—第一师医院（阿拉尔）医疗人才“组团式”援疆",
        "notes": NOTES,
        "calendar": {
            "start": "2016-04-23",
            "months_per_period": 1,
            "periods": PERIODS,
            "batch_starts": [0, SECOND_BATCH],
            "batches": [{"period": period, "name": name, "date": day} for period, name, day in BATCHES],
        },
        "supporting_hospitals": [_supporter(*row) for row in SUPPORTERS],
        "specialists": specialists(),
        "recipient_hospitals": [_recipient()],
        "departments": [_department(code) for code in (KEY_SPECIALTY, *BRANDS)],
        "tour_kinds": TOUR_KINDS,
        "posts": [_leader(), *(_head(code) for code in BRANDS)],
        "quotas": [_batch(period) for period, _, _ in BATCHES],
        "apprentices": apprentices(KEY_SPECIALTY, BRANDS, IN_TURN),
        "milestones": [_served(code) for code in IN_TURN],
        "policy": {"objective": "weighted", "rules": _rules()},
    }


def _supporter(key: str, name: str, kind: str, total: int, most: int, strength: dict[str, int]) -> Json:
    supporter: Json = {"id": key, "name": name, "kind": kind, "owner_level": "PROVINCE", "place": "浙江省"}
    return supporter | {"release": {"total": total}, "strength": strength, "max_targets": most}


def _recipient() -> Json:
    """The month in which the second batch takes over has room for both."""
    housing = [PER_BATCH] * PERIODS
    housing[SECOND_BATCH] = 2 * PER_BATCH
    return {
        "id": "alar",
        "name": "新疆生产建设兵团第一师医院",
        "kind": "GENERAL",
        "place": "阿拉尔",
        "altitude_m": 1012,
        "housing": housing,
    }


def _department(code: str) -> Json:
    return {
        "id": f"al-{code}",
        "hospital": "alar",
        "name": NAMES[code],
        "specialty": code,
        "pairing": {"min_supporters": 1, "max_supporters": 1},
    }


def _post(code: str, least: int) -> Json:
    return {
        "id": f"al-{code}-head",
        "department": f"al-{code}",
        "name": f"{NAMES[code]}主任",
        "min_title": "DEPUTY_CHIEF",
        "demand": [{"from_period": 0, "to_period": PERIODS, "min": least, "target": 1}],
        "handover_months": 1,
        "teaches": True,
    }


def _head(code: str) -> Json:
    post = _post(code, 0 if code in IN_TURN else 1)
    return post | {"priority": 2 if code in IN_TURN else 4, "leads": "DEPARTMENT"}


def _leader() -> Json:
    leader = {"name": "副院长兼心血管内科主任", "min_title": "CHIEF", "priority": 9, "leads": "TEAM"}
    return _post(KEY_SPECIALTY, 1) | leader


def _batch(period: int) -> Json:
    return {
        "recipient": "alar",
        "tour_kind": "RESIDENT",
        "from_period": period,
        "to_period": period + 1,
        "unit": "DEPARTURES",
        "min": PER_BATCH,
        "max": PER_BATCH,
    }


def _served(code: str) -> Json:
    """Ten months, the shorter stay of a batch, in each specialty that is served in turn."""
    return {
        "department": f"al-{code}",
        "specialty": code,
        "person_months": 10,
        "by_period": PERIODS,
        "name": f"{NAMES[code]}品牌专科起步",
    }


def _rules() -> Json:
    """One apprentice to each expert. In the month of handover a hospital has two people away for one post."""
    return {
        "release": {"count_handover": False},
        "mentorship": {"min": 1, "max": 1, "overlap_months": 6},
    }
