"""Many instances at once: in order, lazily, and each failing alone."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psutil
import pytest

import instances
from solver.batch import Done, Failed, solve_many
from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Solved, Undecided
from solver.settings import Settings
from tests import small

SETTINGS = Settings(seconds=60)


def _named(number: int) -> Instance:
    return small.instance().model_copy(update={"name": f"number {number}"})


def test_results_come_in_order_whatever_the_items_are(tmp_path: Path) -> None:
    path = tmp_path / "instance.json"
    path.write_text(_named(1).model_dump_json(by_alias=True), encoding="utf-8")
    items = [_named(0), path, str(path), instances.path("infeasible"), tmp_path / "nowhere.json"]
    results = list(solve_many(items, SETTINGS))
    assert [type(result.outcome) if isinstance(result, Done) else Failed for result in results] == [
        *[Solved] * 3,
        Infeasible,
        Failed,
    ]
    assert results[0].instance == "number 0"


def test_a_bad_instance_is_told_in_a_sentence_of_the_language() -> None:
    bad = small.instance(posts=[{"department": "nowhere"}])
    told = [next(solve_many([bad], SETTINGS, language=language)) for language in ("zh", "en")]
    assert all(isinstance(result, Failed) and "/posts/0/department" in result.error for result in told)
    assert not any(isinstance(result, Failed) and "InvalidInstance" in result.error for result in told)
    assert told[0] != told[1]


def test_without_workers_each_solve_has_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int | None] = []

    def solve(instance: Instance, settings: Settings, stop: threading.Event | None = None) -> None:
        asked.append(settings.workers)

    monkeypatch.setattr("solver.batch.solve_in_process", solve)
    list(solve_many([_named(0)], SETTINGS))
    list(solve_many([_named(0)], SETTINGS.model_copy(update={"workers": 3})))
    assert asked == [1, 3]


class _Now(Executor):
    """An executor that runs an item when it is handed over."""

    def submit(self, function: Callable[..., object], /, *given: object, **named: object) -> "Future[object]":
        future: Future[object] = Future()
        future.set_result(function(*given, **named))
        return future


def test_no_more_than_ahead_is_taken_from_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    monkeypatch.setattr("solver.batch.solve_in_process", lambda *given, **named: None)

    def endless() -> Iterator[Instance]:
        while True:
            taken.append(len(taken))
            yield _named(len(taken))

    results = solve_many(endless(), SETTINGS, _Now(), ahead=3)
    assert [next(results).instance for _ in range(4)] == [f"number {n}" for n in range(1, 5)]
    assert len(taken) == 6
    results.close()


class _Broken(Executor):
    """An executor that takes one item, loses it, and then takes nothing more."""

    taken = 0

    def submit(self, function: Callable[..., object], /, *given: object, **named: object) -> "Future[object]":
        self.taken += 1
        if self.taken > 1:
            raise RuntimeError("cannot schedule new futures")
        future: Future[object] = Future()
        future.set_exception(OSError("machine lost"))
        return future


def test_what_the_executor_loses_has_failed() -> None:
    results = list(solve_many([_named(0), _named(1)], SETTINGS, _Broken()))
    assert [result.error.split("(")[1] for result in results if isinstance(result, Failed)] == [
        "OSError: machine lost).",
        "RuntimeError: cannot schedule new futures).",
    ]


class _First(Executor):
    """An executor that answers the first item and lets the others wait."""

    def __init__(self) -> None:
        self.taken: list[Future[Done]] = []

    def submit(self, function: Callable[..., object], /, *given: object, **named: object) -> "Future[Any]":
        self.taken.append(Future())
        if len(self.taken) == 1:
            self.taken[0].set_result(Done("number 0", Undecided.model_construct()))
        return self.taken[-1]


def test_what_is_cancelled_has_failed_and_closing_cancels_the_rest() -> None:
    executor = _First()
    results = solve_many((_named(n) for n in range(5)), SETTINGS, executor, ahead=3)
    assert isinstance(next(results), Done)
    executor.taken[1].cancel()
    cancelled = next(results)
    assert isinstance(cancelled, Failed)
    assert "CancelledError" in cancelled.error
    results.close()
    assert [future.cancelled() for future in executor.taken] == [False, True, True, True]


def test_closing_stops_what_runs_in_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, stopped = threading.Event(), list[bool]()

    def solve(instance: Instance, settings: Settings, *, stop: threading.Event) -> None:
        if instance.name == "number 1":
            begun.set()
            stopped.append(stop.wait(60))

    monkeypatch.setattr("solver.batch.solve_in_process", solve)
    results = solve_many([_named(n) for n in range(2)], SETTINGS)
    next(results)
    assert begun.wait(60)
    results.close()
    assert stopped == [True]


@pytest.mark.slow
@pytest.mark.parametrize("pool", ["threads", "processes"])
def test_a_killed_search_fails_alone(pool: str) -> None:
    killed = threading.Thread(target=_kill_one_search)
    killed.start()
    with _executor(pool) as executor:
        results = list(solve_many((_named(n) for n in range(4)), SETTINGS, executor))
    killed.join()
    failed = [result for result in results if isinstance(result, Failed)]
    assert [len(results), len(failed)] == [4, 1]
    assert "SIGKILL" in failed[0].error
    assert all(result.outcome.kind == "solved" for result in results if isinstance(result, Done))


def _executor(pool: str) -> Executor:
    return ThreadPoolExecutor(2) if pool == "threads" else ProcessPoolExecutor(2, mp_context=get_context("spawn"))


def _kill_one_search() -> None:
    """Kill the first search below this process as soon as it is seen: its interpreter is still starting."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        for process in psutil.Process().children(recursive=True):
            try:
                if "solver.process" in process.cmdline():
                    process.kill()
                    return
            except psutil.Error:  # ended while it was looked at
                continue
        time.sleep(0.01)


def test_closing_the_iterator_stops_what_runs() -> None:
    results = solve_many([_named(n) for n in range(50)], SETTINGS)
    next(results)
    begun = time.monotonic()
    results.close()
    assert time.monotonic() - begun < 30
    assert not [child for child in psutil.Process().children() if "solver.process" in child.cmdline()]
