"""One or more tiny questions per rule, each with at most 14 conceivable tours and a plan that only this rule rejects.

The two-witness test enumerates them. A toy takes the rule's mode, so that the same question is asked hard, priced and off.
"""

from collections.abc import Callable, Iterator
from typing import Any

from solver.domain.instance import Instance
from tests import small

QUIET = {name: {"weight": 0} for name in ("below_target", "gaps", "unfairness")}
"""Goals whose auxiliaries would only multiply the plans to enumerate; they have tables of their own."""

Toy = Callable[[dict[str, Any]], Instance]
WHOLE = {"from_period": 0, "to_period": 3}
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


def _high(metres: int, **changes: Any) -> dict[str, Any]:
    cleared = {"clearance": {"max_altitude_m": 5000}}
    people = changes.pop("specialists", [{"id": "a"}])
    return {
        "recipient_hospitals": [{"altitude_m": metres}],
        "specialists": [cleared | person for person in people],
        **changes,
    }


def _two_leads(mode: dict[str, Any], owner: str) -> Instance:
    return pairs_only(
        "lead_order",
        mode,
        supporting_hospitals=[{"id": "s1", "owner_level": "PROVINCE"}, {"id": "s2", "owner_level": owner}],
        departments=[{"pairing": {}}],
        pairings=[{"supporter": "s1", "state": None, "role": "LEAD"}],
    )


def _three_leads(mode: dict[str, Any], agreement: str | None, strength: int) -> Instance:
    return pairs_only(
        "lead_order",
        mode,
        supporting_hospitals=[
            {"id": "s1", "owner_level": "PROVINCE", "strength": {"03": 5}},
            {"id": "s2"},
            {"id": "s3", "strength": {"03": strength}},
        ],
        departments=[{"pairing": {}}],
        pairings=[
            {"supporter": "s1", "agreement": agreement},
            {"supporter": "s2", "state": None, "agreement": agreement, "role": "COOPERATE"},
        ],
    )


