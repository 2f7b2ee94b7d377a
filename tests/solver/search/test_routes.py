"""Which search a question goes to, and what each is handed: a lost line here costs no plan, only proofs and time."""

import threading
import time
from typing import Any

import numpy as np
import pytest
from ortools.sat.python import cp_model

from solver import solve as solving
from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.problem import Ints, Problem
from solver.program import Program, build
from solver.search import connected, engines, large, prove
from solver.search.engines import Large, Whole, engine_of
from solver.search.exact import PROVERS, WHOLE_WORKERS, Found, Limits, _tune
from solver.search.levelled import Levelled
from solver.search.levels import stages
from solver.search.matrix import WEAK, Matrix, matrix_of
from solver.search.pricing import Multipliers
from solver.search.prove import Prover
from solver.search.state import State
from solver.settings import Settings
from solver.solve import solve
from tests import small
from tests.solver.national import COUNTY, question


def limits(budget: float | None = None, **changes: Any) -> Limits:
    return Limits(time.monotonic() + 60, Settings(seconds=60, **changes), threading.Event(), budget)


def searched_in_parts(instance: Instance, budget: float) -> None:
    """Search as a large question with a budget of work, so that a busy machine takes the same steps."""
    program = build(Problem(instance))
    stage, *_ = stages(instance.policy, tuple(program.amounts))
    Large(program, None).minimise(stage, Found(), limits(budget=budget, reproducible=True), lambda found: None)


@pytest.fixture
def priced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Stand in for the dual pass, which is a process of its own: the numbers of columns that it is asked about."""
    asked: list[int] = []

    def nothing(matrix: Matrix, rows: Ints, columns: Ints, *rest: object) -> Multipliers:
        asked.append(len(columns))
        return Multipliers(np.zeros(len(rows)), np.zeros(len(columns)))

    monkeypatch.setattr(prove, "multipliers_of", nothing)
    return asked


def pairings(**changes: Any) -> Instance:
    """Forty-one supporters for five targets, within capacities."""
    sides = {"kind": "OTHER", "place": "here", "name": "H"}
    carries = {"owner_level": "CITY", "pairing_capacity": 3}
    return Instance.model_validate({
        "version": 1,
        "name": "packing",
        "supporting_hospitals": [sides | carries | {"id": f"s{row}"} for row in range(41)],
        "recipient_hospitals": [sides | {"id": f"t{row}", "pairing": {"min_supporters": 1}} for row in range(5)],
        "pairings": [{"supporter": f"s{row}", "target": f"t{row % 5}", "cost": row + 1} for row in range(41)],
        "policy": changes,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("policy", "packing"),
    [({}, True), ({"objective": "lexicographic"}, False), ({"rules": {"pairing": {"mode": "off"}}}, False)],
)
def test_pairing_alone_within_capacities_goes_to_the_packing_search(
    policy: dict[str, Any], packing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance, searched = pairings(**policy), list[Found | None]()
    search = solving.search_packing

    def watched(*given: Any) -> Any:
        searched.append(given[-1])
        return search(*given)

    monkeypatch.setattr(solving, "search_packing", watched)
    first = solve(instance, Settings(seconds=60))
    assert isinstance(first, Solved)
    assert searched == ([None] if packing else [])
    solve(instance, Settings(seconds=60), start=first.plan)
    begun = searched[1:]
    assert [found is not None and found.values is not None for found in begun] == ([True] if packing else [])


def test_from_so_many_tours_on_a_question_is_searched_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    program = build(Problem(small.instance()))
    assert len(program.tours) < engines.LARGE
    assert isinstance(engine_of(program, None, limits())[0], Whole)
    monkeypatch.setattr(engines, "LARGE", len(program.tours))
    assert isinstance(engine_of(program, None, limits())[0], Large)
    nobody = build(Problem(small.instance(specialists=[])))
    monkeypatch.setattr(engines, "LARGE", 0)
    assert isinstance(engine_of(nobody, None, limits())[0], Whole)


@pytest.mark.parametrize(("size", "seconds"), [(0, 4), (10**9, 60)], ids=["large", "whole"])
def test_a_level_keeps_what_the_levels_before_have_reached(
    size: int, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it nobody would depart: that is the last level's optimum."""
    monkeypatch.setattr(engines, "LARGE", size)
    outcome = solve(small.instance(objective="lexicographic"), Settings(seconds=seconds, workers=1))
    assert isinstance(outcome, Solved)
    assert [goal.amount for goal in outcome.goals if goal.name in ("shortage", "below_target")] == [0, 0]


