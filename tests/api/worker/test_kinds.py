"""What each kind of job makes of its question."""

import threading
from typing import Any

import pytest

from api.errors import NothingToDo
from api.jobs import Jobs
from api.jobs.documents import State
from api.jobs.instances import pack_instance
from api.worker import searching
from api.worker.worker import Worker
from solver.domain.outcome import Solved, StoppedBy
from solver.explain.conflict.documents import Conflicts
from solver.process.salvage import Best, salvaged
from solver.process.wire import Job as Search
from solver.settings import Settings
from tests import small
from tests.api.made import GROUP, a_request, settings
from tests.api.worker.served import raising, served, submit


def test_a_question_of_pairings_alone_has_a_plan_that_fits_its_own_instance(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = submit(jobs, kind="pair")

    def search(asked: Any, *_: object, **__: object) -> Solved:
        assert asked.posts == ()
        plan = small.plan()
        best = Best(1.0, plan, 0)
        return salvaged(Search(instance=asked, settings=Settings()), best, StoppedBy.SECONDS)

    job = served(jobs, monkeypatch, search, job_id)
    assert job.plan_id is not None
    stored = jobs.get_plan(job.plan_id, group=GROUP)[0]
    assert stored.instance_id != job.instance_id
    assert b'"posts":[]' in jobs.get_instance(stored.instance_id, group=GROUP)[1]


def _contradiction() -> Any:
    rules = {"coverage": {"mode": "hard"}}
    return small.instance(
        rules=rules, specialists=[{"id": "a", "unavailable": [{"from": "2026-05-01", "to": "2026-06-01"}]}]
    )


def test_an_explanation_is_a_job_in_a_process_of_its_own(jobs: Jobs) -> None:
    asked = a_request(kind="conflict", question={"most": 1}, settings=Settings(seconds=60))
    job_id = jobs.submit(asked, group=GROUP, instance=pack_instance(_contradiction())).id
    assert Worker(jobs.store, settings(), "w1", threading.Event()).serve_next()
    job = jobs.get(job_id, group=GROUP)
    assert (job.state, job.outcome, job.plan_id) == (State.COMPLETED, "conflict", None)
    text = jobs.outcome(job_id, group=GROUP)
    assert text is not None
    answer = Conflicts.model_validate_json(text)
    assert answer.verdict == "infeasible"
    assert {claim.rule for claim in answer.conflicts[0].claims} >= {"coverage", "availability"}
    with pytest.raises(NothingToDo):
        jobs.resume(job_id, group=GROUP)


def test_an_explanation_that_is_stopped_has_no_answer(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = submit(jobs, kind="conflict")

    def inquire(inquiry: Any, stop: threading.Event) -> None:
        jobs.stop(job_id, group=GROUP)
        assert stop.wait(30)

    monkeypatch.setattr(searching, "inquire_in_process", inquire)
    job = served(jobs, monkeypatch, raising(AssertionError("searched")), job_id)
    assert (job.state, job.outcome) == (State.STOPPED, None)
