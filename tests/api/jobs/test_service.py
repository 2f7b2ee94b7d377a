"""What a planner may do with a job, in each state; and that nothing of another group exists."""

from collections.abc import Callable

import pytest

from api.errors import BadRequest, NoPlanYet, NotFound, NothingToDo, QueueFull, ServiceError, StillSolving, TooLarge
from api.jobs import Jobs
from api.jobs.documents import JobFilter, State
from api.jobs.leases import Answer
from api.store import Store, packed
from solver.settings import Settings
from tests.api.made import GROUP, Clock, a_request, an_instance, found, jobs_of, leases_of

OTHER = "west"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def jobs(store: Store, clock: Clock) -> Jobs:
    return jobs_of(store, clock)


def _in_state(jobs: Jobs, clock: Clock, state: State, *, proven: bool = False) -> str:
    """Submit a job and bring it into a state, with a plan of 900 and a bound of 700 where it was searched."""
    job_id = jobs.submit(a_request(), group=GROUP, instance=an_instance()).id
    if state is State.QUEUED:
        return job_id
    leases = leases_of(jobs.store, clock)
    task = leases.claim()
    assert task is not None
    leases.record(task.lease, found(1, 900, 700))
    if state is not State.SOLVING:
        text = packed({"kind": "solved"}).body
        leases.conclude(task.lease, Answer(state, "solved", text, proven=proven), found(2, 800, 700))
    return job_id


def test_a_submitted_job_waits_with_capped_settings_and_the_size_of_its_question(store: Store, clock: Clock) -> None:
    jobs = jobs_of(store, clock, max_seconds=30, max_threads=4, memory_mb=1024)
    asked = a_request(name="2027", tags=("draft", "a"), settings=Settings(seconds=600, workers=64, memory_mb=9999))
    job = jobs.submit(asked, group=GROUP, instance=an_instance())
    assert (job.state, job.name, job.tags, job.version) == (State.QUEUED, "2027", ("a", "draft"), 1)
    assert (job.settings.seconds, job.settings.workers, job.settings.memory_mb) == (30, 4, 1024)
    assert job.input_metrics.posts == 1
    assert jobs.get(job.id, group=GROUP) == job
    assert [(event.seq, event.kind) for event in jobs.events(job.id, group=GROUP)] == [(1, "state")]


def test_an_instance_is_stored_once_and_may_be_named_by_its_id(jobs: Jobs) -> None:
    stored = jobs.put_instance(an_instance(), group=GROUP)
    assert jobs.put_instance(an_instance(), group=GROUP) == stored
    job = jobs.submit(a_request(instance_id=stored.id), group=GROUP)
    assert job.instance_id == stored.id
    assert jobs.get_instance(stored.id, group=GROUP)[1].startswith(b'{"name":"small"')


def test_a_repeated_submission_with_the_same_id_is_one_job(jobs: Jobs) -> None:
    first = jobs.submit(a_request(), group=GROUP, instance=an_instance(), job_id="mine")
    assert jobs.submit(a_request(), group=GROUP, instance=an_instance(), job_id="mine") == first
    with pytest.raises(NotFound):
        jobs.submit(a_request(), group=OTHER, instance=an_instance(), job_id="mine")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"kind": "divine"}, BadRequest),
        ({"question": {"why": 1}}, BadRequest),
        ({"instance_id": "ab"}, BadRequest),  # both an instance and an id
        ({"start_plan_id": "ab"}, NotFound),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(
    jobs: Jobs, changes: dict[str, object], error: type[ServiceError]
) -> None:
    with pytest.raises(error):
        jobs.submit(a_request(**changes), group=GROUP, instance=an_instance())
    with pytest.raises(BadRequest):
        jobs.submit(a_request(), group=GROUP)
    assert jobs.page(JobFilter(), group=GROUP).items == ()


