"""Rows of the store as documents, and the few statements that several modules run. All within a caller's transaction."""

from typing import Any

from sqlalchemy import Connection, Insert, RowMapping, Table, delete, exists, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from api.errors import NotFound
from api.jobs.documents import (
    Event,
    Failure,
    InputMetrics,
    Job,
    Kpis,
    Standing,
    State,
    StoredInstance,
    StoredPlan,
    moment,
)
from api.store import Store
from api.store.tables import events, instances, job_tags, jobs, plans
from solver.domain.outcome import gap
from solver.settings import Settings

INSTANCE_FACTS = (instances.c.id, instances.c.name, instances.c.size, instances.c.metrics, instances.c.created_at)
PLAN_FACTS = tuple(plans.c[name] for name in StoredPlan.model_fields)
JOB_FACTS = tuple(column for column in jobs.c if column.name != "outcome")
"""Everything but the large documents."""


def job_row(connection: Connection, job_id: str, group: str, *, lock: bool = False) -> RowMapping:
    """Return a job's row, locked until the end of the transaction if asked. Raises NotFound."""
    query = select(*JOB_FACTS).where(jobs.c.id == job_id, jobs.c.group == group)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None:
        raise NotFound(what="job", id=job_id)
    return row


def job_of(row: RowMapping, tags: tuple[str, ...]) -> Job:
    """Return the document of a row of `jobs`."""
    standing = Standing(
        seconds=round(row["seconds"], 3),
        incumbent=row["incumbent"],
        bound=row["bound"],
        gap=None if row["incumbent"] is None or row["bound"] is None else gap(row["incumbent"], row["bound"]),
    )
    times = ("created_at", "queued_at", "started_at", "finished_at", "expires_at")
    same = (
        "id",
        "kind",
        "state",
        "name",
        "priority",
        "instance_id",
        "start_plan_id",
        "plan_id",
        "stop_asked",
        "version",
    )
    failure = row["failure_code"] and Failure(code=row["failure_code"], text=row["failure_text"] or "")
    return Job(
        **{name: row[name] for name in same},
        **{name: None if row[name] is None else moment(row[name]) for name in times},
        tags=tags,
        settings=Settings.model_validate(row["settings"]),
        progress=standing,
        input_metrics=InputMetrics.model_validate(row["metrics"]),
        kpis=row["kpis"] and Kpis.model_validate(row["kpis"]),
        outcome=row["outcome_kind"],
        failure=failure or None,
    )


def job_documents(connection: Connection, rows: list[RowMapping]) -> tuple[Job, ...]:
    """Return the documents of rows, with their tags, by one more query."""
    tags: dict[str, list[str]] = {row["id"]: [] for row in rows}
    query = select(job_tags).where(job_tags.c.job_id.in_(tags)).order_by(job_tags.c.tag)
    for job_id, tag in connection.execute(query):
        tags[job_id].append(tag)
    return tuple(job_of(row, tuple(tags[row["id"]])) for row in rows)


def event_of(row: RowMapping) -> Event:
    """Return the document of a row of `events`."""
    return Event(job_id=row["job_id"], seq=row["seq"], kind=row["kind"], at=moment(row["at"]), body=row["body"])


def instance_of(row: RowMapping) -> StoredInstance:
    """Return the document of a row of `instances`."""
    return StoredInstance.model_validate(_facts(row, StoredInstance))


def stored_plan_of(row: RowMapping) -> StoredPlan:
    """Return the document of a row of `plans`."""
    return StoredPlan.model_validate(_facts(row, StoredPlan))


def _facts(row: RowMapping, document: type[StoredInstance] | type[StoredPlan]) -> dict[str, Any]:
    """Return what a document says of its row; the body is asked for apart."""
    return {name: row[name] for name in document.model_fields} | {"created_at": moment(row["created_at"])}


def change_job(
    connection: Connection, row: RowMapping, at: float, told: list[tuple[str, dict[str, Any]]], **to: Any
) -> None:
    """Change a job whose row is locked, and append what it is told as events.

    The version counts the change; `last_seq` moves with the events, so that their numbers have no hole.
    """
    seq = row["last_seq"]
    connection.execute(
        update(jobs).where(jobs.c.id == row["id"]).values(version=jobs.c.version + 1, last_seq=seq + len(told), **to)
    )
    if told:
        add_events(connection, row, at, told, seq, to.get("epoch", row["epoch"]))


def add_events(
    connection: Connection,
    row: RowMapping | dict[str, Any],
    at: float,
    told: list[tuple[str, dict[str, Any]]],
    seq: int,
    epoch: int,
) -> None:
    """Append events after number `seq`."""
    connection.execute(
        insert(events),
        [
            {
                "group": row["group"],
                "job_id": row["id"],
                "seq": seq + n,
                "kind": kind,
                "at": at,
                "epoch": epoch,
                "body": body,
            }
            for n, (kind, body) in enumerate(told, start=1)
        ],
    )


def drop_plan(connection: Connection, group: str, plan_id: str | None) -> None:
    """Remove a plan that nobody kept and no job points to."""
    if plan_id is None:
        return
    pointed = exists().where(jobs.c.group == group, (jobs.c.plan_id == plan_id) | (jobs.c.start_plan_id == plan_id))
    connection.execute(
        delete(plans).where(plans.c.group == group, plans.c.id == plan_id, plans.c.keep.is_(False), ~pointed)
    )


def waiting(connection: Connection) -> int:
    """Return how many jobs wait, of all groups."""
    return connection.execute(select(func.count()).select_from(jobs).where(jobs.c.state == State.QUEUED)).scalar_one()


def insert_if_new(store: Store, table: Table, row: dict[str, Any], **otherwise: Any) -> Insert:
    """Return a statement that inserts a row; where its key exists, only `otherwise` is set."""
    keys = list(table.primary_key.columns)
    if store.sqlite:
        lite = sqlite.insert(table).values(row)
        return lite.on_conflict_do_update(keys, set_=otherwise) if otherwise else lite.on_conflict_do_nothing(keys)
    postgres = postgresql.insert(table).values(row)
    if otherwise:
        return postgres.on_conflict_do_update(index_elements=keys, set_=otherwise)
    return postgres.on_conflict_do_nothing(index_elements=keys)
