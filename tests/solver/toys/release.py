"""Toys of `release`."""

from tests.solver.question import BIMONTHLY, RESTED, TWO, WITH_POOL, Toy, question

TOYS: list[Toy] = [
    lambda mode: question("release", mode, specialists=TWO, supporting_hospitals=[{"release": {"total": [1, 2, 1]}}]),
    lambda mode: question(
        "release",
        mode,
        specialists=[{"id": "a"}, {"id": "b", "specialties": ["04", "03"]}],
        supporting_hospitals=[{"release": {"by_specialty": {"03": 0}}}],
    ),
    lambda mode: question(
        "release",
        mode | {"count_handover": False},
        specialists=TWO,
        posts=[{"handover_months": 1}],
        supporting_hospitals=[{"release": {"total": 1}}],
    ),
    lambda mode: question(
        "release",
        mode,
        specialists=TWO,
        supporting_hospitals=[{"id": "idle"}, {"release": {"total": [1, 2, 1], "by_specialty": {"03": [2, 1, 1]}}}],
        **BIMONTHLY,
    ),
    lambda mode: question(
        "release",
        mode,
        periods=2,
        specialists=WITH_POOL,
        supporting_hospitals=[{"release": {"total": 2}}],
        seats=(0, 3),
        tour_kinds=RESTED,
    ),
    lambda mode: question(
        "release",
        mode,
        supporting_hospitals=[{"release": {"by_specialty": {"03": 0}}}, {"id": "other"}],
        specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}],
    ),
    lambda mode: question(
        "release",
        mode,
        specialists=TWO,
        supporting_hospitals=[{"release": {"total": [2, 1, 2]}}],
        tour_kinds=[{"min_months": 3, "batch_starts": [0]}],
    ),
    lambda mode: question(
        "release",
        mode,
        specialists=TWO,
        posts=[{"handover_months": 1}],
        supporting_hospitals=[{"release": {"total": 1}}],
    ),
    lambda mode: question(
        "release",
        mode,
        periods=1,
        supporting_hospitals=[{"release": {"by_specialty": {"03": 0, "04": 1}}}],
        specialists=[{"id": "a"}, {"id": "b", "specialties": ["04"]}, {"id": "c", "specialties": ["05"]}],
        posts=[{"specialties": ["03", "04", "05"]}],
    ),
]
