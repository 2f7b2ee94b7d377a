"""A small disk of its own that can be filled to the last byte (a tmpfs; needs root on Linux)."""

import contextlib
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PIECE = 4096


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """Give a folder with so much room. Raises CalledProcessError where nothing can be mounted."""
    with tempfile.TemporaryDirectory(prefix="zutuan-disk-") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder: Path, seconds: float, database: Path) -> int:
    """Leave no room for so long, what is freed meanwhile included; return the bytes that were taken.

    An SQLite log is written over from its beginning and would need no room for a while: it is cut off first, as long as
    there is room to.
    """
    filler = folder / "filler"
    taken = 0
    cut_log(database)
    until = time.monotonic() + seconds
    with filler.open("wb", buffering=0) as file:
        while time.monotonic() < until:
            try:
                taken += file.write(b"\0" * PIECE)
            except OSError:
                time.sleep(0.05)
    filler.unlink()
    return taken


def cut_log(database: Path) -> None:
    """Move what the log of an SQLite database holds into the database, as far as there is room, and give its room back."""
    connection = sqlite3.connect(database, timeout=30.0)
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
