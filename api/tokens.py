"""Tokens: made once, shown once, kept as a hash. `zutuan_<id>_<secret>`; the id may be told, the secret may not.

The secret has 256 random bits, so a plain SHA-256 of it cannot be searched; it is compared in constant time.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from pydantic import Field
from sqlalchemy import RowMapping, Select, func, insert, select, update

from api.jobs.documents import moment
from api.roles import Role
from api.store import Store
from api.store.tables import tokens
from solver.domain.document import Document

PREFIX = "zutuan"
DAY = 86400.0


class Token(Document):
    """What is known of a token; the secret is not."""

    id: str
    name: str = Field(description="Whose it is, in the words of who made it.")
    role: Role
    group: str = Field(description="Whose jobs, instances and plans it opens.")
    hospital: str | None = Field(default=None, description="Of a recipient or supporter: whose part it sees.")
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


class Tokens:
    """The tokens of a service."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock

    def create(
        self, role: Role, group: str, *, name: str = "", hospital: str | None = None, days: float = 365.0
    ) -> tuple[Token, str]:
        """Return a new token, and its text, which is never shown again.

        Raises ValueError where a recipient or supporter has no hospital, or another role has one.
        """
        if (hospital is not None) != role.of_hospital:
            raise ValueError(f"a hospital belongs to the roles recipient and supporter, and to no other: {role.value}")
        token_id, secret, now = secrets.token_hex(6), secrets.token_urlsafe(32), self._clock()
        row = {
            "id": token_id, "hash": _hash(secret), "name": name, "role": role.value, "group": group, "hospital": hospital,
            "created_at": now, "expires_at": now + days * DAY, "revoked_at": None,
        }  # fmt: skip
        with self._store.writing() as connection:
            connection.execute(insert(tokens).values(row))
            return self._one(connection.execute(_facts().where(tokens.c.id == token_id)).mappings().one()), (
                f"{PREFIX}_{token_id}_{secret}"
            )

    def list(self) -> tuple[Token, ...]:
        """Return all tokens, the oldest first, those that no longer hold included."""
        with self._store.reading() as connection:
            return tuple(
                self._one(row) for row in connection.execute(_facts().order_by(tokens.c.created_at)).mappings()
            )

    def revoke(self, token_id: str) -> bool:
        """Let a token hold no longer, from now on; return whether there was one."""
        mine = (tokens.c.id == token_id, tokens.c.revoked_at.is_(None))
        with self._store.writing() as connection:
            return connection.execute(update(tokens).where(*mine).values(revoked_at=self._clock())).rowcount > 0

    def any(self) -> bool:
        """Whether there is a token that holds."""
        with self._store.reading() as connection:
            return connection.execute(select(func.count()).select_from(tokens).where(*self._holds())).scalar_one() > 0

    def holder(self, text: str) -> Token | None:
        """Return the token of a text; none if it is unknown, revoked, or has expired."""
        prefix, _, rest = text.partition("_")
        token_id, _, secret = rest.partition("_")
        with self._store.reading() as connection:
            row = connection.execute(select(tokens).where(tokens.c.id == token_id, *self._holds())).mappings().first()
        known = _hash("") if row is None else row["hash"]
        same = hmac.compare_digest(known, _hash(secret))
        return self._one(row) if row is not None and same and prefix == PREFIX else None

    def _holds(self) -> tuple[Any, ...]:
        return tokens.c.revoked_at.is_(None), tokens.c.expires_at > self._clock()

    @staticmethod
    def _one(row: RowMapping) -> Token:
        facts = {name: row[name] for name in Token.model_fields}
        times = {name: value and moment(value) for name, value in facts.items() if name.endswith("_at")}
        return Token.model_validate(facts | times)


def _facts() -> Select[Any]:
    return select(*(tokens.c[name] for name in Token.model_fields))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
