"""A client of the service with the library's verbs and types, for scripts and notebooks.

    from api.client import Client
    client = Client("http://127.0.0.1:8000")
    outcome = client.solve(load_instance("mine.json"), Settings(seconds=60), on_progress=print)

Every request is sent again where the service does not answer, with an idempotency key where it changes something: nothing is
submitted twice. Raises InvalidInstance as the library does, else Refused.
"""

import ssl
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self

import httpx

from api.documents import CheckAnswer, EventSaid, Reasons
from api.jobs.documents import Event, Job, Page, StoredInstance, StoredPlan
from api.problems import ProblemDocument
from api.refusals import Refused, code_of, refused_by, retry_after
from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Progress, Solved, Undecided
from solver.domain.plan import Plan
from solver.explain.choices import Choices
from solver.load import read_outcome, read_plan
from solver.settings import Settings

__all__ = ["Client", "Refused"]

BUSY = frozenset({408, 429, 502, 503, 504})
"""Answers after which the same request is sent again."""
IN_PROGRESS = "in_progress"
PATIENCE_SECONDS = 60.0
WAIT_SECONDS = 0.5
LONGEST_WAIT = 10.0


class Client:
    """Talks to one service, as the holder of one token; `verify` knows the authority of a certificate of your own."""

    def __init__(
        self,
        url: str = "http://127.0.0.1:8000",
        token: str | None = None,
        *,
        language: str = "en",
        patience: float = PATIENCE_SECONDS,
        verify: ssl.SSLContext | bool = True,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"Accept-Language": language} | ({} if token is None else {"Authorization": f"Bearer {token}"})
        self._http = httpx.Client(
            base_url=url, headers=headers, timeout=60.0, transport=transport, trust_env=False, verify=verify
        )
        self._patience = patience

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def solve(
        self,
        instance: Instance,
        settings: Settings | None = None,
        *,
        start: Plan | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Solved | Infeasible | Undecided:
        """Solve an instance as `zutuan.solve` does, by the service; `start` must be a plan that it has found.

        Raises InvalidInstance, Refused.
        """
        start_id = None if start is None else self._stored_plan_id(instance, start)
        job = self.submit(instance, settings, start_plan_id=start_id)
        ended = threading.Event()
        if stop is not None:
            threading.Thread(target=self._stop_when, args=(stop, ended, job.id), daemon=True).start()
        try:
            for event in self.follow(job.id):
                if on_progress is not None and event.kind in ("incumbent", "bound"):
                    on_progress(Progress.model_validate(event.body))
        finally:
            ended.set()
        return self.outcome(job.id)

    def submit(
        self,
        instance: Instance | str,
        settings: Settings | None = None,
        *,
        kind: str = "solve",
        start_plan_id: str | None = None,
        name: str = "",
        tags: Sequence[str] = (),
        priority: int = 5,
        question: dict[str, Any] | None = None,
    ) -> Job:
        """Put a question into the queue; the instance itself, or the id of a stored one. Raises InvalidInstance, Refused."""
        body = {
            "kind": kind, "settings": (settings or Settings()).model_dump(mode="json"), "start_plan_id": start_plan_id,
            "name": name, "tags": list(tags), "priority": priority, "question": question or {},
        }  # fmt: skip
        body |= {"instance_id": instance} if isinstance(instance, str) else {"instance": _plain(instance)}
        raw = self._ask("POST", "/v1/jobs", json=body).json()
        raw.pop("findings", None)
        return Job.model_validate(raw)

    def job(self, job_id: str) -> Job:
        """Return how a job stands. Raises Refused."""
        return Job.model_validate_json(self._ask("GET", f"/v1/jobs/{job_id}").content)

    def jobs(self, cursor: str | None = None, limit: int = 50, **conditions: str) -> Page[Job]:
        """Return a page of jobs, newest first; conditions are `state`, `kind`, `name`, `tag`, `instance_id`."""
        asked = {"limit": str(limit), **conditions} | ({} if cursor is None else {"cursor": cursor})
        return Page[Job].model_validate_json(self._ask("GET", "/v1/jobs", params=asked).content)

    def follow(self, job_id: str, after: int = 0) -> Iterator[Event]:
        """Yield the events of a job until it is done, across restarts of the service. Raises Refused."""
        until = time.monotonic() + self._patience
        while True:
            try:
                for event in self._stream(job_id, after):
                    after, until = event.seq, time.monotonic() + self._patience
                    yield event
                    if event.kind == "done":
                        return
                if self.job(job_id).state.ended:
                    return
            except httpx.TransportError:
                if time.monotonic() > until:
                    raise
            time.sleep(WAIT_SECONDS)

    def outcome(self, job_id: str) -> Solved | Infeasible | Undecided:
        """Return the answer of a job that has ended. Raises Refused before."""
        return read_outcome(self._ask("GET", f"/v1/jobs/{job_id}/outcome").content)

    def plan(self, job_id: str) -> Plan:
        """Return the best plan of a job so far. Raises Refused before the first one."""
        return read_plan(self._ask("GET", f"/v1/jobs/{job_id}/plan").content)

    def plan_file(self, job_id: str, kind: str) -> bytes:
        """Return the best plan of a job as a file, `xlsx` or `html`. Raises Refused before the first one."""
        return self._ask("GET", f"/v1/jobs/{job_id}/plan", params={"format": kind}).content

    def reasons(self, job_id: str, post: str | None = None, period: int | None = None) -> Reasons:
        """Return why seats of a job's plan stay empty."""
        asked = {"post": post, "period": None if period is None else str(period)}
        given = {name: value for name, value in asked.items() if value is not None}
        return Reasons.model_validate_json(self._ask("GET", f"/v1/jobs/{job_id}/reasons", params=given).content)

    def choices(self, job_id: str, post: str, period: int) -> Choices:
        """Return who could take a seat, and what that changes."""
        asked = {"post": post, "period": str(period)}
        return Choices.model_validate_json(self._ask("GET", f"/v1/jobs/{job_id}/choices", params=asked).content)

    def explain(
        self,
        kind: str,
        instance: Instance | str,
        question: dict[str, Any] | None = None,
        settings: Settings | None = None,
        *,
        start_plan_id: str | None = None,
    ) -> dict[str, Any]:
        """Return the answer to a question that is searched for: `conflict`, `relax`, `why_not`, `marginal`.

        Raises InvalidInstance; Refused, with the code of the failure where the job has failed.
        """
        job = self.submit(instance, settings, kind=kind, question=question, start_plan_id=start_plan_id)
        for _ in self.follow(job.id):
            pass
        ended = self.job(job.id)
        if ended.failure is not None:
            raise Refused(
                ProblemDocument(type="about:blank", title=ended.failure.text, status=422, code=ended.failure.code)
            )
        answer: dict[str, Any] = self._ask("GET", f"/v1/jobs/{job.id}/outcome").json()
        return answer

    def stop(self, job_id: str) -> Job:
        """End a job with its best plan."""
        return Job.model_validate_json(self._ask("POST", f"/v1/jobs/{job_id}/stop").content)

    def resume(self, job_id: str, seconds: float | None = None) -> Job:
        """Go on searching for more seconds. Raises Refused where that would bring nothing."""
        return Job.model_validate_json(
            self._ask("POST", f"/v1/jobs/{job_id}/resume", json={"seconds": seconds}).content
        )

    def remove(self, job_id: str) -> None:
        """Remove a job that is not being solved."""
        self._ask("DELETE", f"/v1/jobs/{job_id}")

    def keep(self, plan_id: str) -> StoredPlan:
        """Keep a plan for good."""
        return StoredPlan.model_validate_json(self._ask("POST", f"/v1/plans/{plan_id}/keep").content)

    def store(self, instance: Instance) -> StoredInstance:
        """Store an instance for several jobs. Raises InvalidInstance."""
        raw = self._ask("POST", "/v1/instances", json=_plain(instance)).json()
        raw.pop("findings", None)
        return StoredInstance.model_validate(raw)

    def check(self, instance: Instance, plan: Plan) -> CheckAnswer:
        """Return what the independent checker says of a plan."""
        body = {"instance": _plain(instance), "plan": plan.model_dump(mode="json", by_alias=True)}
        return CheckAnswer.model_validate_json(self._ask("POST", "/v1/check", json=body).content)

    def _stop_when(self, asked: threading.Event, ended: threading.Event, job_id: str) -> None:
        """Stop a job when asked to, if it has not ended by then."""
        while not ended.wait(0.1):
            if asked.is_set():
                self.stop(job_id)
                return

    def _stored_plan_id(self, instance: Instance, plan: Plan) -> str:
        """Return the id under which the service has a plan that it found for the instance. Raises ValueError."""
        stored = self.store(instance)
        for job in self.jobs(limit=200, instance_id=stored.id).items:
            if job.plan_id is not None and self.plan(job.id) == plan:
                return job.plan_id
        raise ValueError("the service has found no such plan")

    def _ask(self, method: str, path: str, **how: Any) -> httpx.Response:
        """Send a request, again where it is not answered; POSTs under one key. Raises InvalidInstance, Refused."""
        headers = {"Idempotency-Key": str(uuid.uuid4())} if method == "POST" else {}
        until, wait = time.monotonic() + self._patience, WAIT_SECONDS
        while True:
            try:
                response = self._http.request(method, path, headers=headers, **how)
            except httpx.TransportError:
                if time.monotonic() + wait > until:
                    raise
            else:
                if response.status_code < 400:
                    return response
                refused = refused_by(response)
                later = response.status_code in BUSY or code_of(refused) == IN_PROGRESS
                wait = max(wait, retry_after(response))
                if not later or time.monotonic() + wait > until:
                    raise refused
            time.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    def _stream(self, job_id: str, after: int) -> Iterator[Event]:
        headers = {"Last-Event-ID": str(after)}
        timeout = httpx.Timeout(60.0, read=45.0)  # three times the heartbeat
        with self._http.stream("GET", f"/v1/jobs/{job_id}/events", headers=headers, timeout=timeout) as response:
            if response.status_code >= 400:
                response.read()
                raise refused_by(response)
            kind = ""
            for line in response.iter_lines():
                name, _, value = line.partition(": ")
                if name == "event":
                    kind = value
                elif name == "data":
                    said = EventSaid.model_validate_json(value)
                    yield Event(job_id=job_id, kind=kind, seq=said.seq, at=said.at, body=said.body)


def _plain(instance: Instance) -> dict[str, Any]:
    document: dict[str, Any] = instance.model_dump(mode="json", by_alias=True, exclude_none=True)
    return document
