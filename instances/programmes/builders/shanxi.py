"""Shanxi's tertiary hospitals for its county institutions, 2023–2025: a thousand a year. See instances/README.md."""

from collections.abc import Iterator
from dataclasses import dataclass

from instances.programmes.builders.document import Json

PERIODS, A_YEAR = 6, 2
"""Three years of half-years."""

PEOPLE_A_YEAR = 1000

PROVINCE = "山西省"

CITIES = (
    # id, city, its own tertiary hospitals, counties it has
    ("ty", "太原", 3, 4),
    ("dt", "大同", 3, 6),
    ("yq", "阳泉", 1, 2),
    ("cz", "长治", 3, 8),
    ("jc", "晋城", 2, 5),
    ("sz", "朔州", 1, 4),
    ("jz", "晋中", 2, 9),
    ("yc", "运城", 3, 12),
    ("xz", "忻州", 2, 13),
    ("lf", "临汾", 3, 16),
    ("ll", "吕梁", 2, 12),
)

PROVINCIAL_HOSPITALS = 10

MEDICINE, SURGERY = "03", "04"

POOLS = (
    # id, specialty, role, title, people in a provincial and in a city's hospital
    ("senior-medicine", MEDICINE, "DOCTOR", "DEPUTY_CHIEF", 12, 8),
    ("medicine", MEDICINE, "DOCTOR", "ATTENDING", 16, 11),
    ("senior-surgery", SURGERY, "DOCTOR", "DEPUTY_CHIEF", 11, 8),
    ("surgery", SURGERY, "DOCTOR", "ATTENDING", 14, 11),
    ("technician", None, "TECHNICIAN", "ATTENDING", 12, 9),
)

SPARE = {True: 32, False: 18}
"""Most people away at once, of a provincial hospital and of a city's."""

POSTS = (
    # id, department, role, least title, (min, target), priority
    ("head", "medicine", "DOCTOR", "DEPUTY_CHIEF", (1, 1), 5),
    ("medicine", "medicine", "DOCTOR", "ATTENDING", (1, 2), 3),
    ("surgeon", "surgery", "DOCTOR", "DEPUTY_CHIEF", (0, 1), 4),
    ("surgery", "surgery", "DOCTOR", "ATTENDING", (1, 1), 3),
    ("technician", "technology", "TECHNICIAN", "ATTENDING", (0, 1), 2),
)

DEPARTMENTS = (("medicine", "内科系统", MEDICINE), ("surgery", "外科系统", SURGERY), ("technology", "医技科室", None))

TOUR_KINDS: list[Json] = [
    {"id": "RESIDENT", "name": "下沉", "min_months": 6, "max_months": 6, "rest_months": 6},
]

NOTES = [
    "事实：2023—2025年，每年从全省三级医院抽调1000名以上中高级及以上职称医师和卫生技术人员到县级医疗机构。",
    "假设：医院仅编号；每县一家本市医院、一家省属医院结对；岗位、人数、每期6个月。人员均为成组，无具体个人。",
    "Facts and assumptions, each with its source: instances/README.md.",
]


@dataclass(frozen=True)
class County:
    """A county hospital: `number` counts all of them from 0, `nth` those of its city."""

    id: str
    number: int
    nth: int
    city_id: str
    city: str
    city_hospitals: int


def build() -> Json:
    """Return the instance as JSON."""
    counties = tuple(_counties())
    return {
        "version": 1,
        "name": "shanxi",
        "title": "山西省三级医院医师下沉县级医疗机构",
        "notes": NOTES,
        "calendar": {"start": "2023-01-01", "months_per_period": 6, "periods": PERIODS},
        "supporting_hospitals": list(_supporters()),
        "specialists": [_pool(hospital, *row) for hospital in _supporters() for row in POOLS],
        "recipient_hospitals": [_recipient(county) for county in counties],
        "departments": [_department(county, *row) for county in counties for row in DEPARTMENTS],
        "tour_kinds": TOUR_KINDS,
        "posts": [_post(county, *row) for county in counties for row in POSTS],
        "quotas": [_thousand(year) for year in range(0, PERIODS, A_YEAR)],
        "relations": list(_relations()),
        "pairings": [pairing for county in counties for pairing in _pairings(county)],
        "policy": _policy(),
    }


