"""Events of a job as they happen (server-sent events, WHATWG HTML 9.2), and tickets to follow them from a browser."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.access import Asking
from api.documents import EventSaid, Ticket
from api.problems import Detail, Problem
from api.routes.parameters import JobId
from api.service import Parts

router = APIRouter(prefix="/v1/jobs/{id}", tags=["jobs"])

LastEventId = Annotated[
    str | None, Header(alias="Last-Event-ID", description="Number of the last event that was received.")
]
After = Annotated[
    int, Query(ge=0, le=2**31 - 1, description="Begin after this number, where no Last-Event-ID is sent.")
]


async def _begin(job_id: JobId, caller: Asking, parts: Parts, last: LastEventId = None, after: After = 0) -> int:
    """Return the number to begin after, once it is known that the job is there: an error cannot follow the first byte."""
    parts.streams.room()
    if last is not None and not (last.isascii() and last.isdigit() and len(last) < 10):
        raise Problem("invalid_request", errors=[Detail(where="header/Last-Event-ID", message="?")], count=1)
    begin = after if last is None else int(last)
    await parts.streams.begin(job_id, begin, caller.group)
    return begin


NOTHING_NEW: dict[int | str, dict[str, Any]] = {204: {"description": "The job has ended, and every event is known."}}


@router.get("/events", response_class=EventSourceResponse, response_model=None, responses=NOTHING_NEW, summary="Events")
async def follow(
    job_id: JobId, caller: Asking, parts: Parts, begin: Annotated[int, Depends(_begin)]
) -> AsyncIterator[ServerSentEvent]:
    """Follow a job: state, incumbent, bound; `id` is the event's number. The last one is `done`, then the stream ends."""
    with parts.metrics.streams.track_inprogress():
        async for event in parts.streams.follow(job_id, begin, caller.group):
            said = EventSaid(seq=event.seq, at=event.at, body=event.body)
            yield ServerSentEvent(id=str(event.seq), event=event.kind, data=said)


@router.post("/ticket", response_model=Ticket, summary="Ticket for events")
def ticket(job_id: JobId, caller: Asking, parts: Parts) -> Ticket:
    """Return a ticket for `/events?ticket=…`: it opens this job's events for a minute, and nothing else."""
    parts.jobs.get(job_id, group=caller.group)
    return parts.tickets.issue(job_id, caller.group)
