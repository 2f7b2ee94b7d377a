"""Toys of `quota`."""

from tests.solver.question import BIMONTHLY, RESTED, TWO, Toy, question

TOYS: list[Toy] = [
    lambda mode: question(
        "quota", mode, quotas=[{"to_period": 3, "min": 2, "max": 3, "supporter": "home"}], specialists=TWO
    ),
    lambda mode: question(
        "quota",
        mode,
        quotas=[{"from_period": 1, "to_period": 3, "max": 1, "specialty": "03", "tour_kind": "RESIDENT"}],
        specialists=[{"id": "a"}, {"id": "b", "specialties": ["04", "03"]}],
    ),
    lambda mode: question(
        "quota",
        mode,
        quotas=[{"from_period": 1, "to_period": 3, "min": 1, "max": 1, "unit": "DEPARTURES", "recipient": "away"}],
        specialists=TWO,
    ),
    lambda mode: question(
        "quota",
        mode,
        quotas=[{"from_period": 1, "to_period": 3, "min": 4, "max": 6}],
        specialists=TWO,
        **BIMONTHLY,
    ),
    lambda mode: question(
        "quota",
        mode,
        quotas=[{"from_period": 0, "to_period": 2, "max": 0, "unit": "DEPARTURES"}],
        specialists=TWO,
        locked=[{"specialist": "a", "from_period": -1, "to_period": 1}],
    ),
    lambda mode: question(
        "quota",
        mode,
        periods=2,
        supporting_hospitals=[{}, {"id": "other"}],
        specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}],
        recipient_hospitals=[{}, {"id": "far", "altitude_m": 1000}],
        departments=[{}, {"id": "unit", "hospital": "far"}],
        tour_kinds=[{}, {"id": "FLEXIBLE"}],
        posts=[{"id": "p"}, {"id": "q", "department": "unit", "tour_kind": "FLEXIBLE"}],
        quotas=[
            {"to_period": 2, "max": 1, "supporter": "other"},
            {"to_period": 2, "max": 1, "recipient": "far"},
            {"to_period": 2, "min": 1, "tour_kind": "RESIDENT"},
        ],
    ),
    lambda mode: question(
        "quota",
        mode,
        periods=2,
        supporting_hospitals=[{}, {"id": "other"}],
        specialists=[{"id": "a"}, {"id": "b", "hospital": "other", "specialties": ["04", "03"]}],
        recipient_hospitals=[{}, {"id": "far", "altitude_m": 1000}],
        departments=[{}, {"id": "unit", "hospital": "far"}],
        tour_kinds=[{}, {"id": "FLEXIBLE"}],
        posts=[{"id": "p"}, {"id": "q", "department": "unit", "tour_kind": "FLEXIBLE"}],
        quotas=[
            {"to_period": 2, "max": 1, "supporter": "home", "recipient": "far"},
            {"to_period": 2, "max": 1, "recipient": "far", "specialty": "03"},
            {"to_period": 2, "max": 1, "specialty": "04", "tour_kind": "RESIDENT"},
        ],
    ),
    lambda mode: question(
        "quota",
        mode,
        periods=1,
        quotas=[{"to_period": 1, "max": 1}],
        specialists=[{"id": "a", "count": 2}],
        tour_kinds=RESTED,
    ),
]
