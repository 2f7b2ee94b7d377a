"""The dual pass: an exact bound from any multipliers, and the reduced costs.

For multipliers λ of the rows (λ ≥ 0 for a lower limit, ≤ 0 for an upper one) every x that obeys the rows costs at least

    L(λ) = Σ λ⁺ · below + Σ λ⁻ · above + Σ over people of their best sequence of tours at the reduced costs c − Aᵀλ
           + Σ over auxiliaries of the better of their bounds,

the rows of the sequences being obeyed, not priced (Geoffrion: Lagrangean relaxation for integer programming, Mathematical
Programming Study 2, 1974). Multipliers are rounded to multiples of 1/1024, so that all sums are exact and so is the bound.
The multipliers come from a first-order method (`linear`), which needs no exact optimum here.
"""

import math
from dataclasses import dataclass

import numpy as np

from solver.problem import Ints
from solver.search.linear import Floats
from solver.search.matrix import FREE, Matrix
from solver.search.pricing import Multipliers
from solver.tours import Tours

UNIT = 1024.0
"""Multipliers are whole multiples of 1 / UNIT: sums of them times whole numbers below 2^43 are exact."""


@dataclass(frozen=True)
class Relaxed:
    """A bound of the whole, the reduced costs of all columns, and per tour what forcing it in adds to the bound."""

    bound: int
    reduced: Floats
    forced: Floats
    multipliers: Multipliers


def bounded(matrix: Matrix, tours: Tours, multipliers: Multipliers) -> Relaxed:
    """Return the exact bound of some multipliers, whatever they are, and the reduced costs."""
    of_row = _rounded(matrix, multipliers.rows)
    reduced = matrix.cost - matrix.worth(of_row)
    limits = np.where(of_row > 0, matrix.below, np.where(of_row < 0, matrix.above, 0))
    auxiliary = reduced[matrix.tours :]
    at_best = np.where(auxiliary > 0, matrix.lower[matrix.tours :], matrix.upper[matrix.tours :])
    sequences, forced = forced_in(tours, reduced[: matrix.tours])
    bound = float(of_row @ limits + auxiliary @ at_best) + sequences
    return Relaxed(max(math.ceil(bound), 0), reduced, forced, Multipliers(of_row, multipliers.plan))


def worth_of(matrix: Matrix, multipliers: Floats) -> Floats:
    """Return what each tour is worth at some multipliers of the rows that people share: what it brings less what it costs."""
    shared = np.where(matrix.own | matrix.weak, 0.0, np.nan_to_num(multipliers))
    worth: Floats = (matrix.worth(shared) - matrix.cost)[: matrix.tours]
    return worth


def _rounded(matrix: Matrix, multipliers: Floats) -> Floats:
    """Return multipliers as multiples of the unit, none on a limit that does not exist or on the rows of sequences."""
    of_row: Floats = np.round(np.nan_to_num(multipliers) * UNIT) / UNIT
    of_row[matrix.sequence | matrix.weak] = 0.0
    of_row[(matrix.below <= -FREE) & (of_row > 0)] = 0.0
    of_row[(matrix.above >= FREE) & (of_row < 0)] = 0.0
    return of_row


def forced_in(tours: Tours, reduced: Floats) -> tuple[float, Floats]:
    """Return the cost of everybody's cheapest sequence of tours, and per tour what forcing it into a sequence adds.

    A pool counts as often as it has units.
    """
    if not len(tours):
        return 0.0, np.zeros(0)
    begin, after, periods = intervals(tours)
    person, people = tours.person, tours.problem.people
    ahead, behind = best_sequences(person, begin, after, reduced, len(people), periods)
    forced = behind[begin, person] + reduced + ahead[after, person] - ahead[0, person]
    return float(ahead[0] @ people.count), forced


def best_sequences(
    person: Ints, begin: Ints, after: Ints, reduced: Floats, people: int, periods: int
) -> tuple[Floats, Floats]:
    """Return the cost of each person's cheapest sequence of intervals from a period on, and up to it: periods + 1 × people.

    Dynamic programme over periods, for all people at once: ahead(t) = min(ahead(t + 1), cost(tour) + ahead(its end)).
    """
    ahead, behind = np.zeros((periods + 1, people)), np.zeros((periods + 1, people))
    by_begin, by_after = _grouped(begin, periods), _grouped(after, periods)
    for period in range(periods - 1, -1, -1):
        ahead[period] = ahead[period + 1]
        rows = by_begin[period]
        np.minimum.at(ahead[period], person[rows], reduced[rows] + ahead[after[rows], person[rows]])
    for period in range(1, periods + 1):
        behind[period] = behind[period - 1]
        rows = by_after[period]
        np.minimum.at(behind[period], person[rows], reduced[rows] + behind[begin[rows], person[rows]])
    return ahead, behind


def intervals(tours: Tours) -> tuple[Ints, Ints, int]:
    """Return begin and end of each tour's interval, rest included where it is owed in any case, from 0 on."""
    hard = tours.problem.instance.policy.rules.rest.mode == "hard"
    after = tours.end + tours.rest if hard else tours.end
    first = int(tours.start.min())
    return tours.start - first, after - first, int(after.max()) - first


def _grouped(at: Ints, periods: int) -> list[Ints]:
    order = np.argsort(at, kind="stable")
    bounds = np.searchsorted(at[order], np.arange(periods + 2))
    return [order[bounds[period] : bounds[period + 1]] for period in range(periods + 1)]
