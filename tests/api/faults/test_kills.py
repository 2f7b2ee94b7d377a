"""A real service whose processes are killed and frozen: no job is lost, none ends twice, none gets worse."""

import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest
from sqlalchemy import select

import instances
from api.store import Store
from api.store.tables import events, jobs
from benchmarks.service import Service, running
from solver.checks import check
from solver.domain.plan import Plan
from solver.load import load_instance

pytestmark = pytest.mark.slow
PATIENCE_SECONDS = 900.0
"""For machines that have other things to do; none of these tests is about speed."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("service"), workers=2, lease_seconds="2") as started:
        yield started


def _until(holds: Callable[[], Any]) -> Any:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if found := holds():
            return found
        time.sleep(0.1)
    return pytest.fail("never came true")


def _submit(service: Service, name: str, seconds: float = 600) -> str:
    body = f'{{"instance": {instances.text(name)}, "settings": {{"seconds": {seconds}, "workers": 1}}}}'
    headers = {"Content-Type": "application/json"}
    answer = service.ask("POST", "/v1/jobs", content=body.encode(), headers=headers)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def _job(service: Service, job_id: str) -> dict[str, Any]:
    return dict(service.ask("GET", f"/v1/jobs/{job_id}").json())


def _with_plan(service: Service, job_id: str) -> dict[str, Any]:
    return _until(lambda: (job := _job(service, job_id))["plan_id"] and job)


def _stopped(service: Service, job_id: str) -> dict[str, Any]:
    service.ask("POST", f"/v1/jobs/{job_id}/stop")
    return _until(lambda: (job := _job(service, job_id))["state"] in ("STOPPED", "COMPLETED") and job)


def _row(service: Service, job_id: str) -> Any:
    store = Store(f"sqlite:///{service.database}")
    with store.reading() as connection:
        row = connection.execute(select(jobs).where(jobs.c.id == job_id)).one()
    store.close()
    return row


def _assert_told_once(service: Service, job_id: str) -> None:
    """Events have no hole and one `done`, and none was written by a worker that had lost the job."""
    store = Store(f"sqlite:///{service.database}")
    with store.reading() as connection:
        told = connection.execute(select(events).where(events.c.job_id == job_id).order_by(events.c.seq)).all()
    store.close()
    assert [event.seq for event in told] == list(range(1, len(told) + 1))
    assert sum(event.kind == "done" for event in told) == 1
    assert told[-1].kind == "done"
    assert [event.epoch for event in told] == sorted(event.epoch for event in told)


def _assert_no_worse(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert after["progress"]["incumbent"] <= before["progress"]["incumbent"]
    assert after["progress"]["bound"] >= (before["progress"]["bound"] or 0)


def _assert_checked(service: Service, job_id: str, name: str) -> None:
    outcome = service.ask("GET", f"/v1/jobs/{job_id}/outcome").json()
    checked = check(load_instance(instances.path(name)), Plan.model_validate(outcome["plan"]))
    assert checked.hard == ()
    assert checked.objective == outcome["objective"]


def _taken_over(service: Service, job_id: str, epoch: int) -> None:
    _until(lambda: (row := _row(service, job_id)).epoch > epoch or row.state == "COMPLETED")


def test_a_running_job_goes_on_from_its_best_whoever_is_killed(service: Service) -> None:
    job_id = _submit(service, "kezhou")
    before = _with_plan(service, job_id)
    epoch = _row(service, job_id).epoch
    for module in ("api.serving", "api.worker"):
        for process in service.children(module):
            process.kill()
    _taken_over(service, job_id, epoch)
    _assert_no_worse(before, _job(service, job_id))
    epoch, searches = _row(service, job_id).epoch, service.searches()
    service.kill()
    _until(lambda: not any(_alive(process) for process in searches))  # nothing searches on unseen
    service.start()
    _taken_over(service, job_id, epoch)
    after = _stopped(service, job_id)
    _assert_no_worse(before, after)
    _assert_told_once(service, job_id)
    _assert_checked(service, job_id, "kezhou")


def _alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def test_a_frozen_worker_that_wakes_up_writes_nothing(service: Service) -> None:
    job_id = _submit(service, "kezhou")
    before = _with_plan(service, job_id)
    row = _row(service, job_id)
    frozen = next(process for process in service.children("api.worker") if row.worker in process.cmdline())
    frozen.send_signal(signal.SIGSTOP)
    try:
        _until(lambda: (now := _row(service, job_id)).epoch > row.epoch or now.state == "COMPLETED")
    finally:
        frozen.send_signal(signal.SIGCONT)
    _until(lambda: "job.lease_lost" in service.log() or _row(service, job_id).epoch == row.epoch)
    after = _stopped(service, job_id)
    _assert_no_worse(before, after)
    _assert_told_once(service, job_id)


def test_a_shutdown_hands_back_what_runs_and_leaves_nothing_behind(service: Service) -> None:
    job_id = _submit(service, "kezhou")
    before = _with_plan(service, job_id)
    family = [process for module in ("api.worker", "api.serving") for process in service.children(module)]
    family += service.searches()
    assert service.end() == 0
    assert not any(_alive(process) for process in family)
    assert _row(service, job_id).state in ("QUEUED", "COMPLETED")
    service.start()
    after = _stopped(service, job_id)
    _assert_no_worse(before, after)
    _assert_told_once(service, job_id)


def test_tiny_jobs_are_all_answered(service: Service) -> None:
    asked = [(_submit(service, name), name) for name in ("demo", "pool", "lead", "infeasible")]
    for job_id, name in asked:
        job = _until(lambda job_id=job_id: (found := _job(service, job_id))["state"] == "COMPLETED" and found)
        assert job["outcome"] == ("infeasible" if name == "infeasible" else "solved")
