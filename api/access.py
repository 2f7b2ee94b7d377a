"""Who may do what: one table of routes and roles. A route without a row is closed to everybody.

Loopback needs no token: whoever sits at the machine is the admin of the group `local`. A job, an instance or a plan
belongs to its group and does not exist for others.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Request

from api.jobs.documents import LOCAL
from api.problems import Problem


class Role(StrEnum):
    """What a token may do."""

    ADMIN = "admin"
    PLANNER = "planner"
    VIEWER = "viewer"
    RECIPIENT = "recipient"
    """Sees its own hospital's part."""
    SUPPORTER = "supporter"
    """Sees its own people's part."""


@dataclass(frozen=True)
class Caller:
    """Who asks: a role in a group, by a token or from this machine."""

    role: Role
    group: str
    token: str | None = None


OPEN = frozenset[Role]()
"""Routes that ask for no token: they say nothing about anybody."""
EVERYBODY = frozenset(Role)
PLANNING = frozenset({Role.ADMIN, Role.PLANNER})
READING = PLANNING | {Role.VIEWER}

ROUTES: dict[tuple[str, str], frozenset[Role]] = {
    ("GET", "/healthz"): OPEN,
    ("GET", "/readyz"): OPEN,
    ("GET", "/metrics"): frozenset({Role.ADMIN}),
    ("GET", "/docs"): OPEN,
    ("GET", "/docs/{file}"): OPEN,
    ("GET", "/openapi.json"): OPEN,
    ("GET", "/v1/rules"): EVERYBODY,
    ("GET", "/v1/schema/{document}"): EVERYBODY,
    ("GET", "/v1/demo-instances"): EVERYBODY,
    ("GET", "/v1/demo-instances/{name}"): EVERYBODY,
    ("POST", "/v1/validate"): PLANNING,
    ("POST", "/v1/check"): PLANNING,
    ("POST", "/v1/instances"): PLANNING,
    ("GET", "/v1/instances/{id}"): READING,
    ("GET", "/v1/plans/{id}"): EVERYBODY,
    ("POST", "/v1/plans/{id}/keep"): PLANNING,
    ("DELETE", "/v1/plans/{id}/keep"): PLANNING,
    ("POST", "/v1/jobs"): PLANNING,
    ("GET", "/v1/jobs"): READING,
    ("GET", "/v1/jobs/{id}"): EVERYBODY,
    ("DELETE", "/v1/jobs/{id}"): PLANNING,
    ("GET", "/v1/jobs/{id}/plan"): EVERYBODY,
    ("GET", "/v1/jobs/{id}/outcome"): READING,
    ("GET", "/v1/jobs/{id}/events"): READING,
    ("GET", "/v1/jobs/{id}/reasons"): READING,
    ("GET", "/v1/jobs/{id}/choices"): PLANNING,
    ("POST", "/v1/jobs/{id}/stop"): PLANNING,
    ("POST", "/v1/jobs/{id}/resume"): PLANNING,
    ("POST", "/v1/jobs/{id}/ticket"): READING,
}
"""(method, route) → roles that may."""


async def admitted(request: Request) -> Caller:
    """Return who asks. Raises Problem where the table does not let them in."""
    caller = Caller(Role.ADMIN, LOCAL)
    roles = ROUTES.get((request.method, route_of(request)))
    if roles is None or (roles and caller.role not in roles):
        raise Problem("not_allowed", role=caller.role.value)
    return caller


def route_of(request: Request) -> str:
    """Return the route that a request matched, with its parameters' names; empty where it matched none."""
    return str(getattr(request.scope.get("route"), "path", ""))


Asking = Annotated[Caller, Depends(admitted)]
