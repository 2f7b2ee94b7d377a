"""Toys of `altitude_stay`."""

from tests.solver.question import POSTS, RESTED, Toy, high, question

TOYS: list[Toy] = [
    lambda mode: question(
        "altitude_stay",
        mode,
        posts=POSTS,
        altitude={"bands": [{"from_m": 3000, "max_stay_months": 2}], "training": {"from_m": 9000}},
        **high(3000),
    ),
    lambda mode: question(
        "altitude_stay",
        mode,
        posts=POSTS,
        tour_kinds=[{"home_leave_every_months": 1}],
        altitude={"bands": [{"from_m": 3000, "max_stay_months": 1}], "training": {"from_m": 9000}},
        **high(3000),
    ),
    lambda mode: question(
        "altitude_stay",
        mode,
        altitude={"bands": [{"from_m": 3000, "max_stay_months": 3}], "training": {"from_m": 9000}},
        **high(
            3500,
            specialists=[{"id": "a", "history": [{"altitude_m": 3000, "from": "2025-12-20", "to": "2026-02-20"}]}],
        ),
    ),
    lambda mode: question(
        "altitude_stay",
        mode,
        posts=POSTS,
        altitude={"bands": [{"from_m": 3000, "max_stay_months": 3}], "training": {"from_m": 9000}},
        locked=[{"specialist": "a", "post": "p", "from_period": -2, "to_period": 1}],
        **high(3500),
    ),
    lambda mode: question(
        "altitude_stay",
        mode,
        altitude={"bands": [{"from_m": 3000, "max_stay_months": 5}], "training": {"from_m": 9000}},
        calendar={"months_per_period": 2},
        tour_kinds=[{"max_months": 6, "rest_months": 1}],
        **high(
            3500,
            specialists=[
                {"id": "a", "history": [{"altitude_m": 3000, "from": "2025-12-31", "to": "2026-02-01"}]},
                {"id": "b", "history": [{"altitude_m": 3000, "from": "2025-09-01", "to": "2026-01-01"}]},
            ],
        ),
    ),
    lambda mode: question(
        "altitude_stay",
        mode,
        altitude={"bands": [{"from_m": 3000, "max_stay_months": 6}], "training": {"from_m": 9000}},
        tour_kinds=RESTED,
        **high(
            3000,
            specialists=[
                {
                    "id": "a",
                    "history": [
                        {"altitude_m": 3000, "from": "2026-01-20", "to": "2026-02-20"},
                        {"altitude_m": 3000, "from": "2025-10-01", "to": "2025-12-21"},
                    ],
                },
                {
                    "id": "b",
                    "history": [
                        {"altitude_m": 3000, "from": "2025-10-01", "to": "2026-01-01"},
                        {"altitude_m": 2999, "from": "2026-01-01", "to": "2026-01-10"},
                        {"altitude_m": 3000, "from": "2026-01-10", "to": "2026-02-10"},
                    ],
                },
            ],
        ),
    ),
    lambda mode: question(
        "altitude_stay",
        mode,
        altitude={
            "bands": [
                {"from_m": 2500, "max_stay_months": None},
                {"from_m": 3000, "max_stay_months": 2},
                {"from_m": 3500, "max_stay_months": 1},
            ],
            "training": {"from_m": 9000},
        },
        posts=[{"id": "p"}, {"id": "q", "department": "high"}],
        departments=[{}, {"id": "high", "hospital": "peak"}],
        **high(3000) | {"recipient_hospitals": [{"altitude_m": 3000}, {"id": "peak", "altitude_m": 3500}]},
    ),
    lambda mode: question(
        "altitude_stay",
        mode,
        posts=POSTS,
        altitude={"bands": [{"from_m": 3000, "max_stay_months": 2}], "training": {"from_m": 9000}},
        **high(
            3000,
            specialists=[{"id": "a", "history": [{"altitude_m": 3000, "from": "2026-02-01", "to": "2026-02-20"}]}],
        ),
    ),
    lambda mode: question(
        "altitude_stay",
        mode,
        altitude={"bands": [{"from_m": 3000, "max_stay_months": 4}], "training": {"from_m": 9000}},
        tour_kinds=RESTED,
        **high(
            3000,
            specialists=[
                {
                    "id": "a",
                    "history": [
                        {"altitude_m": 3000, "from": "2025-09-01", "to": "2025-11-20"},
                        {"altitude_m": 3000, "from": "2025-12-20", "to": "2026-02-20"},
                    ],
                }
            ],
        ),
    ),
    lambda mode: question(
        "altitude_stay",
        mode,
        altitude={"bands": [{"from_m": 3000, "max_stay_months": 3}], "training": {"from_m": 9000}},
        **high(
            3000,
            specialists=[
                {
                    "id": "a",
                    "history": [
                        {"altitude_m": 2999, "from": "2025-09-01", "to": "2025-11-01"},
                        {"altitude_m": 3000, "from": "2025-12-20", "to": "2026-02-20"},
                    ],
                }
            ],
        ),
    ),
]
