"""How a route that reads its body itself describes it: a schema by name, and examples that are put in later."""

from typing import Any

EXAMPLES_FROM = "x-examples-from"


def body_of(schema: str, examples: str, *, required: bool = True) -> dict[str, Any]:
    """Return what a route says of its body; `examples` is a name in `api.examples`."""
    content = {"schema": {"$ref": f"#/components/schemas/{schema}"}, EXAMPLES_FROM: examples}
    return {"requestBody": {"required": required, "content": {"application/json": content}}}
