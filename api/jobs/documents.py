"""What goes in and out: requests, jobs, events, stored instances and plans."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from pydantic import Field, JsonValue

from solver.domain.document import Document
from solver.domain.instance import Instance
from solver.settings import Settings

LOCAL = "local"
"""The group of everybody where there are no tokens."""

Tag = Annotated[str, Field(min_length=1, max_length=80)]
Item = TypeVar("Item")


class State(StrEnum):
    """Where a job stands. Infeasible and undecided are COMPLETED as well: `outcome` says which."""

    QUEUED = "QUEUED"
    SOLVING = "SOLVING"
    COMPLETED = "COMPLETED"
    STOPPED = "STOPPED"
    FAILED = "FAILED"

    @property
    def ended(self) -> bool:
        """Whether nothing more happens unless somebody asks for it."""
        return self in (State.COMPLETED, State.STOPPED, State.FAILED)


class JobRequest(Document):
    """A question for a search: either a whole instance or the id of one that is stored."""

    kind: str = Field(default="solve", max_length=40, description="What to search for: solve, pair, …")
    instance: Instance | None = Field(default=None, description="The whole instance; or `instance_id`.")
    instance_id: str | None = Field(default=None, max_length=64, description="A stored instance.")
    settings: Settings = Field(default_factory=Settings, description="How long and how hard; capped by the service.")
    start_plan_id: str | None = Field(default=None, max_length=64, description="A stored plan to begin from.")
    name: str = Field(default="", max_length=200)
    tags: tuple[Tag, ...] = Field(default=(), max_length=20)
    priority: int = Field(default=5, ge=1, le=9, description="9 is served first; among equals the older one.")
    question: dict[str, JsonValue] = Field(default_factory=dict, description="What a kind asks besides the instance.")


class Standing(Document):
    """How a search stands."""

    seconds: float = Field(default=0.0, description="Of search so far, seconds.")
    incumbent: int | None = Field(default=None, description="Objective of the best plan.")
    bound: int | None = Field(default=None, description="Proven: no plan costs less.")
    gap: float | None = Field(default=None, description="(incumbent − bound) / max(1, incumbent)")


class InputMetrics(Document):
    """How large a question is."""

    specialists: int = Field(default=0, description="People, units of pools counted.")
    supporting_hospitals: int = 0
    recipient_hospitals: int = 0
    posts: int = 0
    periods: int = 0
    targets: int = 0
    demand_months: int = Field(default=0, description="Person-months of all minimums.")
    candidate_tours: int | None = Field(default=None, description="Counted when the search begins.")


class Kpis(Document):
    """What a planner looks at first in a plan."""

    tours: int = Field(description="Tours, those under way included.")
    pairings: int
    minimum_filled: float = Field(
        description="Share of the minimums' person-months that is filled; 1 if none is asked."
    )
    shortage_months: int = Field(description="Person-months below the minimums.")
    below_target_months: int = Field(description="Person-months between minimum and target that are empty.")
    priced_violations: int | None = Field(
        default=None, description="Violations of priced rules; counted when the job ends."
    )


class Failure(Document):
    """Why a job failed."""

    code: str
    text: str = Field(default="", description="For whoever runs the service; names no people.")


class Job(Document):
    """A job without its documents: light enough to be asked for all the time."""

    id: str
    kind: str
    state: State
    name: str = ""
    tags: tuple[str, ...] = ()
    priority: int = 5
    created_at: datetime
    queued_at: datetime = Field(description="When it was last put into the queue.")
    started_at: datetime | None = Field(default=None, description="When a search first began.")
    finished_at: datetime | None = Field(default=None, description="When it ended or was stopped.")
    expires_at: datetime | None = Field(default=None, description="When it is removed; a plan that is kept stays.")
    instance_id: str
    start_plan_id: str | None = None
    plan_id: str | None = Field(default=None, description="The best plan so far; unchanged once the job has ended.")
    settings: Settings = Field(description="As capped by the service.")
    progress: Standing
    input_metrics: InputMetrics
    kpis: Kpis | None = Field(default=None, description="Of the best plan so far.")
    outcome: str | None = Field(default=None, description="Kind of the answer: solved, infeasible, undecided, …")
    stop_asked: bool = False
    failure: Failure | None = None
    version: int = Field(description="Counts every change of the job.")

    @property
    def etag(self) -> str:
        """What changes whenever this document does."""
        return f"{self.id}-{self.version}"


class Event(Document):
    """Something that happened to a job; numbered from 1 without a hole."""

    job_id: str
    seq: int
    kind: str = Field(description="state, incumbent, bound, done; more may come.")
    at: datetime
    body: dict[str, JsonValue]


class StoredInstance(Document):
    """An instance in the store; the document itself is asked for apart."""

    id: str
    name: str
    size: int = Field(description="Bytes of its JSON.")
    metrics: InputMetrics
    created_at: datetime


class StoredPlan(Document):
    """A plan in the store, and the instance that it belongs to."""

    id: str
    instance_id: str
    objective: int
    kpis: Kpis
    keep: bool = Field(description="Kept plans never expire.")
    size: int
    created_at: datetime


class Page(Document, Generic[Item]):
    """A part of a list, newest first."""

    items: tuple[Item, ...]
    cursor: str | None = Field(default=None, description="Where the next page begins; none on the last one.")


class JobFilter(Document):
    """Which jobs to list; all given conditions hold."""

    states: tuple[State, ...] = ()
    kinds: tuple[str, ...] = ()
    name: str | None = Field(default=None, max_length=200, description="Part of the name, in any case.")
    tag: str | None = Field(default=None, max_length=80)
    instance_id: str | None = None


def moment(seconds: float) -> datetime:
    """Return seconds since 1970 as a time in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
