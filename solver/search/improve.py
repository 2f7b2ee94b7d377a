"""Improvement: one neighbourhood after another is searched by CP-SAT, and what is better is taken over."""

from dataclasses import replace

import numpy as np

from solver.problem import Ints
from solver.search.groups import Groups
from solver.search.incumbent import Plan
from solver.search.linear import Floats
from solver.search.matrix import Matrix, gathered
from solver.search.neighbourhoods import Neighbourhoods
from solver.search.restricted import search_restricted
from solver.search.state import EFFORT, State

PATIENCE = 15
"""After so many neighbourhoods in turn that brought nothing each may take twice as long; half as long after one that did."""

QUICK = 0.2
"""A neighbourhood that took less than this part of the effort at first is too small."""

FIRST_EFFORT = 1.0
"""Deterministic time of a neighbourhood at first. With `EFFORT` from the start few are searched, and the end hangs on some (480
people, free starts, balanced, 60 s, four questions: 24 % left in the mean, 13 with this, 16 with 0.4; five others 13 and 13)."""

SEEDS = 2**31
"""CP-SAT takes seeds below this."""

PER_COLUMN = 1e-5
"""Work of building the model of a neighbourhood, per free column: part of the budget of a reproducible search."""


class Improver:
    """Improves one incumbent; several threads may have one each."""

    def __init__(self, state: State, seed: int, effort: float | None = None) -> None:
        """A neighbourhood may take so much deterministic time at first (`EFFORT` at most); by default what suits the size.

        In a large question neighbourhoods are long, with cuts, undivided: not known to be better, single runs differ by as much
        (docs/search.md).
        """
        if effort is None:
            effort = EFFORT if state.large else FIRST_EFFORT
        self._least = self._effort = effort
        self._fruitless = 0
        self._state, self._groups = state, state.groups
        self._wanted = QUICK * effort
        nothing = np.zeros(state.matrix.tours)
        undecided = len(state.matrix.pairings) > 0
        self.neighbourhoods = Neighbourhoods(self._groups, np.random.default_rng(seed), nothing, undecided)
        self._home = homes(state.matrix, self._groups)
        self._has_tours = self._groups.by_department.sizes() > 0
        self._seed = seed * 100_000
        self.fair_share: Floats = np.zeros(self._groups.departments)

    def step(self) -> float:
        """Search one neighbourhood; return the work that it took, deterministic."""
        self._seed = (self._seed + 1) % SEEDS
        state = self._state
        plan = state.incumbent.plan
        weight = self._weight(plan.values) if plan.missed == 0 else self._missed(plan)
        kind, tours = self.neighbourhoods.draw(plan.values, weight)
        if not len(tours):
            kind.learn(proven=False, work=PER_COLUMN, brought=0, wanted=self._wanted)
            return PER_COLUMN
        free = state.surroundings.with_auxiliaries(tours, pairings=kind.pairings)
        effort = replace(state.effort(self._effort, self._seed), cuts=state.large, divided=not state.large)
        searched = search_restricted(state.matrix, plan, free, effort, state.stopper)
        if searched.change is not None:
            state.incumbent.offer(searched.change)
        work = searched.deterministic_time + PER_COLUMN * len(free)
        brought = plan.objective - state.incumbent.plan.objective
        kind.learn(proven=searched.proven, work=work, brought=max(brought, 0), wanted=self._wanted)
        self._learn(fruitful=brought > 0)
        return work

    def _learn(self, *, fruitful: bool) -> None:
        """Take more time where nothing is found any more, less where something is."""
        self._fruitless = 0 if fruitful else self._fruitless + 1
        if fruitful:
            self._effort = max(self._effort / 2, self._least)
        elif self._fruitless % PATIENCE == 0:
            self._effort = min(self._effort * 2, EFFORT)

    def _weight(self, values: Ints) -> Floats:
        """Return what each department costs beyond what the relaxation grants it, and a little for everybody."""
        cost = cost_of_homes(self._state.matrix, self._home, values, self._groups.departments)
        weight = np.maximum(cost - self.fair_share, 0.0)
        return np.asarray((weight + 0.1 * weight.mean() + 1.0) * self._has_tours)

    def _missed(self, plan: Plan) -> Floats:
        """Return by how much each department has a part in rows that the plan misses."""
        missed = self._state.matrix.missed(plan.activity)
        matrix, rows = self._state.matrix, np.flatnonzero(missed)
        home = self._home[gathered(matrix.rows.indptr, matrix.rows.indices, rows)]
        of_entry = np.repeat(missed[rows], matrix.length[rows])
        weight = np.full(self._groups.departments, 0.01)
        np.add.at(weight, home[home >= 0], of_entry[home >= 0])
        return weight * self._has_tours


def homes(matrix: Matrix, groups: Groups) -> Ints:
    """Return the department of each column: a tour's own, an auxiliary's that of a tour in one of its rows; else −1."""
    home = np.full(matrix.width, -1, dtype=np.int64)
    home[: matrix.tours] = groups.department
    tours, (entries, row) = matrix.table.tours_of_row, matrix.table.auxiliary_entries
    of_row, served = np.full(len(matrix.below), -1, dtype=np.int64), np.flatnonzero(tours)
    of_row[served] = groups.department[matrix.rows.indices[matrix.rows.indptr[served] + tours[served] - 1]]
    auxiliary, of_entry = matrix.rows.indices[entries], of_row[row]
    home[auxiliary[of_entry >= 0]] = of_entry[of_entry >= 0]
    for _ in range(matrix.width):
        lost = np.flatnonzero(home[matrix.tours :] < 0) + matrix.tours
        rows = matrix.rows_of(lost) if len(lost) else lost
        found = gathered(matrix.rows.indptr, matrix.rows.indices, rows)
        known = home[found]
        row = np.repeat(np.arange(len(rows)), matrix.length[rows])
        of_lost = np.full(len(rows), -1, dtype=np.int64)
        of_lost[row[known >= 0]] = known[known >= 0]
        fresh = (known < 0) & (of_lost[row] >= 0)
        if not fresh.any():
            break
        home[found[fresh]] = of_lost[row[fresh]]
    return home


def cost_of_homes(matrix: Matrix, home: Ints, values: Ints | Floats, departments: int) -> Floats:
    """Return what the columns of each department cost."""
    of_column = matrix.cost * values
    dear = np.flatnonzero((of_column != 0) & (home >= 0))
    cost: Floats = np.bincount(home[dear], of_column[dear], departments).astype(np.float64)
    return cost
