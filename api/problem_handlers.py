"""From exceptions of the framework, the library and the jobs to problems: nothing else is ever answered as an error."""

from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.errors import ServiceError
from api.problems import CODES, Detail, Problem, answer
from api.streams import NothingNew
from solver.domain.finding import Severity
from solver.errors import InvalidInstance, InvalidPlan, InvalidQuestion
from solver.validation.codes import CODES as FINDING_CODES
from solver.validation.codes import finding

BY_STATUS = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "media_type",
}
"""Status that the framework itself answers → our code."""


FINDINGS = {"unknown_kind": "not_a_choice", "instance_or_instance_id": "none_named"}
"""What the jobs call a mistake → what validation calls it."""


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
        case InvalidQuestion():
            return Problem("invalid_question", text=str(error))
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
    for kind in (
        Problem,
        ServiceError,
        InvalidInstance,
        InvalidPlan,
        InvalidQuestion,
        RequestValidationError,
        HTTPException,
    ):
        app.add_exception_handler(kind, _handle)
    app.add_exception_handler(NothingNew, lambda request, error: Response(status_code=204))


def _handle(request: Request, error: Exception) -> JSONResponse:
    return answer(problem_of(error), request)


def _of_service(error: ServiceError) -> Problem:
    values = dict(error.values)
    headers = {"Retry-After": str(int(values["retry_after"]))} if "retry_after" in values else None
    if error.code == "bad_request":
        return _of_bad_request(**values)
    code = {"store_unavailable": "unavailable"}.get(error.code, error.code)
    return Problem(code if code in CODES else "internal", headers=headers, **values)


def _of_bad_request(field: str, reason: str, found: str | None = None, wanted: str | None = None) -> Problem:
    """Return what the jobs say of a request's field: as a finding where validation has a code for it."""
    code = FINDINGS.get(reason, reason)
    if code in FINDING_CODES:
        place = "/" + field.replace(".", "/") if code != "unknown_field" else f"/{field}/{found}"
        return Problem("invalid_request", findings=(finding(code, place, found, wanted),), count=1)
    return Problem("invalid_request", errors=[Detail(where=f"query/{field}", message=reason)], count=1)


def _where(place: tuple[Any, ...]) -> str:
    return "/".join(str(part) for part in cast("tuple[str | int, ...]", place))
