"""JSON Schemas of the documents, for editors and for other programs: `python -m solver.schema docs` writes them."""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from solver.domain.instance import Instance
from solver.domain.outcome import outcome_adapter

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of an instance and of an outcome by file name."""
    return {
        "instance.schema.json": _schema(TypeAdapter(Instance), "zutuan instance, version 1"),
        "outcome.schema.json": _schema(outcome_adapter, "zutuan outcome"),
    }


def _schema(adapter: TypeAdapter[Any], title: str) -> dict[str, Any]:
    return {"$schema": DIALECT, **adapter.json_schema(by_alias=True), "title": title}


def text(schema: dict[str, Any]) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write(folder: Path) -> None:
    """Write every schema into a folder."""
    for name, schema in schemas().items():
        (folder / name).write_text(text(schema), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
