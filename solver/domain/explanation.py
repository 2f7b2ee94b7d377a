"""Parts that explanations share: what changes in a goal, and how sure a number is."""

from enum import StrEnum

from pydantic import Field

from solver.domain.document import Document


class Surety(StrEnum):
    """How a number was come by."""

    EXACT = "EXACT"
    """Recomputed by the goals' twins, nobody else moving."""
    ESTIMATED = "ESTIMATED"
    """From the duals of a relaxation."""
    VERIFIED = "VERIFIED"
    """By solving again."""


class GoalChange(Document):
    """By how much a goal changes; more is worse."""

    name: str
    level: int
    amount: int = Field(description="Change in the goal's unit; negative = better.")
    cost: int = Field(description="amount × weight")
