"""The client: the library's verbs over HTTP, each request sent until it is answered and done once."""

import threading
import time
from collections.abc import Callable

import httpx
import pytest

from api.client import Client, Refused
from api.jobs import Jobs
from solver.errors import InvalidInstance
from solver.load import load_instance
from solver.settings import Settings
from tests.api.routes.asking import Asking, searched


def _client(asking: Asking, before: Callable[[httpx.Request], httpx.Response | None] = lambda _: None) -> Client:
    """A client whose requests reach the app one at a time, unless something happens before."""
    turn = threading.Lock()

    def handle(request: httpx.Request) -> httpx.Response:
        happened = before(request)
        if happened is not None:
            return happened
        content = request.read()
        with turn:
            answer = asking.request(request.method, str(request.url), content=content, headers=dict(request.headers))
        headers = {
            name: value for name, value in answer.headers.items() if name not in ("content-encoding", "content-length")
        }
        return httpx.Response(answer.status_code, headers=headers, content=answer.content)

    return Client("http://127.0.0.1:8000", transport=httpx.MockTransport(handle), patience=5.0)


def test_solve_answers_what_the_library_answers(asking, jobs: Jobs, demo, solved):
    seen = []

    def worker(request: httpx.Request) -> None:
        if request.url.path.endswith("/events"):
            searched(jobs, solved)

    with _client(asking, worker) as client:
        outcome = client.solve(load_instance(demo), Settings(seconds=5), on_progress=seen.append)
        assert outcome == solved
        assert [progress.incumbent for progress in seen] == [solved.objective]
        job = client.jobs().items[0]
        assert client.plan(job.id) == solved.plan
        assert client.reasons(job.id).shortages == solved.plan.shortages
        assert client.check(load_instance(demo), solved.plan).accepted
        assert client.keep(job.plan_id).keep
        assert client.plan_file(job.id, "xlsx").startswith(b"PK")
        seat = solved.plan.shortages[0]
        assert client.choices(job.id, seat.post, seat.period).post == seat.post


def test_a_lost_answer_is_asked_for_again_and_nothing_is_done_twice(asking, demo):
    lost = []

    def break_off(request: httpx.Request) -> httpx.Response | None:
        if request.method == "POST" and not lost:
            asking.request("POST", str(request.url), content=request.read(), headers=dict(request.headers))
            lost.append(request)
            raise httpx.ReadError("the line broke")
        return None

    with _client(asking, break_off) as client:
        job = client.submit(load_instance(demo), name="once")
        assert [one.id for one in client.jobs().items] == [job.id]


def test_a_busy_service_is_asked_later(asking, demo):
    answers = [503, 429]

    def busy(request: httpx.Request) -> httpx.Response | None:
        return httpx.Response(answers.pop()) if answers else None

    with _client(asking, busy) as client:
        assert client.submit(load_instance(demo)).state == "QUEUED"
    assert answers == []


def test_what_is_refused_says_why(asking, demo):
    with _client(asking) as client:
        broken = load_instance(demo).model_copy(update={"specialists": ()})
        wrong = broken.model_copy(update={"calendar": None})
        with pytest.raises(InvalidInstance) as refused:
            client.submit(wrong)
        assert refused.value.findings[0].code
        with pytest.raises(Refused, match="not_found") as missing:
            client.job("none")
        assert missing.value.problem.status == 404
        job = client.submit(load_instance(demo))
        with pytest.raises(Refused, match="no_plan_yet"):
            client.plan(job.id)


def test_a_job_is_stopped_resumed_and_removed(asking, demo):
    with _client(asking) as client:
        stored = client.store(load_instance(demo))
        job = client.submit(stored.id, tags=["a"])
        assert client.stop(job.id).state == "STOPPED"
        assert client.resume(job.id, 7).settings.seconds == 7
        client.stop(job.id)
        client.remove(job.id)
        assert client.jobs(tag="a").items == ()


def test_solve_can_be_stopped(asking, demo):
    """A job that waits and is stopped ends without an answer, which the client says."""
    stop = threading.Event()
    stop.set()
    with _client(asking, lambda request: time.sleep(0.3) if request.url.path.endswith("/events") else None) as client:
        with pytest.raises(Refused, match="no_plan_yet"):
            client.solve(load_instance(demo), stop=stop)
        assert client.jobs().items[0].state == "STOPPED"
