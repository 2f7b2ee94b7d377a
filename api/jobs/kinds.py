"""Kinds of jobs: searches for a plan, and explanations that search. Each knows what may be asked of it."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from api.errors import BadRequest
from solver.domain.document import Document
from solver.explain.inquiries import INQUIRIES


class NoQuestion(Document):
    """Nothing is asked besides the instance."""


@dataclass(frozen=True)
class Kind:
    """A kind of job; `resumable` if more seconds go on from what was found before."""

    name: str
    question: type[Document] = NoQuestion
    resumable: bool = True
    needs_plan: bool = False

    def check(self, question: dict[str, Any], *, with_plan: bool) -> None:
        """Refuse a question that this kind does not know, or that lacks its plan. Raises BadRequest."""
        try:
            self.question.model_validate(question)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(("question", *(str(part) for part in first["loc"])))
            raise BadRequest(field=field, reason=first["type"]) from error
        if self.needs_plan and not with_plan:
            raise BadRequest(field="start_plan_id", reason="missing")


PLANNING = (Kind("solve"), Kind("pair"))
EXPLAINING = tuple(
    Kind(name, inquiry.question, resumable=False, needs_plan=inquiry.needs_plan) for name, inquiry in INQUIRIES.items()
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in (*PLANNING, *EXPLAINING)}


def kind_of(name: str) -> Kind:
    """Return a kind by name. Raises BadRequest."""
    if name not in KINDS:
        raise BadRequest(field="kind", reason="unknown_kind", found=name, wanted=", ".join(sorted(KINDS)))
    return KINDS[name]
