"""Auxiliaries chosen anew: which hang together, what is searched in one, and what saving there is."""

import numpy as np
import pytest

from solver.search import anew
from solver.search.anew import hanging_together, pieces, trimmed
from solver.search.incumbent import plan_from
from solver.search.restricted import Effort, Stopper
from tests.solver.toy_matrix import toy

CHAIN = toy([(None, [1, -1, 0, 0], 0), (None, [0, 0, 1, -1], 0), (None, [0, 1, 0, 0], 9)], [1, 1, 1, 1])


def groups(decided: list[int]) -> list[list[int]]:
    near = np.arange(4)
    matrix = CHAIN.minimising(CHAIN.cost)
    matrix.upper[decided], matrix.lower[decided] = 1, 1
    try:
        group = hanging_together(matrix, near)
    finally:
        matrix.upper[decided], matrix.lower[decided] = 9, 0
    return [near[group == one].tolist() for one in dict.fromkeys(group.tolist())]


@pytest.mark.parametrize(
    ("decided", "together"),
    [([], [[0, 1], [2, 3]]), ([1], [[0], [1], [2, 3]]), ([1, 2], [[0], [1], [2], [3]])],
)
def test_who_shares_a_row_and_may_change_hangs_together(decided: list[int], together: list[list[int]]) -> None:
    assert groups(decided) == together


def test_a_row_of_very_many_joins_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anew, "JOINING", 1)
    assert groups([]) == [[0], [1], [2], [3]]


def test_groups_stay_whole_and_small_ones_go_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anew, "TOGETHER", 5)
    found = pieces(np.arange(10, 17), np.array([7, 2, 2, 7, 4, 4, 4]))
    assert [piece.tolist() for piece in found] == [[11, 12], [10, 13, 14, 15, 16]]


def test_what_saves_is_raised_and_what_costs_lowered() -> None:
    """The load is 3: the lowest load, which saves, comes up to it, the highest, which costs, down."""
    rows = [(3, [1, 0, 0], 3), (None, [-1, 1, 0], 0), (None, [1, 0, -1], 0)]
    matrix = toy(rows, [0, -1, 1])
    plan = plan_from(matrix, np.array([3, 0, 9]))
    assert trimmed(matrix, plan, Effort(1.0, 60.0, 1), Stopper()).values.tolist() == [3, 3, 3]
    alone = toy([(None, [1], 4)], [-1])
    assert trimmed(alone, plan_from(alone, np.array([0])), Effort(1.0, 60.0, 1), Stopper()).values.tolist() == [4]
    stopped = Stopper()
    stopped.stop()
    assert trimmed(matrix, plan, Effort(1.0, 60.0, 1), stopped) is plan
