"""Pairings settled first: those are chosen that what the relaxation plans needs most, and the rest becomes a simpler question.

The relaxation shares every pairing among many hospitals, so that a dive decides them by the way, tour by tour. Chosen together,
for the use that the relaxation makes of each link, they cost 2 % of the objective on 480 people; with them fixed most rows of
`on_pair` go, what is left is solved with fewer and cheaper iterations, and a dive takes a third of the time. What is used
unpaired gets dear only little by little, as in an annealing: at its full price from the start the first choice would hardly move.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from ortools.sat.python import cp_model

from solver.posting import add_variables, hint, minimise, post
from solver.problem import Bools, Ints
from solver.search.dive import ITERATIONS, Allowance
from solver.search.linear import Asked, Floats, Patience, Piece, Relaxation, Solution
from solver.search.matrix import measures_of

EFFORT = 0.2
"""Deterministic time of choosing pairings. With five times as much the relaxation gets 0.15 % cheaper in regions of 540 people,
which takes half the time of a dive."""

PRICES = (0.2, 0.4, 0.6, 0.8, 1.0, 1.0, 1.0)
"""Part of its price that use of a link not chosen costs in one relaxation after the other; each choice is for the use before."""

PRECISION = 2e-3
"""Relative precision of the relaxations."""

SHARE = 0.35
"""Part of the time of a dive that may go into choosing pairings: where that is too short for all prices, the last ones count."""

RISE = 0.1
"""Where pairings make the relaxation dearer by more than this part, they are left to the dive."""

SCALE = 16
"""Costs are rounded to sixteenths where pairings are chosen."""


@dataclass(frozen=True)
class Choice:
    """Values of the pairings of a piece and of what follows from these alone."""

    columns: Ints
    values: Ints


class Chooser:
    """Chooses the pairings of a piece for the use that a fractional plan makes of them."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece
        columns = piece.rows.tocsc()
        rows = _rows_of(columns, piece.pairings)
        with_tours = np.zeros(len(piece.below), dtype=bool)
        with_tours[columns[:, : piece.tours].indices] = True
        self._deciding = rows[~with_tours[rows]]
        self._using = rows[with_tours[rows]]
        self._measures = measures_of(piece.rows, piece.lower, piece.tours)[self._using]
        self.columns: Ints = np.unique(np.concatenate([piece.rows[self._deciding].indices, piece.pairings])).astype(
            np.int64
        )

    def choose(self, plan: Floats, seed: int, before: Choice | None = None) -> Choice | None:
        """Return the pairings that save most of what the use by a plan would cost unpaired; none if there are none in time.

        Those chosen before are where it begins.
        """
        piece, columns = self._piece, self.columns
        model = cp_model.CpModel()
        lower, upper = piece.lower[columns].astype(np.int64), piece.upper[columns].astype(np.int64)
        add_variables(model, lower, upper)
        for row in self._deciding.tolist():
            span = slice(piece.rows.indptr[row], piece.rows.indptr[row + 1])
            place = np.searchsorted(columns, piece.rows.indices[span])
            least, most = _whole(piece.below[row]), _whole(piece.above[row])
            post(model, place, piece.rows.data[span].astype(np.int64), least, most, upper == 1)
        cost = np.round(SCALE * (piece.cost[columns] - self._saved(plan)[columns])).astype(np.int64)
        minimise(model, range(len(columns)), cost.tolist())
        if before is not None:
            hint(model, range(len(columns)), before.values.tolist())
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = EFFORT
        if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return Choice(columns, np.array(solver.response_proto.solution, dtype=np.int64)[: len(columns)])

    def _saved(self, plan: Floats) -> Floats:
        """Return what each pairing saves a plan: in each of its rows the use, at the price of what measures the row."""
        piece, rows = self._piece, self._piece.rows[self._using]
        use = rows[:, : piece.tours] @ plan[: piece.tours]
        price = np.where(self._measures >= 0, piece.cost[self._measures], piece.cost.max())
        entries = sp.coo_array(rows)
        mine = np.isin(entries.col, piece.pairings) & (entries.data < 0)
        saved = np.bincount(entries.col[mine], (use * price)[entries.row[mine]], minlength=len(piece.cost))
        return saved.astype(np.float64)


