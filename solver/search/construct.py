"""A first plan: departments of one specialty at a time, each decided with the rest of the question priced by the multipliers.

Before its turn a group's tours are not in the plan, and its auxiliaries may leave rows missed; after its turn they are as good as the
prices say. Groups whose shortages cost most come first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from solver.problem import Ints
from solver.search.groups import Groups, index_by
from solver.search.incumbent import Incumbent, Plan
from solver.search.matrix import Matrix
from solver.search.pricing import forgone, priced
from solver.search.relaxation import Relaxed
from solver.search.restricted import Effort, Stopper, Surroundings, search_restricted

SCALE = 16
"""Prices are fractions: costs of a part are counted in sixteenths."""


@dataclass
class Construction:
    """The state of a construction: which columns are still to be decided."""

    matrix: Matrix
    groups: Groups
    relaxed: Relaxed
    surroundings: Surroundings
    size: int

    def __post_init__(self) -> None:
        self.by_person = index_by(self.groups.tours.person, len(self.groups.tours.problem.people))

    def run(self, plan: Plan, effort: Effort, stop: Stopper) -> Iterator[Plan]:
        """Yield the plan after each group."""
        incumbent = Incumbent(self.matrix, plan)
        undecided = np.ones(self.matrix.width, dtype=bool)
        for tours in self.parts(plan.values):
            if stop.stopped.is_set():
                return
            free = self.surroundings.with_auxiliaries(tours)
            cost = self._cost(free, tours, undecided)
            searched = search_restricted(self.matrix, incumbent.plan, free, effort, stop, cost)
            undecided[tours] = False
            undecided[free[free >= self.matrix.tours]] = False
            if searched.change is not None:
                incumbent.replace(searched.change)
            yield incumbent.plan

    def parts(self, values: Ints) -> Iterator[Ints]:
        """Yield groups of tours: departments of one specialty, as many as make up the size."""
        sizes = np.minimum(self.groups.by_department.sizes(), self.size)
        for specialty in np.unique(self.groups.specialty):
            departments = self.groups.same_specialty.of(np.array([specialty]))
            chunk = np.cumsum(sizes[departments]) // max(self.size, 1)
            for number in np.unique(chunk):
                tours = self.groups.by_department.of(departments[chunk == number])
                if len(tours):
                    yield self._core(tours, values)

    def _core(self, tours: Ints, values: Ints) -> Ints:
        most = 2 * self.size
        if len(tours) <= most:
            return np.sort(tours)
        cheapest = tours[np.argpartition(self.relaxed.forced[tours], most)[:most]]
        return np.unique(np.concatenate([cheapest, tours[values[tours] > 0]]))

    def _cost(self, free: Ints, tours: Ints, undecided: np.ndarray) -> Ints:
        cost = priced(self.matrix, self.relaxed, free, undecided)
        table = self.groups.tours
        people = np.unique(table.person[tours])
        theirs = self.by_person.of(people)
        outside = theirs[undecided[theirs] & ~np.isin(theirs, tours)]
        mine = free < self.matrix.tours
        cost[mine] += forgone(table, self.relaxed.reduced, free[mine], outside)
        return np.round(cost * SCALE).astype(np.int64)
