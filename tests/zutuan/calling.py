"""Calls the command line: within this process, or as a program of its own as users do."""

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from zutuan.main import run

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-P", "-m", "zutuan")


@dataclass(frozen=True)
class Called:
    """What a call left."""

    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """Return an environment with the checkout importable and English spoken, unless `more` says otherwise."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "ZUTUAN"))}
    return kept | {"PYTHONPATH": str(ROOT), "ZUTUAN_LANG": "en"} | more


def zutuan(*arguments: str, text: str = "", language: str = "en") -> Called:
    """Call zutuan within this process; `text` is its standard input. The search is a process of its own all the same."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    given = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    with (
        mock.patch.dict(os.environ, environment(ZUTUAN_LANG=language), clear=True),
        mock.patch.object(sys, "stdin", given),
        contextlib.redirect_stdout(streams[0]),
        contextlib.redirect_stderr(streams[1]),
    ):
        code = run(arguments)
    for stream in streams:
        stream.seek(0)
    return Called(code, *(stream.read() for stream in streams))


def program(*arguments: str, **more: str) -> Called:
    """Call zutuan as a program, outside the checkout; `more` goes into its environment."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=ROOT.parent,
        env=environment(**more),
        timeout=120,
        check=False,
    )
    return Called(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def write(path: Path, document: Any) -> str:
    """Write a JSON document and return the path's name."""
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)
