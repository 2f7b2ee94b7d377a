"""Large instances are read and validated in seconds, faulty ones too."""

import json
import time
from typing import Any

import pytest

from solver.load import read_instance
from tests.solver.validation.mutants import PLANNED, patched

PEOPLE, POSTS = 10_000, 5_000


def large() -> dict[str, Any]:
    document = patched(("/locked", []), ("/forbidden", []))
    template, post = document["specialists"][0], document["posts"][0] | {"specialties": []}
    names = [f"p-{number:05d}" for number in range(POSTS)]
    document["posts"] = [post | {"id": name} for name in names]
    document["specialists"] = [
        template | {"id": f"s-{number:05d}", "preferences": [{"post": names[number % POSTS], "score": 3}]}
        for number in range(PEOPLE)
    ]
    document["locked"] = [
        {"specialist": f"s-{row:05d}", "post": names[row], "from_period": -6, "to_period": 12} for row in range(POSTS)
    ]
    document["forbidden"] = [{"specialist": f"s-{row:05d}", "post": names[row - 1]} for row in range(POSTS)]
    return document


@pytest.mark.slow
@pytest.mark.parametrize("faulty", [False, True])
def test_ten_thousand_people(faulty: bool) -> None:
    document = large()
    for row, person in enumerate(document["specialists"] if faulty else ()):
        person["hospital"] = f"hospital-{row}"
    text = json.dumps(document)
    began = time.process_time()
    instance, findings = read_instance(text, PLANNED)
    seconds = time.process_time() - began
    assert (instance is None, len(findings)) == (faulty, PEOPLE if faulty else 0)
    assert seconds < 20, "2 seconds where it was measured; the rest is room for slow machines"
