"""The search of a question in one piece: a bound from the dual pass, a plan from a dive, better ones by changes small and large.

One thread prices the question, dives from the prices and anneals the plan; another raises the bound meanwhile; then both improve
the plan. One thread alone does one after the other, and raises the bound once the plan is not far from it.
"""

import threading
from concurrent.futures import ThreadPoolExecutor

from solver.search.annealing import Annealing
from solver.search.improve import Improver, cost_of_homes, homes
from solver.search.prove import Prover
from solver.search.relaxation import Relaxed
from solver.search.state import State

TIGHTEN_FROM = 0.6
"""From which part of the time on a single thread raises the bound."""

CLOSE = 0.1
"""It does so if the gap is no larger than this: before, a better plan is the cheaper way to close it."""


class Connected:
    """One search of a question from the plan in hand, by some threads."""

    def __init__(self, state: State, threads: int, effort: float | None = None) -> None:
        """A neighbourhood may take so much deterministic time at first, see `Improver`."""
        self._state, self._threads = state, threads
        seed = state.limits.settings.seed
        self._improvers = [Improver(state, seed + number, effort) for number in range(threads)]
        self._prover = Prover(state, threads)
        self._priced, self._dived = threading.Event(), threading.Event()

    @property
    def relaxed(self) -> Relaxed | None:
        """The best multipliers, with their bound."""
        return self._prover.relaxed

    def run(self) -> None:
        """Search until the limits."""
        annealing = Annealing(self._state) if self._state.large else None
        with ThreadPoolExecutor(self._threads) as pool:
            working = [pool.submit(self._help, improver, number) for number, improver in enumerate(self._improvers[1:])]
            working.append(pool.submit(self._lead, self._improvers[0], annealing))
            for future in working:
                future.result()

    def improve(self, relaxed: Relaxed | None) -> None:
        """Only improve the plan, with all threads, guided by multipliers if there are any."""
        self._share(relaxed)
        with ThreadPoolExecutor(self._threads) as pool:
            list(pool.map(self._improve, self._improvers))

    def _lead(self, improver: Improver, annealing: Annealing | None) -> None:
        """Price, dive, anneal what is large, improve; one who is alone raises the bound in between."""
        try:
            self._share(self._prover.price())
            self._priced.set()
            self._prover.dive()
        finally:
            self._priced.set()
            self._dived.set()
        if annealing is not None and self.relaxed is not None:
            annealing.run(self.relaxed.forced)
        if self._threads == 1:
            self._improve(improver, TIGHTEN_FROM)
            if self._close:
                self._prover.refine()
                self._prover.tighten()
        self._improve(improver)

    def _help(self, improver: Improver, number: int) -> None:
        """Improve until there are prices; after the dive the first of the helpers raises the bound for a while."""
        while not self._priced.is_set() and not self._state.finished:
            self._step(improver)
        while not self._dived.wait(0.05) and not self._state.finished:
            pass
        if number == 0:
            self._prover.refine()
            self._prover.tighten()
        self._improve(improver)

    @property
    def _close(self) -> bool:
        return self._state.found.within(CLOSE)

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
