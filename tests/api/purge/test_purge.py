"""A person is removed from everything that the store holds, and what is left of plans and jobs can be used."""

import contextlib
import json
import signal
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from api.audit import Audit
from api.errors import NotFound
from api.idempotency import Kept, Repeats, Taken
from api.jobs import Jobs
from api.jobs.documents import State
from api.jobs.instances import pack_instance
from api.jobs.leases import Answer, Leases, Standing
from api.purge import InUse, SeveralGroups, purge
from api.roles import Role
from api.store import Store, open_store, unpacked
from api.store.tables import jobs, metadata
from api.tokens import Tokens
from api.worker.recorder import found_plan
from solver.checks import check
from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Solved, StoppedBy
from solver.domain.plan import Plan
from solver.erasure import Person
from solver.load import load_instance, read_outcome
from solver.process.salvage import Best, salvaged
from solver.process.wire import Job as Search
from solver.settings import Settings
from tests import small
from tests.api.made import GROUP, Clock, a_request, settings

WHO, LABEL = "who-01", "Dr Example"
ASKED = small.instance(
    specialists=[
        {"id": WHO, "label": LABEL, "note": "tired", "clearance": {"max_altitude_m": 4321}},
        {"id": "other", "note": f"a friend of {LABEL}"},
    ]
)
PLAN = small.plan(small.tour(ASKED, WHO, "post", 0, 6), small.tour(ASKED, "other", "post", 6, 9))
THEY = Person(WHO, frozenset({LABEL}))


@pytest.fixture
def service(store: Store) -> Jobs:
    return Jobs(store, settings(), Clock())


def _answer(instance: Instance, plan: Plan) -> Solved:
    return salvaged(Search(instance=instance, settings=Settings()), Best(1.0, plan, 3), StoppedBy.SECONDS)


def _job(service: Jobs, instance: Instance = ASKED, group: str = GROUP, **changes: Any) -> str:
    return service.submit(a_request(**changes), group=group, instance=pack_instance(instance)).id


def _ended(service: Jobs, instance: Instance = ASKED, plan: Plan = PLAN, group: str = GROUP, **changes: Any) -> str:
    """Return a job that has ended with a plan."""
    job_id = _job(service, instance, group, **changes)
    leases = Leases(service.store, service.settings, "w1", Clock())
    task = leases.claim()
    assert task is not None
    outcome = _answer(instance, plan)
    found = found_plan(instance, task.instance_id, plan, outcome.objective, 0)
    text = zlib.compress(outcome.model_dump_json(by_alias=True).encode())
    leases.conclude(task.lease, Answer(State.COMPLETED, "solved", text), Standing(1.0, found, outcome.bound))
    return job_id


def _everything(store: Store) -> str:
    """Return every value of every row, unpacked where it is packed."""

    def plain(value: object) -> str:
        if isinstance(value, bytes):
            with contextlib.suppress(zlib.error):
                value = unpacked(value)
            return value.decode(errors="replace")
        return json.dumps(value, ensure_ascii=False, default=str)

    with store.reading() as connection:
        rows = [row for table in metadata.sorted_tables for row in connection.execute(select(table)).all()]
    return "\n".join(plain(value) for row in rows for value in row)


def test_nothing_names_the_person_any_more(store: Store, service: Jobs) -> None:
    job_id = _ended(service, name=f"with {WHO}", tags=[WHO, "2027"])
    kept = service.get(job_id, group=GROUP).plan_id
    assert kept is not None
    service.keep(kept, group=GROUP)
    _job(service, kind="why_not", start_plan_id=kept, question={"who": WHO, "post": "post", "period": 0})
    Audit(store).write(
        GROUP, role="planner", method="GET", route="/v1/plans/{id}", id=WHO, refused=False, request_id=f"of-{WHO}"
    )
    token, _ = Tokens(store).create(Role.PLANNER, GROUP, name=LABEL)
    before = _everything(store)
    assert before.count(WHO) >= 8
    assert LABEL in before
    removed = purge(store, WHO).groups
    assert [one.model_dump(exclude_defaults=True) for one in removed] == [
        {"group": GROUP, "instances": 1, "plans": 1, "tours": 1, "jobs": 1, "jobs_removed": 1, "audit": 1, "tokens": 1}
    ]
    after = _everything(store)
    for secret in (WHO, LABEL, "4321", "tired"):
        assert secret not in after
    job = service.get(job_id, group=GROUP)
    assert (job.name, job.tags) == ("with […]", ("2027",))
    assert job.plan_id is not None
    assert service.get_plan(job.plan_id, group=GROUP)[0].keep
    assert Tokens(store).list()[0].id == token.id
    assert Audit(store).page(GROUP, None, 1).items[0].route == "zutuan purge"


