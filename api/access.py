"""Who may do what: one table of routes and roles. A route without a row is closed to everybody.

Loopback needs no token: whoever sits at the machine is the admin of the group `local`. Everybody else has a token with a
role, in a group; a job, an instance or a plan belongs to its group and does not exist for others.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.guard import from_this_machine
from api.jobs.documents import LOCAL
from api.problems import Problem
from api.redaction import View
from api.roles import Role
from api.service import Parts, Service


@dataclass(frozen=True)
class Caller:
    """Who asks: a role in a group, by a token or from this machine."""

    role: Role
    group: str
    token: str | None = None
    hospital: str | None = None
    """Of a recipient or supporter: whose part is shown."""

    @property
    def view(self) -> View:
        """Whose eyes an answer is for."""
        return View(self.role, self.hospital)


OPEN = frozenset[Role]()
"""Routes that ask for no token: they say nothing about anybody."""
EVERYBODY = frozenset(Role)
PLANNING = frozenset({Role.ADMIN, Role.PLANNER})
READING = PLANNING | {Role.VIEWER}

NOBODY = Caller(Role.VIEWER, "")
"""Who asks where nobody is asked for."""
WATCHED = frozenset(
    ("GET", f"/v1/{part}") for part in ("instances/{id}", "plans/{id}", "jobs/{id}/plan", "jobs/{id}/outcome")
)
"""Reading that is written down as well: documents about people."""
NOTHING_KEPT = frozenset({("POST", "/v1/validate"), ("POST", "/v1/check")})
CHALLENGE = {"WWW-Authenticate": "Bearer"}
EVENTS = "/v1/jobs/{id}/events"

ROUTES: dict[tuple[str, str], frozenset[Role]] = {
    ("GET", "/healthz"): OPEN,
    ("GET", "/readyz"): OPEN,
    ("GET", "/metrics"): frozenset({Role.ADMIN}),
    ("GET", "/v1/audit"): frozenset({Role.ADMIN}),
    ("GET", "/docs"): OPEN,
    ("GET", "/docs/{file}"): OPEN,
    ("GET", "/openapi.json"): OPEN,
    ("GET", "/v1/rules"): EVERYBODY,
    ("GET", "/v1/schema/{document}"): EVERYBODY,
    ("GET", "/v1/demo-instances"): EVERYBODY,
    ("GET", "/v1/demo-instances/{name}"): EVERYBODY,
    ("POST", "/v1/validate"): PLANNING,
    ("POST", "/v1/check"): PLANNING,
    ("GET", "/v1/compare/{a}/{b}"): PLANNING,
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
    ("GET", EVENTS): READING,
    ("GET", "/v1/jobs/{id}/reasons"): READING,
    ("GET", "/v1/jobs/{id}/choices"): PLANNING,
    ("POST", "/v1/jobs/{id}/stop"): PLANNING,
    ("POST", "/v1/jobs/{id}/resume"): PLANNING,
    ("POST", "/v1/jobs/{id}/ticket"): READING,
}
"""(method, route) → roles that may."""


async def admitted(request: Request, parts: Parts) -> AsyncIterator[Caller]:
    """Give who asks, and write down what they did. Raises Problem where they are unknown, or the table does not let them in."""
    route = (request.method, route_of(request))
    roles = ROUTES.get(route)
    if roles is not None and not roles:
        yield NOBODY
        return
    caller = await identified(request, parts)
    if roles is None or caller.role not in roles:
        await _write_down(request, parts, caller, refused=True)
        raise Problem("not_allowed", role=caller.role.value)
    yield caller
    if route in WATCHED or (request.method != "GET" and route not in NOTHING_KEPT):
        await _write_down(request, parts, caller, refused=False)


async def _write_down(request: Request, parts: Service, caller: Caller, *, refused: bool) -> None:
    """Write down what somebody did, on what; `made` is the id of what a route has made."""
    named = request.path_params.get("id") or request.scope.get("made") or ""
    await asyncio.to_thread(
        parts.audit.write,
        caller.group,
        token=caller.token,
        role=caller.role.value,
        method=request.method,
        route=route_of(request),
        id=str(named)[:64] or None,
        refused=refused,
        request_id=str(request.scope.get("request_id", "")),
    )


async def identified(request: Request, parts: Service) -> Caller:
    """Return who asks: by a ticket, by a token, or from this machine. Raises Problem."""
    ticket = request.query_params.get("ticket")
    if ticket is not None and route_of(request) == EVENTS:
        group = parts.tickets.group_of(ticket, request.path_params["id"])
        if group is None:
            raise Problem("token_refused")
        return Caller(Role.VIEWER, group)
    header = request.headers.get("authorization")
    if header is None and from_this_machine(request, parts.settings):
        return Caller(Role.ADMIN, LOCAL)
    if header is None:
        raise Problem("token_missing", headers=CHALLENGE)
    address = "" if request.client is None else request.client.host
    parts.attempts.check(address)
    scheme, _, text = header.partition(" ")
    token = await asyncio.to_thread(parts.tokens.holder, text.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        parts.attempts.refused(address)
        raise Problem("token_refused", headers=CHALLENGE)
    return Caller(token.role, token.group, token.id, token.hospital)


def route_of(request: Request) -> str:
    """Return the route that a request matched, with its parameters' names; empty where it matched none."""
    return str(getattr(request.scope.get("route"), "path", ""))


Asking = Annotated[Caller, Depends(admitted)]
