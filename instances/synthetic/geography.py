"""Regions with their recipient hospitals, and the supporting hospitals with the regions that they help."""

from dataclasses import dataclass

from instances.synthetic.dice import Dice
from instances.synthetic.request import Profile, Regions, Request

PLATEAU_M = (2780, 3100, 3280, 3650, 3690, 3950, 4280, 4510)
OASIS_M = (1020, 1110, 1230, 1290, 1380, 1450)
MANY_REGIONS = 3
"""Regions to which one supporter sends people where there is no regional structure."""


@dataclass(frozen=True)
class Recipient:
    """A recipient hospital; `region` is its region's number."""

    id: str
    name: str
    region: int
    altitude_m: int


@dataclass(frozen=True)
class Supporter:
    """A supporting hospital; `regions` are those it helps, its own first."""

    id: str
    name: str
    place: str
    regions: tuple[int, ...]


def kind_of(region: int) -> str:
    """Return the tour kind of a region's programme: who agrees to it can be sent there."""
    return f"P{region + 1:02d}"


def place_of(region: int) -> str:
    """Return the place in which a region's recipient hospitals lie."""
    return f"受援地{region + 1:02d}"


def on_plateau(request: Request, region: int) -> bool:
    """Return whether a region lies high; of both profiles every other one does."""
    return request.profile is Profile.plateau or (request.profile is Profile.mixed and region % 2 == 0)


def recipients(request: Request) -> list[Recipient]:
    """Return the recipient hospitals, region by region."""
    found = []
    for region in range(request.scale.regions):
        dice = Dice(request.seed, "recipients", region)
        heights = dice.shuffled(PLATEAU_M if on_plateau(request, region) else OASIS_M)
        if request.scale.recipients == 1:
            heights = [max(heights)]  # the one hospital of the smallest size is a hard case: Nagqu's height
        for number in range(request.scale.recipients):
            height = heights[number % len(heights)] + dice.between(0, 9)
            key = f"r{region + 1:02d}{number + 1:02d}"
            found.append(Recipient(key, f"{place_of(region)}第{number + 1}人民医院", region, height))
    return found


def supporters(request: Request) -> list[Supporter]:
    """Return the supporting hospitals, by the region that is their own."""
    found = []
    for region in range(request.scale.regions):
        for number in range(request.scale.supporters):
            key = f"s{region + 1:02d}{number + 1:02d}"
            place = f"支援地{region + 1:02d}{number + 1:02d}"
            found.append(Supporter(key, f"{place}医院", place, _helped(request, region, number)))
    return found


def _helped(request: Request, region: int, number: int) -> tuple[int, ...]:
    """Return a supporter's regions: every third one helps the next region where regions overlap."""
    others = [other for other in range(request.scale.regions) if other != region]
    if request.structure is Regions.none:
        return (region, *Dice(request.seed, "helped", region, number).shuffled(others)[: MANY_REGIONS - 1])
    if request.structure is Regions.overlapping and others and number % 3 == 0:
        return (region, (region + 1) % request.scale.regions)
    return (region,)
