"""A large question: a plan at once, a bound from the dual pass, a far better plan from dives, better ones from neighbourhoods.

One thread prices the question and dives from the prices; another raises the bound meanwhile; then both improve the plan. Where
the question falls into components, both are busy with these first. Plan and bound are kept in `state`, never by a solver, so
that a stop at any moment loses nothing. A reproducible search has one thread and counts work, not seconds.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from solver.domain.outcome import StoppedBy, gap
from solver.problem import Ints
from solver.search.begin import begun
from solver.search.exact import Found, Limits
from solver.search.improve import Improver, cost_of_homes, homes
from solver.search.incumbent import plan_from
from solver.search.matrix import Matrix
from solver.search.prove import Prover
from solver.search.relaxation import Relaxed
from solver.search.state import State
from solver.tours import Tours

THREADS = 2
"""Threads of a large search where nothing is asked; each neighbourhood has one."""

TIGHTEN_FROM = 0.6
"""From which part of the time on a single thread solves parts to raise the bound."""


class LargeSearch:
    """One search of a matrix: minimises its cost, `priced` being the matrix under the cost that a bound may count."""

    def __init__(self, matrix: Matrix, priced: Matrix, tours: Tours, limits: Limits, found: Found) -> None:
        self._state = State(matrix, priced, tours, limits, found)
        self._priced, self._dived = threading.Event(), threading.Event()

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
        state = self._state
        plan = begun(state.matrix, state.surroundings, state.tours, given, state.effort(), state.stopper)
        if state.found.values is not None:
            known = plan_from(state.matrix, state.found.values)
            plan = plan if plan.better_than(known) else known
        state.begin(plan)
        settings = state.limits.settings
        threads = 1 if state.limits.budget is not None else (settings.workers or THREADS)
        self._improvers = [Improver(state, settings.seed + number) for number in range(threads)]
        self._prover = Prover(state, threads)
        with ThreadPoolExecutor(threads) as pool:
            working = [pool.submit(self._help, improver, number) for number, improver in enumerate(self._improvers[1:])]
            working.append(pool.submit(self._lead, self._improvers[0], alone=threads == 1))
            for future in working:
                future.result()

    def _lead(self, improver: Improver, *, alone: bool) -> None:
        """Price, dive, improve; one who is alone raises the bound in between."""
        try:
            self._share(self._prover.price())
            self._priced.set()
            self._prover.dive()
        finally:
            self._priced.set()
            self._dived.set()
        if alone:
            self._improve(improver, TIGHTEN_FROM)
            self._prover.tighten()
        self._improve(improver)

    def _help(self, improver: Improver, number: int) -> None:
        """Improve until there are prices; after the dives the first of the helpers raises the bound for a while."""
        while not self._priced.is_set() and not self._state.finished and not self._prover.takes_all:
            self._step(improver)
        while not self._dived.wait(0.05) and not self._state.finished:
            pass
        if number == 0:
            self._prover.refine()
            self._prover.tighten()
        self._improve(improver)

    def _improve(self, improver: Improver, until: float = 1.0) -> None:
        while not self._state.finished and self._state.work.share < until:
            self._step(improver)

    def _step(self, improver: Improver) -> None:
        self._state.count(improver.step())
        self._state.tell()

    def _share(self, relaxed: Relaxed | None) -> None:
        """Let all improvers profit from the reduced costs."""
        if relaxed is None:
            return
        groups = self._state.groups
        home = homes(self._state.matrix, groups)
        granted = cost_of_homes(self._state.priced, home, relaxed.multipliers.plan, groups.departments)
        for improver in self._improvers:
            improver.neighbourhoods.forced = relaxed.forced
            improver.fair_share = granted

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
        elif found.objective is not None and gap(found.objective, found.bound or 0) <= limits.settings.gap:
            found.stopped_by = StoppedBy.GAP
        elif limits.budget is not None and work.share >= 1.0 and time.monotonic() < limits.until:
            found.stopped_by = StoppedBy.BUDGET
        else:
            found.stopped_by = StoppedBy.SECONDS
