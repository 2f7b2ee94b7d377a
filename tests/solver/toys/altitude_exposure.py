"""Toys of `altitude_exposure`."""

from tests.solver.question import LOW_BANDS, Toy, high, question

TOYS: list[Toy] = [
    lambda mode: question(
        "altitude_exposure",
        mode,
        periods=4,
        altitude=LOW_BANDS | {"exposure": {"from_m": 3000, "months": 2, "window_months": 3}},
        **high(3000),
    ),
    lambda mode: question(
        "altitude_exposure",
        mode,
        altitude=LOW_BANDS | {"exposure": {"from_m": 3000, "months": 3, "window_months": 5}},
        **high(
            3000,
            specialists=[
                {"id": "a", "history": [{"altitude_m": 3000, "from": "2025-12-31", "to": "2026-02-01"}]},
                {"id": "b", "history": [{"altitude_m": 2999, "from": "2025-12-31", "to": "2026-02-01"}]},
            ],
        ),
    ),
    lambda mode: question(
        "altitude_exposure",
        mode,
        periods=4,
        calendar={"months_per_period": 2},
        tour_kinds=[{"max_months": 8}],
        altitude=LOW_BANDS | {"exposure": {"from_m": 3000, "months": 5, "window_months": 7}},
        **high(3000),
    ),
    lambda mode: question(
        "altitude_exposure",
        mode,
        altitude=LOW_BANDS | {"exposure": {"from_m": 3000, "months": 2, "window_months": 4}},
        locked=[{"specialist": "a", "from_period": -3, "to_period": 1}],
        **high(3000),
    ),
    lambda mode: question(
        "altitude_exposure",
        mode,
        altitude=LOW_BANDS | {"exposure": {"from_m": 3000, "months": 1, "window_months": 3}},
        posts=[{"id": "p"}, {"id": "q", "department": "low"}],
        departments=[{}, {"id": "low", "hospital": "valley"}],
        **high(3000) | {"recipient_hospitals": [{"altitude_m": 3000}, {"id": "valley", "altitude_m": 2999}]},
    ),
    lambda mode: question(
        "altitude_exposure",
        mode,
        altitude=LOW_BANDS | {"exposure": {"from_m": 3000, "months": 2, "window_months": 4}},
        **high(
            3000,
            specialists=[
                {"id": "a", "history": [{"altitude_m": 3000, "from": "2026-01-01", "to": "2026-02-01"}]},
                {"id": "b", "history": [{"altitude_m": 3000, "from": "2025-11-01", "to": "2026-03-01"}]},
            ],
        ),
    ),
]
