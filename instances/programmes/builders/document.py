"""How a programme is written down: one entity a line, so that a change shows as the lines it touches."""

import json
from typing import Any

Json = dict[str, Any]

WRAPPED = ("policy", "notes", "calendar")
"""Parts that have no entities of their own and are indented as usual."""


def render(document: Json) -> str:
    """Return the JSON text of an instance: lists of entities with one entity a line, the rest indented by two."""
    parts = [f"  {_json(key)}: {_part(key, value)}" for key, value in document.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _part(key: str, value: Any) -> str:
    if key in WRAPPED:
        return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    if isinstance(value, list):
        return "[\n" + ",\n".join(f"    {_json(entity)}" for entity in value) + "\n  ]"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
