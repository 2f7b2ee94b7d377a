"""A matrix is the program's lines: products taken part by part, components, rows that others imply."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import block_array
from scipy.sparse.csgraph import connected_components

from solver.domain.instance import Instance
from solver.problem import Problem
from solver.program import build
from solver.search import matrix as matrix_module
from solver.search.components import components
from solver.search.matrix import Matrix, matrix_of, products
from tests.solver.strategies import SMALL, instances


def matrix_from(instance: Instance) -> Matrix:
    program = build(Problem(instance))
    return matrix_of(program, program.cost(program.amounts))


@settings(max_examples=30)
@given(instances(SMALL))
def test_components_are_those_of_the_graph_of_rows_and_columns(instance: Instance) -> None:
    matrix = matrix_from(instance)
    strong = matrix.rows[np.flatnonzero(~matrix.weak)]
    number, of_node = connected_components(block_array([[None, abs(strong)], [abs(strong).T, None]]), directed=False)
    del number
    rows, height = np.flatnonzero(~matrix.weak), strong.shape[0]
    wanted = {
        (tuple(rows[of_node[:height] == part]), tuple(np.flatnonzero(of_node[height:] == part)))
        for part in np.unique(of_node[:height])
    }
    assert {(tuple(mine), tuple(columns)) for mine, columns in components(matrix)} == wanted


@pytest.mark.parametrize("at_once", [1, 5, 1_000_000])
@settings(max_examples=10)
@given(instance=instances(SMALL), seed=st.integers(0, 10**6))
def test_products_taken_part_by_part_are_whole(at_once: int, instance: Instance, seed: int) -> None:
    matrix, dice = matrix_from(instance), np.random.default_rng(seed)
    values, prices = dice.integers(-9, 9, matrix.width), dice.normal(size=len(matrix.below))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matrix_module, "AT_ONCE", at_once)
        assert (matrix.activity(values) == matrix.rows @ values).all()
        assert np.allclose(matrix.worth(prices), matrix.rows.T @ prices)
        assert products(matrix.rows, values).dtype == values.dtype


@settings(max_examples=30)
@given(instances(SMALL))
def test_tours_come_first_in_every_row(instance: Instance) -> None:
    """What looks at the auxiliaries of a row counts on it; the views of the tours alone are those of the whole."""
    matrix = matrix_from(instance)
    for row, tours in enumerate(matrix.table.tours_of_row.tolist()):
        columns = matrix.rows.indices[matrix.rows.indptr[row] : matrix.rows.indptr[row + 1]]
        assert (columns[:tours] < matrix.tours).all()
        assert (columns[tours:] >= matrix.tours).all()
    assert (matrix.tour_columns != matrix.rows[:, : matrix.tours]).nnz == 0
    assert matrix.row_of_entry.tolist() == matrix.table.rows_at(np.arange(matrix.rows.nnz)).tolist()