def test_the_queue_and_documents_have_an_end(store: Store, clock: Clock) -> None:
    jobs = jobs_of(store, clock, queue_limit=2, body_mb=1)
    with pytest.raises(TooLarge):
        jobs.put_instance(an_instance(size=2**20), group=GROUP)
    waiting = [jobs.submit(a_request(), group=GROUP, instance=an_instance()) for _ in range(2)]
    with pytest.raises(QueueFull) as refused:
        jobs.submit(a_request(), group=OTHER, instance=an_instance())
    assert refused.value.values["retry_after"] > 0
    jobs.stop(waiting[0].id, group=GROUP)
    assert jobs.submit(a_request(), group=OTHER, instance=an_instance()).state is State.QUEUED


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (State.QUEUED, State.STOPPED),
        (State.SOLVING, State.SOLVING),  # its worker hears of it
        (State.COMPLETED, State.COMPLETED),
        (State.STOPPED, State.STOPPED),
        (State.FAILED, State.FAILED),
    ],
)
def test_a_stop_asked_for_twice_is_a_stop(jobs: Jobs, clock: Clock, state: State, after: State) -> None:
    job_id = _in_state(jobs, clock, state)
    once = jobs.stop(job_id, group=GROUP)
    assert once.state is after
    assert once.stop_asked is (state in (State.QUEUED, State.SOLVING))
    assert jobs.stop(job_id, group=GROUP) == once


@pytest.mark.parametrize(
    ("state", "proven", "may"),
    [
        (State.QUEUED, False, False),
        (State.SOLVING, False, False),
        (State.COMPLETED, False, True),
        (State.COMPLETED, True, False),
        (State.STOPPED, False, True),
        (State.FAILED, False, True),
    ],
)
def test_what_has_ended_without_a_proof_is_resumed_from_its_best(
    jobs: Jobs, clock: Clock, state: State, proven: bool, may: bool
) -> None:
    job_id = _in_state(jobs, clock, state, proven=proven)
    if not may:
        with pytest.raises(NothingToDo):
            jobs.resume(job_id, 5, group=GROUP)
        return
    job = jobs.resume(job_id, 5, group=GROUP)
    assert (job.state, job.finished_at, job.settings.seconds) == (State.QUEUED, None, 5)
    task = leases_of(jobs.store, clock).claim()
    assert task is not None
    assert (task.plan, task.incumbent, task.bound) == (b'{"plan":2}', 800, 700)
    assert task.allowed == task.spent + 5


@pytest.mark.parametrize("state", list(State))
def test_only_a_job_that_is_being_solved_cannot_be_deleted(jobs: Jobs, clock: Clock, state: State) -> None:
    job_id = _in_state(jobs, clock, state)
    plan_id = jobs.get(job_id, group=GROUP).plan_id
    if state is State.SOLVING:
        with pytest.raises(StillSolving):
            jobs.delete(job_id, group=GROUP)
        return
    jobs.delete(job_id, group=GROUP)
    with pytest.raises(NotFound):
        jobs.events(job_id, group=GROUP)
    if plan_id is not None:
        with pytest.raises(NotFound):
            jobs.get_plan(plan_id, group=GROUP)


def test_a_plan_that_is_kept_outlives_its_job(jobs: Jobs, clock: Clock) -> None:
    job_id = _in_state(jobs, clock, State.COMPLETED)
    plan, text = jobs.plan(job_id, group=GROUP)
    assert jobs.keep(plan.id, group=GROUP).keep
    jobs.delete(job_id, group=GROUP)
    assert jobs.get_plan(plan.id, group=GROUP) == (plan.model_copy(update={"keep": True}), text)


def test_a_job_begins_from_a_stored_plan_which_stays_as_long_as_it_does(jobs: Jobs, clock: Clock) -> None:
    first = _in_state(jobs, clock, State.COMPLETED)
    plan_id = jobs.get(first, group=GROUP).plan_id
    second = jobs.submit(a_request(start_plan_id=plan_id), group=GROUP, instance=an_instance())
    jobs.delete(first, group=GROUP)
    task = leases_of(jobs.store, clock).claim()
    assert task is not None
    assert task.start == b'{"plan":2}'
    assert second.start_plan_id == plan_id


