"""What couples people: how many a supporting hospital can spare, and how many a recipient hospital can house."""

from collections import Counter

from instances.programmes.builders.document import Json
from instances.synthetic.demand import NURSING, Post
from instances.synthetic.dice import Dice
from instances.synthetic.geography import Recipient, Supporter
from instances.synthetic.request import PERIODS, Request, Tightness

RELEASE_PERCENT = {Tightness.loose: (125, 115), Tightness.balanced: (98, 95), Tightness.tight: (94, 91)}
"""People that all supporters of a region can spare at once, in percent of its seats; regions take the two in turn.

Where the second holds people are what is missing, where the first does rather beds.
"""
SPECIALTY_PERCENT = {Tightness.loose: 190, Tightness.balanced: 130, Tightness.tight: 105}
"""The same for each specialty, before rounding up."""
HOUSING_PERCENT = {Tightness.loose: (108, 100), Tightness.balanced: (104, 100), Tightness.tight: (100, 94)}
"""Places to live in percent of the people who must be there at once; hospitals take the two in turn."""


def housing(request: Request, hospitals: list[Recipient], posts: list[Post]) -> dict[str, int]:
    """Return the places of each recipient hospital: about as many as people must be there, fewer than are wanted."""
    needed = {hospital.id: [0] * PERIODS for hospital in hospitals}
    for post in posts:
        for demand in post.entity["demand"]:
            for period in range(demand["from_period"], demand["to_period"]):
                needed[post.department.recipient.id][period] += demand["min"]
    shares = HOUSING_PERCENT[request.tightness]
    return {
        hospital.id: max(needed[hospital.id]) * shares[number % 2] // 100 for number, hospital in enumerate(hospitals)
    }


def releases(request: Request, hospitals: list[Supporter], people: list[Json], posts: list[Post]) -> dict[str, Json]:
    """Return what each supporting hospital can spare, in all and per main specialty."""
    seats = [_seats(posts, region) for region in range(request.scale.regions)]
    home = {hospital.id: hospital.regions[0] for hospital in hospitals}
    mine: dict[str, Counter[str]] = {hospital.id: Counter() for hospital in hospitals}
    of_region: list[Counter[str]] = [Counter() for _ in seats]
    for person in people:
        code = person["specialties"][0] if "specialties" in person else NURSING
        mine[person["hospital"]][code] += person.get("count", 1)
        of_region[home[person["hospital"]]][code] += person.get("count", 1)
    totals = _totals(request, hospitals, [sum(region.values()) for region in seats])
    share = SPECIALTY_PERCENT[request.tightness]
    return {
        hospital.id: {
            "total": totals[hospital.id],
            "by_specialty": {
                code: max(
                    1, -(-number * seats[home[hospital.id]][code] * share // (100 * of_region[home[hospital.id]][code]))
                )
                for code, number in sorted(mine[hospital.id].items())
                if code != NURSING
            },
        }
        for hospital in hospitals
    }


def _seats(posts: list[Post], region: int) -> Counter[str]:
    seats: Counter[str] = Counter()
    for post in posts:
        if post.department.recipient.region == region:
            seats[post.department.code] += max(post.seats)
    return seats


def _totals(request: Request, hospitals: list[Supporter], seats: list[int]) -> dict[str, int]:
    """Deal the people that a region's supporters can spare out to them, unevenly, one by one."""
    totals = {hospital.id: 1 for hospital in hospitals}
    percent = RELEASE_PERCENT[request.tightness]
    for region, wanted in enumerate(seats):
        dice = Dice(request.seed, "release", region)
        own = [hospital.id for hospital in hospitals if hospital.regions[0] == region]
        weights = [dice.between(7, 13) for _ in own]
        for _ in range(wanted * percent[region % 2] // 100 - len(own)):
            totals[dice.weighted(own, weights)] += 1
    return totals
