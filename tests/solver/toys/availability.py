"""Toys of `availability`."""

from tests.solver.question import Toy, question

TOYS: list[Toy] = [
    lambda mode: question(
        "availability",
        mode,
        specialists=[
            {"id": "a", "unavailable": [{"from": "2026-04-10", "to": "2026-04-11"}]},
            {"id": "b", "unavailable": [{"from": "2026-02-10", "to": "2026-03-01"}]},
        ],
    ),
    lambda mode: question(
        "availability",
        mode,
        specialists=[
            {"id": "a", "unavailable": [{"from": "2026-03-31", "to": "2026-04-01"}]},
            {
                "id": "b",
                "unavailable": [
                    {"from": "2026-05-01", "to": "2026-05-02"},
                    {"from": "2026-05-31", "to": "2026-06-02"},
                ],
            },
        ],
    ),
]
