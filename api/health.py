"""How the service is: what `/readyz` and `/metrics` tell."""

import time

from sqlalchemy import func, select

from api.errors import StoreUnavailable
from api.jobs.documents import State
from api.store import Store
from api.store.tables import jobs, workers
from solver.domain.document import Document

SILENT_SECONDS = 15.0
"""A worker that said nothing for so long is taken for dead; one with a job speaks with every beat."""


class Readiness(Document):
    """Whether the service can take a job and will search it."""

    database: bool
    workers: int
    ready: bool


def readiness(store: Store, *, workers_wanted: int, now: float | None = None) -> Readiness:
    """Return whether the database answers and, where this service has workers, at least one of them is alive."""
    try:
        alive = workers_alive(store, now)
    except StoreUnavailable:
        return Readiness(database=False, workers=0, ready=False)
    return Readiness(database=True, workers=alive, ready=alive > 0 or workers_wanted == 0)


def workers_alive(store: Store, now: float | None = None) -> int:
    """Return how many workers were heard of lately."""
    since = (time.time() if now is None else now) - SILENT_SECONDS
    query = select(func.count()).select_from(workers).where(workers.c.seen_at >= since)
    with store.reading() as connection:
        return connection.execute(query).scalar_one()


def jobs_by_state(store: Store) -> dict[str, int]:
    """Return how many jobs there are in every state, of all groups."""
    query = select(jobs.c.state, func.count()).group_by(jobs.c.state)
    with store.reading() as connection:
        found: dict[str, int] = {row.state: row[1] for row in connection.execute(query)}
    return {state.value: found.get(state, 0) for state in State}


def oldest_wait(store: Store, now: float | None = None) -> float:
    """Return for how long the job that waits longest has waited, seconds; 0 if none waits."""
    query = select(func.min(jobs.c.queued_at)).where(jobs.c.state == State.QUEUED)
    with store.reading() as connection:
        since = connection.execute(query).scalar()
    return 0.0 if since is None else max((time.time() if now is None else now) - since, 0.0)
