"""Toys of `altitude_clearance`."""

from tests.solver.question import Toy, question

TOYS: list[Toy] = [
    lambda mode: question(
        "altitude_clearance",
        mode,
        recipient_hospitals=[{"altitude_m": 2900}],
        specialists=[
            {"id": "a", "clearance": {"max_altitude_m": 3000, "valid_until": "2026-04-01"}},
            {"id": "b", "clearance": {"max_altitude_m": 2899, "valid_until": "2026-03-01", "renewable": True}},
        ],
    ),
    lambda mode: question(
        "altitude_clearance",
        mode,
        altitude={"exam": {"until": "LAST_DAY"}},
        recipient_hospitals=[{"altitude_m": 2900}],
        specialists=[
            {"id": "a", "clearance": {"max_altitude_m": 2900, "valid_until": "2026-04-30"}},
            {"id": "b", "clearance": {"max_altitude_m": 2900, "valid_until": "2026-04-29", "renewable": True}},
        ],
    ),
    lambda mode: question("altitude_clearance", mode, recipient_hospitals=[{"altitude_m": 2501}]),
    lambda mode: question(
        "altitude_clearance",
        mode,
        recipient_hospitals=[{"altitude_m": 2500}],
        specialists=[
            {"id": "a", "clearance": {"max_altitude_m": 2500, "valid_until": "2025-03-01"}},
            {"id": "b", "clearance": {"max_altitude_m": 2499}},
        ],
    ),
    lambda mode: question(
        "altitude_clearance",
        mode,
        calendar={"tail_periods": 1},
        recipient_hospitals=[{"altitude_m": 2800}],
        specialists=[
            {"id": "a", "clearance": {"max_altitude_m": 2800, "valid_until": "2025-12-01"}},
        ],
        locked=[{"specialist": "a", "from_period": -1, "to_period": 1, "exact": False}],
    ),
    lambda mode: question(
        "altitude_clearance",
        mode,
        altitude={"exam": {"until": "LAST_DAY"}},
        recipient_hospitals=[{"altitude_m": 2800}],
        specialists=[
            {"id": "a", "clearance": {"max_altitude_m": 2800, "valid_until": "2026-03-31"}},
        ],
        locked=[{"specialist": "a", "from_period": -1, "to_period": 1, "exact": False}],
    ),
    lambda mode: question(
        "altitude_clearance",
        mode,
        periods=1,
        altitude={"exam": {"until": "LAST_DAY"}},
        recipient_hospitals=[{"altitude_m": 2800}],
        specialists=[
            {"id": "a", "clearance": {"max_altitude_m": 2800, "valid_until": "2026-03-31"}},
            {"id": "b", "clearance": {"max_altitude_m": 2800, "valid_until": "2026-03-30"}},
        ],
    ),
]
