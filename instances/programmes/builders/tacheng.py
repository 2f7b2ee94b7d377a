"""China Medical University for Tacheng Prefecture People's Hospital, 2020–2022. Facts and sources: instances/README.md."""

from instances.programmes.builders.document import Json
from instances.programmes.builders.tacheng_people import specialists
from instances.programmes.builders.tacheng_posts import (
    ALLIANCE,
    FLEXIBLE_STARTS,
    PERIODS,
    YEAR_STARTS,
    departments,
    posts,
)

RESIDENTS_A_YEAR, FLEXIBLE_A_BATCH = 20, 10

SUPPORTERS = (
    # id, name, kind, most people away, strength
    (
        "cmuyy",
        "中国医科大学附属第一医院",
        "GENERAL",
        11,
        {"03.04": 5, "28": 5, "26": 5, "31": 5, "04.01": 5, "03.03": 4},
    ),
    (
        "cmusj",
        "中国医科大学附属盛京医院",
        "GENERAL",
        11,
        {"05": 5, "07.01": 5, "07": 5, "32": 5, "32.12": 4, "04.04": 4},
    ),
    ("cmusy", "中国医科大学附属第四医院", "GENERAL", 9, {"04.03": 4, "03.01": 4, "03.06": 4, "04.04": 4}),
    ("cmurm", "中国医科大学人民医院", "GENERAL", 9, {"03.04": 4, "20": 4, "02": 4, "03.03": 4}),
    ("cmuzl", "中国医科大学肿瘤医院", "SPECIALIST", 3, {"19": 5, "31": 4}),
)

TOUR_KINDS: list[Json] = [
    {
        "id": "RESIDENT",
        "name": "派驻",
        "min_months": 12,
        "max_months": 12,
        "batch_starts": YEAR_STARTS,
        "rest_months": 12,
    },
    {
        "id": "FLEXIBLE",
        "name": "柔性",
        "min_months": 1,
        "max_months": 3,
        "batch_starts": FLEXIBLE_STARTS,
        "rest_months": 6,
    },
    {"id": "PATROL", "name": "巡诊", "min_months": 1, "max_months": 1, "rest_months": 1},
]

NOTES = [
    "事实：每年派驻20名、柔性20名（分两批，每批10名）；领队任院长、副领队任副院长；2020年麻醉、2021年重症医学、2022年病理专业基地建成；重点与空白专科；每季度巡诊医联体成员。",
    "假设：巡诊以一个月的柔性岗位近似（实际由在塔专家短期前往）；任期12个月；其余科室、医院分工、人数与里程碑人月。专家仅有编号，均为虚构。",
    "Facts and assumptions, each with its source: instances/README.md.",
]


def build() -> Json:
    """Return the instance as JSON."""
    return {
        "version": 1,
        "name": "tacheng",
        "title": "中国医科大学—塔城地区人民医院医疗人才“组团式”援疆",
        "notes": NOTES,
        "calendar": _calendar(),
        "supporting_hospitals": [_supporter(*row) for row in SUPPORTERS],
        "specialists": specialists(),
        "recipient_hospitals": [_recipient(), *(_member(*row) for row in ALLIANCE)],
        "departments": departments(),
        "tour_kinds": TOUR_KINDS,
        "posts": posts(),
        "quotas": [*_resident_quotas(), *_flexible_quotas()],
        "milestones": MILESTONES,
        "policy": {"objective": "weighted"},
    }


def _calendar() -> Json:
    names = {period: f"{2020 + number}年派驻批" for number, period in enumerate(YEAR_STARTS)}
    words = ("第一批", "第二批")
    for number, period in enumerate(FLEXIBLE_STARTS):
        names[period] = f"{2020 + period // 12}年柔性{words[number % 2]}"
    batches = [{"period": period, "name": names[period]} for period in sorted(names)]
    return {"start": "2020-03-01", "months_per_period": 1, "periods": PERIODS, "batches": batches}


def _supporter(key: str, name: str, kind: str, total: int, strength: dict[str, int]) -> Json:
    supporter: Json = {"id": key, "name": name, "kind": kind, "owner_level": "PROVINCE", "place": "辽宁省"}
    return supporter | {"release": {"total": total}, "strength": strength}


def _recipient() -> Json:
    return {
        "id": "tacheng",
        "name": "塔城地区人民医院",
        "kind": "GENERAL",
        "place": "塔城",
        "altitude_m": 540,
        "housing": RESIDENTS_A_YEAR + FLEXIBLE_A_BATCH,
    }


def _member(key: str, county: str, altitude_m: int) -> Json:
    return {
        "id": key,
        "name": f"{county}人民医院",
        "kind": "GENERAL",
        "place": county,
        "altitude_m": altitude_m,
        "note": "医联体成员单位",
    }


def _quota(kind: str, first: int, after: int, people: int, note: str) -> Json:
    quota: Json = {"tour_kind": kind, "from_period": first, "to_period": after, "unit": "DEPARTURES"}
    return quota | {"min": people, "max": people, "note": note}


def _resident_quotas() -> list[Json]:
    return [_quota("RESIDENT", year, year + 12, RESIDENTS_A_YEAR, "每年派驻20名") for year in YEAR_STARTS]


def _flexible_quotas() -> list[Json]:
    return [_quota("FLEXIBLE", start, start + 1, FLEXIBLE_A_BATCH, "每批柔性10名") for start in FLEXIBLE_STARTS]


MILESTONES: list[Json] = [
    {
        "department": f"tc-{code}",
        "specialty": code,
        "person_months": months,
        "by_period": by,
        "priority": 8,
        "name": f"{year}年建成{name}专业基地",
    }
    for code, name, year, months, by in (
        # a resident from the start, and the second visitor of each batch of the year
        ("26", "麻醉", 2020, 20, 10),
        ("28", "重症医学", 2021, 32, 22),
        ("31", "病理", 2022, 44, 34),
    )
]
