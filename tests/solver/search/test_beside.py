"""Neighbourhoods beside the one model of a small question: when they begin and end, and what they bring."""

import threading
import time
from concurrent.futures import wait
from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from solver.search import whole
from solver.search.connected import Connected
from solver.search.exact import Found, Limits
from solver.search.incumbent import Plan, plan_from
from solver.search.restricted import Stopper
from solver.search.state import State
from solver.settings import Settings
from tests.solver.small_search import accepted, engine, limits, question, until


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let neighbourhoods begin at once."""
    monkeypatch.setattr(whole, "LEAST", 0.0)
    monkeypatch.setattr(whole, "MOST", 0.0)


@pytest.mark.usefixtures("at_once")
def test_neighbourhoods_better_a_plan_far_from_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    first: list[int] = []

    def better(found: Found) -> bool:
        assert found.objective is not None
        first.append(found.objective)
        return found.objective < first[0]

    monkeypatch.setattr(whole, "search", until(better))
    within = limits()
    search, stage = engine(within)
    found = search.minimise(stage, Found(), within, lambda _: None)
    assert accepted(found) < first[0]


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(("bound", "begun"), [(96, False), (94, True)])
def test_they_begin_only_where_the_plan_is_far(bound: int, begun: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    begins: list[bool] = []

    def begin(plan: Plan) -> None:
        begins.append(True)
        raise RuntimeError("not needed")

    search, stage = engine(limits())
    values = question()[1].lower
    state = search._state(stage, limits(), Found(values=values, objective=100, bound=bound))
    monkeypatch.setattr(state, "begin", begin)
    beside = whole._Beside(state, 1)
    with pytest.raises(RuntimeError) if begun else nullcontext(), beside:
        wait([beside._running])
    assert begins == [True] * begun


@pytest.mark.usefixtures("at_once")
def test_they_end_where_nothing_better_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else they would take the processor from a model that may yet prove something."""
    monkeypatch.setattr(whole, "STUCK", 0.0)
    monkeypatch.setattr(whole, "AT_LEAST", 0.0)
    ended = threading.Event()
    improve = Connected.improve

    def watched(self: Connected, relaxed: Any) -> None:
        improve(self, relaxed)
        ended.set()

    monkeypatch.setattr(Connected, "improve", watched)
    monkeypatch.setattr(whole, "search", until(lambda found: ended.is_set()))
    within = limits()
    search, stage = engine(within)
    search.minimise(stage, Found(), within, lambda _: None)
    assert ended.is_set()
    assert time.monotonic() < within.until


@pytest.mark.usefixtures("at_once")
def test_they_end_with_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long they could go on, they are stopped and nothing of them is left."""
    monkeypatch.setattr(whole, "STUCK", 1e9)
    begun, stopped = threading.Event(), list[bool]()
    improve = Connected.improve

    def watched(self: Connected, relaxed: Any) -> None:
        begun.set()
        improve(self, relaxed)
        stopped.append(self._state.stopper.stopped.is_set())

    monkeypatch.setattr(Connected, "improve", watched)
    monkeypatch.setattr(whole, "search", until(lambda found: begun.is_set()))
    within, threads = limits(), threading.active_count()
    search, stage = engine(within)
    search.minimise(stage, Found(), within, lambda _: None)
    assert stopped == [True]
    assert threading.active_count() == threads


@pytest.mark.usefixtures("at_once")
def test_an_error_in_them_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    raised = threading.Event()

    def fail(self: Connected, relaxed: Any) -> None:
        raised.set()
        raise RuntimeError("broken")

    monkeypatch.setattr(Connected, "improve", fail)
    monkeypatch.setattr(whole, "search", until(lambda found: raised.is_set()))
    within = limits()
    search, stage = engine(within)
    with pytest.raises(RuntimeError, match="broken"):
        search.minimise(stage, Found(), within, lambda _: None)


def missing(*_: object) -> Plan:
    """Stand in for greed: a plan that misses a row, for nothing."""
    return Plan(question()[1].lower, question()[1].lower, 0, missed=1)


@pytest.mark.usefixtures("at_once")
def test_a_plan_that_misses_rows_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """And without a plan there is nothing to improve."""
    monkeypatch.setattr(whole, "begun", missing)
    monkeypatch.setattr(whole, "search", until(lambda found: True))
    search, stage = engine(limits())
    assert search.minimise(stage, Found(), limits(), lambda _: None).values is None


class Clock:
    """A clock that tests set."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def monotonic(self) -> float:
        return self.now


