"""What a planner may do with jobs, instances and plans. Every method takes the group whose things they are."""

import time
import uuid
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, delete, insert, or_, select, update

from api.errors import BadRequest, NoPlanYet, NotFound, NothingToDo, QueueFull, StillSolving, TooLarge
from api.jobs.cursor import cursor_of, place_of
from api.jobs.documents import Event, Job, JobFilter, JobRequest, Page, State, StoredInstance, StoredPlan
from api.jobs.instances import PackedInstance, pack_instance
from api.jobs.kinds import kind_of
from api.jobs.rows import (
    INSTANCE_FACTS,
    JOB_FACTS,
    PLAN_FACTS,
    add_events,
    change_job,
    drop_plan,
    event_of,
    insert_if_new,
    instance_of,
    job_documents,
    job_row,
    stored_plan_of,
    waiting,
)
from api.settings import MIB, ServiceSettings
from api.store import Store, unpacked
from api.store.tables import events, instances, job_tags, jobs, plans

PAGE_LIMIT = 200
EVENT_LIMIT = 1000


class Jobs:
    """The service without HTTP. All methods may raise StoreUnavailable."""

    def __init__(self, store: Store, settings: ServiceSettings, clock: Callable[[], float] = time.time) -> None:
        self.store = store
        self.settings = settings
        self._clock = clock

    def submit(
        self, request: JobRequest, *, group: str, instance: PackedInstance | None = None, job_id: str | None = None
    ) -> Job:
        """Put a job into the queue and return it; its instance has been validated by the caller.

        `instance` stands for the request's own where that was packed elsewhere. With a `job_id` that exists already in
        the group the job is returned as it is: whoever repeats a request gives the same id.
        Raises BadRequest, NotFound (instance, plan, or the id is another group's), TooLarge, QueueFull.
        """
        kind_of(request.kind).check(request.question, with_plan=request.start_plan_id is not None)
        if request.instance is not None:
            instance = pack_instance(request.instance)
        if (instance is None) == (request.instance_id is None):
            raise BadRequest(field="instance_id", reason="instance_or_instance_id")
        job_id = job_id or str(uuid.uuid4())
        with self.store.writing() as connection:
            known = connection.execute(select(jobs.c.group).where(jobs.c.id == job_id)).scalar()
            if known is None:
                self._room(connection)
                instance_id = self._instance_id(connection, request, instance, group)
                self._queue(connection, request, instance_id, group, job_id)
            return self._get(connection, job_id, group)

    def get(self, job_id: str, *, group: str) -> Job:
        """Return a job. Raises NotFound."""
        with self.store.reading() as connection:
            return self._get(connection, job_id, group)

    def page(self, asked: JobFilter, *, group: str, cursor: str | None = None, limit: int = 50) -> Page[Job]:
        """Return jobs, newest first. Raises BadRequest for a cursor that is none."""
        limit = max(1, min(limit, PAGE_LIMIT))
        query = select(*JOB_FACTS).where(jobs.c.group == group, *_conditions(asked))
        if cursor is not None:
            at, last = place_of(cursor)
            query = query.where(or_(jobs.c.created_at < at, and_(jobs.c.created_at == at, jobs.c.id < last)))
        query = query.order_by(jobs.c.created_at.desc(), jobs.c.id.desc()).limit(limit + 1)
        with self.store.reading() as connection:
            rows = list(connection.execute(query).mappings())
            more = cursor_of(rows[limit - 1]["created_at"], rows[limit - 1]["id"]) if len(rows) > limit else None
            return Page[Job](items=job_documents(connection, rows[:limit]), cursor=more)

    def stop(self, job_id: str, *, group: str) -> Job:
        """Ask a job to end with its best plan; one that waits ends at once. Asking again changes nothing. Raises NotFound."""
        with self.store.writing() as connection:
            row = job_row(connection, job_id, group, lock=True)
            if row["state"] == State.QUEUED:
                self._stop_waiting(connection, row)
            elif row["state"] == State.SOLVING and not row["stop_asked"]:
                change_job(connection, row, self._clock(), [], stop_asked=True)
            return self._get(connection, job_id, group)

    def resume(self, job_id: str, seconds: float | None = None, *, group: str) -> Job:
        """Put an ended job back into the queue, for so many more seconds (as many as it had), from its best plan and bound.

        Raises NotFound, NothingToDo if it is proven, waits or runs, QueueFull.
        """
        with self.store.writing() as connection:
            row = job_row(connection, job_id, group, lock=True)
            if row["proven"] or not State(row["state"]).ended or not kind_of(row["kind"]).resumable:
                raise NothingToDo(id=job_id, state=row["state"])
            self._room(connection)
            more = min(seconds or row["settings"]["seconds"], self.settings.max_seconds)
            now = self._clock()
            told = [("state", {"state": State.QUEUED.value})]
            change_job(
                connection, row, now, told, state=State.QUEUED, queued_at=now, finished_at=None, expires_at=None,
                stop_asked=False, attempts=0, settings=row["settings"] | {"seconds": more}, allowed=row["seconds"] + more,
                failure_code=None, failure_text=None,
            )  # fmt: skip
            return self._get(connection, job_id, group)

    def delete(self, job_id: str, *, group: str) -> None:
        """Remove a job, its events, and its plan unless that is kept. Raises NotFound, StillSolving."""
        with self.store.writing() as connection:
            row = job_row(connection, job_id, group, lock=True)
            if row["state"] == State.SOLVING:
                raise StillSolving(id=job_id, state=row["state"])
            remove_job(connection, row)

    def outcome(self, job_id: str, *, group: str) -> bytes | None:
        """Return the JSON text of a job's answer; none as long as it has not ended. Raises NotFound."""
        query = select(jobs.c.outcome).where(jobs.c.id == job_id, jobs.c.group == group)
        with self.store.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise NotFound(what="job", id=job_id)
        return None if row.outcome is None else unpacked(row.outcome)

    def plan(self, job_id: str, *, group: str) -> tuple[StoredPlan, bytes]:
        """Return the best plan of a job so far and its JSON text. Raises NotFound, NoPlanYet."""
        job = self.get(job_id, group=group)
        if job.plan_id is None:
            raise NoPlanYet(id=job_id, state=job.state.value)
        try:
            return self.get_plan(job.plan_id, group=group)
        except NotFound:  # a better one has taken its place in between
            return self.plan(job_id, group=group)

    def events(self, job_id: str, after_seq: int = 0, *, group: str) -> list[Event]:
        """Return what happened to a job after an event, oldest first, at most 1,000. Raises NotFound."""
        query = select(events).where(events.c.job_id == job_id, events.c.group == group, events.c.seq > after_seq)
        with self.store.reading() as connection:
            rows = connection.execute(query.order_by(events.c.seq).limit(EVENT_LIMIT)).mappings().all()
            if not rows:
                job_row(connection, job_id, group)
        return [event_of(row) for row in rows]

    def heads(self, job_ids: Collection[str]) -> dict[str, int]:
        """Return the number of the last event of each of these jobs, of whatever group: one query for all streams."""
        with self.store.reading() as connection:
            rows = connection.execute(select(jobs.c.id, jobs.c.last_seq).where(jobs.c.id.in_(job_ids)))
            return {row.id: row.last_seq for row in rows}

    def put_instance(self, instance: PackedInstance, *, group: str) -> StoredInstance:
        """Store an instance, or find it stored already. Raises TooLarge."""
        with self.store.writing() as connection:
            self._store_instance(connection, instance, group)
            return self._instance(connection, instance.document.id, group)

    def get_instance(self, instance_id: str, *, group: str) -> tuple[StoredInstance, bytes]:
        """Return an instance and its JSON text. Raises NotFound."""
        query = select(*INSTANCE_FACTS, instances.c.body).where(
            instances.c.id == instance_id, instances.c.group == group
        )
        with self.store.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(what="instance", id=instance_id)
        return instance_of(row), unpacked(row["body"])

    def get_plan(self, plan_id: str, *, group: str) -> tuple[StoredPlan, bytes]:
        """Return a plan and its JSON text. Raises NotFound."""
        query = select(*PLAN_FACTS, plans.c.body).where(plans.c.id == plan_id, plans.c.group == group)
        with self.store.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(what="plan", id=plan_id)
        return stored_plan_of(row), unpacked(row["body"])

    def keep(self, plan_id: str, *, group: str, keep: bool = True) -> StoredPlan:
        """Keep a plan for good, or no longer. Raises NotFound."""
        with self.store.writing() as connection:
            connection.execute(update(plans).where(plans.c.id == plan_id, plans.c.group == group).values(keep=keep))
        return self.get_plan(plan_id, group=group)[0]

    def _get(self, connection: Connection, job_id: str, group: str) -> Job:
        return job_documents(connection, [job_row(connection, job_id, group)])[0]

    def _room(self, connection: Connection) -> None:
        """Refuse more jobs than may wait."""
        if waiting(connection) >= self.settings.queue_limit:
            raise QueueFull(limit=self.settings.queue_limit, retry_after=30)

    def _instance_id(
        self, connection: Connection, request: JobRequest, instance: PackedInstance | None, group: str
    ) -> str:
        if instance is not None:
            self._store_instance(connection, instance, group)
            return instance.document.id
        assert request.instance_id is not None
        self._instance(connection, request.instance_id, group)
        self._used(connection, request.instance_id, group)
        return request.instance_id

    def _instance(self, connection: Connection, instance_id: str, group: str) -> StoredInstance:
        query = select(*INSTANCE_FACTS).where(instances.c.id == instance_id, instances.c.group == group)
        row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(what="instance", id=instance_id)
        return instance_of(row)

    def _used(self, connection: Connection, instance_id: str, group: str) -> None:
        mine = (instances.c.id == instance_id, instances.c.group == group)
        connection.execute(update(instances).where(*mine).values(used_at=self._clock()))

    def _store_instance(self, connection: Connection, instance: PackedInstance, group: str) -> None:
        document = instance.document
        if document.size > self.settings.body_mb * MIB:
            raise TooLarge(limit_mb=self.settings.body_mb, found_mb=round(document.size / MIB, 1))
        now = self._clock()
        row = {
            "group": group, "id": document.id, "name": instance.name, "body": document.body, "size": document.size,
            "metrics": instance.metrics.model_dump(mode="json"), "created_at": now, "used_at": now,
        }  # fmt: skip
        connection.execute(insert_if_new(self.store, instances, row, used_at=now))

    def _queue(self, connection: Connection, request: JobRequest, instance_id: str, group: str, job_id: str) -> None:
        start = request.start_plan_id
        mine = (plans.c.id == start, plans.c.group == group)
        if start is not None and connection.execute(select(plans.c.id).where(*mine)).first() is None:
            raise NotFound(what="plan", id=start)
        settings, now = self.settings.capped(request.settings), self._clock()
        metrics = self._instance(connection, instance_id, group).metrics
        row: dict[str, Any] = {
            "id": job_id, "group": group, "kind": request.kind, "state": State.QUEUED, "name": request.name,
            "priority": request.priority, "instance_id": instance_id, "start_plan_id": start,
            "settings": settings.model_dump(mode="json"), "question": request.question, "created_at": now, "queued_at": now,
            "allowed": settings.seconds, "metrics": metrics.model_dump(mode="json"), "last_seq": 1,
        }  # fmt: skip
        if connection.execute(insert_if_new(self.store, jobs, row)).rowcount == 0:
            return  # the same request, at the same moment, on another connection
        if request.tags:
            connection.execute(insert(job_tags), [{"job_id": job_id, "tag": tag} for tag in sorted(set(request.tags))])
        add_events(connection, row, now, [("state", {"state": State.QUEUED.value})], seq=0, epoch=0)

    def _stop_waiting(self, connection: Connection, row: RowMapping) -> None:
        now = self._clock()
        told = [
            ("state", {"state": State.STOPPED.value}),
            ("done", {"state": State.STOPPED.value, "outcome": row["outcome_kind"]}),
        ]
        expires = now + self.settings.keep_days * 86400
        change_job(
            connection, row, now, told, state=State.STOPPED, stop_asked=True, finished_at=now, expires_at=expires
        )


def remove_job(connection: Connection, row: RowMapping) -> None:
    """Remove a job with its events, and its plans where nobody kept them."""
    connection.execute(delete(events).where(events.c.job_id == row["id"]))
    connection.execute(delete(job_tags).where(job_tags.c.job_id == row["id"]))
    connection.execute(delete(jobs).where(jobs.c.id == row["id"]))
    for plan_id in {row["plan_id"], row["start_plan_id"]}:
        drop_plan(connection, row["group"], plan_id)


def _conditions(asked: JobFilter) -> list[Any]:
    found: list[Any] = []
    if asked.states:
        found.append(jobs.c.state.in_(asked.states))
    if asked.kinds:
        found.append(jobs.c.kind.in_(asked.kinds))
    if asked.name:
        found.append(jobs.c.name.icontains(asked.name, autoescape=True))
    if asked.instance_id:
        found.append(jobs.c.instance_id == asked.instance_id)
    if asked.tag:
        tagged = select(job_tags.c.job_id).where(job_tags.c.tag == asked.tag)
        found.append(jobs.c.id.in_(tagged))
    return found
