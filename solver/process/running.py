"""A running child as its parent sees it: messages in and out, memory in use, and an end that leaves nothing behind."""

import contextlib
import io
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
from types import TracebackType
from typing import BinaryIO, Self, cast

import psutil

from solver.process.wire import Reply, Request, receive_reply, send

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-P", "-m", "solver.process")
_MIB = 1024 * 1024


class Running:
    """A child in a session of its own; leaving the context kills it with all it started, and collects it.

    A `subprocess` and not `multiprocessing`: it starts from daemonic workers, threads, notebooks and scripts without
    a `__main__` guard alike, and inherits no locks.
    """

    def __init__(self, first: Request, command: tuple[str, ...] = COMMAND) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
            env=os.environ | {"PYTHONPATH": _import_path()},
        )
        self.pid = self._process.pid
        self._stdin = cast("BinaryIO", self._process.stdin)
        self._stdout = cast("BinaryIO", self._process.stdout)
        self._stderr = io.BufferedReader(cast("io.FileIO", self._process.stderr))
        self._replies: queue.SimpleQueue[Reply | None] = queue.SimpleQueue()
        self._requests: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=target, daemon=True) for target in (self._read, self._write, self._log)
        ]
        self.tell(first)
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self._requests.put(None)
        for thread in self._threads:
            thread.join(timeout=1)
        for pipe in (self._stdin, self._stdout, self._stderr):
            pipe.close()

    def tell(self, request: Request) -> None:
        """Send a message without waiting for the child to read it."""
        self._requests.put(request)

    def reply(self, seconds: float) -> Reply | None:
        """Return the next message; None once the child is gone. Raises queue.Empty after `seconds` without either."""
        return self._replies.get(timeout=seconds)

    def memory_mb(self) -> float:
        """Return the memory that the child uses (resident), MiB; 0 once it is gone."""
        try:
            return float(psutil.Process(self.pid).memory_info().rss) / _MIB
        except psutil.Error:
            return 0.0

    def kill(self) -> None:
        """End the child and all that it started, now, and collect it."""
        if self._process.poll() is None:
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def ending(self) -> str:
        """Wait for the end and return how it came: a signal's name, or `exit code n`."""
        code = self._process.wait()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def _read(self) -> None:
        try:
            while (reply := receive_reply(self._stdout)) is not None:
                self._replies.put(reply)
        finally:
            self._replies.put(None)

    def _write(self) -> None:
        with contextlib.suppress(BrokenPipeError):  # the child is gone; `reply` says so
            while (request := self._requests.get()) is not None:
                send(self._stdin, request)

    def _log(self) -> None:
        for line in self._stderr:
            log.warning("search %d: %s", self.pid, line.decode(errors="replace").rstrip())


def _import_path() -> str:
    """Return this process's import path, so that the child finds the same packages, wherever they lie."""
    return os.pathsep.join(entry or os.getcwd() for entry in sys.path)
