"""The plan in hand: what is better is taken over, and what is as good, for a change, if that is asked for."""

import numpy as np
import pytest

from solver.problem import Ints
from solver.search.incumbent import Change, Incumbent, plan_from
from tests.solver.toy_matrix import toy

MATRIX = toy([(1, [1, 1, 1], None)], [2, 2, 1])


@pytest.mark.parametrize(
    ("change", "sideways", "better", "after"),
    [
        ([0, 0, 1], False, True, [0, 0, 1]),
        ([0, 1, 0], True, False, [0, 1, 0]),
        ([0, 1, 0], False, False, [1, 0, 0]),
        ([1, 1, 0], True, False, [1, 0, 0]),  # dearer
        ([0, 0, 0], True, False, [1, 0, 0]),  # cheaper, but misses the row
    ],
)
def test_what_is_taken_over(change: list[int], sideways: bool, better: bool, after: list[int]) -> None:
    values: Ints = np.array([1, 0, 0])
    incumbent = Incumbent(MATRIX, plan_from(MATRIX, values))
    assert incumbent.offer(Change(np.arange(3), np.array(change)), sideways=sideways) is better
    assert incumbent.plan.values.tolist() == after
    incumbent.offer_plan(plan_from(MATRIX, np.array([0, 0, 1])))
    assert incumbent.plan.values.tolist() == [0, 0, 1]
