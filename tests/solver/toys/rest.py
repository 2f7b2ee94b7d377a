"""Toys of `rest`."""

from tests import small
from tests.solver.question import POSTS, Toy, question

TOYS: list[Toy] = [
    lambda mode: question("rest", mode, periods=4, tour_kinds=[{"rest_months": 2}]),
    lambda mode: question("rest", mode, posts=POSTS, tour_kinds=[{"rest_months": 1}]),
    lambda mode: question(
        "rest",
        mode,
        specialists=[{"id": "a", "history": [{"altitude_m": 2600, "from": "2025-11-01", "to": "2026-02-20"}]}],
    ),
    lambda mode: question(
        "rest",
        mode,
        periods=4,
        tour_kinds=[{"rest_months": 2}],
        locked=[{"specialist": "a", "from_period": -2, "to_period": 1}],
    ),
    lambda mode: question(
        "rest",
        mode,
        posts=[{"demand": [small.demand(0, 1, 0, 4)]}],
        periods=4,
        calendar={"months_per_period": 2},
        altitude={"bands": [{"from_m": 2500, "rest_months": 5}]},
        tour_kinds=[{"max_months": 8, "rest_months": 1}],
        specialists=[
            {
                "id": "a",
                "history": [
                    {"altitude_m": 2600, "from": "2025-09-01", "to": "2026-02-01"},
                    {"altitude_m": 2499, "from": "2026-02-01", "to": "2026-02-20"},
                ],
            }
        ],
    ),
    lambda mode: question("rest", mode, posts=POSTS, tour_kinds=[{"rest_months": 2}]),
    lambda mode: question("rest", mode, periods=2, posts=POSTS, tour_kinds=[{"max_months": 1, "rest_months": 1}]),
    lambda mode: question(
        "rest",
        mode,
        periods=3,
        tour_kinds=[{"min_months": 1, "max_months": 1, "rest_months": 2, "batch_starts": [0, 2]}],
    ),
]
