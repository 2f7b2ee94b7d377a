"""How many people of which specialty each supporting hospital sends: near what its region asks for."""

from collections import Counter

from instances.synthetic.demand import NURSING, Post
from instances.synthetic.dice import Dice
from instances.synthetic.geography import Supporter
from instances.synthetic.request import Regions, Request, Tightness

NOISE_PERCENT = {Tightness.loose: 5, Tightness.balanced: 15, Tightness.tight: 25}
"""How far the people of a specialty may stray from what is asked of it."""
FEWEST = 4
"""People of a specialty that a region has at least."""


def staffing(request: Request, hospitals: list[Supporter], posts: list[Post]) -> dict[str, list[str]]:
    """Return the specialties of each hospital's people, one entry a person, alike side by side."""
    each, left = divmod(request.scale.people, len(hospitals))
    size = {hospital.id: each + (number < left) for number, hospital in enumerate(hospitals)}
    staff: dict[str, list[str]] = {hospital.id: [] for hospital in hospitals}
    for region in range(request.scale.regions):
        own = [hospital.id for hospital in hospitals if hospital.regions[0] == region]
        dice = Dice(request.seed, "staffing", region)
        numbers = _numbers(request, dice, _wanted(request, posts, region), sum(size[key] for key in own))
        for code in dice.shuffled(sorted(numbers)):
            _deal(dice, code, numbers[code], {key: size[key] - len(staff[key]) for key in own}, staff)
    return staff


def _wanted(request: Request, posts: list[Post], region: int) -> Counter[str]:
    """Return the seats asked for by specialty: in the region, or everywhere where people go everywhere."""
    wanted: Counter[str] = Counter()
    for post in posts:
        if request.structure is Regions.none or post.department.recipient.region == region:
            wanted[post.department.code] += max(post.seats)
    return wanted


def _numbers(request: Request, dice: Dice, wanted: Counter[str], people: int) -> Counter[str]:
    """Return how many people of each specialty there are, in proportion to the seats but for some noise."""
    noise = NOISE_PERCENT[request.tightness]
    weights = {code: wanted[code] * (100 + dice.between(-noise, noise)) for code in sorted(wanted)}
    if NURSING in weights:
        weights[NURSING] = weights[NURSING] * 2 // 3  # a head nurse's title is common, fewer are needed to choose from
    numbers = Counter(dict.fromkeys(weights, FEWEST))
    for _ in range(people - FEWEST * len(weights)):
        numbers[max(weights, key=lambda code: (weights[code] // (numbers[code] + 1 - FEWEST), code))] += 1
    return numbers


def _deal(dice: Dice, code: str, number: int, room: dict[str, int], staff: dict[str, list[str]]) -> None:
    """Deal people of one specialty round by round to the hospitals with the most room: two, three or, of many, more a round."""
    sharing = max(dice.between(2, 3), number // 8)
    while number:
        takers = sorted(dice.shuffled([key for key in room if room[key]]), key=lambda key: -room[key])[:sharing]
        for key in takers[:number]:
            staff[key].append(code)
            room[key] -= 1
            number -= 1
