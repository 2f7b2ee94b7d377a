"""A dive: the tours that the linear relaxation favours most are fixed, it is solved again, and so on until all is decided.

A batch of tours that makes the relaxation dearer than it should is taken back and a third of it tried, which a second process
has looked at meanwhile; a single tour that does is barred where that is cheaper. So a plan comes out that costs little more than
the relaxation: the jumps of a dive without a way back are single tours that leave a post empty later (measured on 480 people:
ends at 4 % above the bound, not 18 %).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from solver.problem import Bools, Ints
from solver.search.linear import Asked, Floats, Patience, Piece, Relaxation, Second, Solution

BATCH, SMALL_BATCH = 0.1, 0.04
"""Part of the expected tours that is fixed at once, and in a piece of so many tours that time is short: fewer batches are taken
back, so that a dive takes half as long, but it ends up to 5 % dearer (480 people)."""

MANY = 15_000
"""From so many tours on time is short."""

RISE = 0.02
"""Part of its value by which the relaxation may become dearer with a batch. With a quarter of it a dive takes twice as long, and
what it ends with is no better once neighbourhoods have been searched (480 people, two batches a year)."""

PRECISION = 3e-3
"""Relative precision of the relaxations: well under what a batch may cost."""

AGREED, RARE = 0.95, 0.02
"""Tours so usual are fixed also beyond a full batch; those so rare never."""

HASTE, LARGEST = 3.0, 1e15
"""Where there is no time for smaller batches, one may cost so many times more, and its third anything that has a solution."""

ALL_DECIDED = 0.5
"""With fewer tours expected than this nothing is left to decide."""

ITERATIONS = 10_000
"""A relaxation that is not solved after so many iterations is taken for one without a solution."""

LATELY = 0.5
"""Weight of the last batch in what a batch takes, relaxations that were solved in vain included."""


@dataclass
class Allowance:
    """What a dive may take: a clock reading (time.monotonic) by which it ends, and perhaps units of work."""

    until: float
    work: float | None = None
    began: float = field(default_factory=time.monotonic)
    spent: float = 0.0

    @property
    def left(self) -> float:
        """What is left, in work or seconds."""
        return self.until - time.monotonic() if self.work is None else self.work - self.spent

    @property
    def over(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0 or time.monotonic() >= self.until

    def took(self, solution: Solution) -> None:
        """Count a relaxation that was solved."""
        self.spent += solution.work


@dataclass
class _State:
    """What is fixed and barred, and the relaxation of the rest."""

    fixed: Ints
    barred: Bools
    solution: Solution


class Dive:
    """A dive into a piece from a solution of its relaxation."""

    def __init__(
        self,
        piece: Piece,
        root: Solution,
        allowance: Allowance,
        solve: Callable[[Asked], Solution] | None = None,
        second: Second | None = None,
    ) -> None:
        self._piece, self._allowance = piece, allowance
        self._tour_rows = piece.rows[:, : piece.tours].tocsr()
        self._tour_columns = self._tour_rows.tocsc()
        self._adding = self._tour_rows.maximum(0).tocsr()
        self._upper = piece.upper[: piece.tours]
        self._solve = solve or Relaxation(piece).solve
        self._second = second
        fixed = piece.lower[: piece.tours].astype(np.int64)
        self._state = _State(fixed, np.zeros(piece.tours, dtype=bool), root)
        self._allowed_rise = RISE * abs(root.objective) + 1.0
        self._per_batch, self._left_then = 0.0, allowance.left
        self._careful = False

    def run(self) -> Ints:
        """Return how often each tour is fixed; what there was no time for is rounded."""
        state = self._state
        part = BATCH if self._piece.tours < MANY else SMALL_BATCH
        full = batch = max(1, round(part * float(state.solution.plan[: self._piece.tours].sum())))
        while not self._allowance.over:
            candidates = self._candidates(state.fixed, state.barred)
            left = float(state.solution.plan[candidates].sum())
            hurry = self._hurry(left)
            chosen = self._choose(candidates, max(batch, hurry), beyond=not self._careful)
            if left < ALL_DECIDED or hurry > left or not len(chosen):
                break
            batch = self._try(chosen, full, in_time=len(chosen) > hurry)
        rest = self._choose(self._candidates(state.fixed, state.barred), len(state.fixed), beyond=True)
        return self._with(rest)

    def _try(self, chosen: Ints, full: int, *, in_time: bool) -> int:
        """Fix a batch, or a third of it if it makes the relaxation too dear; return the size of the next."""
        state, single = self._state, len(chosen) == 1
        fewer = chosen[: max(1, len(chosen) // 3)]
        barred = state.barred.copy()
        barred[chosen] |= single
        other = self._promised(state.fixed if single else self._with(fewer), barred)
        solved = self._solved(self._with(chosen), state.barred)
        if self._dearer(solved) <= self._allowed_rise * (1.0 if in_time else HASTE * max(1.0, len(chosen) / full)):
            return self._keep(chosen, solved, full)
        instead = other()
        if single and self._dearer(instead) < self._dearer(solved):
            state.barred, state.solution, self._careful = barred, instead, False
            return 1
        if not single and self._dearer(instead) > (self._allowed_rise if in_time else LARGEST):
            self._careful = True
            return max(1, len(fewer) // 3)
        return self._keep(chosen, solved, full) if single else self._keep(fewer, instead, full)

    def _with(self, chosen: Ints) -> Ints:
        fixed = self._state.fixed.copy()
        fixed[chosen] += 1
        return fixed

    def _keep(self, chosen: Ints, solved: Solution, full: int) -> int:
        self._state.fixed, self._state.solution, self._careful = self._with(chosen), solved, False
        took, self._left_then = self._left_then - self._allowance.left, self._allowance.left
        self._per_batch += LATELY * (took - self._per_batch) if self._per_batch else took
        return min(full, 2 * len(chosen))

    def _dearer(self, solved: Solution) -> float:
        """Return by how much a relaxation is dearer than the one in hand; one without a solution infinitely."""
        return solved.objective - self._state.solution.objective if solved.reached else np.inf

    def _asked(self, fixed: Ints, barred: Bools) -> Asked:
        seconds = max(self._allowance.until - time.monotonic(), 0.1)
        patience = Patience(PRECISION, seconds, ITERATIONS)
        return Asked(fixed, self._candidates(fixed, barred), self._state.solution, patience)

    def _solved(self, fixed: Ints, barred: Bools) -> Solution:
        solved = self._solve(self._asked(fixed, barred))
        self._allowance.took(solved)
        return solved

    def _promised(self, fixed: Ints, barred: Bools) -> Callable[[], Solution]:
        """Return what gives a relaxation when it is called: a second process begins with it at once, if there is an idle one."""
        if self._second is None or not self._second.idle():
            return lambda: self._solved(fixed, barred)
        self._second.ask(self._asked(fixed, barred))
        return self._second.answer

    def _hurry(self, left: float) -> int:
        """Return how many tours must be fixed at once so that the dive ends in time.

        Relaxations get quicker as tours are fixed: the batches to come take a third of what the last ones took.
        """
        took = max(self._per_batch, self._left_then - self._allowance.left)
        room = max(self._allowance.left, 1e-6)
        return int(left * took / (3.0 * room))

    def _candidates(self, fixed: Ints, barred: Bools) -> Ints:
        """Return the tours that may still enter: not barred, and in no full row."""
        activity = self._tour_rows @ fixed
        full = self._piece.hard & (activity >= self._piece.above)
        closed = barred.copy()
        closed[self._adding[np.flatnonzero(full)].indices] = True
        return np.flatnonzero(~closed & (self._upper > fixed))

    def _choose(self, candidates: Ints, most: int, *, beyond: bool) -> Ints:
        """Return tours to fix together, the most usual first, that break no hard row; all agreed ones if `beyond`.

        Nothing is left to chance: an order shaken by a tenth ends up to 15 % dearer (480 people, free starts).
        """
        plan, fixed = self._state.solution.plan, self._state.fixed
        activity = self._tour_rows @ fixed
        chosen: list[int] = []
        for tour in candidates[np.argsort(-plan[candidates], kind="stable")].tolist():
            if plan[tour] < RARE or (len(chosen) >= most and not (beyond and plan[tour] >= AGREED)):
                break
            if self._fits(tour, activity):
                chosen.append(tour)
        return np.array(chosen, dtype=np.int64)

    def _fits(self, tour: int, activity: Floats) -> bool:
        """Count a tour in the rows if it breaks no hard one."""
        span = slice(self._tour_columns.indptr[tour], self._tour_columns.indptr[tour + 1])
        rows, numbers = self._tour_columns.indices[span], self._tour_columns.data[span]
        after = activity[rows] + numbers
        if bool((self._piece.hard[rows] & (numbers > 0) & (after > self._piece.above[rows])).any()):
            return False
        activity[rows] = after
        return True
