"""The interface's description: as written down, complete, and growing only."""

import json
from pathlib import Path

import pytest

from api.openapi import snapshot

WRITTEN = Path(__file__).parents[3] / "docs" / "openapi.json"


@pytest.fixture(scope="module")
def now() -> dict:
    return json.loads(snapshot())


@pytest.fixture(scope="module")
def written() -> dict:
    return json.loads(WRITTEN.read_text(encoding="utf-8"))


def test_the_description_is_written_down(now, written):
    assert now == written, "after an addition: python -m api.openapi docs/openapi.json"


def test_every_body_has_examples_and_every_operation_its_errors(now):
    for path, methods in now["paths"].items():
        for method, operation in methods.items():
            assert operation["responses"]["default"]["content"]["application/problem+json"], path
            assert operation["summary"], path
            for content in operation.get("requestBody", {}).get("content", {}).values():
                assert content["examples"], (method, path)


def test_every_reference_leads_somewhere(now):
    text = json.dumps(now)
    named = {part.split('"')[0] for part in text.split('"$ref": "#/components/schemas/')[1:]}
    assert named <= set(now["components"]["schemas"])