def test_what_is_left_is_a_question_and_a_checked_plan_of_it(store: Store, service: Jobs) -> None:
    job_id = _ended(service)
    before = service.get(job_id, group=GROUP)
    purge(store, WHO)
    job = service.get(job_id, group=GROUP)
    assert job.etag != before.etag
    for gone in ((service.get_instance, before.instance_id), (service.get_plan, before.plan_id)):
        with pytest.raises(NotFound):
            gone[0](gone[1], group=GROUP)
    instance = load_instance(service.get_instance(job.instance_id, group=GROUP)[1])
    assert [one.id for one in instance.specialists] == ["other"]
    assert job.input_metrics.specialists == 1
    stored, plan_text = service.plan(job_id, group=GROUP)
    plan = Plan.model_validate_json(plan_text)
    assert [tour.specialist for tour in plan.tours] == ["other"]
    assert [seat.period for seat in plan.shortages] == [0, 1, 2, 3, 4, 5, 9, 10, 11]
    cost = check(instance, plan).objective
    outcome = read_outcome(service.outcome(job_id, group=GROUP) or b"")
    assert isinstance(outcome, Solved)
    assert outcome.plan == plan
    assert (stored.objective, job.progress.incumbent, outcome.objective) == (cost, cost, cost)
    assert (job.progress.bound, outcome.bound, outcome.proven_optimal) == (None, 0, False)
    assert job.kpis is not None
    assert (job.kpis.tours, job.kpis.shortage_months) == (1, 9)
    assert service.resume(job_id, 5, group=GROUP).state == "QUEUED"


def test_another_instance_and_its_jobs_are_left_alone(store: Store, service: Jobs) -> None:
    _ended(service)
    other = small.instance(specialists=[{"id": "other"}])
    job_id = _ended(service, other, small.plan(small.tour(other, "other", "post", 0, 9)))
    before = (service.get(job_id, group=GROUP), service.outcome(job_id, group=GROUP))
    purge(store, WHO)
    assert (service.get(job_id, group=GROUP), service.outcome(job_id, group=GROUP)) == before


def test_a_job_that_waits_is_searched_without_the_person(store: Store, service: Jobs) -> None:
    _job(service)
    purge(store, WHO)
    task = Leases(store, service.settings, "w1", Clock()).claim()
    assert task is not None
    assert WHO.encode() not in task.instance


def test_no_search_begins_from_a_plan_that_broke(store: Store, service: Jobs) -> None:
    lock = {"hospital": "home", "from_period": 0, "to_period": 6, "exact": False}
    asked = small.instance(specialists=[{"id": WHO}, {"id": "other"}], locked=[lock])
    job_id = _ended(service, asked)
    purge(store, WHO)
    job = service.get(job_id, group=GROUP)
    outcome = read_outcome(service.outcome(job_id, group=GROUP) or b"")
    assert isinstance(outcome, Solved)
    assert {one.rule for one in outcome.violations if one.hard} == {"locked"}
    assert job.progress.incumbent is None
    service.resume(job_id, 5, group=GROUP)
    task = Leases(store, service.settings, "w1", Clock()).claim()
    assert task is not None
    assert task.plan is None


def test_a_conflict_is_given_up(store: Store, service: Jobs) -> None:
    job_id = _job(service)
    leases = Leases(store, service.settings, "w1", Clock())
    task = leases.claim()
    assert task is not None
    known = {"instance": "small", "seconds": 1.0, "seed": 1, "version": "1", "stopped_by": "PROVEN"}
    claim = {"rule": "locked", "ids": [WHO], "sources": ["/specialists/0"]}
    text = Infeasible.model_validate(known | {"conflict": [claim]}).model_dump_json().encode()
    leases.conclude(task.lease, Answer(State.COMPLETED, "infeasible", zlib.compress(text), proven=True), Standing(1.0))
    purge(store, WHO)
    outcome = read_outcome(service.outcome(job_id, group=GROUP) or b"")
    assert isinstance(outcome, Infeasible)
    assert outcome.conflict == ()
    assert service.resume(job_id, 5, group=GROUP).state == "QUEUED"


