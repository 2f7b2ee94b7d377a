"""The errors of zutuan.

ZutuanError
├── InvalidInstance     the question cannot be read or makes no sense; carries every finding
├── InvalidPlan         a plan cannot be read, or speaks of people and posts that the instance lacks
├── InvalidQuestion     an explanation is asked for of something that the instance or the plan lacks
├── SearchDied          the process of a search was killed or ran out of memory without a plan
└── InternalError       our bug: the model was refused, or the checker disagrees with it

Infeasible and out of time are outcomes, not errors.
"""

from collections.abc import Sequence

from solver.domain.finding import Finding


class ZutuanError(Exception):
    """Any error that zutuan raises on purpose."""


class InvalidInstance(ZutuanError):
    """The instance has errors; `findings` lists all of them, warnings and notices included."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{finding.code} at {finding.where}" for finding in findings))

    def __reduce__(self) -> tuple[type, tuple[tuple[Finding, ...]]]:
        return type(self), (self.findings,)


class InvalidPlan(ZutuanError):
    """The plan cannot be read, or does not belong to the instance."""


class InvalidQuestion(ZutuanError):
    """The question is about something that the instance or the plan lacks."""


class SearchDied(ZutuanError):
    """The search's process ended without an answer: killed, or out of memory (which another try would be as well)."""

    def __init__(self, text: str, *, out_of_memory: bool = False) -> None:
        self.out_of_memory = out_of_memory
        super().__init__(text)


class InternalError(ZutuanError):
    """A bug in zutuan, not in the question; please report it with the instance."""
