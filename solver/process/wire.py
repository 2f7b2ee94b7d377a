"""What a search's process and its parent say to each other: a length in four bytes, then JSON."""

import struct
from typing import Annotated, BinaryIO, Literal

from pydantic import Field, JsonValue, TypeAdapter

from solver.domain.document import Document
from solver.domain.finding import Finding
from solver.domain.instance import Instance
from solver.domain.outcome import Outcome, Progress
from solver.domain.plan import Plan
from solver.settings import Settings

_LENGTH = struct.Struct(">I")


class Job(Document):
    """To the child, first: what to solve."""

    kind: Literal["job"] = "job"
    instance: Instance
    settings: Settings
    start: Plan | None = None


class Inquiry(Document):
    """To the child, first: what to explain, by the name of an inquiry."""

    kind: Literal["inquiry"] = "inquiry"
    name: str
    question: dict[str, JsonValue] = Field(default_factory=dict)
    instance: Instance
    settings: Settings
    plan: Plan | None = None


class Stop(Document):
    """To the child: finish with the best plan so far."""

    kind: Literal["stop"] = "stop"


class Ready(Document):
    """From the child: the search begins; its clock runs from here."""

    kind: Literal["ready"] = "ready"


class Improved(Document):
    """From the child: how the search stands."""

    kind: Literal["improved"] = "improved"
    progress: Progress


class Finished(Document):
    """From the child, last: the answer."""

    kind: Literal["finished"] = "finished"
    outcome: Outcome


class Answered(Document):
    """From the child, last: the answer to an inquiry, as JSON."""

    kind: Literal["answered"] = "answered"
    text: str


class Raised(Document):
    """From the child, last: an error that it met."""

    kind: Literal["raised"] = "raised"
    error: str = Field(description="Name of the exception's class.")
    text: str
    findings: tuple[Finding, ...] = ()
    trace: str = Field(default="", description="Where it happened, for a report of a bug.")


Request = Job | Inquiry | Stop
Reply = Ready | Improved | Finished | Answered | Raised
_requests: TypeAdapter[Request] = TypeAdapter(Annotated[Request, Field(discriminator="kind")])
_replies: TypeAdapter[Reply] = TypeAdapter(Annotated[Reply, Field(discriminator="kind")])


def send(pipe: BinaryIO, message: Request | Reply) -> None:
    """Write one message. Raises OSError where the other side is gone."""
    body = message.model_dump_json(by_alias=True).encode()
    rest = memoryview(_LENGTH.pack(len(body)) + body)
    while rest:  # an unbuffered pipe takes as much as fits
        rest = rest[pipe.write(rest) :]
    pipe.flush()


def receive_request(pipe: BinaryIO) -> Request | None:
    """Read one message to the child; None once the parent is gone."""
    body = _receive(pipe)
    return None if body is None else _requests.validate_json(body)


def receive_reply(pipe: BinaryIO) -> Reply | None:
    """Read one message from the child; None once the child is gone, in the middle of a message too."""
    body = _receive(pipe)
    return None if body is None else _replies.validate_json(body)


def _receive(pipe: BinaryIO) -> bytes | None:
    head = _exactly(pipe, _LENGTH.size)
    return None if head is None else _exactly(pipe, _LENGTH.unpack(head)[0])


def _exactly(pipe: BinaryIO, size: int) -> bytes | None:
    body = bytearray()
    while len(body) < size:
        piece = pipe.read(size - len(body))
        if not piece:
            return None
        body += piece
    return bytes(body)
