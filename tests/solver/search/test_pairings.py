"""Pairings settled before the rest: chosen for their use, and what is simpler with them fixed is the same question."""

import time
from functools import cache

import numpy as np
import pytest

from benchmarks.questions import text
from solver.load import load_instance
from solver.problem import Bools, Problem
from solver.program import Program, build
from solver.search import pairings, subproblem
from solver.search.begin import begun
from solver.search.dive import Allowance
from solver.search.incumbent import Plan, applied
from solver.search.linear import Asked, Patience, Piece, Relaxation, Solution
from solver.search.matrix import WEAK, Matrix, matrix_of
from solver.search.pairings import Choice, Chooser, settle_pairings, with_pairings
from solver.search.pricing import piece_of
from solver.search.restricted import Effort, Stopper, Surroundings, search_restricted
from solver.tours import Tours

PRECISE = Patience(1e-6, 30)
EFFORT = Effort(5.0, 30.0, 1)


class Asking:
    """A question of 96 people whose pairings are undecided, with its relaxation."""

    def __init__(self) -> None:
        self.program: Program = build(Problem(load_instance(text("s-batched-balanced-1"))))
        amounts = self.program.amounts
        self.matrix: Matrix = matrix_of(self.program, self.program.cost(amounts))
        priced = self.matrix.minimising(self.program.cost([goal for goal in amounts if goal not in WEAK]))
        rows = np.flatnonzero(~priced.weak)
        self.piece: Piece = piece_of(priced, rows, np.arange(priced.width))
        self.root: Solution = solved(self.piece)
        self.tours: Tours = self.program.tours


@cache
def asking() -> Asking:
    return Asking()


def solved(piece: Piece) -> Solution:
    nothing = np.zeros(piece.tours, dtype=np.int64)
    return Relaxation(piece).solve(Asked(nothing, np.arange(piece.tours), None, PRECISE))


def plan_of(asked: Asking) -> Plan:
    return begun(asked.matrix, Surroundings(asked.matrix), asked.tours, None, EFFORT, Stopper())


def test_pairings_are_chosen_for_their_use_within_their_rules() -> None:
    asked = asking()
    choice = Chooser(asked.piece).choose(asked.root.plan, seed=1)
    assert choice is not None
    values = np.zeros(asked.matrix.width, dtype=np.int64)
    values[choice.columns] = choice.values
    assert np.isin(asked.matrix.pairings, choice.columns).all()
    pairing = asked.program.lines.of({"pairing", "pairing_cost", "pairing_changes"})
    assert pairing.any()
    own = np.flatnonzero(np.bincount(asked.matrix.row_of_entry[asked.matrix.rows.indices < asked.matrix.tours]) == 0)
    assert not asked.matrix.missed(asked.matrix.activity(values))[own[asked.matrix.above[own] < 10**9]].any()
    nobody = Chooser(asked.piece).choose(np.zeros(asked.matrix.width), seed=1)
    assert nobody is not None
    assert nobody.values.sum() < choice.values.sum()


@pytest.mark.parametrize("seed", [1, 2])
def test_with_pairings_fixed_the_relaxation_is_the_same_and_smaller(seed: int) -> None:
    asked = asking()
    piece = asked.piece
    choice = Chooser(piece).choose(asked.root.plan, seed)
    assert choice is not None
    lower, upper = piece.lower.copy(), piece.upper.copy()
    lower[choice.columns] = upper[choice.columns] = choice.values
    plainly = Piece(
        piece.cost,
        piece.rows,
        piece.below,
        piece.above,
        lower,
        upper,
        piece.tours,
        piece.hard,
        np.zeros(0, dtype=np.int64),
    )
    simpler, kept = with_pairings(piece, choice)
    assert solved(simpler).objective == pytest.approx(solved(plainly).objective, rel=1e-4)
    assert len(simpler.below) == kept.sum() < 0.9 * len(piece.below)
    assert simpler.rows.nnz < piece.rows.nnz


def test_use_without_pairing_costs_a_part_of_its_price() -> None:
    asked = asking()
    nothing = Choice(asked.piece.pairings, np.zeros(len(asked.piece.pairings), dtype=np.int64))
    whole, _ = with_pairings(asked.piece, nothing)
    half, _ = with_pairings(asked.piece, nothing, price=0.5)
    tours = slice(asked.piece.tours)
    more, half_more = whole.cost[tours] - asked.piece.cost[tours], half.cost[tours] - asked.piece.cost[tours]
    assert more.max() > 0
    assert half_more.tolist() == (more / 2).tolist()


def test_settled_pairings_cost_little_or_are_left_alone() -> None:
    asked = asking()
    settled = settle_pairings(asked.piece, asked.root, Allowance(time.monotonic() + 60), seed=1)
    assert settled is not None
    assert asked.root.objective * 0.999 <= settled.solution.objective <= asked.root.objective * 1.1
    cheap = Solution(asked.root.objective / 2, asked.root.plan, asked.root.rows, reached=True, work=0.0)
    assert settle_pairings(asked.piece, cheap, Allowance(time.monotonic() + 60), seed=1) is None
    assert settle_pairings(asked.piece, asked.root, Allowance(time.monotonic()), seed=1) is None


def test_a_neighbourhood_that_keeps_pairings_is_the_same_question_with_less(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asking()
    plan = plan_of(asked)
    tours = np.flatnonzero(asked.tours.hospital % 3 == 0)
    surroundings = Surroundings(asked.matrix)
    free = surroundings.with_auxiliaries(tours, pairings=False)
    assert not np.isin(asked.matrix.pairings, free).any()
    assert np.isin(asked.matrix.pairings, surroundings.with_auxiliaries(tours)).any()
    searched = search_restricted(asked.matrix, plan, free, EFFORT, Stopper())
    monkeypatch.setattr(subproblem._Rows, "without_measures", lambda *_: subproblem._Measures())
    plainly = search_restricted(asked.matrix, plan, free, EFFORT, Stopper())
    assert searched.proven
    assert plainly.proven
    assert searched.objective == plainly.objective
    for one in (searched, plainly):
        assert one.change is not None
        after = applied(asked.matrix, plan, one.change)
        assert after.missed == 0
        assert after.objective < plan.objective
        assert after.objective - plan.objective == (one.objective or 0) - int(
            asked.matrix.cost[free] @ plan.values[free]
        )


def test_where_time_is_short_the_last_prices_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first relaxation is solved in any case, then one at the full price: pairings are settled all the same."""
    solved_at: list[float] = []
    simplify = pairings.with_pairings

    def noted(piece: Piece, choice: Choice, price: float = 1.0) -> tuple[Piece, Bools]:
        solved_at.append(price)
        return simplify(piece, choice, price)

    monkeypatch.setattr(pairings, "with_pairings", noted)
    monkeypatch.setattr(pairings, "SHARE", 0.0)
    settled = settle_pairings(asking().piece, asking().root, Allowance(time.monotonic() + 60), 1)
    assert settled is not None
    assert solved_at == [pairings.PRICES[0], 1.0]
