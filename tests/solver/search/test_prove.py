"""Better multipliers are taken over; poorer ones, and none at all after a stop, leave those in hand."""

import threading
import time

import numpy as np
import pytest

from solver.problem import Ints, Problem
from solver.program import build
from solver.search import prove
from solver.search.exact import Found, Limits
from solver.search.linear import Patience
from solver.search.matrix import Matrix, matrix_of
from solver.search.pricing import Multipliers
from solver.search.prove import Prover
from solver.search.relaxation import Relaxed, bounded
from solver.search.state import State
from solver.settings import Settings
from solver.tours import Tours
from tests import small


def searching() -> State:
    program = build(Problem(small.instance()))
    matrix = matrix_of(program, program.cost(program.amounts))
    limits = Limits(time.monotonic() + 600, Settings(seconds=600), threading.Event())
    return State(matrix, matrix, program.tours, limits, Found())


@pytest.mark.parametrize(("better", "price"), [(7, 2.0), (5, 1.0), (4, 1.0), (None, 1.0)])
def test_multipliers_are_refined_only_for_a_better_bound(
    better: int | None, price: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, bounds = [1.0, 2.0], [5, better]

    def found(matrix: Matrix, rows: Ints, columns: Ints, *rest: object) -> Multipliers | None:
        answer = answers.pop(0)
        return None if bounds[0] is None else Multipliers(np.full(len(rows), answer), np.zeros(len(columns)))

    def bound(matrix: Matrix, tours: Tours, multipliers: Multipliers) -> Relaxed:
        one = bounded(matrix, tours, multipliers)
        return Relaxed(bounds.pop(0) or 0, one.reduced, one.forced, multipliers)

    monkeypatch.setattr(prove, "multipliers_of", found)
    monkeypatch.setattr(prove, "bounded", bound)
    prover = Prover(searching(), 1)
    prover.price()
    prover.refine()
    assert prover.relaxed is not None
    assert prover.relaxed.bound == max(5, better or 0)
    assert set(prover.relaxed.multipliers.rows.tolist()) <= {0.0, price}
    assert price in prover.relaxed.multipliers.rows


@pytest.mark.parametrize(("large", "precision"), [(False, prove.QUICK), (True, prove.QUICK_IN_LARGE)])
def test_large_questions_are_priced_less_precisely(
    large: bool, precision: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Patience] = []
    state = searching()
    monkeypatch.setattr("solver.search.state.LARGE", state.matrix.tours + (0 if large else 1))
    monkeypatch.setattr(prove, "multipliers_of", lambda *asks: asked.append(asks[3]))
    assert Prover(state, 1).price() is None
    assert [one.precision for one in asked] == [precision]
    assert asked[0].seconds == pytest.approx(600 * prove.PRICE_UNTIL, abs=60)


@pytest.mark.parametrize(
    ("processes", "took", "until"),
    [
        (1, 0.0, prove.DIVE_UNTIL),
        (2, 0.0, prove.DIVE_TOGETHER_UNTIL),  # other threads wait for it
        (1, 600 * prove.DIVE_UNTIL / prove.WORTH + 60, None),  # not worth beginning
    ],
)
def test_a_dive_has_a_part_of_the_time(
    processes: int, took: float, until: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[float] = []
    state = searching()
    monkeypatch.setattr(prove, "dived", lambda *asks: ends.append(asks[4].until))
    prover = Prover(state, processes)
    prover._take(Multipliers(np.zeros(len(prover._rows)), np.zeros(len(prover._columns))))
    prover._took = took
    prover.dive()
    assert ends == ([] if until is None else [pytest.approx(state.work.began + 600 * until)])
