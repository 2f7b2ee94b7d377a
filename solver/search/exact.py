"""One CP-SAT model, searched to proven optimality if time allows."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt
from ortools.sat.python import cp_model

from solver.domain.outcome import StoppedBy, gap
from solver.errors import InternalError
from solver.problem import Ints
from solver.settings import Settings

log = logging.getLogger(__name__)

DETERMINISTIC_PER_SECOND = 0.25
"""Deterministic time budgeted per second of the limit when a search must be reproducible: under half of what a core does
in a second (measured: 0.6 to 1.5), so that the budget ends first also on a busy machine."""

PROVERS = ("max_lp", "reduced_costs")
"""Strategies that prove: full linear relaxation with cuts, and the same with branching by reduced costs."""

WHOLE_WORKERS = 3
"""Workers for a whole small question: the provers, and one on neighbourhoods. Measured on an earlier Kezhou, processor
seconds to the proof: one prover 5, 8 or not in 25 by the seed; these three 14; 4 to 8 workers at CP-SAT's choice not in 25.
With rows taken as they are (see `_tune`): Kezhou 14 to 19, before its departments have chosen 29 and 35 (else 74 and not
in 78), a year later 18. A reproducible search has one: interleaved workers were seen to differ in how they end."""

CHOICE_OF_CP_SAT = 8
"""From so many workers on CP-SAT chooses all strategies itself; with fewer it would leave out those with a linear relaxation
(a synthetic question of 96 people after 20 s: two workers of its choice end 96 % from their bound, a prover alone 3 %)."""


@dataclass
class Found:
    """What a search found so far; bounds and objectives are those of the goals that it minimises.

    `settled` is the sum of the bounds of the levels before, in a lexicographic search. `worth` is what each tour is worth by the
    multipliers of a dual pass, where there was one.
    """

    values: Ints | None = None
    objective: int | None = None
    settled: int = 0
    bound: int | None = None
    infeasible: bool = False
    proven: bool = False
    deterministic_time: float = 0.0
    stopped_by: StoppedBy = StoppedBy.PROVEN
    error: Exception | None = None
    worth: npt.NDArray[np.float64] | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def report(self, on_tick: Callable[["Found"], None]) -> None:
        """Tell what was found; an error of who is told is kept for the thread that searches, and nothing is told any more.

        The thread that tells goes on after an error: the search has to be stopped, more than once (CP-SAT forgets an early stop).
        """
        if self.error is None:
            try:
                on_tick(self)
            # all: a caller's function failed, and its caller, not this thread, gets the error
            except Exception as error:
                self.error = error

    def offer(self, values: Ints, objective: int) -> None:
        """Take over values that are better than those in hand."""
        if self.objective is None or objective < self.objective:
            self.values, self.objective = values, objective

    def within(self, wanted: float) -> bool:
        """Return whether there is a plan no further from the bound than a gap; without a bound it is as far as from 0."""
        return self.objective is not None and gap(self.objective, self.bound or 0) <= wanted


@dataclass(frozen=True)
class Limits:
    """What ends a search: a clock reading (time.monotonic), a deterministic budget, a gap, a request."""

    until: float
    settings: Settings
    stop: threading.Event
    budget: float | None = None


class Searchable(Protocol):
    """A question as CP-SAT is given it."""

    cp: cp_model.CpModel

    def values(self, solution: Sequence[int]) -> Ints:
        """Return the values of the program's columns in a solution of CP-SAT."""


class _Incumbents(cp_model.CpSolverSolutionCallback):
    """Keeps the best values and bound as they come."""

    def __init__(self, model: Searchable, found: Found) -> None:
        super().__init__()
        self._model, self._found = model, found

    def on_solution_callback(self) -> None:
        """Take over a better plan."""
        values = self._model.values(self.response_proto.solution)
        with self._found.lock:
            self._found.offer(values, round(self.objective_value))
        _raise_bound(self._found, self.best_objective_bound)


