"""Explanations that search, by name: what may be asked of each, and which function answers.

What is asked is plain data that can be checked without a solver; the functions are imported where they are called.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import Field

from solver.domain.document import Document, PostId
from solver.domain.instance import Instance
from solver.domain.plan import Plan
from solver.domain.relaxation import Prices
from solver.settings import Settings


class ConflictQuestion(Document):
    """Which claims of an instance cannot all hold."""

    most: int = Field(default=3, ge=1, le=50, description="Most conflicts to look for; no two share a wish.")


class RelaxQuestion(Document):
    """What could be changed so that a conflict goes away or, where a plan is given, a shortage of it shrinks."""

    post: PostId | None = Field(
        default=None, description="The post whose shortage is to shrink; none = what lacks most."
    )
    prices: Prices = Field(default=Prices(), description="What each kind of change costs.")


class WhyNotQuestion(Document):
    """Why somebody is not on a post in a period of the plan given."""

    who: str = Field(description="A specialist or a supporting hospital, by id.")
    post: PostId
    period: int = Field(ge=0, description="Counted from 0.")
    bound: int = Field(default=0, ge=0, description="Proven bound of the plan, if known.")


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


def _relax(question: Document) -> Answering:
    assert isinstance(question, RelaxQuestion)

    def answer(instance: Instance, settings: Settings, plan: Plan | None, stop: threading.Event) -> Document:
        from solver.explain.menu import relax

        return relax(
            instance, plan=plan, post=question.post, seconds=settings.seconds, prices=question.prices, stop=stop
        )

    return answer


def _why_not(question: Document) -> Answering:
    assert isinstance(question, WhyNotQuestion)

    def answer(instance: Instance, settings: Settings, plan: Plan | None, stop: threading.Event) -> Document:
        from solver.explain.why_not import why_not

        assert plan is not None
        return why_not(
            instance,
            plan,
            question.who,
            question.post,
            question.period,
            bound=question.bound,
            seconds=settings.seconds,
            stop=stop,
        )

    return answer


INQUIRIES: dict[str, Inquiry] = {
    "conflict": Inquiry(ConflictQuestion, _conflict),
    "relax": Inquiry(RelaxQuestion, _relax),
    "why_not": Inquiry(WhyNotQuestion, _why_not, needs_plan=True),
}
