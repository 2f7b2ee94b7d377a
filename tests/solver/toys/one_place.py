"""Toys of `one_place`."""

from tests.solver.question import POSTS, Toy, question

TOYS: list[Toy] = [
    lambda mode: question("one_place", mode, posts=POSTS),
    lambda mode: question("one_place", mode, periods=4),
    lambda mode: question(
        "one_place", mode, posts=POSTS, tour_kinds=[{"rest_months": 1}], rules={"rest": {"mode": "off"}}
    ),
    lambda mode: question("one_place", mode, periods=1, posts=POSTS, rules={"rest": {"mode": "off"}}),
    lambda mode: question(
        "one_place",
        mode,
        periods=1,
        posts=[{"id": "p", "specialties": ["03", "04"]}, {"id": "q", "specialties": ["04"]}],
        specialists=[{"id": "a"}, {"id": "b", "specialties": ["04"]}],
        rules={"rest": {"mode": "off"}},
    ),
]
