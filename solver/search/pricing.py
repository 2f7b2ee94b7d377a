"""What the tours of a part cost when the rest of the question is not decided with them.

Rows that also hold undecided columns outside the part are priced by their multipliers; a person who could serve outside the part
forgoes the best sequence outside. With these prices a part decides about shared people and places as the whole would.
"""

import numpy as np

from solver.problem import Bools, Ints
from solver.search.matrix import Matrix
from solver.search.relaxation import Floats, Relaxed, best_sequences, intervals
from solver.tours import Tours


def priced(matrix: Matrix, relaxed: Relaxed, free: Ints, undecided: Bools) -> Floats:
    """Return the costs of the columns `free` less the multipliers of the rows that hold other undecided columns."""
    part = matrix.columns[:, free]
    rows = np.unique(part.indices)
    others = undecided.copy()
    others[free] = False
    open_rows = rows[(abs(matrix.rows[rows]) @ others.astype(np.int64)) > 0]
    multipliers = np.zeros(len(matrix.below))
    multipliers[open_rows] = relaxed.multipliers.rows[open_rows]
    cost: Floats = matrix.cost[free] - part.T @ multipliers
    return cost


def forgone(tours: Tours, reduced: Floats, chosen: Ints, outside: Ints) -> Floats:
    """Return, per chosen tour, what its person's best sequence among tours outside loses if the tour takes its time."""
    begin, after, periods = intervals(tours)
    ahead, behind = best_sequences(tours.person[outside], begin[outside], after[outside], reduced[outside], len(tours.problem.people), periods)
    person = tours.person[chosen]
    loss: Floats = behind[begin[chosen], person] + ahead[after[chosen], person] - ahead[0, person]
    return loss
