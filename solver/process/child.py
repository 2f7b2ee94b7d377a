"""The child's side: reads a job from standard input, searches, writes what it finds to standard output."""

import os
import threading
import traceback
from collections.abc import Callable
from typing import BinaryIO

from solver.domain.outcome import Progress
from solver.errors import InvalidInstance, InvalidPlan, InvalidQuestion
from solver.explain.inquiries import INQUIRIES
from solver.process import limits
from solver.process.wire import (
    Answered,
    Finished,
    Improved,
    Inquiry,
    Job,
    Raised,
    Ready,
    Reply,
    Stop,
    receive_request,
    send,
)


def main() -> None:
    """Serve one job and end; end at once where the parent is gone."""
    limits.die_with_parent()
    limits.be_first_to_go()
    requests, replies = pipes()
    job = receive_request(requests)
    if job is None or isinstance(job, Stop):
        return
    limits.limit_memory(job.settings.memory_mb)
    stop = threading.Event()
    threading.Thread(target=_listen, args=(requests, stop), daemon=True).start()
    _serve(job, _speaker(replies), stop)


def pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return requests and replies, and point standard output at standard error: a library may print.

    Both are unbuffered: a thread that waits in a buffered read would hold its lock when the interpreter ends.
    """
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return requests, replies


def _speaker(replies: BinaryIO) -> Callable[[Reply], None]:
    """Return a function that sends one whole message at a time, from whichever thread."""
    turn = threading.Lock()

    def speak(reply: Reply) -> None:
        with turn:
            send(replies, reply)

    return speak


def _listen(requests: BinaryIO, stop: threading.Event) -> None:
    while True:
        request = receive_request(requests)
        if request is None:  # the parent is gone: nobody wants the answer
            os._exit(1)
        if isinstance(request, Stop):
            stop.set()


def _serve(job: Job | Inquiry, speak: Callable[[Reply], None], stop: threading.Event) -> None:
    try:
        answer = _search(job, speak, stop) if isinstance(job, Job) else _explain(job, speak, stop)
    except BrokenPipeError:
        return
    except InvalidInstance as error:
        speak(Raised(error=type(error).__name__, text=str(error), findings=error.findings))
    except (InvalidPlan, InvalidQuestion, MemoryError) as error:
        speak(Raised(error=type(error).__name__, text=str(error)))
    except Exception as error:  # whatever it is, the parent raises it again as our bug
        speak(Raised(error=type(error).__name__, text=str(error), trace=traceback.format_exc()))
    else:
        speak(answer)


def _explain(job: Inquiry, speak: Callable[[Reply], None], stop: threading.Event) -> Answered:
    inquiry = INQUIRIES[job.name]
    answering = inquiry.answering(inquiry.question.model_validate(job.question))
    speak(Ready())
    return Answered(text=answering(job.instance, job.settings, job.plan, stop).model_dump_json(by_alias=True))


def _search(job: Job, speak: Callable[[Reply], None], stop: threading.Event) -> Finished:
    from solver.solve import solve  # brings ortools: a second of work that the parent never does

    def improved(progress: Progress) -> None:
        speak(Improved(progress=progress))

    speak(Ready())
    return Finished(outcome=solve(job.instance, job.settings, start=job.start, on_progress=improved, stop=stop))