TOYS: dict[str, list[Toy]] = {
    "one_place": [
        lambda mode: question("one_place", mode, posts=POSTS),
        lambda mode: question("one_place", mode, periods=4),
        lambda mode: question(
            "one_place", mode, posts=POSTS, tour_kinds=[{"rest_months": 1}], rules={"rest": {"mode": "off"}}
        ),
    ],
    "specialty": [
        lambda mode: question("specialty", mode, specialists=[{"id": "a"}, {"id": "b", "specialties": ["04", "07"]}]),
        lambda mode: question("specialty", mode, specialists=[{"id": "a", "role": "NURSE"}, {"id": "b"}]),
        lambda mode: question(
            "specialty",
            mode,
            periods=2,
            posts=[{"id": "p"}, {"id": "q", "specialties": ["04"]}],
            specialists=[{"id": "a"}, {"id": "b", "specialties": ["04"]}],
        ),
    ],
    "title": [
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
    ],
    "availability": [
        lambda mode: question(
            "availability",
            mode,
            specialists=[
                {"id": "a", "unavailable": [{"from": "2026-04-10", "to": "2026-04-11"}]},
                {"id": "b", "unavailable": [{"from": "2026-02-10", "to": "2026-03-01"}]},
            ],
        ),
        lambda mode: question(
            "availability",
            mode,
            specialists=[
                {"id": "a", "unavailable": [{"from": "2026-03-31", "to": "2026-04-01"}]},
                {
                    "id": "b",
                    "unavailable": [
                        {"from": "2026-05-01", "to": "2026-05-02"},
                        {"from": "2026-05-31", "to": "2026-06-02"},
                    ],
                },
            ],
        ),
    ],
    "tour_length": [
        lambda mode: question(
            "tour_length", mode, periods=4, tour_kinds=[{"min_months": 2, "max_months": 3, "batch_starts": [0, 1]}]
        ),
        lambda mode: question("tour_length", mode, specialists=[{"id": "a", "tour_kinds": []}, {"id": "b"}]),
        lambda mode: question("tour_length", mode, posts=[{"handover_months": 1}], tour_kinds=[{"max_months": 1}]),
        lambda mode: question(
            "tour_length",
            mode,
            posts=[{}, {"id": "q", "tour_kind": "FLEXIBLE"}],
            tour_kinds=[{"min_months": 2}, {"id": "FLEXIBLE", "min_months": 1, "max_months": 1, "batch_starts": [1]}],
            specialists=[{"id": "a", "tour_kinds": ["FLEXIBLE"]}],
        ),
        lambda mode: question(
            "tour_length",
            mode,
            tour_kinds=[{"min_months": 3, "max_months": 3, "batch_starts": [2]}],
            calendar={"tail_periods": 1},
            locked=[{"specialist": "a", "from_period": -1, "to_period": 1, "exact": False}],
        ),
    ],
    "rest": [
        lambda mode: question("rest", mode, periods=4, tour_kinds=[{"rest_months": 2}]),
        lambda mode: question("rest", mode, posts=POSTS, tour_kinds=[{"rest_months": 1}]),
        lambda mode: question(
            "rest",
            mode,
            specialists=[{"id": "a", "history": [{"altitude_m": 2600, "from": "2025-11-01", "to": "2026-02-20"}]}],
        ),
        lambda mode: question(
            "rest",
            mode,
            periods=4,
            tour_kinds=[{"rest_months": 2}],
            locked=[{"specialist": "a", "from_period": -2, "to_period": 1}],
        ),
        lambda mode: question(
            "rest",
            mode,
            posts=[{"demand": [small.demand(0, 1, 0, 4)]}],
            periods=4,
            calendar={"months_per_period": 2},
            altitude={"bands": [{"from_m": 2500, "rest_months": 5}]},
            tour_kinds=[{"max_months": 8, "rest_months": 1}],
            specialists=[
                {
                    "id": "a",
                    "history": [
                        {"altitude_m": 2600, "from": "2025-09-01", "to": "2026-02-01"},
                        {"altitude_m": 2499, "from": "2026-02-01", "to": "2026-02-20"},
                    ],
                }
            ],
        ),
        lambda mode: question("rest", mode, posts=POSTS, tour_kinds=[{"rest_months": 2}]),
    ],
    "max_tours": [
        lambda mode: question("max_tours", mode, periods=4, specialists=[{"id": "a", "max_tours": 1}]),
        lambda mode: question("max_tours", mode, posts=POSTS, specialists=[{"id": "a", "max_tours": 2}]),
    ],
    "altitude_clearance": [
        lambda mode: question(
            "altitude_clearance",
            mode,
            recipient_hospitals=[{"altitude_m": 2900}],
            specialists=[
                {"id": "a", "clearance": {"max_altitude_m": 3000, "valid_until": "2026-04-01"}},
                {"id": "b", "clearance": {"max_altitude_m": 2899, "valid_until": "2026-03-01", "renewable": True}},
            ],
        ),
        lambda mode: question(
            "altitude_clearance",
            mode,
            altitude={"exam": {"until": "LAST_DAY"}},
            recipient_hospitals=[{"altitude_m": 2900}],
            specialists=[
                {"id": "a", "clearance": {"max_altitude_m": 2900, "valid_until": "2026-04-30"}},
                {"id": "b", "clearance": {"max_altitude_m": 2900, "valid_until": "2026-04-29", "renewable": True}},
            ],
        ),
        lambda mode: question("altitude_clearance", mode, recipient_hospitals=[{"altitude_m": 2501}]),
        lambda mode: question(
            "altitude_clearance",
            mode,
            recipient_hospitals=[{"altitude_m": 2500}],
            specialists=[
                {"id": "a", "clearance": {"max_altitude_m": 2500, "valid_until": "2025-03-01"}},
                {"id": "b", "clearance": {"max_altitude_m": 2499}},
            ],
        ),
        lambda mode: question(
            "altitude_clearance",
            mode,
            calendar={"tail_periods": 1},
            recipient_hospitals=[{"altitude_m": 2800}],
            specialists=[
                {"id": "a", "clearance": {"max_altitude_m": 2800, "valid_until": "2025-12-01"}},
            ],
            locked=[{"specialist": "a", "from_period": -1, "to_period": 1, "exact": False}],
        ),
        lambda mode: question(
            "altitude_clearance",
            mode,
            altitude={"exam": {"until": "LAST_DAY"}},
            recipient_hospitals=[{"altitude_m": 2800}],
            specialists=[
                {"id": "a", "clearance": {"max_altitude_m": 2800, "valid_until": "2026-03-31"}},
            ],
            locked=[{"specialist": "a", "from_period": -1, "to_period": 1, "exact": False}],
        ),
    ],
    "hypoxia_training": [
        lambda mode: question(
            "hypoxia_training",
            mode,
            altitude={"training": {"seats_per_period": 1, "seats_before_start": 0}},
            **_high(3000, specialists=[{"id": "a", "hypoxia_trained_on": "2026-02-01"}, {"id": "b"}]),
        ),
        lambda mode: question("hypoxia_training", mode, posts=POSTS, altitude={"bands": []}, **_high(3200)),
        lambda mode: question(
            "hypoxia_training",
            mode,
            **_high(3200, specialists=[{"id": "a", "unavailable": [{"from": "2026-03-31", "to": "2026-04-01"}]}]),
        ),
        lambda mode: question(
            "hypoxia_training",
            mode,
            altitude={"bands": []},
            **_high(
                3200,
                specialists=[{"id": "a", "history": [{"altitude_m": 3200, "from": "2025-09-01", "to": "2026-02-02"}]}],
            ),
        ),
        lambda mode: question(
            "hypoxia_training",
            mode,
            periods=2,
            altitude={"training": {"seats_per_period": 1, "seats_before_start": 1}},
            supporting_hospitals=[{"training_place": "x"}, {"id": "other", "training_place": "x"}, {"id": "third"}],
            seats=(0, 3),
            **_high(
                3000, specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}, {"id": "c", "hospital": "third"}]
            ),
        ),
        lambda mode: question(
            "hypoxia_training",
            mode,
            altitude={"training": {"valid_months": 2, "seats_per_period": 0, "seats_before_start": 0}},
            **_high(
                3000,
                specialists=[
                    {"id": "a", "hypoxia_trained_on": "2026-02-01"},
                    {"id": "b", "hypoxia_trained_on": "2026-04-01"},
                ],
            ),
        ),
        lambda mode: question(
            "hypoxia_training",
            mode,
            altitude={"bands": [], "training": {"from_m": 3001, "seats_per_period": 0}},
            posts=[{"id": "p"}, {"id": "q", "department": "high"}],
            departments=[{}, {"id": "high", "hospital": "peak"}],
            **_high(3000) | {"recipient_hospitals": [{"altitude_m": 3000}, {"id": "peak", "altitude_m": 3001}]},
        ),
        lambda mode: question(
            "hypoxia_training",
            mode,
            altitude={"bands": [], "training": {"seats_per_period": 1}},
            posts=POSTS,
            locked=[{"specialist": "a", "post": "p", "from_period": -1, "to_period": 1}],
            **_high(3200),
        ),
        lambda mode: question(
            "hypoxia_training",
            mode,
            periods=2,
            altitude={"bands": []},
            locked=[{"specialist": "b", "from_period": -3, "to_period": 1}],
            **_high(
                3200,
                specialists=[
                    {"id": "a", "history": [{"altitude_m": 3200, "from": "2025-09-01", "to": "2026-02-02"}]},
                    {"id": "b"},
                ],
            ),
        ),
    ],
    "altitude_stay": [
        lambda mode: question(
            "altitude_stay",
            mode,
            posts=POSTS,
            altitude={"bands": [{"from_m": 3000, "max_stay_months": 2}], "training": {"from_m": 9000}},
            **_high(3000),
        ),
        lambda mode: question(
            "altitude_stay",
            mode,
            posts=POSTS,
            tour_kinds=[{"home_leave_every_months": 1}],
            altitude={"bands": [{"from_m": 3000, "max_stay_months": 1}], "training": {"from_m": 9000}},
            **_high(3000),
        ),
        lambda mode: question(
            "altitude_stay",
            mode,
            altitude={"bands": [{"from_m": 3000, "max_stay_months": 3}], "training": {"from_m": 9000}},
            **_high(
                3500,
                specialists=[{"id": "a", "history": [{"altitude_m": 3000, "from": "2025-12-20", "to": "2026-02-20"}]}],
            ),
        ),
        lambda mode: question(
            "altitude_stay",
            mode,
            posts=POSTS,
            altitude={"bands": [{"from_m": 3000, "max_stay_months": 3}], "training": {"from_m": 9000}},
            locked=[{"specialist": "a", "post": "p", "from_period": -2, "to_period": 1}],
            **_high(3500),
        ),
        lambda mode: question(
            "altitude_stay",
            mode,
            altitude={"bands": [{"from_m": 3000, "max_stay_months": 5}], "training": {"from_m": 9000}},
            calendar={"months_per_period": 2},
            tour_kinds=[{"max_months": 6, "rest_months": 1}],
            **_high(
                3500,
                specialists=[
                    {"id": "a", "history": [{"altitude_m": 3000, "from": "2025-12-31", "to": "2026-02-01"}]},
                    {"id": "b", "history": [{"altitude_m": 3000, "from": "2025-09-01", "to": "2026-01-01"}]},
                ],
            ),
        ),
        lambda mode: question(
            "altitude_stay",
            mode,
            altitude={"bands": [{"from_m": 3000, "max_stay_months": 6}], "training": {"from_m": 9000}},
            tour_kinds=RESTED,
            **_high(
                3000,
                specialists=[
                    {
                        "id": "a",
                        "history": [
                            {"altitude_m": 3000, "from": "2026-01-20", "to": "2026-02-20"},
                            {"altitude_m": 3000, "from": "2025-10-01", "to": "2025-12-21"},
                        ],
                    },
                    {
                        "id": "b",
                        "history": [
                            {"altitude_m": 3000, "from": "2025-10-01", "to": "2026-01-01"},
                            {"altitude_m": 2999, "from": "2026-01-01", "to": "2026-01-10"},
                            {"altitude_m": 3000, "from": "2026-01-10", "to": "2026-02-10"},
                        ],
                    },
                ],
            ),
        ),
        lambda mode: question(
            "altitude_stay",
            mode,
            altitude={
                "bands": [
                    {"from_m": 2500, "max_stay_months": None},
                    {"from_m": 3000, "max_stay_months": 2},
                    {"from_m": 3500, "max_stay_months": 1},
                ],
                "training": {"from_m": 9000},
            },
            posts=[{"id": "p"}, {"id": "q", "department": "high"}],
            departments=[{}, {"id": "high", "hospital": "peak"}],
            **_high(3000) | {"recipient_hospitals": [{"altitude_m": 3000}, {"id": "peak", "altitude_m": 3500}]},
        ),
        lambda mode: question(
            "altitude_stay",
            mode,
            posts=POSTS,
            altitude={"bands": [{"from_m": 3000, "max_stay_months": 2}], "training": {"from_m": 9000}},
            **_high(
                3000,
                specialists=[{"id": "a", "history": [{"altitude_m": 3000, "from": "2026-02-01", "to": "2026-02-20"}]}],
            ),
        ),
        lambda mode: question(
            "altitude_stay",
            mode,
            altitude={"bands": [{"from_m": 3000, "max_stay_months": 4}], "training": {"from_m": 9000}},
            tour_kinds=RESTED,
            **_high(
                3000,
                specialists=[
                    {
                        "id": "a",
                        "history": [
                            {"altitude_m": 3000, "from": "2025-09-01", "to": "2025-11-20"},
                            {"altitude_m": 3000, "from": "2025-12-20", "to": "2026-02-20"},
                        ],
                    }
                ],
            ),
        ),
    ],
    "altitude_exposure": [
        lambda mode: question(
            "altitude_exposure",
            mode,
            periods=4,
            altitude=LOW_BANDS | {"exposure": {"from_m": 3000, "months": 2, "window_months": 3}},
            **_high(3000),
        ),
        lambda mode: question(
            "altitude_exposure",
            mode,
            altitude=LOW_BANDS | {"exposure": {"from_m": 3000, "months": 3, "window_months": 5}},
            **_high(
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
            **_high(3000),
        ),
        lambda mode: question(
            "altitude_exposure",
            mode,
            altitude=LOW_BANDS | {"exposure": {"from_m": 3000, "months": 2, "window_months": 4}},
            locked=[{"specialist": "a", "from_period": -3, "to_period": 1}],
            **_high(3000),
        ),
        lambda mode: question(
            "altitude_exposure",
            mode,
            altitude=LOW_BANDS | {"exposure": {"from_m": 3000, "months": 1, "window_months": 3}},
            posts=[{"id": "p"}, {"id": "q", "department": "low"}],
            departments=[{}, {"id": "low", "hospital": "valley"}],
            **_high(3000) | {"recipient_hospitals": [{"altitude_m": 3000}, {"id": "valley", "altitude_m": 2999}]},
        ),
    ],
    "coverage": [
        lambda mode: question("coverage", mode, specialists=TWO, seats=(1, 2)),
        lambda mode: question(
            "coverage",
            mode,
            periods=2,
            specialists=TWO,
            posts=[
                {"id": "p", "demand": [small.demand(1, 2, 0, 2)]},
                {"id": "q", "demand": [small.demand(0, 1, 0, 2)]},
            ],
        ),
        lambda mode: question(
            "coverage", mode, specialists=TWO, posts=[{"demand": [small.demand(0, 2, 0, 1), small.demand(2, 2, 1, 3)]}]
        ),
        lambda mode: question(
            "coverage",
            mode,
            specialists=TWO,
            posts=[{"demand": [small.demand(1, 2, 0, 1), small.demand(2, 2, 1, 3)]}],
            tour_kinds=[{"min_months": 3, "batch_starts": [0]}],
        ),
    ],
    "headcount": [
        lambda mode: question("headcount", mode, specialists=TWO, seats=(0, 1)),
        lambda mode: question("headcount", mode, specialists=TWO, seats=(0, 1), posts=[{"handover_months": 1}]),
        lambda mode: question(
            "headcount",
            mode,
            posts=[{"demand": [small.demand(0, 1, 1, 2)]}, {"id": "q", "demand": [small.demand(0, 1, 0, 3)]}],
        ),
        lambda mode: question("headcount", mode, periods=2, specialists=WITH_POOL, seats=(0, 2), tour_kinds=RESTED),
        lambda mode: question(
            "headcount",
            mode,
            specialists=TWO,
            posts=[{"demand": [small.demand(0, 2, 0, 1), small.demand(0, 1, 1, 3)]}],
            tour_kinds=[{"min_months": 3, "batch_starts": [0]}],
        ),
    ],
    "release": [
        lambda mode: question(
            "release", mode, specialists=TWO, supporting_hospitals=[{"release": {"total": [1, 2, 1]}}]
        ),
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
    ],
    "housing": [
        lambda mode: question("housing", mode, specialists=TWO, recipient_hospitals=[{"housing": [2, 1, 1]}]),
        lambda mode: question(
            "housing",
            mode,
            specialists=TWO,
            recipient_hospitals=[{"id": "far"}, {"housing": 1}],
            posts=[{"handover_months": 1}],
            **BIMONTHLY,
        ),
        lambda mode: question(
            "housing",
            mode,
            specialists=TWO,
            recipient_hospitals=[{"housing": [2, 1, 2]}],
            tour_kinds=[{"min_months": 3, "batch_starts": [0]}],
        ),
    ],
    "pairing": [
        lambda mode: pairs_only(
            "pairing",
            mode,
            supporting_hospitals=[
                {"id": "s1", "pairing_capacity": 2},
                {"id": "s2", "min_targets": 1, "max_targets": 1},
                {"id": "s3", "pairing_capacity": 4, "opening_price": 3},
            ],
            departments=[
                {"id": "t1", "pairing": {"max_supporters": 2}},
                {"id": "t2", "pairing": {"workload": 2}},
                {"id": "t3", "pairing": {"min_supporters": 0, "workload": 0}},
            ],
            pairings=[{"supporter": "s3", "target": "t2", "state": None, "workload": 4, "cost": 2}],
        ),
        lambda mode: pairs_only(
            "pairing",
            mode,
            supporting_hospitals=[
                {"id": "s1"},
                {"id": "s2", "kind": "MCH"},
                {"id": "s3", "kind": "TCM"},
                {"id": "s4", "place": "north"},
            ],
            relations=[{"from_place": "east", "to_place": "west"}, {"from_place": "north", "to_place": "south"}],
            recipient_hospitals=[{}, {"id": "healers", "kind": "TCM", "place": "south", "pairing": {}}],
            departments=[{"pairing": {}}],
            pairings=[
                {"supporter": "s3", "target": "healers", "state": "EXISTING"},
                {"supporter": "s1", "target": "healers", "state": "FIXED", "cost": 0},
            ],
        ),
        lambda mode: pairs_only(
            "pairing",
            mode,
            goals={"pairing_cost": {"weight": 1, "strength_price": 7}, "pairing_changes": {"weight": 1000}},
            supporting_hospitals=[
                {"id": "s1", "strength": {"03": 5, "04": 4}, "opening_price": 100},
                {"id": "s2", "strength": {"03": 4}, "max_targets": 1},
                {"id": "s3", "kind": "CDC"},
            ],
            recipient_hospitals=[{"pairing": {"min_supporters": 0}}],
            departments=[{"pairing": {"min_supporters": 0}}, {"id": "b", "specialty": "04"}],
            pairings=[
                {"supporter": "s1", "target": "ward", "state": "FORBIDDEN"},
                {"supporter": "s2", "target": "ward", "state": "EXISTING"},
                {"supporter": "s3", "target": "away", "state": "EXISTING"},
            ],
        ),
        lambda mode: pairs_only(
            "pairing",
            mode | {"kinds": {"TCM": ["GENERAL"]}},
            supporting_hospitals=[{"id": "s1"}, {"id": "s2"}],
            departments=[{"pairing": {}}],
            pairings=[{"supporter": "s1", "state": "FIXED"}],
        ),
        lambda mode: pairs_only(
            "pairing",
            mode,
            supporting_hospitals=[{"id": "s1"}, {"id": "s2"}, {"id": "s3"}],
            departments=[{"pairing": {"min_supporters": 2}}, {"id": "b", "pairing": {"max_supporters": 1}}],
        ),
    ],
    "lead_order": [
        lambda mode: _two_leads(mode, "COUNTY"),
        lambda mode: _two_leads(mode, "NATIONAL"),
        lambda mode: _three_leads(mode, agreement=None, strength=3),
        lambda mode: _three_leads(mode, agreement=None, strength=4),
        lambda mode: _three_leads(mode, agreement="of 2024", strength=3),
    ],
    "on_pair": [
        lambda mode: question(
            "on_pair",
            mode,
            periods=2,
            supporting_hospitals=[{}, {"id": "other"}],
            specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}],
            departments=[{"pairing": {}}],
            pairings=[{}],
        ),
        lambda mode: question(
            "on_pair",
            mode,
            periods=2,
            supporting_hospitals=[{}, {"id": "other", "opening_price": 1}],
            specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}],
            departments=[{"pairing": {"max_supporters": 1}}],
        ),
        lambda mode: question(
            "on_pair",
            mode,
            periods=2,
            supporting_hospitals=[{}, {"id": "other", "kind": "TCM"}],
            specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}],
            recipient_hospitals=[{"pairing": {}}],
            departments=[{"pairing": {"min_supporters": 0}}],
            pairings=[{"supporter": "other", "target": "away", "state": "FIXED"}],
        ),
        lambda mode: question(
            "on_pair",
            mode,
            periods=2,
            calendar={"tail_periods": 1},
            specialists=[{"id": "a"}, {"id": "b"}],
            departments=[{"pairing": {"min_supporters": 0}}],
            locked=[{"specialist": "a", "from_period": -1, "to_period": 1}],
        ),
        lambda mode: question(
            "on_pair",
            mode,
            periods=2,
            specialists=[{"id": "a", "count": 2}],
            departments=[{"pairing": {"min_supporters": 0}}],
        ),
        lambda mode: question(
            "on_pair",
            mode,
            rules={"pairing": {"mode": "off"}},
            periods=2,
            supporting_hospitals=[{}, {"id": "other", "kind": "CDC"}],
            specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}],
            departments=[{"pairing": {}}],
            pairings=[{"state": "FORBIDDEN"}],
        ),
        lambda mode: question(
            "on_pair",
            mode,
            periods=2,
            specialists=[{"id": "a", "count": 2}],
            departments=[{"pairing": {"min_supporters": 0}}],
            tour_kinds=RESTED,
        ),
        lambda mode: question(
            "on_pair",
            mode,
            periods=2,
            specialists=[{"id": "a", "count": 2}],
            departments=[{"pairing": {"min_supporters": 0}}, {"id": "b", "pairing": {"min_supporters": 0}}],
            posts=[{"id": "p"}, {"id": "q", "department": "b"}],
            tour_kinds=RESTED,
        ),
        lambda mode: question(
            "on_pair",
            mode,
            departments=[{"pairing": {"min_supporters": 0}}],
            tour_kinds=[{"batch_starts": [1]}],
        ),
    ],
    "quota": [
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
    ],
    "team": [
        lambda mode: question("team", mode | {"min_people": 2}, specialists=TWO),
        lambda mode: question(
            "team",
            mode | {"min_people": 2},
            supporting_hospitals=[{}, {"id": "other"}],
            specialists=[{"id": "a"}, {"id": "b", "hospital": "other"}],
        ),
        lambda mode: question(
            "team",
            mode | {"min_people": 2},
            periods=2,
            specialists=WITH_POOL,
            seats=(0, 3),
            calendar={"months_per_period": 3},
            tour_kinds=[{"max_months": 6, "rest_months": 1}],
        ),
        lambda mode: question(
            "team",
            mode | {"min_people": 3},
            periods=2,
            specialists=TWO,
            recipient_hospitals=[{}, {"id": "far", "altitude_m": 1000}],
            departments=[{}, {"id": "unit", "hospital": "far"}],
            posts=[{"id": "p"}, {"id": "q", "department": "unit"}],
        ),
    ],
    "senior_presence": [
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
    ],
    "handover": [
        lambda mode: question("handover", mode, specialists=TWO),
        lambda mode: question("handover", mode, specialists=TWO, posts=[{"handover_months": 1}]),
        lambda mode: question(
            "handover",
            mode,
            specialists=TWO,
            posts=[{"demand": [small.demand(0, 2, 0, 1), small.demand(0, 1, 1, 2), small.demand(0, 2, 2, 3)]}],
        ),
        lambda mode: question(
            "handover",
            mode,
            specialists=TWO,
            posts=[{"handover_months": 1}],
            locked=[{"specialist": "a", "from_period": -1, "to_period": 2}],
        ),
        lambda mode: question("handover", mode, periods=2, specialists=WITH_POOL, seats=(0, 3), tour_kinds=RESTED),
        lambda mode: question("handover", mode, periods=2, specialists=TWO, posts=POSTS),
        lambda mode: question(
            "handover",
            mode,
            specialists=TWO,
            posts=[{"handover_months": 1}],
            locked=[{"specialist": "a", "from_period": -1, "to_period": 1}],
        ),
    ],
    "milestone": [
        lambda mode: question("milestone", mode, specialists=TWO, milestones=[{"person_months": 3, "by_period": 2}]),
        lambda mode: question(
            "milestone",
            mode,
            specialists=[{"id": "a"}, {"id": "b", "specialties": ["04", "03"]}],
            milestones=[
                {"hospital": None, "department": "ward", "specialty": "03", "person_months": 2, "by_period": 3}
            ],
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
    ],
    "locked": [
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
    ],
}


def modes(instance_rules: Any, stem: str) -> Iterator[str]:
    """Yield the modes that a rule has."""
    for mode in ("hard", "priced", "off"):
        try:
            type(getattr(instance_rules, stem))(mode=mode)
        except ValueError:
            continue
        yield mode
