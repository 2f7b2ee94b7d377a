"""What a worker does with jobs. It holds a lease with an epoch; a write of an older epoch is refused, however late it comes.

Correctness rests on the epoch alone: a job's row is changed only where epoch and state still are those of the lease. The
clock decides no more than when a silent worker is given up.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, delete, or_, select, update

from api.errors import LeaseLost
from api.jobs.documents import Failure, Kpis, State
from api.jobs.instances import PackedInstance
from api.jobs.rows import JOB_FACTS, change_job, drop_plan, insert_if_new
from api.settings import ServiceSettings
from api.store import Packed, Store, unpacked
from api.store.tables import instances, jobs, plans, workers
from solver.settings import Settings


@dataclass(frozen=True)
class Lease:
    """A job in the hands of one worker."""

    job_id: str
    group: str
    epoch: int


@dataclass(frozen=True)
class Task:
    """A job as a worker takes it over: the question, and what others had found before."""

    lease: Lease
    kind: str
    instance: bytes
    instance_id: str
    settings: Settings
    question: dict[str, Any]
    start: bytes | None = None
    plan: bytes | None = None
    incumbent: int | None = None
    bound: int | None = None
    outcome: bytes | None = None
    spent: float = 0.0
    allowed: float = 0.0
    stop_asked: bool = False
    attempts: int = 0


@dataclass(frozen=True)
class FoundPlan:
    """A better plan, packed, with the id of the instance that it belongs to."""

    document: Packed
    instance_id: str
    objective: int
    kpis: Kpis


@dataclass(frozen=True)
class Standing:
    """How a search stands; what is none has not changed."""

    seconds: float
    plan: FoundPlan | None = None
    bound: int | None = None
    metrics: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """The end of a job: its outcome, compressed JSON, or its failure."""

    state: State
    kind: str | None = None
    outcome: bytes | None = None
    proven: bool = False
    failure: Failure | None = None


class Leases:
    """The jobs as one worker sees them. All methods may raise StoreUnavailable."""

    def __init__(
        self, store: Store, settings: ServiceSettings, worker: str, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._settings = settings
        self._worker = worker
        self._clock = clock

    def claim(self) -> Task | None:
        """Take the next job: by priority, then by age; one whose worker went silent is taken over. None if there is none."""
        with self._store.reading() as connection:  # most looks find nothing: they take no writer's lock
            if connection.execute(self._next()).first() is None:
                return None
        with self._store.writing() as connection:
            row = connection.execute(self._next().with_for_update(skip_locked=True)).mappings().first()
            if row is None:
                return None
            now = self._clock()
            again = row["state"] == State.SOLVING
            to = {
                "state": State.SOLVING, "epoch": row["epoch"] + 1, "worker": self._worker,
                "lease_until": now + self._settings.lease_seconds, "started_at": row["started_at"] or now,
                "attempts": row["attempts"] + (1 if again else 0),
            }  # fmt: skip
            told = [] if again else [("state", {"state": State.SOLVING.value})]
            change_job(connection, row, now, told, **to)
            self._seen(connection, now, row["id"])
            return _task({**row, **to}, connection)

    def beat(self, lease: Lease, seconds: float) -> bool:
        """Prolong the lease, and say how long the search has taken; return whether the job is to stop. Raises LeaseLost."""
        with self._store.writing() as connection:
            now = self._clock()
            held = (
                update(jobs)
                .where(*_mine(lease))
                .values(lease_until=now + self._settings.lease_seconds, seconds=seconds)
            )
            row = connection.execute(held.returning(jobs.c.stop_asked)).first()
            if row is None:
                raise LeaseLost(id=lease.job_id, epoch=lease.epoch)
            self._seen(connection, now, lease.job_id)
            return bool(row.stop_asked)

    def look(self, lease: Lease) -> bool:
        """Return whether the job is to stop, without prolonging the lease. Raises LeaseLost."""
        with self._store.reading() as connection:
            row = connection.execute(select(jobs.c.stop_asked).where(*_mine(lease))).first()
        if row is None:
            raise LeaseLost(id=lease.job_id, epoch=lease.epoch)
        return bool(row.stop_asked)

    def record(self, lease: Lease, standing: Standing) -> None:
        """Write down how a search stands, with its events. Raises LeaseLost."""
        with self._store.writing() as connection:
            row = _held(connection, lease)
            change_job(connection, row, self._clock(), **self._changes(connection, row, standing))

    def conclude(self, lease: Lease, answer: Answer, standing: Standing) -> None:
        """End a job with its answer, in one step with the last plan. Raises LeaseLost."""
        with self._store.writing() as connection:
            row = _held(connection, lease)
            now = self._clock()
            changes = self._changes(connection, row, standing)
            last = {"state": answer.state.value, "outcome": answer.kind}
            failure = answer.failure
            changes["told"] += [("state", {"state": answer.state.value}), ("done", last)]
            changes |= {
                "state": answer.state, "outcome": answer.outcome, "outcome_kind": answer.kind, "proven": answer.proven,
                "failure_code": failure and failure.code, "failure_text": failure and failure.text,
                "finished_at": now, "expires_at": now + self._settings.keep_days * 86400,
                "worker": None, "lease_until": None,
            }  # fmt: skip
            change_job(connection, row, now, **changes)
            self._seen(connection, now, None)

    def hand_back(self, lease: Lease, standing: Standing, *, died: bool = False) -> None:
        """Put a job back into the queue with what was found; `died` counts against its attempts. Raises LeaseLost."""
        with self._store.writing() as connection:
            row = _held(connection, lease)
            changes = self._changes(connection, row, standing)
            changes["told"].append(("state", {"state": State.QUEUED.value}))
            change_job(
                connection,
                row,
                self._clock(),
                **changes,
                state=State.QUEUED,
                attempts=row["attempts"] + died,
                worker=None,
                lease_until=None,
            )

    def present(self) -> None:
        """Say that this worker is alive and idle."""
        with self._store.writing() as connection:
            self._seen(connection, self._clock(), None)

    def leave(self) -> None:
        """Say that this worker is gone."""
        with self._store.writing() as connection:
            connection.execute(delete(workers).where(workers.c.id == self._worker))

    def _next(self) -> Any:
        waits = jobs.c.state == State.QUEUED
        abandoned = and_(jobs.c.state == State.SOLVING, jobs.c.lease_until < self._clock())
        order = (jobs.c.priority.desc(), jobs.c.queued_at, jobs.c.id)
        return select(*JOB_FACTS, jobs.c.outcome).where(or_(waits, abandoned)).order_by(*order).limit(1)

    def _changes(self, connection: Connection, row: RowMapping, standing: Standing) -> dict[str, Any]:
        """Return the new values of a job and its events; store the plan, and drop the one before it."""
        to: dict[str, Any] = {"told": [], "seconds": max(standing.seconds, row["seconds"])}
        if standing.metrics:
            to["metrics"] = row["metrics"] | standing.metrics
        better = standing.bound is not None and (row["bound"] is None or standing.bound > row["bound"])
        bound = standing.bound if better else row["bound"]
        plan = standing.plan
        if plan is not None:
            self._store_plan(connection, row["group"], plan)
            to |= {"plan_id": plan.document.id, "incumbent": plan.objective, "kpis": plan.kpis.model_dump(mode="json")}
        if plan is not None and plan.document.id != row["plan_id"]:
            connection.execute(update(jobs).where(jobs.c.id == row["id"]).values(plan_id=plan.document.id))
            drop_plan(connection, row["group"], row["plan_id"])
        if plan is not None and plan.objective != row["incumbent"]:
            to["told"].append(("incumbent", _figures(standing.seconds, plan.objective, bound)))
        elif better:
            to["told"].append(("bound", _figures(standing.seconds, row["incumbent"], bound)))
        return to | ({"bound": bound} if better else {})

    def _store_plan(self, connection: Connection, group: str, plan: FoundPlan) -> None:
        row = {
            "group": group, "id": plan.document.id, "instance_id": plan.instance_id, "body": plan.document.body,
            "size": plan.document.size, "objective": plan.objective, "kpis": plan.kpis.model_dump(mode="json"),
            "keep": False, "created_at": self._clock(),
        }  # fmt: skip
        connection.execute(insert_if_new(self._store, plans, row, kpis=row["kpis"]))

    def store_instance(self, lease: Lease, instance: PackedInstance) -> None:
        """Store an instance that was derived from the job's own. Raises LeaseLost."""
        now, document = self._clock(), instance.document
        row = {
            "group": lease.group, "id": document.id, "name": instance.name, "body": document.body, "size": document.size,
            "metrics": instance.metrics.model_dump(mode="json"), "created_at": now, "used_at": now,
        }  # fmt: skip
        with self._store.writing() as connection:
            _held(connection, lease)
            connection.execute(insert_if_new(self._store, instances, row, used_at=now))

    def _seen(self, connection: Connection, now: float, job_id: str | None) -> None:
        row = {"id": self._worker, "started_at": now, "seen_at": now, "job_id": job_id}
        connection.execute(insert_if_new(self._store, workers, row, seen_at=now, job_id=job_id))


