"""One small change for every code: applied to the Kezhou programme, that code and no other is reported."""

import copy
import json
from importlib.resources import files
from typing import Any

from solver.validation.planned import PARTS

GONE = "(gone)"
PLANNED = {stem for stem, _, _ in PARTS} - {"team"}
"""All parts but one count as planned, so that `not_planned` can be shown and disturbs nobody else."""


def kezhou() -> dict[str, Any]:
    """Kezhou without handover, quotas, milestones and rules of its own: what a test adds of them stands alone."""
    text = (files("instances") / "programmes" / "kezhou.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    for post in document["posts"]:
        post.pop("handover_months", None)
    locks = [lock for lock in document["locked"] if lock["to_period"] > 1]
    return document | {"quotas": [], "milestones": [], "locked": locks, "policy": {"objective": "weighted"}}


def patched(*patches: tuple[str, Any]) -> dict[str, Any]:
    """Kezhou with values put at JSON pointers; `-` appends, GONE removes."""
    document = kezhou()
    for pointer, value in copy.deepcopy(patches):
        *path, last = pointer.split("/")[1:]
        owner: Any = document
        for part in path:
            owner = owner[int(part)] if isinstance(owner, list) else owner.setdefault(part, [] if last == "-" else {})
        if value == GONE:
            del owner[last]
        elif last == "-":
            owner.append(value)
        else:
            owner[int(last) if isinstance(owner, list) else last] = value
    return document


def text(*patches: tuple[str, Any]) -> str:
    return json.dumps(patched(*patches), ensure_ascii=False)


HIGH = (
    (
        "/recipient_hospitals/-",
        {"id": "high", "name": "高处医院", "kind": "GENERAL", "place": "高处", "altitude_m": 4600},
    ),
    ("/departments/-", {"id": "high-heart", "hospital": "high", "name": "心内科", "specialty": "03.04"}),
    (
        "/posts/-",
        {
            "id": "high-head",
            "department": "high-heart",
            "min_title": "ATTENDING",
            "demand": [{"from_period": 0, "to_period": 36, "target": 1}],
        },
    ),
)
"""A hospital at 4,600 m with one post, served by tours of 18 months."""

HANDOVER = ("/posts/0/handover_months", 1)
"""The head of general practice, for whom only one hospital has people."""

PERSON = {"id": "extra", "hospital": "jsph", "specialties": ["03.04"], "title": "CHIEF"}
CLEARED = PERSON | {"clearance": {"max_altitude_m": 5000}}
UNDER_WAY = ("/locked/-", {"specialist": "extra", "post": "high-head", "from_period": -6, "to_period": 12})
NO_BANDS = ("/policy/altitude/bands", [])
EXPOSURE = ("/policy/altitude/exposure", {"from_m": 4000, "months": 3, "window_months": 12})
BY_HOSPITAL = {"hospital": "jsph", "post": "kz-02-head", "from_period": 0, "to_period": 6}
PAIR = {"supporter": "jsph", "target": "kz-03.04", "state": "FIXED"}
QUARTERS = (
    ("/calendar/months_per_period", 3),
    ("/tour_kinds/1/min_months", 3),
    ("/tour_kinds/1/max_months", 6),
)
"""Periods of three months, into which both kinds fit."""


def stay(first: str, last: str) -> dict[str, Any]:
    return {"altitude_m": 3000, "from": first, "to": last}


def demand(first: int, after: int, least: int, target: int) -> dict[str, int]:
    return {"from_period": first, "to_period": after, "min": least, "target": target}


MUTANTS: dict[str, str | bytes | dict[str, Any]] = {
    "not_utf8": text().encode("gb18030"),
    "not_json": text().replace('"version": 1,', '"version": 1', 1),
    "not_data": patched(("/specialists/0/label", object())),
    "not_an_instance": "[" + text() + "]",
    "too_deep": text().replace('"version": 1', '"version": ' + "[" * 30 + "]" * 30, 1),
    "repeated_key": text().replace('"version": 1', '"version": 1, "version": 1', 1),
    "not_a_number": patched(("/recipient_hospitals/0/room_oxygen_percent", float("nan"))),
    "number_too_large": patched(("/supporting_hospitals/0/opening_price", 10**12)),
    "broken_text": text(("/title", "?")).replace('"title": "?"', '"title": "\\ud842"'),
    "unknown_field": patched(("/specialists/0/age", 44)),
    "missing_field": patched(("/specialists/0/title", GONE)),
    "wrong_type": patched(("/calendar/periods", "36")),
    "not_a_choice": patched(("/specialists/0/title", "CHEIF")),
    "out_of_range": patched(("/posts/0/priority", 10)),
    "bad_date": patched(("/calendar/start", "2026-02-30")),
    "empty": patched(("/posts/0/roles", [])),
    "repeated_id": patched(("/departments/-", {"id": "kz-02", "hospital": "kezhou", "name": "x", "pairing": {}})),
    "ambiguous_target": patched(("/departments/-", {"id": "kezhou", "hospital": "kezhou", "name": "x"})),
    "unknown_id": patched(("/posts/0/department", "kz-o2")),
    "no_calendar": patched(("/calendar", GONE)),
    "start_day_too_late": patched(("/calendar/start", "2026-03-31")),
    "repeated_batch_start": patched(("/calendar/batch_starts/-", 0)),
    "outside_horizon": patched(("/posts/0/demand/0/to_period", 37)),
    "empty_range": patched(("/posts/0/demand", [demand(5, 5, 0, 1)])),
    "wrong_length": patched(("/recipient_hospitals/0/housing", [30, 30])),
    "min_above_max": patched(("/posts/0/demand/0/min", 9)),
    "no_tour_kinds": patched(("/tour_kinds", [])),
    "rounded_away": patched(*QUARTERS, ("/tour_kinds/-", {"id": "ODD", "min_months": 4, "max_months": 5})),
    "altitude_missing": patched(("/recipient_hospitals/0/altitude_m", GONE)),
    "overlapping_demand": patched(("/posts/0/demand/-", demand(0, 3, 0, 1))),
    "no_room_for_tour": patched(("/posts/0/demand", [demand(0, 12, 1, 1)])),
    "stay_limit_too_short": patched(*HIGH),
    "exposure_limit_too_short": patched(*HIGH, NO_BANDS, EXPOSURE),
    "pool_with_dates": patched(
        ("/specialists/0/count", 3), ("/specialists/0/history/-", stay("2020-01-01", "2020-05-01"))
    ),
    "history_after_start": patched(("/specialists/0/history/-", stay("2026-01-01", "2026-05-01"))),
    "overlapping_stays": patched(
        ("/specialists/0/history", [stay("2020-01-01", "2020-05-01"), stay("2020-04-30", "2020-06-01")])
    ),
    "repeated_preference": patched(
        ("/specialists/0/preferences", [{"post": "kz-02-head", "score": 1}, {"post": "kz-02-head", "score": 2}])
    ),
    "none_named": patched(("/specialists/0/preferences", [{"score": 1}])),
    "several_named": patched(
        ("/specialists/0/preferences", [{"recipient": "kezhou", "post": "kz-02-head", "score": 1}])
    ),
    "quota_without_limit": patched(("/quotas/-", {"from_period": 0, "to_period": 6, "unit": "DEPARTURES"})),
    "repeated_pairing": patched(("/pairings/-", PAIR)),
    "not_a_target": patched(("/pairings/-", PAIR | {"target": "kz-management"})),
    "several_leads": patched(
        ("/pairings", [PAIR | {"role": "LEAD"}, PAIR | {"supporter": "zd", "role": "LEAD"}]),
        *((f"/departments/{row}/pairing/min_supporters", 0) for row in range(9)),
    ),
    "agreement_to_cooperate": patched(("/pairings/0/role", "COOPERATE"), ("/pairings/0/agreement", "of 2024")),
    "unit_outside_pool": patched(("/locked/0/unit", 1)),
    "unit_without_specialist": patched(("/locked/-", BY_HOSPITAL | {"exact": False, "unit": 0})),
    "exact_lock_of_hospital": patched(("/locked/-", BY_HOSPITAL)),
    "hospital_under_way": patched(("/locked/-", BY_HOSPITAL | {"exact": False, "from_period": -3})),
    "overlapping_locks": patched(
        ("/specialists/-", PERSON),
        ("/locked/-", {"specialist": "extra", "post": "kz-03.04-head", "from_period": 0, "to_period": 18}),
        (
            "/locked/-",
            {"specialist": "extra", "post": "kz-02-head", "from_period": 17, "to_period": 20, "exact": False},
        ),
    ),
    "locks_above_target": patched(
        ("/specialists/-", PERSON),
        ("/specialists/-", PERSON | {"id": "extra-2"}),
        ("/locked/-", {"specialist": "extra", "post": "kz-03.04-head", "from_period": 0, "to_period": 18}),
        ("/locked/-", {"specialist": "extra-2", "post": "kz-03.04-head", "from_period": 12, "to_period": 30}),
    ),
    "lock_forbidden": patched(
        ("/specialists/-", PERSON),
        ("/locked/-", {"specialist": "extra", "post": "kz-03.04-head", "from_period": 0, "to_period": 18}),
        ("/forbidden/-", {"specialist": "extra", "recipient": "kezhou", "from_period": 17}),
    ),
    "bands_not_rising": patched(("/policy/altitude/bands", [{"from_m": 3000}, {"from_m": 3000}])),
    "weights_too_large": patched(
        ("/specialists/-", PERSON | {"count": 100_000}),
        ("/policy/rules/rest", {"mode": "priced", "price": 1_000_000}),
        ("/policy/goals/rule_prices", {"weight": 1_000_000}),
    ),
    "protective_rule_off": patched(("/policy/rules/hypoxia_training", {"mode": "off"})),
    "rounded": patched(*QUARTERS, ("/tour_kinds/1/rest_months", 5)),
    "rounded_far": patched(*QUARTERS, ("/tour_kinds/1/rest_months", 1)),
    "under_way_clearance": patched(*HIGH, NO_BANDS, ("/specialists/-", PERSON), UNDER_WAY),
    "under_way_stay": patched(*HIGH, ("/specialists/-", CLEARED), UNDER_WAY),
    "under_way_exposure": patched(*HIGH, NO_BANDS, EXPOSURE, ("/specialists/-", CLEARED), UNDER_WAY),
    "nobody_for_post": patched(("/posts/0/specialties", ["69"])),
    "post_without_demand": patched(("/posts/0/demand", [])),
    "handover_without_start": patched(HANDOVER, ("/calendar/batch_starts", [0, 12, 24]), ("/calendar/batches", [])),
    "handover_without_bed": patched(HANDOVER, ("/recipient_hospitals/0/housing", 20)),
    "handover_without_release": patched(HANDOVER, ("/supporting_hospitals/7/release/by_specialty/02", 1)),
    "batch_without_start": patched(("/calendar/batches/-", {"period": 1, "name": "增派"})),
    "clearance_ended": patched(("/specialists/0/clearance", {"max_altitude_m": 4000, "valid_until": "2026-02-28"})),
    "training_in_future": patched(("/specialists/0/hypoxia_trained_on", "2026-03-02")),
    "unmatched_place": patched(("/relations/-", {"from_place": "江苏", "to_place": "克州"})),
    "not_planned": patched(("/policy/rules/team", {"min_people": 2})),
}
"""Code → the document that has it. `cannot_open` is about files: tests/solver/test_load.py."""
