"""A copy of an SQLite database while the service runs: a plain copy of the file would miss its log, or be torn."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy.engine import make_url

from api.errors import StoreUnavailable


def back_up(url: str, to: Path) -> int:
    """Write the state of an SQLite database at one moment into a file that only we may read; return its bytes.

    Nobody waits for it. The file is there whole or not at all. Raises StoreUnavailable; OSError where `to` cannot be written.
    """
    beside = to.with_name(f".{to.name}.{os.getpid()}")
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _copy(str(make_url(url).database), beside)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(to)
    except sqlite3.Error as error:
        raise StoreUnavailable(reason=f"{type(error).__name__}: {error}") from error
    finally:
        beside.unlink(missing_ok=True)
    return to.stat().st_size


def _copy(database: str, to: Path) -> None:
    """Copy without the pages of what was deleted, and look at the copy. Raises sqlite3.Error."""
    source = sqlite3.connect(database)
    try:
        source.execute("VACUUM INTO ?", (str(to),))
    finally:
        source.close()
    copy = sqlite3.connect(to)
    try:
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
    finally:
        copy.close()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)
