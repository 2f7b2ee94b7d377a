"""A large question: a plan at once, a bound from the dual pass, a far better plan from dives, better ones from neighbourhoods.

A question in one piece is searched by all threads together (`connected`), one that falls into components component by component
(`regions`). Plan and bound are kept in `state`, never by a solver, so that a stop at any moment loses nothing. A reproducible
search has one thread and counts work, not seconds.
"""

import threading
import time
from collections.abc import Callable

from solver.domain.outcome import StoppedBy
from solver.problem import Ints
from solver.search.begin import begun
from solver.search.connected import Connected
from solver.search.exact import Found
from solver.search.incumbent import plan_from
from solver.search.regions import Regions
from solver.search.state import State

THREADS = 2
"""Threads of a large search where nothing is asked; each neighbourhood has one."""


class LargeSearch:
    """One search of a state's matrix."""

    def __init__(self, state: State) -> None:
        self._state = state

    def run(self, given: Ints | None, on_tick: Callable[[Found], None]) -> Found:
        """Search, from the tours and pairings `given` if any, until the limits; return what was found."""
        done = threading.Event()
        ticker = threading.Thread(target=self._watch, args=(done, on_tick), daemon=True)
        ticker.start()
        try:
            self._search(given)
        finally:
            done.set()
            ticker.join()
        if self._state.found.error is not None:
            raise self._state.found.error
        self._conclude()
        return self._state.found

    def _search(self, given: Ints | None) -> None:
        state, limits = self._state, self._state.limits
        plan = begun(state.matrix, state.surroundings, state.tours, given, state.effort(), state.stopper)
        if state.found.values is not None:
            known = plan_from(state.matrix, state.found.values)
            plan = plan if plan.better_than(known) else known
        state.begin(plan)
        threads = 1 if limits.budget is not None else (limits.settings.workers or THREADS)
        regions = Regions(state, threads)
        if not regions.several:
            Connected(state, threads).run()
            return
        relaxed = regions.run()
        if relaxed is not None:
            Connected(state, threads).improve(relaxed)

    def _watch(self, done: threading.Event, on_tick: Callable[[Found], None]) -> None:
        """Pass on stops and the end of the time, and report."""
        limits, found = self._state.limits, self._state.found
        while not done.wait(0.05):
            if limits.stop.is_set() or time.monotonic() > limits.until or found.error is not None:
                self._state.stopper.stop()
            found.report(on_tick)

    def _conclude(self) -> None:
        found, limits, work = self._state.found, self._state.limits, self._state.work
        found.deterministic_time = round(work.spent, 6)
        if found.objective is not None:
            found.bound = min(found.bound or 0, found.objective)
        found.proven = found.objective is not None and found.bound == found.objective
        if found.proven:
            found.stopped_by = StoppedBy.PROVEN
        elif limits.stop.is_set():
            found.stopped_by = StoppedBy.REQUEST
        elif found.within(limits.settings.gap):
            found.stopped_by = StoppedBy.GAP
        elif limits.budget is not None and work.share >= 1.0 and time.monotonic() < limits.until:
            found.stopped_by = StoppedBy.BUDGET
        else:
            found.stopped_by = StoppedBy.SECONDS
