"""Why a seat stays empty: for every missing person-period, each candidate of the specialty and the rules that keep them away.

Rules about single tours come from the masks; where none bars, what stands in the way given the plan. Where nothing does,
filling the seat costs more than it brings: `objective`. Where one mask alone bars, by a number or a date, and nothing else
stands in the way, the change that would do is named. Who serves elsewhere is listed with the tour and what it would cost to
take them away.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import groupby, islice
from typing import NamedTuple

import numpy as np

from solver.decode import shortages_of
from solver.domain.document import PostId, SpecialistId
from solver.domain.instance import Instance
from solver.domain.plan import Near, Plan, Reason, Shortage, Tour
from solver.explain.blocked import Blocked
from solver.explain.elsewhere import OwnTours
from solver.explain.near import NO_CHANGE, Chance, changes, fitting
from solver.explain.prices import Floats, worth_of_tours
from solver.problem import Ints, Problem
from solver.program import Program, build
from solver.rules import bars
from solver.start import columns_of
from solver.tours import candidates

MOST_CHANCES = 5
"""Chances of a rule that are looked at for a seat, and named where they would do."""
PRICES = 0.5
"""Part of the time left that the estimates of what others are worth may take."""


class _Kept(NamedTuple):
    """A specialist whom some rules keep away from a seat, and the tour that one change might allow, if any."""

    specialist: SpecialistId
    rules: list[str]
    chance: Chance | None = None


def reasons_of(instance: Instance, plan: Plan) -> Plan:
    """Return a plan of an instance with its shortages and their reasons, whoever made it."""
    program = build(Problem(instance))
    values = np.zeros(len(program.upper), dtype=np.int64)
    values[: len(program.tours)] = columns_of(plan, program.tours)
    return with_reasons(plan.model_copy(update={"shortages": tuple(shortages_of(instance, plan))}), program, values)


def with_reasons(
    plan: Plan, program: Program, values: Ints, until: float | None = None, worth: Floats | None = None
) -> Plan:
    """Return the plan with the reasons of each shortage; `values` are those of the program's columns.

    `worth` is that of each candidate tour by a dual pass, where the search made one; else there is a short one here. The gravest
    come first: where `until` (time.monotonic) comes before the last, the others are left without reasons and say so.
    """
    if until is not None and time.monotonic() >= until:
        return plan.model_copy(update={"shortages": tuple(_explained(shortage, {}) for shortage in plan.shortages)})
    problem = program.problem
    blocked, full = Blocked(plan, program, values), _full(plan, problem)
    seats: dict[PostId, _Seat] = {}
    kept: dict[tuple[PostId, int], list[_Kept]] = {}
    for post, period in _gravest_first(plan, problem):
        if until is not None and time.monotonic() > until:
            break
        if post not in seats:
            index = problem.post_index[post]
            seats[post] = _Seat(problem, index, full[index], blocked)
        kept[post, period] = seats[post].kept_away(period)
    near = fitting({chance for those in kept.values() for chance in _smallest(those)}, plan, program, values)
    own = OwnTours(problem, plan, partial(_estimates, plan, program, until, worth))
    reasons = {key: _reasons(those, near, own, key[1]) for key, those in kept.items()}
    return plan.model_copy(update={"shortages": tuple(_explained(shortage, reasons) for shortage in plan.shortages)})


def _explained(shortage: Shortage, reasons: dict[tuple[PostId, int], tuple[Reason, ...]]) -> Shortage:
    found = reasons.get((shortage.post, shortage.period))
    return shortage.model_copy(update={"reasons": found or (), "left_off": found is None})


def _estimates(plan: Plan, program: Program, until: float | None, worth: Floats | None) -> dict[Tour, int]:
    """Return what each tour of the plan is worth by the duals; nothing where there is no time or the question is too large."""
    seconds = None if until is None else (until - time.monotonic()) * PRICES
    if worth is None and (seconds is None or seconds > 0):
        worth = worth_of_tours(program, seconds)
    if worth is None:
        return {}
    tours, problem = program.tours, program.problem
    by_key = {
        (
            problem.people.specialists[tours.person[column]].id,
            problem.instance.posts[tours.post[column]].id,
            int(tours.start[column]),
            int(tours.end[column]),
        ): round(float(worth[column]))
        for column in np.flatnonzero(columns_of(plan, tours)).tolist()
    }
    keys = {tour: (tour.specialist, tour.post, tour.from_period, tour.to_period) for tour in plan.tours}
    return {tour: by_key[key] for tour, key in keys.items() if key in by_key}


def _gravest_first(plan: Plan, problem: Problem) -> list[tuple[PostId, int]]:
    """Return post and period of the shortages: those below the minimum first, by priority."""
    posts = problem.instance.post_by_id
    grave = sorted(plan.shortages, key=lambda shortage: (shortage.below != "min", -posts[shortage.post].priority))
    return list(dict.fromkeys((shortage.post, shortage.period) for shortage in grave))


def _full(plan: Plan, problem: Problem) -> Ints:
    """Return whether each post has its target in each period, cumulated: posts × (periods up to the end of the tail)."""
    present = np.zeros((len(problem.instance.posts), problem.end), dtype=np.int64)
    for tour in plan.tours:
        present[problem.post_index[tour.post], max(tour.from_period, 0) : tour.to_period] += 1
    full = np.zeros((len(present), problem.end + 1), dtype=np.int64)
    full[:, 1 : problem.horizon + 1] = present[:, : problem.horizon] >= problem.demand_target
    return full.cumsum(axis=1)


def _smallest(kept: list[_Kept]) -> Iterator[Chance]:
    """Yield the chances with the smallest changes, some of each rule."""
    chances = sorted(one.chance for one in kept if one.chance is not None)
    for _, of_rule in groupby(chances, key=lambda chance: chance.rule):
        yield from islice(of_rule, MOST_CHANCES)


def _reasons(kept: list[_Kept], near: dict[Chance, Near], own: OwnTours, period: int) -> tuple[Reason, ...]:
    people: dict[str, list[SpecialistId]] = defaultdict(list)
    for one in kept:
        for rule in one.rules:
            people[rule].append(one.specialist)
    single: dict[str, list[Near]] = defaultdict(list)
    for chance in sorted(one.chance for one in kept if one.chance in near):
        single[chance.rule].append(near[chance])
    return tuple(
        Reason(
            rule=rule,
            people=tuple(people[rule]),
            near=next(iter(single[rule]), None),
            also_near=tuple(single[rule][1:]),
            elsewhere=own.in_the_way(rule, people[rule], period),
        )
        for rule in sorted(people)
    )


class _Seat:
    """The conceivable tours on one post, and which rules bar each."""

    def __init__(self, problem: Problem, post: int, full: Ints, blocked: Blocked) -> None:
        self._problem, self._post, self._blocked = problem, post, blocked
        self._tours = candidates(problem, posts=[post])
        self._bars = list(bars(self._tours, problem))
        self._barred_by = sum(
            (barred.where.astype(np.int64) for barred in self._bars), np.zeros(len(self._tours), dtype=np.int64)
        )
        self._change = np.full(len(self._tours), NO_CHANGE)
        for barred in self._bars:
            alone = barred.where & (self._barred_by == 1)
            self._change[alone] = changes(barred, self._tours, problem)[alone]
        taken = full[self._tours.end] - full[self._tours.start]
        self._rank = np.argsort(np.lexsort((self._change, taken, self._barred_by)))

    def kept_away(self, period: int) -> list[_Kept]:
        """Return each specialist of the specialty with what keeps them away in a period."""
        covering = np.flatnonzero((self._tours.start <= period) & (period < self._tours.end))
        rows_of: dict[SpecialistId, list[Ints]] = {}
        for person, rows in self._tours.by_person(covering):
            rows_of.setdefault(self._problem.people.specialists[person].id, []).append(rows)
        kept = [self._kept(specialist, np.concatenate(parts), period) for specialist, parts in rows_of.items()]
        return kept + [_Kept(specialist, ["tour_length"]) for specialist in self._never_there(set(rows_of))]

    def _kept(self, specialist: SpecialistId, rows: Ints, period: int) -> _Kept:
        """Return what is between a specialist, all units alike, and the seat, on the tour with the least of it."""
        nearest = int(rows[np.argmin(self._rank[rows])])
        if not self._barred_by[nearest]:
            people = np.unique(self._tours.person[rows])
            return _Kept(specialist, self._blocked.by(people, self._post, period))
        rules = [barred.stem for barred in self._bars if barred.where[nearest]]
        return _Kept(specialist, rules, self._chance(nearest, rules[0]))

    def _chance(self, row: int, rule: str) -> Chance | None:
        size = int(self._change[row])
        if size == NO_CHANGE:
            return None
        tours = self._tours
        return Chance(rule, size, int(tours.person[row]), self._post, int(tours.start[row]), int(tours.periods[row]))

    def _never_there(self, seen: set[SpecialistId]) -> list[SpecialistId]:
        """Return the people of the specialty none of whose tours covers the period."""
        everybody = {self._problem.people.specialists[int(person)].id for person in np.unique(self._tours.person)}
        return sorted(everybody - seen)
