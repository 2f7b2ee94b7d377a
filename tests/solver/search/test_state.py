"""When a search ends, what a part of it may take, and what it makes known."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from solver.problem import Problem
from solver.program import build
from solver.search.exact import Found, Limits
from solver.search.incumbent import plan_from
from solver.search.matrix import matrix_of
from solver.search.state import EFFORT, HOPELESS, LEAST, State
from solver.settings import Settings
from tests import small


def searching(seconds: float = 600.0, budget: float | None = None, **found: Any) -> State:
    """Return a search whose plan costs 100 unless a test says otherwise."""
    program = build(Problem(small.instance()))
    matrix = matrix_of(program, program.cost(program.amounts))
    limits = Limits(time.monotonic() + seconds, Settings(seconds=600, gap=0.05), threading.Event(), budget)
    return State(matrix, matrix, program.tours, limits, Found(**{"objective": 100, "bound": 90} | found))


@pytest.mark.parametrize(
    ("state", "finished"),
    [
        (searching, False),
        (lambda: searching(bound=95), True),
        (lambda: searching(bound=94), False),
        (lambda: searching(bound=None), False),
        (lambda: searching(error=LookupError()), True),
        (lambda: searching(seconds=0.0), True),
        (lambda: searching(seconds=0.0, budget=10.0), True),
        (lambda: searching(budget=10.0), False),
    ],
)
def test_what_ends_a_search(state: Callable[[], State], finished: bool) -> None:
    assert state().finished is finished


@pytest.mark.parametrize("stops", [lambda state: state.stopper.stop(), lambda state: state.limits.stop.set()])
def test_a_stop_ends_a_search(stops: Callable[[State], None]) -> None:
    state = searching()
    stops(state)
    assert state.finished


@pytest.mark.parametrize(
    ("objective", "spent", "finished"),
    [(100, 0.9, False), (100, 1.0, True), (None, HOPELESS - 0.1, False), (None, HOPELESS + 0.1, True)],
)
def test_a_search_without_a_plan_ends_early(objective: int | None, spent: float, finished: bool) -> None:
    """Half of the budget without one leave the rest to one model of the whole."""
    state = searching(budget=10.0, objective=objective)
    state.count(10.0 * spent)
    assert state.finished is finished


@pytest.mark.parametrize(
    ("budget", "spent", "left"), [(None, 0.0, EFFORT), (10.0, 0.0, EFFORT), (10.0, 9.0, 1.0), (10.0, 10.0, LEAST)]
)
def test_a_part_gets_no_more_than_is_left(budget: float | None, spent: float, left: float) -> None:
    state = searching(budget=budget)
    state.count(spent)
    assert state.effort().deterministic == left


def test_a_bound_only_rises_and_is_told() -> None:
    state, told = searching(bound=None), list[int | None]()
    state.told = lambda: told.append(state.found.bound)
    for bound in (50, 40, 60):
        state.raise_bound(bound)
    assert told == [50, 50, 60]


def test_only_a_plan_that_misses_nothing_is_made_known() -> None:
    state = searching(objective=None)
    whole = plan_from(state.matrix, np.zeros(state.matrix.width, dtype=np.int64))
    state.begin(replace(whole, missed=3))
    assert state.found.values is None
    state.begin(replace(whole, missed=0))
    assert state.found.objective == whole.objective
