"""The one model of a small question: a plan at once, and when nothing is searched beside it."""

import threading
import time
from typing import Any

import pytest

from solver.domain.outcome import StoppedBy
from solver.problem import Problem
from solver.program import build
from solver.search import whole
from solver.search.engines import Whole, engine_of
from solver.search.exact import Found, Limits
from solver.search.large import THREADS
from solver.search.levels import stages
from solver.settings import Settings
from tests import small
from tests.solver.small_search import WAIT, accepted, engine, limits, question, until


def test_a_plan_is_there_before_the_model_has_any(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is accepted, and no hint to the model."""
    monkeypatch.setattr(whole, "search", until(lambda found: True))
    within = limits()
    search, stage = engine(within)
    found = search.minimise(stage, Found(), within, lambda _: None)
    accepted(found)
    assert not search._model.cp.proto.solution_hint.vars


def test_a_model_ends_once_the_gap_asked_for_is_reached_beside_it() -> None:
    """A plan that is as good as its bound needs no proof of the model's own."""
    _, program = question()
    within = limits(gap=0.02)
    search, stage = engine(within)
    found = Found(values=program.lower, objective=100, bound=98)
    ended = search.minimise(stage, found, within, lambda _: None)
    assert (ended.objective, ended.stopped_by) == (100, StoppedBy.GAP)
    assert time.monotonic() < within.until


@pytest.mark.parametrize(("changes", "budget"), [({"reproducible": True}, 1.0), ({"workers": 1}, None)])
def test_a_reproducible_search_and_one_thread_have_the_model_alone(
    changes: dict[str, Any], budget: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "search", until(lambda found: True))
    monkeypatch.setattr(whole, "_Beside", None)
    within = Limits(time.monotonic() + WAIT, Settings(**changes), threading.Event(), budget)
    search, stage = engine(within)
    assert search.minimise(stage, Found(), within, lambda _: None).objective is not None


@pytest.mark.parametrize(("workers", "threads"), [(None, THREADS), (1, 0), (2, 1), (8, 1)])
def test_threads_beside_the_model_are_extra(workers: int | None, threads: int) -> None:
    assert whole._threads(workers) == threads


@pytest.mark.parametrize(("there", "seconds"), [(True, WAIT), (False, 0.0)], ids=["a plan is there", "time is over"])
def test_greed_is_for_who_has_no_plan_and_time(there: bool, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "begun", lambda *_: pytest.fail("greedy"))
    monkeypatch.setattr(whole, "search", until(lambda found: True))
    search, stage = engine(limits(workers=1))
    within = Limits(time.monotonic() + seconds, Settings(workers=1), threading.Event())
    in_hand = Found(values=question()[1].lower, objective=100) if there else Found()
    assert search.minimise(stage, in_hand, within, lambda _: None) is in_hand


def test_a_question_without_tours_is_the_model_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Whole, "_state", None)
    instance = small.instance(specialists=[])
    program = build(Problem(instance))
    (stage,) = stages(instance.policy, tuple(program.amounts))
    found, _ = engine_of(program, None, limits())
    assert found.minimise(stage, Found(), limits(), lambda _: None).proven
