"""Tacheng's own people to China Medical University: a training seat is a post at the supporter. See instances/README.md."""

from instances.programmes.builders.document import Json
from instances.programmes.builders.specialties import NAMES

PERIODS, YEARS = 36, (0, 12, 24)
BACKBONE_A_YEAR, MANAGERS = 20, 24
FEWEST_MANAGERS_A_YEAR, MOST_MANAGERS_A_YEAR = 5, 10

RECIPIENTS = (
    # id, name, kind, specialties in which it takes one trainee at a time, managers at a time
    ("cmuyy", "中国医科大学附属第一医院", "GENERAL", "03.04 28 26 31 03.03", 1),
    ("cmusj", "中国医科大学附属盛京医院", "GENERAL", "05 07.01 32.12 32", 1),
    ("cmusy", "中国医科大学附属第四医院", "GENERAL", "04.03 04.04", 0),
    ("cmurm", "中国医科大学人民医院", "GENERAL", "20 02", 1),
    ("cmuzl", "中国医科大学肿瘤医院", "SPECIALIST", "19", 0),
)

POOLS = (
    # specialty, people
    ("03.03", 4),
    ("03.04", 5),
    ("04.03", 5),
    ("28", 5),
    ("26", 5),
    ("31", 4),
    ("04.04", 4),
    ("19", 4),
    ("32.12", 3),
    ("05", 5),
    ("07.01", 4),
    ("20", 5),
    ("02", 5),
    ("32", 4),
)

URGENT = {"26": (0, 9), "28": (9, 21), "31": (21, 33)}
"""Months in which somebody learns for the base that is to be ready that year."""

TOUR_KINDS: list[Json] = [
    {
        "id": "TRAINING",
        "name": "进修",
        "min_months": 3,
        "max_months": 6,
        "batch_starts": list(range(0, PERIODS, 3)),
        "rest_months": 12,
    },
    {"id": "MANAGER", "name": "管理干部进修", "min_months": 1, "max_months": 2, "rest_months": 12},
]

NOTES = [
    "事实：每年接收20名医疗骨干免费进修；每年5—10名中层管理干部进修；三年内中层以上干部每轮不少于1个月。",
    "假设：进修3—6个月、每季度开始；管理干部24名；各院专科席位、送学人数上限。人员仅有编号，均为虚构。",
    "Facts and assumptions, each with its source: instances/README.md.",
]


def build() -> Json:
    """Return the instance as JSON."""
    return {
        "version": 1,
        "name": "tacheng-trainees",
        "title": "塔城地区人民医院骨干赴中国医科大学进修",
        "notes": NOTES,
        "calendar": {"start": "2020-03-01", "months_per_period": 1, "periods": PERIODS},
        "supporting_hospitals": [_sender()],
        "specialists": [*(_pool(*row) for row in POOLS), *(_manager(number) for number in range(1, MANAGERS + 1))],
        "recipient_hospitals": [_recipient(*row[:3]) for row in RECIPIENTS],
        "departments": [department for row in RECIPIENTS for department in _departments(row[0], row[3], row[4])],
        "tour_kinds": TOUR_KINDS,
        "posts": [post for row in RECIPIENTS for post in _posts(row[0], row[3], row[4])],
        "quotas": [*_backbone(), *_managers()],
        "policy": _policy(),
    }


def _policy() -> Json:
    """Nobody hands over a training seat, and an empty one matters less than an empty post."""
    return {
        "objective": "weighted",
        "rules": {"handover": {"mode": "off"}},
        "goals": {"below_target": {"weight": 20}},
    }


def _sender() -> Json:
    """The hospital can spare thirteen, of a specialty one."""
    return {
        "id": "tacheng",
        "name": "塔城地区人民医院",
        "kind": "GENERAL",
        "owner_level": "CITY",
        "place": "塔城",
        "release": {"total": 13, "by_specialty": {code: 1 for code, _ in POOLS}},
    }


def _pool(code: str, people: int) -> Json:
    pool: Json = {"id": f"tc-{code}", "hospital": "tacheng", "specialties": [code], "role": "DOCTOR"}
    return pool | {"title": "ATTENDING", "count": people, "tour_kinds": ["TRAINING"]}


def _manager(number: int) -> Json:
    manager: Json = {"id": f"tc-manager-{number:02d}", "hospital": "tacheng", "role": "MANAGER", "title": "ATTENDING"}
    if number % 4 == 0:
        manager["unavailable"] = [{"from": f"202{number // 4 % 3}-06-01", "to": f"202{number // 4 % 3}-12-01"}]
    return manager | {"tour_kinds": ["MANAGER"], "max_tours": 1}


def _recipient(key: str, name: str, kind: str) -> Json:
    return {"id": key, "name": name, "kind": kind, "place": "沈阳", "altitude_m": 50}


def _departments(hospital: str, specialties: str, managers: int) -> list[Json]:
    taught: list[Json] = [
        {"id": f"{hospital}-{code}", "hospital": hospital, "name": NAMES[code], "specialty": code}
        for code in specialties.split()
    ]
    management: Json = {"id": f"{hospital}-management", "hospital": hospital, "name": "医院管理"}
    return taught + [management] * bool(managers)


def _posts(hospital: str, specialties: str, managers: int) -> list[Json]:
    taught = [
        {
            "id": f"{hospital}-{code}-seat",
            "department": f"{hospital}-{code}",
            "name": f"{NAMES[code]}进修席位",
            "min_title": "RESIDENT",
            "tour_kind": "TRAINING",
            "demand": _demand(code),
            "priority": 6 if code in URGENT else 2,
        }
        for code in specialties.split()
    ]
    return taught + [_management_seat(hospital)] * bool(managers)


def _demand(code: str) -> list[Json]:
    """One seat all the time; kept filled while a base depends on it."""
    first, after = URGENT.get(code, (PERIODS, PERIODS))
    ranges = ((0, first, 0), (first, after, 1), (after, PERIODS, 0))
    return [{"from_period": a, "to_period": b, "min": least, "target": 1} for a, b, least in ranges if a < b]


def _management_seat(hospital: str) -> Json:
    return {
        "id": f"{hospital}-management-seat",
        "department": f"{hospital}-management",
        "name": "管理进修席位",
        "roles": ["MANAGER"],
        "min_title": "RESIDENT",
        "tour_kind": "MANAGER",
        "demand": [{"from_period": 0, "to_period": PERIODS, "min": 0, "target": 1}],
        "priority": 1,
    }


def _quota(kind: str, first: int, after: int, least: int, most: int | None, note: str) -> Json:
    quota: Json = {"tour_kind": kind, "from_period": first, "to_period": after, "unit": "DEPARTURES", "min": least}
    return quota | ({} if most is None else {"max": most}) | {"note": note}


def _backbone() -> list[Json]:
    return [_quota("TRAINING", year, year + 12, BACKBONE_A_YEAR, BACKBONE_A_YEAR, "每年20名医疗骨干") for year in YEARS]


def _managers() -> list[Json]:
    note = "每年5—10名中层管理干部"
    yearly = [_quota("MANAGER", year, year + 12, FEWEST_MANAGERS_A_YEAR, MOST_MANAGERS_A_YEAR, note) for year in YEARS]
    return [*yearly, _quota("MANAGER", 0, PERIODS, MANAGERS, None, "三年内中层干部全部轮训一次")]
