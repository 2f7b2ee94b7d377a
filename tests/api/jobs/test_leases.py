"""Who may write about a job, and when: priority and age, leases that run out, and writes of an older epoch."""

import threading
from collections.abc import Callable

import pytest

from api.errors import LeaseLost, NotFound
from api.jobs import Jobs
from api.jobs.documents import State
from api.jobs.expiry import expire
from api.jobs.leases import Answer, Lease, Leases, Standing, give_up_worker
from api.store import Store
from tests.api.made import GROUP, Clock, a_request, an_instance, found, jobs_of, leases_of

DAY = 86400.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def jobs(store: Store, clock: Clock) -> Jobs:
    return jobs_of(store, clock)


def _submit(jobs: Jobs, **changes: object) -> str:
    return jobs.submit(a_request(**changes), group=GROUP, instance=an_instance()).id


def _claimed(leases: Leases) -> Lease:
    task = leases.claim()
    assert task is not None
    return task.lease


def test_urgent_jobs_come_first_and_among_equals_the_older_one(jobs: Jobs, store: Store, clock: Clock) -> None:
    wanted = []
    for name, priority in [("second", 5), ("third", 5), ("first", 9), ("last", 1)]:
        clock.now += 1
        wanted.append((name, _submit(jobs, name=name, priority=priority)))
    leases = leases_of(store, clock)
    served = [_claimed(leases).job_id for _ in wanted]
    names = {job_id: name for name, job_id in wanted}
    assert [names[job_id] for job_id in served] == ["first", "second", "third", "last"]
    assert leases.claim() is None


