"""The typed client against a service of processes of its own: what it promises holds over a line that breaks."""

import asyncio
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import instances
from api.client import Client, Refused
from api.jobs.documents import State
from benchmarks.service import Service, running
from solver.checks import check
from solver.domain.outcome import Progress, Solved, StoppedBy
from solver.load import load_instance
from solver.settings import Settings

pytestmark = pytest.mark.slow
DOCUMENTED = Path(__file__).parents[3] / "docs" / "http.md"
KEZHOU = load_instance(instances.text("kezhou"))
DEMO = load_instance(instances.text("demo"))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("service"), workers=1, lease_seconds="2") as started:
        yield started


@pytest.fixture
def client(service: Service) -> Iterator[Client]:
    with Client(service.url(""), patience=600) as opened:
        yield opened


def test_solve_is_followed_and_stopped_as_in_the_library(client: Client) -> None:
    stop, seen = threading.Event(), list[Progress]()

    def on_progress(progress: Progress) -> None:
        seen.append(progress)
        if progress.incumbent is not None:
            stop.set()

    outcome = client.solve(KEZHOU, Settings(seconds=600, workers=1), on_progress=on_progress, stop=stop)
    assert isinstance(outcome, Solved)
    assert outcome.stopped_by in (StoppedBy.REQUEST, StoppedBy.PROVEN)
    assert check(KEZHOU, outcome.plan).objective == outcome.objective
    assert [one.seconds for one in seen] == sorted(one.seconds for one in seen)
    assert seen[-1].gap is not None
    job = client.jobs(limit=1).items[0]
    resumed = client.resume(job.id, 600)
    assert resumed.state is State.QUEUED
    client.stop(job.id)
    *_, last = client.follow(job.id)
    assert last.kind == "done"
    again = client.outcome(job.id)
    assert isinstance(again, Solved)
    assert again.objective <= outcome.objective


def test_a_server_that_is_killed_loses_and_doubles_nothing(service: Service, client: Client) -> None:
    """The server dies while requests are on their way and while a job is followed; the client does not notice."""
    names = [f"number {number}" for number in range(4)]
    jobs = []
    for name in names:  # twice the server dies beforehand, twice while the request is on its way
        killer = threading.Timer(0.02 if name[-1] in "13" else 0.0, _kill_server, [service])
        killer.start()
        if name[-1] in "02":
            killer.join()
        jobs.append(client.submit(DEMO, Settings(seconds=5, workers=1), name=name))
        killer.join()
    for job in jobs:
        seqs = [event.seq for event in client.follow(job.id)]
        assert seqs == list(range(1, len(seqs) + 1))
    assert sorted(job.name for job in client.jobs(name="number").items) == names


def _kill_server(service: Service) -> None:
    for process in service.children("api.serving"):
        process.kill()


def test_it_explains_and_refuses_as_the_library_does(client: Client) -> None:
    job = client.submit(DEMO, Settings(seconds=20, workers=1))
    *_, last = client.follow(job.id)
    assert last.kind == "done"
    plan = client.plan(job.id)
    stored = client.job(job.id)
    assert client.check(DEMO, plan).objective == stored.progress.incumbent
    seat = plan.shortages[0]
    reasons = client.reasons(job.id, seat.post, seat.period)
    assert reasons.shortages[0].reasons
    assert client.choices(job.id, seat.post, seat.period).post == seat.post
    asked = {"who": "g-01", "post": seat.post, "period": seat.period}
    answer = client.explain("why_not", DEMO, asked, start_plan_id=stored.plan_id)
    assert (answer["kind"], answer["who"]) == ("why_not", "g-01")
    with pytest.raises(Refused, match="not_found"):
        client.job("nobody's")


def test_it_works_where_an_event_loop_runs_already(service: Service) -> None:
    """As in a cell of a notebook."""

    async def cell() -> int:
        with Client(service.url("")) as client:
            outcome = client.solve(DEMO, Settings(seconds=20, workers=1))
        assert isinstance(outcome, Solved)
        return outcome.objective

    assert asyncio.run(cell()) > 0


def test_the_example_of_the_documentation_runs(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = re.search(r"## From Python.*?```python\n(.*?)```", DOCUMENTED.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    (tmp_path / "mine.json").write_text(instances.text("demo"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    example = found[1].replace("http://127.0.0.1:8000", service.url(""))
    exec(compile(example, str(DOCUMENTED), "exec"), {})
    assert "done" in capsys.readouterr().out
