"""Two plans of one instance compared: by goal, person, post and pairing. Exact, from the plans alone."""

from collections import Counter, defaultdict
from typing import Literal

from pydantic import Field

from solver.checks import check
from solver.checks.shortages import missing
from solver.domain.document import DepartmentId, Document, HospitalId, PostId, SpecialistId
from solver.domain.instance import Instance
from solver.domain.kinds import PairingRole
from solver.domain.plan import Plan, Tour

Serving = tuple[SpecialistId, int, PostId, int, int]


class GoalOfBoth(Document):
    """A goal in two plans."""

    name: str
    level: int
    first: int = Field(description="Amount in the first plan, in the goal's unit.")
    second: int
    cost_first: int
    cost_second: int


class PersonChange(Document):
    """A person, or a unit of a pool, whose tours differ."""

    specialist: SpecialistId
    unit: int = 0
    gone: tuple[Tour, ...] = Field(default=(), description="Tours of the first plan only.")
    come: tuple[Tour, ...] = Field(default=(), description="Tours of the second plan only.")


class PostChange(Document):
    """A post served by others, or filled otherwise; person-months."""

    post: PostId
    gone: tuple[Tour, ...] = ()
    come: tuple[Tour, ...] = ()
    missing_first: int = Field(description="Person-months below the minimum in the first plan.")
    missing_second: int
    below_target_first: int = Field(description="Person-months from there up to the target in the first plan.")
    below_target_second: int


class PairingChange(Document):
    """A supporter and a target whose pairing or role differs."""

    supporter: HospitalId
    target: HospitalId | DepartmentId
    first: PairingRole | Literal["PAIRED"] | None = Field(description="Role in the first plan; none = not paired.")
    second: PairingRole | Literal["PAIRED"] | None


class Comparison(Document):
    """What differs between two plans."""

    objective_first: int
    objective_second: int
    hard_first: int = Field(description="Breaches of hard rules in the first plan.")
    hard_second: int
    goals: tuple[GoalOfBoth, ...]
    people: tuple[PersonChange, ...]
    posts: tuple[PostChange, ...]
    pairings: tuple[PairingChange, ...]
    kept: int = Field(description="Tours that both plans have.")
    gone: int
    come: int


def compare(instance: Instance, first: Plan, second: Plan) -> Comparison:
    """Return what differs between two plans of an instance. Raises InvalidPlan for a plan of another instance."""
    one, other = check(instance, first), check(instance, second)
    amounts = {goal.name: goal for goal in one.goals}
    goals = tuple(
        GoalOfBoth(
            name=goal.name,
            level=goal.level,
            first=amounts[goal.name].amount,
            second=goal.amount,
            cost_first=amounts[goal.name].cost,
            cost_second=goal.cost,
        )
        for goal in other.goals
    )
    gone, come = _only_in(first, second), _only_in(second, first)
    return Comparison(
        objective_first=one.objective,
        objective_second=other.objective,
        hard_first=len(one.hard),
        hard_second=len(other.hard),
        goals=goals,
        people=_people(gone, come),
        posts=_posts(instance, (first, second), gone, come),
        pairings=_pairings(first, second),
        kept=len(first.tours) - len(gone),
        gone=len(gone),
        come=len(come),
    )


def _only_in(plan: Plan, other: Plan) -> tuple[Tour, ...]:
    """Return the tours that one plan has and the other has not; whether on pair or not is no difference of a tour."""
    known = Counter(map(_serving, other.tours))
    return tuple(tour for tour in plan.tours if not known[_serving(tour)])


def _serving(tour: Tour) -> Serving:
    return tour.specialist, tour.unit, tour.post, tour.from_period, tour.to_period


def _people(gone: tuple[Tour, ...], come: tuple[Tour, ...]) -> tuple[PersonChange, ...]:
    touched: dict[tuple[SpecialistId, int], tuple[list[Tour], list[Tour]]] = defaultdict(lambda: ([], []))
    for side, tours in enumerate((gone, come)):
        for tour in tours:
            touched[tour.specialist, tour.unit][side].append(tour)
    return tuple(
        PersonChange(specialist=specialist, unit=unit, gone=tuple(before), come=tuple(after))
        for (specialist, unit), (before, after) in sorted(touched.items())
    )


def _posts(
    instance: Instance, plans: tuple[Plan, Plan], gone: tuple[Tour, ...], come: tuple[Tour, ...]
) -> tuple[PostChange, ...]:
    if instance.calendar is None:
        return ()
    months = instance.calendar.months_per_period
    below: tuple[Counter[PostId], Counter[PostId]] = Counter(), Counter()
    target: tuple[Counter[PostId], Counter[PostId]] = Counter(), Counter()
    for side, plan in enumerate(plans):
        for gap in missing(instance, plan):
            below[side][gap.post] += gap.below_min * months
            target[side][gap.post] += gap.to_target * months
    touched = {tour.post for tour in (*gone, *come)}
    return tuple(
        PostChange(
            post=post.id,
            gone=tuple(tour for tour in gone if tour.post == post.id),
            come=tuple(tour for tour in come if tour.post == post.id),
            missing_first=below[0][post.id],
            missing_second=below[1][post.id],
            below_target_first=target[0][post.id],
            below_target_second=target[1][post.id],
        )
        for post in instance.posts
        if post.id in touched
    )


def _pairings(first: Plan, second: Plan) -> tuple[PairingChange, ...]:
    one, other = (
        {(p.supporter, p.target): p.role or "PAIRED" for p in plan.pairings} for plan in (first, second)
    )  # fmt: skip
    return tuple(
        PairingChange(supporter=pair[0], target=pair[1], first=one.get(pair), second=other.get(pair))
        for pair in sorted(one.keys() | other.keys())
        if one.get(pair) != other.get(pair)
    )
