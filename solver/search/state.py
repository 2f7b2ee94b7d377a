"""What the threads of a large search share: its question, its limits, the plan in hand and the bound."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from solver.search.exact import Found, Limits
from solver.search.groups import Groups
from solver.search.incumbent import Incumbent, Plan
from solver.search.matrix import Matrix
from solver.search.restricted import Effort, Stopper, Surroundings
from solver.tours import Tours

EFFORT = 3.0
"""Deterministic time of a neighbourhood at most; about as many seconds."""

LARGE = 60_000
"""From so many tours on time is short (regions of 540 people)."""

LEAST = 0.01
"""Deterministic time that a search gets in any case."""

HOPELESS = 0.5
"""Part of the time after which a search whose plan still misses a row gives way to one model of the whole."""


@dataclass
class Work:
    """How much of the time, or of the budget, is used."""

    limits: Limits
    began: float
    spent: float = 0.0

    @property
    def share(self) -> float:
        """Return the used part of what there is, from 0 to 1."""
        if self.limits.budget is not None:
            return min(self.spent / max(self.limits.budget, 1e-9), 1.0)
        whole = self.limits.until - self.began
        return min((time.monotonic() - self.began) / max(whole, 1e-9), 1.0)

    @property
    def over(self) -> bool:
        """Whether nothing may begin any more."""
        return self.share >= 1.0 or time.monotonic() >= self.limits.until or self.limits.stop.is_set()

    def moment(self, share: float) -> float:
        """Return the clock reading at which a part of the time is over."""
        return self.began + share * (self.limits.until - self.began)


class State:
    """One search of a matrix: minimises its cost, `priced` being the matrix under the cost that a bound may count.

    `told` is called after each step, and when the bound has risen.
    """

    def __init__(
        self,
        matrix: Matrix,
        priced: Matrix,
        tours: Tours,
        limits: Limits,
        found: Found,
        stopper: Stopper | None = None,
    ) -> None:
        self.matrix, self.priced, self.tours = matrix, priced, tours
        self.limits, self.found = limits, found
        self.work = Work(limits, time.monotonic())
        self.stopper = stopper or Stopper()
        self.told: Callable[[], None] = lambda: None
        self.groups = Groups(tours)
        self.surroundings = Surroundings(matrix)
        self._lock = threading.Lock()

    def begin(self, plan: Plan) -> None:
        """Take a first plan in hand."""
        self.incumbent = Incumbent(self.matrix, plan)
        self.tell()

    def effort(self, deterministic: float = EFFORT, seed: int | None = None) -> Effort:
        """Return what the search of a part may take now, of the budget at most the rest."""
        if self.limits.budget is not None:
            deterministic = min(deterministic, max(self.limits.budget - self.work.spent, LEAST))
        return Effort(
            deterministic,
            max(self.limits.until - time.monotonic(), 0.1),
            self.limits.settings.seed if seed is None else seed,
        )

    @property
    def large(self) -> bool:
        """Whether there are so many tours that time is short."""
        return self.matrix.tours >= LARGE

    @property
    def finished(self) -> bool:
        """Whether to end: proven as far as asked for, out of time, stopped (also since telling failed), or hopeless."""
        found = self.found
        reached = found.within(self.limits.settings.gap)
        hopeless = found.objective is None and self.work.share > HOPELESS
        return self.work.over or self.stopper.stopped.is_set() or found.error is not None or reached or hopeless

    def count(self, work: float) -> None:
        """Count work that was done."""
        with self._lock:
            self.work.spent += work

    def tell(self) -> None:
        """Make the plan in hand known if it misses nothing."""
        plan = self.incumbent.plan
        if plan.missed == 0:
            with self.found.lock:
                self.found.offer(plan.values, plan.objective)
        self.told()

    def raise_bound(self, bound: int) -> None:
        """Make a bound known."""
        with self.found.lock:
            self.found.bound = bound if self.found.bound is None else max(self.found.bound, bound)
        self.told()
