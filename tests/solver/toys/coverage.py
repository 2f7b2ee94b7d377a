"""Toys of `coverage`."""

from tests import small
from tests.solver.question import TWO, Toy, question

TOYS: list[Toy] = [
    lambda mode: question("coverage", mode, specialists=TWO, seats=(1, 2)),
    lambda mode: question(
        "coverage",
        mode,
        periods=2,
        specialists=TWO,
        posts=[
            {"id": "p", "demand": [small.demand(1, 2, 0, 2)]},
            {"id": "q", "demand": [small.demand(0, 1, 0, 2)]},
        ],
    ),
    lambda mode: question(
        "coverage", mode, specialists=TWO, posts=[{"demand": [small.demand(0, 2, 0, 1), small.demand(2, 2, 1, 3)]}]
    ),
    lambda mode: question(
        "coverage",
        mode,
        specialists=TWO,
        posts=[{"demand": [small.demand(1, 2, 0, 1), small.demand(2, 2, 1, 3)]}],
        tour_kinds=[{"min_months": 3, "batch_starts": [0]}],
    ),
]
