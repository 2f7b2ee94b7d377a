"""Explanations that search, by name: what may be asked of each, and which function answers.

What is asked is plain data that can be checked without a solver; the functions are imported where they are called.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import Field

from solver.domain.document import Document
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.settings import Settings


class ConflictQuestion(Document):
    """Which claims of an instance cannot all hold."""

    most: int = Field(default=3, ge=1, le=50, description="Most conflicts to look for; no two share a wish.")


Answering = Callable[[Instance, Settings, Plan | None, threading.Event], Document]


@dataclass(frozen=True)
class Inquiry:
    """A kind of explanation: the shape of its question, and how an asked question is answered."""

    question: type[Document]
    answering: Callable[[Document], Answering]
    needs_plan: bool = False


def _conflict(question: Document) -> Answering:
    assert isinstance(question, ConflictQuestion)

    def answer(instance: Instance, settings: Settings, plan: Plan | None, stop: threading.Event) -> Document:
        from solver.explain.conflict import conflicts

        return conflicts(instance, seconds=settings.seconds, most=question.most, stop=stop)

    return answer


INQUIRIES: dict[str, Inquiry] = {"conflict": Inquiry(ConflictQuestion, _conflict)}
