"""How a programme is written: one entity a line, Chinese as it is."""

import json

from instances.programmes.builders.document import render

DOCUMENT = {
    "version": 1,
    "calendar": {"start": "2026-03-01", "periods": 2},
    "departments": [{"id": "a", "name": "骨科"}, {"id": "b", "name": "儿科"}],
}


def test_what_is_written_reads_back_equal() -> None:
    assert json.loads(render(DOCUMENT)) == DOCUMENT


def test_every_entity_has_its_own_line() -> None:
    assert '    {"id": "a", "name": "骨科"},\n    {"id": "b", "name": "儿科"}\n' in render(DOCUMENT)


def test_parts_without_entities_are_indented_by_two() -> None:
    assert '  "calendar": {\n    "start": "2026-03-01",\n    "periods": 2\n  },' in render(DOCUMENT)
