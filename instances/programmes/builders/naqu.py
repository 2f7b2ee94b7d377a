"""Liaoning for Nagqu City People's Hospital at 4,508 m, 2026–2029. Facts and sources: instances/README.md."""

from instances.programmes.builders.document import Json
from instances.programmes.builders.naqu_asks import milestones, quotas, rules
from instances.programmes.builders.naqu_people import locked, specialists
from instances.programmes.builders.naqu_posts import PERIODS, departments, posts

NOTES = [
    "事实：辽宁省多所附属医院联合选派，16名专家任院长、科室主任、护士长等；出发前体检并做低氧适应性训练；海拔4508米。",
    "假设：人数、职称、外派上限、体检与训练情况、训练名额、累计高海拔月数上限、县医院需求。专家仅有编号，均为虚构。",
    "Facts and assumptions, each with its source: instances/README.md.",
]

SUPPORTERS = (
    # id, name, kind, owner, place, training place, most people away, strength
    ("dyfy", "大连医科大学附属第一医院", "GENERAL", "PROVINCE", "大连", 5, {"04.01": 5, "28": 4, "20": 4}),
    ("defy", "大连医科大学附属第二医院", "GENERAL", "PROVINCE", "大连", 4, {"03.04": 4, "32.05": 4}),
    ("zgyd", "中国医科大学附属第一医院", "GENERAL", "PROVINCE", "沈阳", 4, {"03.04": 5, "28": 5, "31": 5}),
    ("sjyy", "中国医科大学附属盛京医院", "GENERAL", "PROVINCE", "沈阳", 4, {"05": 5, "07": 5, "32.05": 5}),
    ("jzfy", "锦州医科大学附属第一医院", "GENERAL", "PROVINCE", "沈阳", 4, {"20": 4, "04.01": 3, "02": 4}),
    ("lnzy", "辽宁中医药大学附属医院", "TCM", "PROVINCE", "沈阳", 3, {"50": 5}),
    ("dlzx", "大连市中心医院", "GENERAL", "CITY", "大连", 3, {"04.01": 4, "05": 3}),
)

RECIPIENTS = (
    # id, name, metres, places to live, more of them in the months of handover
    ("naqu", "那曲市人民医院", 4508, 20, 12),
    ("anduo", "安多县人民医院", 4702, 2, 1),
    ("biru", "比如县人民医院", 3960, 2, 1),
)

SUMMERS = (0, 1, 12, 13, 24, 25)
"""July and August: batches start, and who started a year before hands over."""

RELEASED_FOR_HANDOVER = 3
"""More people whom a hospital can spare in July and August, while successor and predecessor are both away."""

TOUR_KINDS: list[Json] = [
    {
        "id": "RESIDENT",
        "name": "派驻",
        "min_months": 12,
        "max_months": 12,
        "rest_months": 6,
        "home_leave_every_months": 3,
    },
    {
        "id": "LEADER",
        "name": "领队",
        "min_months": 36,
        "max_months": 36,
        "batch_starts": [0, 12, 24],
        "rest_months": 24,
        "home_leave_every_months": 3,
    },
    {
        "id": "FLEXIBLE",
        "name": "柔性",
        "min_months": 1,
        "max_months": 6,
        "batch_starts": list(range(36)),
        "rest_months": 3,
    },
]

EXISTING = (
    # supporter, targets it stands behind
    ("dyfy", "nq-04.01 nq-28"),
    ("defy", "nq-32.05 anduo"),
    ("zgyd", "nq-03.04 nq-28 nq-31"),
    ("sjyy", "nq-05 nq-07"),
    ("jzfy", "nq-20 biru"),
    ("lnzy", "nq-50"),
    ("dlzx", "nq-04.01"),
)

AGREED = {("dyfy", "nq-04.01"): "大连医科大学牵头，双方书面商定"}
"""A leads against the order: city before province."""


def build() -> Json:
    """Return the instance as JSON."""
    return {
        "version": 1,
        "name": "naqu",
        "title": "辽宁省—那曲市人民医院医疗人才“组团式”援藏",
        "notes": NOTES,
        "calendar": _calendar(),
        "supporting_hospitals": [_supporter(*row) for row in SUPPORTERS],
        "specialists": specialists(),
        "recipient_hospitals": [_recipient(*row) for row in RECIPIENTS],
        "departments": departments(),
        "tour_kinds": TOUR_KINDS,
        "posts": posts(),
        "quotas": quotas([row[0] for row in SUPPORTERS]),
        "relations": [{"from_place": "辽宁省", "to_place": "那曲"}],
        "pairings": _pairings(),
        "milestones": milestones(),
        "locked": locked(),
        "policy": _policy(),
    }


def _calendar() -> Json:
    batches = [{"period": period, "name": f"{2026 + period // 12}年夏季批"} for period in SUMMERS if period % 12 == 0]
    return {
        "start": "2026-07-01",
        "months_per_period": 1,
        "periods": PERIODS,
        "batch_starts": list(SUMMERS),
        "batches": batches,
    }


def _supporter(key: str, name: str, kind: str, owner: str, training: str, total: int, strength: dict[str, int]) -> Json:
    return {
        "id": key,
        "name": name,
        "kind": kind,
        "owner_level": owner,
        "place": "辽宁省",
        "release": {"total": _more_in_summer(total, RELEASED_FOR_HANDOVER)},
        "strength": strength,
        "training_place": training,
    }


def _more_in_summer(number: int, more: int) -> list[int]:
    return [number + (more if month in SUMMERS else 0) for month in range(PERIODS)]


def _recipient(key: str, name: str, altitude_m: int, housing: int, more: int) -> Json:
    recipient: Json = {
        "id": key,
        "name": name,
        "kind": "GENERAL",
        "place": "那曲",
        "altitude_m": altitude_m,
        "room_oxygen_percent": 26,
        "housing": _more_in_summer(housing, more),
    }
    return recipient if key == "naqu" else recipient | {"pairing": {"min_supporters": 1, "max_supporters": 1}}


def _pairings() -> list[Json]:
    links = [(supporter, target) for supporter, targets in EXISTING for target in targets.split()]
    return [_pairing(supporter, target) for supporter, target in links]


def _pairing(supporter: str, target: str) -> Json:
    pairing: Json = {"supporter": supporter, "target": target, "state": "EXISTING"}
    agreement = AGREED.get((supporter, target))
    return pairing | ({"role": "LEAD", "agreement": agreement} if agreement else {})


def _policy() -> Json:
    """Limit of exposure, seats, and that a TCM hospital may help a general one: all assumed."""
    kinds = {
        "GENERAL": ["GENERAL", "SPECIALIST", "MCH", "TCM"],
        "TCM": ["TCM"],
        "CDC": ["CDC"],
        "MCH": ["MCH", "GENERAL"],
        "SPECIALIST": ["SPECIALIST", "GENERAL"],
        "OTHER": ["GENERAL", "TCM", "MCH", "CDC", "SPECIALIST", "OTHER"],
    }
    return {
        "objective": "weighted",
        "rules": rules() | {"pairing": {"kinds": kinds}},
        "altitude": {
            "training": {"from_m": 3000, "valid_months": 1, "seats_per_period": 5, "seats_before_start": 7},
            "exposure": {"from_m": 4000, "months": 37, "window_months": 60},
        },
    }
