"""Toys of `housing`."""

from tests.solver.question import BIMONTHLY, TWO, Toy, question

TOYS: list[Toy] = [
    lambda mode: question("housing", mode, specialists=TWO, recipient_hospitals=[{"housing": [2, 1, 1]}]),
    lambda mode: question(
        "housing",
        mode,
        specialists=TWO,
        recipient_hospitals=[{"id": "far"}, {"housing": 1}],
        posts=[{"handover_months": 1}],
        **BIMONTHLY,
    ),
    lambda mode: question(
        "housing",
        mode,
        specialists=TWO,
        recipient_hospitals=[{"housing": [2, 1, 2]}],
        tour_kinds=[{"min_months": 3, "batch_starts": [0]}],
    ),
]
