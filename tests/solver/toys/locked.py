"""Toys of `locked`."""

from typing import Any

from solver.domain.instance import Instance
from tests.solver.question import POSTS, RESTED, TWO, Toy, question

LONG = [{"rest_months": 1, "max_months": 4}]


def _lock(begin: int, end: int, **more: Any) -> dict[str, Any]:
    return {"specialist": "a", "from_period": begin, "to_period": end} | more


def _pool(mode: dict[str, Any], *locks: dict[str, Any], periods: int = 2, **changes: Any) -> Instance:
    """Two interchangeable people for two seats."""
    pool = [{"id": "a", "count": 2}]
    return question("locked", mode, periods=periods, specialists=pool, seats=(0, 2), locked=[*locks], **changes)


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
    lambda mode: _pool(mode, _lock(0, 1, note="the first"), _lock(0, 1), tour_kinds=RESTED),
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
    lambda mode: _pool(mode, _lock(-1, 1, unit=0, exact=False), _lock(-1, 1)),
    lambda mode: _pool(mode, _lock(-1, 1, exact=False), _lock(-1, 2), tour_kinds=RESTED),
    lambda mode: _pool(mode, _lock(-1, 1, exact=False), tour_kinds=RESTED),
    lambda mode: _pool(mode, _lock(-1, 1, exact=False), _lock(-1, 1), tour_kinds=RESTED),
    lambda mode: _pool(mode, _lock(0, 1, exact=False), tour_kinds=RESTED),
    lambda mode: _pool(mode, _lock(-1, 2), _lock(-1, 1, exact=False), periods=3, tour_kinds=LONG),
    lambda mode: _pool(mode, _lock(-1, 2, exact=False), _lock(-1, 2), periods=3, tour_kinds=LONG),
    lambda mode: _pool(mode, _lock(-1, 1), _lock(-1, 2), periods=3, tour_kinds=LONG),
    lambda mode: question(
        "locked",
        mode,
        periods=2,
        supporting_hospitals=[{}, {"id": "other"}],
        specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}],
        locked=[{"hospital": "other", "from_period": 0, "to_period": 1, "exact": False}],
    ),
]
