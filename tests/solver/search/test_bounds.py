"""Bounds of the dual pass and of parts: whatever the multipliers and the cut, no plan costs less."""

import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.domain.instance import Instance
from solver.domain.outcome import Solved
from solver.problem import Problem
from solver.program import Program, build
from solver.search.components import components
from solver.search.divided_relaxation import DividedRelaxation, DividedRelaxed
from solver.search.linear import Patience
from solver.search.matrix import WEAK, Matrix, matrix_of
from solver.search.parts import Parted, parted
from solver.search.pricing import Multipliers, multipliers_of
from solver.search.relaxation import Relaxed, bounded
from solver.search.restricted import Effort, Stopper
from solver.settings import Settings
from solver.solve import solve
from tests.solver.strategies import SMALL, instances

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_this_process")]


def priced_of(instance: Instance) -> tuple[Program, Matrix] | None:
    program = build(Problem(instance))
    if not len(program.tours) or any(program.impossible()):
        return None
    return program, matrix_of(program, program.cost([goal for goal in program.amounts if goal not in WEAK]))


def proven_of(instance: Instance) -> tuple[Program, Matrix, int] | None:
    """Return a question with what its best plan costs; none where that is not proven, or in levels."""
    question = priced_of(instance)
    outcome = solve(instance, Settings(seconds=20, reproducible=True))
    if question is None or not isinstance(outcome, Solved) or not outcome.proven_optimal or outcome.levels:
        return None
    return *question, outcome.objective


def never_above(cut: Parted, optimum: int) -> bool:
    """Return whether parts are a bound, before and after they are searched, and then no poorer one."""
    before = cut.bound
    for piece in cut.parts:
        cut.tighten(piece, np.zeros(cut.matrix.width, dtype=np.int64), Effort(1.0, 5.0, 1), Stopper())
    return before <= cut.bound <= optimum


def drawn(matrix: Matrix, seed: int) -> Multipliers:
    rng = np.random.default_rng(seed)
    rows = rng.normal(0.0, 300.0, len(matrix.below)) * rng.integers(0, 2, len(matrix.below))
    return Multipliers(rows, np.zeros(matrix.width))


def relaxed_of(program: Program, matrix: Matrix, seed: int) -> Relaxed:
    """Return the relaxation under random multipliers, or, for even seeds, under those of the linear relaxation."""
    multipliers = drawn(matrix, seed)
    if seed % 4 == 0:
        rows, plan = np.zeros(len(matrix.below)), np.zeros(matrix.width)
        for of_rows, of_columns in components(matrix):
            found = multipliers_of(matrix, of_rows, of_columns, Patience(1e-4, 5.0), threading.Event())
            assert found is not None
            rows[of_rows], plan[of_columns] = found.rows, found.plan
        multipliers = Multipliers(rows, plan)
    return bounded(matrix, program.tours, multipliers)


@settings(max_examples=40)
@given(instances(SMALL), st.integers(1, 10**6))
def test_no_plan_is_below_the_bound(instance: Instance, seed: int) -> None:
    """Random multipliers give a poor bound, but a bound; forcing a tour in never makes the bound smaller."""
    question = proven_of(instance)
    if question is None:
        return
    program, matrix, optimum = question
    relaxed = relaxed_of(program, matrix, seed)
    assert relaxed.bound <= optimum
    assert (relaxed.forced >= -1e-6).all()


@settings(max_examples=40)
@given(instances(SMALL), st.integers(1, 10**6), st.integers(1, 4))
def test_parts_are_no_better_than_the_whole(instance: Instance, seed: int, number: int) -> None:
    """Columns dealt to parts at random: the parts' bounds and the constant stay below, and are no less than the relaxation's."""
    question = proven_of(instance)
    if question is None:
        return
    program, matrix, optimum = question
    relaxed = relaxed_of(program, matrix, seed)
    part = np.random.default_rng(seed).integers(0, number, matrix.width)
    cut = parted(matrix, program.tours, relaxed.multipliers.rows, part)
    assert never_above(cut, optimum)


def divided_of(program: Program, matrix: Matrix, seed: int) -> DividedRelaxed | None:
    """Return the divided relaxation likewise; none where no pairing is undecided."""
    relaxation = DividedRelaxation(matrix, program.tours)
    if not relaxation.divides:
        return None
    if seed % 4 == 0:
        found = relaxation.solved(60.0, threading.Event())
        assert found is not None
        return found
    rng, rows = np.random.default_rng(seed), relaxation.rows
    return relaxation.bounded(rng.normal(0.0, 300.0, rows) * rng.integers(0, 2, rows))


@settings(max_examples=60)
@given(instances(SMALL), st.integers(1, 10**6), st.integers(1, 4))
def test_divided_or_not_bounds_are_bounds(instance: Instance, seed: int, number: int) -> None:
    """The optimum of the divided relaxation is no lower; parts whose people's time it prices are bounds of the whole too."""
    question = proven_of(instance)
    if question is None:
        return
    program, matrix, optimum = question
    found = divided_of(program, matrix, seed)
    if found is None:
        return
    assert found.bound <= optimum
    if seed % 4 == 0:
        assert found.bound >= relaxed_of(program, matrix, seed).bound * (1.0 - 1e-3) - 1
    part = np.random.default_rng(seed).integers(0, number, matrix.width)
    cut = parted(matrix, program.tours, found.rows, part, found.reduced)
    assert never_above(cut, optimum)
