"""The committed schemas are those of the code."""

from pathlib import Path

import pytest

from solver.schema import schemas, text, write


@pytest.mark.parametrize("name", ["instance.schema.json", "outcome.schema.json"])
def test_committed_schema_is_current(name: str) -> None:
    written = Path("docs", name).read_text(encoding="utf-8")
    assert written == text(schemas()[name]), "run: python -m solver.schema docs"


def test_write(tmp_path: Path) -> None:
    write(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == set(schemas())


def test_schema_speaks_the_names_of_the_documents() -> None:
    stay = schemas()["instance.schema.json"]["$defs"]["Stay"]
    assert set(stay["properties"]) == {"altitude_m", "from", "to"}
    assert stay["additionalProperties"] is False
