"""The bound of a large question and the plan that comes from it: pieces are priced, dived into, and cut into parts."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from solver.problem import Bools, Ints
from solver.search.ascent import MANNER, QUICK_MANNER, Ascent
from solver.search.begin import completed
from solver.search.dive import Allowance
from solver.search.improve import homes
from solver.search.linear import Floats, Patience
from solver.search.matrix import components
from solver.search.parts import Parted, parted
from solver.search.pricing import Multipliers, dived, multipliers_of
from solver.search.relaxation import Relaxed, bounded, worth_of
from solver.search.state import State

PRICE_SHARE, REFINE_UNTIL, DIVE_UNTIL = 0.2, 0.85, 0.75
"""When, as parts of the time, the first multipliers, better ones and the dives must have come to their end."""

HUGE_SHARE = 0.4
"""The same part for the first multipliers of ten thousand people: a region needs half a minute of a core for a bound of use."""

QUICK, PRECISE = 1e-3, 1e-4
"""Relative precision of the multipliers to dive from, and of those for the bound, which is exact for any."""

ITERATIONS = 6000
"""Iterations of the dual pass in a reproducible search."""

PRICE_WORK, DIVE_WORK = 0.15, 0.4
"""Parts of the budget that a reproducible search gives to the multipliers and to dives."""

SMALL = 0.02
"""Components with fewer of the entries than this part of them are taken together."""

FAR, KEPT = 3e-4, 0.6
"""A dive leaves out tours that add more than this part to the bound when forced in, beyond this part of all tours."""

MANY_ENTRIES = 20_000_000
"""From so many entries of the matrix on the quick dive is quicker still."""

HUGE_ENTRIES = 50_000_000
"""From so many entries on there is no quick dive of the whole at all: a round of it takes half a minute."""

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

    @property
    def takes_all(self) -> bool:
        """Whether there are so many pieces that all threads are busy with them."""
        return min(self._at_once, len(self._pieces)) > 1

    def price(self) -> Relaxed | None:
        """Find multipliers of all pieces; return the bound with the reduced costs; none after a stop."""
        state, until = self._state, self._state.work.moment(HUGE_SHARE if self._huge else PRICE_SHARE)
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
                return
            begin = Multipliers(rows[mine_rows], plan[mine])
            patience = Patience(PRECISE, seconds)
            found = multipliers_of(state.priced, mine_rows, mine, patience, state.stopper.stopped, begin)
            if found is None:
                return
            rows[mine_rows], plan[mine] = found.rows, found.plan
        self._take(Multipliers(rows, plan))

    def dive(self) -> None:
        """Dive into each piece from its multipliers; the best plan is kept."""
        relaxed, state = self._relaxed, self._state
        if relaxed is None:
            return
        entries = self._entries()
        clock = _Shares(entries, state.work.moment(DIVE_UNTIL), min(self._at_once, len(self._pieces)))
        likely = self._likely(relaxed)

        def plunge(number: int) -> None:
            if state.finished:
                return
            rows, mine = self._pieces[number]
            columns = mine[likely[mine]]
            begin = Multipliers(relaxed.multipliers.rows[rows], relaxed.multipliers.plan[columns])
            allowance = Allowance(time.monotonic() + clock.seconds(number))
            if state.limits.budget is not None:
                work = state.limits.budget * DIVE_WORK * entries[number] / max(entries.sum(), 1)
                allowance = Allowance(state.limits.until, work)
            seed = state.limits.settings.seed
            processes = self._at_once // min(self._at_once, len(self._pieces))
            found = dived(state.priced, rows, columns, begin, allowance, seed, processes, state.stopper.stopped)
            if found is not None:
                dive = _Dived(rows, mine, columns, *found)
                dives.append(dive)
                if not self._huge:
                    self._complete(*self._joined([dive], relaxed))
            if allowance.work is not None:
                state.count(allowance.work)

        dives: list[_Dived] = []
        self._each(plunge)
        if dives and self._huge:
            self._complete(*self._joined(dives, relaxed))

    def _joined(self, dives: list["_Dived"], relaxed: Relaxed) -> tuple[Ints, Floats]:
        """Return the plan in hand with what dives fixed in place of their pieces' tours, and multipliers of all rows."""
        state, multipliers = self._state, relaxed.multipliers.rows.copy()
        tours, values = state.matrix.tours, state.matrix.lower.copy()
        values[:tours] = state.incumbent.plan.values[:tours]
        for dive in dives:
            values[dive.mine[dive.mine < tours]] = 0
            values[dive.columns[dive.columns < tours]] = dive.fixed
            multipliers[dive.rows] = dive.prices
        return values, multipliers

    @property
    def _huge(self) -> bool:
        """Whether completing a plan takes so long that it is done once for all pieces, by the greedy rule alone."""
        return int(self._state.matrix.rows.nnz) >= HUGE_ENTRIES

    def _likely(self, relaxed: Relaxed) -> Bools:
        """Return all columns but the tours that add much to the bound when forced in: no dive needs them."""
        forced = relaxed.forced
        likely = np.ones(self._state.matrix.width, dtype=bool)
        if len(forced):
            likely[: len(forced)] = forced <= max(FAR * relaxed.bound, float(np.quantile(forced, KEPT)))
        return likely

    def plunge(self) -> None:
        """Dive quickly by subgradient steps alone, for a plan to improve while the better one is not there."""
        if self._relaxed is not None and not self._state.finished and not self._huge:
            self._complete(self._state.matrix.lower.copy(), self._relaxed.multipliers.rows)

    def _complete(self, values: Ints, multipliers: Floats) -> None:
        """Offer the plan that a quick dive makes of some tours."""
        state = self._state
        manner = MANNER if state.matrix.rows.nnz < MANY_ENTRIES else QUICK_MANNER
        dive = Ascent(state.priced, state.tours, multipliers, manner, lambda: state.finished)
        decided = dive.greedily(values) if self._huge else dive.run(values)
        if state.finished:
            return
        state.incumbent.offer_plan(completed(state.matrix, state.surroundings, decided, state.effort(), state.stopper))
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


class _Dived(NamedTuple):
    """What a dive found: rows and columns of its piece, the columns that it looked at, tours fixed and multipliers."""

    rows: Ints
    mine: Ints
    columns: Ints
    fixed: Ints
    prices: Floats


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