def _counties() -> Iterator[County]:
    rows = [(city, nth) for city in CITIES for nth in range(city[3])]
    for number, ((city_id, city, hospitals, _), nth) in enumerate(rows):
        yield County(f"{city_id}-county-{nth + 1:02d}", number, nth, city_id, city, hospitals)


def _supporters() -> Iterator[Json]:
    for number in range(1, PROVINCIAL_HOSPITALS + 1):
        yield _supporter(f"sx-{number:02d}", f"省属三级医院{number:02d}", "PROVINCE", PROVINCE)
    for key, city, hospitals, _ in CITIES:
        for number in range(1, hospitals + 1):
            yield _supporter(f"{key}-{number:02d}", f"{city}市三级医院{number:02d}", "CITY", city)


def _supporter(key: str, name: str, owner: str, place: str) -> Json:
    supporter: Json = {"id": key, "name": name, "kind": "GENERAL", "owner_level": owner, "place": place}
    return supporter | {"release": {"total": SPARE[owner == "PROVINCE"]}}


def _pool(
    hospital: Json, key: str, specialty: str | None, role: str, title: str, provincial: int, municipal: int
) -> Json:
    pool: Json = {"id": f"{hospital['id']}-{key}", "hospital": hospital["id"]}
    if specialty:
        pool["specialties"] = [specialty]
    people = provincial if hospital["owner_level"] == "PROVINCE" else municipal
    return pool | {"role": role, "title": title, "count": people}


def _recipient(county: County) -> Json:
    return {
        "id": county.id,
        "name": f"{county.city}县级医院{county.nth + 1:02d}",
        "kind": "GENERAL",
        "place": county.city,
        "altitude_m": 1000,
        "pairing": {"min_supporters": 1, "max_supporters": 2},
    }


def _department(county: County, key: str, name: str, specialty: str | None) -> Json:
    department: Json = {"id": f"{county.id}-{key}", "hospital": county.id, "name": name}
    return department | ({"specialty": specialty} if specialty else {})


def _post(
    county: County, key: str, department: str, role: str, title: str, seats: tuple[int, int], priority: int
) -> Json:
    """A county in three has one surgeon more."""
    least, target = seats
    more = key == "surgery" and county.number % 3 == 0
    return {
        "id": f"{county.id}-{key}-post",
        "department": f"{county.id}-{department}",
        "roles": [role],
        "min_title": title,
        "demand": [{"from_period": 0, "to_period": PERIODS, "min": least, "target": target + more}],
        "priority": priority,
    }


def _thousand(first: int) -> Json:
    return {
        "tour_kind": "RESIDENT",
        "from_period": first,
        "to_period": first + A_YEAR,
        "unit": "DEPARTURES",
        "min": PEOPLE_A_YEAR,
    }


def _relations() -> Iterator[Json]:
    for _, city, _, _ in CITIES:
        yield {"from_place": PROVINCE, "to_place": city}
        yield {"from_place": city, "to_place": city}


def _pairings(county: County) -> Iterator[Json]:
    """A hospital of its own city, and a provincial one, in turn."""
    own = f"{county.city_id}-{county.nth % county.city_hospitals + 1:02d}"
    provincial = f"sx-{county.number % PROVINCIAL_HOSPITALS + 1:02d}"
    for supporter in (own, provincial):
        yield {"supporter": supporter, "target": county.id, "state": "FIXED"}


def _policy() -> Json:
    """Seats are handed over by the institutions themselves; every hospital serves its own counties, so loads differ."""
    return {
        "objective": "weighted",
        "rules": {"on_pair": {"mode": "hard"}, "handover": {"mode": "off"}},
        "goals": {"unfairness": {"weight": 0}},
    }