def with_pairings(piece: Piece, choice: Choice, price: float = 1.0) -> tuple[Piece, Bools]:
    """Return a piece with its pairings fixed, and which of its rows it still has.

    Where a link is not chosen, tours pay themselves what their row's measure would cost, or a part of that, and the row goes.
    How far the measure can go is not said any more; the limits of people and posts say it.
    """
    lower, upper, cost = piece.lower.copy(), piece.upper.copy(), piece.cost.copy()
    lower[choice.columns] = upper[choice.columns] = choice.values
    fixed = np.zeros(len(cost))
    fixed[choice.columns] = choice.values
    decided = np.zeros(len(cost), dtype=bool)
    decided[choice.columns] = True
    of_row = np.repeat(np.arange(len(piece.below)), np.diff(piece.rows.indptr))
    column, number = piece.rows.indices, piece.rows.data
    measures = measures_of(piece.rows, piece.lower, piece.tours)
    other = (column >= piece.tours) & ~decided[column] & (column != measures[of_row])
    hindered = np.bincount(of_row[other | ((column < piece.tours) & (number < 0))], minlength=len(measures)) > 0
    touched = np.bincount(of_row[decided[column]], minlength=len(measures)) > 0
    gone = touched & ~hindered & (measures >= 0) & (piece.above == piece.rows @ fixed) & ~np.isfinite(piece.below)
    gone &= ~decided[measures] & (cost[measures] >= 0)
    cost[: piece.tours] += piece.rows[gone][:, : piece.tours].T @ (price * cost[measures[gone]])
    upper[measures[gone]] = 0.0
    kept = ~gone
    return (
        replace(
            piece,
            cost=cost,
            rows=sp.csr_array(piece.rows[kept]),
            below=piece.below[kept],
            above=piece.above[kept],
            lower=lower,
            upper=upper,
            hard=piece.hard[kept],
        ),
        kept,
    )


def _rows_of(columns: sp.csc_array, some: Ints) -> Ints:
    return np.unique(columns[:, some].indices).astype(np.int64)


def _whole(limit: float) -> int | None:
    return int(limit) if np.isfinite(limit) else None


@dataclass(frozen=True)
class Settled:
    """A piece with its pairings fixed, which rows of the whole it has, and a solution of its relaxation."""

    piece: Piece
    kept: Bools
    solution: Solution


def settle_pairings(piece: Piece, root: Solution, allowance: Allowance, seed: int) -> Settled | None:
    """Return a piece with its pairings chosen, in turn with the relaxation; none if that makes it too dear or goes wrong."""
    if not len(piece.pairings):
        return None
    chooser, solution, rows = Chooser(piece), root, root.rows.copy()
    best: Settled | None = None
    before: Choice | None = None
    prices: tuple[float, ...] = PRICES
    until = allowance.left * (1.0 - SHARE)
    while prices:
        (price, *later), left = prices, allowance.left
        choice = chooser.choose(solution.plan, seed, before)
        if choice is None or allowance.over or (best and before and (choice.values == before.values).all()):
            break
        simpler, kept = with_pairings(piece, choice, price)
        solution = _solved(simpler, Solution(0.0, solution.plan, rows[kept], reached=True, work=0.0), allowance)
        allowance.took(solution)
        rows[kept], before = solution.rows, choice
        if price == 1.0 and solution.reached and (best is None or solution.objective < best.solution.objective):
            best = Settled(simpler, kept, solution)
        rounds = int((allowance.left - until) / max(left - allowance.left, 1e-9))
        prices = _last(later, max(rounds, 0 if best else 1))
    too_dear = best is not None and best.solution.objective - root.objective > RISE * abs(root.objective)
    return None if too_dear else best


def _last(prices: Sequence[float], rounds: int) -> tuple[float, ...]:
    return tuple(prices[max(len(prices) - rounds, 0) :])


def _solved(piece: Piece, begin: Solution, allowance: Allowance) -> Solution:
    patience = Patience(PRECISION, max(allowance.until - time.monotonic(), 0.1), ITERATIONS)
    nothing = np.zeros(piece.tours, dtype=np.int64)
    return Relaxation(piece).solve(Asked(nothing, np.arange(piece.tours), begin, patience))
