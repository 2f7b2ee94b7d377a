"""Toys of `senior_presence`."""

from tests.solver.question import Toy, question

TOYS: list[Toy] = [
    lambda mode: question(
        "senior_presence",
        mode | {"scopes": [{"scope": "HOSPITAL", "min_title": "DEPUTY_CHIEF"}]},
        specialists=[{"id": "a", "title": "ATTENDING"}, {"id": "b", "title": "DEPUTY_CHIEF"}],
    ),
    lambda mode: question(
        "senior_presence",
        mode | {"scopes": [{"scope": "DEPARTMENT", "ids": ["ward"], "min_title": "CHIEF", "roles": ["NURSE"]}]},
        posts=[{"roles": ["NURSE", "DOCTOR"]}],
        specialists=[{"id": "a", "title": "ATTENDING", "role": "NURSE"}, {"id": "b", "title": "CHIEF"}],
    ),
    lambda mode: question(
        "senior_presence",
        mode | {"scopes": [{"scope": "HOSPITAL", "min_title": "CHIEF"}]},
        periods=2,
        specialists=[{"id": "p", "count": 2, "title": "DEPUTY_CHIEF"}, {"id": "b"}],
        seats=(0, 3),
        calendar={"months_per_period": 3},
        tour_kinds=[{"max_months": 6, "rest_months": 1}],
    ),
    lambda mode: question(
        "senior_presence",
        mode
        | {
            "scopes": [
                {"scope": "HOSPITAL", "ids": ["far"], "min_title": "CHIEF"},
                {"scope": "DEPARTMENT", "ids": ["ward"], "min_title": "CHIEF"},
            ]
        },
        periods=2,
        specialists=[{"id": "a", "title": "DEPUTY_CHIEF"}, {"id": "b"}],
        recipient_hospitals=[{}, {"id": "far", "altitude_m": 1000}],
        departments=[{}, {"id": "unit", "hospital": "far"}],
        posts=[{"id": "p"}, {"id": "q", "department": "unit"}],
    ),
    lambda mode: question(
        "senior_presence",
        mode | {"scopes": [{"scope": "DEPARTMENT", "min_title": "CHIEF", "roles": ["NURSE"]}]},
        periods=2,
        departments=[{}, {"id": "unit"}],
        posts=[
            {"id": "p", "roles": ["NURSE", "DOCTOR"]},
            {"id": "q", "department": "unit", "roles": ["NURSE", "DOCTOR"]},
        ],
        specialists=[{"id": "a", "title": "ATTENDING", "role": "NURSE"}, {"id": "b", "title": "ATTENDING"}],
    ),
]
