"""What each kind of relaxation costs: an order of the alternatives, in the points of the objective.

No source gives such prices; all are this project's assumptions. They follow the default weights: a person-month below the
minimum costs 1,000 × priority in a plan, so that taking the minimum back costs a fourth of that; a head or a place for a
month costs less than what it may fill; a rule changed for everybody costs more than any single number. Give others where
they differ.
"""

from enum import StrEnum

from pydantic import Field

from solver.domain.document import Document
from solver.domain.policy import Price


class Code(StrEnum):
    """Kinds of changes."""

    MINIMUM_LESS = "MINIMUM_LESS"
    TARGET_MORE = "TARGET_MORE"
    QUOTA_MONTHS = "QUOTA_MONTHS"
    QUOTA_DEPARTURES = "QUOTA_DEPARTURES"
    MILESTONE_LESS = "MILESTONE_LESS"
    LOCK_LIFTED = "LOCK_LIFTED"
    EXTENSION = "EXTENSION"
    FORBIDDEN_LIFTED = "FORBIDDEN_LIFTED"
    RELEASED_HEAD_MORE = "RELEASED_HEAD_MORE"
    PLACE_MORE = "PLACE_MORE"
    TITLE_LOWER = "TITLE_LOWER"
    TOUR_MONTH_MORE = "TOUR_MONTH_MORE"
    TOUR_MONTH_LESS = "TOUR_MONTH_LESS"
    BATCH_START_MORE = "BATCH_START_MORE"
    KIND_AGREED = "KIND_AGREED"
    TOUR_MORE = "TOUR_MORE"
    ABSENCE_MOVED = "ABSENCE_MOVED"
    CLEARANCE_RENEWED = "CLEARANCE_RENEWED"
    TRAINING_SEAT_MORE = "TRAINING_SEAT_MORE"
    PAIRING_BOUND = "PAIRING_BOUND"
    PAIRING_MORE = "PAIRING_MORE"
    RULE_PRICED = "RULE_PRICED"


class Prices(Document):
    """Price per unit of each kind of change; all are assumptions."""

    minimum_less: Price = Field(default=250, description="Per person-month, × priority of the post.")
    target_more: Price = Field(default=80, description="Per person-month of demand.")
    quota_months: Price = Field(default=20, description="Per person-month.")
    quota_departures: Price = Field(default=120, description="Per departure.")
    milestone_less: Price = Field(default=100, description="Per person-month, × priority.")
    lock_lifted: Price = Field(default=300, description="Per lock.")
    extension: Price = Field(default=80, description="Per month that somebody stays on.")
    forbidden_lifted: Price = Field(default=300, description="Per entry.")
    released_head_more: Price = Field(default=60, description="Per month of a head.")
    place_more: Price = Field(default=40, description="Per month of a place.")
    title_lower: Price = Field(default=500, description="Per grade of a post.")
    tour_month_more: Price = Field(default=150, description="Per month, for all tours of the kind.")
    tour_month_less: Price = Field(default=150, description="Per month, for all tours of the kind.")
    batch_start_more: Price = Field(default=200, description="Per period in which tours may start besides.")
    kind_agreed: Price = Field(default=200, description="Per person who agrees to one kind more.")
    tour_more: Price = Field(default=400, description="Per tour that a person agrees to besides.")
    absence_moved: Price = Field(default=300, description="Per absence that is moved elsewhere.")
    clearance_renewed: Price = Field(default=100, description="Per examination; its result is the doctor's.")
    training_seat_more: Price = Field(default=50, description="Per seat and period.")
    pairing_bound: Price = Field(default=150, description="Per supporter, target or unit of workload.")
    pairing_more: Price = Field(default=200, description="Per link that is allowed besides.")
    rule_priced: Price = Field(default=2000, description="Per rule that is priced instead of hard, for everybody.")

    def of(self, code: Code) -> int:
        """Return the price per unit of a kind of change."""
        return int(getattr(self, code.value.lower()))
