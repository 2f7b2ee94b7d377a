"""A worker: takes one job after another, and gives back what it cannot finish."""

import threading
import time
from collections.abc import Callable

import structlog

from api.errors import LeaseLost, StoreUnavailable
from api.jobs.expiry import expire
from api.jobs.leases import Answer, Leases, Standing, Task
from api.settings import ServiceSettings
from api.store import Store
from api.worker.heartbeat import Heartbeat
from api.worker.searching import SEARCH_DIED, Ended, Prepared, failed, prepared
from solver.domain.outcome import StoppedBy
from solver.errors import SearchDied

log = structlog.get_logger(__name__)

LOOK_SECONDS = 0.25
"""How often an idle worker looks for a job."""
PRESENT_SECONDS = 2.0
"""How often an idle worker says that it is there."""
TIDY_SECONDS = 60.0
"""How often an idle worker removes what has expired."""
TRIES_MORE = 2
"""A search that was killed before its first plan is tried so often again: whoever killed it may have meant another one."""
PATIENCE_SECONDS = 60.0
"""How long an answer is held for a database that does not take it; after that the job is searched again by others."""


class Worker:
    """Serves jobs until `ending` is set; then the running one goes back to the queue with its best plan."""

    def __init__(self, store: Store, settings: ServiceSettings, name: str, ending: threading.Event) -> None:
        self._store = store
        self._settings = settings
        self._leases = Leases(store, settings, name)
        self._ending = ending
        self._present_at = self._tidy_at = 0.0

    def run(self) -> None:
        """Serve jobs until the end."""
        while not self._ending.is_set():
            try:
                if not self.serve_next():
                    self._idle()
                    self._ending.wait(LOOK_SECONDS)
            except StoreUnavailable as error:
                log.warning("store.unavailable", **error.values)
                self._ending.wait(1.0)
        self._told(self._leases.leave, "worker.left")

    def serve_next(self) -> bool:
        """Serve one job if one waits; return whether one did. Raises StoreUnavailable."""
        task = self._leases.claim()
        if task is None:
            return False
        with structlog.contextvars.bound_contextvars(job=task.lease.job_id, epoch=task.lease.epoch):
            log.info("job.claimed", kind=task.kind, attempts=task.attempts)
            try:
                self._serve(task)
            except LeaseLost:
                log.warning("job.lease_lost")
        return True

    def _serve(self, task: Task) -> None:
        stop = threading.Event()
        try:
            search = prepared(task)
        except Exception as error:  # all: a document of another version may fail in any way, and nobody can search it
            log.exception("job.unreadable")
            self._leases.conclude(task.lease, failed(error), Standing(task.spent))
            return
        with Heartbeat(
            self._leases, task.lease, search.recorder,
            lease_seconds=self._settings.lease_seconds, stop=stop, ending=self._ending,
        ) as beat:  # fmt: skip
            if search.derived is not None:
                self._leases.store_instance(task.lease, search.derived)
            answer, standing, cut = self._answer(search, task, stop, beat)
            if beat.lost:
                raise LeaseLost(id=task.lease.job_id, epoch=task.lease.epoch)
            died = answer.failure is not None and answer.failure.code == SEARCH_DIED
            if died and task.attempts < TRIES_MORE and not beat.asked:
                self._told(lambda: self._leases.hand_back(task.lease, standing, died=True), "job.tried_again")
            elif cut and self._ending.is_set() and not beat.asked:
                self._told(lambda: self._leases.hand_back(task.lease, standing), "job.handed_back")
            else:
                self._insist(lambda: self._leases.conclude(task.lease, answer, standing), beat)
                log.info("job.ended", state=answer.state.value, outcome=answer.kind)

    def _answer(
        self, search: Prepared, task: Task, stop: threading.Event, beat: Heartbeat
    ) -> tuple[Answer, Standing, bool]:
        """Return how a job ends, what it has then, and whether it was cut short."""
        try:
            if task.stop_asked:
                ended = search.unsearched(StoppedBy.REQUEST)
            elif task.attempts > self._settings.attempts:
                ended = _given_up(search, task)
            else:
                ended = search.run(stop)
        except Exception as error:  # all, bugs too: one job fails, and the worker goes on to the next
            log.exception("job.failed")
            return failed(error), Standing(search.recorder.seconds()), False
        return ended.answer(stopped=beat.asked or task.stop_asked), ended.standing, ended.cut

    def _insist(self, write: Callable[[], None], beat: Heartbeat) -> None:
        """Write an answer, again and again where the database does not take it. Raises LeaseLost, StoreUnavailable."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return write()
            except StoreUnavailable as error:
                log.warning("answer.waits", **error.values)
                if time.monotonic() > until or self._ending.is_set() or beat.lost:
                    raise
                time.sleep(0.5)

    def _told(self, write: Callable[[], None], event: str) -> None:
        """Write something that can be done without: the lease runs out by itself."""
        try:
            write()
            log.info(event)
        except (StoreUnavailable, LeaseLost) as error:
            log.warning(event, failed=error.code)

    def _idle(self) -> None:
        now = time.monotonic()
        if now >= self._present_at:
            self._leases.present()
            self._present_at = now + PRESENT_SECONDS
        if now >= self._tidy_at:
            removed = expire(self._store, time.time(), self._settings.keep_days)
            if any(removed.values()):
                log.info("expired", **removed)
            self._tidy_at = now + TIDY_SECONDS


def _given_up(search: Prepared, task: Task) -> Ended:
    """Return what a job has over which too many workers died. Raises SearchDied where that is nothing."""
    log.error("job.given_up", attempts=task.attempts)
    if task.plan is None:
        raise SearchDied(f"{task.attempts} workers died over it")
    return search.unsearched(StoppedBy.KILLED)
