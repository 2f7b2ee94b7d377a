"""A search that is stopped, cut short or taken over keeps its best."""

import threading
from typing import Any

import pytest

from api.jobs import Jobs
from api.jobs.documents import State
from api.jobs.leases import Leases
from api.store import Store
from solver.domain.outcome import Solved, StoppedBy, Undecided
from solver.settings import Settings
from tests.api.made import GROUP, Clock, settings
from tests.api.worker.served import ANSWER, BETTER, COST, raising, served, solved, stopped, submit


def test_a_stop_keeps_the_best_plan_and_the_job_can_go_on(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = submit(jobs)

    def search(*_: object, stop: threading.Event, **__: object) -> Solved:
        jobs.stop(job_id, group=GROUP)
        return stopped(stop=stop)

    job = served(jobs, monkeypatch, search, job_id)
    assert (job.state, job.outcome, job.progress.incumbent) == (State.STOPPED, "solved", COST)
    jobs.resume(job_id, 5, group=GROUP)
    given: dict[str, Any] = {}

    def again(*asked: object, **rest: Any) -> Undecided:
        given.update(rest, settings=asked[1])
        return Undecided(stopped_by=StoppedBy.SECONDS, bound=9, **ANSWER)

    job = served(jobs, monkeypatch, again, job_id)
    assert given["start"] == BETTER
    assert given["settings"].seconds == 5
    assert (job.state, job.outcome, job.progress.incumbent, job.progress.bound) == (State.COMPLETED, "solved", COST, 9)


def test_a_shutdown_hands_the_job_back_with_its_best(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    ending = threading.Event()

    def search(*_: object, stop: threading.Event, **__: object) -> Solved:
        ending.set()
        return stopped(stop=stop)

    job = served(jobs, monkeypatch, search, ending=ending)
    assert (job.state, job.progress.incumbent, job.outcome) == (State.QUEUED, COST, None)


def test_a_search_that_ends_during_a_shutdown_is_an_answer(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    ending = threading.Event()
    ending.set()
    assert served(jobs, monkeypatch, lambda *_, **__: solved(), ending=ending).state is State.COMPLETED


def test_what_was_asked_to_stop_when_its_worker_died_is_not_searched_again(
    jobs: Jobs, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = submit(jobs)
    dead = Leases(store, settings(), "dead", Clock())  # its clock stands in 1970: the lease is over
    assert dead.claim() is not None
    jobs.stop(job_id, group=GROUP)
    job = served(jobs, monkeypatch, raising(AssertionError("searched")), job_id)
    assert (job.state, job.outcome) == (State.STOPPED, "undecided")


def test_a_job_that_takes_its_workers_along_is_given_up(
    jobs: Jobs, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = submit(jobs)
    dead = Leases(store, settings(), "dead", Clock())
    clock = Clock()
    dead = Leases(store, settings(), "dead", clock)
    for _ in range(settings().attempts + 1):
        assert dead.claim() is not None
        clock.now += 11
    job = served(jobs, monkeypatch, raising(AssertionError("searched")), job_id)
    assert job.failure is not None
    assert (job.state, job.failure.code) == (State.FAILED, "search_died")


def test_a_reproducible_search_that_was_cut_short_begins_anew(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = submit(jobs, settings=Settings(seconds=20, reproducible=True))
    ending = threading.Event()

    def cut(*_: object, stop: threading.Event, **__: object) -> Solved:
        ending.set()
        return stopped(stop=stop)

    served(jobs, monkeypatch, cut, job_id, ending)
    given: dict[str, Any] = {}

    def again(*asked: object, **rest: Any) -> Solved:
        given.update(rest, settings=asked[1])
        return solved()

    served(jobs, monkeypatch, again, job_id)
    assert (given["start"], given["settings"].seconds) == (None, 20)
