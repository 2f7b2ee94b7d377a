"""The relaxation of a question whose tours are divided by the pairing that they need, and the exact bound of its multipliers.

Its optimum is above that of the question as it is (480 people, two batches a year: by 0.3 to 2 %). As in `relaxation`, any
multipliers give a bound: each person takes the best sequence of tours, each tour within its pairing or off it, whichever
is cheaper.
"""

import math
import threading
import time
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from solver.problem import Bools, Ints
from solver.search import pricing
from solver.search.divided_part import DividedPart, needs_of
from solver.search.interior import Interior
from solver.search.linear import Floats
from solver.search.matrix import FREE, Matrix
from solver.search.relaxation import UNIT, forced_in
from solver.search.subproblem import BIG
from solver.tours import Tours


@dataclass(frozen=True)
class DividedRelaxed:
    """A bound, the multipliers of the question's rows that are not divided (others 0), and the reduced cost of each tour."""

    bound: int
    rows: Floats
    reduced: Floats


class _Strong:
    """A question without its weak rows, as what is left of it when everything is free."""

    def __init__(self, matrix: Matrix) -> None:
        self.numbers = np.flatnonzero(~matrix.weak)
        below, above = matrix.below[self.numbers], matrix.above[self.numbers]
        self.rows = sp.csr_array(matrix.rows[self.numbers])
        self.below, self.above = np.where(below <= -FREE, -BIG, below), np.where(above >= FREE, BIG, above)
        self.lower, self.upper, self.cost, self.constant = matrix.lower, matrix.upper, matrix.cost, 0
        self.moving: Ints = np.arange(matrix.width)
        self.is_tour: Bools = self.moving < matrix.tours
        self.is_pairing: Bools = np.isin(self.moving, matrix.pairings)
        self.measure: Ints = matrix.measure[self.numbers]

    def begin(self, values: Ints) -> Ints:
        """Return the values of all columns."""
        return values.copy()

    def values(self, moved: Ints) -> Ints:
        """Return the values of all columns."""
        return moved


class DividedRelaxation:
    """The divided relaxation of a matrix; `divides` says if there is anything to divide."""

    def __init__(self, matrix: Matrix, tours: Tours) -> None:
        self._matrix, self._tours, self._strong = matrix, tours, _Strong(matrix)
        needs = needs_of(self._strong)
        self.divides = len(needs.rows) > 0
        if not self.divides:
            return
        self._part = DividedPart(self._strong, needs)
        self._kept = self._strong.numbers[self._part.kept]
        self._sequence = np.zeros(len(self._part.below), dtype=bool)
        self._sequence[: len(self._kept)] = matrix.sequence[self._kept]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self._part.below)

    def solved(self, seconds: float, stopped: threading.Event) -> DividedRelaxed | None:
        """Return the bound of its optimum; none where time is too short, and after a stop."""
        part, until = self._part, time.monotonic() + seconds
        below = np.where(part.below == -BIG, -np.inf, part.below.astype(np.float64))
        above = np.where(part.above == BIG, np.inf, part.above.astype(np.float64))
        asked = Interior(
            part.cost.astype(np.float64),
            part.rows,
            below,
            above,
            part.lower.astype(np.float64),
            part.upper.astype(np.float64),
            seconds,
        )
        found = pricing.answered(asked, stopped, until)
        return self.bounded(found) if isinstance(found, np.ndarray) else None

    def bounded(self, multipliers: Floats) -> DividedRelaxed:
        """Return the exact bound of some multipliers of its rows, whatever they are."""
        part = self._part
        prices = np.round(np.nan_to_num(multipliers) * UNIT) / UNIT
        prices[self._sequence] = 0.0
        prices[(part.below == -BIG) & (prices > 0)] = 0.0
        prices[(part.above == BIG) & (prices < 0)] = 0.0
        reduced = part.cost - part.rows.T @ prices
        limits = np.where(prices > 0, part.below, np.where(prices < 0, part.above, 0))
        at_best = np.where(reduced > 0, part.lower, part.upper)
        of_tour = reduced[: self._matrix.tours].copy()
        off = part.off[: self._matrix.tours]
        of_tour[off >= 0] = np.minimum(of_tour[off >= 0], reduced[off[off >= 0]])
        auxiliary = np.arange(self._matrix.tours, self._matrix.width)
        sequences, _ = forced_in(self._tours, of_tour)
        bound = float(prices @ limits + reduced[auxiliary] @ at_best[auxiliary]) + part.constant + sequences
        rows = np.zeros(len(self._matrix.below))
        rows[self._kept] = prices[: len(self._kept)]
        return DividedRelaxed(max(math.ceil(bound), 0), rows, of_tour)
