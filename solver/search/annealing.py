"""Simulated annealing right after the dive: ruin and recreate, a thousand times as fast as neighbourhoods, but shallower.

What a dive leaves is mended by changes of a few tours; what these cannot reach is for neighbourhoods. It pays in large questions,
where few neighbourhoods are searched in the time that is left (docs/search.md).
"""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from functools import cache
from typing import Protocol

import numpy as np
import scipy.sparse as sp

from solver.problem import Ints
from solver.search.incumbent import Plan, applied, plan_from
from solver.search.linear import Floats
from solver.search.matrix import FREE, Matrix, Table
from solver.search.restricted import search_restricted
from solver.search.settle import settled
from solver.search.state import State

PART = 0.1
"""Part of the time, or of the budget, for annealing."""

PROMISING = 0.3
"""Part of the tours that may come in: those that cost the relaxation least."""

HOTTEST, COOLEST = 0.05, 0.005
"""Temperature at first and in the end, as parts of what a unit of a row that is short costs in the middle."""

LOOK = 0.3
"""Seconds between looks at the clock."""

FIRST, AT_ONCE = 500, 2000
"""Changes before the first look, and between looks of a reproducible search."""

CHANGE_WORK = 5e-5
"""Work of a change, for the budget of a reproducible search."""

AUXILIARIES_WORK = 0.5
"""Deterministic time of choosing the auxiliaries for the tours found, at most."""


class _Anneals(Protocol):
    """Tries so many changes, from one temperature to another."""

    def __call__(self, changes: int, hottest: float, coolest: float) -> None: ...


class Annealing:
    """Ruin and recreate on the plan in hand of a search."""

    def __init__(self, state: State) -> None:
        self._state = state
        _compiling()

    def run(self, forced: Floats) -> None:
        """Anneal the plan in hand, with the tours that cost least to force in, and take what is better."""
        state, plan = self._state, self._state.incumbent.plan
        if plan.missed or not state.matrix.tours or not self._compiled():
            return
        found = self._annealed(plan, np.flatnonzero(forced <= np.quantile(forced, PROMISING)))
        if not state.stopper.stopped.is_set():
            self._offer(plan, found)

    def _compiled(self) -> bool:
        """Wait until what is compiled is there; return whether it is, and there is time for it."""
        while not self._state.finished:
            try:
                _compiling().result(LOOK)
            except NotYet:
                continue
            return not self._state.finished
        return False

    def _annealed(self, plan: Plan, promising: Ints) -> Ints:
        """Return how often each tour is in the best plan found in a part of the time or the budget."""
        from solver.search.landscape import landscape_of, standing, unit_of
        from solver.search.ruin import anneal

        state, rng = self._state, np.random.default_rng(self._state.limits.settings.seed)
        landscape, tours = landscape_of(state.matrix, plan.values, promising)
        (now, best), unit = standing(landscape, plan.values[tours]), unit_of(landscape)

        def annealed(changes: int, hottest: float, coolest: float) -> None:
            anneal(landscape, now, best, rng, changes, hottest * unit, coolest * unit)

        budget = state.limits.budget
        if budget is not None:
            self._by_work(annealed, round(budget * PART / CHANGE_WORK))
        else:
            self._by_time(annealed, state.work.moment(state.work.share + PART) - time.monotonic())
        found = plan.values[: state.matrix.tours].copy()
        found[tours] = best.times
        return found

    def _by_work(self, anneal: _Anneals, changes: int) -> None:
        for done in range(0, changes, AT_ONCE):
            if self._state.finished:
                return
            many = min(AT_ONCE, changes - done)
            anneal(many, _temperature(done / changes), _temperature((done + many) / changes))
            self._state.count(many * CHANGE_WORK)

    def _by_time(self, anneal: _Anneals, seconds: float) -> None:
        began, changes, reached = time.monotonic(), FIRST, 0.0
        while reached < 1.0 and not self._state.finished:
            look = time.monotonic()
            after = min((look + LOOK - began) / seconds, 1.0)
            anneal(changes, _temperature(reached), _temperature(after))
            now = time.monotonic()
            changes = max(round(changes * LOOK / max(now - look, 1e-3)), 1)
            reached = (now - began) / seconds

    def _offer(self, plan: Plan, found: Ints) -> None:
        """Take tours over if they make a better plan: all auxiliaries but pairings are chosen for them."""
        state, matrix = self._state, self._state.matrix
        values = matrix.lower.copy()
        values[: matrix.tours], values[matrix.pairings] = found, plan.values[matrix.pairings]
        better = plan_from(matrix, settled(matrix, values))
        free = np.setdiff1d(np.arange(matrix.tours, matrix.width), matrix.pairings)
        searched = search_restricted(matrix, better, free, state.effort(AUXILIARIES_WORK), state.stopper)
        if searched.change is not None:
            better = applied(matrix, better, searched.change)
        state.count(searched.deterministic_time)
        state.incumbent.offer_plan(better)
        state.tell()


def _temperature(done: float) -> float:
    return float(HOTTEST * (COOLEST / HOTTEST) ** done)


@cache
def _compiling() -> "Future[None]":
    """Compile in a thread of its own, once a process: ten seconds when it is done for the first time, then half a second."""
    with_one = ThreadPoolExecutor(1)
    compiled = with_one.submit(_compile)
    with_one.shutdown(wait=False)
    return compiled


def _compile() -> None:
    """Anneal a question of one tour and one row."""
    from solver.search.landscape import landscape_of, standing
    from solver.search.ruin import anneal

    one, no, free = np.ones(1, dtype=np.int64), np.zeros(1, dtype=bool), np.full(1, -FREE)
    matrix = Matrix(Table(sp.csr_array(one[:, None]), 1), free, one, 0 * one, one, one, no, no, no, np.flatnonzero(no))
    landscape, _ = landscape_of(matrix, 0 * one, np.zeros(1, dtype=np.int64))
    anneal(landscape, *standing(landscape, 0 * one), np.random.default_rng(0), 1, 1.0, 1.0)
