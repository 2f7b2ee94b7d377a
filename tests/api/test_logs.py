"""A line of log is an object with ids and places; what an error quotes of somebody's document is not in it."""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator

import pytest
import structlog

from api.logs import configure_logs

SECRET = "Dr. Nobody, cleared until 2026-12-31"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[dict[str, object]]]]:
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    configure_logs("INFO", "test")
    yield lambda: [json.loads(line) for line in said.getvalue().splitlines()]
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def _fail() -> None:
    error = ValueError(SECRET)
    error.add_note(f'Traceback\n  File "solver/solve.py", line 7, in solve\nKeyError: {SECRET!r}')
    raise error


def test_ids_are_bound_to_every_line(lines: Callable[[], list[dict[str, object]]]) -> None:
    with structlog.contextvars.bound_contextvars(job="j1"):
        structlog.get_logger("api").info("job.claimed", kind="solve")
        logging.getLogger("solver").warning("search %d: %s", 7, "slow")
    ours, theirs = lines()
    assert (ours["event"], ours["job"], ours["process"], ours["level"]) == ("job.claimed", "j1", "test", "info")
    assert (theirs["event"], theirs["job"], theirs["logger"]) == ("search 7: slow", "j1", "solver")


@pytest.mark.parametrize("speaker", ["ours", "a library's"])
def test_an_error_is_named_and_placed_without_its_text(
    lines: Callable[[], list[dict[str, object]]], speaker: str
) -> None:
    try:
        _fail()
    except ValueError:
        if speaker == "ours":
            structlog.get_logger("api").exception("job.failed")
        else:
            logging.getLogger("uvicorn").exception("failed")
    (line,) = lines()
    assert line["error"] == "ValueError"
    assert SECRET not in json.dumps(line)
    places = line["at"]
    assert isinstance(places, list)
    assert places[-1] == "solver/solve.py:7:solve"
    assert any("test_logs.py" in place and place.endswith("_fail") for place in places)