def test_before_the_first_plan_there_is_none(jobs: Jobs, clock: Clock) -> None:
    job_id = _in_state(jobs, clock, State.QUEUED)
    with pytest.raises(NoPlanYet):
        jobs.plan(job_id, group=GROUP)
    assert jobs.outcome(job_id, group=GROUP) is None


ASKED: dict[str, Callable[[Jobs, str, str, str], object]] = {
    "get": lambda jobs, job, plan, instance: jobs.get(job, group=OTHER),
    "stop": lambda jobs, job, plan, instance: jobs.stop(job, group=OTHER),
    "resume": lambda jobs, job, plan, instance: jobs.resume(job, group=OTHER),
    "delete": lambda jobs, job, plan, instance: jobs.delete(job, group=OTHER),
    "outcome": lambda jobs, job, plan, instance: jobs.outcome(job, group=OTHER),
    "plan": lambda jobs, job, plan, instance: jobs.plan(job, group=OTHER),
    "events": lambda jobs, job, plan, instance: jobs.events(job, group=OTHER),
    "get_plan": lambda jobs, job, plan, instance: jobs.get_plan(plan, group=OTHER),
    "keep": lambda jobs, job, plan, instance: jobs.keep(plan, group=OTHER),
    "get_instance": lambda jobs, job, plan, instance: jobs.get_instance(instance, group=OTHER),
    "instance_id": lambda jobs, job, plan, instance: jobs.submit(a_request(instance_id=instance), group=OTHER),
    "start_plan_id": lambda jobs, job, plan, instance: jobs.submit(
        a_request(start_plan_id=plan), group=OTHER, instance=an_instance("own")
    ),
}


def test_nothing_of_another_group_exists(jobs: Jobs, clock: Clock) -> None:
    job = jobs.get(_in_state(jobs, clock, State.COMPLETED), group=GROUP)
    assert job.plan_id is not None
    for ask in ASKED.values():
        with pytest.raises(NotFound):
            ask(jobs, job.id, job.plan_id, job.instance_id)
    assert jobs.page(JobFilter(), group=OTHER).items == ()
    assert jobs.get(job.id, group=GROUP) == job
    assert not jobs.get_plan(job.plan_id, group=GROUP)[0].keep


def test_pages_show_every_job_once_newest_first(jobs: Jobs, clock: Clock) -> None:
    made = []
    for number in range(7):
        clock.now += number % 2  # some at the same moment
        made.append(jobs.submit(a_request(name=f"job {number}"), group=GROUP, instance=an_instance()))
    seen, cursor = [], None
    while True:
        page = jobs.page(JobFilter(), group=GROUP, cursor=cursor, limit=3)
        seen += page.items
        cursor = page.cursor
        if cursor is None:
            break
    assert seen == sorted(made, key=lambda job: (job.created_at, job.id), reverse=True)
    with pytest.raises(BadRequest):
        jobs.page(JobFilter(), group=GROUP, cursor="none of ours")


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (JobFilter(tag="draft"), {"a", "b"}),
        (JobFilter(tag="draf"), set()),
        (JobFilter(name="B"), {"b"}),
        (JobFilter(name="%"), set()),
        (JobFilter(kinds=("pair",)), {"c"}),
        (JobFilter(states=(State.STOPPED,)), {"c"}),
        (JobFilter(states=(State.QUEUED, State.STOPPED)), {"a", "b", "c"}),
        (JobFilter(tag="draft", kinds=("pair",)), set()),
    ],
)
def test_jobs_are_found_by_what_they_are(jobs: Jobs, asked: JobFilter, names: set[str]) -> None:
    for name, kind, tags in [("a", "solve", ("draft",)), ("b", "solve", ("draft", "x")), ("c", "pair", ())]:
        job = jobs.submit(a_request(name=name, kind=kind, tags=tags), group=GROUP, instance=an_instance())
        if name == "c":
            jobs.stop(job.id, group=GROUP)
    assert {job.name for job in jobs.page(asked, group=GROUP).items} == names
