"""The answer: solved, infeasible or undecided; and what a check of a plan finds."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from solver.domain.certificate import Certificate
from solver.domain.document import Document
from solver.domain.plan import Plan


class StoppedBy(StrEnum):
    """Why a search ended."""

    PROVEN = "PROVEN"
    GAP = "GAP"
    SECONDS = "SECONDS"
    BUDGET = "BUDGET"
    REQUEST = "REQUEST"
    MEMORY = "MEMORY"
    KILLED = "KILLED"


class GoalAmount(Document):
    """How much of a goal a plan has, and what it costs."""

    name: str
    level: int
    amount: int = Field(ge=0, description="In the goal's unit.")
    weight: int = Field(ge=0)
    cost: int = Field(ge=0, description="amount × weight")


class Level(Document):
    """One level of a lexicographic search."""

    level: int
    objective: int
    bound: int
    gap: float
    proven: bool


class Claim(Document):
    """What a rule asks, and where in the instance its numbers stand."""

    rule: str
    ids: tuple[str, ...] = ()
    period: int | None = None
    to_period: int | None = Field(default=None, description="First period after; none where it is about one period.")
    sources: tuple[str, ...] = Field(default=(), description="JSON pointers into the instance.")
    amount: int | None = None


class Violation(Document):
    """A rule that a plan breaks: priced ones are allowed at their price, hard ones are not."""

    rule: str
    hard: bool
    ids: tuple[str, ...] = Field(description="Specialists, posts, hospitals it is about.")
    period: int | None = Field(default=None, description="Period in which it shows.")
    found: int | str | None = None
    limit: int | str | None = None
    units: int = Field(default=1, ge=0, description="Amount, in the rule's unit.")
    price: int = Field(default=0, ge=0, description="Price per unit, where priced.")


class RuleUse(Document):
    """What a rule did to a plan: what it barred, where it bound, what breaking it cost."""

    rule: str
    mode: str
    barred_tours: int = Field(
        ge=0, description="Candidate tours that it ruled out, among those left by the rules before."
    )
    limits: int = Field(ge=0, description="Limits over several tours that it set.")
    binding: int = Field(ge=0, description="Of these, how many are reached exactly in the plan.")
    units: int = Field(default=0, ge=0, description="Violation, in the rule's unit.")
    cost: int = Field(default=0, ge=0, description="What the violation costs.")


class Answer(Document):
    """What every outcome says."""

    instance: str
    seconds: float
    seed: int
    version: str
    stopped_by: StoppedBy
    reproducible: bool = False
    deterministic_time: float = Field(default=0.0, description="Work done, in the search's own deterministic unit.")
    switched_off: tuple[str, ...] = Field(default=(), description="Protective rules that are off.")
    not_applied: tuple[str, ...] = Field(
        default=(), description="What the instance asks for and this version does not plan yet."
    )


class Solved(Answer):
    """A plan with its objective and a proven lower bound."""

    kind: Literal["solved"] = "solved"
    objective: int
    bound: int = Field(
        description="Proven: no plan costs less. Lexicographic: the sum over the levels; no plan that is at least as good "
        "on every level costs less."
    )
    gap: float = Field(description="(objective − bound) / max(1, objective)")
    proven_optimal: bool
    goals: tuple[GoalAmount, ...]
    levels: tuple[Level, ...] = ()
    plan: Plan
    violations: tuple[Violation, ...] = Field(default=(), description="Priced violations.")
    rules: tuple[RuleUse, ...] = Field(default=(), description="What each rule did.")
    certificate: Certificate | None = Field(
        default=None,
        description="The shortage that no plan avoids, where the plan is below a minimum; none for a very large question.",
    )


class Infeasible(Answer):
    """No plan keeps all hard rules: proven."""

    kind: Literal["infeasible"] = "infeasible"
    conflict: tuple[Claim, ...] = Field(
        default=(), description="Claims that cannot all hold, where they are known without a search."
    )


class Undecided(Answer):
    """No plan within the limits, and nothing proven."""

    kind: Literal["undecided"] = "undecided"
    bound: int | None = None


Outcome = Annotated[Solved | Infeasible | Undecided, Field(discriminator="kind")]
outcome_adapter: TypeAdapter[Solved | Infeasible | Undecided] = TypeAdapter(Outcome)


class Progress(Document):
    """How a search stands."""

    seconds: float
    incumbent: int | None = None
    bound: int | None = None
    plan: Plan | None = None
    candidate_tours: int | None = Field(default=None, description="Told once, when the search begins.")

    @property
    def gap(self) -> float | None:
        """(incumbent − bound) / max(1, incumbent), once both are known."""
        return None if self.incumbent is None or self.bound is None else gap(self.incumbent, self.bound)


def gap(objective: int, bound: int) -> float:
    """Return (objective − bound) / max(1, objective)."""
    return (objective - bound) / max(1, objective)
