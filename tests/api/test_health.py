"""What `/readyz` and `/metrics` say of a store."""

from pathlib import Path

from api.health import jobs_by_state, oldest_wait, readiness, workers_alive
from api.store import Store
from tests.api.made import GROUP, Clock, a_request, an_instance, jobs_of, leases_of


def test_a_service_is_ready_once_a_worker_was_heard_of(store: Store) -> None:
    clock = Clock()
    assert not readiness(store, workers_wanted=1, now=clock.now).ready
    assert readiness(store, workers_wanted=0, now=clock.now).ready
    worker = leases_of(store, clock)
    worker.present()
    assert readiness(store, workers_wanted=1, now=clock.now + 10).ready
    assert not readiness(store, workers_wanted=1, now=clock.now + 20).ready
    worker.leave()
    assert workers_alive(store, clock.now) == 0


def test_a_service_without_its_database_is_not_ready(tmp_path: Path) -> None:
    found = readiness(Store(f"sqlite:///{tmp_path / 'none' / 'zutuan.db'}"), workers_wanted=0)
    assert (found.database, found.ready) == (False, False)


def test_the_queue_is_counted(store: Store) -> None:
    clock = Clock()
    jobs = jobs_of(store, clock)
    assert oldest_wait(store, clock.now) == 0.0
    for _ in range(3):
        jobs.submit(a_request(), group=GROUP, instance=an_instance())
        clock.now += 10
    leases_of(store, clock).claim()
    assert jobs_by_state(store) == {"QUEUED": 2, "SOLVING": 1, "COMPLETED": 0, "STOPPED": 0, "FAILED": 0}
    assert oldest_wait(store, clock.now) == 20.0
