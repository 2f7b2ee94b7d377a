"""Errors of the service: one shape (RFC 9457, `application/problem+json`), stable codes, sentences in two languages.

A route raises `Problem`; `answer` turns it into a response. Codes are part of the interface: they may be added, never
renamed. Sentences stand in the catalogue under `service.problem.<code>`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.requests import HTTPConnection

from api.language import language_of
from solver.domain.finding import Finding
from solver.texts import Language, say
from solver.validation import sentence

MEDIA_TYPE = "application/problem+json"

CODES = {
    "bad_request": 400,
    "not_json": 400,
    "unpacking_failed": 400,
    "bad_host": 400,
    "token_missing": 401,
    "token_refused": 401,
    "foreign_page": 403,
    "not_allowed": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "not_acceptable": 406,
    "slow_request": 408,
    "conflict": 409,
    "no_plan_yet": 409,
    "still_solving": 409,
    "nothing_to_do": 409,
    "in_progress": 409,
    "too_large": 413,
    "media_type": 415,
    "encoding": 415,
    "invalid_instance": 422,
    "invalid_plan": 422,
    "invalid_request": 422,
    "invalid_question": 422,
    "key_reused": 422,
    "wrong_kind": 422,
    "queue_full": 429,
    "too_many_attempts": 429,
    "too_busy": 429,
    "internal": 500,
    "unavailable": 503,
}
"""Code → HTTP status."""


class Detail(BaseModel):
    """One part of a request that cannot be used."""

    where: str = Field(description="`body`, `query`, `path` or `header`, and the JSON pointer or the name.")
    message: str


class FindingSaid(Finding):
    """A finding with its sentence in the language of the request."""

    sentence: str


class ProblemDocument(BaseModel):
    """What every error answers (RFC 9457)."""

    type: str = Field(description="`urn:zutuan:problem:` and the code.")
    title: str = Field(description="What kind of problem this is, in the language of the request.")
    status: int
    detail: str = Field(default="", description="What is wrong here, in the language of the request.")
    code: str = Field(description="Stable code, for programs.")
    request_id: str = Field(default="", description="As in X-Request-Id and in the logs.")
    findings: list[FindingSaid] | None = Field(default=None, description="What validation found, errors first.")
    errors: list[Detail] | None = Field(default=None, description="Parts of the request that cannot be used.")


class Problem(Exception):
    """A request that is answered with an error; `code` is one of CODES, `values` fill its sentence."""

    def __init__(
        self,
        code: str,
        *,
        findings: Sequence[Finding] | None = None,
        errors: Sequence[Detail] | None = None,
        headers: Mapping[str, str] | None = None,
        detail: str | None = None,
        **values: object,
    ) -> None:
        super().__init__(code)
        self.code, self.findings, self.errors = code, findings, errors
        self.headers, self.detail, self.values = dict(headers or {}), detail, values

    @property
    def status(self) -> int:
        """The HTTP status that belongs to the code."""
        return CODES[self.code]


def said(findings: Sequence[Finding], language: Language) -> list[FindingSaid]:
    """Return findings with their sentences."""
    return [FindingSaid(**finding.model_dump(), sentence=sentence(finding, language)) for finding in findings]


def document(problem: Problem, request: HTTPConnection) -> ProblemDocument:
    """Return a problem as the document that the request is answered with."""
    language = language_of(request)
    return ProblemDocument(
        type=f"urn:zutuan:problem:{problem.code}",
        title=say(f"service.problem.{problem.code}.title", language),
        status=problem.status,
        detail=problem.detail or say(f"service.problem.{problem.code}.detail", language, **problem.values),
        code=problem.code,
        request_id=str(request.scope.get("request_id", "")),
        findings=None if problem.findings is None else said(problem.findings, language),
        errors=None if problem.errors is None else list(problem.errors),
    )


def answer(problem: Problem, request: HTTPConnection) -> JSONResponse:
    """Return the response to a request that ended in a problem."""
    content: dict[str, Any] = document(problem, request).model_dump(mode="json", exclude_none=True)
    headers = {"Content-Language": language_of(request), "Cache-Control": "no-store", **problem.headers}
    return JSONResponse(content, problem.status, headers, MEDIA_TYPE)
