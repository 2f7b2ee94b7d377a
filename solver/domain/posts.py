"""Posts to be filled, and the kinds of tours that fill them."""

from pydantic import Field

from solver.domain.document import Count, DepartmentId, Document, KindId, Months, Note, PostId, Specialty
from solver.domain.kinds import Leads, Role, Title


class Demand(Document):
    """How many people a post needs in the periods from `from_period` to before `to_period`."""

    from_period: int = Field(ge=0)
    to_period: int = Field(ge=1, description="First period after.")
    min: Count = Field(default=0, description="Fewest people; fewer is a shortage.")
    target: Count = Field(description="People wanted; more is not allowed.")


class Post(Document):
    """A post in a recipient department."""

    id: PostId
    department: DepartmentId
    name: str | None = Field(default=None, description="For people to read, such as 骨科主任.")
    roles: tuple[Role, ...] = Field(default=(Role.DOCTOR,), min_length=1, description="Roles accepted.")
    min_title: Title
    specialties: tuple[Specialty, ...] | None = Field(
        default=None, description="Accepted specialties; default the department's; none = any."
    )
    tour_kind: KindId = Field(default=KindId("RESIDENT"), description="Kind of tour that serves it.")
    demand: tuple[Demand, ...] = Field(default=(), description="Not overlapping; elsewhere 0.")
    priority: int = Field(default=3, ge=1, le=9, description="1 to 9; multiplies the price of a shortage.")
    handover_months: Months = Field(default=0, description="Months a newcomer overlaps with who leaves.")
    leads: Leads | None = Field(default=None, description="Shown.")
    teaches: bool = Field(default=False, description="Whether who serves here takes apprentices.")
    note: Note


class TourKind(Document):
    """A kind of tour: resident, flexible, or the programme's own."""

    id: KindId
    name: str | None = Field(default=None, description="For people to read, such as 派驻.")
    min_months: int = Field(ge=1, le=1200, description="Shortest tour, months.")
    max_months: int = Field(ge=1, le=1200, description="Longest tour without handover, months.")
    batch_starts: tuple[int, ...] | None = Field(
        default=None, description="Periods in which tours of this kind start; replaces the calendar's."
    )
    rest_months: Months = Field(default=0, description="Months at home after a tour.")
    home_leave_every_months: int | None = Field(
        default=None, ge=1, le=1200, description="Home leave after so many months on site; none = no leave."
    )
