"""Looking at documents without solving: validate an instance, check a plan."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.access import Asking, Caller
from api.answers import as_json
from api.bodies import JSON_TYPES, require_type
from api.documents import CheckAnswer, Validation
from api.jobs.documents import StoredPlan
from api.language import language_of
from api.openapi_bodies import body_of
from api.problems import said
from api.reading import Needed, compared, read_check, read_validation
from api.service import Parts, Service
from solver.explain.compare import Comparison

Either = Annotated[str, Path(max_length=64, description="Id of a plan, or of a job: its best plan.")]
PLAN_ID_LENGTH = 64

router = APIRouter(prefix="/v1", tags=["checks"])


@router.post("/validate", response_model=Validation, openapi_extra=body_of("Instance", "instances"), summary="Validate")
async def validate(request: Request, caller: Asking, parts: Parts) -> Response:
    """Return every finding about an instance at once; an instance with errors is an answer here, not an error."""
    require_type(request, *JSON_TYPES)
    async with parts.bodies.read(request) as body:
        metrics, findings = await parts.offload.run(len(body), read_validation, body)
    listed = tuple(said(findings, language_of(request)))
    return as_json(Validation(valid=metrics is not None, findings=listed, input_metrics=metrics))


@router.post("/check", response_model=CheckAnswer, openapi_extra=body_of("CheckRequest", "checks"), summary="Check")
async def check(request: Request, caller: Asking, parts: Parts) -> Response:
    """Return every rule that a plan breaks, and what the plan costs: the independent checker, nothing is solved."""
    require_type(request, *JSON_TYPES)
    async with parts.bodies.read(request) as body:
        answer = await parts.offload.run(len(body), read_check, body)
        if isinstance(answer, Needed):
            instance, plan = await asyncio.to_thread(_stored, parts, caller, answer)
            size = len(body) + len(instance or b"") + len(plan or b"")
            answer = await parts.offload.run(size, read_check, body, instance, plan)
    assert isinstance(answer, CheckAnswer)
    return as_json(answer)


@router.get("/compare/{a}/{b}", response_model=Comparison, summary="Compare")
async def compare(a: Either, b: Either, caller: Asking, parts: Parts) -> Response:
    """Return what differs between two plans of one instance: goals, people, posts, pairings."""
    first, one = await asyncio.to_thread(_plan, parts, caller, a)
    _, other = await asyncio.to_thread(_plan, parts, caller, b)
    _, instance = await asyncio.to_thread(parts.jobs.get_instance, first.instance_id, group=caller.group)
    size = len(instance) + len(one) + len(other)
    return as_json(await parts.offload.run(size, compared, instance, one, other))


def _plan(parts: Service, caller: Caller, either: str) -> tuple[StoredPlan, bytes]:
    """Return a plan by its id, or the best one of a job by the job's."""
    if len(either) == PLAN_ID_LENGTH:
        return parts.jobs.get_plan(either, group=caller.group)
    return parts.jobs.plan(either, group=caller.group)


def _stored(parts: Service, caller: Caller, needed: Needed) -> tuple[bytes | None, bytes | None]:
    """Return the texts of what a check names; a plan brings its own instance where none is given."""
    instance_id, plan = needed.instance_id, None
    if needed.plan_id is not None:
        stored, plan = parts.jobs.get_plan(needed.plan_id, group=caller.group)
        instance_id = instance_id or (None if needed.has_instance else stored.instance_id)
    if instance_id is None:
        return None, plan
    return parts.jobs.get_instance(instance_id, group=caller.group)[1], plan
