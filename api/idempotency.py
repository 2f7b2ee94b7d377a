"""Repeated requests: the same `Idempotency-Key` and body get the first answer, for 24 hours, also after a restart.

A key is taken before the work begins. Where the server dies in between, the key is free again after a while, and whoever
takes it over works under the same id as the first: no job is submitted twice.
"""

import hashlib
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from api.problems import Problem
from api.store import Store
from api.store.tables import idempotency_keys as keys

HOURS = 24
TAKEN_SECONDS = 60.0
"""How long a request without an answer holds its key."""


@dataclass(frozen=True)
class Kept:
    """An answer that was given before."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Taken:
    """A key that is ours now; `id` is the same for whoever repeats the request."""

    key: str
    group: str
    id: str


class Repeats:
    """Keys and the answers under them."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock

    def take(self, key: str, fingerprint: str, group: str) -> Taken | Kept:
        """Take a key, or return the answer under it. Raises Problem: another body, or not answered yet."""
        now = self._clock()
        try:
            with self._store.writing() as connection:
                connection.execute(delete(keys).where(keys.c.expires_at < now, keys.c.status.is_not(None)))
                mine = (keys.c.group == group, keys.c.key == key)
                row = connection.execute(select(keys).where(*mine)).mappings().first()
                if row is None:
                    fresh = {"group": group, "key": key, "fingerprint": fingerprint, "created_at": now}
                    connection.execute(insert(keys).values(**fresh, expires_at=now + TAKEN_SECONDS))
                    return Taken(key, group, _id(group, key, now))
                if row["fingerprint"] != fingerprint:
                    raise Problem("key_reused", hours=HOURS)
                if row["status"] is not None:
                    return Kept(row["status"], row["headers"], row["body"])
                if row["expires_at"] > now:
                    raise Problem("in_progress", headers={"Retry-After": "1"})
                connection.execute(update(keys).where(*mine).values(expires_at=now + TAKEN_SECONDS))
                return Taken(key, group, _id(group, key, row["created_at"]))
        except IntegrityError:  # two took it at the same moment
            raise Problem("in_progress", headers={"Retry-After": "1"}) from None

    def keep(self, taken: Taken, answer: Kept) -> None:
        """Keep the answer to a request."""
        mine = (keys.c.group == taken.group, keys.c.key == taken.key)
        until = self._clock() + HOURS * 3600
        values = {"status": answer.status, "headers": answer.headers, "body": answer.body, "expires_at": until}
        with self._store.writing() as connection:
            connection.execute(update(keys).where(*mine).values(**values))

    def free(self, taken: Taken) -> None:
        """Forget a request that was refused; it may come again, and with the same key."""
        with self._store.writing() as connection:
            connection.execute(delete(keys).where(keys.c.group == taken.group, keys.c.key == taken.key))


def fingerprint(method: str, path: str, body: bytes) -> str:
    """Return what two equal requests have in common."""
    return hashlib.sha256(f"{method} {path}\n".encode() + body).hexdigest()


def _id(group: str, key: str, created_at: float) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{group}\n{key}\n{created_at!r}"))
