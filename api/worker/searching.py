"""One job, searched: the question as its kind reads it, the search in a process that can be killed, and the answer."""

import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from api.jobs.documents import Failure, State
from api.jobs.instances import PackedInstance, pack_instance
from api.jobs.leases import Answer, Standing, Task
from api.worker.kept import Kept
from api.worker.recorder import Recorder, found_plan
from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Level, Progress, Solved, StoppedBy, Undecided
from solver.domain.plan import Plan
from solver.errors import InternalError, InvalidInstance, InvalidPlan, SearchDied
from solver.load import read_outcome
from solver.pairing import pairing_alone
from solver.process import solve_in_process
from solver.settings import Settings

LEAST_SECONDS = 1.0
"""A search that was interrupted at the end of its time gets so much more to finish with a plan and its reasons."""

SEARCH_DIED = "search_died"
"""The code of a failure that another try may not meet."""

READINGS: dict[str, Callable[[Instance], Instance]] = {"solve": lambda instance: instance, "pair": pairing_alone}
"""What each kind makes of the instance that it is given."""


@dataclass(frozen=True)
class Search:
    """A job made ready for its search."""

    task: Task
    instance: Instance
    derived: PackedInstance | None
    settings: Settings
    start: Plan | None
    kept: Kept
    recorder: Recorder

    @property
    def instance_id(self) -> str:
        """The stored instance that plans belong to: the job's own, or the one derived from it."""
        return self.task.instance_id if self.derived is None else self.derived.document.id

    def run(self, stop: threading.Event) -> Solved | Infeasible | Undecided:
        """Search and return the answer, what was known before included. Raises as `solve_in_process` does."""
        try:
            found = solve_in_process(
                self.instance, self.settings, start=self.start, on_progress=self.recorder.offer, stop=stop
            )
        except SearchDied:
            if self.kept.plan is None:
                raise
            return self.kept.answer(StoppedBy.KILLED)
        self.recorder.offer(Progress(seconds=found.seconds))
        return self.kept.beside(found)

    def exhausted(self) -> Solved:
        """Return the best plan of a job over which too many workers died. Raises SearchDied where there is none."""
        if self.kept.plan is None:
            raise SearchDied(f"{self.task.attempts} workers died over it")
        answer = self.kept.answer(StoppedBy.KILLED)
        assert isinstance(answer, Solved)
        return answer

    def standing(self, found: Solved | Infeasible | Undecided) -> Standing:
        """Return what the answer means for the job's row: its plan, its bound."""
        bound = None if isinstance(found, Infeasible) else found.bound
        if not isinstance(found, Solved):
            return Standing(self.recorder.seconds(), bound=bound)
        plan = found_plan(self.instance, self.instance_id, found.plan, found.objective, len(found.violations))
        return Standing(self.recorder.seconds(), plan, bound)


def prepared(task: Task) -> Search:
    """Return a job ready to be searched."""
    own = Instance.model_validate_json(task.instance)
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


def answered(found: Solved | Infeasible | Undecided, *, stopped: bool) -> Answer:
    """Return the end of a job that a search has answered; `stopped` if the planner asked it to stop."""
    cut = stopped and found.stopped_by is StoppedBy.REQUEST
    proven = isinstance(found, Infeasible) or (isinstance(found, Solved) and found.proven_optimal)
    text = found.model_dump_json(by_alias=True).encode()
    return Answer(State.STOPPED if cut else State.COMPLETED, found.kind, zlib.compress(text), proven)


def failed(error: Exception) -> Answer:
    """Return the end of a job whose search raised an error; the text holds codes and no names."""
    match error:
        case SearchDied():
            failure = Failure(code="out_of_memory" if error.out_of_memory else SEARCH_DIED, text=str(error))
        case InvalidInstance():
            failure = Failure(code="invalid_instance", text=str(error)[:500])
        case InvalidPlan():
            failure = Failure(code="invalid_plan")
        case InternalError():
            failure = Failure(code="internal_error", text=str(error)[:500])
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
