"""Toys of `title`."""

from tests.solver.question import BIMONTHLY, Toy, question

TOYS: list[Toy] = [
    lambda mode: question(
        "title",
        mode,
        posts=[{"min_title": "DEPUTY_CHIEF"}],
        specialists=[{"id": "a", "title": "ATTENDING"}, {"id": "b", "title": "RESIDENT"}],
    ),
    lambda mode: question(
        "title",
        mode,
        periods=2,
        calendar={"tail_periods": 2},
        posts=[{"min_title": "CHIEF"}],
        specialists=[{"id": "a", "title": "DEPUTY_CHIEF"}],
        tour_kinds=[{"max_months": 3}],
    ),
    lambda mode: question(
        "title",
        mode | ({"max_below": 2} if mode["mode"] == "priced" else {}),
        posts=[{"min_title": "CHIEF"}],
        specialists=[{"id": "a", "title": "ATTENDING"}, {"id": "b", "title": "RESIDENT"}],
        **BIMONTHLY,
    ),
    lambda mode: question(
        "title",
        mode,
        posts=[{"min_title": "DEPUTY_CHIEF"}],
        specialists=[{"id": "a", "title": "CHIEF"}, {"id": "b", "title": "ATTENDING"}],
    ),
]
