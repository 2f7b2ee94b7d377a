"""Why a search ended: what is not proven, asked for, spent or close enough was ended by the clock."""

import threading
import time

import pytest

from solver.domain.outcome import StoppedBy
from solver.search.exact import Found, Limits, _why
from solver.settings import Settings


@pytest.mark.parametrize(
    ("found", "gap", "asked", "why"),
    [
        (Found(objective=9, bound=9, proven=True), 0.0, True, StoppedBy.PROVEN),
        (Found(objective=100, bound=90), 0.5, True, StoppedBy.REQUEST),
        (Found(objective=100, bound=90, deterministic_time=9.95), 0.0, False, StoppedBy.BUDGET),
        (Found(objective=100, bound=90, deterministic_time=5.0), 0.1, False, StoppedBy.GAP),
        # CP-SAT's clock may end a search a little before ours would: without a gap reached it is still the clock
        (Found(objective=100, bound=90, deterministic_time=5.0), 0.0, False, StoppedBy.SECONDS),
        (Found(objective=100, bound=89, deterministic_time=5.0), 0.1, False, StoppedBy.SECONDS),
        (Found(bound=90, deterministic_time=5.0), 0.1, False, StoppedBy.SECONDS),
    ],
)
def test_why(found: Found, gap: float, asked: bool, why: StoppedBy) -> None:
    stop = threading.Event()
    if asked:
        stop.set()
    limits = Limits(time.monotonic() + 60, Settings(gap=gap), stop, budget=10.0)
    assert _why(found, limits) is why
