"""The page on which the interface can be read and tried. Everything it loads comes from here."""

import json
from importlib.resources import files
from typing import Annotated

import swagger_ui_bundle
from fastapi import APIRouter, Path, Request, Response

from api.access import Asking
from api.answers import tagged
from api.openapi_old import as_3_0
from api.problems import Problem
from solver import __version__

router = APIRouter(include_in_schema=False)

OWN = {"start.js": "text/javascript"}
BUNDLED = {
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui.css": "text/css",
    "favicon-32x32.png": "image/png",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@router.get("/docs")
def page(request: Request, caller: Asking) -> Response:
    """Return the page."""
    body = (files("api") / "docs_page" / "index.html").read_bytes()
    return tagged(
        request, f"docs-{__version__}", body, media_type="text/html", headers={"Content-Security-Policy": POLICY}
    )


@router.get("/docs/{file}")
def part(file: Annotated[str, Path(max_length=40)], request: Request, caller: Asking) -> Response:
    """Return a part of the page."""
    if file == "openapi-3.0.json":
        return tagged(request, f"{file}-{__version__}", texts_of(request)[1])
    if file in OWN:
        body = (files("api") / "docs_page" / file).read_bytes()
    elif file in BUNDLED:
        body = (files(swagger_ui_bundle) / "vendor" / swagger_ui_bundle.swagger_ui_path / file).read_bytes()
    else:
        raise Problem("not_found")
    return tagged(request, f"{file}-{__version__}", body, media_type=(OWN | BUNDLED)[file])


@router.get("/openapi.json")
def description(request: Request, caller: Asking) -> Response:
    """Return the interface's description."""
    return tagged(request, f"openapi-{__version__}", texts_of(request)[0])


def texts_of(request: Request) -> tuple[bytes, bytes]:
    """Return the description as JSON text, in both versions; made once."""
    state = request.app.state
    if not hasattr(state, "descriptions"):
        described = request.app.openapi()
        state.descriptions = tuple(
            json.dumps(one, ensure_ascii=False).encode() for one in (described, as_3_0(described))
        )
    found: tuple[bytes, bytes] = state.descriptions
    return found