def test_a_large_search_begins_from_the_tours_given(monkeypatch: pytest.MonkeyPatch) -> None:
    instance, given = small.instance(), list[Ints]()
    tour = small.tour(instance, "a", "post", 2, 7)
    monkeypatch.setattr(engines, "LARGE", 0)
    monkeypatch.setattr(large.LargeSearch, "run", lambda self, tours, on_tick: given.append(tours) or self._state.found)
    program = build(Problem(instance))
    engine, _ = engine_of(program, small.plan(tour), limits())
    (stage,) = stages(instance.policy, tuple(program.amounts))
    engine.minimise(stage, Found(values=np.zeros(len(program.upper), dtype=np.int64)), limits(), lambda found: None)
    (column,) = np.flatnonzero(given[0])
    assert (program.tours.start[column], program.tours.end[column]) == (2, 7)


def test_where_parts_bring_no_plan_one_model_of_the_whole_looks_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "LARGE", 0)
    monkeypatch.setattr(large.LargeSearch, "run", lambda self, tours, on_tick: self._state.found)
    outcome = solve(small.instance(), Settings(seconds=60))
    assert isinstance(outcome, Solved)
    assert outcome.proven_optimal


def test_each_component_is_priced_apart(priced: list[int]) -> None:
    """Two departments that share nobody and nothing are two questions for the dual pass."""
    searched_in_parts(_two_wards(), budget=0.05)
    assert len(priced) >= 2
    assert sum(priced) <= len(build(Problem(_two_wards())).upper)


def _two_wards() -> Instance:
    return small.instance(
        supporting_hospitals=[{}, {"id": "other"}],
        specialists=[{}, {"id": "b", "hospital": "other", "specialties": ["04"]}],
        recipient_hospitals=[{}, {"id": "far"}],
        departments=[{}, {"id": "room", "hospital": "far", "specialty": "04"}],
        posts=[{}, {"id": "seat", "department": "room"}],
    )


@pytest.mark.parametrize(
    ("given", "seed", "gap", "workers", "subsolvers", "budget"),
    [
        (limits(), 1, 0.0, WHOLE_WORKERS, [*PROVERS], None),
        (limits(seed=7, gap=0.2), 7, 0.2, WHOLE_WORKERS, [*PROVERS], None),
        (limits(workers=1), 1, 0.0, 1, [], None),
        (limits(workers=2), 1, 0.0, 2, [PROVERS[0]], None),
        (limits(workers=8), 1, 0.0, 8, [], None),
        (limits(budget=15.0, reproducible=True), 1, 0.0, 1, [], 15.0),
        (limits(budget=15.0, reproducible=True, workers=3), 1, 0.0, 3, [*PROVERS], 15.0),
    ],
)
def test_what_cp_sat_is_told(
    given: Limits, seed: int, gap: float, workers: int, subsolvers: list[str], budget: float | None
) -> None:
    solver = cp_model.CpSolver()
    _tune(solver, given)
    told = solver.parameters
    assert (told.random_seed, told.relative_gap_limit, told.num_workers) == (seed, gap, workers)
    assert list(told.subsolvers) == subsolvers
    assert told.max_deterministic_time == (float("inf") if budget is None else budget)
    assert told.interleave_search == (budget is not None and workers > 1)
    assert 0 < told.max_time_in_seconds <= 60


