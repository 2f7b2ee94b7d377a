"""Neighbourhood after neighbourhood: what each may take, where the next one lies, and what becomes of what it finds."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from solver.domain.instance import Instance
from solver.problem import Ints, Problem
from solver.program import Program, build
from solver.search import improve
from solver.search.connected import Connected
from solver.search.exact import Found, Limits
from solver.search.improve import FIRST_EFFORT, PATIENCE, PER_COLUMN, Improver
from solver.search.incumbent import Change, Plan, plan_from
from solver.search.linear import Floats
from solver.search.matrix import Matrix, matrix_of
from solver.search.neighbourhoods import Kind, Neighbourhoods
from solver.search.restricted import Effort, Searched, Stopper
from solver.search.settle import settled
from solver.search.state import EFFORT, State
from solver.settings import Settings
from tests import small


@cache
def program(periods: int = 12) -> Program:
    """Three wards with a seat each: two have a specialist of their own, nobody can serve in the third."""
    codes = ["03", "04", "05"]
    instance: Instance = small.instance(
        calendar={"periods": periods},
        tour_kinds=[{"max_months": periods}],
        specialists=[{"id": code, "specialties": [code]} for code in codes[:2]],
        departments=[{"id": code, "specialty": code} for code in codes],
        posts=[{"id": code, "department": code, "demand": [small.demand(1, 1, end=periods)]} for code in codes],
    )
    return build(Problem(instance))


def searching(begin: Callable[[Matrix], Ints], periods: int = 12) -> State:
    mine = program(periods)
    matrix = matrix_of(mine, mine.cost(["shortage"]))
    limits = Limits(time.monotonic() + 600, Settings(seconds=600), threading.Event())
    state = State(matrix, matrix, mine.tours, limits, Found())
    state.begin(plan_from(matrix, begin(matrix)))
    return state


def nobody(matrix: Matrix) -> Ints:
    """Return the plan without tours: all seats are short."""
    return settled(matrix, matrix.lower.copy())


def served(matrix: Matrix, *, settle: bool = True) -> Ints:
    """Return the plan in which the first ward has somebody throughout."""
    values, tours = matrix.lower.copy(), program().tours
    (throughout,) = np.flatnonzero((tours.person == 0) & (tours.start == 0) & (tours.periods == 12))
    values[throughout] = 1
    return settled(matrix, values) if settle else values


def watched(monkeypatch: pytest.MonkeyPatch, found: Callable[[], Change | None]) -> list[Effort]:
    """Stand in for CP-SAT: return the list that is filled with what it may take, each time with another seed."""
    asked: list[Effort] = []

    def search(matrix: Matrix, plan: Plan, free: Ints, effort: Effort, stop: Stopper) -> Searched:
        asked.append(effort)
        return Searched(found(), None, 0, proven=False, infeasible=False, deterministic_time=0.1)

    monkeypatch.setattr(improve, "search_restricted", search)
    return asked


def test_a_neighbourhood_may_take_longer_where_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as long after some in vain, up to the usual effort; half as long after each that brought something."""
    state, fruitful = searching(nobody), False

    def found() -> None:
        if fruitful:
            plan = state.incumbent.plan
            state.incumbent.offer_plan(replace(plan, objective=plan.objective - 1))

    asked = watched(monkeypatch, found)
    improver = Improver(state, 1, EFFORT / 5)
    for _ in range(4 * PATIENCE):
        improver.step()
    expected = [part * EFFORT for part in (0.2, 0.4, 0.8, 1.0) for _ in range(PATIENCE)]
    assert [effort.deterministic for effort in asked] == pytest.approx(expected)
    fruitful = True
    for _ in range(5):
        improver.step()
    lately = [effort.deterministic for effort in asked[-5:]]
    assert lately == pytest.approx([part * EFFORT for part in (1.0, 0.5, 0.25, 0.2, 0.2)])
    fruitful = False
    for _ in range(PATIENCE + 1):
        improver.step()
    assert [effort.deterministic for effort in asked[-2:]] == pytest.approx([EFFORT / 5, EFFORT * 2 / 5])
    assert len({effort.seed for effort in asked}) == len(asked)