class Searching:
    """What neighbourhoods beside a model know of their search."""

    def __init__(self, seconds: float = 60.0, objective: int = 0) -> None:
        self.limits, self.stopper, self.found = Limits(seconds, Settings(), threading.Event()), Stopper(), Found()
        self.incumbent = SimpleNamespace(plan=SimpleNamespace(objective=objective))


@pytest.mark.parametrize(("seconds", "at"), [(1.0, whole.LEAST), (60.0, 60.0 * whole.PART), (3600.0, whole.MOST)])
def test_they_begin_after_a_part_of_the_time(seconds: float, at: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "time", Clock())
    state: Any = Searching(seconds)
    assert whole._Beside(state, 1)._at == pytest.approx(at)


def test_they_go_on_while_something_better_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the time since they began without anything is too long."""
    clock = Clock()
    monkeypatch.setattr(whole, "time", clock)
    state: Any = Searching(objective=100)
    beside = whole._Beside(state, 1)
    beside._at, beside._best, beside._better = 0.0, 100, 10.0
    for clock.now, objective in [(19.0, 100), (30.0, 90), (59.0, 90)]:
        state.incumbent.plan.objective = objective
        beside._look()
        assert not state.stopper.stopped.is_set()
    clock.now = 61.0
    beside._look()
    assert state.stopper.stopped.is_set()


@pytest.mark.parametrize(("asked", "wanted"), [(0.0, whole.FAR), (0.2, 0.2)])
def test_they_bring_a_plan_near_and_the_model_does_the_rest(
    asked: float, wanted: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    states: list[State] = []

    def beside(state: State, threads: int) -> Any:
        states.append(state)
        return nullcontext()

    monkeypatch.setattr(whole, "_Beside", beside)
    monkeypatch.setattr(whole, "search", until(lambda found: True))
    within = limits(gap=asked)
    search, stage = engine(within)
    search.minimise(stage, Found(), within, lambda _: None)
    assert [state.limits.settings.gap for state in states] == [wanted]


@pytest.mark.parametrize(("values", "cheaper"), [(True, True), (True, False), (False, False)])
def test_they_go_on_from_the_plan_of_the_model_if_it_is_better(values: bool, cheaper: bool) -> None:
    """Not from one that is as good, which would undo what has been moved sideways since."""
    within = limits()
    search, stage = engine(within)
    state = search._state(stage, within, Found())
    whole._begin(state)
    greedy = state.found.values
    assert greedy is not None
    own = plan_from(state.matrix, greedy)
    state.begin(replace(own, objective=own.objective + cheaper))
    mine = state.incumbent.plan
    state.found.values, state.found.objective = (greedy, own.objective) if values else (None, None)
    whole._Beside(state, 1)._look()
    assert (state.incumbent.plan is mine) == (not cheaper)
    assert state.incumbent.plan.objective == own.objective


@pytest.mark.usefixtures("at_once")
def test_a_small_question_has_small_neighbourhoods(monkeypatch: pytest.MonkeyPatch) -> None:
    efforts: list[float] = []
    begin = Connected.__init__

    def begun(self: Connected, state: State, threads: int, effort: float) -> None:
        efforts.append(effort)
        begin(self, state, threads, effort)

    monkeypatch.setattr(Connected, "__init__", begun)
    monkeypatch.setattr(whole, "search", until(lambda found: bool(efforts)))
    within = limits()
    search, stage = engine(within)
    search.minimise(stage, Found(), within, lambda _: None)
    assert efforts == [whole.BRISK]
