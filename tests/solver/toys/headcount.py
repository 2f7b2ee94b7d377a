"""Toys of `headcount`."""

from tests import small
from tests.solver.question import RESTED, TWO, WITH_POOL, Toy, question

TOYS: list[Toy] = [
    lambda mode: question("headcount", mode, specialists=TWO, seats=(0, 1)),
    lambda mode: question("headcount", mode, specialists=TWO, seats=(0, 1), posts=[{"handover_months": 1}]),
    lambda mode: question(
        "headcount",
        mode,
        posts=[{"demand": [small.demand(0, 1, 1, 2)]}, {"id": "q", "demand": [small.demand(0, 1, 0, 3)]}],
    ),
    lambda mode: question("headcount", mode, periods=2, specialists=WITH_POOL, seats=(0, 2), tour_kinds=RESTED),
    lambda mode: question(
        "headcount",
        mode,
        specialists=TWO,
        posts=[{"demand": [small.demand(0, 2, 0, 1), small.demand(0, 1, 1, 3)]}],
        tour_kinds=[{"min_months": 3, "batch_starts": [0]}],
    ),
]
