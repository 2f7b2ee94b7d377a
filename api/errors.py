"""The errors of the service. They know no HTTP: each has a stable code, and values for its sentence.

ServiceError
├── NotFound          no such job, instance or plan, or it belongs to others
├── BadRequest        a request that contradicts itself or names a kind that does not exist
├── TooLarge          a document above the limit
├── QueueFull         as many jobs wait as the service takes; says when to come again
├── Conflict          the job is in a state that does not allow this
│   ├── StillSolving  it is being solved: stop it first
│   ├── NoPlanYet     it has found no plan so far
│   └── NothingToDo   it is proven, or already waiting: more seconds would bring nothing
├── LeaseLost         a worker wrote for a job that was given to another one (never leaves the worker)
└── StoreUnavailable  the database cannot be reached, or its disk is full
"""

from typing import Any, ClassVar


class ServiceError(Exception):
    """Any error that the service raises on purpose; `service.error.<code>` is its sentence."""

    code: ClassVar[str] = "service_error"

    def __init__(self, **values: Any) -> None:
        self.values = values
        super().__init__(", ".join([self.code, *(f"{name}={value}" for name, value in values.items())]))


class NotFound(ServiceError):
    """There is no such thing; values: `what` (job, instance, plan), `id`."""

    code = "not_found"


class BadRequest(ServiceError):
    """A request makes no sense; values: `field`, `reason` (a code)."""

    code = "bad_request"


class TooLarge(ServiceError):
    """A document is larger than the service takes; values: `limit_mb`, `found_mb`."""

    code = "too_large"


class QueueFull(ServiceError):
    """The queue is full; values: `limit` (jobs), `retry_after` (seconds)."""

    code = "queue_full"


class Conflict(ServiceError):
    """The state of a job does not allow this; values: `id`, `state`."""

    code = "conflict"


class StillSolving(Conflict):
    """The job is being solved."""

    code = "still_solving"


class NoPlanYet(Conflict):
    """The job has no plan, or not yet."""

    code = "no_plan_yet"


class NothingToDo(Conflict):
    """More seconds would bring nothing: the answer is proven, or the job waits or runs already."""

    code = "nothing_to_do"


class LeaseLost(ServiceError):
    """The job was given to another worker, or was taken away; values: `id`, `epoch`."""

    code = "lease_lost"


class StoreUnavailable(ServiceError):
    """The database does not take or give anything now; values: `reason` (class of the database's error)."""

    code = "store_unavailable"
