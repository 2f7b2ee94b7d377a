"""A small question that no model closes in seconds, and the search of it with a stand-in for CP-SAT."""

import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from instances.synthetic import Request, Size, Starts, Tightness, text
from solver.checks import check
from solver.domain.instance import Instance
from solver.load import load_instance
from solver.problem import Problem
from solver.program import Program, build
from solver.search.engines import Whole, engine_of
from solver.search.exact import Found, Limits
from solver.search.levels import Stage, stages
from solver.settings import Settings
from solver.solve import decoded

WAIT = 60.0
"""Seconds in which a thread of its own must have done its work, at most."""


@cache
def question() -> tuple[Instance, Program]:
    """A prefecture hospital at 4,515 m whose teams may begin in any quarter: no model closes it in seconds."""
    instance = load_instance(text(Request(Size.S, Starts.free, Tightness.tight, 14)))
    return instance, build(Problem(instance))


def limits(**changes: Any) -> Limits:
    return Limits(time.monotonic() + WAIT, Settings(seconds=WAIT, **changes), threading.Event())


def engine(within: Limits) -> tuple[Whole, Stage]:
    instance, program = question()
    found, _ = engine_of(program, None, within)
    assert isinstance(found, Whole)
    (stage,) = stages(instance.policy, tuple(program.amounts))
    return found, stage


def accepted(found: Found) -> int:
    """Return what a plan that was found costs by the search, once the checks have accepted it at no more."""
    instance, program = question()
    assert found.values is not None
    assert found.objective is not None
    plan = check(instance, decoded(program, found.values))
    assert plan.hard == ()
    assert plan.objective <= found.objective
    return found.objective


def until(done: Callable[[Found], bool]) -> Callable[..., Found]:
    """Stand in for the model: it finds nothing, and waits for what happens beside it."""

    def search(model: object, limits: Limits, on_tick: object, found: Found, **_: object) -> Found:
        while not done(found) and time.monotonic() < limits.until:
            time.sleep(0.02)
        return found

    return search