def search(
    model: Searchable,
    limits: Limits,
    on_tick: Callable[[Found], None],
    found: Found,
    *,
    as_hinted: bool = False,
    may_end: Callable[[Found], bool] = lambda _: False,
) -> Found:
    """Search a model until proven, or until a limit, and complete `found`, which may hold a plan already.

    `on_tick` is called from one other thread while it goes on; what it raises ends the search and is raised here. With
    `as_hinted`, columns keep the values hinted; bounds are then no bounds of the question. It also ends once `may_end` says so.
    Raises InternalError if CP-SAT refuses the model.
    """
    solver = cp_model.CpSolver()
    _tune(solver, limits)
    solver.parameters.fix_variables_to_their_hinted_value = as_hinted
    solver.best_bound_callback = lambda bound: _raise_bound(found, bound)
    done = threading.Event()
    ticker = threading.Thread(target=_watch, args=(solver, found, limits, done, on_tick, may_end), daemon=True)
    ticker.start()
    try:
        status = solver.solve(model.cp, _Incumbents(model, found))
    finally:
        done.set()
        ticker.join()
    if found.error is not None:
        raise found.error
    _conclude(found, model, solver, status, limits)
    return found


def _tune(solver: cp_model.CpSolver, limits: Limits) -> None:
    settings, parameters = limits.settings, solver.parameters
    parameters.max_time_in_seconds = max(limits.until - time.monotonic(), 0.01)
    parameters.relative_gap_limit = settings.gap
    parameters.random_seed = settings.seed
    parameters.linearization_level = 2
    # what rows have in common would become new columns, of which cuts can make less
    parameters.find_big_linear_overlap = False
    parameters.num_workers = settings.workers or (1 if settings.reproducible else WHOLE_WORKERS)
    if 1 < parameters.num_workers < CHOICE_OF_CP_SAT:
        parameters.subsolvers.extend(PROVERS[: parameters.num_workers - 1])
    if limits.budget is not None:
        parameters.max_deterministic_time = limits.budget
        parameters.interleave_search = parameters.num_workers > 1
    parameters.log_search_progress = log.isEnabledFor(logging.DEBUG)
    parameters.log_to_stdout = False
    solver.log_callback = log.debug


def _watch(
    solver: cp_model.CpSolver,
    found: Found,
    limits: Limits,
    done: threading.Event,
    on_tick: Callable[[Found], None],
    may_end: Callable[[Found], bool],
) -> None:
    """Pass on stops until heard (one that comes before the search begins is forgotten by CP-SAT), and report."""
    while not done.wait(0.05):
        if limits.stop.is_set() or time.monotonic() > limits.until + 0.5 or may_end(found):
            solver.stop_search()
        found.report(on_tick)
        if found.error is not None:
            solver.stop_search()


def _raise_bound(found: Found, bound: float) -> None:
    with found.lock:
        known = found.bound
        found.bound = _rounded_up(bound) if known is None else max(known, _rounded_up(bound))


def _rounded_up(bound: float) -> int:
    """Round a bound up to the next whole number: all objectives are whole."""
    return max(int(np.ceil(bound - 1e-6)), 0)


def _conclude(
    found: Found, model: Searchable, solver: cp_model.CpSolver, status: cp_model.CpSolverStatus, limits: Limits
) -> None:
    if status == cp_model.MODEL_INVALID:
        raise InternalError("CP-SAT refused the model")
    spent = float(solver.response_proto.deterministic_time)
    found.deterministic_time = round(spent, 6)  # a sum, which differs in its last bits from run to run
    found.infeasible = status == cp_model.INFEASIBLE
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found.offer(model.values(solver.response_proto.solution), round(solver.objective_value))
    if not found.infeasible:
        _raise_bound(found, solver.best_objective_bound)
        if found.objective is not None and found.bound is not None:
            found.bound = min(found.bound, found.objective)
    found.proven = found.infeasible or (found.objective is not None and found.bound == found.objective)
    found.stopped_by = _why(found, limits)


def _why(found: Found, limits: Limits) -> StoppedBy:
    if found.proven:
        return StoppedBy.PROVEN
    if limits.stop.is_set():
        return StoppedBy.REQUEST
    if limits.budget is not None and found.deterministic_time >= limits.budget * 0.99:
        return StoppedBy.BUDGET
    # where the gap asked for is not reached, only the clock is left to have ended the search
    return StoppedBy.GAP if found.within(limits.settings.gap) else StoppedBy.SECONDS
