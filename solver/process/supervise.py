"""The parent's side: starts a search, follows it, holds it to its limits, and keeps the best plan if it dies."""

import queue
import threading
import time
from collections.abc import Callable

from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Progress, Solved, StoppedBy, Undecided
from solver.domain.plan import Plan
from solver.errors import InternalError, InvalidInstance, InvalidPlan, InvalidQuestion, SearchDied
from solver.process.running import COMMAND, Running
from solver.process.salvage import Best, salvaged, undecided
from solver.process.wire import Answered, Finished, Improved, Job, Raised, Ready, Reply, Stop
from solver.settings import Settings

STARTING_SECONDS = 300.0
"""Most time for the interpreter and its libraries to start: seconds of work, a minute and more on a crowded machine."""
STOPPING_SECONDS = 2.0
"""Time to finish with the best plan after a stop."""
GRACE_SECONDS = 5.0
"""Time beyond 1.05 × the limit before a search that does not end is stopped from outside."""
LOOK_SECONDS = 0.05


def solve_in_process(
    instance: Instance,
    settings: Settings,
    *,
    start: Plan | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Solved | Infeasible | Undecided:
    """Solve in a process of its own: same question and same answer as `solver.solve.solve`.

    `on_progress` is called in this thread, with every better plan or bound. Setting `stop` ends the search with its
    best plan within two seconds. A search that breaks its memory limit (`settings.memory_mb`), its time or its
    process answers with its best plan and bound, checked again here.

    Raises InvalidInstance or InvalidPlan for a bad question, SearchDied where no plan was found before the end,
    InternalError for a bug of ours.
    """
    job = Job(instance=instance, settings=settings, start=start)
    with Running(job, COMMAND) as child:
        return supervise(child, job, on_progress or (lambda _: None), stop or threading.Event())


def supervise(
    child: Running, job: Job, on_progress: Callable[[Progress], None], stop: threading.Event
) -> Solved | Infeasible | Undecided:
    """Follow a child that was given `job` to its end; see `solve_in_process`."""
    best = Best()
    limits = Limits(job.settings, stop)
    while True:
        match next_reply(child, limits):
            case Ready():
                limits.begin()
            case Improved(progress=progress):
                best.add(progress)
                on_progress(progress)
                limits.enforce(child)
            case Finished(outcome=outcome):
                return outcome
            case Raised(error="MemoryError"):
                return _rescued(job, best, StoppedBy.MEMORY, "MemoryError")
            case Raised() as raised:
                raise error_of(raised, with_plan=job.start is not None)
            case Answered():
                raise InternalError("a search answered like an inquiry")
            case None:
                ending = child.ending()
                return _rescued(job, best, limits.broken or cause_of(ending, job.settings), ending)


class Limits:
    """Time, memory and the request to stop: what ends a search from outside, and why it did."""

    def __init__(self, settings: Settings, stop: threading.Event) -> None:
        self._settings = settings
        self._stop = stop
        self._deadline = time.monotonic() + STARTING_SECONDS
        self._ready = self._told = False
        self.broken: StoppedBy | None = None

    def begin(self) -> None:
        """Start the clock of the search."""
        self._ready = True
        allowed = STOPPING_SECONDS if self._told else 1.05 * self._settings.seconds + GRACE_SECONDS
        self._deadline = time.monotonic() + allowed

    def enforce(self, child: Running) -> None:
        """Look at all limits; ask the child to stop, or kill it, where one is broken."""
        now = time.monotonic()
        memory_mb = self._settings.memory_mb
        if memory_mb is not None and child.memory_mb() > memory_mb:
            self._break(StoppedBy.MEMORY, child)
        elif now > self._deadline:
            self._break(StoppedBy.REQUEST if self._told else StoppedBy.SECONDS, child)
        elif self._stop.is_set() and not self._told:
            child.tell(Stop())
            self._told = True
            if self._ready:  # otherwise `begin` does it: one that still starts has not read the message
                self._deadline = min(self._deadline, now + STOPPING_SECONDS)

    def _break(self, cause: StoppedBy, child: Running) -> None:
        if self.broken is None:
            self.broken = cause
            child.kill()


def next_reply(child: Running, limits: Limits) -> Reply | None:
    """Return what a child says next, None once it is gone; until then the limits are enforced."""
    while True:
        try:
            return child.reply(LOOK_SECONDS)
        except queue.Empty:
            limits.enforce(child)


def cause_of(ending: str, settings: Settings) -> StoppedBy:
    """Tell out of memory (the allocator aborts at the ceiling) from a death that nobody here caused."""
    return StoppedBy.MEMORY if ending == "SIGABRT" and settings.memory_mb is not None else StoppedBy.KILLED


def _rescued(job: Job, best: Best, cause: StoppedBy, ending: str) -> Solved | Undecided:
    if best.plan is not None:
        return salvaged(job, best, cause)
    if cause in (StoppedBy.SECONDS, StoppedBy.REQUEST):
        return undecided(job, best, cause)
    text = ending if cause is StoppedBy.KILLED else f"{ending} ({cause.value})"
    raise SearchDied(text, out_of_memory=cause is StoppedBy.MEMORY)


def error_of(raised: Raised, *, with_plan: bool) -> Exception:
    """Return the child's error as this process's own; what is not ours by name is a bug of ours."""
    if raised.error == "InvalidInstance":
        return InvalidInstance(raised.findings)
    if raised.error == "InvalidPlan" and with_plan:
        return InvalidPlan(raised.text)
    if raised.error == "InvalidQuestion":
        return InvalidQuestion(raised.text)
    bug = InternalError(raised.text if raised.error == "InternalError" else f"{raised.error}: {raised.text}")
    bug.add_note(raised.trace)
    return bug
