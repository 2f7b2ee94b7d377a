"""Small questions of a few months in which nobody is asked for unless a toy says so, and the people and posts they share."""

from collections.abc import Callable
from typing import Any

from solver.domain.instance import Instance
from tests import small

QUIET = {name: {"weight": 0} for name in ("below_target", "gaps", "unfairness")}
"""Goals whose auxiliaries would only multiply the plans to enumerate; they have tables of their own."""

Toy = Callable[[dict[str, Any]], Instance]
LOW_BANDS = {"bands": [], "training": {"from_m": 9000}}


def question(stem: str, setting: dict[str, Any], periods: int = 3, **changes: Any) -> Instance:
    """Return a small instance of a few months in which nobody is asked for unless a toy says so."""
    changes.setdefault("posts", [{}])
    seats = changes.pop("seats", (0, 2))
    demand = [small.demand(*seats, 0, periods)]
    changes["posts"] = [{"demand": demand} | post for post in changes["posts"]]
    rules = changes.pop("rules", {}) | {stem: setting}
    changes["goals"] = QUIET | changes.pop("goals", {})
    kinds = [{"max_months": periods} | kind for kind in changes.pop("tour_kinds", [{}])]
    calendar = {"periods": periods, "tail_periods": 0} | changes.pop("calendar", {})
    return small.instance(rules=rules, calendar=calendar, tour_kinds=kinds, **changes)


def pairs_only(stem: str, setting: dict[str, Any], **changes: Any) -> Instance:
    """Return a small instance without posts: only pairings are decided."""
    return question(stem, setting, posts=[], specialists=[], **changes)


TWO = [{"id": "a"}, {"id": "b"}]
POSTS = [{"id": "p"}, {"id": "q"}]
WITH_POOL = [{"id": "a"}, {"id": "pool", "count": 2}]
RESTED = [{"rest_months": 1}]
"""A pool stays one row where everybody rests after every tour."""
BIMONTHLY = {"calendar": {"months_per_period": 2}, "tour_kinds": [{"max_months": 6}]}


def high(metres: int, **changes: Any) -> dict[str, Any]:
    cleared = {"clearance": {"max_altitude_m": 5000}}
    people = changes.pop("specialists", [{"id": "a"}])
    return {
        "recipient_hospitals": [{"altitude_m": metres}],
        "specialists": [cleared | person for person in people],
        **changes,
    }
