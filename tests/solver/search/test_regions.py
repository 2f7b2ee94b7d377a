"""Components searched one by one: their share of the time, and what becomes of the whole."""

import math
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from solver.domain.instance import Instance
from solver.domain.outcome import Progress, Solved
from solver.goals import GOALS
from solver.problem import Problem
from solver.program import build
from solver.search import engines, regions
from solver.search.begin import begun
from solver.search.components import components, part_of
from solver.search.connected import Connected
from solver.search.exact import Found, Limits
from solver.search.incumbent import Incumbent, plan_from
from solver.search.matrix import WEAK, matrix_of
from solver.search.regions import Regions, _merged, _Region, _Shares
from solver.search.relaxation import bounded, worth_of
from solver.search.settle import settled
from solver.search.state import State
from solver.settings import Settings
from solver.solve import solve
from tests import small


def wards(number: int, empty: int = 0) -> Instance:
    """Return departments that share nobody and nothing; each has two seats and one specialist, the empty ones none."""
    codes = [f"0{ward + 1}" for ward in range(number + empty)]
    return small.instance(
        supporting_hospitals=[{"id": f"home{code}"} for code in codes],
        specialists=[{"id": f"a{code}", "hospital": f"home{code}", "specialties": [code]} for code in codes[:number]],
        recipient_hospitals=[{"id": f"far{code}"} for code in codes],
        departments=[{"id": f"room{code}", "hospital": f"far{code}", "specialty": code} for code in codes],
        posts=[{"id": f"seat{code}{seat}", "department": f"room{code}"} for code in codes for seat in "ab"],
    )


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


def test_two_threads_share_the_time_by_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """12 entries, 24 seconds of two threads: two seconds for each entry."""
    clock = Clock()
    monkeypatch.setattr(regions, "time", clock)
    shares = _Shares(np.array([4.0, 4.0, 2.0, 2.0]), 12.0, 2)
    assert [shares.end(0), shares.end(1)] == [8.0, 8.0]
    clock.now = 8.0
    assert [shares.end(2), shares.end(3)] == [12.0, 12.0]


