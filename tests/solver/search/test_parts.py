"""Prices of what parts share move towards what the parts together miss or leave unused."""

import numpy as np
import pytest

from solver.search.parts import SCALE, Parted
from tests.solver.toy_matrix import toy

MATRIX = toy(
    [
        (None, [1, 0, 0, 0], 1),  # 3 where at most 1 may be
        (2, [0, 1, 0, 0], None),  # 0 where at least 2 should be
        (None, [0, 0, 1, 0], 1),  # 0 where 1 may be, though it has a price
        (0, [0, 0, 0, 1], 5),  # within its limits, without a price
    ],
    [0, 0, 0, 0],
)
BOUND = 10


def moved(values: list[int], prices: list[float]) -> list[float] | None:
    question = Parted(MATRIX, MATRIX, [], BOUND * SCALE, np.arange(4), np.array(values))
    found = question.moved(np.array(prices), aim=28.0, length=0.5)
    return None if found is None else found.tolist()


@pytest.mark.parametrize(
    ("prices", "after"),
    [
        # half of the 18 missing to the aim, over 2² + 2² + 1² missed: a step of 1 for each unit
        ([0.0, 0.0, -5.0, 0.0], [-2.0, 2.0, -4.0, 0.0]),
        ([-1.0, 3.0, -5.0, 0.0], [-3.0, 5.0, -4.0, 0.0]),
        # a price never changes its side where there is no such limit
        ([0.0, 0.0, -0.25, 0.0], [-2.0, 2.0, 0.0, 0.0]),
    ],
)
def test_prices_move_towards_what_is_missed_or_unused(prices: list[float], after: list[float]) -> None:
    assert moved([3, 0, 0, 4], prices) == after


def test_where_all_is_obeyed_and_used_nothing_moves() -> None:
    assert moved([1, 2, 1, 4], [-1.0, 1.0, -1.0, 0.0]) is None
    assert moved([0, 5, 0, 4], [0.0, 0.0, 0.0, 0.0]) is None
