"""One job, searched: the question as its kind reads it, the search in a process that can be killed, and the answer."""

import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from api.jobs.documents import Failure, State
from api.jobs.instances import PackedInstance, pack_instance
from api.jobs.leases import Answer, Standing, Task
from api.worker.kept import Kept
from api.worker.recorder import Recorder, found_plan
from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Level, Progress, Solved, StoppedBy, Undecided
from solver.domain.plan import Plan
from solver.errors import InvalidInstance, InvalidPlan, InvalidQuestion, SearchDied
from solver.explain.inquiries import INQUIRIES
from solver.load import read_outcome
from solver.pairing import pairing_alone
from solver.process import inquire_in_process, solve_in_process
from solver.process.wire import Inquiry
from solver.settings import Settings

LEAST_SECONDS = 1.0
"""A search that was interrupted at the end of its time gets so much more to finish with a plan and its reasons."""

SEARCH_DIED = "search_died"
"""The code of a failure that another try may not meet."""

READINGS: dict[str, Callable[[Instance], Instance]] = {"solve": lambda instance: instance, "pair": pairing_alone}
"""What each kind makes of the instance that it is given."""


@dataclass(frozen=True)
class Ended:
    """The end of a search that raised nothing: its answer as JSON text, and what the job has then."""

    standing: Standing
    kind: str | None
    text: bytes | None
    proven: bool = False
    cut: bool = False

    def answer(self, *, stopped: bool) -> Answer:
        """Return the end of the job; `stopped` if the planner asked for one."""
        state = State.STOPPED if stopped and self.cut else State.COMPLETED
        return Answer(state, self.kind, None if self.text is None else zlib.compress(self.text), self.proven)


class Prepared(Protocol):
    """A job made ready for its search."""

    @property
    def recorder(self) -> Recorder:
        """Where the search reports to."""

    @property
    def derived(self) -> PackedInstance | None:
        """The instance that plans belong to, where it is not the job's own."""

    def run(self, stop: threading.Event) -> Ended:
        """Search. Raises as `solve_in_process` does."""

    def unsearched(self, cause: StoppedBy) -> Ended:
        """Return what there is without a search."""


@dataclass(frozen=True)
class Search:
    """A question for a plan, made ready."""

    task: Task
    instance: Instance
    derived: PackedInstance | None
    settings: Settings
    start: Plan | None
    kept: Kept
    recorder: Recorder

    def run(self, stop: threading.Event) -> Ended:
        """Search and return the answer, what was known before included. Raises as `solve_in_process` does."""
        try:
            found = solve_in_process(
                self.instance, self.settings, start=self.start, on_progress=self.recorder.offer, stop=stop
            )
        except SearchDied:
            if self.kept.plan is None:
                raise
            return self.unsearched(StoppedBy.KILLED)
        self.recorder.offer(Progress(seconds=found.seconds))
        return self._ended(self.kept.beside(found))

    def unsearched(self, cause: StoppedBy) -> Ended:
        """Return the best plan that others had found, or that there is none."""
        return self._ended(self.kept.answer(cause))

    def _ended(self, found: Solved | Infeasible | Undecided) -> Ended:
        proven = isinstance(found, Infeasible) or (isinstance(found, Solved) and found.proven_optimal)
        cut = found.stopped_by is StoppedBy.REQUEST
        return Ended(self._standing(found), found.kind, found.model_dump_json(by_alias=True).encode(), proven, cut)

    def _standing(self, found: Solved | Infeasible | Undecided) -> Standing:
        bound = None if isinstance(found, Infeasible) else found.bound
        if not isinstance(found, Solved):
            return Standing(self.recorder.seconds(), None, bound, self.recorder.metrics)
        instance_id = self.task.instance_id if self.derived is None else self.derived.document.id
        plan = found_plan(self.instance, instance_id, found.plan, found.objective, len(found.violations))
        return Standing(self.recorder.seconds(), plan, bound, self.recorder.metrics)


@dataclass(frozen=True)
class Explanation:
    """A question for an explanation, made ready; its answer comes whole or not at all."""

    inquiry: Inquiry
    recorder: Recorder
    derived: PackedInstance | None = None

    def run(self, stop: threading.Event) -> Ended:
        """Explain. Raises as `inquire_in_process` does."""
        text = inquire_in_process(self.inquiry, stop)
        if text is None:
            return self.unsearched(StoppedBy.REQUEST)
        return Ended(self._standing(), self.inquiry.name, text.encode(), cut=stop.is_set())

    def unsearched(self, cause: StoppedBy) -> Ended:
        """Return that there is no answer."""
        return Ended(self._standing(), None, None, cut=cause is StoppedBy.REQUEST)

    def _standing(self) -> Standing:
        return Standing(self.recorder.seconds())


def prepared(task: Task) -> Prepared:
    """Return a job ready to be searched."""
    own = Instance.model_validate_json(task.instance)
    return _explanation(task, own) if task.kind in INQUIRIES else _search(task, own)


def _explanation(task: Task, instance: Instance) -> Explanation:
    inquiry = Inquiry(
        name=task.kind, question=task.question, instance=instance, settings=task.settings, plan=_plan(task.start)
    )
    return Explanation(inquiry, Recorder(instance, task.instance_id, task.spent, None))


def _search(task: Task, own: Instance) -> Search:
    instance = READINGS[task.kind](own)
    derived = None if instance is own else pack_instance(instance)
    instance_id = task.instance_id if derived is None else derived.document.id
    kept = Kept(instance, task.settings, _plan(task.plan), task.bound, _levels(task.outcome), task.spent)
    again = task.settings.reproducible and task.outcome is None  # the same answer, whoever died over it: from the start
    seconds = task.allowed if again else max(task.allowed - task.spent, LEAST_SECONDS)
    return Search(
        task=task,
        instance=instance,
        derived=derived,
        settings=task.settings.model_copy(update={"seconds": seconds}),
        start=_plan(task.start) if again else kept.plan or _plan(task.start),
        kept=kept,
        recorder=Recorder(instance, instance_id, task.spent, task.incumbent),
    )


def failed(error: Exception) -> Answer:
    """Return the end of a job whose search raised an error. Its text quotes nothing of the documents; the log has the place."""
    match error:
        case SearchDied():
            failure = Failure(code="out_of_memory" if error.out_of_memory else SEARCH_DIED, text=str(error))
        case InvalidInstance():
            codes = sorted({finding.code for finding in error.findings})
            failure = Failure(code="invalid_instance", text=", ".join(codes))
        case InvalidPlan():
            failure = Failure(code="invalid_plan")
        case InvalidQuestion():
            failure = Failure(code="invalid_question", text=str(error))  # an id that nobody has
        case _:
            failure = Failure(code="internal_error", text=type(error).__name__)
    return Answer(State.FAILED, failure=failure)


def _plan(text: bytes | None) -> Plan | None:
    return None if text is None else Plan.model_validate_json(text)


def _levels(outcome: bytes | None) -> tuple[Level, ...]:
    if outcome is None:
        return ()
    found = read_outcome(outcome)
    return found.levels if isinstance(found, Solved) else ()