def test_many_workers_at_once_never_share_a_job(jobs: Jobs, store: Store, clock: Clock) -> None:
    wanted = sorted(_submit(jobs) for _ in range(24))
    served: list[str] = []

    def serve(name: str) -> None:
        leases = leases_of(store, clock, name)
        while (task := leases.claim()) is not None:
            served.append(task.lease.job_id)

    threads = [threading.Thread(target=serve, args=(f"w{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(served) == wanted


def test_a_lease_that_is_kept_up_is_nobody_elses(jobs: Jobs, store: Store, clock: Clock) -> None:
    _submit(jobs)
    mine, other = leases_of(store, clock), leases_of(store, clock, "w2")
    lease = _claimed(mine)
    for _ in range(5):
        clock.now += 9
        assert mine.beat(lease, 1.0) is False
        assert other.claim() is None


def test_a_silent_workers_job_goes_on_from_its_best(jobs: Jobs, store: Store, clock: Clock) -> None:
    job_id = _submit(jobs)
    mine = leases_of(store, clock)
    mine.record(_claimed(mine), found(1, 900, 700, seconds=4.0))
    clock.now += 11
    task = leases_of(store, clock, "w2").claim()
    assert task is not None
    assert (task.lease.epoch, task.attempts, task.spent) == (2, 1, 4.0)
    assert (task.plan, task.incumbent, task.bound) == (b'{"plan":1}', 900, 700)
    assert jobs.get(job_id, group=GROUP).state is State.SOLVING


LATE: dict[str, Callable[[Leases, Lease], object]] = {
    "beat": lambda leases, lease: leases.beat(lease, 9.0),
    "look": lambda leases, lease: leases.look(lease),
    "record": lambda leases, lease: leases.record(lease, found(9, 1, 1)),
    "conclude": lambda leases, lease: leases.conclude(lease, Answer(State.COMPLETED, "solved"), found(9, 1, 1)),
    "hand_back": lambda leases, lease: leases.hand_back(lease, found(9, 1, 1)),
    "store_instance": lambda leases, lease: leases.store_instance(lease, an_instance("late")),
}


@pytest.mark.parametrize("write", LATE)
@pytest.mark.parametrize("since", ["taken over", "ended", "stopped while waiting"])
def test_a_write_of_an_older_epoch_is_refused(jobs: Jobs, store: Store, clock: Clock, write: str, since: str) -> None:
    job_id = _submit(jobs)
    mine, other = leases_of(store, clock), leases_of(store, clock, "w2")
    lease = _claimed(mine)
    if since == "stopped while waiting":
        mine.hand_back(lease, Standing(0.0))
        jobs.stop(job_id, group=GROUP)
    else:
        clock.now += 11
        later = _claimed(other)
        if since == "ended":
            other.conclude(later, Answer(State.COMPLETED, "solved"), found(1, 900, 900))
    before, told = jobs.get(job_id, group=GROUP), jobs.events(job_id, group=GROUP)
    with pytest.raises(LeaseLost):
        LATE[write](mine, lease)
    assert jobs.get(job_id, group=GROUP) == before
    assert jobs.events(job_id, group=GROUP) == told
    with pytest.raises(NotFound):
        jobs.get_instance(an_instance("late").document.id, group=GROUP)


def test_what_a_search_reports_becomes_events(jobs: Jobs, store: Store, clock: Clock) -> None:
    job_id = _submit(jobs)
    leases = leases_of(store, clock)
    lease = _claimed(leases)
    for standing in [
        Standing(0.5, bound=600),
        found(1, 900, 650),
        Standing(2.0, bound=640),  # a bound is never taken back
        found(2, 800),
        found(2, 800, 800),
    ]:
        leases.record(lease, standing)
    leases.conclude(lease, Answer(State.COMPLETED, "solved", proven=True), found(2, 800, 800))
    events = jobs.events(job_id, group=GROUP)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [(event.kind, event.body.get("incumbent"), event.body.get("bound")) for event in events[2:6]] == [
        ("bound", None, 600),
        ("incumbent", 900, 650),
        ("incumbent", 800, 650),
        ("bound", 800, 800),
    ]
    assert [event.kind for event in events[6:]] == ["state", "done"]
    assert events[-1].body == {"state": "COMPLETED", "outcome": "solved"}
    assert jobs.heads([job_id, "none"]) == {job_id: len(events)}
    assert jobs.events(job_id, 6, group=GROUP) == events[6:]


def test_only_the_best_plan_stays_in_the_store(jobs: Jobs, store: Store, clock: Clock) -> None:
    job_id = _submit(jobs)
    leases = leases_of(store, clock)
    lease = _claimed(leases)
    leases.record(lease, found(1, 900))
    first = jobs.get(job_id, group=GROUP).plan_id
    leases.record(lease, found(2, 800))
    second = jobs.get(job_id, group=GROUP).plan_id
    assert first is not None
    assert second is not None
    with pytest.raises(NotFound):
        jobs.get_plan(first, group=GROUP)
    jobs.keep(second, group=GROUP)
    leases.record(lease, found(3, 700))
    assert jobs.get_plan(second, group=GROUP)[0].objective == 800


def test_a_stop_is_heard_and_survives_the_worker(jobs: Jobs, store: Store, clock: Clock) -> None:
    job_id = _submit(jobs)
    leases = leases_of(store, clock)
    lease = _claimed(leases)
    assert leases.look(lease) is False
    jobs.stop(job_id, group=GROUP)
    assert leases.look(lease) is True
    clock.now += 11
    task = leases_of(store, clock, "w2").claim()
    assert task is not None
    assert task.stop_asked


def test_a_job_handed_back_waits_with_what_was_found_and_counts_no_death(
    jobs: Jobs, store: Store, clock: Clock
) -> None:
    job_id = _submit(jobs)
    leases = leases_of(store, clock)
    leases.hand_back(_claimed(leases), found(1, 900, 700))
    assert (jobs.get(job_id, group=GROUP).state, jobs.get(job_id, group=GROUP).progress.incumbent) == ("QUEUED", 900)
    task = leases.claim()
    assert task is not None
    assert (task.attempts, task.plan) == (0, b'{"plan":1}')


def test_the_job_of_a_worker_known_to_be_dead_is_free_at_once(jobs: Jobs, store: Store, clock: Clock) -> None:
    _submit(jobs)
    _claimed(leases_of(store, clock))
    other = leases_of(store, clock, "w2")
    assert other.claim() is None
    assert give_up_worker(store, "w1") == 1
    assert _claimed(other).epoch == 2


def test_what_has_expired_goes_and_what_is_kept_or_needed_stays(jobs: Jobs, store: Store, clock: Clock) -> None:
    leases = leases_of(store, clock)
    ended = [_submit(jobs) for _ in range(2)]
    for number, _ in enumerate(ended):
        leases.conclude(_claimed(leases), Answer(State.COMPLETED, "solved"), found(number, 900))
    gone, kept = (jobs.get(job_id, group=GROUP).plan_id for job_id in ended)
    assert gone is not None
    assert kept is not None
    jobs.keep(kept, group=GROUP)
    lonely = jobs.put_instance(an_instance("lonely"), group=GROUP)
    clock.now += DAY / 2
    waits = _submit(jobs)
    assert expire(store, clock.now, keep_days=1) == {"jobs": 0, "instances": 0, "keys": 0}
    clock.now += DAY / 2 + 1
    assert expire(store, clock.now, keep_days=1) == {"jobs": 2, "instances": 1, "keys": 0}
    assert jobs.get(waits, group=GROUP).state is State.QUEUED
    assert jobs.get_plan(kept, group=GROUP)[0].instance_id == an_instance().document.id
    jobs.get_instance(an_instance().document.id, group=GROUP)
    for ask in (lambda: jobs.get_plan(gone, group=GROUP), lambda: jobs.get_instance(lonely.id, group=GROUP)):
        with pytest.raises(NotFound):
            ask()
