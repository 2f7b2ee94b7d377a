"""What each tour of a plan is worth by the duals: an estimate of what taking it out costs once others may step in.

At multipliers λ of the rows that people share, the worth of a tour is Aᵀλ − c: what it brings there less what it costs; what else
the person might do is not counted. The multipliers are those of the linear relaxation as a first-order method leaves it after a
fixed number of steps, so that the same question has the same estimates on every machine; nothing is proven by them.
"""

import numpy as np
import numpy.typing as npt

from solver.program import Program
from solver.search.linear import Patience
from solver.search.matrix import WEAK, matrix_of
from solver.search.pricing import solved_here
from solver.search.relaxation import worth_of

Floats = npt.NDArray[np.float64]

PRECISION = 1e-4
WORK = 400_000_000
"""Entries of the matrix × steps: about 0.8 seconds of a processor."""
LEAST_STEPS, MOST_STEPS = 400, 5_000
"""With fewer steps the multipliers say nothing yet; then there is no estimate."""


def worth_of_tours(program: Program, seconds: float | None = None) -> Floats | None:
    """Return what each candidate tour is worth, in the objective's unit; none where the question is too large for it.

    `seconds` ends the search for multipliers earlier, at coarser ones.
    """
    matrix = matrix_of(program, program.cost([goal for goal in program.amounts if goal not in WEAK]))
    steps = min(WORK // max(matrix.rows.nnz, 1), MOST_STEPS)
    if steps < LEAST_STEPS or not len(program.tours):
        return None
    rows = np.flatnonzero(~matrix.weak)
    patience = Patience(PRECISION, 3600.0 if seconds is None else seconds, steps)
    found = solved_here(matrix, rows, np.arange(matrix.width), patience)
    multipliers = np.zeros(len(matrix.below))
    multipliers[rows] = found.rows
    return worth_of(matrix, multipliers)
