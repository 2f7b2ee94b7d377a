"""Who can be planned: individuals, pools of interchangeable people, and units of pools that have to be told apart.

A pool stays one row with a count wherever names can be given afterwards: tours with their rests are intervals, an interval
graph needs no more colours than its largest overlap, so a plan for the pool can always be dealt out to its units. That
holds while nothing but overlap and rest concerns one person; otherwise the pool is expanded into its units.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from solver.domain.calendar import Calendar
from solver.domain.instance import Instance
from solver.domain.people import Specialist


@dataclass(frozen=True)
class People:
    """Rows of people. `unit` is the unit that a row is, −1 for a row that stands for a whole pool."""

    instance: Instance
    specialist: npt.NDArray[np.int64]
    unit: npt.NDArray[np.int64]
    count: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.specialist)

    @cached_property
    def specialists(self) -> list[Specialist]:
        """The specialist of each row."""
        return [self.instance.specialists[row] for row in self.specialist]

    @cached_property
    def rows_of(self) -> dict[str, list[int]]:
        """Rows of each specialist id."""
        rows: dict[str, list[int]] = {}
        for row, specialist in enumerate(self.specialists):
            rows.setdefault(specialist.id, []).append(row)
        return rows

    @cached_property
    def hospital(self) -> npt.NDArray[np.int64]:
        """Supporting hospital of each row."""
        index = {hospital.id: row for row, hospital in enumerate(self.instance.supporting_hospitals)}
        return np.array([index[specialist.hospital] for specialist in self.specialists], dtype=np.int64)

    def has_main(self, specialty: str) -> npt.NDArray[np.bool_]:
        """Return whether each row's main specialty is this one."""
        return np.array([specialist.main_specialty == specialty for specialist in self.specialists], dtype=bool)

    @cached_property
    def grade(self) -> npt.NDArray[np.int64]:
        """Title grade of each row."""
        return np.array([specialist.title.grade for specialist in self.specialists], dtype=np.int64)


def people_of(instance: Instance) -> People:
    """Return the rows of people of an instance: a pool as its units where a rule concerns these beyond overlap and rest."""
    named = {lock.specialist for lock in instance.locked if lock.unit is not None}
    counts_tours = instance.calendar is not None and instance.policy.rules.max_tours.mode != "off"
    every_pool = _every_pool_told_apart(instance)
    rows: list[tuple[int, int, int]] = []
    for index, specialist in enumerate(instance.specialists):
        counted = counts_tours and specialist.max_tours is not None
        if specialist.count == 1:
            rows.append((index, 0, 1))
        elif specialist.id in named or counted or every_pool:
            rows.extend((index, unit, 1) for unit in range(specialist.count))
        else:
            rows.append((index, -1, specialist.count))
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return People(instance, table[:, 0], table[:, 1], table[:, 2])


def _every_pool_told_apart(instance: Instance) -> bool:
    """Return whether a rule concerns the single units of all pools beyond overlap and rest."""
    rules, calendar = instance.policy.rules, instance.calendar
    if calendar is None:
        return False
    exposed = instance.policy.altitude.exposure is not None and rules.altitude_exposure.mode != "off"
    return exposed or rules.rest.mode != "hard" or not _always_rests(instance, calendar)


def _always_rests(instance: Instance, calendar: Calendar) -> bool:
    altitude = instance.policy.altitude
    asked = {(post.tour_kind, instance.recipient_of(post).altitude_m or 0) for post in instance.posts}
    return all(
        calendar.periods_up(max(instance.kind_by_id[kind].rest_months, altitude.rest_months(metres))) >= 1
        for kind, metres in asked
    )
