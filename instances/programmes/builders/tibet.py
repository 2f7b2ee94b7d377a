"""Seven provinces and cities for 1 + 7 + 13 hospitals of Tibet, 2025–2028. Facts and sources: instances/README.md."""

from instances.programmes.builders.document import Json
from instances.programmes.builders.tibet_people import specialists
from instances.programmes.builders.tibet_places import (
    ASSUMED_HEIGHT,
    COUNTY_HOSPITALS,
    MAIN_HOSPITALS,
    REGIONS,
    SUPPORTERS,
    Region,
)
from instances.programmes.builders.tibet_posts import PERIODS, departments, posts, seats

SUMMERS = (0, 1, 12, 13, 24, 25)

TOUR_KINDS: list[Json] = [
    {
        "id": "RESIDENT",
        "name": "派驻",
        "min_months": 12,
        "max_months": 12,
        "rest_months": 12,
        "home_leave_every_months": 6,
    },
    {
        "id": "RESIDENT_HIGH",
        "name": "派驻（4500米以上）",
        "min_months": 12,
        "max_months": 12,
        "rest_months": 12,
        "home_leave_every_months": 3,
    },
    {
        "id": "LEADER",
        "name": "领队",
        "min_months": 36,
        "max_months": 36,
        "batch_starts": [0],
        "rest_months": 24,
        "home_leave_every_months": 3,
    },
    {
        "id": "FLEXIBLE",
        "name": "柔性",
        "min_months": 1,
        "max_months": 3,
        "batch_starts": list(range(PERIODS)),
        "rest_months": 3,
    },
]

NOTES = [
    "事实：“1+7+13”医院；北京、上海、安徽、广东、重庆、辽宁、陕西7省市；三年一批，每年一期；医生一年，领队三年；出发前体检并做低氧适应性训练。",
    "假设：13家县医院名单与海拔、派出医院、岗位、体检与训练情况、训练名额、累计高海拔月数上限、探亲间隔。专家仅有编号，均为虚构。",
    "Facts and assumptions, each with its source: instances/README.md.",
]


def build() -> Json:
    """Return the instance as JSON."""
    return {
        "version": 1,
        "name": "tibet",
        "title": "医疗人才“组团式”援藏：“1+7+13”医院",
        "notes": NOTES,
        "calendar": _calendar(),
        "supporting_hospitals": [_supporter(*row) for row in SUPPORTERS],
        "specialists": specialists(),
        "recipient_hospitals": [*(_main(*row) for row in MAIN_HOSPITALS), *(_county(*row) for row in COUNTY_HOSPITALS)],
        "departments": departments(),
        "tour_kinds": TOUR_KINDS,
        "posts": posts(),
        "relations": [{"from_place": region.sender, "to_place": region.place} for region in REGIONS],
        "policy": _policy(),
    }


def _calendar() -> Json:
    words = ("第一期", "第二期", "第三期")
    batches = [{"period": 12 * number, "name": f"第十一批{word}"} for number, word in enumerate(words)]
    return {
        "start": "2025-08-01",
        "months_per_period": 1,
        "periods": PERIODS,
        "batch_starts": list(SUMMERS),
        "batches": batches,
        "tail_periods": 12,
    }


def _region(key: str) -> Region:
    return next(region for region in REGIONS if region.id == key)


def _supporter(key: str, name: str, region: str, total: int, strength: dict[str, int]) -> Json:
    return {
        "id": key,
        "name": name,
        "kind": "GENERAL",
        "owner_level": "NATIONAL" if region == "zy" else "PROVINCE",
        "place": _region(region).sender,
        "release": {"total": total},
        "strength": strength,
        "training_place": _region(region).training_place,
    }


def _main(key: str, name: str, place: str, altitude_m: int, note: str) -> Json:
    pairing = {"min_supporters": 1, "max_supporters": 4}
    return _hospital(key, name, place, altitude_m) | {"housing": seats(key), "pairing": pairing, "note": note}


def _county(key: str, county: str, place: str, altitude_m: int, note: str | None) -> Json:
    hospital = _hospital(key, f"{county}人民医院", place, altitude_m)
    pairing = {"min_supporters": 1, "max_supporters": 3}
    return hospital | {"housing": seats(key), "pairing": pairing, "note": note or ASSUMED_HEIGHT}


def _hospital(key: str, name: str, place: str, altitude_m: int) -> Json:
    """From 4,000 m on the rooms have 26 % oxygen, above Nyingchi 24 %: shown, never a reason to allow."""
    oxygen = 26 if altitude_m >= 4000 else 24 if altitude_m >= 3000 else None
    hospital: Json = {"id": key, "name": name, "kind": "GENERAL", "place": place, "altitude_m": altitude_m}
    return hospital | ({"room_oxygen_percent": oxygen} if oxygen else {})


def _policy() -> Json:
    """The bands are the defaults. Each sender serves the places it helps and no others, so that loads are not compared."""
    return {
        "objective": "weighted",
        "rules": {"on_pair": {"mode": "hard"}},
        "goals": {"unfairness": {"weight": 0}},
        "altitude": {
            "training": {"from_m": 3000, "valid_months": 1, "seats_per_period": 14, "seats_before_start": 12},
            "exposure": {"from_m": 4000, "months": 36, "window_months": 60},
        },
    }
