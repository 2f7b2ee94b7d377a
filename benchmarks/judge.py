"""What is expected of a case, and in what an answer falls behind it. Nothing here solves or reads a clock."""

from collections.abc import Iterator

from pydantic import Field

from solver.domain.document import Document
from solver.domain.outcome import Infeasible, Solved, StoppedBy, Undecided

WORK_FACTOR = 1.25
"""How much more deterministic time counts as worse: below it lie changes that only reorder a model."""
WORK_FLOOR = 0.05
"""Deterministic time that is never called worse: questions solved at once."""


class Expected(Document):
    """What a case once reached; the objective and the bound of a question that is not solved are none."""

    kind: str = Field(description="solved, infeasible or undecided")
    objective: int | None = None
    bound: int | None = None
    deterministic_time: float = Field(description="Work done, in the search's deterministic unit.")


class Case(Document):
    """A question of the package, how long to search it, and what is expected."""

    instance: str = Field(description="Name of an instance of the package.")
    seconds: float = Field(description="Time limit; reproducible searches spend a budget in proportion to it.")
    question: str = Field(default="", description="Fingerprint of the instance for which this was expected.")
    expected: Expected


class Lane(Document):
    """Cases that are run together."""

    purpose: str
    cases: tuple[Case, ...]


def reached(outcome: Solved | Infeasible | Undecided) -> Expected:
    """Return what an outcome reached, in the form in which it is expected."""
    return Expected(
        kind=outcome.kind,
        objective=outcome.objective if isinstance(outcome, Solved) else None,
        bound=None if isinstance(outcome, Infeasible) else outcome.bound,
        deterministic_time=round(outcome.deterministic_time, 4),
    )


def by_the_clock(outcome: Solved | Infeasible | Undecided) -> bool:
    """Return whether the clock ended a search, so that its figures say something of the machine only."""
    return outcome.stopped_by is StoppedBy.SECONDS


def worse(expected: Expected, outcome: Solved | Infeasible | Undecided) -> Iterator[str]:
    """Yield in what an outcome falls behind; nothing where it is as good or better."""
    if by_the_clock(outcome):
        yield "the clock ended it before its budget: this machine is too slow or too busy to judge"
        return
    now = reached(outcome)
    if now.kind != expected.kind:
        yield f"kind: {now.kind}, was {expected.kind}"
        return
    if expected.objective is not None and now.objective is not None and now.objective > expected.objective:
        yield f"objective: {now.objective}, was {expected.objective}"
    if expected.bound is not None and (now.bound is None or now.bound < expected.bound):
        yield f"bound: {now.bound}, was {expected.bound}"
    allowed = expected.deterministic_time * WORK_FACTOR + WORK_FLOOR
    if now.deterministic_time > allowed:
        yield f"deterministic time: {now.deterministic_time}, was {expected.deterministic_time}"
    if now.kind == "solved" and not outcome.reproducible:
        yield "not reproducible"
