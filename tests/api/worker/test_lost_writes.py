"""A lease that is lost writes nothing; an answer waits for a database that does not take it."""

import threading
from typing import Any

import pytest

from api.errors import LeaseLost, StoreUnavailable
from api.jobs import Jobs
from api.jobs.documents import State
from api.jobs.leases import Leases
from api.store import Store
from api.worker import worker
from solver.domain.outcome import Solved
from tests.api.made import Clock, settings
from tests.api.worker.served import raising, served, solved, stopped, submit


def test_a_worker_that_lost_its_lease_writes_nothing(jobs: Jobs, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = submit(jobs)
    late = Clock(10.0**12)

    def search(*_: object, stop: threading.Event, **__: object) -> Solved:
        assert Leases(store, settings(), "w2", late).claim() is not None  # when its lease was over
        return stopped(stop=stop)  # the heartbeat hears of it and stops the search

    job = served(jobs, monkeypatch, search, job_id)
    assert (job.state, job.plan_id) == (State.SOLVING, None)


def test_an_answer_waits_for_a_database_that_is_full(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = []
    conclude = Leases.conclude

    def reluctant(*arguments: Any) -> None:
        if len(refused) < 2:
            refused.append(1)
            raise StoreUnavailable(reason="database or disk is full")
        conclude(*arguments)

    monkeypatch.setattr(Leases, "conclude", reluctant)
    assert served(jobs, monkeypatch, lambda *_, **__: solved()).state is State.COMPLETED
    assert len(refused) == 2


def test_an_answer_that_is_never_taken_leaves_the_job_to_others(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(Leases, "conclude", raising(StoreUnavailable(reason="database or disk is full")))
    with pytest.raises(StoreUnavailable):
        served(jobs, monkeypatch, lambda *_, **__: solved())
    monkeypatch.undo()
    task = Leases(jobs.store, settings(), "w2", Clock(10.0**12)).claim()
    assert task is not None
    assert task.attempts == 1


def test_lease_lost_is_no_error_of_the_worker(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Leases, "conclude", raising(LeaseLost(id="x", epoch=1)))
    assert served(jobs, monkeypatch, lambda *_, **__: solved()).state is State.SOLVING