def test_a_search_that_runs_forbids_it_and_nothing_changes(store: Store, service: Jobs) -> None:
    _ended(service)
    running = _job(service)
    assert Leases(store, service.settings, "w1", Clock()).claim() is not None
    before = _everything(store)
    for dry_run in (True, False):
        with pytest.raises(InUse) as refused:
            purge(store, WHO, dry_run=dry_run)
        assert refused.value.job_ids == (running,)
    assert _everything(store) == before


def test_the_same_id_in_two_groups_is_asked_about(store: Store, service: Jobs) -> None:
    east, west = _ended(service), _ended(service, group="west")
    with pytest.raises(SeveralGroups, match="groups") as refused:
        purge(store, WHO)
    assert refused.value.groups == ("east", "west")
    assert [one.group for one in purge(store, WHO, groups=["west"]).groups] == ["west"]
    assert WHO in str(service.plan(east, group="east")[1])
    assert WHO not in str(service.plan(west, group="west")[1])


def test_a_look_changes_nothing_and_says_the_same(store: Store, service: Jobs) -> None:
    _ended(service)
    before = _everything(store)
    looked = purge(store, WHO, dry_run=True)
    assert _everything(store) == before
    assert purge(store, WHO).groups == looked.groups
    assert purge(store, WHO).groups == ()


def test_a_repeated_request_does_not_bring_the_person_back(store: Store, service: Jobs) -> None:
    job_id = _ended(service)
    repeats = Repeats(store)
    told = {"id": job_id, "instance_id": service.get(job_id, group=GROUP).instance_id, "name": LABEL}
    findings = [{"code": "x", "where": "/specialists/0", "found": WHO}, {"code": "y", "where": "/", "found": "z"}]
    for key in ("mine", WHO):
        taken = repeats.take(key, "body", GROUP)
        assert isinstance(taken, Taken)
        body = json.dumps(told | {"findings": findings}).encode()
        repeats.keep(taken, Kept(202, {"location": f"/v1/jobs/{job_id}"}, body))
    assert purge(store, WHO).groups[0].answers == 2
    kept = repeats.take("mine", "body", GROUP)
    assert isinstance(kept, Kept)
    answer = json.loads(kept.body)
    assert (answer["id"], [one["code"] for one in answer["findings"]]) == (job_id, ["y"])
    assert answer["instance_id"] == service.get(job_id, group=GROUP).instance_id
    assert isinstance(repeats.take(WHO, "body", GROUP), Taken)  # a key that names the person is forgotten


def test_the_files_hold_nothing_of_it(store: Store, service: Jobs) -> None:
    job_id = _ended(service, name=f"with {WHO}")
    with store.reading() as connection:
        packed = [unpacked_slice(body) for body in connection.execute(select(jobs.c.outcome)).scalars()]
    assert any(WHO.encode() in content for content in _files(store))
    assert any(packed[0] in content for content in _files(store))
    purge(store, WHO)
    for content in _files(store):
        for secret in (WHO.encode(), LABEL.encode(), *packed):
            assert secret not in content
    assert service.get(job_id, group=GROUP).name == "with […]"


def _files(store: Store) -> list[bytes]:
    """Return the files of a database; of PostgreSQL's the tables, which a checkpoint brings up to date."""
    if store.sqlite:
        return [path.read_bytes() for path in Path(str(store.engine.url.database)).parent.iterdir()]
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        folder = Path(connection.execute(text("SHOW data_directory")).scalar_one()) / "base"
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def unpacked_slice(body: bytes) -> bytes:
    """Return bytes of a packed document that no other has."""
    return body[40:80]


KILLED = """
import os, signal, sys
from api.purge import purge as module
from api.store import Store
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
setattr(sys.modules["api.purge.purge"], sys.argv[2], die)
module(Store(sys.argv[1]), sys.argv[3])
"""


@pytest.mark.slow
@pytest.mark.parametrize(("at", "left"), [("_write_down", True), ("scour", False)])
def test_whoever_is_killed_leaves_all_or_nothing(tmp_path: Path, at: str, left: bool) -> None:
    url = f"sqlite:///{tmp_path / 'zutuan.db'}"
    store = open_store(url)
    service = Jobs(store, settings(), Clock())
    _ended(service)
    before = _everything(store)
    died = subprocess.run([sys.executable, "-c", KILLED, url, at, WHO], check=False)
    assert died.returncode == -signal.SIGKILL
    assert (_everything(store) == before) is left
    assert (WHO in _everything(store)) is left
    assert bool(purge(store, WHO).groups) is left
    assert not any(WHO.encode() in file.read_bytes() for file in tmp_path.iterdir())
    store.close()