def test_who_ends_early_leaves_more(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(regions, "time", clock)
    shares = _Shares(np.array([2.0, 2.0]), 12.0, 1)
    assert shares.end(0) == 6.0
    shares.over(0)
    clock.now = 2.0
    assert shares.end(1) == 12.0


def limits(**changes: Any) -> Limits:
    return Limits(time.monotonic() + 60, Settings(seconds=60, **changes), threading.Event(), None)


def state_of(instance: Instance, goals: Iterable[str] = GOALS) -> State:
    program = build(Problem(instance), goals={goal: GOALS[goal] for goal in goals})
    matrix = matrix_of(program, program.cost(program.amounts))
    state = State(matrix, matrix, program.tours, limits(), Found())
    state.begin(plan_from(matrix, settled(matrix, matrix.lower.copy())))
    return state


@pytest.mark.parametrize(("number", "threads", "several"), [(1, 2, False), (2, 2, True), (2, 4, False), (3, 2, True)])
def test_components_are_searched_apart_where_they_keep_all_threads_busy(
    number: int, threads: int, several: bool
) -> None:
    assert Regions(state_of(wards(number)), threads).several is several


@pytest.mark.parametrize("small_part", [regions.SMALL, 0.0])
def test_what_has_no_tours_is_searched_with_what_has(small_part: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seat that nobody can take is a component of shortages alone, however large."""
    monkeypatch.setattr(regions, "SMALL", small_part)
    state = state_of(wards(2, empty=1))
    assert len(components(state.matrix)) > 2
    pieces = _merged(state)
    assert all((columns < state.matrix.tours).any() for _, columns in pieces)
    assert sum(len(rows) for rows, _ in pieces) == (~state.matrix.weak & (state.matrix.length > 0)).sum()


def test_small_components_are_taken_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of four is a quarter of the question."""
    state = state_of(wards(4))
    assert len(_merged(state)) == 4
    monkeypatch.setattr(regions, "SMALL", 0.3)
    ((rows, columns),) = _merged(state)
    assert len(rows) == (~state.matrix.weak & (state.matrix.length > 0)).sum()
    assert (columns < state.matrix.tours).sum() == state.matrix.tours


def test_the_last_bounds_of_components_add_up() -> None:
    state = state_of(wards(3))
    searched, plan = Regions(state, 2), state.incumbent.plan
    for number, bound, total in [(0, 5, 5), (1, 7, 12), (0, 6, 13)]:
        mine: Any = SimpleNamespace(found=Found(bound=bound))
        searched._hear(_Region(number, plan.values[:0], mine, plan, again=math.inf))
        assert state.found.bound == total


def test_who_is_told_may_fail_and_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches of components end with that of the whole, not with their time."""
    monkeypatch.setattr(engines, "LARGE", 0)
    began = time.monotonic()

    def fail(told: Progress) -> None:
        if told.plan is not None:
            raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        solve(wards(3), Settings(seconds=600), on_progress=fail)
    assert time.monotonic() - began < 300


def test_a_better_component_counts_though_another_misses_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was missed before is no reason to mend the whole again at every join."""
    state = state_of(wards(2), ["shortage"])
    searched = Regions(state, 2)
    part, columns = part_of(state.matrix, *searched._pieces[0])
    mine = State(part, part, state.tours.take(columns[: part.tours]), limits(), Found())
    mine.begin(plan_from(part, state.incumbent.plan.values[columns]))
    region = _Region(0, columns, mine, mine.incumbent.plan)
    before = replace(state.incumbent.plan, missed=3)
    state.incumbent = Incumbent(state.matrix, before)
    mine.incumbent.offer_plan(begun(part, mine.surroundings, mine.tours, None, mine.effort(), mine.stopper))
    monkeypatch.setattr(regions, "mended", lambda *_: pytest.fail("mended"))
    searched._join(region)
    assert state.incumbent.plan.objective < before.objective
    assert state.incumbent.plan.missed == 3


def test_what_a_component_ends_with_is_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nobody was told of it on the way."""
    state = state_of(wards(2), ["shortage"])
    before = state.incumbent.plan.objective

    def run(self: Connected) -> None:
        mine = self._state
        mine.incumbent.offer_plan(begun(mine.matrix, mine.surroundings, mine.tours, None, mine.effort(), mine.stopper))

    monkeypatch.setattr(Connected, "run", run)
    Regions(state, 2).run()
    assert state.incumbent.plan.missed == 0
    assert state.incumbent.plan.objective < before


def test_multipliers_of_the_components_are_those_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """They prove of the whole what they prove of the components, and say what each tour is worth."""
    state, searches = state_of(wards(3), [goal for goal in GOALS if goal not in WEAK]), list[Connected]()
    run = Connected.run
    monkeypatch.setattr(Connected, "run", lambda self: searches.append(self) or run(self))
    searched = Regions(state, 2)
    searched.run()
    bounds = [search.relaxed.bound for search in searches if search.relaxed]
    whole = bounded(state.priced, state.tours, searched._multipliers)
    assert len(bounds) == 3
    assert sum(bounds) - 3 <= whole.bound <= sum(bounds)  # each is rounded up
    assert whole.bound > 0
    assert np.isclose(searched._multipliers.plan @ state.priced.cost, sum(bounds), rtol=0.01)
    assert np.array_equal(state.found.worth, worth_of(state.priced, searched._multipliers.rows))


@pytest.mark.parametrize("reproducible", [False, True])
def test_plans_are_joined_and_bounds_add_up(reproducible: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of three departments has two seats and one person: what is left empty is the same in each, and proven."""
    truth = solve(wards(3), Settings(seconds=60))
    assert isinstance(truth, Solved)
    assert truth.proven_optimal
    monkeypatch.setattr(engines, "LARGE", 0)
    searched: list[int] = []
    run = Connected.run
    monkeypatch.setattr(Connected, "run", lambda self: searched.append(self._state.matrix.tours) or run(self))
    outcome = solve(wards(3), Settings(seconds=60, gap=0.2, reproducible=reproducible))
    assert isinstance(outcome, Solved)
    assert outcome.objective == truth.objective
    assert 0 < outcome.bound <= truth.objective
    assert len(searched) == 3
