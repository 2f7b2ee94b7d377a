"""Files of results that name a person: those that zutuan wrote are removed, since a search makes them again; others are told."""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from solver.erasure import Person
from zutuan.writing import OUTCOME, REPORT, WORKBOOK

WRITTEN = re.compile(
    rf"{re.escape(OUTCOME)}|{re.escape(WORKBOOK)}|{re.escape(REPORT)}|plan-[0-9a-f]{{12}}\.(xlsx|html)"
)
"""Names of files that `--out` writes, and under which the service hands plans out."""
READ = frozenset({".json", ".xlsx", ".html", ".txt", ".csv"})


def forget(specialist: str, folders: Iterable[Path], *, dry_run: bool) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Remove results that name a person; return them, and the files of others that name the person too.

    Raises OSError where a file cannot be read or removed.
    """
    person = Person(specialist)
    naming = [path for folder in folders for path in sorted(folder.rglob("*")) if _names(path, person)]
    written = tuple(path for path in naming if WRITTEN.fullmatch(path.name))
    for path in () if dry_run else written:
        path.unlink()
    return written, tuple(path for path in naming if path not in written)


def _names(path: Path, person: Person) -> bool:
    if path.suffix.lower() not in READ or not path.is_file():
        return False
    return any(_in_text(text, person) for text in _texts(path))


def _in_text(text: bytes, person: Person) -> bool:
    """Whether a text names a person: as a value, as the text of a cell or an element, or as a word."""
    escaped = json.dumps(person.id)[1:-1].encode()
    found = text.decode("utf-8", errors="replace")
    return any(f"{a}{person.id}{b}".encode() in text for a, b in ('""', "><")) or (
        person.in_words(found) or b'"' + escaped + b'"' in text
    )


def _texts(path: Path) -> Iterator[bytes]:
    if not zipfile.is_zipfile(path):
        yield path.read_bytes()
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield archive.read(name)
