"""The components of a matrix: parts that share no row, and such a part as a question of its own."""

import numpy as np
import scipy.sparse as sp

from solver.incidence import distinct
from solver.problem import Ints
from solver.search.matrix import Matrix, Table


def components(matrix: Matrix) -> list[tuple[Ints, Ints]]:
    """Return rows and columns of the parts that share no row, weak rows aside."""
    of_row, of_column = _labels(matrix)
    rows = np.flatnonzero(~matrix.weak)
    order_rows, order_columns = np.argsort(of_row[rows], kind="stable"), np.argsort(of_column, kind="stable")
    parts = distinct(of_row[rows])
    row_bounds = np.searchsorted(of_row[rows][order_rows], np.append(parts, matrix.width + len(of_row)))
    begins, ends = (np.searchsorted(of_column[order_columns], parts, side=side) for side in ("left", "right"))
    return [
        (rows[order_rows[row_bounds[part] : row_bounds[part + 1]]], order_columns[begins[part] : ends[part]])
        for part in range(len(parts))
    ]


def _labels(matrix: Matrix) -> tuple[Ints, Ints]:
    """Return for each row and column the first column that hangs together with it; for an empty row one of its own.

    Rows take the least label of their columns, columns that of their rows, and so on: few times round, and little memory.
    """
    of_column = np.arange(matrix.width)
    of_row = matrix.width + np.arange(len(matrix.below))
    strong = np.flatnonzero((matrix.length > 0) & ~matrix.weak)
    held = np.flatnonzero(np.diff(matrix.columns.indptr))
    while len(strong):
        of_row[strong] = _least(of_column, matrix.rows)[np.searchsorted(np.flatnonzero(matrix.length), strong)]
        before, of_column = of_column, of_column.copy()
        of_column[held] = np.minimum(of_column[held], _least(of_row, matrix.columns))
        of_column = of_column[of_column]
        if np.array_equal(before, of_column):
            break
    return of_row, of_column


def _least(label: Ints, table: sp.csr_array | sp.csc_array) -> Ints:
    """Return the least label in each list of a compressed table that is not empty."""
    first = table.indptr[:-1][np.diff(table.indptr) > 0]
    least: Ints = np.minimum.reduceat(label[table.indices], first)
    return least


def part_of(matrix: Matrix, rows: Ints, columns: Ints) -> tuple[Matrix, Ints]:
    """Return some rows and columns as a question of their own, and its columns.

    All entries of the rows lie in the columns. Weak rows that concern no other tours come with them, and their auxiliaries.
    """
    inside = np.zeros(matrix.width, dtype=bool)
    inside[columns] = True
    weak = np.flatnonzero(matrix.weak)
    theirs = matrix.rows[weak]
    of_row = np.repeat(np.arange(len(weak)), np.diff(theirs.indptr))
    tour = theirs.indices < matrix.tours
    mine, others = (
        np.bincount(of_row[tour & (inside[theirs.indices] == within)], minlength=len(weak)) for within in (True, False)
    )
    taken = (mine > 0) & (others == 0)
    inside[theirs.indices[taken[of_row]]] = True
    rows, columns = np.sort(np.concatenate([rows, weak[taken]])), np.flatnonzero(inside)
    part = Matrix(
        Table(sp.csr_array(matrix.rows[rows][:, columns]), int((columns < matrix.tours).sum())),
        matrix.below[rows],
        matrix.above[rows],
        matrix.lower[columns],
        matrix.upper[columns],
        matrix.cost[columns],
        matrix.sequence[rows],
        matrix.own[rows],
        matrix.weak[rows],
        np.flatnonzero(np.isin(columns, matrix.pairings)),
    )
    return part, columns
