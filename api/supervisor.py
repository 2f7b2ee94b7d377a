"""Keeps one server process and the workers running. It does nothing else, so that nothing else can bring it down.

It holds the listening socket: while a server is started anew, connections wait in the socket's queue. When it ends, however that
happens, its children end: told so by SIGTERM, or by the kernel where it was killed.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from api.errors import StoreUnavailable
from api.jobs.leases import give_up_worker
from api.settings import ServiceSettings
from api.store import Store

log = structlog.get_logger(__name__)

LOOK_SECONDS = 0.1
HEALTHY_SECONDS = 10.0
"""A child that lived so long has started well: the next start is not delayed."""
LONGEST_DELAY = 10.0
KILL_SECONDS = 4.0
"""Time after the grace until a child that does not end is killed."""
SERVER = "server"


class ServerKeepsDying(Exception):
    """The server process has died so often right after its start that it makes no sense to go on."""


MOST_DEATHS = 6


@dataclass
class Child:
    """A process that is to run all the time."""

    role: str
    start: Callable[[str], subprocess.Popen[bytes]]
    name: str = ""
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    deaths: int = 0
    due_at: float = field(default=0.0)


class Supervisor:
    """Starts and restarts the server and the workers until `ending` is set."""

    def __init__(self, settings: ServiceSettings, listening: socket.socket, store: Store) -> None:
        self._settings = settings
        self._listening = listening
        self._store = store
        self._service = uuid.uuid4().hex[:8]
        self.ending = threading.Event()
        self._children = [Child(SERVER, self._start_server)]
        self._children += [Child(f"worker-{number}", self._start_worker) for number in range(1, settings.workers + 1)]

    def run(self) -> None:
        """Keep the children running until the end; then stop them. Raises ServerKeepsDying."""
        try:
            while not self.ending.wait(LOOK_SECONDS):
                for child in self._children:
                    self._look_after(child)
        finally:
            self._stop_all()

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is not None and (code := child.process.poll()) is not None:
            healthy = now - child.started_at >= HEALTHY_SECONDS
            child.deaths = 1 if healthy else child.deaths + 1
            child.due_at = now if child.deaths == 1 else now + min(0.1 * 2**child.deaths, LONGEST_DELAY)
            child.process = None
            log.warning("child.died", child=child.name, code=code, deaths=child.deaths)
            if child.role == SERVER and child.deaths >= MOST_DEATHS:
                raise ServerKeepsDying
            self._give_up(child)
        if child.process is None and now >= child.due_at:
            child.name = f"{child.role}-{self._service}-{uuid.uuid4().hex[:6]}"
            child.started_at = now
            child.process = child.start(child.name)
            log.info("child.started", child=child.name, pid=child.process.pid)

    def _give_up(self, child: Child) -> None:
        """Let others have a dead worker's job now; where the database does not answer the lease runs out by itself."""
        if child.role == SERVER:
            return
        try:
            if given := give_up_worker(self._store, child.name):
                log.warning("jobs.freed", child=child.name, jobs=given)
        except StoreUnavailable as error:
            log.warning("store.unavailable", **error.values)

    def _start_server(self, name: str) -> subprocess.Popen[bytes]:
        descriptor = self._listening.fileno()
        return self._start("-m", "api.serving", str(descriptor), pass_fds=(descriptor,))

    def _start_worker(self, name: str) -> subprocess.Popen[bytes]:
        return self._start("-m", "api.worker", name)

    def _start(self, *arguments: str, pass_fds: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
        """Start a child in a session of its own: a Ctrl-C at the terminal is ours to pass on."""
        return subprocess.Popen(
            (sys.executable, "-P", *arguments),
            stdin=subprocess.DEVNULL,
            pass_fds=pass_fds,
            start_new_session=True,
            env=environment(self._settings),
        )

    def _stop_all(self) -> None:
        running = [child.process for child in self._children if child.process is not None]
        for process in running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        until = time.monotonic() + self._settings.grace_seconds + KILL_SECONDS
        for process in running:
            try:
                process.wait(max(until - time.monotonic(), 0.0))
            except subprocess.TimeoutExpired:
                log.warning("child.killed", pid=process.pid)
                process.kill()
                process.wait()


def environment(settings: ServiceSettings) -> dict[str, str]:
    """Return this process's environment with the settings in it; a password in a URL stays out of command lines."""
    told = {f"ZUTUAN_{name.upper()}": str(value) for name, value in settings.model_dump(mode="json").items()}
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)  # children find the same packages
    return os.environ | told | {"PYTHONPATH": path}


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises OSError if the address is taken or is none of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(2048)
    except OSError:
        listening.close()
        raise
    return listening
