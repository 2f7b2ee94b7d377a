"""Heavy calls outside the event loop's process: reading large bodies, checks, workbooks, reports.

A large document holds the interpreter for seconds; in a thread it would delay every other request with it. Each `Clerk`
is a process that is started once, stays warm, does one call at a time, and can be killed where a call takes too long.
"""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar, cast

from api.problems import Problem
from solver.errors import InternalError, ZutuanError

IN_THREAD_BYTES = 64 * 1024
"""Documents up to this size are read in a thread: about 10 ms of the interpreter."""

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
_Call = tuple[Callable[..., object], tuple[object, ...]]


@dataclass(frozen=True)
class _Failed:
    """A call that raised something that is not ours: its class and where, never its values."""

    name: str


class Clerk:
    """A warm process that does one call at a time."""

    def __init__(self, preload: tuple[str, ...]) -> None:
        self._preload = preload
        self._context = multiprocessing.get_context("spawn")
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._ours: Connection | None = None

    def call(self, function: Callable[..., object], args: tuple[object, ...], seconds: float) -> object:
        """Return what the function returns there. Raises TimeoutError, EOFError where the process died, and ZutuanErrors."""
        with self._lock:
            pipe = self._started()
            try:
                pipe.send((function, args))
                if not pipe.poll(seconds):
                    raise TimeoutError
                answer = pipe.recv()
            except (OSError, EOFError, TimeoutError):
                self._end()
                raise
        if isinstance(answer, _Failed):
            raise InternalError(f"{function.__name__} raised {answer.name}")
        if isinstance(answer, ZutuanError | Problem):
            raise answer
        return cast("object", answer)

    def start(self) -> None:
        """Start the process, so that the first call finds it warm."""
        with self._lock:
            self._started()

    def close(self) -> None:
        """End the process, also in the middle of a call."""
        process = self._process
        if process is not None and process.is_alive():
            process.kill()
        with self._lock:
            self._end()

    def _started(self) -> Connection:
        if self._ours is None or self._process is None or not self._process.is_alive():
            self._end()
            self._ours, theirs = self._context.Pipe()
            self._process = self._context.Process(target=_serve, args=(theirs, self._preload), daemon=True)
            self._process.start()
            theirs.close()
        return self._ours

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._ours is not None:
            self._ours.close()
        self._process = self._ours = None


class Offload:
    """A few clerks; `run` takes a free one, or a thread where the call is light."""

    def __init__(self, clerks: int = 2, seconds: float = 120.0, preload: tuple[str, ...] = ()) -> None:
        self._clerks = [Clerk(preload) for _ in range(clerks)]
        self._free: list[Clerk] = list(self._clerks)
        self._turn = asyncio.Semaphore(clerks)
        self._seconds = seconds

    async def run(
        self,
        size: int,
        function: Callable[Parameters, Result],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Result:
        """Return what a module-level function returns; `size` is that of its documents, bytes.

        Raises ZutuanErrors of the function; Problem where the clerk was lost or took longer than the limit.
        """
        assert not kwargs, "a clerk is given positional arguments only"
        if size <= IN_THREAD_BYTES:
            return await asyncio.to_thread(function, *args, **kwargs)
        async with self._turn:
            clerk = self._free.pop(0)
            try:
                answer = await _finished(clerk.call, function, args, self._seconds)
            except TimeoutError:
                raise Problem("too_busy", seconds=int(self._seconds), headers={"Retry-After": "60"}) from None
            except (OSError, EOFError):
                raise Problem("unavailable", reason="out of memory") from None
            finally:
                self._free.insert(0, clerk)
        return cast("Result", answer)

    async def start(self) -> None:
        """Start one clerk, so that the first large body finds it warm; the others start when they are needed."""
        await asyncio.to_thread(self._clerks[0].start)

    async def close(self) -> None:
        """End every clerk."""
        await asyncio.gather(*(asyncio.to_thread(clerk.close) for clerk in self._clerks))


async def _finished(call: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
    """Run a call in a thread to its end, also where the client has gone: its clerk is not free before."""
    task = asyncio.ensure_future(asyncio.to_thread(call, *args, **kwargs))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        with contextlib.suppress(Exception):
            await task
        raise


def _serve(pipe: Connection, preload: tuple[str, ...]) -> None:
    """Do calls until the other side closes, or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the server ends us itself
    os.nice(5)  # polls come before large bodies
    for module in preload:
        __import__(module)
    while True:
        try:
            function, args = cast("_Call", pipe.recv())
        except (EOFError, OSError):
            return
        pipe.send(_answer(function, args))


def _answer(function: Callable[..., object], args: tuple[object, ...]) -> object:
    try:
        return function(*args)
    except (ZutuanError, Problem) as error:
        return error
    except MemoryError:
        return Problem("unavailable", reason="out of memory")
    except Exception as error:  # told by name only: its text may quote people
        return _Failed(type(error).__name__)