@pytest.mark.parametrize(("large", "expected"), [(False, (FIRST_EFFORT, False, True)), (True, (EFFORT, True, False))])
def test_neighbourhoods_are_short_divided_and_without_cuts_but_in_large_questions(
    large: bool, expected: tuple[float, bool, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    state = searching(nobody)
    if large:
        monkeypatch.setattr("solver.search.state.LARGE", state.matrix.tours)
    asked = watched(monkeypatch, state.stopper.stop)
    Connected(state, 1).improve(None)
    assert [(mine.deterministic, mine.cuts, mine.divided) for mine in asked] == [expected]


def test_what_is_better_is_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    state = searching(nobody)
    after = served(state.matrix)
    watched(monkeypatch, lambda: Change(np.arange(len(after)), after))
    Improver(state, 1).step()
    assert state.incumbent.plan.values.tolist() == after.tolist()


def test_an_empty_neighbourhood_is_no_question_and_the_next_is_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quarter of two tours is none."""
    state = searching(nobody, periods=1)
    assert state.matrix.tours == 2
    asked = watched(monkeypatch, lambda: None)
    improver = Improver(state, 1)
    kinds = len(improver.neighbourhoods.kinds)
    assert [improver.step() for _ in range(kinds)] == [PER_COLUMN] * kinds
    assert not asked
    assert improver.step() > PER_COLUMN
    assert asked


@pytest.mark.parametrize(("effort", "grows"), [(EFFORT, True), (0.25, False)])
def test_what_is_quick_depends_on_the_effort(effort: float, grows: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of a unit is little where three are meant, and most of what small neighbourhoods are meant to take."""

    def search(matrix: Matrix, plan: Plan, free: Ints, effort: Effort, stop: Stopper) -> Searched:
        return Searched(None, None, 0, proven=True, infeasible=False, deterministic_time=0.1)

    monkeypatch.setattr(improve, "search_restricted", search)
    improver = Improver(searching(served), 1, effort)
    before = {kind.name: kind.size for kind in improver.neighbourhoods.kinds}
    improver.step()
    assert ([kind.size > before[kind.name] for kind in improver.neighbourhoods.kinds if kind.tried] == [True]) == grows


def weights(improver: Improver, monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Return how much there is to gain in each ward, as the next neighbourhood is drawn by it."""
    seen: list[Floats] = []

    def draw(self: Neighbourhoods, values: Ints, weight: Floats) -> tuple[Kind, Ints]:
        seen.append(weight)
        return self.kinds[0], np.zeros(0, dtype=np.int64)

    monkeypatch.setattr(Neighbourhoods, "draw", draw)
    improver.step()
    return dict(zip(("03", "04", "05"), seen[0].tolist(), strict=True))


def test_seeds_lie_where_a_plan_costs_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little, but something, where it costs nothing; nothing where no tour leads."""
    weight = weights(Improver(searching(served), 1), monkeypatch)
    assert weight["04"] > 5 * weight["03"] > 0
    assert weight["05"] == 0


def test_what_the_relaxation_grants_a_ward_is_no_reason_to_search_it(monkeypatch: pytest.MonkeyPatch) -> None:
    improver = Improver(searching(nobody), 1)
    improver.fair_share = np.array([0.0, 1e9, 0.0])
    weight = weights(improver, monkeypatch)
    assert weight["03"] > 5 * weight["04"] > 0


def test_seeds_lie_where_rows_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shortages that are not counted yet miss the rows of their ward."""
    state = searching(lambda matrix: served(matrix, settle=False))
    assert state.incumbent.plan.missed
    weight = weights(Improver(state, 1), monkeypatch)
    assert weight["04"] > 5 * weight["03"] > 0
    assert weight["05"] == 0


@pytest.mark.parametrize("pairings", [False, True])
def test_pairings_are_free_where_the_kind_says_so(pairings: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    state, asked = searching(nobody), list[bool]()
    around = state.surroundings.with_auxiliaries

    def free(tours: Ints, *, pairings: bool) -> Ints:
        asked.append(pairings)
        return around(tours, pairings=pairings)

    monkeypatch.setattr(state.surroundings, "with_auxiliaries", free)
    watched(monkeypatch, lambda: None)
    improver = Improver(state, 1)
    improver.neighbourhoods.kinds = [Kind("cross", 100.0, pairings)]
    improver.step()
    assert asked == [pairings]


def test_any_seed_that_may_be_asked_for_is_one_for_cp_sat() -> None:
    """CP-SAT takes 31 bits; each neighbourhood has a seed of its own."""
    state = searching(nobody)
    improver = Improver(state, 2**31 - 1)
    improver.step()
    assert 0 <= improver._seed < 2**31
    assert state.incumbent.plan.objective < plan_from(state.matrix, nobody(state.matrix)).objective
