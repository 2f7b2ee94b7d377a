"""The database: SQLite in a file (write-ahead log) or PostgreSQL, in short transactions that either read or write."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api.errors import BadRequest, StoreUnavailable

BUSY_SECONDS = 30
"""How long a transaction waits for those before it. SQLite has one writer at a time; ours take milliseconds."""

AGAIN_SECONDS = 0.01
"""Time between two requests for a write-ahead log."""

REFUSED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
"""What SQLite says where somebody else is at it; anything else, such as a full disk, does not pass by waiting."""


class Store:
    """Gives transactions; knows nothing of what is in the tables. Raises StoreUnavailable if the database fails, BadRequest
    for a value that it cannot hold.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._writer = self.engine.execution_options(zutuan_writes=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that reads; it sees one state of the database."""
        with _told_apart(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that writes; it is kept whole at the end, or forgotten whole if anything is raised."""
        with _told_apart(), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @property
    def sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"


@contextmanager
def _told_apart() -> Iterator[None]:
    """Tell a database that does not answer, or has no room, from a mistake of ours."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise StoreUnavailable(reason=_reason(error)) from error
    except DataError as error:  # such as a NUL, which PostgreSQL holds in no text: only a request can have brought it
        raise BadRequest(field="request", reason="not_storable") from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StoreUnavailable(reason=_reason(error)) from error
        raise


def _reason(error: Exception) -> str:
    """Name the cause without the statement, whose parameters may hold names of people."""
    original = getattr(error, "orig", None) or error
    return f"{type(original).__name__}: {str(original).splitlines()[0][:200]}"


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    cursor = connection.cursor()
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous = FULL")  # what was answered to a client survives a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Ask for a write-ahead log; where several ask a new database at once, SQLite refuses all but one without waiting."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in REFUSED or time.monotonic() > until:
                raise
            time.sleep(AGAIN_SECONDS)


def _begin_sqlite(connection: Connection) -> None:
    """Take the lock of the writer at once: a reader that turns into one may be refused without waiting."""
    writes = connection.get_execution_options().get("zutuan_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
