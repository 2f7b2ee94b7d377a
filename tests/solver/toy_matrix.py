"""A matrix written down row by row, for steps of the large search that no rule has to be there for."""

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from solver.search.matrix import FREE, Matrix, Table


def toy(
    rows: Sequence[tuple[int | None, Sequence[int], int | None]],
    cost: Sequence[int],
    tours: int = 0,
    upper: Sequence[int] | None = None,
    pairings: Sequence[int] = (),
) -> Matrix:
    """Return the matrix of some rows  (at least, numbers, at most);  columns go from 0 to `upper`, 9 where nothing is said."""
    width, no = len(cost), np.zeros(len(rows), dtype=bool)
    return Matrix(
        Table(sp.csr_array(np.array([numbers for _, numbers, _ in rows]).reshape(-1, width)), tours),
        np.array([-FREE if least is None else least for least, _, _ in rows]),
        np.array([FREE if most is None else most for _, _, most in rows]),
        np.zeros(width, dtype=np.int64),
        np.full(width, 9) if upper is None else np.array(upper),
        np.array(cost),
        no,
        no,
        no,
        np.array(pairings, dtype=np.int64),
    )
