"""The audit: who did what, when, by which token, on which thing. Codes and ids, no names, nothing about anybody's health.

Kept in the append-only events, of no job, so that they outlive the jobs that they are about.
"""

import time
from collections.abc import Callable
from datetime import datetime

from pydantic import Field
from sqlalchemy import and_, insert, or_, select

from api.jobs.cursor import cursor_of, place_of
from api.jobs.documents import Page, moment
from api.store import Store
from api.store.tables import events
from solver.domain.document import Document

KIND = "audit"


class Entry(Document):
    """One thing that somebody did."""

    at: datetime
    token: str | None = Field(default=None, description="Id of the token; none = from this machine, without one.")
    role: str
    method: str
    route: str
    id: str | None = Field(default=None, description="Of the job, plan or instance.")
    refused: bool = Field(description="Whether the role did not allow it; else it was done.")
    request_id: str


class Audit:
    """Writes and reads what was done, by group."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock

    def write(self, group: str, **facts: str | bool | None) -> None:
        """Write down what somebody of a group did; `facts` are those of an Entry."""
        row = {"group": group, "job_id": None, "seq": None, "kind": KIND, "at": self._clock(), "body": facts}
        with self._store.writing() as connection:
            connection.execute(insert(events).values(row))

    def page(self, group: str, cursor: str | None, limit: int) -> Page[Entry]:
        """Return what was done in a group, newest first. Raises BadRequest for a cursor that is none."""
        query = select(events).where(events.c.group == group, events.c.kind == KIND)
        if cursor is not None:
            at, last = place_of(cursor)
            number = int(last) if last.isdigit() else 0
            query = query.where(or_(events.c.at < at, and_(events.c.at == at, events.c.id < number)))
        query = query.order_by(events.c.at.desc(), events.c.id.desc()).limit(limit + 1)
        with self._store.reading() as connection:
            rows = connection.execute(query).mappings().all()
        more = cursor_of(rows[limit - 1]["at"], str(rows[limit - 1]["id"])) if len(rows) > limit else None
        items = tuple(Entry.model_validate({"at": moment(row["at"]), **row["body"]}) for row in rows[:limit])
        return Page[Entry](items=items, cursor=more)
