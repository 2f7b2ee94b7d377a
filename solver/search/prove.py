"""The bound of a large question and the plan that comes from it: pieces are priced, dived into, and cut into parts."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from solver.problem import Ints
from solver.search.begin import completed, mended, time_of
from solver.search.components import components, part_of
from solver.search.dive import Allowance
from solver.search.greedy import Greedy
from solver.search.improve import homes
from solver.search.incumbent import Change, applied
from solver.search.linear import Patience
from solver.search.parts import Parted, parted
from solver.search.pricing import Multipliers, dived, multipliers_of
from solver.search.relaxation import Relaxed, bounded, worth_of
from solver.search.restricted import Surroundings
from solver.search.state import State

PRICE_SHARE, REFINE_UNTIL, DIVE_UNTIL = 0.2, 0.85, 0.75
"""When, as parts of the time, the first multipliers, better ones and the dives must have come to their end."""

HUGE_SHARE, HUGE_ENTRIES = 0.4, 50_000_000
"""The same part for the first multipliers from so many entries on: a region of ten thousand people takes half a minute."""

QUICK, PRECISE = 1e-3, 1e-4
"""Relative precision of the multipliers to dive from, and of those for the bound, which is exact for any."""

ITERATIONS = 6000
"""Iterations of the dual pass in a reproducible search."""

PRICE_WORK, DIVE_WORK = 0.15, 0.4
"""Parts of the budget that a reproducible search gives to the multipliers and to dives."""

SMALL = 0.02
"""Components with fewer of the entries than this part of them are taken together."""

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


class Prover:
    """Raises the bound of a search, and dives from the prices."""

    def __init__(self, state: State, at_once: int) -> None:
        self._state, self._at_once = state, at_once
        self._pieces = _merged(state)
        self._relaxed: Relaxed | None = None
        self._joining = threading.Lock()

    @property
    def takes_all(self) -> bool:
        """Whether there are so many pieces that all threads are busy with them."""
        return min(self._at_once, len(self._pieces)) > 1

    def price(self) -> Relaxed | None:
        """Find multipliers of all pieces; return the bound with the reduced costs; none after a stop."""
        state, huge = self._state, int(self._state.matrix.rows.nnz) >= HUGE_ENTRIES
        until = state.work.moment(HUGE_SHARE if huge else PRICE_SHARE)
        rows, plan = np.zeros(len(state.matrix.below)), np.zeros(state.matrix.width)
        clock = _Shares(self._entries(), until, min(self._at_once, len(self._pieces)))

        def price(number: int) -> None:
            mine_rows, mine = self._pieces[number]
            patience = Patience(QUICK, clock.seconds(number))
            if state.limits.budget is not None:
                patience = Patience(QUICK, state.limits.until - time.monotonic(), ITERATIONS)
            found = multipliers_of(state.priced, mine_rows, mine, patience, state.stopper.stopped)
            if found is not None:
                rows[mine_rows], plan[mine] = found.rows, found.plan

        self._each(price)
        if state.limits.budget is not None:
            state.count(state.limits.budget * PRICE_WORK)
        if not state.stopper.stopped.is_set():
            self._take(Multipliers(rows, plan))
        return self._relaxed

    def refine(self) -> None:
        """Make the multipliers more precise, for a better bound; one piece after the other."""
        relaxed, state = self._relaxed, self._state
        if relaxed is None or state.limits.budget is not None:
            return
        rows, plan = relaxed.multipliers.rows.copy(), relaxed.multipliers.plan.copy()
        clock = _Shares(self._entries(), state.work.moment(REFINE_UNTIL), 1)
        for number, (mine_rows, mine) in enumerate(self._pieces):
            seconds = clock.seconds(number)
            if state.finished or seconds <= 0:
                break
            begin = Multipliers(rows[mine_rows], plan[mine])
            patience = Patience(PRECISE, seconds)
            found = multipliers_of(state.priced, mine_rows, mine, patience, state.stopper.stopped, begin)
            if found is None:
                break
            rows[mine_rows], plan[mine] = found.rows, found.plan
        self._take(Multipliers(rows, plan))

    def dive(self) -> None:
        """Dive into each piece from its multipliers; what comes of it is taken over if the plan gets better."""
        relaxed, state = self._relaxed, self._state
        if relaxed is None:
            return
        entries = self._entries()
        at_once = min(self._at_once, len(self._pieces))
        clock = _Shares(entries, state.work.moment(DIVE_UNTIL), at_once)

        def into(number: int) -> None:
            if state.finished:
                return
            rows, mine = self._pieces[number]
            begin = Multipliers(relaxed.multipliers.rows[rows], relaxed.multipliers.plan[mine])
            allowance = Allowance(time.monotonic() + clock.seconds(number))
            if state.limits.budget is not None:
                work = state.limits.budget * DIVE_WORK * entries[number] / max(entries.sum(), 1)
                allowance = Allowance(state.limits.until, work)
            seed, processes = state.limits.settings.seed, self._at_once // at_once
            found = dived(state.priced, rows, mine, begin, allowance, seed, processes, state.stopper.stopped)
            if found is not None:
                self._complete(number, found)
            if allowance.work is not None:
                state.count(allowance.work)

        self._each(into)

    def _complete(self, number: int, found: Ints) -> None:
        """Take over a plan with the tours found in a piece if it is better: completed there, put right where it joins."""
        state = self._state
        rows, mine = self._pieces[number]
        part, columns = part_of(state.matrix, rows, mine)
        values = part.lower.copy()
        values[: part.tours] = found
        tours = state.tours.take(columns[: part.tours])
        greedy = Greedy(part, values, time_of(tours))
        greedy.run(state.stopper.stopped.is_set)
        plan = completed(part, Surroundings(part), greedy.values, state.effort(), state.stopper)
        with self._joining:
            whole = applied(state.matrix, state.incumbent.plan, Change(columns, plan.values))
            state.incumbent.offer_plan(mended(state.matrix, state.surroundings, whole, state.effort(), state.stopper))
        state.tell()

    def tighten(self, until: float = TIGHTEN_UNTIL) -> None:
        """Solve the parts of the question as wholes, then again at better prices of what they share."""
        state, relaxed = self._state, self._relaxed
        if relaxed is None:
            return
        home = homes(state.priced, state.groups)
        part = np.where(home >= 0, state.groups.specialty[np.maximum(home, 0)], state.groups.specialty.max() + 1)
        effort, best, moves = PART_EFFORT, 0, 0
        while not state.finished and state.work.share < until and moves < MOVES:
            question = parted(state.priced, state.tours, relaxed, part)
            while not state.finished and state.work.share < until and question.open:
                self._tighten_once(question, until, effort)
                effort *= 2
            effort = max(effort / 2, PART_EFFORT)
            better = question.moved(relaxed, self._aim(question.bound), STEP)
            if better is None:
                return
            relaxed = bounded(state.priced, state.tours, better)
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

    def _take(self, multipliers: Multipliers) -> None:
        """Keep multipliers if their bound is better than that of the ones in hand."""
        relaxed = bounded(self._state.priced, self._state.tours, multipliers)
        if self._relaxed is None or relaxed.bound > self._relaxed.bound:
            self._relaxed = relaxed
            self._state.found.worth = worth_of(self._state.priced, multipliers.rows)
            self._state.raise_bound(relaxed.bound)

    def _each(self, work: Callable[[int], None]) -> None:
        with ThreadPoolExecutor(min(self._at_once, len(self._pieces)) or 1) as pool:
            list(pool.map(work, range(len(self._pieces))))

    def _entries(self) -> Ints:
        length = self._state.matrix.length
        return np.array([length[rows].sum() for rows, _ in self._pieces], dtype=np.int64)


class _Shares:
    """A time that pieces of different size share, so many at once: who is quick leaves more to the others."""

    def __init__(self, entries: Ints, until: float, at_once: int) -> None:
        self._entries, self._until, self._at_once = entries, until, at_once
        self._waiting = set(range(len(entries)))

    def seconds(self, number: int) -> float:
        """Return how many seconds a piece may take that begins now."""
        waiting = int(self._entries[list(self._waiting)].sum())
        self._waiting.discard(number)
        left = max(self._until - time.monotonic(), 0.0)
        return left * min(1.0, self._at_once * int(self._entries[number]) / max(waiting, 1))


def _merged(state: State) -> list[tuple[Ints, Ints]]:
    """Return the components of a question, the largest first, the small ones taken together."""
    found = components(state.priced)
    entries = [int(state.matrix.length[rows].sum()) for rows, _ in found]
    least = SMALL * sum(entries)
    small = [piece for piece, size in zip(found, entries, strict=True) if size < least]
    pieces = [piece for piece, size in zip(found, entries, strict=True) if size >= least]
    if small:
        together = [np.sort(np.concatenate([piece[side] for piece in small])) for side in (0, 1)]
        pieces.append((together[0], together[1]))
    return sorted(pieces, key=lambda piece: -len(piece[1]))
