"""Who may help whom: relations, strengths, and the pairings that already stand."""

from collections import Counter

from instances.programmes.builders.document import Json
from instances.synthetic.demand import NURSING, Department
from instances.synthetic.dice import Dice
from instances.synthetic.geography import Supporter, place_of
from instances.synthetic.request import Request

EXISTING_PERCENT = 35


def relations(hospitals: list[Supporter]) -> list[Json]:
    """Return a relation for every supporter and region that it helps."""
    return [
        {"from_place": hospital.place, "to_place": place_of(region)}
        for hospital in hospitals
        for region in hospital.regions
    ]


def max_targets(request: Request) -> int:
    """Return how many departments one supporter may stand behind: a quarter more than needed, and one."""
    targets = request.scale.recipients * request.scale.departments
    return -(-targets * 5 // (4 * request.scale.supporters)) + 1


def strengths(request: Request, hospital: Supporter, people: list[Json]) -> dict[str, int]:
    """Return how strong a supporter is in the specialties in which it sends people, 1 to 5."""
    codes = sorted({code for person in people for code in person.get("specialties", ())})
    dice = Dice(request.seed, "strength", hospital.id)
    return {code: dice.weighted((2, 3, 4, 5), (2, 3, 3, 2)) for code in codes}


def pairings(request: Request, hospitals: list[Supporter], places: list[Department], people: list[Json]) -> list[Json]:
    """Return existing pairings: of every third department, with a supporter that sends its specialty."""
    home = {hospital.id: hospital.regions[0] for hospital in hospitals}
    sends: dict[tuple[int, str], list[str]] = {}
    for person in people:
        for code in person.get("specialties", (NURSING,)):
            able = sends.setdefault((home[person["hospital"]], code), [])
            if person["hospital"] not in able:
                able.append(person["hospital"])
    taken: Counter[str] = Counter()
    found = []
    for place in places:
        dice = Dice(request.seed, "existing", place.id)
        able = [
            key for key in sends.get((place.recipient.region, place.code), ()) if taken[key] < max_targets(request) - 2
        ]
        if able and dice.chance(EXISTING_PERCENT):
            supporter = dice.one_of(able)
            taken[supporter] += 1
            found.append({"supporter": supporter, "target": place.id, "state": "EXISTING"})
    return found
