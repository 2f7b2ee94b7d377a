"""What a search for conflicts answers."""

from typing import Literal

from pydantic import Field

from solver.domain.document import Document
from solver.domain.outcome import Claim


class Conflict(Document):
    """Claims that cannot all hold: proven by a search of their own, without all that is not named."""

    claims: tuple[Claim, ...] = Field(description="Wishes first, then limits, what concerns single people, protection.")
    irreducible: bool = Field(
        description="Whether each claim was shown necessary: without it the others can be had together."
    )
    taken_for_granted: tuple[str, ...] = Field(
        default=(), description="Rules that were kept throughout, without a look at whether the conflict needs them."
    )


class Conflicts(Document):
    """The conflicts of an instance, as far as they were looked for; no two share a wish."""

    kind: Literal["conflict"] = "conflict"
    instance: str
    verdict: Literal["infeasible", "feasible", "undecided"] = Field(
        description="Whether the hard rules contradict one another; undecided where the time did not suffice."
    )
    conflicts: tuple[Conflict, ...] = ()
    exhaustive: bool = Field(
        default=False, description="Whether without the wishes named here the rest was shown to be possible."
    )
    questions: int = Field(ge=0, description="How often a part of the instance was solved.")
    seconds: float
    version: str
