"""An explanation that searches, in a process of its own: it can be stopped and killed, and has no half answer."""

import threading

from solver.domain.outcome import StoppedBy
from solver.errors import InternalError, SearchDied
from solver.process.running import COMMAND, Running
from solver.process.supervise import Limits, cause_of, error_of, next_reply
from solver.process.wire import Answered, Inquiry, Raised, Ready

ENDED_HERE = (StoppedBy.REQUEST, StoppedBy.SECONDS)


def inquire_in_process(
    inquiry: Inquiry, stop: threading.Event | None = None, *, command: tuple[str, ...] = COMMAND
) -> str | None:
    """Return the answer as JSON text; none where it did not come within two seconds of a stop, or of the end of its time.

    Raises InvalidInstance, InvalidPlan or InvalidQuestion for a bad one, SearchDied where the process was killed or ran
    out of memory, InternalError for a bug of ours.
    """
    limits = Limits(inquiry.settings, stop or threading.Event())
    with Running(inquiry, command) as child:
        while True:
            match next_reply(child, limits):
                case Ready():
                    limits.begin()
                case Answered(text=text):
                    return text
                case Raised(error="MemoryError"):
                    raise SearchDied("MemoryError", out_of_memory=True)
                case Raised() as raised:
                    raise error_of(raised, with_plan=inquiry.plan is not None)
                case None:
                    _refuse_unwanted(child.ending(), limits, inquiry)
                    return None
                case _:
                    raise InternalError("an inquiry answered like a search")


def _refuse_unwanted(ending: str, limits: Limits, inquiry: Inquiry) -> None:
    """Raise SearchDied for an end that neither a stop nor the clock has brought about."""
    cause = limits.broken or cause_of(ending, inquiry.settings)
    if cause not in ENDED_HERE:
        raise SearchDied(ending, out_of_memory=cause is StoppedBy.MEMORY)
