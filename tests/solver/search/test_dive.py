"""Dives into a linear relaxation: what they fix obeys what is hard, and what makes the relaxation dearer is taken back."""

import threading
import time

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.domain.instance import Instance
from solver.errors import InternalError
from solver.problem import Problem
from solver.program import build
from solver.search import pricing
from solver.search.components import components
from solver.search.dive import Allowance, Dive
from solver.search.linear import Asked, Patience, Piece, Relaxation, Second, Solution
from solver.search.matrix import WEAK, matrix_of
from solver.search.pricing import dived, multipliers_of, piece_of
from tests.solver.strategies import SMALL, instances


def seats(tours: int, price: float = 10.0) -> Piece:
    """Two seats, each wanted once or paid for; tours 0, 2, … go to the first and 1, 3, … to the second, for nothing."""
    rows = np.zeros((2, tours + 2))
    for tour in range(tours):
        rows[tour % 2, tour] = 1
    rows[0, tours] = rows[1, tours + 1] = 1
    cost = np.append(np.zeros(tours), [price, price])
    ones = np.ones(tours + 2)
    return Piece(
        cost, sp.csr_array(rows), np.ones(2), np.ones(2), 0 * ones, ones, tours, np.array([True] * 2), np.zeros(0, int)
    )


def known(piece: Piece, plan: list[float]) -> Solution:
    whole = np.array([*plan, 0.0, 0.0])
    return Solution(float(piece.cost @ whole), whole, np.zeros(2), reached=True, work=0.0)


def later() -> Allowance:
    return Allowance(time.monotonic() + 60)


def test_all_is_decided_by_the_relaxation_alone() -> None:
    piece = seats(6)
    nothing = np.zeros(6, dtype=np.int64)
    root = Relaxation(piece).solve(Asked(nothing, np.arange(6), None, Patience(1e-4, 20)))
    assert root.reached
    assert root.objective == pytest.approx(0, abs=0.01)
    fixed = Dive(piece, root, later()).run()
    assert [fixed[0::2].sum(), fixed[1::2].sum()] == [1, 1]


@pytest.mark.parametrize("dear", [0, 1])
def test_a_tour_that_makes_the_relaxation_dearer_is_barred(dear: int) -> None:
    """The relaxation says so only once the tour is fixed."""
    piece, asked = seats(4), list[list[int]]()

    def solve(question: Asked) -> Solution:
        asked.append(question.fixed.tolist())
        plan = np.zeros(6)
        for seat in (0, 1):
            open_tours = [tour for tour in question.candidates.tolist() if tour % 2 == seat]
            if not question.fixed[seat::2].sum() and open_tours:
                plan[open_tours[0]] = 0.9
        return Solution(100.0 * float(question.fixed[dear]), plan, np.zeros(2), reached=True, work=1.0)

    fixed = Dive(piece, known(piece, [0.9, 0.8, 0.1, 0.1]), later(), solve=solve).run()
    assert fixed.tolist() == [1 - (dear == 0), 1 - (dear == 1), int(dear == 0), int(dear == 1)]
    assert any(one[dear] for one in asked)


def test_a_relaxation_without_a_solution_is_no_way() -> None:
    piece = seats(4)

    def solve(question: Asked) -> Solution:
        plan = np.zeros(6)
        plan[question.candidates] = 0.6
        return Solution(0.0, plan, np.zeros(2), reached=not question.fixed[0], work=1.0)

    fixed = Dive(piece, known(piece, [0.9, 0.0, 0.5, 0.0]), later(), solve=solve).run()
    assert fixed[0] == 0
    assert fixed[2] == 1


def test_without_time_the_relaxation_is_rounded() -> None:
    piece = seats(4)
    for allowance in (Allowance(time.monotonic()), Allowance(time.monotonic() + 60, work=0.0)):
        fixed = Dive(piece, known(piece, [0.9, 0.9, 0.1, 0.1]), allowance).run()
        assert fixed.tolist() == [1, 1, 0, 0]


def test_work_is_counted_and_ends_a_dive() -> None:
    piece = seats(400)
    plan = [0.005] * 400

    def solve(question: Asked) -> Solution:
        return Solution(0.0, np.array([*plan, 0.0, 0.0]), np.zeros(2), reached=True, work=3.0)

    allowance = Allowance(time.monotonic() + 60, work=5.0)
    plan[7] = 0.9
    Dive(piece, known(piece, plan), allowance, solve=solve).run()
    assert allowance.spent == 3.0


