"""The search of large questions on small ones, where the whole model knows the truth."""

import threading
import time

import pytest
from hypothesis import given, settings

import instances as published
from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Progress, Solved, StoppedBy
from solver.load import load_instance
from solver.search import engines
from solver.settings import Settings
from solver.solve import solve
from tests.solver.strategies import SMALL, instances

pytestmark = pytest.mark.slow


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "LARGE", 0)


@settings(max_examples=25)
@given(instances(SMALL))
def test_the_truth_lies_between_bound_and_objective(instance: Instance) -> None:
    """Whatever the rules, modes and levels: the plan is accepted, its bound holds, and a no is the whole model's no."""
    truth = solve(instance, Settings(seconds=20, reproducible=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "LARGE", 0)
        outcome = solve(instance, Settings(seconds=2.0))
    if isinstance(truth, Infeasible):
        assert not isinstance(outcome, Solved)
        return
    assert isinstance(outcome, Solved)
    assert isinstance(truth, Solved)
    assert check(instance, outcome.plan).hard == ()
    if truth.proven_optimal and not truth.levels:
        assert outcome.bound <= truth.objective <= outcome.objective


@pytest.mark.usefixtures("everything_is_large")
@pytest.mark.parametrize("name", ["kezhou", "naqu"])
def test_programmes(name: str) -> None:
    """Real programmes: a plan and a bound, better from the plan than from nothing, reported on the way."""
    instance, told = load_instance(published.path(name)), list[Progress]()
    outcome = solve(instance, Settings(seconds=8), on_progress=told.append)
    assert isinstance(outcome, Solved)
    assert 0 < outcome.bound <= outcome.objective
    assert any(progress.plan is not None for progress in told)
    again = solve(instance, Settings(seconds=4), start=outcome.plan)
    assert isinstance(again, Solved)
    assert again.objective <= outcome.objective


@pytest.mark.usefixtures("everything_is_large")
def test_a_plan_that_breaks_rules_is_repaired() -> None:
    """Tours twice over, and a person in two places: what stands is accepted, and the search goes on from it."""
    instance = load_instance(published.path("kezhou"))
    first = solve(instance, Settings(seconds=8))
    assert isinstance(first, Solved)
    tours = first.plan.tours
    broken = first.plan.model_copy(update={"tours": tours + tours[:3]})
    assert check(instance, broken).hard
    outcome = solve(instance, Settings(seconds=8), start=broken)
    assert isinstance(outcome, Solved)
    assert outcome.objective <= first.objective


@pytest.mark.usefixtures("everything_is_large")
def test_a_stop_keeps_what_there_is() -> None:
    stop = threading.Event()
    threading.Timer(2.0, stop.set).start()
    began = time.monotonic()
    outcome = solve(load_instance(published.path("kezhou")), Settings(seconds=600), stop=stop)
    assert isinstance(outcome, Solved)
    assert outcome.stopped_by is StoppedBy.REQUEST
    assert time.monotonic() - began < 60


@pytest.mark.usefixtures("everything_is_large")
def test_the_same_twice() -> None:
    """A reproducible search counts work, not seconds: the same plan, bound and work."""
    instance = load_instance(published.path("kezhou"))
    wanted = Settings(seconds=16, reproducible=True)
    one, other = solve(instance, wanted), solve(instance, wanted)
    assert isinstance(one, Solved)
    assert isinstance(other, Solved)
    if one.reproducible and other.reproducible:
        assert (one.plan, one.bound, one.deterministic_time) == (other.plan, other.bound, other.deterministic_time)
    else:
        assert StoppedBy.SECONDS in (one.stopped_by, other.stopped_by)
