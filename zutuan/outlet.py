"""Standard output for people and machines: in any encoding, and quiet when a reader such as `head` leaves."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

_PIPE_WIDTH = 120


def survive_any_encoding() -> None:
    """Let a terminal whose encoding lacks a character show a question mark instead of ending the call."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


class _Outlet(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to `_quiet_when_closed`: Rich itself would end the call with exit code 1."""
        raise BrokenPipeError


@contextmanager
def tables() -> Iterator[Console]:
    """Give a console on standard output; wide enough for tables where there is no terminal."""
    with _quiet_when_closed():
        yield _Outlet(width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False, soft_wrap=False)


def write_text(text: str) -> None:
    """Write text and a line's end, in UTF-8: JSON is UTF-8 whatever the locale."""
    with _quiet_when_closed():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode() + b"\n")


@contextmanager
def _quiet_when_closed() -> Iterator[None]:
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more when it ends; give it somewhere to write to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
