"""The interface's description in OpenAPI 3.0, which the page shows: its Swagger UI knows no later version."""

from typing import Any


def as_3_0(described: dict[str, Any]) -> dict[str, Any]:
    """Return a description of OpenAPI 3.1 as one of 3.0."""
    old: dict[str, Any] = {name: _older(part) if name != "info" else part for name, part in described.items()}
    old["info"] = {name: value for name, value in described["info"].items() if name != "summary"}
    return old | {"openapi": "3.0.3"}


def _older(part: Any) -> Any:
    if isinstance(part, list):
        return [_older(item) for item in part]
    if not isinstance(part, dict):
        return part
    found = {name: value if name in ("example", "value", "default") else _older(value) for name, value in part.items()}
    return _nullable(_bounded(_constant(found)))


def _constant(schema: dict[str, Any]) -> dict[str, Any]:
    if "const" in schema and not isinstance(schema["const"], dict):
        schema["enum"] = [schema.pop("const")]
    if "prefixItems" in schema and isinstance(schema["prefixItems"], list):
        schema["items"] = {"anyOf": schema.pop("prefixItems")}
    return schema


def _bounded(schema: dict[str, Any]) -> dict[str, Any]:
    for limit in ("minimum", "maximum"):
        name = f"exclusive{limit.capitalize()}"
        if isinstance(schema.get(name), int | float) and not isinstance(schema[name], bool):
            schema[limit], schema[name] = schema[name], True
    return schema


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """Turn a choice that includes null into a schema that may be null."""
    choices = schema.get("anyOf")
    if not isinstance(choices, list) or {"type": "null"} not in choices:
        return schema
    rest = [choice for choice in choices if choice != {"type": "null"}]
    del schema["anyOf"]
    if len(rest) == 1 and "$ref" not in rest[0]:
        return {**rest[0], **schema, "nullable": True}
    return {**schema, "allOf" if len(rest) == 1 else "anyOf": rest, "nullable": True}
