"""What happens around every request: an id, a log line, a measurement, safe headers; and nothing leaks where it fails."""

import re
import time
import uuid
from typing import Any

import structlog
from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.guard import check_host, check_origin
from api.metrics import Metrics, known_method
from api.problems import Problem, answer
from api.settings import ServiceSettings

log = structlog.get_logger("api.http")

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""What a caller may name a request; anything else could be something to inject into a log."""

CLIENT_GONE = 499
"""Status under which a request is counted whose client left before it was whole; proxies call it so too."""

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
"""Headers of every answer that has no stricter ones of its own."""


class Around:
    """Gives every request its id and its line in the log. The log has routes, never paths: those are typed by people."""

    def __init__(self, app: ASGIApp, metrics: Metrics, settings: ServiceSettings) -> None:
        self.app, self.metrics, self.settings = app, metrics, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        scope["request_id"] = _request_id(request)
        answered = _Answered(scope["request_id"], send)
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=scope["request_id"]):
            try:
                if (refused := self._refused(request)) is not None:
                    await answer(refused, request)(scope, receive, answered.send)
                    return
                await self.app(scope, receive, answered.send)
            except ClientDisconnect:  # nobody is there to be answered, and it is no fault of ours
                answered.status = answered.status or CLIENT_GONE
            except Exception as error:  # the last place before a stack trace would leave
                log.error("request_failed", error=type(error).__name__, at=_place(error))
                if answered.status:
                    raise ConnectionAbortedError from None  # half an answer has gone out: break it off
                await answer(Problem("internal"), request)(scope, receive, answered.send)
            finally:
                self._tell(scope, answered.status, time.perf_counter() - began)

    def _refused(self, request: Request) -> Problem | None:
        """Return why a request is not looked at any further, if so."""
        try:
            check_host(request, self.settings)
            check_origin(request)
        except Problem as problem:
            return problem
        return None

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = str(getattr(scope.get("route"), "path", "")) or "unmatched"
        self.metrics.request(scope["method"], route, status, seconds)
        log.info(
            "request", method=known_method(scope["method"]), route=route, status=status, ms=round(seconds * 1000, 1)
        )


class _Answered:
    """Adds headers to an answer, and remembers its status."""

    def __init__(self, request_id: str, send: Send) -> None:
        self._request_id, self._send = request_id, send
        self.status = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self._request_id
            for name, value in SAFE_HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def _request_id(request: Request) -> str:
    asked = request.headers.get("x-request-id", "")
    return asked if REQUEST_ID.fullmatch(asked) else uuid.uuid4().hex


def _place(error: BaseException) -> str:
    """Return the innermost lines that an error passed through; its text may quote people and is left out."""
    frames: list[str] = []
    trace: Any = error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " < ".join(reversed(frames[-6:]))
