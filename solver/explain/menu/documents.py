"""What a menu of relaxations holds: changes of the instance with their price, and what solving again showed of each."""

from typing import Any, Literal

from pydantic import Field

from solver.domain.document import Count, Document
from solver.domain.relaxation import Code


class Change(Document):
    """One value of the instance, as it is and as it would be."""

    code: Code
    pointer: str = Field(description="JSON pointer to the value.")
    before: Any = Field(default=None, description="The value now; none where there is none.")
    after: Any = Field(description="The value in its place.")
    ids: tuple[str, ...] = Field(default=(), description="Whom and what it is about.")
    units: Count = Field(default=1, description="How much of it, in the unit of the price.")
    price: Count = Field(description="Units × price of the code.")


class Option(Document):
    """A change, or a few that go together, and what it brings."""

    changes: tuple[Change, ...]
    price: int
    to_be_examined: bool = Field(
        default=False, description="Whether it rests on what only an examining doctor can say: a question, no proposal."
    )
    resolves: bool | None = Field(
        default=None, description="Whether the claims of the conflict can then be had together; solved again."
    )
    suffices: bool | None = Field(
        default=None, description="Whether the whole instance then has a plan; none where it was not solved."
    )
    shortage_before: int | None = Field(
        default=None,
        description="Person-months below the minimum in the plan, once posts of the specialty are filled as well as can be.",
    )
    shortage_after: int | None = Field(
        default=None, description="The same with the change; tours on posts of other specialties stay as they are."
    )
    proven: bool | None = Field(default=None, description="Whether no plan around those tours has less.")


class Menu(Document):
    """Alternatives, the cheapest first; those that solving showed to be of no use are left out."""

    kind: Literal["relax"] = "relax"
    instance: str
    about: Literal["conflict", "shortage", "nothing"]
    options: tuple[Option, ...] = ()
    tried: int = Field(default=0, description="Changes that were solved.")
    untried: int = Field(default=0, description="Changes for which the time did not suffice.")
    seconds: float
    version: str
