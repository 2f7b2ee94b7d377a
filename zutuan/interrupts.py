"""Ctrl-C once stops a search and keeps its best plan, twice ends everything. SIGTERM is a Ctrl-C from a scheduler."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stop_on_interrupt(notice: Callable[[], None]) -> Iterator[threading.Event]:
    """Give an event that the first interrupt sets, after calling `notice`; the second raises KeyboardInterrupt."""
    stop = threading.Event()

    def interrupted(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        notice()

    before = {number: signal.signal(number, interrupted) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
