"""The relaxation with tours divided by their pairing: what it proves, what becomes of its prices, and what comes too late."""

import threading
import time

import numpy as np
import pytest
import scipy.sparse as sp

from instances.synthetic import named, text
from solver.load import load_instance
from solver.problem import Problem
from solver.program import build
from solver.search import prove
from solver.search.divided_relaxation import DividedRelaxation, DividedRelaxed
from solver.search.exact import Found, Limits
from solver.search.incumbent import plan_from
from solver.search.interior import Interior
from solver.search.linear import Floats
from solver.search.matrix import WEAK, matrix_of
from solver.search.pricing import answered
from solver.search.prove import Prover
from solver.search.settle import settled
from solver.search.state import State
from solver.search.subproblem import BIG
from solver.settings import Settings

SECONDS = 120


def paired(seed: int = 1) -> State:
    """Return the search of a question of 96 people with two batches a year whose pairings are to be chosen."""
    program = build(Problem(load_instance(text(named(f"s-batched-balanced-{seed}")))))
    cost = program.cost([goal for goal in program.amounts if goal not in WEAK])
    matrix = matrix_of(program, cost)
    limits = Limits(time.monotonic() + SECONDS, Settings(seconds=SECONDS), threading.Event())
    state = State(matrix, matrix, program.tours, limits, Found())
    state.begin(plan_from(matrix, settled(matrix, matrix.lower.copy())))
    return state


def test_divided_by_their_pairing_tours_prove_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than parts at the prices of the question as it is; the best plan costs 111,363, proven by CP-SAT."""
    state = paired()
    prover = Prover(state, 1)
    prover.price()
    prover.refine()
    assert prover.relaxed is not None
    assert prover.divided is not None
    assert prover.divided.bound > prover.relaxed.bound
    assert state.found.bound == prover.divided.bound
    prover.tighten()
    assert prover.divided.bound <= state.found.bound <= 111_363
    plain = paired()
    monkeypatch.setattr(prove, "DIVIDED_ENTRIES", 0)
    undivided = Prover(plain, 1)
    undivided.price()
    undivided.refine()
    undivided.tighten()
    assert undivided.divided is None
    assert plain.found.bound is not None
    assert plain.found.bound < state.found.bound


def test_no_time_for_the_divided_relaxation_is_no_bound() -> None:
    state = paired()
    relaxation = DividedRelaxation(state.priced, state.tours)
    assert relaxation.solved(0.0, threading.Event()) is None
    stopped = threading.Event()
    stopped.set()
    assert relaxation.solved(60.0, stopped) is None


def test_parts_at_the_prices_of_divided_tours_prove_more_still() -> None:
    """The best plan known costs 66,802."""
    state = paired(2)
    prover = Prover(state, 1)
    prover.price()
    prover.refine()
    prover.tighten()
    assert prover.divided is not None
    assert state.found.bound is not None
    assert prover.divided.bound < state.found.bound <= 66_802


def test_a_worse_bound_of_divided_tours_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    state = paired()
    nothing = DividedRelaxed(0, np.zeros(len(state.matrix.below)), np.zeros(state.matrix.tours))
    monkeypatch.setattr(DividedRelaxation, "solved", lambda *asks: nothing)
    prover = Prover(state, 1)
    prover.price()
    prover.refine()
    assert prover.divided is None


def solved(monkeypatch: pytest.MonkeyPatch) -> tuple[DividedRelaxation, Floats, DividedRelaxed]:
    """Return a divided relaxation with multipliers that solve it and what follows from these."""
    state, multipliers = paired(), list[Floats]()
    relaxation, bounded = DividedRelaxation(state.priced, state.tours), DividedRelaxation.bounded

    def watched(mine: DividedRelaxation, given: Floats) -> DividedRelaxed:
        multipliers.append(given)
        return bounded(mine, given)

    with monkeypatch.context() as patch:
        patch.setattr(DividedRelaxation, "bounded", watched)
        found = relaxation.solved(60.0, threading.Event())
    assert found is not None
    return relaxation, multipliers[0], found


def test_prices_of_limits_that_do_not_exist_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor do those of the sequences, which are obeyed."""
    relaxation, multipliers, found = solved(monkeypatch)
    part, wrong = relaxation._part, multipliers.copy()
    wrong[(part.below == -BIG) & (np.abs(multipliers) < 1e-9)] = 5.0
    wrong[(part.above == BIG) & (np.abs(multipliers) < 1e-9)] = -5.0
    wrong[relaxation._sequence] = 7.0
    assert relaxation._sequence.any()
    assert (wrong != multipliers).any()
    again = relaxation.bounded(wrong)
    assert again.bound == found.bound
    assert (again.reduced == found.reduced).all()
    assert relaxation.bounded(np.full(relaxation.rows, 1e5)).bound == 0


def test_a_tour_is_within_its_pairing_or_off_it_whichever_is_cheaper() -> None:
    """Within it, all are dear here."""
    state = paired()
    relaxation = DividedRelaxation(state.priced, state.tours)
    part = relaxation._part
    off = part.off[: state.matrix.tours]
    dear = np.zeros(relaxation.rows)
    dear[len(relaxation._kept) :] = -1e5
    reduced = relaxation.bounded(dear).reduced
    assert (off >= 0).any()
    assert (reduced[off >= 0] <= part.cost[off[off >= 0]]).all()


def test_an_answer_that_comes_too_late_is_none() -> None:
    relaxation = Interior(
        np.array([1.0]), sp.csr_array([[1.0]]), np.array([1.0]), np.array([9.0]), np.zeros(1), np.full(1, 9.0), 60.0
    )
    going = threading.Event()
    assert answered(relaxation, going, time.monotonic() - 1.0) is None
    assert answered(relaxation, going) == pytest.approx([1.0])
