"""Toys of `handover`."""

from tests import small
from tests.solver.question import POSTS, RESTED, TWO, WITH_POOL, Toy, question

TOYS: list[Toy] = [
    lambda mode: question("handover", mode, specialists=TWO),
    lambda mode: question("handover", mode, specialists=TWO, posts=[{"handover_months": 1}]),
    lambda mode: question(
        "handover",
        mode,
        specialists=TWO,
        posts=[{"demand": [small.demand(0, 2, 0, 1), small.demand(0, 1, 1, 2), small.demand(0, 2, 2, 3)]}],
    ),
    lambda mode: question(
        "handover",
        mode,
        specialists=TWO,
        posts=[{"handover_months": 1}],
        locked=[{"specialist": "a", "from_period": -1, "to_period": 2}],
    ),
    lambda mode: question("handover", mode, periods=2, specialists=WITH_POOL, seats=(0, 3), tour_kinds=RESTED),
    lambda mode: question("handover", mode, periods=2, specialists=TWO, posts=POSTS),
    lambda mode: question(
        "handover",
        mode,
        specialists=TWO,
        posts=[{"handover_months": 1}],
        locked=[{"specialist": "a", "from_period": -1, "to_period": 1}],
    ),
    lambda mode: question(
        "handover",
        mode,
        specialists=TWO,
        posts=[{"demand": [small.demand(0, 1, 0, 1), small.demand(0, 2, 1, 2), small.demand(0, 1, 2, 3)]}],
    ),
]
