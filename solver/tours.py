"""Candidate tours as one columnar table: person × post × start × length, millions of rows as arrays, never as objects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from solver.incidence import Columns, Incidence, distinct, incidence
from solver.problem import Bools, Ints, Problem


class Seat(NamedTuple):
    """A post in a run of periods: what it wants, and the tours that would be present."""

    post: int
    period: int
    periods: int
    least: int
    target: int
    columns: Columns


@dataclass(frozen=True)
class Tours:
    """One row per candidate tour. `fact` marks tours under way that are locked exactly."""

    problem: Problem
    person: Ints
    post: Ints
    start: Ints
    periods: Ints
    fact: Bools

    def __len__(self) -> int:
        return len(self.person)

    def take(self, rows: Bools | Ints) -> "Tours":
        """Return the table with only these rows."""
        return Tours(
            self.problem, self.person[rows], self.post[rows], self.start[rows], self.periods[rows], self.fact[rows]
        )

    @cached_property
    def end(self) -> Ints:
        """First period after each tour."""
        return self.start + self.periods

    @cached_property
    def under_way(self) -> Bools:
        """Whether a tour began before the calendar."""
        return self.start < 0

    @cached_property
    def months(self) -> Ints:
        """Months of each tour, tail included."""
        months: Ints = self.periods * self.problem.months_per_period
        return months

    @cached_property
    def months_inside(self) -> Ints:
        """Months of each tour inside the horizon."""
        inside = np.minimum(self.end, self.problem.horizon) - np.maximum(self.start, 0)
        months: Ints = np.maximum(inside, 0) * self.problem.months_per_period
        return months

    @cached_property
    def altitude_m(self) -> Ints:
        """Altitude of each tour, metres."""
        return self.problem.post_altitude_m[self.post]

    @cached_property
    def hospital(self) -> Ints:
        """Supporting hospital of each tour."""
        return self.problem.people.hospital[self.person]

    @cached_property
    def recipient(self) -> Ints:
        """Recipient hospital of each tour."""
        return self.problem.post_recipient[self.post]

    @cached_property
    def rest(self) -> Ints:
        """Rest owed after each tour, periods."""
        return self.problem.post_rest[self.post]

    @cached_property
    def stay_months(self) -> Ints:
        """Consecutive months that each tour counts: its months, or those between home leaves if fewer."""
        return np.minimum(self.months, self.problem.post_leave_months[self.post])

    @cached_property
    def first_day(self) -> Ints:
        """Ordinal of the first day of each tour."""
        return self.problem.days_at(self.start)

    @cached_property
    def after_day(self) -> Ints:
        """Ordinal of the first day after each tour."""
        return self.problem.days_at(self.end)

    @cached_property
    def may_adjoin(self) -> Bools:
        """Whether rest leaves room for another tour of the person right before or after this one."""
        people = len(self.problem.people)
        if self.problem.instance.policy.rules.rest.mode != "hard":
            return np.ones(len(self), dtype=bool)
        restless = np.zeros(people, dtype=bool)
        restless[self.person[self.rest == 0]] = True
        return restless[self.person]

    @cached_property
    def at_post(self) -> Incidence:
        """Tours present at each (post, period)."""
        posts = len(self.problem.instance.posts)
        return incidence(self.post, posts, self.start, self.end, self.problem.horizon)

    @cached_property
    def seats(self) -> tuple[tuple[Seat, ...], ...]:
        """Per post, the runs of periods with the same demand and the same tours present."""
        least, target = self.problem.demand_min, self.problem.demand_target
        return tuple(
            tuple(
                Seat(post, first, periods, int(least[post, first]), int(target[post, first]), columns)
                for first, periods, columns in self.at_post.runs(post, least[post], target[post])
            )
            for post in range(len(self.problem.instance.posts))
        )

    def people_at_once(self, columns: Columns) -> int:
        """Return how many people some tours that share a period concern: no more can serve them at once."""
        return int(self.problem.people.count[distinct(self.person[columns])].sum())

    def by_person(self, rows: Ints | None = None) -> Iterator[tuple[int, Ints]]:
        """Yield each person with the rows of their tours, among all rows or those given."""
        chosen = np.arange(len(self)) if rows is None else rows
        order = chosen[np.argsort(self.person[chosen], kind="stable")]
        people, first = np.unique(self.person[order], return_index=True)
        bounds = np.append(first, len(order))
        for person, begin, end in zip(people, bounds[:-1], bounds[1:], strict=True):
            yield int(person), order[begin:end]


def candidates(problem: Problem, *, widest: bool = False, posts: Sequence[int] | None = None) -> Tours:
    """Return the conceivable tours, before any mask.

    Usually only people whom a post accepts, starts and lengths of its kind: what `specialty` and `tour_length` would bar
    is hardly made. With `widest`, everybody × every start × every length, so that a test sees what the masks bar. With
    `posts`, only new tours on these posts, and people who did not agree to the kind as well, for explanations.
    """
    parts = [_under_way(problem)] if posts is None else []
    acceptable = _Acceptable(problem)
    for post in range(len(problem.instance.posts)) if posts is None else posts:
        people = acceptable.everybody if widest else acceptable.people(post, willing=posts is None)
        start, periods = _spans(problem, post, widest=widest)
        parts.append(_crossed(post, people, start, periods))
    table = np.concatenate(parts, axis=1)
    return Tours(problem, table[0], table[1], table[2], table[3], table[4].astype(bool))


def _crossed(post: int, people: Ints, start: Ints, periods: Ints) -> Ints:
    table = np.zeros((5, len(people) * len(start)), dtype=np.int64)
    table[0] = np.repeat(people, len(start))
    table[1] = post
    table[2] = np.tile(start, len(people))
    table[3] = np.tile(periods, len(people))
    return table


def _spans(problem: Problem, post: int, *, widest: bool) -> tuple[Ints, Ints]:
    """Return starts and lengths of tours on a post that stay where there is demand."""
    rules = problem.instance.policy.rules
    free = widest or rules.tour_length.mode == "off"
    allowed = np.ones(problem.horizon, dtype=bool) if free else problem.post_starts[post]
    shortest = 1 if free else int(problem.post_periods_min[post])
    longest = problem.end + 1 if free else int(problem.post_periods_max[post])
    wanted = np.ones(problem.horizon, dtype=bool) if widest else problem.demand_target[post] > 0
    spans: list[tuple[int, int]] = []
    for start in np.flatnonzero(allowed & wanted).tolist():
        unwanted = np.flatnonzero(~wanted[start:])
        latest = start + int(unwanted[0]) if len(unwanted) else problem.end
        spans.extend((start, length) for length in range(shortest, min(longest, latest - start) + 1))
    table = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


class _Acceptable:
    """People by role, specialty and tour kind, indexed once for all posts."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self.everybody = np.arange(len(problem.people), dtype=np.int64)
        self._by_role: dict[str, list[int]] = {}
        self._by_specialty: dict[tuple[str, str], list[int]] = {}
        for row, specialist in enumerate(problem.people.specialists):
            self._by_role.setdefault(specialist.role, []).append(row)
            for code in dict.fromkeys(specialist.specialties):
                self._by_specialty.setdefault((specialist.role, code), []).append(row)

    def people(self, index: int, *, willing: bool) -> Ints:
        """Return the people whom a post accepts; `willing`, only those who agreed to its kind of tour."""
        instance = self._problem.instance
        post = instance.posts[index]
        accepted = instance.accepted_specialties(post)
        rows: set[int] = set()
        if instance.policy.rules.specialty.mode == "off":
            rows.update(self.everybody.tolist())
        for role in post.roles:
            if not accepted:
                rows.update(self._by_role.get(role, ()))
            for code in accepted:
                rows.update(self._by_specialty.get((role, code), ()))
        if willing and instance.policy.rules.tour_length.mode != "off":
            specialists = self._problem.people.specialists
            rows = {row for row in rows if agreed(specialists[row].tour_kinds, post.tour_kind)}
        return np.array(sorted(rows), dtype=np.int64)


def agreed(kinds: tuple[str, ...] | None, kind: str) -> bool:
    """Return whether a person agreed to a kind of tour; without a list, to all."""
    return kinds is None or kind in kinds


def _under_way(problem: Problem) -> Ints:
    """Return the tours that locks say are under way: a fact each, or one open end after another."""
    unbound = problem.instance.policy.rules.tour_length.mode == "off"
    facts: dict[tuple[int, int, int, int], bool] = {}
    for lock in problem.instance.locked:
        if lock.from_period >= 0 or lock.specialist is None:
            continue
        people = [
            row
            for row in problem.people.rows_of[lock.specialist]
            if lock.unit is None or problem.people.unit[row] == lock.unit
        ]
        post = problem.post_index[lock.post]
        least, last = lock.to_period - lock.from_period, problem.end - lock.from_period
        most = least if lock.exact else last if unbound else max(least, int(problem.post_periods_max[post]))
        for row in people:
            for length in range(least, min(most, last) + 1):
                tour = (row, post, lock.from_period, length)
                facts[tour] = lock.exact or facts.get(tour, False)
    table = [(*tour, fact) for tour, fact in sorted(facts.items())]
    return np.array(table, dtype=np.int64).reshape(-1, 5).T
