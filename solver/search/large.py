"""A large question: a plan at once, a bound from the dual pass, better plans from neighbourhoods, a better bound from parts.

One thread improves the plan from the beginning; the other first prices the question, dives from the prices, then helps to
improve, and tightens the bound in between. Plan and bound are kept here, never by a solver, so that a stop at any moment loses
nothing. A reproducible search has one thread and counts work, not seconds.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from solver.domain.outcome import StoppedBy, gap
from solver.problem import Ints
from solver.search.begin import begun, completed
from solver.search.dive import MANNERS, QUICK_MANNER, Dive
from solver.search.exact import Found, Limits
from solver.search.groups import Groups
from solver.search.improve import EFFORT, Improver, cost_of_homes, homes
from solver.search.incumbent import Incumbent, plan_from
from solver.search.matrix import Matrix, components
from solver.search.parts import Part, Parted, parted
from solver.search.relaxation import Multipliers, Patience, Relaxed, bounded, multipliers_of, worth_of
from solver.search.restricted import Effort, Stopper, Surroundings
from solver.tours import Tours

log = logging.getLogger(__name__)

THREADS = 2
"""Threads of a large search where nothing is asked; each neighbourhood has one."""

DUAL_SHARE = 0.3
"""Part of the time that the dual pass may take."""

DIVE_UNTIL, DIVE_LONGER = 0.4, 0.15
"""Part of the time after which no dive begins, and how much longer one may go on before it is completed greedily."""

MANY_ENTRIES = 20_000_000
"""From so many entries of the matrix on there is one quick dive."""

DIVE_WORK = 2e-6
"""Work of a dive per entry of the matrix, for the budget of a reproducible search."""

PRECISION = 5e-4
"""Relative precision of the multipliers; the bound is exact for any."""

ITERATIONS = 6000
"""Iterations of the dual pass in a reproducible search."""

TIGHTEN_FROM, TIGHTEN_UNTIL = 0.5, 0.8
"""When, as parts of the time, one thread solves parts to raise the bound."""

PART_EFFORT = 0.5
"""Deterministic time of a part at most, at first."""

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


class LargeSearch:
    """One search of a matrix: minimises its cost, `priced` being the matrix under the cost that a bound may count."""

    def __init__(self, matrix: Matrix, priced: Matrix, tours: Tours, limits: Limits, found: Found) -> None:
        self._matrix, self._priced, self._tours = matrix, priced, tours
        self._limits, self._found = limits, found
        self._work = Work(limits, time.monotonic())
        self._stopper = Stopper()
        self._lock = threading.Lock()
        self._groups = Groups(tours)
        self._relaxed: Relaxed | None = None

    def run(self, given: Ints, on_tick: Callable[[Found], None]) -> Found:
        """Search from the tours `given` until the limits; return what was found."""
        done = threading.Event()
        ticker = threading.Thread(target=self._watch, args=(done, on_tick), daemon=True)
        ticker.start()
        try:
            self._search(given)
        finally:
            done.set()
            ticker.join()
        if self._found.error is not None:
            raise self._found.error
        self._conclude()
        return self._found

    def _search(self, given: Ints) -> None:
        self._surroundings = Surroundings(self._matrix)
        plan = begun(self._matrix, self._surroundings, self._tours, given, self._effort(), self._stopper)
        if self._found.values is not None:
            known = plan_from(self._matrix, self._found.values)
            plan = plan if plan.better_than(known) else known
        self._incumbent = Incumbent(self._matrix, plan)
        self._tell()
        threads = 1 if self._limits.budget is not None else (self._limits.settings.workers or THREADS)
        self._improvers = [
            Improver(
                self._matrix,
                self._incumbent,
                self._groups,
                self._surroundings,
                np.zeros(len(self._tours)),
                self._limits.settings.seed + number,
            )
            for number in range(threads)
        ]
        with ThreadPoolExecutor(threads) as pool:
            working = [pool.submit(self._improve, improver) for improver in self._improvers[1:]]
            working.append(pool.submit(self._prove_and_improve, self._improvers[0]))
            for future in working:
                future.result()

    def _effort(self) -> Effort:
        return Effort(EFFORT, max(self._limits.until - time.monotonic(), 0.1), self._limits.settings.seed)

    def _improve(self, improver: Improver, until: float = 1.0) -> None:
        while not self._finished and self._work.share < until:
            self._count(improver.step(self._stopper, self._limits.until))
            self._tell()

    def _prove_and_improve(self, improver: Improver) -> None:
        self._price()
        self._dive()
        self._improve(improver, TIGHTEN_FROM)
        self._tighten()
        self._improve(improver)

    def _price(self) -> None:
        """The dual pass, component by component; all improvers profit from its reduced costs."""
        pieces = components(self._priced)
        rows, plan = np.zeros(len(self._matrix.below)), np.zeros(self._matrix.width)
        entries = sum(int(self._matrix.length[piece[0]].sum()) for piece in pieces)
        at_once = 1 if self._limits.budget is not None else min(len(self._improvers), len(pieces))

        def price(piece: tuple[Ints, Ints]) -> None:
            share = at_once * int(self._matrix.length[piece[0]].sum()) / max(entries, 1)
            found = multipliers_of(self._priced, *piece, self._patience(min(share, 1.0)), self._stopper.stopped)
            if found is not None:
                rows[piece[0]], plan[piece[1]] = found.rows, found.plan

        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(price, sorted(pieces, key=lambda piece: -len(piece[1]))))
        relaxed = bounded(self._priced, self._tours, Multipliers(rows, plan))
        self._relaxed = relaxed
        self._found.worth = worth_of(self._priced, rows)
        self._raise(relaxed.bound)
        home = homes(self._matrix, self._groups)
        granted = cost_of_homes(self._priced, home, relaxed.multipliers.plan, self._groups.departments)
        for improver in self._improvers:
            improver.neighbourhoods.forced = relaxed.forced
            improver.fair_share = granted

    def _dive(self) -> None:
        """Dive from the multipliers, in one manner after the other; the best plan is kept."""
        if self._relaxed is None:
            return
        manners = MANNERS if self._matrix.rows.nnz < MANY_ENTRIES else (QUICK_MANNER,)
        for manner in manners:
            if self._finished or self._work.share > DIVE_UNTIL:
                return
            dive = Dive(self._priced, self._tours, self._relaxed.multipliers.rows, manner, self._dived_enough)
            values = dive.run(self._matrix.lower.copy())
            plan = completed(self._matrix, self._surroundings, values, self._effort(), self._stopper)
            self._incumbent.offer_plan(plan)
            self._count(DIVE_WORK * self._matrix.rows.nnz)
            self._tell()

    def _dived_enough(self) -> bool:
        return self._finished or (self._limits.budget is None and self._work.share > DIVE_UNTIL + DIVE_LONGER)

    def _patience(self, share: float) -> Patience:
        left = self._limits.until - time.monotonic()
        if self._limits.budget is not None:
            self._count(self._limits.budget * DUAL_SHARE * share)
            return Patience(PRECISION, left, ITERATIONS)
        return Patience(PRECISION, (self._limits.until - self._work.began) * DUAL_SHARE * share)

    def _tighten(self) -> None:
        """Solve the parts of the question, those first where the relaxation is furthest from the plan."""
        if self._relaxed is None or self._finished:
            return
        home = homes(self._priced, self._groups)
        part = np.where(home >= 0, self._groups.specialty[np.maximum(home, 0)], self._groups.specialty.max() + 1)
        question = parted(self._priced, self._tours, self._relaxed, part)
        values = self._incumbent.plan.values
        effort = PART_EFFORT
        while not self._finished and self._work.share < TIGHTEN_UNTIL:
            waiting = [part for part in question.parts if not part.proven]
            if not waiting:
                return
            self._tighten_once(question, waiting, values, effort)
            effort *= 2

    def _tighten_once(self, question: Parted, waiting: list[Part], values: Ints, effort: float) -> None:
        for part in waiting:
            if self._finished or self._work.share >= TIGHTEN_UNTIL:
                return
            left = self._limits.until - time.monotonic()
            searched = question.tighten(part, values, Effort(effort, left, self._limits.settings.seed), self._stopper)
            self._count(searched.deterministic_time)
            self._raise(question.bound)

    @property
    def _finished(self) -> bool:
        found = self._found
        reached = (
            found.objective is not None
            and found.bound is not None
            and gap(found.objective, found.bound) <= self._limits.settings.gap
        )
        hopeless = found.objective is None and self._work.share > HOPELESS
        return self._work.over or found.error is not None or reached or hopeless

    def _count(self, work: float) -> None:
        with self._lock:
            self._work.spent += work

    def _tell(self) -> None:
        plan = self._incumbent.plan
        if plan.missed == 0:
            with self._found.lock:
                self._found.offer(plan.values, plan.objective)

    def _raise(self, bound: int) -> None:
        with self._found.lock:
            self._found.bound = bound if self._found.bound is None else max(self._found.bound, bound)

    def _watch(self, done: threading.Event, on_tick: Callable[[Found], None]) -> None:
        """Pass on stops and the end of the time, and report."""
        while not done.wait(0.05):
            if self._limits.stop.is_set() or time.monotonic() > self._limits.until or self._found.error is not None:
                self._stopper.stop()
            if self._found.error is None:
                try:
                    on_tick(self._found)
                except Exception as error:  # raised again by the thread that searches
                    self._found.error = error

    def _conclude(self) -> None:
        found = self._found
        found.deterministic_time = round(self._work.spent, 6)
        if found.objective is not None:
            found.bound = min(found.bound or 0, found.objective)
        found.proven = found.objective is not None and found.bound == found.objective
        if found.proven:
            found.stopped_by = StoppedBy.PROVEN
        elif self._limits.stop.is_set():
            found.stopped_by = StoppedBy.REQUEST
        elif found.objective is not None and gap(found.objective, found.bound or 0) <= self._limits.settings.gap:
            found.stopped_by = StoppedBy.GAP
        elif self._limits.budget is not None and self._work.share >= 1.0:
            found.stopped_by = StoppedBy.BUDGET
        else:
            found.stopped_by = StoppedBy.SECONDS
