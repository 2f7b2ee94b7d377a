"""People for whom one change would do: one rule alone bars their tour, by a number or a date, and nothing else is in the way.

Which number: the altitude or the end of a clearance, one grade of title, some days of an absence or of the rest after the
history. What the change means for the person is for people to judge.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from solver.domain.kinds import ExamUntil
from solver.domain.plan import Near, Plan
from solver.explain.blocked import Blocked
from solver.problem import Ints, Problem
from solver.program import Program, build
from solver.rules.altitude_clearance import days_lapsed
from solver.rules.parts import Barred
from solver.tours import Tours

NO_CHANGE = np.iinfo(np.int64).max
FEW_DAYS = 31
"""Days of an absence or a rest up to which moving them is one small change; more, and the person is simply not there."""


class Chance(NamedTuple):
    """A tour that one rule alone bars; `size` of the change in metres, days, grades or periods."""

    rule: str
    size: int
    person: int
    post: int
    start: int
    periods: int


def changes(barred: Barred, tours: Tours, problem: Problem) -> Ints:
    """Return how large the one change is that a rule asks of each tour it bars; NO_CHANGE where there is none."""
    found, limit = (np.broadcast_to(np.asarray(side), len(tours)) for side in (barred.found, barred.limit))
    none = np.full(len(tours), NO_CHANGE)
    match barred.stem:
        case "title":
            return np.where(limit - found == 1, 1, none)
        case "rest":
            return np.where(limit - found <= FEW_DAYS, limit - found, none)
        case "availability":
            return np.where(found > 0, found, none)
        case "altitude_clearance":
            metres, days = np.maximum(found - limit, 0), days_lapsed(tours, problem)
            return np.where((metres > 0) & (days > 0), none, metres + days)
    return none


def fitting(chances: Iterable[Chance], plan: Plan, program: Program, values: Ints) -> dict[Chance, Near]:
    """Return the change of each tour in whose way, given the plan, nothing else stands."""
    said = {chance: near for chance in sorted(chances) if (near := _near(chance, program.problem)) is not None}
    if not said:
        return {}
    served = np.flatnonzero(values[: len(program.tours)])
    tours = _with_chances(program.tours.take(served), list(said))
    columns = build(program.problem, tours)
    taken = np.zeros(len(columns.upper), dtype=np.int64)
    taken[: len(served)] = values[served]
    blocked = Blocked(plan, columns, taken)
    return {
        chance: near
        for column, (chance, near) in enumerate(said.items(), start=len(served))
        if not blocked.broken_by(column)
    }


def _with_chances(tours: Tours, chances: list[Chance]) -> Tours:
    person, post, start, periods = np.array([chance[2:] for chance in chances], dtype=np.int64).T
    return Tours(
        tours.problem,
        np.concatenate([tours.person, person]),
        np.concatenate([tours.post, post]),
        np.concatenate([tours.start, start]),
        np.concatenate([tours.periods, periods]),
        np.concatenate([tours.fact, np.zeros(len(chances), dtype=bool)]),
    )


def _near(chance: Chance, problem: Problem) -> Near | None:
    """Return the change in the document's own terms; none where it is more than one."""
    day = problem.calendar.day
    first, after = day(chance.start), day(chance.start + chance.periods)
    person, post = problem.people.specialists[chance.person], problem.instance.posts[chance.post]
    pair: tuple[str | int | date, str | int | date] | None = None
    match chance.rule:
        case "title":
            pair = person.title, post.min_title
        case "rest":
            pair = date.fromordinal(int(problem.rested_on[chance.person])), first
        case "availability":
            pair = _absence([(a.from_day, a.to_day) for a in person.unavailable], first, after)
        case "altitude_clearance":
            pair = _clearance(chance, problem, first, after)
    return None if pair is None else Near(rule=chance.rule, specialist=person.id, found=pair[0], limit=pair[1])


def _absence(absences: list[tuple[date, date]], first: date, after: date) -> tuple[date, date] | None:
    """Return first and last day of the one short absence within a tour."""
    within = [(start, end) for start, end in absences if start < after and first < end]
    if len(within) != 1:
        return None
    ((start, end),) = within
    short = min(end, after) - max(start, first) <= timedelta(days=FEW_DAYS)
    return (start, end - timedelta(days=1)) if short else None


def _clearance(chance: Chance, problem: Problem, first: date, after: date) -> tuple[int | date, int | date]:
    policy = problem.instance.policy.altitude
    clearance = problem.people.specialists[chance.person].clearance
    cleared = policy.free_altitude_m if clearance is None else clearance.max_altitude_m
    altitude = int(problem.post_altitude_m[chance.post])
    if altitude > cleared:
        return cleared, altitude
    assert clearance is not None
    assert clearance.valid_until is not None
    decisive = first if policy.exam.until is ExamUntil.DEPARTURE else after - timedelta(days=1)
    return clearance.valid_until, decisive
