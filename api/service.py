"""What one app is made of; routes get at it by the annotated dependency `Parts`."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from api.audit import Audit
from api.bodies import Bodies
from api.guard import Attempts
from api.idempotency import Repeats
from api.jobs.service import Jobs
from api.metrics import Metrics
from api.offload import Offload
from api.settings import MIB, ServiceSettings
from api.streams import Streams, Tickets
from api.tokens import Tokens

BODY_SECONDS = 60.0
"""Time for a body to come in; 100 MiB on a line of 15 Mbit/s."""
BODIES_AT_ONCE = 4
"""How many of the largest bodies are held at once."""
PRELOAD = ("api.reading",)


@dataclass(frozen=True)
class Service:
    """The parts of one app."""

    settings: ServiceSettings
    jobs: Jobs
    repeats: Repeats
    bodies: Bodies
    offload: Offload
    streams: Streams
    tickets: Tickets
    tokens: Tokens
    attempts: Attempts
    audit: Audit
    metrics: Metrics


def service_of(settings: ServiceSettings, jobs: Jobs, offload: Offload | None = None) -> Service:
    """Return the parts of an app over a job service."""
    limit = settings.body_mb * MIB
    return Service(
        settings=settings,
        jobs=jobs,
        repeats=Repeats(jobs.store),
        bodies=Bodies(limit, BODY_SECONDS, BODIES_AT_ONCE * limit),
        offload=offload or Offload(preload=PRELOAD),
        streams=Streams(jobs),
        tickets=Tickets(),
        tokens=Tokens(jobs.store),
        attempts=Attempts(),
        audit=Audit(jobs.store),
        metrics=Metrics(),
    )


async def _parts(request: Request) -> Service:
    return cast("Service", request.app.state.service)


Parts = Annotated[Service, Depends(_parts)]
