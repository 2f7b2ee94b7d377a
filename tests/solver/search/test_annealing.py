"""Annealing of the plan in hand: better plans are taken, within its part of the time or the budget, and a stop is heard."""

import threading
import time
from concurrent.futures import Future
from dataclasses import replace

import numpy as np
import pytest

from instances.synthetic import named, text
from solver.load import load_instance
from solver.problem import Problem
from solver.program import build
from solver.search import annealing
from solver.search.annealing import CHANGE_WORK, PART, Annealing
from solver.search.begin import begun
from solver.search.connected import Connected
from solver.search.exact import Found, Limits
from solver.search.incumbent import plan_from
from solver.search.linear import Floats
from solver.search.matrix import matrix_of
from solver.search.ruin import anneal
from solver.search.state import State
from solver.settings import Settings

SECONDS = 20.0
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_this_process")]


def searching(budget: float | None = None, seed: int = 1, seconds: float = SECONDS) -> State:
    """Return the search of a question of 96 people with free starts, from the plan of greed."""
    program = build(Problem(load_instance(text(named("s-free-tight-3")))))
    matrix = matrix_of(program, program.cost(program.amounts))
    limits = Limits(time.monotonic() + seconds, Settings(seconds=seconds, seed=seed), threading.Event(), budget=budget)
    state = State(matrix, matrix, program.tours, limits, Found())
    state.begin(begun(matrix, state.surroundings, program.tours, None, state.effort(), state.stopper))
    return state


def alike(state: State) -> Floats:
    """Return costs of forcing a tour in that are all the same: every tour is offered."""
    return np.zeros(state.matrix.tours)


def test_a_better_plan_is_taken_in_a_part_of_the_time() -> None:
    state = searching()
    before, told = state.incumbent.plan, list[int | None]()
    state.told = lambda: told.append(state.found.objective)
    annealing._compiling().result()
    began = time.monotonic()
    Annealing(state).run(alike(state))
    took = time.monotonic() - began
    after = state.incumbent.plan
    assert after.objective < 0.8 * before.objective
    assert not after.missed
    assert plan_from(state.matrix, after.values).objective == after.objective
    assert (after.values[state.matrix.pairings] == before.values[state.matrix.pairings]).all()
    assert told[-1] == after.objective
    assert 0.8 * PART * SECONDS <= took < PART * SECONDS + 2.0
    assert len(anneal.signatures) == 1  # type: ignore[attr-defined]  # what was compiled ahead is what is used


def test_by_work_a_seed_finds_the_same_plan_each_time() -> None:
    objectives, spent = [], []
    for seed in (1, 1, 2):
        state = searching(budget=2.0, seed=seed, seconds=600)
        before = state.work.spent
        Annealing(state).run(alike(state))
        objectives.append(state.incumbent.plan.values.tolist())
        spent.append(state.work.spent - before)
    assert objectives[0] == objectives[1] != objectives[2]
    assert spent[0] == spent[1] >= round(2.0 * PART / CHANGE_WORK) * CHANGE_WORK


@pytest.mark.parametrize("large", [False, True])
def test_what_is_large_is_annealed_at_the_prices(large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Floats] = []
    state = searching(budget=0.5, seconds=600)
    monkeypatch.setattr("solver.search.state.LARGE", state.matrix.tours + (0 if large else 1))
    monkeypatch.setattr(Annealing, "run", lambda self, forced: asked.append(forced))
    search = Connected(state, 1)
    search.run()
    assert search.relaxed is not None
    assert len(asked) == int(large)
    assert all(forced is search.relaxed.forced for forced in asked)


def test_only_promising_tours_come_in() -> None:
    """Those that cost least to force in; no other comes into the plan."""
    state = searching()
    before = state.incumbent.plan.values[: state.matrix.tours]
    forced = np.random.default_rng(1).random(state.matrix.tours)
    Annealing(state).run(forced)
    after = state.incumbent.plan.values[: state.matrix.tours]
    new = (after > 0) & (before == 0)
    assert new.any()
    assert (forced[new] <= np.quantile(forced, annealing.PROMISING)).all()


def test_a_stop_is_heard() -> None:
    state = searching(seconds=600)
    threading.Timer(1.0, state.stopper.stop).start()
    began = time.monotonic()
    Annealing(state).run(alike(state))
    assert time.monotonic() - began < 3.0


def test_a_stop_is_heard_while_it_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    never: Future[None] = Future()
    monkeypatch.setattr(annealing, "_compiling", lambda: never)
    state = searching(seconds=600)
    before = state.incumbent.plan
    threading.Timer(0.5, state.stopper.stop).start()
    began = time.monotonic()
    Annealing(state).run(alike(state))
    assert time.monotonic() - began < 2.5
    assert state.incumbent.plan is before


def test_what_goes_wrong_when_it_is_compiled_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    failed: Future[None] = Future()
    failed.set_exception(ImportError("llvmlite"))
    monkeypatch.setattr(annealing, "_compiling", lambda: failed)
    state = searching()
    with pytest.raises(ImportError, match="llvmlite"):
        Annealing(state).run(alike(state))


def test_a_plan_that_misses_something_is_left_alone() -> None:
    state = searching()
    missing = replace(state.incumbent.plan, missed=1)
    state.begin(missing)
    Annealing(state).run(alike(state))
    assert state.incumbent.plan is missing
