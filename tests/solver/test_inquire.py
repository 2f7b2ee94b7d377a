"""An explanation in a child: its answer whole, none, or an error that names its cause."""

import json
import sys
import threading
from pathlib import Path

import pytest

from solver.errors import InternalError, InvalidPlan, InvalidQuestion, SearchDied
from solver.process import inquire_in_process, supervise
from solver.process.wire import Inquiry
from solver.settings import Settings
from tests import small

STUB = Path(__file__).with_name("stub_inquiry.py")
INSTANCE = small.instance()


def _asked(behaviour: str, *, seconds: float = 60.0, stop: threading.Event | None = None) -> str | None:
    inquiry = Inquiry(name="conflict", instance=INSTANCE, settings=Settings(seconds=seconds), plan=small.plan())
    return inquire_in_process(inquiry, stop, command=(sys.executable, "-P", str(STUB), behaviour))


def test_an_answer_comes_whole() -> None:
    assert _asked("answer") == '{"kind": "told"}'


@pytest.mark.parametrize(("behaviour", "answer"), [("obey", '{"kind": "half"}'), ("hang", None)])
def test_a_stop_is_obeyed_or_ends_it(behaviour: str, answer: str | None) -> None:
    stop = threading.Event()
    stop.set()
    assert _asked(behaviour, stop=stop) == answer


def test_one_that_never_answers_has_no_answer_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "GRACE_SECONDS", 0.3)
    assert _asked("hang", seconds=0.1) is None


@pytest.mark.parametrize(
    ("behaviour", "error", "said"),
    [
        ("die", SearchDied, "SIGKILL"),
        ("MemoryError", SearchDied, "MemoryError"),
        ("InvalidPlan", InvalidPlan, "told"),
        ("InvalidQuestion", InvalidQuestion, "told"),
        ("ValueError", InternalError, "ValueError: told"),
        ("search", InternalError, "like a search"),
    ],
)
def test_errors_name_their_cause(behaviour: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said) as raised:
        _asked(behaviour)
    assert getattr(raised.value, "out_of_memory", False) is (behaviour == "MemoryError")


def test_a_real_question_is_answered() -> None:
    inquiry = Inquiry(name="conflict", question={"most": 1}, instance=INSTANCE, settings=Settings(seconds=60))
    text = inquire_in_process(inquiry)
    assert text is not None
    assert json.loads(text)["verdict"] == "feasible"
