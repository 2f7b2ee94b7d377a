"""What is asked of a plan beyond demand: quotas, relations, pairings, milestones, locks."""

from typing import Annotated

from pydantic import Field, StringConstraints

from solver.domain.document import (
    Count,
    DepartmentId,
    Document,
    HospitalId,
    KindId,
    Note,
    Place,
    PostId,
    SpecialistId,
    Specialty,
)
from solver.domain.kinds import PairingRole, PairingState, QuotaUnit


class Quota(Document):
    """Person-months or departures that a part of the plan must lie between."""

    supporter: HospitalId | None = None
    recipient: HospitalId | None = None
    specialty: Specialty | None = None
    tour_kind: KindId | None = None
    from_period: int = Field(ge=0)
    to_period: int = Field(ge=1, description="First period after.")
    unit: QuotaUnit
    min: Count | None = None
    max: Count | None = None
    note: Note


class Relation(Document):
    """Says that hospitals of one place may help hospitals of another."""

    from_place: Place
    to_place: Place


class Pairing(Document):
    """A link between a supporting hospital and a target: recipient hospital or department."""

    supporter: HospitalId
    target: HospitalId | DepartmentId
    role: PairingRole | None = None
    state: PairingState | None = Field(default=None, description="None = a candidate.")
    agreement: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] | None = Field(
        default=None, description="A recorded exception to the lead order: by it this supporter leads."
    )
    cost: Count | None = Field(default=None, description="Cost of the link; default from the strength.")
    workload: Count | None = Field(default=None, description="What this link asks of this supporter.")
    form: str | None = Field(default=None, description="Such as TRUSTEESHIP or TECHNICAL.")
    note: Note


class Milestone(Document):
    """Person-months to be served at a hospital or department before a period."""

    hospital: HospitalId | None = None
    department: DepartmentId | None = None
    specialty: Specialty | None = None
    person_months: int = Field(ge=1)
    by_period: int = Field(ge=1, description="First period in which it no longer counts.")
    priority: Annotated[int, Field(ge=1, le=9)] = 3
    name: str | None = Field(default=None, description="For people to read.")
    note: Note


class Locked(Document):
    """A tour that stands: exactly, or as presence in all the periods named."""

    specialist: SpecialistId | None = None
    unit: int | None = Field(default=None, ge=0, description="Unit of a pool.")
    hospital: HospitalId | None = Field(default=None, description="Any of this supporter's people.")
    post: PostId
    from_period: int = Field(ge=-1200, description="Negative = under way since before the calendar.")
    to_period: int = Field(ge=1, description="First period after.")
    exact: bool = Field(default=True, description="False = present in all those periods.")
    note: Note


class Forbidden(Document):
    """Keeps a specialist or a hospital's people away from a post or a recipient."""

    specialist: SpecialistId | None = None
    hospital: HospitalId | None = None
    post: PostId | None = None
    recipient: HospitalId | None = None
    from_period: int | None = None
    to_period: int | None = Field(default=None, description="First period after.")
    note: Note
