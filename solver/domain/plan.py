"""The plan: tours, pairings, what to prepare, and what stays empty."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from solver.domain.document import Count, DepartmentId, Document, HospitalId, PostId, SpecialistId
from solver.domain.kinds import LeadBasis, PairingRole, PairingState, PreparationKind


class Tour(Document):
    """One person on one post, in one piece."""

    specialist: SpecialistId
    unit: Count = Field(default=0, description="Unit of a pool; 0 for an individual.")
    supporter: HospitalId
    post: PostId
    from_period: int = Field(description="Negative = under way since before the calendar.")
    to_period: int = Field(description="First period after; may lie in the tail.")
    from_day: date = Field(alias="from", description="First day.")
    to_day: date = Field(alias="to", description="First day after.")
    on_pair: bool = Field(description="Whether the supporter stands behind the post's target, or there is none.")


class PlannedPairing(Document):
    """A supporter that stands behind a target for the whole horizon."""

    supporter: HospitalId
    target: HospitalId | DepartmentId
    role: PairingRole | None = None
    state: PairingState | Literal["NEW"]
    lead_basis: LeadBasis | None = None


class Mentorship(Document):
    """An apprentice with a mentor for some periods."""

    apprentice: str
    specialist: SpecialistId
    unit: Count = 0
    from_period: int
    to_period: int


class Preparation(Document):
    """Something to arrange for a tour."""

    specialist: SpecialistId
    unit: Count = 0
    post: PostId
    kind: PreparationKind
    due: date = Field(description="Last day on which it is in time; for a leave, its first day.")
    place: str | None = Field(default=None, description="Training place.")


Quoted = Annotated[int | date | str, Field(union_mode="left_to_right")]
"""A number, a day or a word of the document; in this order, so that a day written down is read as one again."""


class Near(Document):
    """The one change that would do: what there is, `found`, and what is needed, `limit`.

    Of `altitude_clearance`: metres, or days until which; of `title`: grades; of `rest`: the day on which it is over and
    the first day of the tour; of `availability`: first and last day of the absence.
    """

    rule: str
    specialist: SpecialistId
    found: Quoted | None = None
    limit: Quoted | None = None


class Elsewhere(Document):
    """A tour of the plan that is in somebody's way, and what taking them away from it costs while nobody else moves."""

    specialist: SpecialistId
    unit: Count = 0
    post: PostId
    from_period: int
    to_period: int
    rested_from: int = Field(description="First period in which the rest after it is over.")
    locked: bool = Field(default=False, description="Whether it is locked: nobody is taken away from it.")
    taking_away: int | None = Field(
        default=None,
        description="Exact change of the objective if the tour is taken out and nobody steps in: what it costs at most. "
        "None: not looked at.",
    )
    estimated: int | None = Field(
        default=None,
        description="What it costs once others may step in where they can, by the duals of the linear relaxation: an "
        "estimate, nothing proven, never more than `taking_away`. None: not estimated.",
    )


class Reason(Document):
    """A rule that keeps people away from a seat."""

    rule: str
    people: tuple[SpecialistId, ...]
    near: Near | None = Field(default=None, description="The smallest single change that would do, if one would.")
    also_near: tuple[Near, ...] = Field(default=(), description="Others for whom one change would do, smallest first.")
    elsewhere: tuple[Elsewhere, ...] = Field(
        default=(), description="Tours of these people in the plan that are in their way, where the rule is about them."
    )


class Shortage(Document):
    """People missing at a post in a period."""

    post: PostId
    period: int
    missing: int = Field(ge=1)
    below: Literal["min", "target"]
    reasons: tuple[Reason, ...] = ()
    left_off: bool = Field(
        default=False, description="Whether no time was left for its reasons, which may be asked for apart."
    )


class Plan(Document):
    """A plan, complete."""

    tours: tuple[Tour, ...] = ()
    pairings: tuple[PlannedPairing, ...] = ()
    mentorships: tuple[Mentorship, ...] = ()
    preparations: tuple[Preparation, ...] = ()
    shortages: tuple[Shortage, ...] = ()
