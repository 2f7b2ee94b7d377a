"""A child that speaks like a search and does what its first argument says; `test_process` runs it as a program."""

import os
import sys
import threading
import time

from solver.domain.outcome import Progress, Solved, StoppedBy
from solver.domain.plan import Plan
from solver.process.child import pipes
from solver.process.wire import Finished, Improved, Job, Raised, Ready, Stop, receive_request, send

behaviour = sys.argv[1]
requests, replies = pipes()
job = receive_request(requests)
assert isinstance(job, Job)
if behaviour == "die starting":
    os.abort()
send(replies, Ready())
if behaviour.startswith("plan, then "):
    assert job.start is not None
    send(replies, Improved(progress=Progress(seconds=0.5, incumbent=99999, bound=7, plan=job.start)))
    send(replies, Improved(progress=Progress(seconds=0.7, incumbent=99999, bound=8)))

match behaviour.removeprefix("plan, then "):
    case "die":
        os.kill(os.getpid(), 9)
    case "abort":
        os.abort()
    case "hang":
        time.sleep(600)
    case "hang deaf":  # not even the end of standard input ends it
        requests.close()
        time.sleep(600)
    case "grow":
        hoard = bytearray(700 * 1024 * 1024)
        time.sleep(600)
    case "MemoryError" | "InvalidPlan" | "ValueError" as name:
        send(replies, Raised(error=name, text="told", trace="at line 1"))
    case "break off":
        os.write(replies.fileno(), b"\x00\x00\x10\x00{")
    case "print":
        os.write(1, b"a library prints\n")
        threading.Event().wait(0.2)
    case "obey":
        assert isinstance(receive_request(requests), Stop)
        plan = job.start or Plan()
        said = {"instance": "small", "seconds": 1.0, "seed": 1, "version": "1", "stopped_by": StoppedBy.REQUEST}
        answer = Solved(objective=0, bound=0, gap=0, proven_optimal=False, goals=(), plan=plan, **said)
        send(replies, Finished(outcome=answer))
