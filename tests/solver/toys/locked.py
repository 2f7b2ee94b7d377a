"""Toys of `locked`."""

from tests.solver.question import POSTS, RESTED, TWO, Toy, question

TOYS: list[Toy] = [
    lambda mode: question(
        "locked", mode, specialists=TWO, locked=[{"specialist": "a", "from_period": 1, "to_period": 3}]
    ),
    lambda mode: question(
        "locked",
        mode,
        specialists=TWO,
        locked=[{"specialist": "a", "from_period": 1, "to_period": 2, "exact": False}],
    ),
    lambda mode: question(
        "locked",
        mode,
        specialists=TWO,
        locked=[{"hospital": "home", "from_period": 0, "to_period": 2, "exact": False}],
    ),
    lambda mode: question(
        "locked",
        mode,
        specialists=TWO,
        locked=[{"specialist": "a", "from_period": -1, "to_period": 1, "exact": False}],
    ),
    lambda mode: question(
        "locked",
        mode,
        specialists=TWO,
        forbidden=[{"specialist": "a", "post": "post", "from_period": 1, "to_period": 2}],
    ),
    lambda mode: question(
        "locked",
        mode,
        specialists=TWO,
        forbidden=[{"hospital": "home", "recipient": "away", "from_period": 2, "to_period": 3}],
    ),
    lambda mode: question(
        "locked",
        mode,
        periods=2,
        specialists=[{"id": "a", "count": 2}],
        locked=[
            {"specialist": "a", "unit": 1, "from_period": 0, "to_period": 1},
            {"specialist": "a", "from_period": 1, "to_period": 2},
            {"specialist": "a", "from_period": 1, "to_period": 2, "exact": False, "note": "said twice"},
        ],
    ),
    lambda mode: question(
        "locked",
        mode,
        periods=2,
        specialists=[{"id": "a", "count": 2}],
        seats=(0, 2),
        tour_kinds=RESTED,
        locked=[
            {"specialist": "a", "from_period": 0, "to_period": 1, "note": "the first"},
            {"specialist": "a", "from_period": 0, "to_period": 1},
        ],
    ),
    lambda mode: question(
        "locked",
        mode,
        periods=2,
        supporting_hospitals=[{}, {"id": "other"}],
        specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}],
        posts=POSTS,
        locked=[{"hospital": "other", "post": "q", "from_period": 0, "to_period": 1, "exact": False}],
        forbidden=[{"specialist": "a", "post": "q"}, {"hospital": "other", "post": "p"}],
    ),
    lambda mode: question(
        "locked",
        mode,
        periods=2,
        specialists=[{"id": "a", "count": 2}],
        seats=(0, 2),
        locked=[
            {"specialist": "a", "unit": 0, "from_period": -1, "to_period": 1, "exact": False},
            {"specialist": "a", "from_period": -1, "to_period": 1},
        ],
    ),
    lambda mode: question(
        "locked",
        mode,
        periods=2,
        specialists=[{"id": "a", "count": 2}],
        seats=(0, 2),
        tour_kinds=RESTED,
        locked=[
            {"specialist": "a", "from_period": -1, "to_period": 1, "exact": False},
            {"specialist": "a", "from_period": -1, "to_period": 2},
        ],
    ),
    lambda mode: question(
        "locked",
        mode,
        periods=2,
        specialists=[{"id": "a", "count": 2}],
        seats=(0, 2),
        tour_kinds=RESTED,
        locked=[{"specialist": "a", "from_period": -1, "to_period": 1, "exact": False}],
    ),
    lambda mode: question(
        "locked",
        mode,
        periods=2,
        specialists=[{"id": "a", "count": 2}],
        seats=(0, 2),
        tour_kinds=RESTED,
        locked=[
            {"specialist": "a", "from_period": -1, "to_period": 1, "exact": False},
            {"specialist": "a", "from_period": -1, "to_period": 1},
        ],
    ),
    lambda mode: question(
        "locked",
        mode,
        periods=2,
        specialists=[{"id": "a", "count": 2}],
        seats=(0, 2),
        tour_kinds=RESTED,
        locked=[{"specialist": "a", "from_period": 0, "to_period": 1, "exact": False}],
    ),
    lambda mode: question(
        "locked",
        mode,
        specialists=[{"id": "a", "count": 2}],
        seats=(0, 2),
        tour_kinds=[{"rest_months": 1, "max_months": 4}],
        locked=[
            {"specialist": "a", "from_period": -1, "to_period": 2},
            {"specialist": "a", "from_period": -1, "to_period": 1, "exact": False},
        ],
    ),
    lambda mode: question(
        "locked",
        mode,
        specialists=[{"id": "a", "count": 2}],
        seats=(0, 2),
        tour_kinds=[{"rest_months": 1, "max_months": 4}],
        locked=[
            {"specialist": "a", "from_period": -1, "to_period": 2, "exact": False},
            {"specialist": "a", "from_period": -1, "to_period": 2},
        ],
    ),
    lambda mode: question(
        "locked",
        mode,
        specialists=[{"id": "a", "count": 2}],
        seats=(0, 2),
        tour_kinds=[{"rest_months": 1, "max_months": 4}],
        locked=[
            {"specialist": "a", "from_period": -1, "to_period": 1},
            {"specialist": "a", "from_period": -1, "to_period": 2},
        ],
    ),
    lambda mode: question(
        "locked",
        mode,
        periods=2,
        supporting_hospitals=[{}, {"id": "other"}],
        specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}],
        locked=[{"hospital": "other", "from_period": 0, "to_period": 1, "exact": False}],
    ),
]
