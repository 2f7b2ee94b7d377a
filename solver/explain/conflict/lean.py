"""Where a contradiction shows without a search: a proof by the linear relaxation that leans on few limits.

All limits at stake may be missed by one common amount t; where the least t is above 0, the limits that its duals lean on
contradict one another as they are, whole persons or not (Farkas' lemma). The duals add up to 1, so that a proof which leans on
few limits shows a larger t than one which leans on many: the least t points to the tightest spot. Columns that a bar keeps shut
take part if the proof would fail with them open.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import linprog

from solver.explain.conflict.world import Limits, World
from solver.problem import Bools, Ints

Floats = npt.NDArray[np.float64]
NOTHING = 1e-6
"""Below this an amount or a dual is nothing."""
PART = 0.1
"""Share of the time left that one relaxation may take."""


def leaning(world: World, units: Sequence[int], limits: Limits) -> list[int] | None:
    """Return units on which a proof of their contradiction leans, in the order given; none where the relaxation has a solution.

    It rests on floating-point numbers: who takes it over asks the world again.
    """
    at_risk, opened = world.at_stake(units)
    if not at_risk or not limits.left():
        return None
    question = _Question(world, np.array(at_risk, dtype=np.int64), opened)
    duals = question.duals(limits.left() * PART)
    if duals is None:
        return None
    leant = set(world.unit_of_line[question.line[duals > NOTHING]].tolist())
    leant |= set(world.bars_of(question.needed_shut(duals), units))
    return [unit for unit in units if unit in leant]


class _Question:
    """The lines at stake as  G x − t ≤ h  over the open columns, those that fail with nothing open included."""

    def __init__(self, world: World, at_risk: Ints, opened: Bools) -> None:
        self._world, self._opened = world, opened
        program = world.program
        rows, lower = world.matrix[at_risk], program.lower.astype(np.float64)
        self._open = np.flatnonzero(opened)
        fixed = rows @ np.where(opened, 0.0, lower)
        least, most = world.least[at_risk] - fixed, world.most[at_risk] - fixed
        above, below = np.flatnonzero(np.isfinite(most)), np.flatnonzero(np.isfinite(least))
        self._sides = sp.vstack([rows[above], -rows[below]], format="csr")
        self._limit = np.concatenate([most[above], -least[below]])
        self.line = at_risk[np.concatenate([above, below])]

    def duals(self, seconds: float) -> Floats | None:
        """Return the duals of the least common miss; none where it is nothing, or was not found in time."""
        program, width = self._world.program, len(self._open)
        common = sp.csc_array(-np.ones((len(self._limit), 1)))
        sides = sp.hstack([self._sides.tocsc()[:, self._open], common], format="csc")
        bounds = np.stack(
            [np.append(program.lower[self._open], 0), np.append(program.upper[self._open], np.inf)], axis=1
        )
        cost = np.append(np.zeros(width), 1.0)
        found = linprog(
            cost, A_ub=sides, b_ub=self._limit, bounds=bounds, method="highs-ds", options={"time_limit": seconds}
        )
        if found.status != 0 or found.fun < NOTHING:
            return None
        duals: Floats = -np.asarray(found.ineqlin.marginals, dtype=np.float64)
        return duals

    def needed_shut(self, duals: Floats) -> Ints:
        """Return the shut columns that would spoil the proof by rising."""
        weight = self._sides.T @ duals
        return np.flatnonzero((weight < -NOTHING) & ~self._opened)
