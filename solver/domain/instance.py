"""The question: one `Instance`, whole. Validators here check shape; references and sense are `solver.validation`'s."""

from functools import cached_property
from typing import Literal

from pydantic import Field

from solver.domain.calendar import Calendar
from solver.domain.document import DepartmentId, Document, HospitalId, KindId, PostId, SpecialistId, Specialty
from solver.domain.hospitals import Department, RecipientHospital, SupportingHospital
from solver.domain.people import Apprentice, Specialist
from solver.domain.policy import Policy
from solver.domain.posts import Post, TourKind
from solver.domain.wishes import Forbidden, Locked, Milestone, Pairing, Quota, Relation


class Instance(Document):
    """A programme to be planned."""

    version: Literal[1]
    name: str = Field(min_length=1, description="Short name; outcomes refer to it.")
    title: str | None = Field(default=None, description="Title for people to read.")
    notes: tuple[str, ...] = Field(default=(), description="Facts and assumptions, for people to read.")
    calendar: Calendar | None = Field(default=None, description="Absent if there are no posts.")
    supporting_hospitals: tuple[SupportingHospital, ...] = ()
    specialists: tuple[Specialist, ...] = ()
    recipient_hospitals: tuple[RecipientHospital, ...] = ()
    departments: tuple[Department, ...] = ()
    tour_kinds: tuple[TourKind, ...] = ()
    posts: tuple[Post, ...] = ()
    quotas: tuple[Quota, ...] = ()
    relations: tuple[Relation, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    apprentices: tuple[Apprentice, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    locked: tuple[Locked, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    policy: Policy = Policy()

    @cached_property
    def supporter_by_id(self) -> dict[HospitalId, SupportingHospital]:
        """Supporting hospitals by id."""
        return {hospital.id: hospital for hospital in self.supporting_hospitals}

    @cached_property
    def recipient_by_id(self) -> dict[HospitalId, RecipientHospital]:
        """Recipient hospitals by id."""
        return {hospital.id: hospital for hospital in self.recipient_hospitals}

    @cached_property
    def department_by_id(self) -> dict[DepartmentId, Department]:
        """Departments by id."""
        return {department.id: department for department in self.departments}

    @cached_property
    def specialist_by_id(self) -> dict[SpecialistId, Specialist]:
        """Specialists by id."""
        return {specialist.id: specialist for specialist in self.specialists}

    @cached_property
    def post_by_id(self) -> dict[PostId, Post]:
        """Posts by id."""
        return {post.id: post for post in self.posts}

    @cached_property
    def kind_by_id(self) -> dict[KindId, TourKind]:
        """Tour kinds by id."""
        return {kind.id: kind for kind in self.tour_kinds}

    def recipient_of(self, post: Post) -> RecipientHospital:
        """Return the hospital in which a post stands."""
        return self.recipient_by_id[self.department_by_id[post.department].hospital]

    def target_of(self, post: Post) -> HospitalId | DepartmentId | None:
        """Return the post's target: its department if that is one, else its hospital if that is one, else none."""
        department = self.department_by_id[post.department]
        if department.pairing is not None:
            return department.id
        hospital = self.recipient_by_id[department.hospital]
        return hospital.id if hospital.pairing is not None else None

    def accepted_specialties(self, post: Post) -> tuple[Specialty, ...]:
        """Return the specialties that a post accepts; empty means any."""
        if post.specialties is not None:
            return post.specialties
        specialty = self.department_by_id[post.department].specialty
        return () if specialty is None else (specialty,)

    def tail_periods(self) -> int:
        """Return how many periods after the horizon tours may run into."""
        assert self.calendar is not None
        if self.calendar.tail_periods is not None:
            return self.calendar.tail_periods
        longest = max((self.calendar.periods_down(kind.max_months) for kind in self.tour_kinds), default=1)
        return max(longest - 1, 0)
