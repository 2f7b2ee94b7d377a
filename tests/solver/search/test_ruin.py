"""Ruin and recreate: what it keeps in mind is true, no limit is passed, and it finds what is best where that can be seen."""

import os
import subprocess
import sys
from pathlib import Path

import numba
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.domain.instance import Instance
from solver.problem import Ints, Problem
from solver.program import build
from solver.search import ruin
from solver.search.begin import begun
from solver.search.landscape import activity_of, costs_of, landscape_of, standing
from solver.search.matrix import FREE, Matrix, matrix_of
from solver.search.restricted import Effort, Stopper, Surroundings
from solver.search.ruin import Best, Landscape, Standing, anneal
from tests.solver.search.test_landscape import question
from tests.solver.strategies import SMALL, instances

EXAMPLES = "ZUTUAN_RUIN_EXAMPLES"


def nothing(land: Landscape) -> Ints:
    return np.zeros(len(land.cost), dtype=np.int64)


def two_wards(locked: int = 0) -> Matrix:
    """Somebody may serve in one of two wards; the second one's seat costs ten times as much when it is empty."""
    return question(
        [[1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1]],
        tours=2,
        below=[-FREE, 1, 1],
        above=[1, FREE, FREE],
        lower=[locked, 0, 0, 0],
        cost=[0, 0, 7, 70],
    )


def annealed(land: Landscape, times: Ints, changes: int = 500, hottest: float = 10.0) -> tuple[Standing, Best]:
    now, best = standing(land, times)
    anneal(land, now, best, np.random.default_rng(1), changes, hottest, hottest / 10)
    return now, best


def assert_true(land: Landscape, now: Standing, best: Best) -> None:
    """Check that all that is kept in mind follows from the tours of the plan."""
    expected, _ = standing(land, now.times)
    assert (now.activity == expected.activity).all()
    assert sorted(now.open[: now.missing[0]].tolist()) == sorted(expected.open[: expected.missing[0]].tolist())
    assert now.open[now.place[now.place >= 0]].tolist() == np.flatnonzero(now.place >= 0).tolist()
    assert (now.listed == expected.listed).all()
    for row in np.flatnonzero(land.hard).tolist():
        mine = slice(now.room[row], now.room[row] + now.listed[row])
        assert sorted(now.members[mine].tolist()) == sorted(expected.members[mine].tolist())
    assert [costs_of(land, best.times), costs_of(land, now.times)] == pytest.approx(best.costs.tolist())


@pytest.mark.slow
@settings(max_examples=int(os.environ.get(EXAMPLES, "60")))
@given(instances(SMALL), st.integers(1, 1000))
def test_what_is_kept_in_mind_is_true(instance: Instance, heat: int) -> None:
    """Whatever the rules: activities, rows that are short, who is in a limit, what it costs; no limit is passed."""
    program = build(Problem(instance))
    assume(len(program.tours))
    assume(not any(program.impossible()))
    matrix = matrix_of(program, program.cost(program.amounts))
    plan = begun(matrix, Surroundings(matrix), program.tours, None, Effort(0.2, 10.0, 1), Stopper())
    land, tours = landscape_of(matrix, plan.values, np.arange(matrix.tours))
    now, best = annealed(land, plan.values[tours], changes=200, hottest=float(heat))
    assert_true(land, now, best)
    for times in (now.times, best.times):
        assert (land.least <= times).all()
        assert (times <= land.most).all()
        before = activity_of(land, plan.values[tours])
        assert (activity_of(land, times) <= np.maximum(land.above, before))[land.hard].all()
    assert costs_of(land, best.times) <= costs_of(land, plan.values[tours])


@pytest.mark.slow
def test_nothing_is_read_out_of_its_place(tmp_path: Path) -> None:
    """The same with each place of a list checked, which the compiled search has no time for."""
    environment = os.environ | {"NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path), EXAMPLES: "40"}
    only = f"{__file__}::{test_what_is_kept_in_mind_is_true.__name__}"
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", only], env=environment, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stdout.decode()


def test_who_stands_in_the_way_is_taken_out() -> None:
    land, _ = landscape_of(two_wards(), np.array([1, 0, 0, 1]), np.arange(2))
    now, best = annealed(land, np.array([1, 0]), changes=50, hottest=1e-3)
    assert best.times.tolist() == [0, 1]
    assert best.costs.tolist() == [7, 7]
    assert_true(land, now, best)


def test_what_is_locked_stays_in_the_way() -> None:
    land, _ = landscape_of(two_wards(locked=1), np.array([1, 0, 0, 1]), np.arange(2))
    now, best = annealed(land, np.array([1, 0]))
    assert best.times.tolist() == now.times.tolist() == [1, 0]
    assert_true(land, now, best)


def test_several_of_a_pool_serve_in_the_same_months() -> None:
    """Three are wanted, a pool has two such people: the third is missing."""
    matrix = question([[1, 1]], tours=1, below=[3], upper=[2, 3], cost=[1, 50])
    land, _ = landscape_of(matrix, np.array([0, 3]), np.arange(1))
    now, best = annealed(land, nothing(land))
    assert best.times.tolist() == [2]
    assert best.costs[0] == 2 + 50
    assert_true(land, now, best)


def test_the_hotter_it_is_the_dearer_a_plan_may_become() -> None:
    """Cold, a plan stays at the best; hot, it leaves it, and the best is kept."""
    land, _ = landscape_of(two_wards(), np.array([0, 1, 1, 0]), np.arange(2))
    left = []
    for heat in (1e-3, 1e6):
        now, best = standing(land, np.array([0, 1]))
        rng, times = np.random.default_rng(1), 0
        for _ in range(40):
            anneal(land, now, best, rng, 1, heat, heat)
            times += int(now.times[0])
        left.append(times)
        assert best.times.tolist() == [0, 1]
    assert left[0] == 0
    assert left[1] > 0


def test_it_is_compiled_without_a_place_to_keep_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service without a home of its own: what is compiled cannot be kept."""
    asked = []

    def njit(**options: bool) -> object:
        asked.append(options)
        if options.get("cache"):
            raise RuntimeError("cannot cache function 'doubled': no locator available")
        return lambda function: function

    monkeypatch.setattr(numba, "njit", njit)

    def doubled(number: int) -> int:
        return 2 * number

    assert ruin.compiled(doubled)(21) == 42
    assert asked == [{"nogil": True, "cache": True}, {"nogil": True}]
