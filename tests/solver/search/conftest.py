"""Relaxations and dives in the process of the tests, where it matters what they find and not who runs them."""

import threading
from collections.abc import Iterator

import pytest

from solver.search import pricing


@pytest.fixture(scope="module")
def in_this_process() -> Iterator[None]:
    """Let relaxations and dives be answered here: a process of their own takes a second to begin."""

    def answered(question: pricing.Question, stopped: threading.Event, until: float = 0.0) -> object:
        return None if stopped.is_set() else question.answer()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pricing, "answered", answered)
        yield
