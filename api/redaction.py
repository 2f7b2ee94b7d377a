"""What each role is shown of an instance, a plan, an outcome; every answer and every export goes through here.

Admins and planners see everything. A viewer sees no clearance, no day of an examination, no history, absence, wish, note or
label, and of a reason no more than the rule's name and whom it is about. A hospital sees its own part, likewise without these.
What is shown is chosen field by field where people are concerned: a field that is new is hidden until it is let through here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from api.jobs.documents import Job
from api.roles import Role
from solver.domain.document import Document
from solver.domain.instance import Instance
from solver.domain.kinds import PreparationKind
from solver.domain.outcome import Answer, Infeasible, Solved, Undecided, Violation
from solver.domain.people import Specialist
from solver.domain.plan import Plan, Reason, Shortage, Tour
from solver.load import read_outcome

Outcome = Solved | Infeasible | Undecided

EXAMINATIONS = frozenset({PreparationKind.EXAMINATION, PreparationKind.RECHECK})

SHOWN = frozenset(Answer.model_fields) | {"objective", "bound", "gap", "proven_optimal", "goals", "levels", "rules"}
"""Fields of an outcome that are shown as they are."""


@dataclass(frozen=True)
class View:
    """Whose eyes a document is for."""

    role: Role
    hospital: str | None = None

    @property
    def whole(self) -> bool:
        """Whether everything is shown."""
        return self.role.sees_health


def plan_text(view: View, plan: bytes, instance: bytes) -> bytes:
    """Return the JSON text of a stored plan as it is shown."""
    shown = plan_for(view, Plan.model_validate_json(plan), Instance.model_validate_json(instance))
    return shown.model_dump_json(by_alias=True).encode()


def instance_text(view: View, instance: bytes) -> bytes:
    """Return the JSON text of a stored instance as a viewer is shown it."""
    shown = without_health(Instance.model_validate_json(instance))
    return shown.model_dump_json(by_alias=True, exclude_none=True).encode()


def outcome_text(view: View, outcome: bytes, instance: bytes) -> bytes:
    """Return the JSON text of a stored outcome as it is shown."""
    shown = outcome_for(view, read_outcome(outcome), Instance.model_validate_json(instance))
    return shown.model_dump_json(by_alias=True).encode()


def outcome_for(view: View, outcome: Outcome, instance: Instance) -> Outcome:
    """Return an outcome as it is shown; a hospital is not shown what the whole plan costs."""
    if view.whole:
        return outcome
    known = {name: getattr(outcome, name) for name in SHOWN & set(type(outcome).model_fields)}
    if isinstance(outcome, Infeasible):
        return Infeasible(**known, conflict=tuple(one.model_copy(update={"amount": None}) for one in outcome.conflict))
    if isinstance(outcome, Undecided):
        return Undecided(**known)
    hidden: tuple[str, ...] = ("goals", "levels", "rules") if view.role.of_hospital else ()
    violations = () if view.role.of_hospital else tuple(_bare(violation) for violation in outcome.violations)
    plan = plan_for(view, outcome.plan, instance)
    return Solved(**known | dict.fromkeys(hidden, ()), violations=violations, plan=plan)


def plan_for(view: View, plan: Plan, instance: Instance) -> Plan:
    """Return a plan as it is shown."""
    if view.whole:
        return plan
    own = _part_of(view, instance)
    tours = tuple(tour for tour in plan.tours if own(tour))
    people = {tour.specialist for tour in tours}
    return Plan(
        tours=tours,
        pairings=tuple(one for one in plan.pairings if _is_own_pairing(view, one.supporter, one.target, instance)),
        mentorships=tuple(one for one in plan.mentorships if one.specialist in people),
        preparations=tuple(
            one
            for one in plan.preparations
            if one.kind not in EXAMINATIONS
            and any(one.specialist == t.specialist and one.post == t.post for t in tours)
        ),
        shortages=tuple(_shown(view, one) for one in plan.shortages if _is_own_seat(view, one, instance)),
    )


def instance_for(view: View, instance: Instance, plan: Plan) -> Instance:
    """Return the instance that an export of a shown plan is written with."""
    if view.whole:
        return instance
    if not view.role.of_hospital:
        return without_health(instance)
    nothing: tuple[()] = ()
    posts = {tour.post for tour in plan.tours} | {one.post for one in plan.shortages}
    departments = {one.department for one in instance.posts if one.id in posts} | {one.target for one in plan.pairings}
    hospitals = {one.hospital for one in instance.departments if one.id in departments} | departments
    supporters = {tour.supporter for tour in plan.tours} | {one.supporter for one in plan.pairings}
    people = {tour.specialist for tour in plan.tours}
    part = instance.model_copy(
        update={
            "supporting_hospitals": tuple(one for one in instance.supporting_hospitals if one.id in supporters),
            "specialists": tuple(one for one in instance.specialists if one.id in people),
            "recipient_hospitals": tuple(one for one in instance.recipient_hospitals if one.id in hospitals),
            "departments": tuple(one for one in instance.departments if one.id in departments),
            "posts": tuple(one for one in instance.posts if one.id in posts),
            "quotas": nothing, "pairings": nothing, "apprentices": nothing, "milestones": nothing, "locked": nothing,
            "forbidden": nothing,
        }
    )  # fmt: skip
    return without_health(part)


def without_health(instance: Instance) -> Instance:
    """Return an instance without what nobody but planners may read of people."""
    remarked = {
        name: tuple(_without_note(one) for one in getattr(instance, name))
        for name, value in instance
        if isinstance(value, tuple) and name != "notes"
    }
    return instance.model_copy(
        update=remarked
        | {
            "notes": (),
            "specialists": tuple(_person(one) for one in instance.specialists),
            "apprentices": tuple(
                one.model_copy(update={"preferences": (), "history": (), "note": None}) for one in instance.apprentices
            ),
        }
    )


def job_for(view: View, job: Job) -> Job:
    """Return a job as it is shown: a hospital is not told what planners wrote beside it."""
    if not view.role.of_hospital:
        return job
    failure = job.failure and job.failure.model_copy(update={"text": ""})
    return job.model_copy(update={"name": "", "tags": (), "failure": failure})


def _without_note(one: Document) -> Document:
    return one.model_copy(update={"note": None}) if "note" in type(one).model_fields else one


def _person(one: Specialist) -> Specialist:
    return Specialist(
        id=one.id,
        hospital=one.hospital,
        specialties=one.specialties,
        role=one.role,
        title=one.title,
        count=one.count,
        tour_kinds=one.tour_kinds,
        note=None,
    )


def _part_of(view: View, instance: Instance) -> Callable[[Tour], bool]:
    if view.role is Role.RECIPIENT:
        own = {one.id for one in instance.departments if one.hospital == view.hospital}
        posts = {one.id for one in instance.posts if one.department in own}
        return lambda tour: tour.post in posts
    if view.role is Role.SUPPORTER:
        return lambda tour: tour.supporter == view.hospital
    return lambda tour: True


def _is_own_pairing(view: View, supporter: str, target: str, instance: Instance) -> bool:
    if view.role is Role.SUPPORTER:
        return supporter == view.hospital
    if view.role is Role.RECIPIENT:
        own = {str(one.id) for one in instance.departments if one.hospital == view.hospital}
        return target == view.hospital or target in own
    return True


def _is_own_seat(view: View, seat: Shortage, instance: Instance) -> bool:
    if view.role is not Role.RECIPIENT:
        return view.role is Role.VIEWER
    post = next(one for one in instance.posts if one.id == seat.post)
    return any(one.id == post.department and one.hospital == view.hospital for one in instance.departments)


def _shown(view: View, seat: Shortage) -> Shortage:
    """Return an empty seat: rules and whom they are about for a viewer; rules alone for the hospital that waits."""
    people = view.role is Role.VIEWER
    reasons = tuple(Reason(rule=one.rule, people=one.people if people else ()) for one in seat.reasons)
    return seat.model_copy(update={"reasons": reasons})


def _bare(violation: Violation) -> Violation:
    return violation.model_copy(update={"found": None, "limit": None})
