"""Better multipliers, piece by piece: what was found counts though time or a stop ends the rest."""

import threading
import time

import numpy as np
import pytest

from solver.problem import Ints, Problem
from solver.program import build
from solver.search import prove
from solver.search.exact import Found, Limits
from solver.search.matrix import Matrix, matrix_of
from solver.search.pricing import Multipliers
from solver.search.prove import Prover
from solver.search.state import State
from solver.settings import Settings
from tests import small


def two_wards() -> State:
    """Return a search of two departments that share nobody and nothing."""
    instance = small.instance(
        supporting_hospitals=[{}, {"id": "other"}],
        specialists=[{}, {"id": "b", "hospital": "other", "specialties": ["04"]}],
        recipient_hospitals=[{}, {"id": "far"}],
        departments=[{}, {"id": "room", "hospital": "far", "specialty": "04"}],
        posts=[{}, {"id": "seat", "department": "room"}],
    )
    program = build(Problem(instance))
    matrix = matrix_of(program, program.cost(program.amounts))
    limits = Limits(time.monotonic() + 600, Settings(seconds=600), threading.Event())
    return State(matrix, matrix, program.tours, limits, Found())


@pytest.mark.parametrize("ended", ["by a stop", "by time", "not at all"])
def test_refined_multipliers_of_some_pieces_count(ended: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers, taken = [0.0, 0.0, 1.0, 2.0], list[Multipliers]()

    def found(matrix: Matrix, rows: Ints, columns: Ints, *rest: object) -> Multipliers | None:
        answer = answers.pop(0)
        none = answer == 2.0 and ended == "by a stop"
        return None if none else Multipliers(np.full(len(rows), answer), np.zeros(len(columns)))

    monkeypatch.setattr(prove, "multipliers_of", found)
    prover = Prover(two_wards(), at_once=1)
    assert len(prover._pieces) == 2
    prover.price()
    monkeypatch.setattr(prover, "_take", taken.append)
    seconds = [100.0, 0.0 if ended == "by time" else 100.0]
    monkeypatch.setattr(prove._Shares, "seconds", lambda self, number: seconds.pop(0))
    prover.refine()
    (one,) = taken
    later = 2.0 if ended == "not at all" else 0.0
    assert [set(one.rows[rows].tolist()) for rows, _ in prover._pieces] == [{1.0}, {later}]


@pytest.mark.parametrize(("small_ones", "pieces"), [(0.0, 2), (1.1, 1)])
def test_small_components_are_one_piece_and_none_is_left_out(
    small_ones: float, pieces: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prove, "SMALL", small_ones)
    state = two_wards()
    found = Prover(state, at_once=1)._pieces
    assert len(found) == pieces
    rows = np.concatenate([rows for rows, _ in found])
    assert sorted(rows.tolist()) == np.flatnonzero(~state.matrix.weak).tolist()
    assert all((np.diff(mine) > 0).all() for piece in found for mine in piece)
