"""Toys of `team`."""

from tests.solver.question import TWO, WITH_POOL, Toy, question

TOYS: list[Toy] = [
    lambda mode: question("team", mode | {"min_people": 2}, specialists=TWO),
    lambda mode: question(
        "team",
        mode | {"min_people": 2},
        supporting_hospitals=[{}, {"id": "other"}],
        specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}],
    ),
    lambda mode: question(
        "team",
        mode | {"min_people": 2},
        periods=2,
        specialists=WITH_POOL,
        seats=(0, 3),
        calendar={"months_per_period": 3},
        tour_kinds=[{"max_months": 6, "rest_months": 1}],
    ),
    lambda mode: question(
        "team",
        mode | {"min_people": 3},
        periods=2,
        specialists=TWO,
        recipient_hospitals=[{}, {"id": "far", "altitude_m": 1000}],
        departments=[{}, {"id": "unit", "hospital": "far"}],
        posts=[{"id": "p"}, {"id": "q", "department": "unit"}],
    ),
    lambda mode: question("team", mode | {"min_people": 2}, specialists=TWO, tour_kinds=[{"batch_starts": [1]}]),
]
