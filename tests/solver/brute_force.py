"""All plans of a tiny question, enumerated from the documents alone: pairings, people and units × posts × starts × lengths.

Nothing here reads the solver's tour table. A plan grows tour by tour and is not grown any further once it breaks a rule
that no further tour can repair; every plan that is left is put before the checks, which decide.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from solver.checks import CHECKS, check
from solver.checks.locked import forbidden
from solver.checks.registry import violations
from solver.checks.view import look
from solver.domain.document import PostId
from solver.domain.instance import Instance
from solver.domain.kinds import Objective
from solver.domain.outcome import GoalAmount
from solver.domain.people import Specialist
from solver.domain.plan import Plan, PlannedPairing, Tour
from tests.solver import conceivable

NEVER_REPAIRED = (
    "one_place",
    "specialty",
    "title",
    "availability",
    "tour_length",
    "rest",
    "max_tours",
    "altitude_clearance",
    "hypoxia_training",
    "altitude_stay",
    "altitude_exposure",
    "headcount",
    "release",
    "housing",
    "pairing",
    "on_pair",
)
"""Rules that a plan goes on breaking, whatever tours are added."""

GROWING = {stem: CHECKS[stem] for stem in NEVER_REPAIRED} | {"locked": forbidden}


class Best(NamedTuple):
    """The least cost of an accepted plan, level by level where levels count; none if no plan is accepted."""

    costs: tuple[int, ...] | None
    plans: int


def best_of_all(instance: Instance, most_plans: int) -> Best | None:
    """Return the best over all plans; None if there are more of them than asked for."""
    best, seen = None, 0
    for plan in plans(instance):
        seen += 1
        if seen > most_plans:
            return None
        checked = check(instance, plan)
        if not checked.hard:
            costs = by_level(instance, checked.goals)
            best = costs if best is None else min(best, costs)
    return Best(best, seen)


def by_level(instance: Instance, goals: tuple[GoalAmount, ...]) -> tuple[int, ...]:
    """Return the cost of all goals together or, where the objective is lexicographic, of each level that has a weight."""
    if instance.policy.objective is Objective.WEIGHTED:
        return (sum(goal.cost for goal in goals),)
    weighed = sorted((goal for goal in goals if goal.weight), key=lambda goal: goal.level)
    return tuple(sum(goal.cost for goal in level) for _, level in groupby(weighed, key=lambda goal: goal.level))


def plans(instance: Instance) -> Iterator[Plan]:
    """Yield every plan but those that are beyond repair."""
    imaginable = list(tours(instance))
    for pairings in conceivable.pairings(instance):
        for chosen in _growing(instance, imaginable, pairings):
            yield conceivable.with_pairings(instance, Plan(tours=chosen), pairings)


def _growing(
    instance: Instance, imaginable: list[Tour], pairings: tuple[PlannedPairing, ...]
) -> Iterator[tuple[Tour, ...]]:
    if not _may_grow(instance, (), pairings):
        return
    universe = [tour for tour in imaginable if _may_grow(instance, (tour,), pairings)]
    pending: list[tuple[tuple[Tour, ...], int]] = [((), 0)]
    while pending:
        chosen, following = pending.pop()
        yield chosen
        for index in range(following, len(universe)):
            larger = (*chosen, universe[index])
            if _may_grow(instance, larger, pairings):
                pending.append((larger, index + 1))


def tours(instance: Instance) -> Iterator[Tour]:
    """Yield every conceivable tour: those that locks say are under way, and any departure of any length."""
    calendar = instance.calendar
    assert calendar is not None
    last = calendar.periods + instance.tail_periods()
    departures = [(start, end) for start in range(calendar.periods) for end in range(start + 1, last + 1)]
    for specialist in instance.specialists:
        for post in instance.posts:
            spans = sorted(_under_way(instance, specialist, post.id, last))
            spans += [(unit, *departure) for unit in range(specialist.count) for departure in departures]
            for unit, start, end in spans:
                yield tour(instance, specialist, unit, post.id, start, end)


def _under_way(instance: Instance, specialist: Specialist, post: PostId, last: int) -> set[tuple[int, int, int]]:
    """Return unit, start and end of what locks say is under way."""
    found = set()
    for lock in instance.locked:
        if lock.from_period < 0 and lock.specialist == specialist.id and lock.post == post:
            units = range(specialist.count) if lock.unit is None else (lock.unit,)
            ends = (lock.to_period,) if lock.exact else range(lock.to_period, last + 1)
            found |= {(unit, lock.from_period, end) for unit in units for end in ends}
    return found


def tour(instance: Instance, specialist: Specialist, unit: int, post: PostId, start: int, end: int) -> Tour:
    """Return a tour as it stands in a plan; whether it is on pair is for the plan to say."""
    calendar = instance.calendar
    assert calendar is not None
    return Tour(
        specialist=specialist.id,
        unit=unit,
        supporter=specialist.hospital,
        post=post,
        from_period=start,
        to_period=end,
        from_day=calendar.day(start),
        to_day=calendar.day(end),
        on_pair=True,
    )


def _may_grow(instance: Instance, chosen: tuple[Tour, ...], pairings: tuple[PlannedPairing, ...]) -> bool:
    view = look(instance, Plan(tours=chosen, pairings=pairings))
    return not any(violation.hard for violation in violations(instance, view, GROWING))
