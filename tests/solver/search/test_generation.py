"""Relaxations of many tours from few: as good as with all of them, and narrowed pieces are the same question with fewer tours."""

import math
from functools import cache

import numpy as np
import pytest
import scipy.sparse as sp

from benchmarks.questions import text
from solver.load import load_instance
from solver.problem import Problem
from solver.program import build
from solver.search import generation
from solver.search.generation import generated, narrowed, reduced_costs
from solver.search.linear import Asked, Patience, Piece, Relaxation, Solution
from solver.search.matrix import WEAK, matrix_of
from solver.search.pricing import piece_of

PRECISE = Patience(1e-4, 60)


@cache
def piece() -> Piece:
    program = build(Problem(load_instance(text("s-batched-balanced-1"))))
    matrix = matrix_of(program, program.cost([goal for goal in program.amounts if goal not in WEAK]))
    return piece_of(matrix, np.flatnonzero(~matrix.weak), np.arange(matrix.width))


@cache
def with_all() -> Solution:
    mine = piece()
    return Relaxation(mine).solve(Asked(np.zeros(mine.tours, dtype=np.int64), np.arange(mine.tours), None, PRECISE))


def tours_asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that is filled with the numbers of tours of the relaxations solved from now on."""
    asked: list[int] = []
    solve = Relaxation.solve

    def counted(self: Relaxation, question: Asked) -> Solution:
        asked.append(len(question.candidates))
        return solve(self, question)

    monkeypatch.setattr(Relaxation, "solve", counted)
    return asked


@pytest.mark.parametrize(("longer", "near"), [(0.0, 0.01), (math.inf, 0.1)], ids=["all in the end", "few"])
def test_few_tours_bring_the_relaxation_of_all(longer: float, near: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "FEW", piece().tours // 10)
    monkeypatch.setattr(generation, "LONGER", longer)
    asked = tours_asked(monkeypatch)
    solution = generated(piece(), None, PRECISE)
    assert solution.objective == pytest.approx(with_all().objective, rel=near)
    assert max(asked[:3]) < piece().tours / 2
    assert (asked[-1] == piece().tours) == (longer == 0.0)
    assert solution.work > 0


def test_few_tours_all_take_part_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = tours_asked(monkeypatch)
    generated(piece(), None, Patience(1e-2, 60))
    assert asked == [piece().tours]


def test_a_known_solution_is_taken_up_with_all_tours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "FEW", 100)
    asked = tours_asked(monkeypatch)
    again = generated(piece(), with_all(), PRECISE)
    assert asked == [piece().tours]
    assert again.work < with_all().work / 2


def test_a_round_out_of_time_leaves_what_the_one_before_brought(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "FEW", 100)
    before = generation._solved
    rounds: list[Solution] = []

    def second_is_cut(
        relaxation: Relaxation, taking_part: np.ndarray, begin: Solution | None, patience: Patience
    ) -> Solution:
        cut = len(rounds) == 1
        rounds.append(before(relaxation, taking_part, begin, Patience(1e-9, 60, 1) if cut else patience))
        return rounds[-1]

    monkeypatch.setattr(generation, "_solved", second_is_cut)
    solution = generated(piece(), None, PRECISE)
    assert [one.reached for one in rounds] == [True, False]
    assert solution.rows is rounds[0].rows
    assert not solution.reached
    assert solution.work == pytest.approx(sum(one.work for one in rounds))


def test_a_narrowed_piece_is_the_same_question_with_fewer_tours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "FEW", 10)
    whole, known = piece(), with_all()
    few = narrowed(whole, known)
    assert 0 < len(few.tours) < whole.tours / 2
    assert few.piece.tours == len(few.tours)
    columns = np.concatenate([few.tours, np.arange(whole.tours, len(whole.cost))])
    assert columns[few.piece.pairings].tolist() == whole.pairings.tolist()
    for mine, theirs in ((few.piece.cost, whole.cost), (few.piece.upper, whole.upper), (few.solution.plan, known.plan)):
        assert mine.tolist() == theirs[columns].tolist()
    assert (few.piece.rows != whole.rows[:, columns]).nnz == 0
    left = np.setdiff1d(np.arange(whole.tours), few.tours)
    assert (known.plan[left] <= generation.LARGELY).all()
    assert (reduced_costs(whole, known)[left] > 0).all()
    again = Relaxation(few.piece).solve(
        Asked(np.zeros(len(few.tours), dtype=np.int64), np.arange(len(few.tours)), None, PRECISE)
    )
    assert again.objective == pytest.approx(known.objective, rel=0.01)


def test_few_tours_are_not_narrowed() -> None:
    few = narrowed(piece(), with_all())
    assert few.tours.tolist() == list(range(piece().tours))


def priced_at(cost: list[float], lower: list[int], plan: list[float]) -> tuple[Piece, Solution]:
    """Return ten tours without rows, whose reduced costs are their costs, and a solution."""
    tours = len(cost)
    none = np.zeros(0)
    rows = sp.csr_array((0, tours), dtype=np.float64)
    nothing = np.zeros(0, dtype=np.int64)
    piece = Piece(
        np.array(cost), rows, none, none, np.array(lower, dtype=float), np.ones(tours), tours, none > 0, nothing
    )
    return piece, Solution(0.0, np.array(plan), none, reached=True, work=0.0)


@pytest.mark.parametrize(
    ("many", "kept"),
    [
        (100, [0, 1, 2, 6, 8]),  # the three cheapest, the one that must be there, the one that is used largely
        (2, [0, 1, 6, 8]),
    ],
)
def test_promising_tours(many: int, kept: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "FEW", 2)
    monkeypatch.setattr(generation, "MANY", many)
    lower = [int(tour == 6) for tour in range(10)]
    used = [0.0] * 7 + [generation.LARGELY / 2, generation.LARGELY * 2, 0.0]
    promising = generation.promising(*priced_at([float(tour) for tour in range(10)], lower, used))
    assert np.flatnonzero(promising).tolist() == kept


def test_tours_of_no_use_go_and_what_must_be_there_takes_part() -> None:
    """Of ten tours the five with the lowest reduced costs stay, and one that is used."""
    cost, used = [float(tour) for tour in range(10)], [0.0] * 9 + [1.0]
    known = priced_at(cost, [0] * 10, used)
    after = generation._next(known[0], np.ones(10, dtype=bool), known[1])
    assert np.flatnonzero(after).tolist() == [0, 1, 2, 3, 4, 9]
    assert generation._first(priced_at(cost, [1] * 10, used)[0]).all()


def test_the_first_of_very_many_tours_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of them would take most of the time."""
    monkeypatch.setattr(generation, "FEW", 5)
    many = 1000
    mine, known = priced_at([-1.0] * many, [0] * many, [0.0] * many)
    first = generation._first(mine)
    assert 0 < first.sum() < many / 50
    assert generation._next(mine, first, known).sum() == first.sum() + 5
