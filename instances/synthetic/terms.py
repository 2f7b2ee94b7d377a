"""Calendar, tour kinds and policy: tours by batches or free, stay and rest by altitude, seats of hypoxia training."""

from instances.programmes.builders.document import Json
from instances.synthetic.demand import Post
from instances.synthetic.geography import kind_of, on_plateau
from instances.synthetic.request import PERIODS, Request, Starts

START = "2026-07-01"
BANDS = (
    {"from_m": 2500, "max_stay_months": 12, "rest_months": 3},
    {"from_m": 3500, "max_stay_months": 9, "rest_months": 3},
    {"from_m": 4500, "max_stay_months": 6, "rest_months": 6},
)
HOME_LEAVE_MONTHS = 6
"""Batched tours of a year and more on the plateau are interrupted by home leaves."""


def calendar(request: Request) -> Json:
    """Return three years of quarters; batches leave in July and January."""
    found: Json = {"start": START, "months_per_period": 3, "periods": PERIODS}
    return found | ({"batch_starts": list(range(0, PERIODS, 2))} if request.starts is Starts.batched else {})


def tour_kinds(request: Request) -> list[Json]:
    """Return the kind of each region's programme."""
    batched = request.starts is Starts.batched
    kinds = []
    for region in range(request.scale.regions):
        kind: Json = {"id": kind_of(region), "name": f"第{region + 1}片区派驻", "min_months": 12 if batched else 6}
        kind |= {"max_months": 18, "rest_months": 3}
        if batched and on_plateau(request, region):
            kind["home_leave_every_months"] = HOME_LEAVE_MONTHS
        kinds.append(kind)
    return kinds


def policy(request: Request, posts: list[Post]) -> Json:
    """Return the altitude table and the training seats of each region's place; all else keeps its default."""
    seats = sum(max(post.seats) for post in posts) // request.scale.regions
    share = 90 if request.starts is Starts.batched else 55
    training = {"seats_per_period": seats * share // 100 + 1, "seats_before_start": seats}
    return {"objective": "weighted", "altitude": {"bands": list(BANDS), "training": training}}
