"""A worker with a stub for its search: what becomes of a job, whatever the search does."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from api.errors import LeaseLost, NothingToDo, StoreUnavailable
from api.jobs import Jobs
from api.jobs.documents import Job, State
from api.jobs.instances import pack_instance
from api.jobs.leases import Leases
from api.store import Store, open_store
from api.worker import heartbeat, searching, worker
from api.worker.worker import Worker
from solver.checks import check
from solver.domain.outcome import Infeasible, Progress, Solved, StoppedBy, Undecided
from solver.errors import InternalError, InvalidQuestion, SearchDied
from solver.explain.conflict.documents import Conflicts
from solver.load import read_outcome
from solver.process.salvage import Best, salvaged
from solver.process.wire import Job as Search
from solver.settings import Settings
from tests import small
from tests.api.made import GROUP, Clock, a_request, settings

ASKED = small.instance()
WORSE = small.plan(small.tour(ASKED, "a", "post", 0, 3))
BETTER = small.plan(small.tour(ASKED, "a", "post", 0, 9))
COST = check(ASKED, BETTER).objective
ANSWER = {"instance": "small", "seconds": 1.0, "seed": 1, "version": "1"}


def solved(stopped_by: StoppedBy = StoppedBy.SECONDS, bound: int = 3) -> Solved:
    return salvaged(Search(instance=ASKED, settings=Settings()), Best(1.0, BETTER, bound), stopped_by)


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('store') / 'zutuan.db'}")
    yield opened
    opened.close()


@pytest.fixture
def jobs(store: Store) -> Jobs:
    return Jobs(store, settings(), Clock())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "TICK_SECONDS", 0.01)


def _submit(jobs: Jobs, **changes: object) -> str:
    return jobs.submit(a_request(**changes), group=GROUP, instance=pack_instance(ASKED)).id


def _served(
    jobs: Jobs,
    monkeypatch: pytest.MonkeyPatch,
    search: Callable[..., Any],
    job_id: str | None = None,
    ending: threading.Event | None = None,
) -> Job:
    job_id = job_id or _submit(jobs)
    monkeypatch.setattr(searching, "solve_in_process", search)
    assert Worker(jobs.store, settings(), "w1", ending or threading.Event()).serve_next()
    return jobs.get(job_id, group=GROUP)


def _raise(error: Exception) -> Callable[..., Any]:
    def search(*_: object, **__: object) -> Any:
        raise error

    return search


@pytest.mark.parametrize(
    ("outcome", "proven"),
    [
        (solved(), False),
        (solved(StoppedBy.PROVEN, COST), True),
        (solved(StoppedBy.KILLED), False),
        (Infeasible(stopped_by=StoppedBy.PROVEN, **ANSWER), True),
        (Undecided(stopped_by=StoppedBy.SECONDS, bound=4, **ANSWER), False),
    ],
)
def test_every_answer_completes_a_job(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch, outcome: Solved | Infeasible | Undecided, proven: bool
) -> None:
    job = _served(jobs, monkeypatch, lambda *_, **__: outcome)
    assert (job.state, job.outcome, job.failure) == (State.COMPLETED, outcome.kind, None)
    text = jobs.outcome(job.id, group=GROUP)
    assert text is not None
    assert read_outcome(text).kind == outcome.kind
    if isinstance(outcome, Solved):
        assert read_outcome(text) == outcome.model_copy(update={"proven_optimal": proven})
        assert job.kpis is not None
        assert (job.progress.incumbent, job.kpis.tours, job.kpis.priced_violations) == (
            COST,
            1,
            len(outcome.violations),
        )


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (SearchDied("SIGABRT (MEMORY)", out_of_memory=True), "out_of_memory", "SIGABRT (MEMORY)"),
        (InvalidQuestion("post x"), "invalid_question", "post x"),
        (InternalError("the model was refused"), "internal_error", "InternalError"),
        (ZeroDivisionError("of g-01"), "internal_error", "ZeroDivisionError"),  # its text might speak of people
    ],
)
def test_an_error_fails_the_job_and_not_the_worker(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str, text: str
) -> None:
    job = _served(jobs, monkeypatch, _raise(error))
    assert (job.state, job.plan_id) == (State.FAILED, None)
    assert job.failure is not None
    assert (job.failure.code, job.failure.text) == (code, text)


def test_a_search_that_was_killed_is_tried_again_and_not_for_ever(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = _submit(jobs)
    states = [_served(jobs, monkeypatch, _raise(SearchDied("SIGKILL")), job_id).state for _ in range(3)]
    assert states == [State.QUEUED, State.QUEUED, State.FAILED]
    failure = jobs.get(job_id, group=GROUP).failure
    assert failure is not None
    assert (failure.code, failure.text) == ("search_died", "SIGKILL")


def test_plans_and_bounds_are_stored_while_the_search_goes_on(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = _submit(jobs)

    def search(*_: object, on_progress: Callable[[Progress], None], **__: object) -> Solved:
        on_progress(Progress(seconds=0.1, candidate_tours=42))
        _until(lambda: jobs.get(job_id, group=GROUP).input_metrics.candidate_tours == 42)
        for plan, bound in [(WORSE, 1), (BETTER, 2)]:
            cost = check(ASKED, plan).objective
            on_progress(Progress(seconds=0.5, incumbent=cost, bound=bound, plan=plan))
            _until(lambda cost=cost: jobs.get(job_id, group=GROUP).progress.incumbent == cost)
        return solved()

    assert _served(jobs, monkeypatch, search, job_id).state is State.COMPLETED
    told = [event.body["incumbent"] for event in jobs.events(job_id, group=GROUP) if event.kind == "incumbent"]
    assert told == [check(ASKED, WORSE).objective, COST]


def _until(holds: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(3000):
        if holds():
            return
        waiting.wait(0.01)
    pytest.fail("never came true")


def _stopped(*_: object, stop: threading.Event, **__: object) -> Solved:
    assert stop.wait(30)
    return solved(StoppedBy.REQUEST)


def test_a_stop_keeps_the_best_plan_and_the_job_can_go_on(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = _submit(jobs)

    def search(*_: object, stop: threading.Event, **__: object) -> Solved:
        jobs.stop(job_id, group=GROUP)
        return _stopped(stop=stop)

    job = _served(jobs, monkeypatch, search, job_id)
    assert (job.state, job.outcome, job.progress.incumbent) == (State.STOPPED, "solved", COST)
    jobs.resume(job_id, 5, group=GROUP)
    given: dict[str, Any] = {}

    def again(*asked: object, **rest: Any) -> Undecided:
        given.update(rest, settings=asked[1])
        return Undecided(stopped_by=StoppedBy.SECONDS, bound=9, **ANSWER)

    job = _served(jobs, monkeypatch, again, job_id)
    assert given["start"] == BETTER
    assert given["settings"].seconds == 5
    assert (job.state, job.outcome, job.progress.incumbent, job.progress.bound) == (State.COMPLETED, "solved", COST, 9)


def test_a_shutdown_hands_the_job_back_with_its_best(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    ending = threading.Event()

    def search(*_: object, stop: threading.Event, **__: object) -> Solved:
        ending.set()
        return _stopped(stop=stop)

    job = _served(jobs, monkeypatch, search, ending=ending)
    assert (job.state, job.progress.incumbent, job.outcome) == (State.QUEUED, COST, None)


def test_a_search_that_ends_during_a_shutdown_is_an_answer(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    ending = threading.Event()
    ending.set()
    assert _served(jobs, monkeypatch, lambda *_, **__: solved(), ending=ending).state is State.COMPLETED


def test_what_was_asked_to_stop_when_its_worker_died_is_not_searched_again(
    jobs: Jobs, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = _submit(jobs)
    dead = Leases(store, settings(), "dead", Clock())  # its clock stands in 1970: the lease is over
    assert dead.claim() is not None
    jobs.stop(job_id, group=GROUP)
    job = _served(jobs, monkeypatch, _raise(AssertionError("searched")), job_id)
    assert (job.state, job.outcome) == (State.STOPPED, "undecided")


def test_a_job_that_takes_its_workers_along_is_given_up(
    jobs: Jobs, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = _submit(jobs)
    dead = Leases(store, settings(), "dead", Clock())
    clock = Clock()
    dead = Leases(store, settings(), "dead", clock)
    for _ in range(settings().attempts + 1):
        assert dead.claim() is not None
        clock.now += 11
    job = _served(jobs, monkeypatch, _raise(AssertionError("searched")), job_id)
    assert job.failure is not None
    assert (job.state, job.failure.code) == (State.FAILED, "search_died")


def test_a_worker_that_lost_its_lease_writes_nothing(jobs: Jobs, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = _submit(jobs)
    late = Clock(10.0**12)

    def search(*_: object, stop: threading.Event, **__: object) -> Solved:
        assert Leases(store, settings(), "w2", late).claim() is not None  # when its lease was over
        return _stopped(stop=stop)  # the heartbeat hears of it and stops the search

    job = _served(jobs, monkeypatch, search, job_id)
    assert (job.state, job.plan_id) == (State.SOLVING, None)


def test_an_answer_waits_for_a_database_that_is_full(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = []
    conclude = Leases.conclude

    def reluctant(*arguments: Any) -> None:
        if len(refused) < 2:
            refused.append(1)
            raise StoreUnavailable(reason="database or disk is full")
        conclude(*arguments)

    monkeypatch.setattr(Leases, "conclude", reluctant)
    assert _served(jobs, monkeypatch, lambda *_, **__: solved()).state is State.COMPLETED
    assert len(refused) == 2


def test_an_answer_that_is_never_taken_leaves_the_job_to_others(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(Leases, "conclude", _raise(StoreUnavailable(reason="database or disk is full")))
    with pytest.raises(StoreUnavailable):
        _served(jobs, monkeypatch, lambda *_, **__: solved())
    monkeypatch.undo()
    task = Leases(jobs.store, settings(), "w2", Clock(10.0**12)).claim()
    assert task is not None
    assert task.attempts == 1


def test_a_reproducible_search_that_was_cut_short_begins_anew(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = _submit(jobs, settings=Settings(seconds=20, reproducible=True))
    ending = threading.Event()

    def cut(*_: object, stop: threading.Event, **__: object) -> Solved:
        ending.set()
        return _stopped(stop=stop)

    _served(jobs, monkeypatch, cut, job_id, ending)
    given: dict[str, Any] = {}

    def again(*asked: object, **rest: Any) -> Solved:
        given.update(rest, settings=asked[1])
        return solved()

    _served(jobs, monkeypatch, again, job_id)
    assert (given["start"], given["settings"].seconds) == (None, 20)


def test_a_question_of_pairings_alone_has_a_plan_that_fits_its_own_instance(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = _submit(jobs, kind="pair")

    def search(asked: Any, *_: object, **__: object) -> Solved:
        assert asked.posts == ()
        plan = small.plan()
        best = Best(1.0, plan, 0)
        return salvaged(Search(instance=asked, settings=Settings()), best, StoppedBy.SECONDS)

    job = _served(jobs, monkeypatch, search, job_id)
    assert job.plan_id is not None
    stored = jobs.get_plan(job.plan_id, group=GROUP)[0]
    assert stored.instance_id != job.instance_id
    assert b'"posts":[]' in jobs.get_instance(stored.instance_id, group=GROUP)[1]


def _contradiction() -> Any:
    rules = {"coverage": {"mode": "hard"}}
    return small.instance(
        rules=rules, specialists=[{"id": "a", "unavailable": [{"from": "2026-05-01", "to": "2026-06-01"}]}]
    )


def test_an_explanation_is_a_job_in_a_process_of_its_own(jobs: Jobs) -> None:
    asked = a_request(kind="conflict", question={"most": 1}, settings=Settings(seconds=60))
    job_id = jobs.submit(asked, group=GROUP, instance=pack_instance(_contradiction())).id
    assert Worker(jobs.store, settings(), "w1", threading.Event()).serve_next()
    job = jobs.get(job_id, group=GROUP)
    assert (job.state, job.outcome, job.plan_id) == (State.COMPLETED, "conflict", None)
    text = jobs.outcome(job_id, group=GROUP)
    assert text is not None
    answer = Conflicts.model_validate_json(text)
    assert answer.verdict == "infeasible"
    assert {claim.rule for claim in answer.conflicts[0].claims} >= {"coverage", "availability"}
    with pytest.raises(NothingToDo):
        jobs.resume(job_id, group=GROUP)


def test_an_explanation_that_is_stopped_has_no_answer(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = _submit(jobs, kind="conflict")

    def inquire(inquiry: Any, stop: threading.Event) -> None:
        jobs.stop(job_id, group=GROUP)
        assert stop.wait(30)

    monkeypatch.setattr(searching, "inquire_in_process", inquire)
    job = _served(jobs, monkeypatch, _raise(AssertionError("searched")), job_id)
    assert (job.state, job.outcome) == (State.STOPPED, None)


def test_lease_lost_is_no_error_of_the_worker(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Leases, "conclude", _raise(LeaseLost(id="x", epoch=1)))
    assert _served(jobs, monkeypatch, lambda *_, **__: solved()).state is State.SOLVING
