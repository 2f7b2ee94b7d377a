"""Planners, workers and clocks in any order: a job is never lost, never ends twice, and never gets worse."""

import tempfile
from pathlib import Path

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from api.errors import LeaseLost, NothingToDo, StillSolving
from api.jobs.documents import Job, JobFilter, State
from api.jobs.expiry import expire
from api.jobs.leases import Answer, Lease, Standing, give_up_worker
from api.store import open_store
from tests.api.made import GROUP, Clock, a_request, an_instance, found, jobs_of, leases_of

ALLOWED = {
    None: {State.QUEUED},
    State.QUEUED: {State.SOLVING, State.STOPPED},
    State.SOLVING: {State.QUEUED, State.COMPLETED, State.STOPPED, State.FAILED},
    State.COMPLETED: {State.QUEUED},
    State.STOPPED: {State.QUEUED},
    State.FAILED: {State.QUEUED},
}
"""Which state may follow which; from SOLVING to SOLVING is a takeover, which is no change of state."""


class LifeCycle(RuleBasedStateMachine):
    """The store with its rules, beside what the test knows must be true."""

    submitted = Bundle("submitted")
    leases = Bundle("leases")

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.store = open_store(f"sqlite:///{Path(self.folder.name) / 'zutuan.db'}")
        self.jobs = jobs_of(self.store, self.clock)
        self.workers = {name: leases_of(self.store, self.clock, name) for name in ("w1", "w2", "w3")}
        self.there: set[str] = set()
        self.epochs: dict[str, int] = {}
        self.best: dict[str, int] = {}
        self.bounds: dict[str, int] = {}
        self.plans = 0

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    @rule(target=submitted, priority=st.integers(1, 9))
    def submit(self, priority: int) -> str:
        job = self.jobs.submit(a_request(priority=priority), group=GROUP, instance=an_instance())
        self.there.add(job.id)
        return job.id

    @rule(target=leases, name=st.sampled_from(("w1", "w2", "w3")))
    def claim(self, name: str) -> object:
        task = self.workers[name].claim()
        if task is None:
            assert not any(job.state is State.QUEUED for job in self._all()), "a job that waits is served"
            return multiple()
        job_id, epoch = task.lease.job_id, task.lease.epoch
        assert epoch > self.epochs.get(job_id, 0), "every lease has an epoch of its own"
        assert task.incumbent == self.best.get(job_id), "the best plan comes along"
        assert task.bound == self.bounds.get(job_id), "the best bound comes along"
        self.epochs[job_id] = epoch
        return (name, task.lease)

    @rule(held=leases, better=st.integers(0, 50), bound=st.integers(0, 400))
    def record(self, held: tuple[str, Lease], better: int, bound: int) -> None:
        name, lease = held
        standing = self._found(lease.job_id, better, bound)
        if self._writes(lease, lambda: self.workers[name].record(lease, standing)):
            self._know(lease.job_id, standing)

    @rule(held=leases)
    def beat(self, held: tuple[str, Lease]) -> None:
        name, lease = held
        self._writes(lease, lambda: self.workers[name].beat(lease, 1.0))

    @rule(held=leases, state=st.sampled_from((State.COMPLETED, State.STOPPED, State.FAILED)), better=st.integers(0, 50))
    def conclude(self, held: tuple[str, Lease], state: State, better: int) -> None:
        name, lease = held
        standing = self._found(lease.job_id, better, 300)
        answer = Answer(state, "solved", proven=better == 50)
        if self._writes(lease, lambda: self.workers[name].conclude(lease, answer, standing)):
            self._know(lease.job_id, standing)
            assert self.jobs.get(lease.job_id, group=GROUP).state is state

    @rule(held=consumes(leases))
    def hand_back(self, held: tuple[str, Lease]) -> None:
        name, lease = held
        if self._writes(lease, lambda: self.workers[name].hand_back(lease, Standing(1.0))):
            assert self.jobs.get(lease.job_id, group=GROUP).state is State.QUEUED

    @rule(name=st.sampled_from(("w1", "w2", "w3")))
    def die(self, name: str) -> None:
        give_up_worker(self.store, name)

    @rule(job_id=submitted)
    def stop(self, job_id: str) -> None:
        if job_id in self.there:
            before = self.jobs.get(job_id, group=GROUP).state
            after = self.jobs.stop(job_id, group=GROUP).state
            assert after is (State.STOPPED if before is State.QUEUED else before)

    @rule(job_id=submitted)
    def resume(self, job_id: str) -> None:
        if job_id in self.there:
            before = self.jobs.get(job_id, group=GROUP).state
            try:
                assert self.jobs.resume(job_id, 5, group=GROUP).state is State.QUEUED
                assert before.ended
            except NothingToDo:
                assert before in (State.QUEUED, State.SOLVING, State.COMPLETED, State.STOPPED, State.FAILED)

    @rule(job_id=submitted)
    def delete(self, job_id: str) -> None:
        if job_id in self.there:
            before = self.jobs.get(job_id, group=GROUP).state
            try:
                self.jobs.delete(job_id, group=GROUP)
                self.there.discard(job_id)
                assert before is not State.SOLVING
            except StillSolving:
                assert before is State.SOLVING

    @rule(seconds=st.sampled_from((1.0, 11.0, 90000.0)))
    def wait(self, seconds: float) -> None:
        self.clock.now += seconds

    @rule()
    def tidy(self) -> None:
        over = {job.id for job in self._all() if job.expires_at and job.expires_at.timestamp() <= self.clock.now}
        expire(self.store, self.clock.now, keep_days=1)
        assert all(job.state.ended for job in self._all() if job.id in over)
        self.there -= over

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "store"):
            assert {job.id for job in self._all()} == self.there

    @invariant()
    def jobs_are_whole(self) -> None:
        for job in self._all() if hasattr(self, "store") else ():
            assert (job.finished_at is not None) == job.state.ended
            assert (job.expires_at is not None) == job.state.ended
            assert job.progress.incumbent == self.best.get(job.id)
            assert job.progress.bound == self.bounds.get(job.id)
            assert (job.plan_id is None) == (job.id not in self.best)
            if job.plan_id is not None:
                assert self.jobs.get_plan(job.plan_id, group=GROUP)[0].objective == self.best[job.id]

    @invariant()
    def events_tell_the_story(self) -> None:
        for job in self._all() if hasattr(self, "store") else ():
            events = self.jobs.events(job.id, group=GROUP)
            assert [event.seq for event in events] == list(range(1, len(events) + 1))
            states = [State(str(event.body["state"])) for event in events if event.kind == "state"]
            assert states[-1] is job.state
            for before, after in zip([None, *states], states, strict=False):
                assert after in ALLOWED[before]
            assert sum(event.kind == "done" for event in events) == sum(state.ended for state in states)

    def _all(self) -> tuple[Job, ...]:
        return self.jobs.page(JobFilter(), group=GROUP, limit=200).items

    def _found(self, job_id: str, better: int, bound: int) -> Standing:
        """A plan that is better than the best by so much: searches report no worse ones."""
        self.plans += 1
        return found(self.plans, self.best.get(job_id, 10_000) - better - 1, bound)

    def _know(self, job_id: str, standing: Standing) -> None:
        assert standing.plan is not None
        assert standing.bound is not None
        self.best[job_id] = standing.plan.objective
        self.bounds[job_id] = max(standing.bound, self.bounds.get(job_id, 0))

    def _writes(self, lease: Lease, write: object) -> bool:
        """Whether a write was taken; it must be exactly if the lease is the newest and the job is being solved."""
        assert callable(write)
        rightly = (
            lease.job_id in self.there
            and self.epochs[lease.job_id] == lease.epoch
            and self.jobs.get(lease.job_id, group=GROUP).state is State.SOLVING
        )
        try:
            write()
        except LeaseLost:
            assert not rightly, "the holder of the lease may write"
            return False
        assert rightly, "nobody else may"
        return True


LifeCycle.TestCase.settings = hypothesis_settings(max_examples=20, stateful_step_count=30)
TestLifeCycle = LifeCycle.TestCase