def test_a_second_process_solves_the_same() -> None:
    piece = seats(6)
    question = Asked(np.array([1, 0, 0, 0, 0, 0]), np.array([1, 3, 5]), None, Patience(1e-4, 20))
    second = Second(piece)
    try:
        assert second.idle()
        second.ask(question)
        assert second.answer().plan.tolist() == Relaxation(piece).solve(question).plan.tolist()
        second.ask(question)
        while not second.idle():
            time.sleep(0.01)
    finally:
        second.end()


def test_who_takes_too_long_is_ended() -> None:
    """Not every method looks at the clock in time."""
    asked = pricing._Price(seats(6), None, Patience(1e-4, 20))
    assert pricing.answered(asked, threading.Event(), until=time.monotonic()) is None
    assert pricing.answered(asked, threading.Event(), until=time.monotonic() + 60) is not None


def test_a_stop_ends_the_process_and_a_failure_is_said() -> None:
    stopped = threading.Event()
    stopped.set()
    piece = seats(6)
    assert pricing.answered(pricing._Price(piece, None, Patience(1e-4, 20)), stopped) is None
    wrong = pricing._Price(piece, pricing.Multipliers(np.zeros(9), np.zeros(9)), Patience(1e-4, 20))
    with pytest.raises(InternalError, match="dual pass"):
        pricing.answered(wrong, threading.Event())


@pytest.mark.slow
@pytest.mark.usefixtures("in_this_process")
@settings(max_examples=15, deadline=None)
@given(instances(SMALL), st.integers(1, 1000), st.sampled_from([1, 2]))
def test_what_a_dive_fixes_breaks_nothing_hard(instance: Instance, seed: int, processes: int) -> None:
    program = build(Problem(instance))
    if not len(program.tours) or any(program.impossible()):
        return
    matrix = matrix_of(program, program.cost([goal for goal in program.amounts if goal not in WEAK]))
    never = threading.Event()
    for rows, columns in components(matrix)[:2]:
        begin = multipliers_of(matrix, rows, columns, Patience(1e-3, 10), never)
        assert begin is not None
        found = dived(matrix, rows, columns, begin, later(), seed, processes, never)
        assert found is not None
        piece = piece_of(matrix, rows, columns)
        activity = piece.rows[:, : piece.tours] @ found
        assert (activity[piece.hard] <= piece.above[piece.hard]).all()
        assert (found <= piece.upper[: piece.tours]).all()


def test_agreed_tours_are_tried_one_by_one_once_they_have_failed_together() -> None:
    """However sure the relaxation is of them: what is dear by itself is found and barred, and the dive comes to its end."""
    piece, tried = seats(4), list[int]()

    def solve(question: Asked) -> Solution:
        tried.append(int(question.fixed.sum()))
        plan = np.zeros(6)
        plan[question.candidates] = np.array([0.99, 0.98, 0.6, 0.6])[question.candidates]
        return Solution(100.0 * float(question.fixed[:2].sum()), plan, np.zeros(2), reached=True, work=1.0)

    allowance = Allowance(time.monotonic() + 60, work=50.0)
    fixed = Dive(piece, known(piece, [0.99, 0.98, 0.2, 0.2]), allowance, solve=solve).run()
    assert fixed.tolist() == [0, 0, 1, 1]
    assert len(tried) < 15


@pytest.mark.parametrize(
    ("rise", "in_time", "kept"), [(2.0, True, 2), (2.5, True, 1), (2.5, False, 2), (9.0, False, 1)]
)
def test_in_haste_a_batch_may_be_dearer(rise: float, in_time: bool, kept: int) -> None:
    """Two tours cost the rise, one costs nothing; two may be kept up to a rise of 2, in haste up to three times that."""
    piece = seats(4)

    def solve(question: Asked) -> Solution:
        return Solution(rise * float(question.fixed.sum() > 1), np.zeros(6), np.zeros(2), reached=True, work=1.0)

    dive = Dive(piece, known(piece, [0.5] * 4), later(), solve=solve)
    dive._allowed_rise = 2.0
    dive._try(np.array([0, 1]), 2, in_time=in_time)
    assert dive._state.fixed.sum() == kept
