"""A worker's second thread: keeps the lease, hears a stop, and writes down what the search reports."""

import threading
import time
from dataclasses import replace
from types import TracebackType
from typing import Self

import structlog

from api.errors import LeaseLost, StoreUnavailable
from api.jobs.leases import Lease, Leases, Standing
from api.worker.recorder import Recorder

log = structlog.get_logger(__name__)

TICK_SECONDS = 0.25
"""How often a stop is looked for and reports are written: well within the two seconds that a stop may take."""
BEATS_PER_LEASE = 4
"""A lease is prolonged so often within its time: three of four beats may fail."""


class Heartbeat:
    """Runs beside a search from `with` to its end; sets `stop` when the search has to end, for whichever reason."""

    def __init__(
        self,
        leases: Leases,
        lease: Lease,
        recorder: Recorder,
        *,
        lease_seconds: float,
        stop: threading.Event,
        ending: threading.Event,
    ) -> None:
        self._leases = leases
        self._lease = lease
        self._recorder = recorder
        self._every = lease_seconds / BEATS_PER_LEASE
        self._stop = stop
        self._ending = ending
        self._done = threading.Event()
        self._unwritten: Standing | None = None
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)
        self.lost = False
        self.asked = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            self._beat_on()
        except LeaseLost:
            self.lost = True
        except Exception:  # all, bugs too: this thread would end unseen, and without a heartbeat nobody may search on
            log.exception("heartbeat.failed")
            self.lost = True
        finally:
            if self.lost:
                self._stop.set()

    def _beat_on(self) -> None:
        beat_at = time.monotonic() + self._every
        while not self._done.wait(TICK_SECONDS):
            try:
                if time.monotonic() >= beat_at:
                    self.asked = self._leases.beat(self._lease, self._recorder.seconds())
                    beat_at = time.monotonic() + self._every
                else:
                    self.asked = self._leases.look(self._lease)
                if self.asked or self._ending.is_set():
                    self._stop.set()
                self._write()
            except StoreUnavailable as error:  # it may come back before the lease is over
                log.warning("store.unavailable", **error.values)

    def _write(self) -> None:
        self._unwritten = together(self._unwritten, self._recorder.take())
        if self._unwritten is not None:
            self._leases.record(self._lease, self._unwritten)
            self._unwritten = None


def together(earlier: Standing | None, later: Standing | None) -> Standing | None:
    """Return both reports as one: of each figure the later one that is known."""
    if earlier is None or later is None:
        return later or earlier
    return replace(
        later,
        plan=later.plan or earlier.plan,
        bound=earlier.bound if later.bound is None else later.bound,
        metrics=earlier.metrics | later.metrics,
    )
