"""A service of its own for benchmarks and tests: `zutuan serve` on a free port, with its processes to look at."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil

START_SECONDS = 120.0
"""Most time until a service answers, on a crowded machine too."""


class Service:
    """A running `zutuan serve`; can be killed and started again on the same database and port."""

    def __init__(self, folder: Path, *, workers: int = 2, database: str | None = None, **environment: str) -> None:
        self.folder = folder
        self.database = database or str(folder / "zutuan.db")
        self._workers = workers
        self._environment = {f"ZUTUAN_{name.upper()}": value for name, value in environment.items()}
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0
        self.client = httpx.Client(timeout=30.0, trust_env=False)

    def start(self) -> None:
        """Start the service and wait until it is ready."""
        command = [sys.executable, "-P", "-m", "zutuan", "serve", "--port", str(self.port), "--database", self.database]
        with (self.folder / "serve.log").open("ab") as log:
            log_begin = log.tell()
            self._process = subprocess.Popen(
                [*command, "--workers", str(self._workers), "--lang", "en"],
                stderr=log,
                stdout=log,
                env=os.environ | self._environment | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        self.port = self._port(log_begin)
        self.wait_ready()

    def wait_ready(self) -> None:
        """Wait until `/readyz` says yes. Raises TimeoutError."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(httpx.HTTPError):
                if self.client.get(self.url("/readyz")).status_code == 200:
                    return
            time.sleep(0.2)
        raise TimeoutError(self.log()[-2000:])

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def ask(self, method: str, path: str, **rest: Any) -> httpx.Response:
        """Ask, again where nobody answers: a client of a service whose server may just be dead. Raises TimeoutError."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(httpx.TransportError):
                return self.client.request(method, self.url(path), **rest)
            time.sleep(0.1)
        raise TimeoutError(path)

    def children(self, module: str) -> list[psutil.Process]:
        """Return the running processes of a module (`api.worker`, `api.serving`) of this service."""
        if self._process is None:
            return []
        with contextlib.suppress(psutil.NoSuchProcess):
            found = psutil.Process(self._process.pid).children()
            return [child for child in found if _runs(child, module)]
        return []

    def searches(self) -> list[psutil.Process]:
        """Return the running searches of all workers."""
        found: list[psutil.Process] = []
        for worker in self.children("api.worker"):
            with contextlib.suppress(psutil.NoSuchProcess):
                found += [child for child in worker.children() if _runs(child, "solver.process")]
        return found

    def kill(self) -> None:
        """Kill the supervisor, and with it everything, as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def end(self) -> int:
        """End the service by SIGTERM and return its exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(timeout=60)

    def running(self) -> bool:
        """Whether the supervisor is there."""
        return self._process is not None and self._process.poll() is None

    def log(self) -> str:
        """Return what the service has logged so far."""
        return (self.folder / "serve.log").read_text(encoding="utf-8", errors="replace")

    def _port(self, begin: int) -> int:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            for line in self.log()[begin:].splitlines():
                if line.startswith("Serving at http://"):
                    return int(line.split()[2].rsplit(":", 1)[1])
            if not self.running():
                break
            time.sleep(0.1)
        raise TimeoutError(self.log()[-2000:])


@contextmanager
def running(folder: Path, **settings: Any) -> Iterator[Service]:
    """Give a running service, and leave nothing of it behind."""
    service = Service(folder, **settings)
    try:
        service.start()
        yield service
    finally:
        if service.running():
            service.kill()
        service.client.close()


def _runs(process: psutil.Process, module: str) -> bool:
    try:
        return module in process.cmdline()
    except psutil.Error:
        return False
