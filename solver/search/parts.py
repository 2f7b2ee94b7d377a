"""A tighter bound: the question is cut into parts, what they share is priced, and each part is solved as a whole.

Every column belongs to one part. A row whose columns lie in several parts is open: it is priced, Σ λ · limit goes to the
constant, and a part pays −λ · a for its columns. People who could serve in several parts pay for their time what the best
sequence of all their tours is worth (the differences of `ahead`, which are multipliers of their rows). Σ over parts of their
bounds, plus the constant, is a bound of the whole for any multipliers, and never less than that of the relaxation, since the
rows inside a part are obeyed and not priced.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from solver.problem import Bools, Ints
from solver.search.groups import index_by
from solver.search.incumbent import Plan
from solver.search.linear import Floats
from solver.search.matrix import FREE, Matrix
from solver.search.relaxation import best_sequences, intervals
from solver.search.restricted import Effort, Searched, Stopper, search_restricted
from solver.tours import Tours

SCALE = 64
"""Multipliers are rounded to sixty-fourths here, so that a part's costs, 64 times as large, are whole."""


@dataclass
class Part:
    """Columns of a part, their priced costs in sixty-fourths, and the best bound known of it."""

    columns: Ints
    cost: Ints
    bound: int
    proven: bool = False


@dataclass
class Parted:
    """The question in parts: the whole, rows as the parts see them, the parts, and the constant in sixty-fourths.

    `shared` are the rows that are priced, `values` what the parts' own searches have found.
    """

    whole: Matrix
    matrix: Matrix
    parts: list[Part]
    constant: int
    shared: Ints
    values: Ints

    @property
    def open(self) -> list[Part]:
        """The parts that are not proven."""
        return [part for part in self.parts if not part.proven]

    @property
    def bound(self) -> int:
        """The bound of the whole question."""
        return max(math.ceil((self.constant + sum(part.bound for part in self.parts)) / SCALE), 0)

    def tighten(self, part: Part, values: Ints, effort: Effort, stop: Stopper) -> Searched:
        """Search a part by itself, from values that are hinted, and raise its bound."""
        alone = np.zeros(self.matrix.width, dtype=np.int64)
        alone[part.columns] = values[part.columns]
        plan = Plan(alone, self.matrix.activity(alone), 0, 0)
        searched = search_restricted(self.matrix, plan, part.columns, effort, stop, part.cost)
        part.bound = max(part.bound, searched.bound)
        part.proven = searched.proven
        self.values[part.columns] = alone[part.columns]
        if searched.change is not None:
            self.values[searched.change.columns] = searched.change.values
        return searched

    def moved(self, multipliers: Floats, aim: float, length: float) -> Floats | None:
        """Return multipliers of all rows moved by a subgradient step towards limits that the parts together miss or leave unused.

        `aim` is the bound hoped for, `length` the part of the step that would lead there were the function linear
        (Polyak: Introduction to optimization, 1987). None where the parts together obey all that they share.
        """
        rows, multipliers = self.shared, multipliers.copy()
        activity = self.matrix.activity(self.values)[rows]
        price = multipliers[rows]
        below, above = self.whole.below[rows], self.whole.above[rows]
        over, short = activity - above, below - activity
        missing = np.where((price > 0) | (short > 0), short, np.where((price < 0) | (over > 0), -over, 0)).astype(float)
        square = float(missing @ missing)
        if square == 0.0:
            return None
        step = length * max(aim - self.bound, 0.0) / square
        moved = price + step * missing
        moved = np.where(below <= -FREE, np.minimum(moved, 0.0), moved)
        multipliers[rows] = np.where(above >= FREE, np.maximum(moved, 0.0), moved)
        return multipliers


