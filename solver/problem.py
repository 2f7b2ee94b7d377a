"""The instance as numbers: one row per person, post, kind and hospital; periods instead of months, ordinals instead of dates.

Rules and goals read this and the tour table; they never go back to the documents for anything they need per tour.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from solver.domain.calendar import Calendar, add_months
from solver.domain.document import at_period
from solver.domain.instance import Instance
from solver.domain.people import Specialist
from solver.domain.posts import Post
from solver.pairs import Pairs
from solver.people import People, people_of

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

TIMELESS = Calendar(start=date(2000, 1, 1), months_per_period=12, periods=1)

NEVER = np.iinfo(np.int64).max // 4
"""An ordinal after every day."""


@dataclass(frozen=True)
class Problem:
    """An instance with posts, compiled. Arrays are indexed by position in the instance's lists."""

    instance: Instance

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar; where only pairings are asked for, one in which nothing happens."""
        return self.instance.calendar or TIMELESS

    @property
    def months_per_period(self) -> int:
        """Months in a period."""
        return self.calendar.months_per_period

    @property
    def horizon(self) -> int:
        """Periods of the horizon."""
        return self.calendar.periods

    @cached_property
    def end(self) -> int:
        """First period after the tail."""
        return self.horizon + (self.instance.tail_periods() if self.instance.calendar else 0)

    @cached_property
    def people(self) -> People:
        """One row per individual, per pool, and per unit of a pool that has to be told apart."""
        return people_of(self.instance)

    @cached_property
    def supporter_index(self) -> dict[str, int]:
        """Position of each supporting hospital."""
        return {hospital.id: row for row, hospital in enumerate(self.instance.supporting_hospitals)}

    @cached_property
    def recipient_index(self) -> dict[str, int]:
        """Position of each recipient hospital."""
        return {hospital.id: row for row, hospital in enumerate(self.instance.recipient_hospitals)}

    @cached_property
    def post_index(self) -> dict[str, int]:
        """Position of each post."""
        return {post.id: row for row, post in enumerate(self.instance.posts)}

    @cached_property
    def kind_index(self) -> dict[str, int]:
        """Position of each tour kind."""
        return {kind.id: row for row, kind in enumerate(self.instance.tour_kinds)}

    # Posts

    @cached_property
    def post_recipient(self) -> Ints:
        """Recipient hospital of each post."""
        recipients = (self.instance.department_by_id[post.department].hospital for post in self.instance.posts)
        return np.array([self.recipient_index[recipient] for recipient in recipients], dtype=np.int64)

    @cached_property
    def post_department(self) -> Ints:
        """Department of each post."""
        index = {department.id: row for row, department in enumerate(self.instance.departments)}
        return np.array([index[post.department] for post in self.instance.posts], dtype=np.int64)

    @cached_property
    def post_altitude_m(self) -> Ints:
        """Altitude of each post, metres."""
        altitudes = [hospital.altitude_m or 0 for hospital in self.instance.recipient_hospitals]
        return np.array(altitudes, dtype=np.int64)[self.post_recipient]

    @cached_property
    def post_kind(self) -> Ints:
        """Tour kind of each post."""
        return np.array([self.kind_index[post.tour_kind] for post in self.instance.posts], dtype=np.int64)

    @cached_property
    def post_grade(self) -> Ints:
        """Lowest title grade of each post."""
        return np.array([post.min_title.grade for post in self.instance.posts], dtype=np.int64)

    @cached_property
    def handover(self) -> Ints:
        """Handover of each post, periods."""
        return np.array(
            [self.calendar.periods_up(post.handover_months) for post in self.instance.posts], dtype=np.int64
        )

    @cached_property
    def demand_min(self) -> Ints:
        """Fewest people, posts × horizon."""
        return self._demand("min")

    @cached_property
    def demand_target(self) -> Ints:
        """Most people, posts × horizon."""
        return self._demand("target")

    def _demand(self, field: str) -> Ints:
        table = np.zeros((len(self.instance.posts), self.horizon), dtype=np.int64)
        for row, post in enumerate(self.instance.posts):
            for demand in post.demand:
                table[row, demand.from_period : demand.to_period] = getattr(demand, field)
        return table

    # Kinds

    @cached_property
    def post_rest(self) -> Ints:
        """Rest owed after a tour on each post, periods: the longer of the kind's and the altitude band's."""
        altitude = self.instance.policy.altitude
        months = [
            max(self.instance.kind_by_id[post.tour_kind].rest_months, altitude.rest_months(int(metres)))
            for post, metres in zip(self.instance.posts, self.post_altitude_m, strict=True)
        ]
        return np.array([self.calendar.periods_up(rest) for rest in months], dtype=np.int64)

    @cached_property
    def post_leave_months(self) -> Ints:
        """Months between home leaves on each post; very many where there is no leave."""
        leaves = [self.instance.kind_by_id[post.tour_kind].home_leave_every_months for post in self.instance.posts]
        return np.array([NEVER if leave is None else leave for leave in leaves], dtype=np.int64)

    @cached_property
    def post_periods_min(self) -> Ints:
        """Shortest tour on each post, periods."""
        kinds = [self.instance.kind_by_id[post.tour_kind] for post in self.instance.posts]
        return np.array([self.calendar.periods_up(kind.min_months) for kind in kinds], dtype=np.int64)

    @cached_property
    def post_periods_max(self) -> Ints:
        """Longest tour on each post, handover included, periods."""
        kinds = [self.instance.kind_by_id[post.tour_kind] for post in self.instance.posts]
        longest = [self.calendar.periods_down(kind.max_months) for kind in kinds]
        return np.array(longest, dtype=np.int64) + self.handover

    @cached_property
    def post_starts(self) -> Bools:
        """Whether tours on a post may start in a period, posts × horizon."""
        table = np.zeros((len(self.instance.posts), self.horizon), dtype=bool)
        for row, post in enumerate(self.instance.posts):
            starts = self.instance.kind_by_id[post.tour_kind].batch_starts
            table[row, list(self.calendar.starts() if starts is None else starts)] = True
        return table

    # Days

    @cached_property
    def earliest(self) -> int:
        """The first period that any tour, lock or training reaches: −1 or earlier."""
        return min([-1, *(lock.from_period for lock in self.instance.locked)])

    @cached_property
    def day(self) -> Ints:
        """Ordinal of the first day of each period, from `earliest` to `end` inclusive; read it through `days_at`."""
        periods = range(self.earliest, self.end + 2)
        return np.array([self.calendar.day(period).toordinal() for period in periods], dtype=np.int64)

    def days_at(self, periods: Ints) -> Ints:
        """Return the ordinal of the first day of each period."""
        return self.day[periods - self.earliest]

    def periods_touched(self, first: int, after: int) -> slice:
        """Return the positions, counted from `earliest`, of the periods that the days [first, after) touch."""
        begin = int(np.searchsorted(self.day, first, side="right")) - 1
        stop = int(np.searchsorted(self.day, after, side="left"))
        return slice(max(begin, 0), max(stop, 0))

    @cached_property
    def unavailable(self) -> Ints:
        """Unavailable periods before each period, cumulated: people × (periods from `earliest` on)."""
        return self._cumulated(lambda specialist: [(d.from_day, d.to_day) for d in specialist.unavailable])

    @cached_property
    def in_history(self) -> Ints:
        """Periods touched by a stay of the history, cumulated: people × (periods from `earliest` on)."""
        return self._cumulated(lambda specialist: [(s.from_day, s.to_day) for s in specialist.history])

    def _cumulated(self, ranges: Callable[[Specialist], list[tuple[date, date]]]) -> Ints:
        touched = np.zeros((len(self.people), len(self.day)), dtype=np.int64)
        for row, specialist in enumerate(self.people.specialists):
            for first, after in ranges(specialist):
                touched[row, self.periods_touched(first.toordinal(), after.toordinal())] = 1
        return np.concatenate([np.zeros((len(self.people), 1), dtype=np.int64), touched.cumsum(axis=1)], axis=1)

    def touched(self, cumulated: Ints, person: Ints, first: Ints, after: Ints) -> Ints:
        """Return how many periods of [first, after) are marked for each person in a cumulated table."""
        return cumulated[person, after - self.earliest] - cumulated[person, first - self.earliest]

    @cached_property
    def rested_on(self) -> Ints:
        """Ordinal of the first day on which each person has rested after the history."""
        altitude = self.instance.policy.altitude
        return np.array(
            [
                max(
                    (add_months(s.to_day, altitude.rest_months(s.altitude_m)).toordinal() for s in p.history), default=0
                )
                for p in self.people.specialists
            ],
            dtype=np.int64,
        )

    @cached_property
    def rested_from(self) -> Ints:
        """First period in which each person has rested after the history."""
        due = [date.fromordinal(day) if day else self.calendar.day(self.earliest) for day in self.rested_on.tolist()]
        return np.array([self.calendar.first_period_from(day) for day in due], dtype=np.int64)

    # Targets

    @cached_property
    def pairs(self) -> Pairs:
        """Targets, and the links that are possible."""
        return Pairs(self.instance)

    @cached_property
    def post_target(self) -> Ints:
        """Target of each post, −1 without."""
        targets = [self.instance.target_of(post) for post in self.instance.posts]
        index = self.pairs.target_index
        return np.array([-1 if target is None else index[target] for target in targets], dtype=np.int64)

    def per_period(self, numbers: int | tuple[int, ...]) -> list[int]:
        """Return a constant or a list as one number per period of the horizon."""
        return [at_period(numbers, period) for period in range(self.horizon)]


def accepts(instance: Instance, post: Post, specialist: Specialist) -> bool:
    """Return whether a post accepts a specialist's role and specialty."""
    accepted = instance.accepted_specialties(post)
    return specialist.role in post.roles and (not accepted or any(code in accepted for code in specialist.specialties))
