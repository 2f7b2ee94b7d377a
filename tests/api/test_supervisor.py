"""Children that die are started again; one that cannot live ends the service; the end leaves nothing behind."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from api import supervisor as module
from api.jobs.leases import Leases
from api.store import Store, open_store
from api.supervisor import ServerKeepsDying, Supervisor, environment, listen
from tests.api.made import GROUP, Clock, a_request, an_instance, jobs_of, leases_of, settings

LIVE = "import time; time.sleep(600)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'zutuan.db'}")
    yield opened
    opened.close()


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with listen("127.0.0.1", 0) as bound:
        yield bound


class Stubbed(Supervisor):
    """A supervisor whose children run a line of Python."""

    server, worker = LIVE, LIVE

    def start_all(self) -> threading.Thread:
        thread = threading.Thread(target=self.run)
        thread.start()
        return thread

    def _start(self, *arguments: str, pass_fds: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
        code = self.server if "api.serving" in arguments else self.worker
        return subprocess.Popen((sys.executable, "-c", code), stdout=subprocess.DEVNULL)

    def running(self) -> dict[str, psutil.Process]:
        found = {child.name: child.process for child in self._children if child.process is not None}
        return {name: psutil.Process(process.pid) for name, process in found.items() if process.poll() is None}


def _until(holds: Callable[[], object]) -> None:
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until, "never came true"
        time.sleep(0.02)


def test_what_dies_is_started_again_and_its_jobs_are_free_at_once(store: Store, listening: socket.socket) -> None:
    clock = Clock(time.time())
    jobs_of(store, clock).submit(a_request(), group=GROUP, instance=an_instance())
    supervisor = Stubbed(settings(workers=2, lease_seconds=1000.0), listening, store)
    thread = supervisor.start_all()
    try:
        _until(lambda: len(supervisor.running()) == 3)
        before = supervisor.running()
        victim = next(name for name in before if name.startswith("worker-1"))
        assert leases_of(store, clock, victim).claim() is not None
        other = Leases(store, settings(), "other")
        assert other.claim() is None
        before[victim].kill()
        _until(lambda: len(supervisor.running()) == 3 and victim not in supervisor.running())
        assert supervisor.running().keys() & before.keys() == before.keys() - {victim}
        assert other.claim() is not None
    finally:
        supervisor.ending.set()
        thread.join()
    assert supervisor.running() == {}


def test_a_server_that_dies_right_after_every_start_ends_the_service(
    store: Store, listening: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_DELAY", 0.01)
    supervisor = Stubbed(settings(workers=1), listening, store)
    supervisor.server = "raise SystemExit(1)"
    with pytest.raises(ServerKeepsDying):
        supervisor.run()
    assert supervisor.running() == {}


def test_a_child_that_will_not_end_is_killed(
    store: Store, listening: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KILL_SECONDS", 0.2)
    supervisor = Stubbed(settings(workers=0, grace_seconds=0.0), listening, store)
    supervisor.server = DEAF
    thread = supervisor.start_all()
    _until(lambda: len(supervisor.running()) == 1)
    time.sleep(0.2)  # it may not be deaf yet; then it ends by itself, which is as good
    supervisor.ending.set()
    thread.join()
    assert supervisor.running() == {}


def test_children_are_told_the_settings_by_their_environment() -> None:
    told = environment(settings(database="postgresql://me:secret@db/z", workers=3))
    assert told["ZUTUAN_DATABASE"] == "postgresql+psycopg://me:secret@db/z"
    assert told["ZUTUAN_WORKERS"] == "3"


def test_an_address_that_is_taken_is_an_error(listening: socket.socket) -> None:
    with pytest.raises(OSError, match="in use"):
        listen("127.0.0.1", listening.getsockname()[1])