def parted(
    matrix: Matrix, tours: Tours, multipliers: Floats, of_column: Ints, reduced_tours: Floats | None = None
) -> Parted:
    """Return the question cut into the parts that `of_column` names, 0 … parts − 1; see the module.

    With `reduced_tours`, reduced costs from elsewhere, these give people's time its price; multipliers of rows inside a part are
    not looked at then, and a part has no bound worth the name until it is searched.
    """
    multipliers = np.round(multipliers * SCALE) / SCALE
    multipliers[matrix.weak] = 0.0
    multipliers[(matrix.below <= -FREE) & (multipliers > 0)] = 0.0
    multipliers[(matrix.above >= FREE) & (multipliers < 0)] = 0.0
    is_open = _open_rows(matrix, of_column)
    reduced = matrix.cost - matrix.worth(multipliers)
    if reduced_tours is not None:
        reduced[: len(tours)] = np.round(reduced_tours * SCALE) / SCALE
    begin, after, periods = intervals(tours)
    ahead, _ = best_sequences(tours.person, begin, after, reduced[: len(tours)], len(tours.problem.people), periods)
    shared = _shared(tours, of_column)
    outside = np.where(is_open & ~matrix.sequence, multipliers, 0.0)
    cost = matrix.cost - matrix.worth(outside)
    theirs = shared[tours.person]
    time = ahead[after, tours.person] - ahead[begin, tours.person]
    cost[: len(tours)] += np.where(theirs, time, 0.0)
    limits = np.where(outside > 0, matrix.below, np.where(outside < 0, matrix.above, 0))
    count = tours.problem.people.count
    constant = float(outside @ limits) + float(ahead[0, shared] @ count[shared])
    whole = np.round(cost * SCALE).astype(np.int64)
    inside = np.where(is_open | matrix.sequence, 0.0, multipliers)
    rows = _as_parts_see(matrix, is_open)
    parts = (
        _listed(matrix, tours, of_column, whole, inside, ahead, shared, reduced)
        if reduced_tours is None
        else _at_best(matrix, of_column, whole)
    )
    priced = np.flatnonzero(is_open & ~matrix.sequence & ~matrix.weak)
    return Parted(matrix, rows, parts, round(constant * SCALE), priced, matrix.lower.copy())


def _open_rows(matrix: Matrix, of_column: Ints) -> Bools:
    """Return which rows hold columns of several parts."""
    part = of_column[matrix.rows.indices]
    row = matrix.row_of_entry
    least = np.full(len(matrix.below), np.iinfo(np.int64).max)
    most = np.full(len(matrix.below), -1)
    np.minimum.at(least, row, part)
    np.maximum.at(most, row, part)
    several: Bools = least < most
    return several


def _shared(tours: Tours, of_column: Ints) -> Bools:
    """Return which people have tours in several parts."""
    part = of_column[: len(tours)]
    people = len(tours.problem.people)
    least, most = np.full(people, np.iinfo(np.int64).max), np.full(people, -1)
    np.minimum.at(least, tours.person, part)
    np.maximum.at(most, tours.person, part)
    several: Bools = least < most
    return several


def _as_parts_see(matrix: Matrix, is_open: Bools) -> Matrix:
    """Return the rows without what no part can obey alone: of open rows, only upper limits of sums of what is never negative."""
    never_negative = np.ones(len(matrix.below), dtype=bool)
    bad = (matrix.rows.data < 0) | (matrix.lower[matrix.rows.indices] < 0)
    never_negative[matrix.table.rows_at(np.flatnonzero(bad))] = False
    below = np.where(is_open, -FREE, matrix.below)
    return replace(matrix, below=below, above=np.where(is_open & ~never_negative, FREE, matrix.above))


def _listed(
    matrix: Matrix,
    tours: Tours,
    of_column: Ints,
    cost: Ints,
    inside: Floats,
    ahead: Floats,
    shared: Bools,
    reduced: Floats,
) -> list[Part]:
    """Return the parts with the bounds that the multipliers give them."""
    parts = int(of_column.max(initial=-1)) + 1
    limits = np.where(inside > 0, matrix.below, np.where(inside < 0, matrix.above, 0))
    bound = np.zeros(parts)
    priced = np.flatnonzero(inside)
    first = matrix.rows.indices[matrix.rows.indptr[priced]]
    np.add.at(bound, of_column[first], inside[priced] * limits[priced])
    auxiliary = np.arange(matrix.tours, matrix.width)
    at_best = np.where(reduced[auxiliary] > 0, matrix.lower[auxiliary], matrix.upper[auxiliary])
    np.add.at(bound, of_column[auxiliary], reduced[auxiliary] * at_best)
    home = np.full(len(shared), -1)
    home[tours.person] = of_column[: len(tours)]
    own = np.flatnonzero(~shared & (home >= 0))
    np.add.at(bound, home[own], ahead[0, own] * tours.problem.people.count[own])
    whole = [math.ceil(number) for number in np.round(bound * SCALE).tolist()]
    return [Part(mine, cost[mine], least) for mine, least in zip(_columns(of_column), whole, strict=True)]


def _at_best(matrix: Matrix, of_column: Ints, cost: Ints) -> list[Part]:
    """Return the parts with the bounds that their columns have by themselves."""
    least = np.minimum(cost * matrix.lower, cost * matrix.upper)
    return [Part(mine, cost[mine], int(least[mine].sum())) for mine in _columns(of_column)]


def _columns(of_column: Ints) -> list[Ints]:
    """Return the columns of each part."""
    parts = int(of_column.max(initial=-1)) + 1
    index = index_by(of_column, parts)
    return [index.of(np.array([part])) for part in range(parts)]
