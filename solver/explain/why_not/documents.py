"""Why somebody is not on a post then: what forbids it, or what it would cost and who would move."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from solver.domain.document import Document
from solver.domain.explanation import GoalChange
from solver.domain.outcome import Claim
from solver.domain.plan import Tour

Quoted = Annotated[int | date | str, Field(union_mode="left_to_right")]


class Obstacle(Document):
    """A rule that bars a tour by itself, with the numbers it compares where it compares numbers."""

    rule: str
    claim: Claim
    found: Quoted | None = Field(default=None, description="What there is: metres, months, a day, a title.")
    limit: Quoted | None = Field(default=None, description="What the rule asks, in the same terms.")
    every_tour: bool = Field(description="Whether it bars every tour of the person on the post in the period.")


class Barred(Document):
    """A person whom rules keep from every tour asked about; shown is the tour that the fewest of them bar."""

    specialist: str
    from_period: int
    to_period: int
    obstacles: tuple[Obstacle, ...]


class Move(Document):
    """A person whose tours change."""

    specialist: str
    before: tuple[Tour, ...] = ()
    after: tuple[Tour, ...] = ()


class WhyNot(Document):
    """The answer to one question of who, on which post, in which period."""

    kind: Literal["why_not"] = "why_not"
    instance: str
    who: str = Field(description="A specialist, or a supporting hospital: any of its people.")
    post: str
    period: int
    verdict: Literal["there", "barred", "impossible", "possible", "undecided"] = Field(
        description="There already; barred by rules about single tours; impossible beside what is asked besides; "
        "possible at a cost; undecided in the time given."
    )
    barred: tuple[Barred, ...] = Field(default=(), description="Who is barred, the least barred first.")
    candidates: int = Field(default=0, description="People whom no rule about single tours bars.")
    conflict: tuple[Claim, ...] = Field(
        default=(), description="Impossible: what it contradicts, where that was found."
    )
    lower: int | None = Field(
        default=None, description="Least that the objective can change against the plan at hand: proven."
    )
    upper: int | None = Field(default=None, description="By how much it changes in the plan found.")
    proven: bool = Field(default=False, description="Whether lower and upper are the same.")
    goals: tuple[GoalChange, ...] = Field(
        default=(), description="Change of each goal in the plan found, where it does."
    )
    moves: tuple[Move, ...] = Field(default=(), description="Who moves in the plan found.")
    fewest_moves: bool = Field(
        default=False, description="Proven: no plan with the wish and of this cost changes fewer tours."
    )
    seconds: float = 0.0
    version: str = ""
