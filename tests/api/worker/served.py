"""A worker with a stub for its search serves one job; a question with two plans."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from api.jobs import Jobs
from api.jobs.documents import Job
from api.jobs.instances import pack_instance
from api.worker import searching
from api.worker.worker import Worker
from solver.checks import check
from solver.domain.outcome import Solved, StoppedBy
from solver.process.salvage import Best, salvaged
from solver.process.wire import Job as Search
from solver.settings import Settings
from tests import small
from tests.api.made import GROUP, a_request, settings

ASKED = small.instance()


WORSE = small.plan(small.tour(ASKED, "a", "post", 0, 3))


BETTER = small.plan(small.tour(ASKED, "a", "post", 0, 9))


COST = check(ASKED, BETTER).objective


ANSWER = {"instance": "small", "seconds": 1.0, "seed": 1, "version": "1"}


def solved(stopped_by: StoppedBy = StoppedBy.SECONDS, bound: int = 3) -> Solved:
    return salvaged(Search(instance=ASKED, settings=Settings()), Best(1.0, BETTER, bound), stopped_by)


def submit(jobs: Jobs, **changes: object) -> str:
    return jobs.submit(a_request(**changes), group=GROUP, instance=pack_instance(ASKED)).id


def served(
    jobs: Jobs,
    monkeypatch: pytest.MonkeyPatch,
    search: Callable[..., Any],
    job_id: str | None = None,
    ending: threading.Event | None = None,
) -> Job:
    job_id = job_id or submit(jobs)
    monkeypatch.setattr(searching, "solve_in_process", search)
    assert Worker(jobs.store, settings(), "w1", ending or threading.Event()).serve_next()
    return jobs.get(job_id, group=GROUP)


def raising(error: Exception) -> Callable[..., Any]:
    def search(*_: object, **__: object) -> Any:
        raise error

    return search


def until(holds: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(3000):
        if holds():
            return
        waiting.wait(0.01)
    pytest.fail("never came true")


def stopped(*_: object, stop: threading.Event, **__: object) -> Solved:
    assert stop.wait(30)
    return solved(StoppedBy.REQUEST)
