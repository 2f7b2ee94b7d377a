"""Stored instances: each by the hash of its content."""

import asyncio

from fastapi import APIRouter, Request, Response

from api.access import Asking
from api.answers import as_json, tagged
from api.bodies import JSON_TYPES, require_type
from api.documents import InstanceAccepted, InstanceAnswer, spliced
from api.language import language_of
from api.openapi_bodies import body_of
from api.problems import said
from api.reading import read_stored_instance
from api.redaction import instance_text
from api.routes.parameters import DocumentId
from api.routes.repeated import Key, once
from api.service import Parts

router = APIRouter(prefix="/v1/instances", tags=["instances"])


@router.post(
    "",
    status_code=201,
    response_model=InstanceAccepted,
    openapi_extra=body_of("Instance", "instances"),
    summary="Store",
)
async def store(request: Request, caller: Asking, parts: Parts, key: Key = None) -> Response:
    """Validate and store an instance, for several jobs to name; the same content has the same id."""
    require_type(request, *JSON_TYPES)
    async with parts.bodies.read(request) as body:

        async def work(_: str | None) -> Response:
            instance, findings = await parts.offload.run(len(body), read_stored_instance, body)
            stored = await asyncio.to_thread(parts.jobs.put_instance, instance, group=caller.group)
            request.scope["made"] = stored.id
            accepted = InstanceAccepted(**stored.model_dump(), findings=tuple(said(findings, language_of(request))))
            return as_json(accepted, 201, {"Location": f"/v1/instances/{stored.id}"})

        return await once(key, request, body, caller, parts, work)


@router.get("/{id}", response_model=InstanceAnswer, summary="Get")
async def get_instance(instance_id: DocumentId, request: Request, caller: Asking, parts: Parts) -> Response:
    """Return a stored instance: its figures and the document; viewers are shown nothing of people's health."""
    stored, text = await asyncio.to_thread(parts.jobs.get_instance, instance_id, group=caller.group)
    if not caller.view.whole:
        text = await parts.offload.run(len(text), instance_text, caller.view, text)
    return tagged(request, f"{stored.id}-{caller.role}", spliced(stored, "instance", text))
