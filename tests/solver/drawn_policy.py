"""Policies drawn at random: every rule in every mode, every goal at weights that matter or not at all."""

from solver.domain.policy import Goals, Rules
from tests.solver.dice import Dice, Row, Times

WEIGHTS = (0, 1, 5, 30, 200, 1000)
PRICES = (0, 1, 40, 300)


def policy(dice: Dice, times: Times) -> Row:
    """Draw a policy; what has no theme keeps its default, but for the bands."""
    weighted = dice.perhaps("weights", lambda: dice.some(list(Goals.model_fields), 6), [])
    moved = dice.perhaps("levels", lambda: dice.some(list(Goals.model_fields), 6), [])
    goals: dict[str, Row] = {name: {"weight": dice.pick(WEIGHTS)} for name in weighted}
    for name in moved:
        goals.setdefault(name, {})["level"] = dice.number(1, 6)
    return {
        "objective": dice.perhaps("levels", lambda: "lexicographic", "weighted"),
        "rules": _rules(dice),
        "goals": goals,
        "altitude": _altitude(dice, times),
    }


def _rules(dice: Dice) -> Row:
    rows: dict[str, Row] = {}
    for stem in dice.perhaps("modes", lambda: dice.some(list(Rules.model_fields), 6), []):
        rows[stem] = {"mode": dice.pick(modes(stem))}
        rows[stem] |= {field: dice.pick(PRICES) for field in ("price", "price_per_departure") if has(stem, field)}
    rows.setdefault("title", {})["max_below"] = dice.perhaps("titles", lambda: 2, 1)
    rows.setdefault("release", {})["count_handover"] = dice.perhaps("handover", lambda: False, True)
    rows.setdefault("team", {})["min_people"] = dice.perhaps("team", lambda: 2, 1)
    rows.setdefault("senior_presence", {})["scopes"] = dice.perhaps("seniors", lambda: [_scope(dice)], [])
    return rows


def has(stem: str, field: str) -> bool:
    """Return whether a rule has a setting."""
    return field in type(getattr(Rules(), stem)).model_fields


def modes(stem: str) -> list[str]:
    """Return the modes that a rule has."""
    mode = type(getattr(Rules(), stem)).model_json_schema()["properties"]["mode"]
    return list(mode["enum"]) if "enum" in mode else [mode["const"]]


def _scope(dice: Dice) -> Row:
    return {
        "scope": dice.pick(["HOSPITAL", "DEPARTMENT"]),
        "ids": None,
        "min_title": dice.pick(["ATTENDING", "DEPUTY_CHIEF", "CHIEF"]),
        "roles": dice.pick([["DOCTOR"], ["NURSE"], ["DOCTOR", "NURSE"]]),
    }


def _altitude(dice: Dice, times: Times) -> Row:
    """Draw bands, examinations, training and exposure with limits of a few periods."""
    bounds = dice.perhaps("altitude", lambda: dice.some([2500, 3000, 3500], 2, least=1), [])
    return {
        "bands": [
            {
                "from_m": bound,
                "max_stay_months": dice.pick([None, times.months(1, 4)]),
                "rest_months": dice.perhaps("rest", lambda: times.months(0, 4), 0),
            }
            for bound in bounds
        ],
        "exam": {"until": dice.perhaps("clearance", lambda: "LAST_DAY", "DEPARTURE")},
        "training": dice.perhaps("training", lambda: _training(dice), {"from_m": 9000}),
        "exposure": dice.perhaps("exposure", lambda: _exposure(dice, times)),
    }


def _training(dice: Dice) -> Row:
    return {
        "from_m": dice.pick([3000, 3000, 3500]),
        "valid_months": dice.number(0, 3),
        "seats_per_period": dice.pick([None, 0, 1, 2]),
        "seats_before_start": dice.pick([None, 0, 1, 2]),
    }


def _exposure(dice: Dice, times: Times) -> Row:
    months = times.months(1, 3)
    return {
        "from_m": dice.pick([2500, 3000]),
        "months": months,
        "window_months": months + dice.number(1, 3 * times.step),
    }
