"""Examples of every body, for the interface's description: small ones, and Kezhou, which can be sent as it stands."""

import json
from typing import Any

import instances

Examples = dict[str, dict[str, Any]]

SMALL, LARGE = "demo", "kezhou"


def examples(name: str) -> Examples:
    """Return the examples of a body by name. Raises KeyError."""
    return _MAKERS[name]()


def _jobs() -> Examples:
    small = {
        "kind": "solve",
        "instance": _instance(SMALL),
        "settings": {"seconds": 10},
        "name": "demo",
        "tags": ["trial"],
    }
    large = {"kind": "solve", "instance": _instance(LARGE), "settings": {"seconds": 60}, "name": "Kezhou"}
    stored = {
        "kind": "solve",
        "instance_id": "0" * 64,
        "settings": {"seconds": 600, "gap": 0.01},
        "start_plan_id": None,
    }
    return {
        SMALL: {"summary": "A small instance", "value": small},
        LARGE: {"summary": "Jiangsu's programme for Kezhou", "value": large},
        "stored": {"summary": "An instance that is stored", "value": stored},
    }


def _instances() -> Examples:
    return {
        SMALL: {"summary": "A small instance", "value": _instance(SMALL)},
        LARGE: {"summary": "Jiangsu's programme for Kezhou", "value": _instance(LARGE)},
    }


def _checks() -> Examples:
    return {
        SMALL: {"summary": "No tour at all", "value": {"instance": _instance(SMALL), "plan": {"tours": []}}},
        "stored": {"summary": "A stored plan with its own instance", "value": {"plan_id": "0" * 64}},
    }


def _resume() -> Examples:
    return {"minute": {"summary": "One more minute", "value": {"seconds": 60}}}


def _instance(name: str) -> Any:
    return json.loads(instances.text(name))


_MAKERS = {"jobs": _jobs, "instances": _instances, "checks": _checks, "resume": _resume}
