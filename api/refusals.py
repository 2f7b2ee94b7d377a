"""What a client makes of an answer that refuses its request."""

import httpx
from pydantic import TypeAdapter

from api.problems import ProblemDocument
from solver.domain.finding import Finding
from solver.errors import InvalidInstance, ZutuanError

_PROBLEM = TypeAdapter(ProblemDocument)


class Refused(ZutuanError):
    """The service refused a request; `problem` says why, in code and sentence."""

    def __init__(self, problem: ProblemDocument) -> None:
        self.problem = problem
        super().__init__(f"{problem.code}: {problem.detail or problem.title}")


def refused_by(response: httpx.Response) -> InvalidInstance | Refused:
    """Return the error that an answer stands for."""
    try:
        problem = _PROBLEM.validate_json(response.content)
    except ValueError:  # no answer of ours: a proxy's, say
        title = response.reason_phrase or "?"
        return Refused(ProblemDocument(type="about:blank", title=title, status=response.status_code, code="unknown"))
    if problem.code == "invalid_instance":
        said = problem.findings or ()
        return InvalidInstance([Finding.model_validate(one.model_dump(exclude={"sentence"})) for one in said])
    return Refused(problem)


def code_of(refused: InvalidInstance | Refused) -> str:
    """Return the code of a refusal; none of an invalid instance."""
    return refused.problem.code if isinstance(refused, Refused) else ""


def retry_after(response: httpx.Response) -> float:
    """Return after how many seconds the service wants to be asked again."""
    text = response.headers.get("retry-after", "")
    return float(text) if text.isdigit() else 0.0
