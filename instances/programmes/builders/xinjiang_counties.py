"""Sixty-five tertiary hospitals for sixty county hospitals of Xinjiang, 2024–2026. Facts and sources: instances/README.md."""

from instances.programmes.builders.document import Json
from instances.programmes.builders.specialties import NAMES
from instances.programmes.builders.xinjiang_places import County, Hospital, counties, hospitals

PERIODS, A_YEAR = 6, 2
"""Three years of half-years, in which people take turns."""

PEOPLE_A_YEAR = 5

MEDICINE = ("03.04", "03.03", "03.01", "03.07")
SURGERY = ("04.01", "05", "04.03", "20")

POOLS = (
    # id, specialties, roles, title, people by the number of the hospital
    ("senior-medicine", MEDICINE, "DOCTOR", "DEPUTY_CHIEF", (3, 2, 3, 2, 3)),
    ("senior-surgery", SURGERY, "DOCTOR", "DEPUTY_CHIEF", (2, 3, 2, 3, 2)),
    ("medicine", MEDICINE, "DOCTOR", "ATTENDING", (2, 2, 1, 2, 2)),
    ("surgery", SURGERY, "DOCTOR", "ATTENDING", (2, 1, 2, 2, 1)),
    ("nurse", (), "NURSE", "ATTENDING", (2, 1, 1, 2, 2)),
)

SPARE = (4, 5, 4, 4, 5)
"""Most people away at once, by the number of the hospital; one less in the second half of a year."""

TOUR_KINDS: list[Json] = [
    {"id": "RESIDENT", "name": "派驻", "min_months": 6, "max_months": 12, "rest_months": 12},
]

NOTES = [
    "事实：65家三级医院对口帮扶自治区、兵团60家县级医院；每年每家受援医院不少于5人，每人连续6个月以上，全年有人在岗。",
    "假设：县的名单与海拔；派出医院仅编号；人数、专科、外派上限；派出省市与县的对应取自2010年的分工。人员均为成组，无具体个人。",
    "Facts and assumptions, each with its source: instances/README.md.",
]


def build() -> Json:
    """Return the instance as JSON."""
    return {
        "version": 1,
        "name": "xinjiang-counties",
        "title": "三级医院对口帮扶新疆县级医院",
        "notes": NOTES,
        "calendar": {"start": "2024-01-01", "months_per_period": 6, "periods": PERIODS},
        "supporting_hospitals": [_supporter(hospital) for hospital in hospitals()],
        "specialists": [_pool(hospital, *row) for hospital in hospitals() for row in POOLS],
        "recipient_hospitals": [_recipient(county) for county in counties()],
        "departments": [department for county in counties() for department in _departments(county)],
        "tour_kinds": TOUR_KINDS,
        "posts": [post for county in counties() for post in _posts(county)],
        "quotas": [_quota(county, year) for county in counties() for year in range(0, PERIODS, A_YEAR)],
        "relations": [{"from_place": county.sender.name, "to_place": county.name} for county in counties()],
        "pairings": [_agreed(hospital) for hospital in hospitals() if hospital.nth < len(_helped(hospital))],
        "policy": _policy(),
    }


def _turned(codes: tuple[str, ...], number: int) -> list[str]:
    """Return two specialties, beginning elsewhere for every hospital."""
    return [codes[(number + turn) % len(codes)] for turn in range(2)]


def _helped(hospital: Hospital) -> list[County]:
    return [county for county in counties() if county.sender == hospital.sender]


def _supporter(hospital: Hospital) -> Json:
    spare = SPARE[hospital.number % len(SPARE)]
    strong = {code: 5 for codes in (MEDICINE, SURGERY) for code in _turned(codes, hospital.number)[:1]}
    return {
        "id": hospital.id,
        "name": f"{hospital.sender.name}三级医院{hospital.nth + 1:02d}",
        "kind": "GENERAL",
        "owner_level": "PROVINCE",
        "place": hospital.sender.name,
        "release": {"total": [spare - (period % A_YEAR == A_YEAR - 1) for period in range(PERIODS)]},
        "strength": strong,
        "min_targets": 1,
        "max_targets": 1,
    }


def _pool(
    hospital: Hospital, key: str, specialties: tuple[str, ...], role: str, title: str, people: tuple[int, ...]
) -> Json:
    """Return colleagues of one hospital; those of Shenzhen are examined for the county at 3,090 m."""
    pool: Json = {"id": f"{hospital.id}-{key}", "hospital": hospital.id}
    if specialties:
        pool["specialties"] = _turned(specialties, hospital.number)
    pool |= {"role": role, "title": title, "count": people[hospital.number % len(people)]}
    if hospital.sender.id == "sz":
        pool["clearance"] = {"max_altitude_m": 3500, "valid_until": "2024-12-31", "renewable": key != "nurse"}
    return pool


def _recipient(county: County) -> Json:
    return {
        "id": county.id,
        "name": f"{county.name}人民医院",
        "kind": "GENERAL",
        "place": county.name,
        "altitude_m": county.altitude_m,
        "housing": 5 + county.number % 2,
        "pairing": {"min_supporters": 1, "max_supporters": 2},
    }


def _departments(county: County) -> list[Json]:
    wanted = [codes[county.number % len(codes)] for codes in (MEDICINE, SURGERY)]
    rows: list[Json] = [
        {"id": f"{county.id}-{code}", "hospital": county.id, "name": NAMES[code], "specialty": code} for code in wanted
    ]
    rows.append({"id": f"{county.id}-management", "hospital": county.id, "name": "医院管理"})
    return [*rows, {"id": f"{county.id}-nursing", "hospital": county.id, "name": "护理部"}]


def _posts(county: County) -> list[Json]:
    medicine, surgery, management, nursing = (department["id"] for department in _departments(county))
    return [
        _post(f"{county.id}-lead", management, "派驻副院长", 1, 1, 6)
        | {"min_title": "DEPUTY_CHIEF", "specialties": [], "leads": "DEPUTY"},
        _post(f"{county.id}-medicine", medicine, "内科系统派驻医师", 0, 2, 4) | {"specialties": list(MEDICINE)},
        _post(f"{county.id}-surgery", surgery, "外科系统派驻医师", 0, 1, 4) | {"specialties": list(SURGERY)},
        _post(f"{county.id}-nursing", nursing, "派驻护理专家", 0, 1, 2) | {"roles": ["NURSE"]},
    ]


def _post(key: str, department: str, name: str, least: int, target: int, priority: int) -> Json:
    return {
        "id": key,
        "department": department,
        "name": name,
        "min_title": "ATTENDING",
        "demand": [{"from_period": 0, "to_period": PERIODS, "min": least, "target": target}],
        "priority": priority,
    }


def _quota(county: County, first: int) -> Json:
    return {
        "recipient": county.id,
        "from_period": first,
        "to_period": first + A_YEAR,
        "unit": "DEPARTURES",
        "min": PEOPLE_A_YEAR,
    }


def _agreed(hospital: Hospital) -> Json:
    return {"supporter": hospital.id, "target": _helped(hospital)[hospital.nth].id, "state": "FIXED"}


def _policy() -> Json:
    """Somebody is on site in every half-year without exception, and each sender serves its own counties."""
    return {
        "objective": "weighted",
        "rules": {"coverage": {"mode": "hard"}, "on_pair": {"mode": "hard"}, "handover": {"mode": "off"}},
        "goals": {"unfairness": {"weight": 0}},
    }
