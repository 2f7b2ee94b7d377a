"""Judge mutants: pytest collects once, every mutant gets a forked process that runs the tests nearest to it, cheapest first."""

import gc
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from mutmut.mutation import trampoline

from tests.mutants.nearest import nearest
from tests.mutants.verdicts import Mutant, Verdict, record
from tests.mutants.witness import Witnesses

TESTS = (
    "tests/solver/rules",
    "tests/solver/goals",
    "tests/solver/checks",
    "tests/solver/test_two_witnesses.py",
    "tests/solver/test_corner_cases.py",
)
CPU_SECONDS = 3
"""What a mutant may take beyond twice what its tests take on the sources as they are."""
WALL_SECONDS = 900
BYTES = 6 << 30


class Judge:
    """A plugin that runs all tests once on the sources as they are, and then the nearest ones on each mutant."""

    def __init__(self, mutants: Sequence[Mutant]) -> None:
        self.mutants = mutants
        self.failed: list[str] = []
        self.seconds: dict[str, float] = {}
        self.reached: dict[str, set[str]] = {}
        self.witnesses = Witnesses()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what has failed."""
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        every = [item.nodeid for item in session.items]
        asked = {test for function in {m.function for m in self.mutants} for test in nearest(function, every)}
        items = {item.nodeid: item for item in session.items if item.nodeid in asked}
        self.witnesses.listen()
        for item in items.values():
            self._observe(item)
        assert self.reached, "the sources under test are the mutated ones"
        assert not self.failed, f"fails without any change: {self.failed}"
        gc.collect()
        gc.freeze()
        for number, mutant in enumerate(self.mutants):
            if number % 100 == 0:
                sys.stderr.write(f"{number} of {len(self.mutants)} mutants judged\n")
            tests = nearest(mutant.function, self.reached.get(mutant.function, ()))
            tests.sort(key=lambda test: self.seconds[test])
            record(mutant, *self._judge(mutant, [items[test] for test in tests]))
        return True

    def _observe(self, item: pytest.Item) -> None:
        """Run one test, and note which functions it reaches and how long it takes."""
        before = time.process_time()
        with _reaching() as reached:
            run(item)
        self.seconds[item.nodeid] = time.process_time() - before
        for function in reached:
            self.reached.setdefault(function, set()).add(item.nodeid)

    def _judge(self, mutant: Mutant, items: Sequence[pytest.Item]) -> tuple[Verdict, str, float]:
        allowed = CPU_SECONDS + 2 * sum(self.seconds[item.nodeid] for item in items)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            failure = "no test, but an exception that ends a process"
            try:
                _confine(int(allowed))
                trampoline.get_mutant_under_test = lambda: mutant.name
                self.witnesses.serve(mutant.name)
                failure = self._first_failure(items)
            finally:
                os.write(writer, failure.encode())
                os._exit(1 if failure else 0)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            test = pipe.read()
        _, status, used = os.wait4(child, 0)
        code = os.waitstatus_to_exitcode(status)
        out_of_time = code in (-signal.SIGXCPU, -signal.SIGALRM, -signal.SIGKILL)
        verdict = Verdict.TIME if out_of_time else Verdict.KILLED if code else Verdict.SURVIVED
        return verdict, test, used.ru_utime + used.ru_stime

    def _first_failure(self, items: Sequence[pytest.Item]) -> str:
        """Run tests until one fails, and return its name; nothing if none does."""
        for item in items:
            run(item)
            if self.failed:
                return self.failed[0]
        return ""


def judge(mutants: Sequence[Mutant], seed: int, tests: str = "") -> int:
    """Judge mutants in random order, so that a run stopped early is a sample, and return pytest's exit code."""
    shuffled = random.Random(seed).sample(mutants, len(mutants))
    quiet = ["-p", "no:terminal", "-p", "no:cacheprovider", "--assert=plain"]
    paths = ["-o", "addopts=--import-mode=importlib", "-o", "pythonpath=mutants ."]
    chosen = ["-m", "not slow and not browser", "-k", tests, *TESTS]
    return pytest.main([*quiet, *paths, *chosen], plugins=[Judge(shuffled)])


def run(item: pytest.Item) -> None:
    """Run one test as pytest does, its fixtures set up and taken down."""
    item.ihook.pytest_runtest_protocol(item=item, nextitem=None)


@contextmanager
def _reaching() -> Iterator[set[str]]:
    """Gather the functions that are called."""
    reached: set[str] = set()
    trampoline.get_mutant_under_test = lambda: "stats"
    trampoline.record_trampoline_hit = lambda name, caller=None: reached.add(name)
    yield reached
    trampoline.get_mutant_under_test = lambda: ""


def _confine(seconds: int) -> None:
    """Bound time and memory of this process, and keep it quiet."""
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
