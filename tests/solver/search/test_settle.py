"""Auxiliaries raised one by one: the cheapest that breaks nothing, else one whose break is mended in turn."""

import numpy as np
import pytest

from solver.problem import Ints
from solver.search.settle import settled
from tests.solver.toy_matrix import toy

WANTED = (0, [-1, 1, 1], None)
"""The tour, column 0, wants one of two auxiliaries."""


def with_the_tour(rows: list[tuple[int | None, list[int], int | None]], cost: list[int]) -> tuple[list[int], int]:
    """Return the auxiliaries settled for the tour, and how much is missed then."""
    matrix = toy(rows, cost, tours=1)
    values: Ints = np.zeros(len(cost), dtype=np.int64)
    values[0] = 1
    after = settled(matrix, values)
    return after[1:].tolist(), int(matrix.missed(matrix.activity(after)).sum())


@pytest.mark.parametrize(("cost", "chosen"), [([0, 5, 1], [0, 1]), ([0, 1, 5], [1, 0])])
def test_the_cheapest_is_raised(cost: list[int], chosen: list[int]) -> None:
    assert with_the_tour([WANTED], cost) == (chosen, 0)


def test_what_breaks_nothing_comes_before_what_is_cheaper() -> None:
    assert with_the_tour([WANTED, (None, [0, 1, 0], 0)], [0, 1, 5]) == ([0, 1], 0)


def test_what_is_broken_by_it_is_put_right_in_turn() -> None:
    """Nobody but the first auxiliary helps; it may not pass the second, which is raised with it."""
    assert with_the_tour([(0, [-1, 1, 0], None), (None, [0, 1, -1], 0)], [0, 1, 5]) == ([1, 1], 0)


def test_nothing_is_raised_that_mends_nothing() -> None:
    """A row that would be missed by as much as another is mended by is a loss if it is missed by more."""
    assert with_the_tour([(0, [-1, 1], None), (None, [0, 3], 1)], [0, 1]) == ([0], 1)
