"""A search in a child: whatever happens to the child, the answer is true and nothing is left behind."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from solver.checks import check
from solver.domain.outcome import Infeasible, Progress, Solved, StoppedBy, Undecided
from solver.domain.plan import Plan
from solver.errors import InternalError, InvalidInstance, InvalidPlan, SearchDied
from solver.process import solve_in_process, supervise
from solver.process.running import Running
from solver.process.wire import Job
from solver.settings import Settings
from tests import small

INSTANCE = small.instance()
PLAN = small.plan(small.tour(INSTANCE, "a", "post", 0, 6))
COST = check(INSTANCE, PLAN).objective
STUB = Path(__file__).with_name("stub_search.py")
ROOT = str(Path(__file__).parents[2])


def _supervised(
    behaviour: str,
    settings: Settings | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Solved | Infeasible | Undecided:
    job = Job(instance=INSTANCE, settings=settings or Settings(), start=PLAN)
    with Running(job, (sys.executable, "-P", str(STUB), behaviour)) as child:
        try:
            return supervise.supervise(child, job, on_progress or (lambda _: None), stop or threading.Event())
        finally:
            child.kill()
            assert not psutil.pid_exists(child.pid), "the child is collected, no zombie"


@pytest.mark.parametrize(
    ("behaviour", "settings", "stopped_by"),
    [
        ("plan, then die", Settings(), StoppedBy.KILLED),
        ("plan, then abort", Settings(), StoppedBy.KILLED),
        ("plan, then abort", Settings(memory_mb=512), StoppedBy.MEMORY),  # the allocator at the ceiling
        ("plan, then grow", Settings(memory_mb=512), StoppedBy.MEMORY),
        ("plan, then MemoryError", Settings(), StoppedBy.MEMORY),
        ("plan, then break off", Settings(), StoppedBy.KILLED),
        ("plan, then hang", Settings(seconds=0.1), StoppedBy.SECONDS),
    ],
)
def test_the_best_plan_outlives_its_search(
    behaviour: str, settings: Settings, stopped_by: StoppedBy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise, "GRACE_SECONDS", 0.5)
    outcome = _supervised(behaviour, settings)
    assert isinstance(outcome, Solved)
    assert (outcome.plan, outcome.objective, outcome.bound) == (PLAN, COST, 8)
    assert (outcome.stopped_by, outcome.proven_optimal) == (stopped_by, False)


def test_a_rescued_plan_of_a_lexicographic_question_states_its_levels() -> None:
    asked = small.instance(objective="lexicographic")
    job = Job(instance=asked, settings=Settings(), start=PLAN)
    with Running(job, (sys.executable, "-P", str(STUB), "plan, then die")) as child:
        outcome = supervise.supervise(child, job, lambda _: None, threading.Event())
    assert isinstance(outcome, Solved)
    assert sum(level.objective for level in outcome.levels) == COST
    assert [level.level for level in outcome.levels if not level.proven] == [1, 5]


@pytest.mark.parametrize(
    ("behaviour", "error", "said"),
    [
        ("die", SearchDied, "SIGKILL"),
        ("die starting", SearchDied, "SIGABRT"),
        ("grow", SearchDied, "MEMORY"),
        ("MemoryError", SearchDied, "MEMORY"),
        ("print", SearchDied, "exit code 0"),  # what is printed does not garble the messages
        ("InvalidPlan", InvalidPlan, "told"),
        ("ValueError", InternalError, "ValueError: told"),
    ],
)
def test_without_a_plan_the_end_is_an_error_that_names_its_cause(
    behaviour: str, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        _supervised(behaviour, Settings(memory_mb=512))


@pytest.mark.parametrize("behaviour", ["hang", "hang deaf"])
def test_a_search_that_never_answers_is_undecided_when_its_time_is_over(
    behaviour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise, "GRACE_SECONDS", 0.3)
    outcome = _supervised(behaviour, Settings(seconds=0.1))
    assert isinstance(outcome, Undecided)
    assert outcome.stopped_by is StoppedBy.SECONDS


@pytest.mark.parametrize(
    ("behaviour", "plan"), [("plan, then obey", PLAN), ("plan, then hang", PLAN), ("hang deaf", None)]
)
def test_a_stop_ends_the_search_within_two_seconds(behaviour: str, plan: Plan | None) -> None:
    stop = threading.Event()
    stop.set()
    outcome = _supervised(behaviour, stop=stop)
    assert outcome.stopped_by is StoppedBy.REQUEST
    assert getattr(outcome, "plan", None) == plan


def test_a_stop_is_obeyed_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    asked = 0.0

    def ask(progress: Progress) -> None:
        nonlocal asked
        asked = time.monotonic()
        stop.set()

    _supervised("plan, then hang", on_progress=ask, stop=stop)
    late = 60  # on a busy machine; unasked it hangs for ten minutes
    assert time.monotonic() - asked < supervise.STOPPING_SECONDS + late


def test_an_error_in_the_callers_progress_leaves_no_child() -> None:
    def fail(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _supervised("plan, then hang", on_progress=fail)


def test_a_running_child_is_quiet_until_it_speaks() -> None:
    job = Job(instance=INSTANCE, settings=Settings())
    with Running(job, (sys.executable, "-P", str(STUB), "hang")) as child:
        child.reply(60)
        with pytest.raises(queue.Empty):
            child.reply(0.05)
        assert child.memory_mb() > 10
        child.kill()
        assert child.ending() == "SIGKILL"
        assert child.memory_mb() == 0


def test_a_real_search_reports_its_plans_and_proves_its_answer() -> None:
    seen: list[Progress] = []
    outcome = solve_in_process(INSTANCE, Settings(seconds=300, workers=1), on_progress=seen.append)
    assert isinstance(outcome, Solved)
    assert outcome.proven_optimal
    assert check(INSTANCE, outcome.plan).objective == outcome.objective < COST
    assert [progress.plan for progress in seen if progress.plan][-1:] in ([], [outcome.plan])


def test_an_invalid_instance_comes_back_with_its_findings() -> None:
    wrong = small.instance(posts=[{"department": "nowhere"}])
    with pytest.raises(InvalidInstance) as caught:
        solve_in_process(wrong, Settings(seconds=10))
    assert "unknown_id" in {finding.code for finding in caught.value.findings}


UNGUARDED = """
import multiprocessing
import instances
from zutuan import Settings, load_instance, solve_in_process
def kind(name):
    return solve_in_process(load_instance(instances.path(name)), Settings(seconds=60)).kind
