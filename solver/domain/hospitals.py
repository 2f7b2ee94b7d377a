"""The two sides: supporting hospitals that send, recipient hospitals and departments that are helped."""

from typing import Annotated

from pydantic import Field

from solver.domain.document import (
    Count,
    DepartmentId,
    Document,
    HospitalId,
    Metres,
    Note,
    PerPeriod,
    Place,
    Specialty,
)
from solver.domain.kinds import HospitalKind, OwnerLevel


class Release(Document):
    """How many people a supporting hospital can spare at once."""

    total: PerPeriod | None = Field(default=None, description="Most people away at once; none = no limit.")
    by_specialty: dict[Specialty, PerPeriod] = Field(
        default={}, description="Most people of a main specialty away at once."
    )


class TargetPairing(Document):
    """Makes a recipient hospital or a department a target of pairings."""

    min_supporters: Count = Field(default=1, description="Fewest supporters.")
    max_supporters: Count | None = Field(default=None, description="Most supporters; none = no limit.")
    workload: Count = Field(default=1, description="Workload that a supporter takes on with this target.")


class SupportingHospital(Document):
    """A hospital that sends specialists."""

    id: HospitalId
    name: str
    kind: HospitalKind
    owner_level: OwnerLevel
    place: Place = Field(description="The paired unit it belongs to, such as 苏州 or 江苏省.")
    release: Release | None = Field(default=None, description="What it can spare; none = no limit.")
    strength: dict[Specialty, Annotated[int, Field(ge=1, le=5)]] = Field(
        default={}, description="Strength by specialty, 1 to 5."
    )
    pairing_capacity: Count | None = Field(
        default=None, description="Workload of pairings it can carry; none = no limit."
    )
    min_targets: Count | None = Field(default=None, description="Fewest targets.")
    max_targets: Count | None = Field(default=None, description="Most targets.")
    opening_price: Count = Field(default=0, description="Price of using this supporter at all.")
    training_place: str | None = Field(
        default=None, description="Where its people train for altitude; supporters without one share a place."
    )
    note: Note


class RecipientHospital(Document):
    """A hospital that is helped."""

    id: HospitalId
    name: str
    kind: HospitalKind
    place: Place
    altitude_m: Metres | None = Field(
        default=None,
        description="Altitude of the town where it stands, metres; required where it has posts.",
    )
    room_oxygen_percent: float | None = Field(
        default=None, ge=20, le=40, description="Oxygen in the rooms; shown, never a reason to allow."
    )
    housing: PerPeriod | None = Field(default=None, description="Places to live; none = no limit.")
    pairing: TargetPairing | None = Field(default=None, description="Present if it is a target.")
    note: Note


class Department(Document):
    """A department of a recipient hospital."""

    id: DepartmentId
    hospital: HospitalId
    name: str
    specialty: Specialty | None = Field(default=None, description="None for management.")
    pairing: TargetPairing | None = Field(default=None, description="Present if it is a target.")
    note: Note
