"""Why a seat stays empty: each rule comes up as a reason, for the person whom it keeps away and no other."""

from typing import Any

import pytest

from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.explain.blocked import OUTSIDE_THE_RULES
from solver.settings import Settings
from solver.solve import solve
from tests import small

CLEARED = {"clearance": {"max_altitude_m": 5000}}
HIGH = {
    "recipient_hospitals": [{"altitude_m": 3500}],
    "specialists": [CLEARED],
    "altitude": {"bands": [], "training": {"from_m": 9000}},
}
NO_SEATS = {"seats_before_start": 0, "seats_per_period": 0}
WHOLE = {"tour_kinds": [{"min_months": 3, "max_months": 3}]}
"""Tours of three months, over all of the horizon."""


def seat(least: int = 1, begin: int = 0, end: int = 3, **fields: Any) -> dict[str, Any]:
    return {"demand": [small.demand(least, least, begin, end)]} | fields


def asked(**changes: Any) -> Instance:
    plain = {
        "calendar": {"periods": 3, "tail_periods": 0},
        "tour_kinds": [{"max_months": 3}],
        "posts": [seat()],
    }
    return small.instance(**(plain | changes))


CASES: dict[str, tuple[dict[str, Any], dict[str, set[str]]]] = {
    "title": ({"specialists": [{"title": "RESIDENT"}]}, {"title": {"a"}}),
    "availability": (
        WHOLE | {"specialists": [{"unavailable": [{"from": "2026-04-02", "to": "2026-04-03"}]}]},
        {"availability": {"a"}},
    ),
    "tour_length": ({"specialists": [{"tour_kinds": []}]}, {"tour_length": {"a"}}),
    "tour_length, no batch": ({"tour_kinds": [{"max_months": 3, "batch_starts": [2]}]}, {"tour_length": {"a"}}),
    "rest after the history": (
        {
            "specialists": [{"history": [{"altitude_m": 3000, "from": "2025-11-01", "to": "2026-02-20"}]}],
            "altitude": {"bands": [{"from_m": 2500, "rest_months": 2}]},
        },
        {"rest": {"a"}},
    ),
    "rest between tours": (
        {
            "tour_kinds": [{"max_months": 1, "rest_months": 2}],
            "posts": [seat(priority=9), seat(id="q", begin=1, end=2)],
        },
        {"rest": {"a"}},
    ),
    "max_tours": (
        {"specialists": [{"max_tours": 1}], "posts": [seat(priority=9, end=1), seat(id="q", begin=2)]},
        {"max_tours": {"a"}},
    ),
    "altitude_clearance": ({"recipient_hospitals": [{"altitude_m": 2501}]}, {"altitude_clearance": {"a"}}),
    "hypoxia_training, no seats": (
        HIGH | {"altitude": {"bands": [], "training": {"from_m": 3500, **NO_SEATS}}},
        {"hypoxia_training": {"a"}},
    ),
    "hypoxia_training, not free": (
        HIGH
        | {
            "altitude": {"bands": [], "training": {"from_m": 3500}},
            "specialists": [CLEARED | {"unavailable": [{"from": "2026-02-02", "to": "2026-02-03"}]}],
        },
        {"hypoxia_training": {"a"}},
    ),
    "altitude_stay": (
        HIGH
        | {
            "altitude": {"bands": [{"from_m": 3000, "max_stay_months": 2}], "training": {"from_m": 9000}},
            "tour_kinds": [{"min_months": 2, "max_months": 3}],
            "specialists": [CLEARED | {"history": [{"altitude_m": 3000, "from": "2026-02-01", "to": "2026-02-20"}]}],
        },
        {"altitude_stay": {"a"}},
    ),
    "altitude_stay, tours that adjoin": (
        HIGH
        | {
            "altitude": {"bands": [{"from_m": 3000, "max_stay_months": 2}], "training": {"from_m": 9000}},
            "tour_kinds": [{"max_months": 2}],
            "posts": [seat(priority=9, end=2), seat(id="q", begin=2)],
        },
        {"altitude_stay": {"a"}},
    ),
    "altitude_exposure": (
        HIGH
        | {
            "altitude": {
                "bands": [],
                "training": {"from_m": 9000},
                "exposure": {"from_m": 3000, "months": 2, "window_months": 5},
            },
            "posts": [seat(priority=9, end=2), seat(id="q", begin=2)],
        },
        {"altitude_exposure": {"a"}},
    ),
    "headcount": (
        {
            "tour_kinds": [{"min_months": 2, "max_months": 3}],
            "specialists": [{}, {"id": "b"}],
            "locked": [{"specialist": "a", "from_period": 0, "to_period": 2}],
        },
        {"headcount": {"b"}, "one_place": {"a"}},
    ),
    "release": ({"supporting_hospitals": [{"release": {"total": 0}}]}, {"release": {"a"}}),
    "housing": ({"recipient_hospitals": [{"housing": [1, 0, 1]}], **WHOLE}, {"housing": {"a"}}),
    "on_pair, out of the question": (
        {
            "departments": [{"pairing": {"min_supporters": 0, "max_supporters": 0}}],
            "rules": {"on_pair": {"mode": "hard"}},
        },
        {"on_pair": {"a"}},
    ),
    "on_pair, forbidden": (
        {
            "departments": [{"pairing": {"min_supporters": 0}}],
            "pairings": [{"state": "FORBIDDEN"}],
            "rules": {"on_pair": {"mode": "hard"}},
        },
        {"on_pair": {"a"}},
    ),
    "quota": ({"quotas": [{"unit": "DEPARTURES", "max": 0, "to_period": 3}]}, {"quota": {"a"}}),
    "team": ({"rules": {"team": {"mode": "hard", "min_people": 2}}}, {"team": {"a"}}),
    "senior_presence": (
        {
            "specialists": [{"title": "ATTENDING"}],
            "rules": {"senior_presence": {"mode": "hard", "scopes": [{"scope": "HOSPITAL", "min_title": "CHIEF"}]}},
        },
        {"senior_presence": {"a"}},
    ),
    "handover": (
        {
            "posts": [{"demand": [small.demand(0, 1, 0, 1), small.demand(1, 1, 1, 2), small.demand(0, 1, 2, 3)]}],
            "specialists": [{"unavailable": [{"from": "2026-05-02", "to": "2026-05-03"}]}],
            "rules": {"handover": {"mode": "hard"}},
        },
        {"handover": {"a"}},
    ),
    "locked": ({"forbidden": [{"specialist": "a", "post": "post"}]}, {"locked": {"a"}}),
    "one_place": ({"posts": [seat(priority=9), seat(id="q")]}, {"one_place": {"a"}}),
    "nothing but the price": ({"goals": {"departures": {"weight": 100_000}}}, {OUTSIDE_THE_RULES: {"a"}}),
    "nobody of the specialty": ({"specialists": [{"specialties": ["04"]}]}, {}),
    "two rules at once": (
        {"specialists": [{"title": "RESIDENT", "tour_kinds": []}]},
        {"title": {"a"}, "tour_length": {"a"}},
    ),
    "several people": (
        {"specialists": [{"title": "RESIDENT"}, {"id": "b", "tour_kinds": []}, {"id": "c", "specialties": ["04"]}]},
        {"title": {"a"}, "tour_length": {"b"}},
    ),
    "a pool, and its unit that could": (
        {
            "specialists": [{"count": 2, "max_tours": 1}],
            "posts": [seat(priority=9), seat(id="q", priority=1)],
            "goals": {"departures": {"weight": 9_000}},
        },
        {OUTSIDE_THE_RULES: {"a"}},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_rule_is_the_reason(name: str) -> None:
    changes, wanted = CASES[name]
    outcome = solve(asked(**changes), Settings(seconds=60))
    assert isinstance(outcome, Solved)
    missing = [shortage for shortage in outcome.plan.shortages if shortage.below == "min"]
    assert missing
    for shortage in missing:
        assert {reason.rule: set(reason.people) for reason in shortage.reasons} == wanted
