"""Asking an app as a client does, one request after another."""

import asyncio
import zlib
from collections.abc import Callable
from typing import Any

import httpx
from fastapi import FastAPI

from api.jobs import Jobs
from api.jobs.documents import State
from api.jobs.leases import Answer, Leases, Standing
from api.offload import Offload
from api.worker.recorder import found_plan
from solver.domain.instance import Instance
from solver.domain.outcome import Solved


class InThread(Offload):
    """Does heavy calls in a thread: a test needs no process of its own for them."""

    async def run(self, size: int, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return await asyncio.to_thread(function, *args, **kwargs)


class Asking:
    """A client whose requests are answered at once."""

    def __init__(self, runner: asyncio.Runner, client: httpx.AsyncClient, app: FastAPI) -> None:
        self.runner, self.client, self.app = runner, client, app

    def request(self, method: str, path: str, **how: Any) -> httpx.Response:
        return self.runner.run(self.client.request(method, path, **how))

    def get(self, path: str, **how: Any) -> httpx.Response:
        return self.request("GET", path, **how)

    def post(self, path: str, **how: Any) -> httpx.Response:
        return self.request("POST", path, **how)

    def submitted(self, instance: dict[str, Any], headers: dict[str, str] | None = None, **more: Any) -> str:
        """Submit a job and return its id."""
        body = {"instance": instance, "settings": {"seconds": 5}, **more}
        response = self.post("/v1/jobs", json=body, headers=headers)
        assert response.status_code == 202, response.text
        return str(response.json()["id"])


def searched(jobs: Jobs, outcome: Solved, *, ended: bool = True) -> None:
    """Let a worker take the next job and find the plan of an outcome, and end with it where asked."""
    leases = Leases(jobs.store, jobs.settings, "worker-1")
    task = leases.claim()
    assert task is not None
    instance = Instance.model_validate_json(task.instance)
    standing = Standing(1.5, found_plan(instance, task.instance_id, outcome.plan, outcome.objective), outcome.bound)
    if not ended:
        leases.record(task.lease, standing)
        return
    text = zlib.compress(outcome.model_dump_json(by_alias=True).encode())
    leases.conclude(task.lease, Answer(State.COMPLETED, "solved", text, proven=outcome.proven_optimal), standing)
