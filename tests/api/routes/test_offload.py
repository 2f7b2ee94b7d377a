"""Heavy calls in a process of their own: answered, refused, given up, and replaced where it dies."""

import asyncio
import os
import signal
import time

import pytest

from api.offload import IN_THREAD_BYTES, Offload
from api.problems import Problem
from api.reading import read_validation
from solver.errors import InternalError

LARGE = IN_THREAD_BYTES + 1


@pytest.fixture(scope="module")
def runner():
    with asyncio.Runner() as one:
        yield one


@pytest.fixture(scope="module")
def offload(runner):
    one = Offload(clerks=1, seconds=60)
    yield one
    runner.run(one.close())


@pytest.mark.slow
def test_large_calls_leave_the_process_and_small_ones_stay(runner, offload):
    assert runner.run(offload.run(1, os.getpid)) == os.getpid()
    clerk = runner.run(offload.run(LARGE, os.getpid))
    assert clerk != os.getpid()
    assert runner.run(offload.run(LARGE, os.getpid)) == clerk
    metrics, findings = runner.run(offload.run(LARGE, read_validation, b"{}"))
    assert metrics is None
    assert findings


@pytest.mark.slow
def test_what_goes_wrong_there_is_told_without_its_values(runner, offload):
    with pytest.raises(InternalError, match="ValueError") as told:
        runner.run(offload.run(LARGE, int, "secret"))
    assert "secret" not in str(told.value)


@pytest.mark.slow
def test_a_clerk_that_dies_is_replaced(runner, offload):
    first = runner.run(offload.run(LARGE, os.getpid))
    with pytest.raises(Problem, match="unavailable"):
        runner.run(offload.run(LARGE, os.kill, first, signal.SIGKILL))
    assert runner.run(offload.run(LARGE, os.getpid)) != first


@pytest.mark.slow
def test_a_call_that_takes_too_long_is_ended(runner):
    hasty = Offload(clerks=1, seconds=0.5)
    with pytest.raises(Problem, match="too_busy"):
        runner.run(hasty.run(LARGE, time.sleep, 60))
    runner.run(hasty.close())
