"""Rewriting a database's files, so that nothing deleted can be read in them any more."""

import sqlite3
import time

from sqlalchemy import text

from api.errors import StoreUnavailable
from api.store.database import BUSY_SECONDS, Store
from api.store.tables import metadata


def scour(store: Store) -> None:
    """Rewrite the files without what was deleted: needs as much free disk as the database has. Raises StoreUnavailable.

    SQLite: the file, then its log, which is emptied. PostgreSQL: the tables; its write-ahead log is the server's own business.
    """
    if store.sqlite:
        _scour_sqlite(store)
        return
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in metadata.sorted_tables:
            connection.execute(text(f'VACUUM FULL "{table.name}"'))


def _scour_sqlite(store: Store) -> None:
    pooled = store.engine.raw_connection()
    try:
        connection = pooled.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        _empty_log(connection)
    except sqlite3.OperationalError as error:
        raise StoreUnavailable(reason=f"{type(error).__name__}: {error}") from error
    finally:
        pooled.close()


def _empty_log(connection: sqlite3.Connection) -> None:
    """Move the log into the file and empty it; a reader in between has to end first."""
    until = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > until:
            raise sqlite3.OperationalError("the log is being read")
        time.sleep(0.1)
