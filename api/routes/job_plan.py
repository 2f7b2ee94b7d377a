"""What a job has found: its plan in three formats, its outcome, and why seats stay empty."""

import asyncio
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Query, Request, Response

from api.access import Asking
from api.answers import as_json, is_known, tagged
from api.choosing import choices
from api.documents import Outcome, Plan, Reasons
from api.errors import NoPlanYet
from api.exports import MEDIA_TYPES, Format, exported
from api.language import language_of
from api.negotiation import wanted_format
from api.problems import Problem
from api.reading import reasons_in
from api.redaction import outcome_text, plan_text
from api.routes.parameters import JobId
from api.service import Parts
from solver.explain.choices import Choices
from solver.load import ANSWERS

router = APIRouter(prefix="/v1/jobs/{id}", tags=["plans"])

FormatWanted = Annotated[
    Literal["json", "xlsx", "html"] | None, Query(alias="format", description="Instead of the header Accept.")
]
FILES: dict[int | str, dict[str, Any]] = {200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}}}
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'; img-src data:; "
    "sandbox allow-scripts allow-popups allow-downloads; frame-ancestors 'self'"
)
"""The report's scripts are part of it; sandboxed, they cannot speak for whoever reads it."""


@router.get("/plan", response_model=Plan, responses=FILES, summary="Plan")
async def get_plan(
    job_id: JobId, request: Request, caller: Asking, parts: Parts, wanted: FormatWanted = None
) -> Response:
    """Return the best plan so far as JSON, workbook or report; 409 before the first one."""
    kind = wanted_format(request, wanted)
    job = await asyncio.to_thread(parts.jobs.get, job_id, group=caller.group)
    stored, text = await asyncio.to_thread(parts.jobs.plan, job_id, group=caller.group)
    link = {"Link": f'</v1/plans/{stored.id}>; rel="canonical"'}
    if kind == "json" and caller.view.whole:
        return tagged(request, stored.id, text, headers=link)
    tag = f"{stored.id}-{job.version}-{kind}-{language_of(request)}-{caller.role}-{caller.hospital or ''}"
    if is_known(request, tag):
        return tagged(request, tag, b"")
    _, instance = await asyncio.to_thread(parts.jobs.get_instance, stored.instance_id, group=caller.group)
    if kind == "json":
        shown = await parts.offload.run(len(text) + len(instance), plan_text, caller.view, text, instance)
        return tagged(request, tag, shown, headers=link)
    outcome = await asyncio.to_thread(parts.jobs.outcome, job_id, group=caller.group)
    if job.outcome != "solved":
        outcome = None
    told = (job.progress.bound or 0, cast("Format", kind), language_of(request))
    body = await parts.offload.run(SLOW, exported, caller.view, instance, text, outcome, *told)
    return tagged(request, tag, body, media_type=MEDIA_TYPES[kind], headers=_file(stored.id, kind))


@router.get("/outcome", response_model=Outcome, summary="Outcome")
async def get_outcome(job_id: JobId, request: Request, caller: Asking, parts: Parts) -> Response:
    """Return the answer of a job that has ended; 409 before."""
    job = await asyncio.to_thread(parts.jobs.get, job_id, group=caller.group)
    text = await asyncio.to_thread(parts.jobs.outcome, job_id, group=caller.group)
    if text is None:
        raise NoPlanYet(id=job_id, state=job.state.value)
    if caller.view.whole:
        return tagged(request, f"{job.etag}-outcome", text)
    if job.outcome not in ANSWERS:  # an explanation quotes what it explains
        raise Problem("not_allowed", role=caller.role.value)
    _, instance = await asyncio.to_thread(parts.jobs.get_instance, job.instance_id, group=caller.group)
    shown = await parts.offload.run(len(text) + len(instance), outcome_text, caller.view, text, instance)
    return tagged(request, f"{job.etag}-outcome-{caller.role}", shown)


@router.get("/reasons", response_model=Reasons, summary="Reasons")
async def get_reasons(
    job_id: JobId,
    request: Request,
    caller: Asking,
    parts: Parts,
    post: Annotated[str | None, Query(max_length=200, description="Of this post only.")] = None,
    period: Annotated[int | None, Query(ge=0, le=100_000, description="Of this period only.")] = None,
) -> Response:
    """Say of every empty seat who could have taken it, and which rules keep each of them away."""
    stored, text = await asyncio.to_thread(parts.jobs.plan, job_id, group=caller.group)
    if not caller.view.whole:
        _, instance = await asyncio.to_thread(parts.jobs.get_instance, stored.instance_id, group=caller.group)
        text = await parts.offload.run(len(text) + len(instance), plan_text, caller.view, text, instance)
    shortages = await parts.offload.run(len(text), reasons_in, text, post, period)
    return as_json(Reasons(plan_id=stored.id, shortages=shortages))


@router.get("/choices", response_model=Choices, summary="Choices")
async def get_choices(
    job_id: JobId,
    caller: Asking,
    parts: Parts,
    post: Annotated[str, Query(max_length=200)],
    period: Annotated[int, Query(ge=0, le=100_000)],
    instead_of: Annotated[
        str | None, Query(max_length=200, description="Who would go; none = the first holder.")
    ] = None,
) -> Response:
    """Say who could take a seat, open or held, best first, and by how much each goal changes if nobody else moves."""
    stored, plan = await asyncio.to_thread(parts.jobs.plan, job_id, group=caller.group)
    _, instance = await asyncio.to_thread(parts.jobs.get_instance, stored.instance_id, group=caller.group)
    found = await parts.offload.run(SLOW, choices, stored.id, instance, plan, post, period, instead_of)
    return as_json(found)


SLOW = 10_000_000
"""Size that a workbook or a report counts as, however small its plan: charts take seconds."""


def _file(plan_id: str, kind: str) -> dict[str, str]:
    named = {
        "Content-Disposition": f'{"inline" if kind == "html" else "attachment"}; filename="plan-{plan_id[:12]}.{kind}"'
    }
    return named | ({"Content-Security-Policy": REPORT_POLICY} if kind == "html" else {})
