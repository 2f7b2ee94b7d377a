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

from solver.model import Model
from solver.program import Program
from solver.search.begin import begun
from solver.search.connected import Connected
from solver.search.divided_model import DividedModel
from solver.search.exact import Found, Limits, search
from solver.search.incumbent import plan_from
from solver.search.large import THREADS
from solver.search.levelled import Levelled
from solver.search.levels import Stage
from solver.search.prove import Prover
from solver.search.state import State

FAR = 0.05
"""Gap above which neighbourhoods are searched; below, the model alone gets on better."""

PART, LEAST, MOST = 0.1, 0.5, 15.0
"""They begin after this part of the time, but not before and not later than so many seconds. What the model closes (two
batches a year, the programmes of 100 people) is at 3 % as soon as it has a first plan of its own."""

STUCK, AT_LEAST = 0.5, 2.0
"""They end where nothing better was found for this part of the time since they began, and for so many seconds."""

GREED = 0.2
"""Deterministic time of putting a first plan's auxiliaries right, at most."""

BRISK = 0.25
"""Deterministic time of a neighbourhood at first: a small question has small ones."""


class Whole(Levelled):
    """One CP-SAT model of everything, for questions that it can close."""

    def __init__(self, program: Program, model: Model | DividedModel) -> None:
        super().__init__(program)
        self._model = model

    def minimise(self, stage: Stage, in_hand: Found, limits: Limits, on_tick: Callable[[Found], None]) -> Found:
        """Search a level to proven optimality or to the limits; a reproducible search has the model alone."""
        self._model.minimise(stage.goals)
        if in_hand.values is not None:
            self._model.hint(in_hand.values)
        if not len(self._program.tours):
            return search(self._model, limits, on_tick, in_hand)
        beside = self._state(stage, _until_near(limits), in_hand)
        if in_hand.values is None and time.monotonic() < limits.until:
            _begin(beside)
        threads = _threads(limits.settings.workers)
        if limits.budget is not None or not threads:
            return search(self._model, limits, on_tick, in_hand)
        with _Beside(beside, threads):
            return search(
                self._model, limits, on_tick, in_hand, may_end=lambda found: found.within(limits.settings.gap)
            )

    def keep_within(self, stage: Stage, most: int) -> None:
        """Keep a level's sum at or below a value from now on."""
        super().keep_within(stage, most)
        self._model.keep_within(stage.goals, most)


def _begin(state: State) -> None:
    """Make a greedy plan known; it is no hint, which could lead the proof astray."""
    plan = begun(state.matrix, state.surroundings, state.tours, None, state.effort(GREED), state.stopper)
    if not plan.missed:
        state.found.offer(plan.values, plan.objective)


class _Beside:
    """Searches neighbourhoods in threads of their own while a model is searched, if its plan is far from the bound by and by."""

    def __init__(self, state: State, threads: int) -> None:
        self._state, self._threads = state, threads
        now = time.monotonic()
        self._at = now + min(max(PART * (state.limits.until - now), LEAST), MOST)
        self._pool = ThreadPoolExecutor(1)
        self._best, self._better = 0, 0.0

    def __enter__(self) -> None:
        self._running: Future[None] = self._pool.submit(self._run)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while not self._running.done():
            self._state.stopper.stop()
            time.sleep(0.01)
        self._pool.shutdown()
        if error is None:
            self._running.result()

    def _run(self) -> None:
        state = self._state
        if state.stopper.stopped.wait(max(self._at - time.monotonic(), 0.0)) or state.found.within(FAR):
            return
        with state.found.lock:
            values = state.found.values
        if values is None:
            return
        state.begin(plan_from(state.matrix, values))
        self._best, self._better = state.incumbent.plan.objective, time.monotonic()
        state.told = self._look
        Connected(state, self._threads, BRISK).improve(Prover(state, self._threads).price_here())

    def _look(self) -> None:
        """Go on from the model's plan where that is better; end where nothing is found any more."""
        self._follow()
        now, objective = time.monotonic(), self._state.incumbent.plan.objective
        if objective < self._best:
            self._best, self._better = objective, now
        elif now - self._better > max(STUCK * (now - self._at), AT_LEAST):
            self._state.stopper.stop()

    def _follow(self) -> None:
        state = self._state
        with state.found.lock:
            values, objective = state.found.values, state.found.objective
        if values is not None and objective is not None and objective < state.incumbent.plan.objective:
            state.incumbent.offer_plan(plan_from(state.matrix, values))


def _until_near(limits: Limits) -> Limits:
    """Return limits within which a search ends once its plan is no longer far from the bound."""
    near = max(limits.settings.gap, FAR)
    return replace(limits, settings=limits.settings.model_copy(update={"gap": near}))


def _threads(workers: int | None) -> int:
    """Return how many threads may search beside the model: those are extra, one at most where a number was asked for."""
    return THREADS if workers is None else min(workers - 1, 1)
