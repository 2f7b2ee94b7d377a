"""Toys of `tour_length`."""

from tests.solver.question import Toy, question

TOYS: list[Toy] = [
    lambda mode: question(
        "tour_length", mode, periods=4, tour_kinds=[{"min_months": 2, "max_months": 3, "batch_starts": [0, 1]}]
    ),
    lambda mode: question("tour_length", mode, specialists=[{"id": "a", "tour_kinds": []}, {"id": "b"}]),
    lambda mode: question("tour_length", mode, posts=[{"handover_months": 1}], tour_kinds=[{"max_months": 1}]),
    lambda mode: question(
        "tour_length",
        mode,
        posts=[{}, {"id": "q", "tour_kind": "FLEXIBLE"}],
        tour_kinds=[{"min_months": 2}, {"id": "FLEXIBLE", "min_months": 1, "max_months": 1, "batch_starts": [1]}],
        specialists=[{"id": "a", "tour_kinds": ["FLEXIBLE"]}],
    ),
    lambda mode: question(
        "tour_length",
        mode,
        tour_kinds=[{"min_months": 3, "max_months": 3, "batch_starts": [2]}],
        calendar={"tail_periods": 1},
        locked=[{"specialist": "a", "from_period": -1, "to_period": 1, "exact": False}],
    ),
    lambda mode: question(
        "tour_length",
        mode,
        periods=1,
        posts=[{}, {"id": "q", "tour_kind": "FLEXIBLE"}],
        tour_kinds=[{}, {"id": "FLEXIBLE"}],
        specialists=[{"id": "a", "tour_kinds": ["FLEXIBLE"]}, {"id": "b", "tour_kinds": ["RESIDENT"]}],
    ),
]
