"""What a change brings, by solving the changed instance again: the claims of a conflict, or the plan around a shortage."""

from collections.abc import Sequence

import numpy as np

from solver.domain.document import PostId
from solver.domain.instance import Instance
from solver.domain.outcome import Claim, Solved
from solver.domain.plan import Plan, Tour
from solver.explain.conflict.background import is_background
from solver.explain.conflict.world import Limits, World
from solver.problem import Problem
from solver.settings import Settings
from solver.solve import solve
from solver.tours import candidates

KEPT_GOALS = ("shortage", "milestones_missed", "rule_prices")
"""Goals that are sought when a change is tried for a shortage."""


def has_plan(instance: Instance, limits: Limits) -> bool | None:
    """Return whether an instance has a plan; none where the time does not suffice to know."""
    problem = Problem(instance)
    world = World(problem, candidates(problem))
    infeasible = world.is_infeasible(range(len(world.units)), limits)
    return None if infeasible is None else not infeasible


def resolves(instance: Instance, claims: Sequence[Claim], limits: Limits) -> bool | None:
    """Return whether, in a changed instance, some claims can be had together, all others aside."""
    problem = Problem(instance)
    tours = candidates(problem)
    posts = [problem.post_index[name] for claim in claims for name in claim.ids if name in problem.post_index]
    if posts and all(claim.rule not in ("quota", "milestone") for claim in claims):
        tours = tours.take(np.isin(tours.post, posts) | tours.under_way)
    world = World(problem, tours)
    asked = [
        unit
        for unit, claim in enumerate(world.claims)
        if is_background(claim) or any(_same(claim, other) for other in claims)
    ]
    infeasible = world.is_infeasible(asked, limits)
    return None if infeasible is None else not infeasible


def _same(claim: Claim, other: Claim) -> bool:
    """Return whether two claims ask the same of the same, in periods that overlap."""
    if claim.rule != other.rule or claim.ids != other.ids:
        return False
    if claim.rule in ("quota", "milestone", "pairing", "tour_length") and claim.sources != other.sources:
        return False
    if claim.period is None or other.period is None:
        return True
    return claim.period < _after(other) and other.period < _after(claim)


def _after(claim: Claim) -> int:
    assert claim.period is not None
    return claim.period + 1 if claim.to_period is None else claim.to_period


def months_short(plan: Plan, instance: Instance) -> int:
    """Return the person-months below the minimum in a plan."""
    months = 1 if instance.calendar is None else instance.calendar.months_per_period
    return sum(shortage.missing for shortage in plan.shortages if shortage.below == "min") * months


def solved_around(instance: Instance, plan: Plan, post: str, settings: Settings, limits: Limits) -> Solved | None:
    """Return a plan with little shortage in which all tours stay but those on posts of the post's specialties.

    It is a plan of the whole changed instance, sought for its shortage and priced rules alone; none where none was found in
    time.
    """
    seconds = min(settings.seconds, limits.left())
    if seconds <= 0:
        return None
    outcome = solve(
        _for_shortage(held(instance, plan, post)),
        settings.model_copy(update={"seconds": seconds}),
        start=plan,
        stop=limits.stop,
    )
    return outcome if isinstance(outcome, Solved) else None


def held(instance: Instance, plan: Plan, post: str, who: str = "") -> Instance:
    """Return the instance with the plan's tours locked, but for those on posts of a post's specialties.

    The tours of a specialist, or of a supporting hospital's people, are not locked either.
    """
    freed = _freed(instance, post)
    tree = instance.model_dump(mode="json", by_alias=True)
    tree["locked"] += [
        {"specialist": tour.specialist, "post": tour.post, "from_period": tour.from_period, "to_period": tour.to_period}
        for tour in plan.tours
        if tour.post not in freed
        and tour.from_period >= 0
        and who not in (tour.specialist, tour.supporter)
        and not _is_locked(instance, tour)
    ]
    return Instance.model_validate(tree)


def _for_shortage(instance: Instance) -> Instance:
    """Return the instance with the goals alone that a change is tried for."""
    tree = instance.model_dump(mode="json", by_alias=True)
    goals = tree["policy"]["goals"]
    tree["policy"]["goals"] = {name: goals[name] | ({} if name in KEPT_GOALS else {"weight": 0}) for name in goals}
    return Instance.model_validate(tree)


def _freed(instance: Instance, post: str) -> set[str]:
    asked = instance.post_by_id[PostId(post)]
    codes = set(instance.accepted_specialties(asked))
    return {p.id for p in instance.posts if p.id == post or codes & set(instance.accepted_specialties(p))}


def _is_locked(instance: Instance, tour: Tour) -> bool:
    """Return whether a lock speaks of the person already: a second one might be refused."""
    return any(
        lock.specialist == tour.specialist and lock.from_period <= tour.to_period and tour.from_period <= lock.to_period
        for lock in instance.locked
    )