def test_a_reproducible_search_has_a_budget_and_no_other_has(monkeypatch: pytest.MonkeyPatch) -> None:
    budgets: list[float | None] = []
    search = solving.search_levels

    def watched(engine: Any, levels: Any, within: Limits, *rest: Any) -> Any:
        budgets.append(within.budget)
        return search(engine, levels, within, *rest)

    monkeypatch.setattr(solving, "search_levels", watched)
    for reproducible in (False, True):
        solve(small.instance(), Settings(seconds=60, reproducible=reproducible))
    assert budgets == [None, 15.0]


def test_a_level_begins_from_the_plan_of_the_one_before() -> None:
    program: Program = build(Problem(small.instance()))
    engine, _ = engine_of(program, None, limits())
    (stage,) = stages(program.problem.instance.policy, tuple(program.amounts))
    assert isinstance(engine, Whole)
    values = np.zeros(len(program.upper), dtype=np.int64)
    values[3] = 1
    engine.minimise(stage, Found(values, 10**9), limits(), lambda found: None)
    hint = engine._model.cp.model_proto.solution_hint
    assert [*zip(hint.vars, hint.values, strict=True)] == [*enumerate(values.tolist())]


@pytest.mark.parametrize("size", [0, 10**9], ids=["large", "whole"])
def test_a_level_is_kept_as_a_row(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the matrix, and of the model that one of the engines has beside it."""
    monkeypatch.setattr(engines, "LARGE", size)
    program = build(Problem(small.instance(objective="lexicographic")))
    first, *_ = stages(program.problem.instance.policy, tuple(program.amounts))
    engine, _ = engine_of(program, None, limits())
    assert isinstance(engine, Levelled)
    before = engine._matrix.rows.shape[0]
    posted = len(engine._model.cp.proto.constraints) if isinstance(engine, Whole) else 0
    engine.keep_within(first, 7)
    assert engine._matrix.rows.shape[0] == before + 1
    assert engine._matrix.above[-1] == 7
    assert np.array_equal(engine._matrix.rows.toarray()[-1], engine.cost(first))
    assert not isinstance(engine, Whole) or len(engine._model.cp.proto.constraints) == posted + 1


def test_a_bound_counts_no_weak_goal() -> None:
    program = build(Problem(small.instance()))
    (stage,) = stages(program.problem.instance.policy, tuple(program.amounts))
    state = Large(program, None)._state(stage, limits(), Found())
    assert WEAK & set(stage.goals)
    assert state.matrix.cost.tolist() == program.cost(stage.goals).tolist()
    assert state.priced.cost.tolist() == program.cost(set(stage.goals) - WEAK).tolist()
    assert (state.priced.cost < state.matrix.cost).any()


@pytest.mark.usefixtures("priced")
@pytest.mark.parametrize(("close", "tightens"), [(1.0, True), (0.1, False)])
def test_one_thread_dives_and_tightens_where_the_gap_is_small(
    close: float, tightens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prices of nothing leave all of the gap open."""
    called: list[str] = []
    split = prove.parted
    monkeypatch.setattr(connected, "CLOSE", close)
    monkeypatch.setattr(prove, "dived", lambda *given: called.append("dive"))
    monkeypatch.setattr(prove, "parted", lambda *given: called.append("parts") or split(*given))
    searched_in_parts(question(COUNTY), budget=2.0)
    assert "dive" in called
    assert ("parts" in called) is tightens


@pytest.mark.usefixtures("priced")
@pytest.mark.parametrize(("took", "dives"), [(0.0, True), (1000.0, False)])
def test_a_dive_that_cannot_end_is_not_begun(took: float, dives: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(prove, "dived", lambda *given: called.append("dive"))
    program = build(Problem(small.instance()))
    matrix = matrix_of(program, program.cost(program.amounts))
    prover = Prover(State(matrix, matrix, program.tours, limits(), Found()), 1)
    prover.price()
    prover._took = took
    prover.dive()
    assert called == ["dive"] * dives
