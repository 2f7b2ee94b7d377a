"""For whoever runs the service: is it alive, can it work, how is it doing."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.access import Asking
from api.answers import as_json
from api.audit import Entry
from api.documents import Health
from api.health import Readiness, jobs_by_state, oldest_wait, readiness, workers_alive
from api.jobs.documents import Page
from api.routes.parameters import Cursor, Limit
from api.service import Parts
from solver import __version__

router = APIRouter(tags=["operation"])


@router.get("/healthz", response_model=Health, summary="Alive")
async def healthz(caller: Asking) -> Response:
    """Say that the server answers."""
    return as_json(Health(version=__version__))


@router.get("/readyz", response_model=Readiness, summary="Ready")
def readyz(caller: Asking, parts: Parts) -> Response:
    """Say whether jobs can be taken and searched: the database answers and a worker is alive; 503 if not."""
    found = readiness(parts.jobs.store, workers_wanted=parts.settings.workers)
    return as_json(found, 200 if found.ready else 503)


@router.get("/metrics", response_class=Response, summary="Figures for Prometheus")
def metrics(caller: Asking, parts: Parts) -> Response:
    """Return counts and times in Prometheus' text format."""
    store = parts.jobs.store
    text = parts.metrics.text(jobs_by_state(store), workers_alive(store), oldest_wait(store))
    return Response(text, media_type=CONTENT_TYPE_LATEST)


@router.get("/v1/audit", response_model=Page[Entry], summary="Audit")
def audit(caller: Asking, parts: Parts, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """Return who did what in the caller's group, newest first; writing, and reading documents about people."""
    return as_json(parts.audit.page(caller.group, cursor, limit))
