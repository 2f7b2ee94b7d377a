"""Stored plans, and keeping them."""

import asyncio

from fastapi import APIRouter, Request, Response

from api.access import Asking
from api.answers import as_json, tagged
from api.documents import PlanAnswer, spliced
from api.jobs.documents import StoredPlan
from api.redaction import plan_text
from api.routes.parameters import DocumentId
from api.service import Parts

router = APIRouter(prefix="/v1/plans/{id}", tags=["plans"])


@router.get("", response_model=PlanAnswer, summary="Get")
async def get_plan(plan_id: DocumentId, request: Request, caller: Asking, parts: Parts) -> Response:
    """Return a stored plan: its figures and the document."""
    stored, text = await asyncio.to_thread(parts.jobs.get_plan, plan_id, group=caller.group)
    if not caller.view.whole:
        _, instance = await asyncio.to_thread(parts.jobs.get_instance, stored.instance_id, group=caller.group)
        text = await parts.offload.run(len(text) + len(instance), plan_text, caller.view, text, instance)
    tag = f"{stored.id}-{int(stored.keep)}-{caller.role}-{caller.hospital or ''}"
    return tagged(request, tag, spliced(stored, "plan", text))


@router.post("/keep", response_model=StoredPlan, summary="Keep")
def keep(plan_id: DocumentId, caller: Asking, parts: Parts) -> Response:
    """Keep a plan for good: it stays when its job is removed or expires."""
    return as_json(parts.jobs.keep(plan_id, group=caller.group))


@router.delete("/keep", response_model=StoredPlan, summary="Keep no longer")
def let_go(plan_id: DocumentId, caller: Asking, parts: Parts) -> Response:
    """Let a plan expire with its job again."""
    return as_json(parts.jobs.keep(plan_id, group=caller.group, keep=False))