def give_up_worker(store: Store, worker: str) -> int:
    """Let others take over at once what a worker that is known to be dead was at; return how many jobs that are."""
    with store.writing() as connection:
        connection.execute(delete(workers).where(workers.c.id == worker))
        mine = (jobs.c.state == State.SOLVING, jobs.c.worker == worker)
        return connection.execute(update(jobs).where(*mine).values(lease_until=0.0)).rowcount


def _mine(lease: Lease) -> tuple[Any, ...]:
    return jobs.c.id == lease.job_id, jobs.c.epoch == lease.epoch, jobs.c.state == State.SOLVING


def _held(connection: Connection, lease: Lease) -> RowMapping:
    row = connection.execute(select(*JOB_FACTS).where(*_mine(lease)).with_for_update()).mappings().first()
    if row is None:
        raise LeaseLost(id=lease.job_id, epoch=lease.epoch)
    return row


def _figures(seconds: float, incumbent: int | None, bound: int | None) -> dict[str, Any]:
    return {"seconds": round(seconds, 3), "incumbent": incumbent, "bound": bound}


def _task(row: dict[str, Any], connection: Connection) -> Task:
    instance = connection.execute(
        select(instances.c.body).where(instances.c.group == row["group"], instances.c.id == row["instance_id"])
    ).scalar_one()

    def plan(plan_id: str | None) -> bytes | None:
        query = select(plans.c.body).where(plans.c.group == row["group"], plans.c.id == plan_id)
        body = connection.execute(query).scalar()
        return None if body is None else unpacked(body)

    same = ("kind", "instance_id", "question", "incumbent", "bound", "allowed", "stop_asked", "attempts")
    return Task(
        lease=Lease(row["id"], row["group"], row["epoch"]),
        instance=unpacked(instance),
        settings=Settings.model_validate(row["settings"]),
        start=plan(row["start_plan_id"]),
        plan=None if row["incumbent"] is None else plan(row["plan_id"]),  # a purge left one that breaks a hard rule
        outcome=None if row["outcome"] is None else unpacked(row["outcome"]),
        spent=row["seconds"],
        **{name: row[name] for name in same},
    )
