"""Many instances, one after another or side by side, over any `concurrent.futures.Executor`.

Every item is solved in a process of its own, so that one that runs out of memory or is killed fails alone.
"""

import os
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from solver.domain.instance import Instance
from solver.domain.outcome import Infeasible, Solved, Undecided
from solver.error_sentences import error_sentences
from solver.errors import ZutuanError
from solver.load import load_instance
from solver.process import solve_in_process
from solver.settings import Settings
from solver.texts import Language, say


@dataclass(frozen=True)
class Done:
    """An item that was answered; infeasible and undecided are answers too."""

    instance: str
    outcome: Solved | Infeasible | Undecided


@dataclass(frozen=True)
class Failed:
    """An item without an answer, and the sentence that says why."""

    instance: str
    error: str


def solve_many(
    instances: Iterable[Instance | Path | str],
    settings: Settings,
    executor: Executor | None = None,
    *,
    ahead: int | None = None,
    language: Language = "en",
) -> Generator[Done | Failed, None, None]:
    """Solve instances, documents or paths or names, and yield what came of each, in the order given.

    Without an executor as many run at once as the machine has cores. At most `ahead` items (default: 4 for every
    core; give more for a cluster) are with the executor at a time, so that an endless generator is no burden. Where
    `settings.workers` is none, each solve has one thread, since they run side by side. Closing the iterator cancels
    what has not begun; what runs in this process's own threads is stopped.
    """
    cores = os.cpu_count() or 1
    if settings.workers is None:
        settings = settings.model_copy(update={"workers": 1})
    if executor is not None:
        yield from _in_order(instances, settings, executor, ahead or 4 * cores, language, None)
        return
    stop = threading.Event()
    with ThreadPoolExecutor(cores, thread_name_prefix="solve_many") as threads:
        try:
            yield from _in_order(instances, settings, threads, ahead or 4 * cores, language, stop)
        finally:
            stop.set()


def _in_order(
    instances: Iterable[Instance | Path | str],
    settings: Settings,
    executor: Executor,
    ahead: int,
    language: Language,
    stop: threading.Event | None,
) -> Iterator[Done | Failed]:
    waiting: deque[tuple[str, Future[Done | Failed]]] = deque()
    try:
        for item in instances:
            waiting.append((_name(item), _submitted(executor, item, settings, language, stop)))
            if len(waiting) >= ahead:
                yield _result(*waiting.popleft(), language)
        while waiting:
            yield _result(*waiting.popleft(), language)
    finally:
        for _, future in waiting:
            future.cancel()


def _name(item: Instance | Path | str) -> str:
    return item.name if isinstance(item, Instance) else str(item)


def _submitted(
    executor: Executor,
    item: Instance | Path | str,
    settings: Settings,
    language: Language,
    stop: threading.Event | None,
) -> Future[Done | Failed]:
    try:
        return executor.submit(_solve_item, item, settings, language, stop)
    except RuntimeError as error:  # a pool that broke takes nothing more; each item says so
        lost: Future[Done | Failed] = Future()
        lost.set_exception(error)
        return lost


def _result(name: str, future: Future[Done | Failed], language: Language) -> Done | Failed:
    """Wait for an item; one that the executor itself lost (a broken pool, a lost machine) has failed."""
    try:
        error = future.exception()
    except CancelledError as cancelled:
        error = cancelled
    if error is None:
        return future.result()
    return Failed(name, say("error.executor", language, name=type(error).__name__, text=error))


def _solve_item(
    item: Instance | Path | str, settings: Settings, language: Language, stop: threading.Event | None
) -> Done | Failed:
    name = _name(item)
    try:
        instance = item if isinstance(item, Instance) else load_instance(item)
        return Done(name, solve_in_process(instance, settings, stop=stop))
    except (ZutuanError, OSError) as error:
        return Failed(name, " ".join(error_sentences(error, language)))
