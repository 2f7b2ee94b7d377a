"""The people of the supporting hospitals: individuals and pools, their clearances, histories, absences and wishes."""

from collections.abc import Iterator

from instances.programmes.builders.document import Json
from instances.synthetic.demand import NURSING, Post
from instances.synthetic.dice import Dice
from instances.synthetic.geography import Supporter, kind_of, on_plateau
from instances.synthetic.request import Regions, Request, Size
from instances.synthetic.staffing import staffing

POOLS_PERCENT = 6
"""Entries of a hundred that are pools of two to four people."""
BOTH_PERCENT = 50
"""People of a supporter of two regions who would go to either."""
CLEARANCES = ((4800, 62), (4600, 16), (4000, 12), (0, 10))
"""Metres cleared and how many of a hundred people; 0 = no clearance."""
VALID_UNTIL = ("2027-06-30", "2027-12-31", "2028-12-31", None)
TRAINED_ON = "2026-06-15"
ABSENT_PERCENT = {Size.S: 20, Size.M: 40, Size.L: 40, Size.XL: 40}
"""Individuals who cannot go for half a year or a year; at the smallest size the altitude bars enough already."""
ABSENCES = (
    ("2026-07-01", "2027-07-01"),
    ("2026-10-01", "2027-07-01"),
    ("2027-03-01", "2027-10-01"),
    ("2027-09-01", "2028-07-01"),
    ("2028-04-01", "2028-10-01"),
    ("2028-07-01", "2029-07-01"),
)
EARLIER = (("2023-07-01", "2025-01-01"), ("2025-01-01", "2026-01-01"), ("2025-07-01", "2026-06-01"))


def specialists(request: Request, hospitals: list[Supporter], posts: list[Post]) -> Iterator[Json]:
    """Yield the people and pools of every supporting hospital; units of pools count as people."""
    recipients = _recipients(posts)
    for hospital_id, staff in staffing(request, hospitals, posts).items():
        hospital = next(side for side in hospitals if side.id == hospital_id)
        for nth, (code, count) in enumerate(_units(request, hospital, sorted(staff)), start=1):
            dice = Dice(request.seed, "person", hospital.id, nth)
            person = _person(dice, f"{hospital.id}-{nth:02d}", hospital, code, staff)
            regions = _agreed(request, dice, hospital)
            person["tour_kinds"] = [kind_of(region) for region in regions]
            _health(request, dice, person, regions)
            _terms(request, dice, person, count, [key for region in regions for key in recipients[region]])
            yield person


def _units(request: Request, hospital: Supporter, staff: list[str]) -> Iterator[tuple[str, int]]:
    """Yield each person or pool as specialty and number of people: pools are colleagues of one specialty."""
    dice, first = Dice(request.seed, "pools", hospital.id), 0
    while first < len(staff):
        alike = staff[first:].count(staff[first])
        count = min(alike, dice.between(2, 4)) if dice.chance(POOLS_PERCENT) else 1
        yield staff[first], count
        first += count


def _recipients(posts: list[Post]) -> dict[int, list[str]]:
    """Return the recipient hospitals of each region."""
    found: dict[int, list[str]] = {}
    for post in posts:
        ids = found.setdefault(post.department.recipient.region, [])
        if post.department.recipient.id not in ids:
            ids.append(post.department.recipient.id)
    return found


def _person(dice: Dice, key: str, hospital: Supporter, code: str, codes: list[str]) -> Json:
    person: Json = {"id": key, "hospital": hospital.id}
    if code == NURSING:
        return person | {"role": "NURSE", "title": dice.one_of(("ATTENDING", "DEPUTY_CHIEF"))}
    second = dice.one_of(codes)
    both = [code, second] if dice.chance(8) and second not in (code, NURSING) else [code]
    title = dice.weighted(("CHIEF", "DEPUTY_CHIEF", "ATTENDING"), (22, 48, 30))
    return person | {"specialties": both, "role": "DOCTOR", "title": title}


def _agreed(request: Request, dice: Dice, hospital: Supporter) -> tuple[int, ...]:
    """Return the regions a person goes to: without structure one of the hospital's, else the first or all."""
    if request.structure is Regions.none:
        return (dice.one_of(hospital.regions),)
    return hospital.regions if dice.chance(BOTH_PERCENT) else hospital.regions[:1]


def _health(request: Request, dice: Dice, person: Json, regions: tuple[int, ...]) -> None:
    cleared = dice.weighted([metres for metres, _ in CLEARANCES], [share for _, share in CLEARANCES])
    until, renewable, trained = dice.one_of(VALID_UNTIL), dice.chance(80), dice.chance(15)
    if cleared and any(on_plateau(request, region) for region in regions):
        person["clearance"] = {"max_altitude_m": cleared}
        if until is not None:
            person["clearance"] |= {"valid_until": until, "renewable": renewable}
        if trained:
            person["hypoxia_trained_on"] = TRAINED_ON


def _terms(request: Request, dice: Dice, person: Json, count: int, recipients: list[str]) -> None:
    """Add what concerns when and how often a person goes, and where they would like to."""
    if dice.chance(30):
        score = dice.weighted((-3, -1, 1, 2, 4), (10, 15, 30, 30, 15))
        person["preferences"] = [{"recipient": dice.one_of(recipients), "score": score}]
    if count > 1:
        person["count"] = count
        return
    if "clearance" in person and dice.chance(10):
        first, after = dice.one_of(EARLIER)
        person["history"] = [{"altitude_m": 3650, "from": first, "to": after}]
    if dice.chance(ABSENT_PERCENT[request.size]):
        first, after = dice.one_of(ABSENCES)
        person["unavailable"] = [{"from": first, "to": after}]
    if dice.chance(_once_percent(request)):
        person["max_tours"] = 1


def _once_percent(request: Request) -> int:
    """Return how many of a hundred people go only once: many where a post has eight people, none where it has two."""
    return min(40, max(0, (100 * request.scale.people // request.scale.posts - 200) // 5))
