"""A request that may be repeated: with `Idempotency-Key`, the first answer is given again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Header, Request, Response

from api.access import Caller
from api.idempotency import Kept, Taken, fingerprint
from api.service import Service

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="Any text of your own: the same request with the same key gets the first answer, for 24 hours.",
    ),
]


async def once(
    key: str | None,
    request: Request,
    body: bytes,
    caller: Caller,
    parts: Service,
    work: Callable[[str | None], Awaitable[Response]],
) -> Response:
    """Return the answer of `work`, or the one it gave before; `work` is given the id of what it makes, None = any.

    Raises Problem where the key came with another body, or the first request is not answered yet.
    """
    if key is None:
        return await work(None)
    taken = await asyncio.to_thread(_take, key, request, body, caller, parts)
    if isinstance(taken, Kept):
        headers = {**taken.headers, "Idempotency-Replayed": "true"}
        return Response(taken.body, taken.status, headers)
    try:
        response = await work(taken.id)
    # raised again: only the key is given back. No `finally`: with a client that has gone the work may be done
    except Exception:
        await asyncio.to_thread(parts.repeats.free, taken)
        raise
    kept = Kept(response.status_code, _lasting(response), bytes(response.body))
    await asyncio.to_thread(parts.repeats.keep, taken, kept)
    return response


def _take(key: str, request: Request, body: bytes, caller: Caller, parts: Service) -> Taken | Kept:
    return parts.repeats.take(key, fingerprint(request.method, request.url.path, body), caller.group)


def _lasting(response: Response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name in ("location", "content-type", "etag")}
