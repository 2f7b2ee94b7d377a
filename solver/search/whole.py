"""One CP-SAT model of a question that it can probably close, and neighbourhoods beside it where its plans are far from the bound.

A first plan is there at once, by greed. A model that is not near a proof by and by may still get there, so it is not interrupted;
but its plans are poor until then, and neighbourhoods find far better ones meanwhile (96 people, free starts,
4,515 m: by 7 to 8 % less after 30 s on two cores in three of four questions).
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from types import TracebackType

from solver.domain.outcome import gap
from solver.model import Model
from solver.problem import Ints
from solver.program import Program
from solver.search.begin import begun
from solver.search.connected import Connected
from solver.search.divided_model import DividedModel
from solver.search.exact import Found, Limits, search
from solver.search.incumbent import plan_from
from solver.search.large import THREADS
from solver.search.levels import Stage
from solver.search.matrix import WEAK, Matrix, matrix_of
from solver.search.restricted import Effort, Stopper, Surroundings
from solver.search.state import State

FAR = 0.05
"""Gap above which neighbourhoods are searched; below, the model alone gets on better."""

PART, LEAST, MOST = 0.2, 1.5, 15.0
"""They begin after this part of the time, but not before and not later than so many seconds. What the model closes (two
batches a year, the programmes of 100 people) is at 3 % as soon as it has a first plan of its own."""

STUCK, AT_LEAST = 0.5, 2.0
"""They end where nothing better was found for this part of the time since they began, and for so many seconds."""

GREED = 0.2
"""Deterministic time of putting a first plan's auxiliaries right, at most."""

BRISK = 0.5
"""Deterministic time of a neighbourhood at first: a small question has small ones."""


class Whole:
    """One CP-SAT model of everything, for questions that it can close."""

    def __init__(self, program: Program, model: Model | DividedModel) -> None:
        self._program, self._model = program, model
        self._kept: list[tuple[Stage, int]] = []

    def cost(self, stage: Stage) -> Ints:
        """Return what each column costs in a level."""
        return self._program.cost(stage.goals)

    def minimise(self, stage: Stage, in_hand: Found, limits: Limits, on_tick: Callable[[Found], None]) -> Found:
        """Search a level to proven optimality or to the limits; a reproducible search has the model alone."""
        self._model.minimise(stage.goals)
        if in_hand.values is not None:
            self._model.hint(in_hand.values)
        elif len(self._program.tours) and time.monotonic() < limits.until:
            self._begin(stage, in_hand, limits)
        threads = _threads(limits.settings.workers)
        if limits.budget is not None or not len(self._program.tours) or not threads:
            return search(self._model, limits, on_tick, in_hand)
        with _Beside(lambda: self._state(stage, in_hand, limits), in_hand, limits, threads):
            return search(
                self._model, limits, on_tick, in_hand, may_end=lambda found: _within(found, limits.settings.gap)
            )

    def keep_within(self, stage: Stage, most: int) -> None:
        """Keep a level's sum at or below a value from now on."""
        self._model.keep_within(stage.goals, most)
        self._kept.append((stage, most))

    def _begin(self, stage: Stage, found: Found, limits: Limits) -> None:
        """Take a greedy plan in hand; it is no hint, which could lead the proof astray."""
        matrix = self._matrix(stage)
        effort = Effort(GREED, max(limits.until - time.monotonic(), 0.0), limits.settings.seed)
        plan = begun(matrix, Surroundings(matrix), self._program.tours, None, effort, Stopper())
        if not plan.missed:
            found.offer(plan.values, plan.objective)

    def _state(self, stage: Stage, found: Found, limits: Limits) -> State:
        matrix = self._matrix(stage)
        priced = matrix.minimising(self._program.cost([goal for goal in stage.goals if goal not in WEAK]))
        settings = limits.settings.model_copy(update={"gap": max(limits.settings.gap, FAR)})
        return State(matrix, priced, self._program.tours, replace(limits, settings=settings), found)

    def _matrix(self, stage: Stage) -> Matrix:
        matrix = matrix_of(self._program, self.cost(stage))
        for before, most in self._kept:
            matrix = matrix.keeping(self.cost(before), most)
        return matrix


class _Beside:
    """Searches neighbourhoods in threads of their own while a model is searched, if its plan is far from the bound by and by."""

    def __init__(self, question: Callable[[], State], found: Found, limits: Limits, threads: int) -> None:
        self._question, self._found, self._threads = question, found, threads
        now = time.monotonic()
        self._at = now + min(max(PART * (limits.until - now), LEAST), MOST)
        self._stopper = Stopper()
        self._pool = ThreadPoolExecutor(1)
        self._best, self._better = 0, 0.0

    def __enter__(self) -> None:
        self._running: Future[None] = self._pool.submit(self._run)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while not self._running.done():
            self._stopper.stop()
            time.sleep(0.01)
        self._pool.shutdown()
        if error is None:
            self._running.result()

    def _run(self) -> None:
        if self._stopper.stopped.wait(max(self._at - time.monotonic(), 0.0)) or _within(self._found, FAR):
            return
        with self._found.lock:
            values = self._found.values
        if values is None:
            return
        state = self._question()
        state.stopper = self._stopper
        state.begin(plan_from(state.matrix, values))
        self._best, self._better = state.incumbent.plan.objective, time.monotonic()
        state.told = lambda: self._look(state)
        connected = Connected(state, self._threads, BRISK)
        connected.improve(connected.price_here())

    def _look(self, state: State) -> None:
        """End where nothing is found any more."""
        now, objective = time.monotonic(), state.incumbent.plan.objective
        if objective < self._best:
            self._best, self._better = objective, now
        elif now - self._better > max(STUCK * (now - self._at), AT_LEAST):
            self._stopper.stop()


def _threads(workers: int | None) -> int:
    """Return how many threads may search beside the model: those are extra, one at most where a number was asked for."""
    return THREADS if workers is None else min(workers - 1, 1)


def _within(found: Found, wanted: float) -> bool:
    with found.lock:
        objective, bound = found.objective, found.bound or 0
    return objective is not None and gap(objective, bound) <= wanted
