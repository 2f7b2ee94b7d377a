"""The relaxation of many tours from few of them: those that the multipliers ask for come in, those of no use go.

Column generation (Ford and Fulkerson: A suggested computation for maximal multi-commodity network flows, Management Science 5,
1958) over tours that are all listed: each is priced by a product with the matrix. Early rounds are solved to a low precision,
since their multipliers change much anyway. Nothing depends on it that the last round ends without a tour to bring in: a
bound is computed from the multipliers over all tours, and a dive needs a good fractional plan, no optimal one.
"""

import time
from dataclasses import dataclass, replace

import numpy as np

from solver.problem import Bools, Ints
from solver.search.linear import Asked, Floats, Patience, Piece, Relaxation, Solution

USED = 1e-6
"""What a solution uses more of than this is used."""

FEW = 12_000
"""Up to so many tours all take part from the beginning."""

LARGELY = 0.02
"""Where there are too many tours to keep all that are used, those used more than this stay."""

ROUNDS = (10.0, 10.0, 3.0, 1.0, 1.0)
"""Precision of each round, as a multiple of the one asked for."""

SHARE = 0.1
"""Part of all tours, `FEW` at most, that take part in the first round, drawn at random, and that come in after each at most (a
region with 301,028 tours: 7 s of a processor for all these rounds, 11.5 s without the limit)."""

LONGER = 1.7
"""The round with all tours begins if there are so many times the seconds left that all rounds before it took: it takes about
half of that with 480 people, as much or half as much again in regions of ten thousand."""

USEFUL = 0.5
"""A tour that is not used goes if its reduced cost is not among the lowest of this part."""

PROMISING, MANY = 0.3, 20_000
"""The part of the tours, those of the lowest reduced costs, of which good plans are made, and how many at most, beside
those used largely (a region with 287,562 tours: 1.58 million in 20 s of a processor, with 30,000 2.44 in 20 and 1.52 in 30)."""


@dataclass(frozen=True)
class Narrowed:
    """A piece with some of its tours, a solution of its relaxation, and which of the piece's tours they are."""

    piece: Piece
    solution: Solution
    tours: Ints


def generated(piece: Piece, begin: Solution | None, patience: Patience) -> Solution:
    """Return a solution of a piece's relaxation: from `begin` with all tours, else from few, then all if there is time.

    It is the last one that was solved in time. Work counts all rounds.
    """
    relaxation, began = Relaxation(piece), time.monotonic()
    known = begin
    if begin is None and piece.tours > FEW:
        known = _from_few(relaxation, piece, patience)
        took = time.monotonic() - began
        if not known.reached or patience.seconds < (1.0 + LONGER) * took:
            return known
        patience = replace(patience, seconds=patience.seconds - took)
    solved = _solved(relaxation, np.ones(piece.tours, dtype=bool), known, patience)
    if known is None or begin is not None:
        return solved
    return replace(solved if solved.reached else known, work=known.work + solved.work)


def _from_few(relaxation: Relaxation, piece: Piece, patience: Patience) -> Solution:
    until, taking_part = time.monotonic() + patience.seconds, _first(piece)
    solution: Solution | None = None
    work = 0.0
    for coarser in ROUNDS:
        left = Patience(patience.precision * coarser, until - time.monotonic(), patience.iterations)
        solved = _solved(relaxation, taking_part, solution, left)
        work += solved.work
        if solution is None or solved.reached:
            solution = solved
        if not solved.reached:
            break
        taking_part = _next(piece, taking_part, solved)
    assert solution is not None  # there are rounds
    return replace(solution, reached=solved.reached, work=work)


def _solved(relaxation: Relaxation, taking_part: Bools, begin: Solution | None, patience: Patience) -> Solution:
    nothing = np.zeros(len(taking_part), dtype=np.int64)
    return relaxation.solve(Asked(nothing, np.flatnonzero(taking_part), begin, patience))


def narrowed(piece: Piece, solution: Solution) -> Narrowed:
    """Return a piece with the promising ones of its tours."""
    tours = np.flatnonzero(promising(piece, solution))
    columns = np.concatenate([tours, np.arange(piece.tours, len(piece.cost))])
    gone = piece.tours - len(tours)
    fewer = replace(
        piece,
        cost=piece.cost[columns],
        rows=piece.rows[:, columns].tocsr(),
        lower=piece.lower[columns],
        upper=piece.upper[columns],
        tours=len(tours),
        pairings=piece.pairings - gone,
    )
    return Narrowed(fewer, replace(solution, plan=solution.plan[columns]), tours)


def promising(piece: Piece, solution: Solution) -> Bools:
    """Return which tours are used by a solution, must be there, or have a low reduced cost."""
    most = min(max(FEW, round(PROMISING * piece.tours)), MANY)
    if most >= piece.tours:
        return np.ones(piece.tours, dtype=bool)
    reduced = reduced_costs(piece, solution)
    good: Bools = (solution.plan[: piece.tours] > LARGELY) | (piece.lower[: piece.tours] > 0)
    good[np.argpartition(reduced, most)[:most]] = True
    return good


def reduced_costs(piece: Piece, solution: Solution) -> Floats:
    """Return the reduced costs of a piece's tours at the multipliers of a solution."""
    reduced: Floats = (piece.cost - piece.rows.T @ solution.rows)[: piece.tours]
    return reduced


def _needed(piece: Piece, solution: Solution) -> Bools:
    needed: Bools = (solution.plan[: piece.tours] > USED) | (piece.lower[: piece.tours] > 0)
    return needed


def _first(piece: Piece) -> Bools:
    chosen: Bools = np.random.default_rng(0).random(piece.tours) * piece.tours < _share(piece)
    return chosen | (piece.lower[: piece.tours] > 0)


def _next(piece: Piece, taking_part: Bools, solved: Solution) -> Bools:
    """Return which tours take part in the next round."""
    reduced = reduced_costs(piece, solved)
    kept: Bools = taking_part & (_needed(piece, solved) | (reduced <= np.quantile(reduced, USEFUL)))
    outside = np.flatnonzero(~taking_part & (reduced < 0))
    kept[outside[np.argsort(reduced[outside])[: round(_share(piece))]]] = True
    return kept


def _share(piece: Piece) -> float:
    return min(SHARE * piece.tours, FEW)
