"""From exceptions of the framework, the library and the jobs to problems: nothing else is ever answered as an error."""

from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.errors import ServiceError
from api.problems import CODES, Detail, Problem, answer
from solver.domain.finding import Severity
from solver.errors import InvalidInstance, InvalidPlan

BY_STATUS = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "media_type",
}
"""Status that the framework itself answers → our code."""


def problem_of(error: Exception) -> Problem:
    """Return what an exception is to the one who asked; what nobody expected is a bug of ours."""
    match error:
        case Problem():
            return error
        case ServiceError():
            return _of_service(error)
        case InvalidInstance():
            errors = sum(finding.severity is Severity.ERROR for finding in error.findings)
            return Problem("invalid_instance", findings=error.findings, count=errors)
        case InvalidPlan():
            return Problem("invalid_plan", text=str(error))
        case RequestValidationError():
            return invalid_request(error.errors())
        case HTTPException() if error.status_code in BY_STATUS:
            return Problem(BY_STATUS[error.status_code], headers=error.headers, limit=0, wanted="?", formats="?")
        case _:
            return Problem("internal")


def invalid_request(errors: Any) -> Problem:
    """Return the problem of a request whose parts have a wrong shape; values of the request are not repeated."""
    details = [Detail(where=_where(error["loc"]), message=str(error["msg"])) for error in errors]
    return Problem("invalid_request", errors=details, count=len(details))


def install(app: FastAPI) -> None:
    """Let an app answer every exception as a problem."""
    for kind in (Problem, ServiceError, InvalidInstance, InvalidPlan, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _handle)


def _handle(request: Request, error: Exception) -> JSONResponse:
    return answer(problem_of(error), request)


def _of_service(error: ServiceError) -> Problem:
    values = dict(error.values)
    headers = {"Retry-After": str(int(values["retry_after"]))} if "retry_after" in values else None
    if error.code == "bad_request":
        return Problem(
            "invalid_request",
            errors=[Detail(where=f"body/{values.get('field', '')}", message=str(values.get("reason", "")))],
            count=1,
        )
    code = {"store_unavailable": "unavailable"}.get(error.code, error.code)
    return Problem(code if code in CODES else "internal", headers=headers, **values)


def _where(place: tuple[Any, ...]) -> str:
    return "/".join(str(part) for part in cast("tuple[str | int, ...]", place))
