"""Toys of `milestone`."""

from tests.solver.question import BIMONTHLY, TWO, Toy, question

TOYS: list[Toy] = [
    lambda mode: question("milestone", mode, specialists=TWO, milestones=[{"person_months": 3, "by_period": 2}]),
    lambda mode: question(
        "milestone",
        mode,
        specialists=[{"id": "a"}, {"id": "b", "specialties": ["04", "03"]}],
        milestones=[{"hospital": None, "department": "ward", "specialty": "03", "person_months": 2, "by_period": 3}],
    ),
    lambda mode: question(
        "milestone",
        mode,
        specialists=TWO,
        recipient_hospitals=[{"id": "far"}, {}],
        milestones=[{"person_months": 5, "by_period": 2}],
        **BIMONTHLY,
    ),
    lambda mode: question(
        "milestone",
        mode,
        periods=2,
        specialists=[{"id": "a"}, {"id": "b", "specialties": ["04", "03"]}],
        recipient_hospitals=[{}, {"id": "far", "altitude_m": 1000}],
        departments=[{}, {"id": "unit", "hospital": "far"}],
        posts=[{"id": "p"}, {"id": "q", "department": "unit"}],
        milestones=[
            {"hospital": None, "department": "unit", "person_months": 1, "by_period": 2},
            {"specialty": "03", "person_months": 1, "by_period": 1},
        ],
    ),
]
