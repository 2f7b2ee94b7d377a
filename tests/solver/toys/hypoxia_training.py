"""Toys of `hypoxia_training`."""

from tests.solver.question import POSTS, RESTED, Toy, high, question

TOYS: list[Toy] = [
    lambda mode: question(
        "hypoxia_training",
        mode,
        altitude={"training": {"seats_per_period": 1, "seats_before_start": 0}},
        **high(3000, specialists=[{"id": "a", "hypoxia_trained_on": "2026-02-01"}, {"id": "b"}]),
    ),
    lambda mode: question("hypoxia_training", mode, posts=POSTS, altitude={"bands": []}, **high(3200)),
    lambda mode: question(
        "hypoxia_training",
        mode,
        **high(3200, specialists=[{"id": "a", "unavailable": [{"from": "2026-03-31", "to": "2026-04-01"}]}]),
    ),
    lambda mode: question(
        "hypoxia_training",
        mode,
        altitude={"bands": []},
        **high(
            3200,
            specialists=[{"id": "a", "history": [{"altitude_m": 3200, "from": "2025-09-01", "to": "2026-02-02"}]}],
        ),
    ),
    lambda mode: question(
        "hypoxia_training",
        mode,
        periods=2,
        altitude={"training": {"seats_per_period": 1, "seats_before_start": 1}},
        supporting_hospitals=[{"training_place": "x"}, {"id": "other", "training_place": "x"}, {"id": "third"}],
        seats=(0, 3),
        **high(3000, specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}, {"id": "c", "hospital": "third"}]),
    ),
    lambda mode: question(
        "hypoxia_training",
        mode,
        altitude={"training": {"valid_months": 2, "seats_per_period": 0, "seats_before_start": 0}},
        **high(
            3000,
            specialists=[
                {"id": "a", "hypoxia_trained_on": "2026-02-01"},
                {"id": "b", "hypoxia_trained_on": "2026-04-01"},
            ],
        ),
    ),
    lambda mode: question(
        "hypoxia_training",
        mode,
        altitude={"bands": [], "training": {"from_m": 3001, "seats_per_period": 0}},
        posts=[{"id": "p"}, {"id": "q", "department": "high"}],
        departments=[{}, {"id": "high", "hospital": "peak"}],
        **high(3000) | {"recipient_hospitals": [{"altitude_m": 3000}, {"id": "peak", "altitude_m": 3001}]},
    ),
    lambda mode: question(
        "hypoxia_training",
        mode,
        altitude={"bands": [], "training": {"seats_per_period": 1}},
        posts=POSTS,
        locked=[{"specialist": "a", "post": "p", "from_period": -1, "to_period": 1}],
        **high(3200),
    ),
    lambda mode: question(
        "hypoxia_training",
        mode,
        periods=2,
        altitude={"bands": []},
        locked=[{"specialist": "b", "from_period": -3, "to_period": 1}],
        **high(
            3200,
            specialists=[
                {"id": "a", "history": [{"altitude_m": 3200, "from": "2025-09-01", "to": "2026-02-02"}]},
                {"id": "b"},
            ],
        ),
    ),
    lambda mode: question(
        "hypoxia_training",
        mode,
        rules={"availability": {"mode": "off"}},
        **high(3200, specialists=[{"id": "a", "unavailable": [{"from": "2026-04-10", "to": "2026-04-11"}]}]),
    ),
    lambda mode: question(
        "hypoxia_training",
        mode,
        periods=2,
        altitude={"bands": [], "training": {"seats_per_period": 1}},
        seats=(0, 2),
        tour_kinds=RESTED,
        **high(3200, specialists=[{"id": "a", "count": 2}]),
    ),
]
