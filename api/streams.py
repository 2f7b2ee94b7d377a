"""Event streams: one look at the store for all of them, and each reads its own events when there are new ones."""

import asyncio
import base64
import hmac
import json
import secrets
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable

from api.documents import Ticket
from api.errors import NotFound, StoreUnavailable
from api.jobs.documents import Event, moment
from api.jobs.service import Jobs
from api.problems import Problem

LOOK_SECONDS = 0.2
MOST_STREAMS = 1000
TICKET_SECONDS = 60
_GONE = -1


class NothingNew(Exception):
    """A client has every event of a job that has ended; 204 tells a browser not to come again."""


class Streams:
    """Follows jobs for all who listen, with one query for everybody every 0.2 s while there is anybody."""

    def __init__(self, jobs: Jobs, most: int = MOST_STREAMS) -> None:
        self._jobs, self._most = jobs, most
        self._listened: Counter[str] = Counter()
        self._heads: dict[str, int] = {}
        self._news = asyncio.Condition()
        self._looking: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def open(self) -> int:
        """How many streams are open."""
        return self._listened.total()

    async def follow(self, job_id: str, after: int, group: str) -> AsyncIterator[Event]:
        """Yield the events of a job after a number, until it is done, removed, or the server ends."""
        self._listened[job_id] += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            while not self._closed:
                for event in await asyncio.to_thread(self._jobs.events, job_id, after, group=group):
                    after = event.seq
                    yield event
                    if event.kind == "done" and self._heads.get(job_id, after) <= after:
                        return
                await self._newer(job_id, after)
        except NotFound:
            return
        finally:
            self._listened -= Counter({job_id: 1})

    def room(self) -> None:
        """Raise Problem where no more streams are taken."""
        if self._listened.total() >= self._most:
            raise Problem("too_busy", seconds=10, headers={"Retry-After": "10"})

    async def begin(self, job_id: str, after: int, group: str) -> None:
        """Make sure that there is something to follow. Raises NotFound, NothingNew."""
        job = await asyncio.to_thread(self._jobs.get, job_id, group=group)
        if job.state.ended and not await asyncio.to_thread(self._jobs.events, job_id, after, group=group):
            raise NothingNew

    def end(self) -> None:
        """Let all streams end within a moment; may be called from a signal's handler."""
        self._closed = True

    async def close(self) -> None:
        """End all streams."""
        self.end()
        async with self._news:
            self._news.notify_all()

    async def _newer(self, job_id: str, after: int) -> None:
        """Wait until the job has an event after a number, or is gone."""
        async with self._news:
            await self._news.wait_for(lambda: self._closed or self._is_news(self._heads.get(job_id), after))

    @staticmethod
    def _is_news(head: int | None, after: int) -> bool:
        """Whether the last event is a newer one, or the job is gone; None = nobody has looked yet."""
        return head is not None and (head > after or head == _GONE)

    async def _look(self) -> None:
        while self._listened and not self._closed:
            try:
                listened = list(self._listened)
                found = await asyncio.to_thread(self._jobs.heads, listened)
                heads = {job_id: found.get(job_id, _GONE) for job_id in listened}
            except StoreUnavailable:  # it may come back; the streams' heartbeats go on
                heads = self._heads
            async with self._news:
                self._heads = heads
                self._news.notify_all()
            await asyncio.sleep(LOOK_SECONDS)
        async with self._news:
            self._news.notify_all()


class Tickets:
    """Signed leave to follow one job for a minute, for browsers, whose EventSource sends no token."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._key, self._clock = secrets.token_bytes(32), clock

    def issue(self, job_id: str, group: str) -> Ticket:
        """Return a ticket for the events of a job."""
        until = self._clock() + TICKET_SECONDS
        body = json.dumps([job_id, group, until]).encode()
        signed = base64.urlsafe_b64encode(body + self._sign(body)).decode()
        return Ticket(ticket=signed, expires_at=moment(until))

    def group_of(self, ticket: str, job_id: str) -> str | None:
        """Return whose job a ticket opens; None if it is not for this job, has expired, or is not ours."""
        try:
            signed = base64.b64decode(ticket.encode(), b"-_", validate=True)
            body, sign = signed[:-32], signed[-32:]
            if not hmac.compare_digest(self._sign(body), sign):
                return None
            known, group, until = json.loads(body)
        except ValueError:
            return None
        return str(group) if known == job_id and until > self._clock() else None

    def _sign(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, "sha256")
