"""Jobs: submit, list, look at, stop, resume, remove."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access import Asking
from api.answers import as_json, tagged
from api.bodies import JSON_TYPES, require_type
from api.documents import JobAccepted, ResumeRequest
from api.jobs.documents import Job, JobFilter, Page, State
from api.language import language_of
from api.openapi_bodies import body_of
from api.problems import said
from api.reading import read_job_request, read_small
from api.redaction import job_for
from api.routes.parameters import Cursor, JobId, Limit
from api.routes.repeated import Key, once
from api.service import Parts

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])


@router.post(
    "", status_code=202, response_model=JobAccepted, openapi_extra=body_of("JobRequest", "jobs"), summary="Submit"
)
async def submit(request: Request, caller: Asking, parts: Parts, key: Key = None) -> Response:
    """Put a question into the queue. `Location` is the job's address; findings that forbid planning answer 422."""
    require_type(request, *JSON_TYPES)
    async with parts.bodies.read(request) as body:

        async def work(job_id: str | None) -> Response:
            asked = await parts.offload.run(len(body), read_job_request, body)
            job = await asyncio.to_thread(
                parts.jobs.submit, asked.request, group=caller.group, instance=asked.instance, job_id=job_id
            )
            request.scope["made"] = job.id
            accepted = JobAccepted(**job.model_dump(), findings=tuple(said(asked.findings, language_of(request))))
            return as_json(accepted, 202, {"Location": f"/v1/jobs/{job.id}"})

        return await once(key, request, body, caller, parts, work)


@router.get("", response_model=Page[Job], summary="List")
def list_jobs(
    caller: Asking,
    parts: Parts,
    state: Annotated[tuple[State, ...], Query(description="In one of these states.")] = (),
    kind: Annotated[tuple[str, ...], Query(description="Of one of these kinds.")] = (),
    name: Annotated[str | None, Query(max_length=200, description="Part of the name, in any case.")] = None,
    tag: Annotated[str | None, Query(max_length=80)] = None,
    instance_id: Annotated[str | None, Query(max_length=64)] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """List jobs, newest first; every condition given must hold."""
    asked = JobFilter(states=state, kinds=kind, name=name, tag=tag, instance_id=instance_id)
    return as_json(parts.jobs.page(asked, group=caller.group, cursor=cursor, limit=limit))


@router.get("/{id}", response_model=Job, summary="Look at")
def get_job(job_id: JobId, request: Request, caller: Asking, parts: Parts) -> Response:
    """Return how a job stands, without its documents: light enough to ask every second."""
    job = parts.jobs.get(job_id, group=caller.group)
    return tagged(request, f"{job.etag}-{caller.role}", job_for(caller.view, job))


@router.post("/{id}/stop", response_model=Job, summary="Stop")
def stop(job_id: JobId, caller: Asking, parts: Parts) -> Response:
    """End a job with its best plan; asking again changes nothing."""
    return as_json(parts.jobs.stop(job_id, group=caller.group))


@router.post(
    "/{id}/resume",
    status_code=202,
    response_model=Job,
    openapi_extra=body_of("ResumeRequest", "resume", required=False),
    summary="Resume",
)
async def resume(job_id: JobId, request: Request, caller: Asking, parts: Parts, key: Key = None) -> Response:
    """Go on searching from the best plan and bound, for more seconds."""
    async with parts.bodies.read(request) as body:
        if body:
            require_type(request, *JSON_TYPES)

        async def work(_: str | None) -> Response:
            asked = read_small(body, ResumeRequest)
            job = await asyncio.to_thread(parts.jobs.resume, job_id, asked.seconds, group=caller.group)
            return as_json(job, 202, {"Location": f"/v1/jobs/{job.id}"})

        return await once(key, request, body, caller, parts, work)


@router.delete("/{id}", status_code=204, summary="Remove")
def remove(job_id: JobId, caller: Asking, parts: Parts) -> Response:
    """Remove a job with its events, and its plan unless that is kept; one that is being solved is stopped first."""
    parts.jobs.delete(job_id, group=caller.group)
    return Response(status_code=204)