with multiprocessing.get_context("fork").Pool(1) as pool:
    print(pool.apply(kind, ("altitude",)))
"""


def test_it_starts_from_a_daemonic_worker_of_a_script_without_a_guard(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(UNGUARDED, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": ROOT}
    command = [sys.executable, "script.py"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "solved\n"), done.stderr


PARENT = """
import sys
from solver.domain.instance import Instance
from solver.process.running import Running
from solver.process.wire import Job
from solver.settings import Settings
job = Job(instance=Instance(version=1, name="x"), settings=Settings())
with Running(job, (sys.executable, "-P", "-c", sys.argv[1])) as child:
    child.reply(60)
    print(child.pid, flush=True)
    child.reply(600)
"""
CHILD = """
import time
from solver.process import child, limits
from solver.process.wire import Ready
def serve(job, speak, stop):
    speak(Ready())
    time.sleep(600)
child._serve = serve
{without}
child.main()
"""


@pytest.mark.parametrize(
    "without",
    [
        "child._listen = lambda *_: None  # by the kernel's signal alone",
        "limits.die_with_parent = lambda: None  # by the end of standard input alone",
    ],
)
def test_a_killed_parent_leaves_no_orphan(without: str) -> None:
    environment = os.environ | {"PYTHONPATH": ROOT}
    command = [sys.executable, "-c", PARENT, CHILD.format(without=without)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
        child.wait(timeout=10)
