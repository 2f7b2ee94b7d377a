"""Removing what is over: jobs past their day, and plans and instances that nothing needs any more; never a kept plan."""

from sqlalchemy import delete, exists, select

from api.jobs.documents import State
from api.jobs.rows import JOB_FACTS
from api.jobs.service import remove_job
from api.store import Store
from api.store.tables import idempotency_keys, instances, jobs, plans, workers

AT_ONCE = 200
"""Jobs removed in one transaction: others get their turn in between."""
SILENT_SECONDS = 600.0
"""After so long a worker that said nothing is forgotten; it was killed and had no job."""


def expire(store: Store, now: float, keep_days: float) -> dict[str, int]:
    """Remove what has expired at `now`; return how many of each. May be run by many, and at any time."""
    ended = [state for state in State if state.ended]
    with store.writing() as connection:
        over = select(*JOB_FACTS).where(jobs.c.expires_at <= now, jobs.c.state.in_(ended)).limit(AT_ONCE)
        rows = connection.execute(over.with_for_update(skip_locked=True)).mappings().all()
        for row in rows:
            remove_job(connection, row)
        of_a_job = exists().where(jobs.c.group == instances.c.group, jobs.c.instance_id == instances.c.id)
        of_a_plan = exists().where(plans.c.group == instances.c.group, plans.c.instance_id == instances.c.id)
        unused = instances.c.used_at < now - keep_days * 86400
        gone = connection.execute(delete(instances).where(unused, ~of_a_job, ~of_a_plan)).rowcount
        keys = connection.execute(delete(idempotency_keys).where(idempotency_keys.c.expires_at <= now)).rowcount
        connection.execute(delete(workers).where(workers.c.seen_at < now - SILENT_SECONDS))
    return {"jobs": len(rows), "instances": gone, "keys": keys}
