"""The search of large questions on small ones, where the whole model knows the truth."""

import threading
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import instances as published
import solver.solve as solving
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


@pytest.fixture
def little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a reproducible search of a minute have a budget of a unit of work: a slow machine does as much in the end."""
    monkeypatch.setattr(solving, "DETERMINISTIC_PER_SECOND", 1 / 60)


@pytest.mark.usefixtures("in_this_process")
@settings(max_examples=40)
@given(instances(SMALL), st.booleans(), st.booleans())
def test_the_truth_lies_between_bound_and_objective(instance: Instance, reproducible: bool, very: bool) -> None:
    """Whatever the rules, modes and levels: the plan is accepted, its bound holds, and a no is the whole model's no.

    What is very large is annealed too.
    """
    truth = solve(instance, Settings(seconds=20, reproducible=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "LARGE", 0)
        if very:
            patch.setattr("solver.search.state.LARGE", 0)
        outcome = solve(instance, Settings(seconds=2.0, reproducible=reproducible))
    if isinstance(truth, Infeasible):
        assert not isinstance(outcome, Solved)
        return
    assert isinstance(outcome, Solved)
    assert isinstance(truth, Solved)
    assert check(instance, outcome.plan).hard == ()
    if truth.proven_optimal and not truth.levels:
        assert outcome.bound <= truth.objective <= outcome.objective


@cache
def found(name: str) -> tuple[Instance, Solved, list[Progress]]:
    """Return a programme, a plan of it that is within half of its bound, and what was told meanwhile."""
    instance, told = load_instance(published.path(name)), list[Progress]()
    outcome = solve(instance, Settings(seconds=300, gap=0.5), on_progress=told.append)
    assert isinstance(outcome, Solved)
    return instance, outcome, told


@pytest.mark.usefixtures("everything_is_large")
@pytest.mark.parametrize("name", ["kezhou", "naqu"])
def test_programmes(name: str) -> None:
    """Real programmes: a plan and a bound, from the plan no worse than it, reported on the way."""
    instance, outcome, told = found(name)
    assert 0 < outcome.bound <= outcome.objective <= 2 * outcome.bound
    assert any(progress.plan is not None for progress in told)
    again = solve(instance, Settings(seconds=60, gap=0.99), start=outcome.plan)
    assert isinstance(again, Solved)
    assert again.objective <= outcome.objective


@pytest.mark.usefixtures("everything_is_large")
def test_a_plan_that_breaks_rules_is_repaired() -> None:
    """Tours twice over, and a person in two places: what stands is accepted, and the search goes on from it."""
    instance, first, _ = found("kezhou")
    tours = first.plan.tours
    broken = first.plan.model_copy(update={"tours": tours + tours[:3]})
    assert check(instance, broken).hard
    outcome = solve(instance, Settings(seconds=60, gap=0.99), start=broken)
    assert isinstance(outcome, Solved)
    assert outcome.objective <= first.objective


@pytest.mark.usefixtures("everything_is_large")
def test_a_stop_keeps_what_there_is() -> None:
    """It comes with the first plan, in the midst of everything else."""
    stop = threading.Event()

    def told(progress: Progress) -> None:
        if progress.plan is not None:
            stop.set()

    began = time.monotonic()
    outcome = solve(load_instance(published.path("kezhou")), Settings(seconds=600), on_progress=told, stop=stop)
    assert isinstance(outcome, Solved)
    assert outcome.stopped_by is StoppedBy.REQUEST
    assert time.monotonic() - began < 300


@pytest.mark.usefixtures("everything_is_large", "little_work")
def test_the_same_twice() -> None:
    """A reproducible search counts work, not seconds: the same plan, bound and work."""
    instance = load_instance(published.path("kezhou"))
    wanted = Settings(seconds=60, reproducible=True)
    one, other = solve(instance, wanted), solve(instance, wanted)
    assert isinstance(one, Solved)
    assert isinstance(other, Solved)
    if one.reproducible and other.reproducible:
        assert (one.plan, one.bound, one.deterministic_time) == (other.plan, other.bound, other.deterministic_time)
    else:
        assert StoppedBy.SECONDS in (one.stopped_by, other.stopped_by)
