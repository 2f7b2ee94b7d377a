"""Bodies of requests and answers that are the interface's own; those of jobs are in `api.jobs.documents`."""

from datetime import datetime
from typing import Any

from pydantic import Field, JsonValue

from api.jobs.documents import InputMetrics, Job, JobRequest, StoredInstance, StoredPlan
from api.problems import FindingSaid
from solver.domain.document import Document
from solver.domain.instance import Instance
from solver.domain.outcome import GoalAmount, Outcome, Violation
from solver.domain.plan import Plan, Shortage
from solver.texts import Language

__all__ = ["Instance", "JobRequest", "Outcome", "Plan"]


class JobAccepted(Job):
    """A job that was taken, and what validation had to say about its instance: warnings and notices."""

    findings: tuple[FindingSaid, ...] = ()


class InstanceAccepted(StoredInstance):
    """An instance that was stored, and what validation had to say about it."""

    findings: tuple[FindingSaid, ...] = ()


class InstanceAnswer(StoredInstance):
    """A stored instance with its document."""

    instance: Instance


class PlanAnswer(StoredPlan):
    """A stored plan with its document."""

    plan: Plan


class ResumeRequest(Document):
    """How much longer to search."""

    seconds: float | None = Field(default=None, gt=0, le=7 * 86400, description="None = as many as the job had.")


class Ticket(Document):
    """Lets a browser's EventSource follow the events of one job: `/events?ticket=…`."""

    ticket: str
    expires_at: datetime


class EventSaid(Document):
    """The data of one server-sent event; its `id` is `seq`, its type the kind: state, incumbent, bound, done."""

    seq: int
    at: datetime
    body: dict[str, JsonValue]


class Validation(Document):
    """What validation finds in an instance."""

    valid: bool = Field(description="Whether it can be planned: no finding is an ERROR.")
    findings: tuple[FindingSaid, ...]
    input_metrics: InputMetrics | None = None


class CheckRequest(Document):
    """A plan and the instance it belongs to, each whole or by the id it is stored under."""

    instance: Instance | None = None
    instance_id: str | None = Field(default=None, max_length=64)
    plan: Plan | None = Field(default=None, description="Or `outcome`, or `plan_id`.")
    outcome: Outcome | None = None
    plan_id: str | None = Field(default=None, max_length=64)


class CheckAnswer(Document):
    """What the independent checker says of a plan."""

    accepted: bool = Field(description="No hard rule is broken.")
    objective: int
    goals: tuple[GoalAmount, ...]
    violations: tuple[Violation, ...]


class Reasons(Document):
    """Why seats of a plan stay empty."""

    plan_id: str
    shortages: tuple[Shortage, ...]


class Words(Document):
    """The texts of a rule or a goal in one language."""

    label: str
    sentence: str
    unit: str


class Setting(Document):
    """One number or choice of the policy."""

    path: str = Field(description="Where it stands in an instance.")
    default: JsonValue = None
    description: str | None = None


class RuleEntry(Document):
    """A rule of the book."""

    stem: str
    protective: bool
    planned: bool = Field(description="Whether this version plans it.")
    modes: tuple[str, ...] = Field(description="The default first.")
    counted_by: str | None = Field(default=None, description="The goal that counts its violations.")
    prices: tuple[Setting, ...] = ()
    parameters: tuple[Setting, ...] = ()
    texts: dict[Language, Words]


class GoalEntry(Document):
    """A goal of the book."""

    name: str
    planned: bool
    level: int
    weight: int
    parameters: tuple[Setting, ...] = ()
    texts: dict[Language, Words]


class RuleBook(Document):
    """Every rule and every goal."""

    rules: tuple[RuleEntry, ...]
    goals: tuple[GoalEntry, ...]


class DemoInstance(Document):
    """An instance that comes with zutuan."""

    name: str
    title: str = Field(description="Its own name.")
    size: int = Field(description="Bytes of its JSON.")
    input_metrics: InputMetrics


class DemoInstances(Document):
    """The instances that come with zutuan."""

    items: tuple[DemoInstance, ...]


class Health(Document):
    """Whether the server lives."""

    status: str = "ok"
    version: str


def spliced(facts: Document, name: str, body: bytes) -> bytes:
    """Return facts and a stored document under `name` as one JSON object; large documents are not read for it."""
    head = facts.model_dump_json(by_alias=True).encode()
    return head[:-1] + b',"' + name.encode() + b'":' + body + b"}"


def plain(value: Any) -> JsonValue:
    """Return a default of the policy as JSON."""
    from pydantic_core import to_jsonable_python

    answer: JsonValue = to_jsonable_python(value, by_alias=True)
    return answer
