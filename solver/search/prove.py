"""The bound of a question in one piece and the plan that comes from it: it is priced, dived into, and cut into parts."""

import time

import numpy as np

from solver.problem import Ints
from solver.search.begin import completed, time_of
from solver.search.dive import Allowance
from solver.search.divided_relaxation import DividedRelaxation, DividedRelaxed
from solver.search.greedy import Greedy
from solver.search.improve import homes
from solver.search.linear import Patience
from solver.search.matrix import gathered
from solver.search.parts import Parted, parted
from solver.search.pricing import Multipliers, dived, multipliers_of, solved_here
from solver.search.relaxation import Relaxed, bounded, worth_of
from solver.search.state import State

PRICE_UNTIL, REFINE_UNTIL = 0.45, 0.6
"""When, as parts of the time, the first multipliers and better ones must have come to their end."""

DIVE_UNTIL, DIVE_TOGETHER_UNTIL = 0.8, 0.4
"""When a dive must have: earlier where threads wait for it that would search neighbourhoods meanwhile (480 people, free
starts, 60 s, until 0.85 and 0.4: 20 and 6 to 17 % left in the worst question, 3.8 and 2.8 % in another). Regions of 540 people
with a thread each are worse off the shorter it is."""

WORTH = 0.6
"""A dive is begun with at least so many times what the first multipliers took; with less time, neighbourhoods bring more."""

QUICK, QUICK_IN_LARGE, PRECISE = 1e-3, 2e-3, 1e-4
"""Relative precision of the multipliers to dive from, and of those for the bound, which is exact for any. Half the precision
takes half to three quarters of the time in regions of 540 people; with 480 it makes the search for better ones three times as
long."""

ITERATIONS = 6000
"""Iterations of the dual pass in a reproducible search."""

AT_ONCE = 1.0
"""Seconds at most of multipliers that are found in this process, which hears no stop meanwhile."""

PRICE_WORK, DIVE_WORK = 0.15, 0.4
"""Parts of the budget that a reproducible search gives to the multipliers and to dives."""

TIGHTEN_UNTIL = 0.85
"""Part of the time after which no part is solved for the bound any more."""

PART_EFFORT = 0.5
"""Deterministic time of a part at most, at first."""

MOVES = 4
"""So many moves of the prices without a better bound end the tightening."""

PARTED_WORK = 2e-7
"""Work of cutting a question into parts per entry of the matrix, for the budget of a reproducible search."""

STEP = 0.5
"""Length of a subgradient step, as a part of the step that would close the gap if the function were linear."""

REACH = 0.01
"""How far above the bound, as a part of it, a subgradient step aims at most."""


DIVIDED_ENTRIES = 700_000
"""Up to so many entries the relaxation is solved with tours divided by their pairing, instead of more precisely (480 people, two
batches a year: 400,000, 8 s of a processor; with free starts 950,000)."""


