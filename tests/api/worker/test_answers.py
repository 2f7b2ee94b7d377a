"""Every end of a search is an answer or a failure, and what was found on the way is stored."""

from collections.abc import Callable

import pytest

from api.jobs import Jobs
from api.jobs.documents import State
from solver.checks import check
from solver.domain.outcome import Infeasible, Progress, Solved, StoppedBy, Undecided
from solver.errors import InternalError, InvalidQuestion, SearchDied
from solver.load import read_outcome
from tests.api.made import GROUP
from tests.api.worker.served import ANSWER, ASKED, BETTER, COST, WORSE, raising, served, solved, submit, until


@pytest.mark.parametrize(
    ("outcome", "proven"),
    [
        (solved(), False),
        (solved(StoppedBy.PROVEN, COST), True),
        (solved(StoppedBy.KILLED), False),
        (Infeasible(stopped_by=StoppedBy.PROVEN, **ANSWER), True),
        (Undecided(stopped_by=StoppedBy.SECONDS, bound=4, **ANSWER), False),
    ],
)
def test_every_answer_completes_a_job(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch, outcome: Solved | Infeasible | Undecided, proven: bool
) -> None:
    job = served(jobs, monkeypatch, lambda *_, **__: outcome)
    assert (job.state, job.outcome, job.failure) == (State.COMPLETED, outcome.kind, None)
    text = jobs.outcome(job.id, group=GROUP)
    assert text is not None
    assert read_outcome(text).kind == outcome.kind
    if isinstance(outcome, Solved):
        assert read_outcome(text) == outcome.model_copy(update={"proven_optimal": proven})
        assert job.kpis is not None
        assert (job.progress.incumbent, job.kpis.tours, job.kpis.priced_violations) == (
            COST,
            1,
            len(outcome.violations),
        )


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (SearchDied("SIGABRT (MEMORY)", out_of_memory=True), "out_of_memory", "SIGABRT (MEMORY)"),
        (InvalidQuestion("post x"), "invalid_question", "post x"),
        (InternalError("the model was refused"), "internal_error", "InternalError"),
        (ZeroDivisionError("of g-01"), "internal_error", "ZeroDivisionError"),  # its text might speak of people
    ],
)
def test_an_error_fails_the_job_and_not_the_worker(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str, text: str
) -> None:
    job = served(jobs, monkeypatch, raising(error))
    assert (job.state, job.plan_id) == (State.FAILED, None)
    assert job.failure is not None
    assert (job.failure.code, job.failure.text) == (code, text)


def test_a_search_that_was_killed_is_tried_again_and_not_for_ever(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = submit(jobs)
    states = [served(jobs, monkeypatch, raising(SearchDied("SIGKILL")), job_id).state for _ in range(3)]
    assert states == [State.QUEUED, State.QUEUED, State.FAILED]
    failure = jobs.get(job_id, group=GROUP).failure
    assert failure is not None
    assert (failure.code, failure.text) == ("search_died", "SIGKILL")


def test_plans_and_bounds_are_stored_while_the_search_goes_on(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = submit(jobs)

    def search(*_: object, on_progress: Callable[[Progress], None], **__: object) -> Solved:
        on_progress(Progress(seconds=0.1, candidate_tours=42))
        until(lambda: jobs.get(job_id, group=GROUP).input_metrics.candidate_tours == 42)
        for plan, bound in [(WORSE, 1), (BETTER, 2)]:
            cost = check(ASKED, plan).objective
            on_progress(Progress(seconds=0.5, incumbent=cost, bound=bound, plan=plan))
            until(lambda cost=cost: jobs.get(job_id, group=GROUP).progress.incumbent == cost)
        return solved()

    assert served(jobs, monkeypatch, search, job_id).state is State.COMPLETED
    told = [event.body["incumbent"] for event in jobs.events(job_id, group=GROUP) if event.kind == "incumbent"]
    assert told == [check(ASKED, WORSE).objective, COST]
