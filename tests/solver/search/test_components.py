"""A component as a question of its own: its rows, its columns, and the weak rows that concern nobody else."""

from functools import cache

import numpy as np

from benchmarks.questions import text
from solver.load import load_instance
from solver.problem import Problem
from solver.program import build
from solver.search.components import components, part_of
from solver.search.matrix import Matrix, matrix_of


@cache
def matrix() -> Matrix:
    program = build(Problem(load_instance(text("kezhou"))))
    return matrix_of(program, program.cost(program.amounts))


def test_rows_and_columns_of_a_part_are_those_of_the_whole() -> None:
    whole = matrix()
    for rows, columns in components(whole)[:5]:
        part, mine = part_of(whole, rows, columns)
        assert np.isin(columns, mine).all()
        assert part.tours == (mine < whole.tours).sum()
        assert part.cost.tolist() == whole.cost[mine].tolist()
        assert (part.weak.sum(), len(part.below)) == (len(part.below) - len(rows), len(part.length))
        values = whole.lower.copy()
        values[mine] = whole.upper[mine]
        alone = part.activity(whole.upper[mine])
        kept = np.flatnonzero(~part.weak)
        assert alone[kept].tolist() == whole.activity(values)[rows].tolist()


def test_a_weak_row_comes_along_only_with_all_its_tours() -> None:
    whole = matrix()
    weak = np.flatnonzero(whole.weak & (whole.table.tours_of_row > 0))
    assert len(weak)
    nothing = np.zeros(0, dtype=np.int64)
    every, _ = part_of(whole, nothing, np.arange(whole.width))
    assert every.weak.sum() == len(weak)
    row = weak[0]
    span = whole.rows.indices[whole.rows.indptr[row] : whole.rows.indptr[row + 1]]
    tours = np.unique(span[span < whole.tours]).astype(np.int64)
    assert len(tours) > 1
    with_all, columns = part_of(whole, nothing, tours)
    assert np.isin(span, columns).all()
    without, columns = part_of(whole, nothing, tours[1:])
    assert without.weak.sum() < with_all.weak.sum()
    assert columns[columns < whole.tours].tolist() == tours[1:].tolist()
