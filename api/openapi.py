"""The interface's description (OpenAPI): `python -m api.openapi docs/openapi.json` writes it down for comparison.

Bodies that the routes read themselves are described here, and every route's errors. Within v1 only additions are made; a
test compares with the file.
"""

import json
import sys
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api.documents import CheckRequest, EventSaid, Instance, JobRequest, ResumeRequest
from api.examples import LARGE, examples
from api.openapi_bodies import EXAMPLES_FROM
from api.problems import MEDIA_TYPE, ProblemDocument
from solver import __version__

BODIES: tuple[type[BaseModel], ...] = (JobRequest, Instance, CheckRequest, ResumeRequest, EventSaid, ProblemDocument)
REF = "#/components/schemas/{model}"
PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": REF.format(model="ProblemDocument")}}}}
SUMMARY = "Plans paired medical assistance: who serves where and when, with a proof and a reason for every gap."


def openapi(app: FastAPI, *, large_examples: bool = True) -> dict[str, Any]:
    """Return the description of an app; without large examples it does not change with the programmes."""
    described = get_openapi(
        title="zutuan", version=__version__, summary=SUMMARY, routes=app.routes, separate_input_output_schemas=False
    )
    schemas = described.setdefault("components", {}).setdefault("schemas", {})
    _, bodies = models_json_schema([(model, "validation") for model in BODIES], ref_template=REF)
    schemas |= bodies["$defs"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for methods in described["paths"].values():
        for operation in methods.values():
            _describe(operation, large_examples)
    return described


def _describe(operation: dict[str, Any], large_examples: bool) -> None:
    """Complete one operation: its errors, and the examples of its body."""
    operation["responses"].pop("422", None)
    operation["responses"]["default"] = {"description": "A problem (RFC 9457)", **PROBLEM}
    for content in operation.get("requestBody", {}).get("content", {}).values():
        if EXAMPLES_FROM in content:
            found = examples(content.pop(EXAMPLES_FROM))
            content["examples"] = {name: one for name, one in found.items() if large_examples or name != LARGE}


def snapshot() -> str:
    """Return the description as it stands in docs/openapi.json."""
    from api.app import documented_app

    return json.dumps(openapi(documented_app(), large_examples=False), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(snapshot(), encoding="utf-8")
