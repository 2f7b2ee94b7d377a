"""A quick dive: the prices are adjusted, the tours that the best sequences agree on are fixed, until all is decided.

Each round is some steps of a subgradient method on the Lagrangian function of `relaxation` with what is fixed taken out; then
the tours that were in the best sequences most of the time enter the plan (as for set covering in Caprara, Fischetti, Toth: A
heuristic method for the set covering problem, Operations Research 47, 1999). Where many tours are worth the same, the prices
move as places fill up, which a plan from fixed prices cannot follow.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from solver.problem import Ints
from solver.search.greedy import Greedy, prices_of
from solver.search.linear import Floats
from solver.search.matrix import FREE, Matrix, products
from solver.search.relaxation import intervals
from solver.tours import Tours

MEMORY = 0.9
"""How much of the earlier sequences counts on in the average."""

ANY = 1e12
"""The highest price of a row that nothing softens."""

RARE = 0.02
"""Tours that are less usual than this are not fixed."""


@dataclass(frozen=True)
class Manner:
    """How a dive goes: steps of the subgradient method in a round, and how far above the bound they aim (a part of it).

    Tours as usual as `agreed` are fixed, and in each round at least the part `fewest` of the tours expected.
    """

    steps: int
    length: float
    agreed: float
    fewest: float


MANNER = Manner(40, 0.006, 0.95, 0.03)
"""Good on questions of 480 people: 0.7 to 5 s of a processor."""

QUICK_MANNER = Manner(15, 0.006, 0.8, 0.08)
"""For questions on which a step takes long."""


@dataclass
class Ascent:
    """A quick dive over a matrix from some multipliers."""

    matrix: Matrix
    tours: Tours
    multipliers: Floats
    manner: Manner
    enough: Callable[[], bool]

    def run(self, values: Ints) -> Ints:
        """Return the tours of a plan: those of `values`, and what the dive adds."""
        time = np.maximum(self.tours.periods + self.tours.rest, 1).astype(np.float64)
        greedy = Greedy(self.matrix, values, time)
        ceiling = prices_of(self.matrix)
        lowest = -np.where(np.isinf(ceiling.over), ANY, ceiling.over)
        highest = np.where(np.isinf(ceiling.short), ANY, ceiling.short)
        price = np.clip(self.multipliers, lowest, highest)
        usual = np.zeros(self.matrix.tours)
        expected = 0.0
        while not self.enough():
            open_tours = greedy.open()
            if not len(open_tours):
                break
            round_ = _Round(self.matrix, self.tours, open_tours, greedy.activity, self.manner)
            price, usual[open_tours] = round_.adjust(price, usual[open_tours], lowest, highest, self.enough)
            expected = max(expected, float(usual[open_tours].sum()))
            if not self._fix(greedy, open_tours, usual, max(1, round(expected * self.manner.fewest))):
                break
        greedy.run(self.enough)
        return greedy.values

    def greedily(self, values: Ints) -> Ints:
        """Return the tours of a plan: those of `values`, and what brings most for its time besides."""
        greedy = Greedy(self.matrix, values, np.maximum(self.tours.periods + self.tours.rest, 1).astype(np.float64))
        greedy.run(self.enough)
        return greedy.values

    def _fix(self, greedy: Greedy, among: Ints, usual: Floats, fewest: int) -> int:
        """Fix the tours that are agreed on, those at the head first; return how many."""
        order = among[np.argsort(-usual[among], kind="stable")]
        agreed = int((usual[order] >= self.manner.agreed).sum())
        fixed = 0
        for tour in order[: max(agreed, 4 * fewest)].tolist():
            if usual[tour] < RARE or (fixed >= fewest and usual[tour] < self.manner.agreed):
                break
            if greedy.allows(tour):
                greedy.choose(tour)
                fixed += 1
        return fixed


class _Round:
    """The Lagrangian function over the tours that are still open."""

    def __init__(self, matrix: Matrix, tours: Tours, among: Ints, activity: Ints, manner: Manner) -> None:
        self._manner = manner
        every = len(among) == matrix.tours
        self._columns = matrix.tour_columns if every else matrix.tour_columns[:, among]
        self._auxiliary = matrix.columns[:, matrix.tours :].astype(np.float64)
        self._auxiliary_transposed = sp.csr_array(self._auxiliary.T)
        self._cost = matrix.cost[among].astype(np.float64)
        self._auxiliary_cost = matrix.cost[matrix.tours :].astype(np.float64)
        self._lower, self._upper = matrix.lower[matrix.tours :], matrix.upper[matrix.tours :]
        self._below = np.where(matrix.below <= -FREE, -np.inf, matrix.below - activity)
        self._above = np.where(matrix.above >= FREE, np.inf, matrix.above - activity)
        self._priced = ~(matrix.sequence | matrix.weak)
        self._sequences = _Sequences(tours, among)

    def adjust(
        self, price: Floats, usual: Floats, lowest: Floats, highest: Floats, enough: Callable[[], bool]
    ) -> tuple[Floats, Floats]:
        """Return the prices after some steps, and how usual each tour is in the best sequences."""
        best, length = -np.inf, self._manner.length
        price = self._signed(price)
        for _ in range(self._manner.steps):
            if enough():
                break
            reduced = self._cost - products(self._columns.T, price)
            auxiliary = self._auxiliary_cost - self._auxiliary_transposed @ price
            worth, chosen = self._sequences.best(reduced)
            at = np.where(auxiliary < 0, self._upper, self._lower)
            taken = np.flatnonzero(chosen)  # few of millions
            activity = self._columns[:, taken] @ chosen[taken] + self._auxiliary @ at
            limit = np.where(price > 0, self._below, np.where(price < 0, self._above, 0.0))
            bound = float(price @ limit) + worth + float(auxiliary @ at)
            usual = MEMORY * usual + (1.0 - MEMORY) * np.minimum(chosen, 1.0)
            missing = np.where(self._priced, self._missing(price, activity), 0.0)
            square = float(missing @ missing)
            if square == 0.0:
                break
            length = length if bound > best else length * 0.7
            best = max(best, bound)
            step = (length * abs(best) + (best - bound)) / square
            price = self._signed(np.clip(price + step * missing, lowest, highest))
        return price, usual

    def _missing(self, price: Floats, activity: Floats) -> Floats:
        """Return what is missing to the limit that each price speaks of; without a price, to the limit that is broken."""
        short, over = self._below - activity, self._above - activity
        lacking = np.where(price > 0, short, np.maximum(short, 0.0))
        return np.where((price < 0) | ((price == 0) & (over < 0)), over, lacking)

    def _signed(self, price: Floats) -> Floats:
        price = np.where(np.isinf(self._below), np.minimum(price, 0.0), price)
        price = np.where(np.isinf(self._above), np.maximum(price, 0.0), price)
        return np.where(self._priced, price, 0.0)


class _Sequences:
    """Everybody's best sequence among some tours: the dynamic programme of `relaxation`, with what it chooses."""

    def __init__(self, tours: Tours, among: Ints) -> None:
        begin, after, self._periods = intervals(tours)
        self._person, self._after = tours.person[among], after[among]
        self._people, self._count = len(tours.problem.people), tours.problem.people.count
        order = np.lexsort((self._person, begin[among]))
        bounds = np.searchsorted(begin[among][order], np.arange(self._periods + 1))
        self._at = [order[bounds[t] : bounds[t + 1]] for t in range(self._periods)]
        self._heads = [np.flatnonzero(np.diff(self._person[rows], prepend=-1)) for rows in self._at]

    def best(self, reduced: Floats) -> tuple[float, Floats]:
        """Return the cost of all best sequences, and how often each tour is in them."""
        ahead = np.zeros((self._periods + 1, self._people))
        pick = np.full((self._periods, self._people), -1, dtype=np.int64)
        for period in range(self._periods - 1, -1, -1):
            ahead[period] = ahead[period + 1]
            rows, heads = self._at[period], self._heads[period]
            if not len(rows):
                continue
            person = self._person[rows]
            worth = reduced[rows] + ahead[self._after[rows], person]
            least = np.minimum.reduceat(worth, heads)
            of_least = np.flatnonzero(worth == np.repeat(least, np.diff(np.append(heads, len(rows)))))
            cheapest = np.full(self._people, -1, dtype=np.int64)
            cheapest[person[of_least]] = rows[of_least]
            who = person[heads]
            better = least < ahead[period, who] - 1e-9
            ahead[period, who[better]] = least[better]
            pick[period, who[better]] = cheapest[who[better]]
        return float(ahead[0] @ self._count), self._chosen(pick, len(reduced))

    def _chosen(self, pick: Ints, tours: int) -> Floats:
        chosen = np.zeros(tours)
        free_from = np.zeros(self._people, dtype=np.int64)
        for period in range(self._periods):
            here = np.flatnonzero((free_from <= period) & (pick[period] >= 0))
            taken = pick[period, here]
            chosen[taken] = self._count[here]
            free_from[here] = self._after[taken]
        return chosen