class Prover:
    """Raises the bound of a search, and dives from the prices."""

    def __init__(self, state: State, processes: int) -> None:
        """A dive may use so many processes."""
        self._state, self._processes = state, processes
        self._rows = np.flatnonzero(~state.priced.weak)
        mine = np.zeros(state.matrix.width, dtype=bool)
        mine[: state.matrix.tours] = True
        mine[gathered(state.matrix.rows.indptr, state.matrix.rows.indices, self._rows)] = True
        self._columns = np.flatnonzero(mine)
        self.relaxed: Relaxed | None = None
        self.divided: DividedRelaxed | None = None
        self._took = 0.0

    def price(self) -> Relaxed | None:
        """Find multipliers; return the bound with the reduced costs; none after a stop."""
        state, began = self._state, time.monotonic()
        precision = QUICK_IN_LARGE if state.large else QUICK
        patience = Patience(precision, state.work.moment(PRICE_UNTIL) - began)
        if state.limits.budget is not None:
            patience = Patience(precision, state.limits.until - time.monotonic(), ITERATIONS)
        self._multiply(patience, None)
        if state.limits.budget is not None:
            state.count(state.limits.budget * PRICE_WORK)
        self._took = time.monotonic() - began
        return self.relaxed

    def price_here(self) -> Relaxed | None:
        """Find multipliers of a small question in this process, in a second at most."""
        self._take(solved_here(self._state.priced, self._rows, self._columns, Patience(PRECISE, AT_ONCE)))
        return self.relaxed

    def refine(self) -> None:
        """Find multipliers with a better bound: with tours divided where that is not too much, else more precise ones."""
        relaxed, state = self.relaxed, self._state
        if relaxed is None or state.limits.budget is not None or state.finished:
            return
        if state.priced.rows.nnz <= DIVIDED_ENTRIES:
            divided, seconds = DividedRelaxation(state.priced, state.tours), self._until(TIGHTEN_UNTIL)
            if divided.divides and seconds > 0:
                self._take_divided(divided.solved(seconds, state.stopper.stopped))
                return
        if (seconds := self._until(REFINE_UNTIL)) > 0:
            self._multiply(Patience(PRECISE, seconds), self._inside(relaxed.multipliers))

    def _until(self, share: float) -> float:
        """Return the seconds until a part of the time is over."""
        return self._state.work.moment(share) - time.monotonic()

    def _take_divided(self, found: DividedRelaxed | None) -> None:
        if found is not None and (self.relaxed is None or found.bound > self.relaxed.bound):
            self.divided = found
            self._state.raise_bound(found.bound)

    def _inside(self, whole: Multipliers) -> Multipliers:
        """Return multipliers as the linear relaxation knows them, without weak rows and what is only in these."""
        return Multipliers(whole.rows[self._rows], whole.plan[self._columns])

    def _multiply(self, patience: Patience, begin: Multipliers | None) -> None:
        """Find multipliers by the linear relaxation, from those given if any."""
        state = self._state
        found = multipliers_of(state.priced, self._rows, self._columns, patience, state.stopper.stopped, begin)
        if found is not None:
            self._take(found)

    def _take(self, found: Multipliers) -> None:
        """Take multipliers over if their bound is better."""
        state = self._state
        rows, plan = np.zeros(len(state.matrix.below)), np.zeros(state.matrix.width)
        rows[self._rows], plan[self._columns] = found.rows, found.plan
        relaxed = bounded(state.priced, state.tours, Multipliers(rows, plan))
        if self.relaxed is None or relaxed.bound > self.relaxed.bound:
            self.relaxed = relaxed
            state.found.worth = worth_of(state.priced, rows)
            state.raise_bound(relaxed.bound)

    def dive(self) -> None:
        """Dive from the multipliers; what comes of it is taken over if the plan gets better."""
        relaxed, state = self.relaxed, self._state
        if relaxed is None or state.finished:
            return
        allowance = Allowance(state.work.moment(DIVE_UNTIL if self._processes == 1 else DIVE_TOGETHER_UNTIL))
        if state.limits.budget is not None:
            allowance = Allowance(state.limits.until, state.limits.budget * DIVE_WORK)
            state.count(state.limits.budget * DIVE_WORK)
        elif allowance.left < WORTH * self._took:
            return
        begin, seed, stopped = self._inside(relaxed.multipliers), state.limits.settings.seed, state.stopper.stopped
        found = dived(state.priced, self._rows, self._columns, begin, allowance, seed, self._processes, stopped)
        if found is not None:
            self._complete(found)

    def _complete(self, found: Ints) -> None:
        """Take over a plan with the tours found if it is better: completed greedily, its auxiliaries put right."""
        state = self._state
        values = state.matrix.lower.copy()
        values[: state.matrix.tours] = found
        greedy = Greedy(state.matrix, values, time_of(state.tours))
        greedy.run(state.stopper.stopped.is_set)
        state.incumbent.offer_plan(
            completed(state.matrix, state.surroundings, greedy.values, state.effort(), state.stopper)
        )
        state.tell()

    def tighten(self, until: float = TIGHTEN_UNTIL) -> None:
        """Solve the parts of the question as wholes, then again at better prices of what they share."""
        state, relaxed = self._state, self.relaxed
        if relaxed is None:
            return
        multipliers, reduced = relaxed.multipliers.rows, None
        if self.divided is not None:
            multipliers, reduced = self.divided.rows, self.divided.reduced
        home = homes(state.priced, state.groups)
        part = np.where(home >= 0, state.groups.specialty[np.maximum(home, 0)], state.groups.specialty.max() + 1)
        effort, best, moves = PART_EFFORT, 0, 0
        while not state.finished and state.work.share < until and moves < MOVES:
            question = parted(state.priced, state.tours, multipliers, part, reduced)
            while not state.finished and state.work.share < until and question.open:
                self._tighten_once(question, until, effort)
                effort *= 2
            effort = max(effort / 2, PART_EFFORT)
            better = question.moved(multipliers, self._aim(question.bound), STEP)
            if better is None:
                return
            multipliers = better
            if reduced is None:
                relaxed = bounded(state.priced, state.tours, Multipliers(better, relaxed.multipliers.plan))
                multipliers = relaxed.multipliers.rows
                state.raise_bound(relaxed.bound)
            state.count(PARTED_WORK * state.matrix.rows.nnz)
            best, moves = (question.bound, 0) if question.bound > best else (best, moves + 1)

    def _tighten_once(self, question: Parted, until: float, effort: float) -> None:
        state = self._state
        values = state.incumbent.plan.values
        for part in question.open:
            if state.finished or state.work.share >= until:
                return
            state.count(question.tighten(part, values, state.effort(effort), state.stopper).deterministic_time)
            state.raise_bound(question.bound)

    def _aim(self, bound: int) -> float:
        objective = self._state.found.objective
        reach = bound * (1.0 + REACH)
        return reach if objective is None else min(float(objective), reach)
