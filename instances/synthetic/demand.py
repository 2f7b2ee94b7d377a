"""Departments of the recipient hospitals and the posts in them."""

from dataclasses import dataclass

from instances.programmes.builders.document import Json
from instances.programmes.builders.specialties import NAMES
from instances.synthetic.dice import Dice
from instances.synthetic.geography import Recipient, kind_of
from instances.synthetic.request import PERIODS, Request

CODES = (
    *("02", "03.01", "03.02", "03.03", "03.04", "03.06", "03.07", "04.01", "04.02", "04.03", "04.04", "05"),
    *("07", "07.01", "10", "19", "20", "26", "28", "30", "31", "32", "32.05", "32.12"),
)
NURSING = "nursing"
"""Stands in for the specialty of nurses, who have none."""
NURSING_FROM = 12
"""Departments from which on a hospital asks for a head nurse as well."""


@dataclass(frozen=True)
class Department:
    """A department of a recipient hospital; a code of the national list, or NURSING."""

    id: str
    recipient: Recipient
    code: str


@dataclass(frozen=True)
class Post:
    """A post with the seats it wants in each period."""

    department: Department
    entity: Json
    seats: tuple[int, ...]


def departments(request: Request, hospitals: list[Recipient]) -> list[Department]:
    """Return the departments: specialties are drawn for each hospital."""
    codes = CODES if request.scale.specialties >= len(CODES) else CODES[4:][: request.scale.specialties]
    found: list[Department] = []
    for hospital in hospitals:
        dice = Dice(request.seed, "departments", hospital.id)
        chosen = sorted(dice.shuffled(codes)[: request.scale.departments])
        if request.scale.departments >= NURSING_FROM:
            chosen[-1] = NURSING
        found.extend(Department(f"{hospital.id}-{code}", hospital, code) for code in chosen)
    return found


def posts(request: Request, places: list[Department]) -> list[Post]:
    """Return the posts: one for each department, and the others dealt out at random."""
    dice = Dice(request.seed, "posts")
    number = dict.fromkeys((place.id for place in places), 1)
    doctors = [place.id for place in places if place.code != NURSING]
    for _ in range(request.scale.posts - len(places)):
        number[dice.one_of(doctors)] += 1
    return [_post(request, place, nth) for place in places for nth in range(number[place.id])]


def _post(request: Request, place: Department, nth: int) -> Post:
    dice = Dice(request.seed, "post", place.id, nth)
    demand = _demand(dice, nth)
    post: Json = {"id": f"{place.id}-{nth + 1}", "department": place.id}
    if place.code == NURSING:
        post |= {"name": "护士长", "roles": ["NURSE"], "min_title": "ATTENDING", "priority": 4}
    elif nth == 0:
        name = f"{NAMES[place.code]}主任"
        post |= {"name": name, "min_title": "DEPUTY_CHIEF", "priority": dice.between(4, 7), "leads": "DEPARTMENT"}
    else:
        post |= {"name": f"{NAMES[place.code]}专家", "min_title": "ATTENDING", "priority": dice.between(2, 5)}
    post |= {"tour_kind": kind_of(place.recipient.region), "demand": demand}
    seats = tuple(
        next((row["target"] for row in demand if row["from_period"] <= period < row["to_period"]), 0)
        for period in range(PERIODS)
    )
    return Post(place, post, seats)


def _demand(dice: Dice, nth: int) -> list[Json]:
    """Return what a post wants: heads all the time, of the others some two people, some later, some if possible."""
    least, target, first = 1, 1, 0
    if nth > 0:
        kind = dice.weighted(("one", "two", "wish", "later"), (74, 8, 10, 8))
        target = 2 if kind == "two" else 1
        least = 0 if kind == "wish" else 1
        first = 2 * dice.between(1, 2) if kind == "later" else 0
    return [{"from_period": first, "to_period": PERIODS, "min": least, "target": target}]
