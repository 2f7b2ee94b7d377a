"""Answers with a tag: whoever has the document already is told so, and nothing is sent (RFC 9110, 13.1.2)."""

from fastapi import Request, Response
from pydantic import BaseModel

REVALIDATE = "private, no-cache"


def tagged(
    request: Request,
    tag: str,
    body: BaseModel | bytes,
    *,
    media_type: str = "application/json",
    cache: str = REVALIDATE,
    headers: dict[str, str] | None = None,
) -> Response:
    """Return a document under a tag, or 304 where the request names that tag."""
    sent = {
        "ETag": f'W/"{tag}"',
        "Cache-Control": cache,
        "Vary": "Accept, Accept-Language, Authorization",
        **(headers or {}),
    }
    if is_known(request, tag):
        return Response(None, 304, sent)
    return Response(json_of(body), 200, sent, media_type)


def is_known(request: Request, tag: str) -> bool:
    """Whether a request says that it has what the tag stands for."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or any(
        part.strip().removeprefix("W/").strip('"') == tag for part in known.split(",") if part.strip()
    )


def json_of(body: BaseModel | bytes) -> bytes:
    """Return a document as JSON text."""
    return body if isinstance(body, bytes) else body.model_dump_json(by_alias=True).encode()


def as_json(body: BaseModel | bytes, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return a document as an answer."""
    return Response(json_of(body), status, headers, "application/json")
