"""Specialists and apprentices. No health data beyond class and date: the medical decision is the examining doctor's."""

from datetime import date
from typing import Annotated

from pydantic import Field

from solver.domain.document import (
    DepartmentId,
    Document,
    HospitalId,
    KindId,
    Metres,
    Note,
    PostId,
    SpecialistId,
    Specialty,
)
from solver.domain.kinds import Role, Title


class Clearance(Document):
    """What the examining doctor cleared; an input, never a result."""

    max_altitude_m: Metres = Field(description="Highest altitude cleared, metres.")
    valid_until: date | None = Field(default=None, description="Last day on which it holds; none = no end.")
    renewable: bool = Field(default=False, description="Whether a new examination may renew it.")


class Days(Document):
    """A range of days, half open: `to` is the first day after it."""

    from_day: date = Field(alias="from", description="First day.")
    to_day: date = Field(alias="to", description="First day after.")
    note: Note


class Stay(Document):
    """A stay at altitude before the plan, half open in days."""

    altitude_m: Metres
    from_day: date = Field(alias="from", description="First day.")
    to_day: date = Field(alias="to", description="First day after.")


class Preference(Document):
    """How much a specialist would like to serve somewhere: −5 to 5."""

    recipient: HospitalId | None = None
    department: DepartmentId | None = None
    post: PostId | None = None
    score: Annotated[int, Field(ge=-5, le=5)]


class Specialist(Document):
    """One person, or a pool of `count` interchangeable people, of a supporting hospital."""

    id: SpecialistId
    label: str | None = Field(default=None, description="For people to read; never logged.")
    hospital: HospitalId
    specialties: tuple[Specialty, ...] = Field(default=(), description="The first is the main one.")
    role: Role = Role.DOCTOR
    title: Title
    count: int = Field(default=1, ge=1, le=100_000, description="People in the pool.")
    tour_kinds: tuple[KindId, ...] | None = Field(default=None, description="Kinds agreed to; none = all.")
    clearance: Clearance | None = Field(default=None, description="None: cleared to the free altitude.")
    hypoxia_trained_on: date | None = Field(default=None, description="Day of the last hypoxia training.")
    unavailable: tuple[Days, ...] = Field(default=(), description="Days on which no tour is possible.")
    history: tuple[Stay, ...] = Field(default=(), description="Stays before the plan.")
    preferences: tuple[Preference, ...] = ()
    max_tours: int | None = Field(default=None, ge=0, description="Most tours in the plan; none = no limit.")
    note: Note

    @property
    def main_specialty(self) -> Specialty | None:
        """The specialty under which the hospital counts this person as away."""
        return self.specialties[0] if self.specialties else None


class Apprentice(Document):
    """A local doctor who learns from the specialists of a department."""

    id: str
    department: DepartmentId
    specialty: Specialty
    title: Title | None = None
    from_day: date | None = Field(default=None, alias="from", description="First day.")
    to_day: date | None = Field(default=None, alias="to", description="First day after.")
    preferences: tuple["MentorPreference", ...] = ()
    history: tuple["Mentored", ...] = ()
    note: Note


class MentorPreference(Document):
    """How much an apprentice would like a mentor: −5 to 5."""

    specialist: SpecialistId
    score: Annotated[int, Field(ge=-5, le=5)]


class Mentored(Document):
    """A mentorship before the plan."""

    specialist: SpecialistId
    from_day: date = Field(alias="from")
    to_day: date = Field(alias="to")
