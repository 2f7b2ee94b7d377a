"""The plan in hand of a large search: values, activities, objective; changes are taken over whole or not at all."""

import threading
from dataclasses import dataclass

import numpy as np

from solver.incidence import distinct
from solver.problem import Ints
from solver.search.matrix import Matrix


@dataclass(frozen=True)
class Plan:
    """Values of all columns with what follows from them. `missed` is how much of the rows is missed in all."""

    values: Ints
    activity: Ints
    objective: int
    missed: int

    def better_than(self, other: "Plan") -> bool:
        """Return whether this plan misses less, or as little at less cost."""
        return (self.missed, self.objective) < (other.missed, other.objective)


def plan_from(matrix: Matrix, values: Ints) -> Plan:
    """Return the plan that has these values."""
    activity = matrix.activity(values)
    return Plan(values, activity, int(matrix.cost @ values), int(matrix.missed(activity).sum()))


@dataclass(frozen=True)
class Change:
    """New values of some columns."""

    columns: Ints
    values: Ints


class Incumbent:
    """The best plan so far, shared by the threads that improve it."""

    def __init__(self, matrix: Matrix, plan: Plan) -> None:
        self._matrix = matrix
        self._plan = plan
        self._lock = threading.Lock()

    @property
    def plan(self) -> Plan:
        """The plan in hand."""
        return self._plan

    def offer(self, change: Change, *, sideways: bool = True) -> bool:
        """Take over a change if the plan gets better by it; with `sideways`, also if it gets no worse.

        A change that was found against an older plan is judged against the one in hand.
        """
        with self._lock:
            plan = applied(self._matrix, self._plan, change)
            better = plan.better_than(self._plan)
            as_good = (plan.missed, plan.objective) == (self._plan.missed, self._plan.objective)
            if better or (sideways and as_good):
                self._plan = plan
            return better

    def offer_plan(self, plan: Plan) -> None:
        """Take over a whole plan if it is better."""
        with self._lock:
            if plan.better_than(self._plan):
                self._plan = plan


def applied(matrix: Matrix, plan: Plan, change: Change) -> Plan:
    """Return the plan after a change, counting only the rows that it touches."""
    delta = change.values - plan.values[change.columns]
    moved = np.flatnonzero(delta)
    columns, delta = change.columns[moved], delta[moved]
    if not len(columns):
        return plan
    part = matrix.columns[:, columns]
    touched = distinct(part.indices)
    activity = plan.activity.copy()
    before = matrix.missed_in(touched, activity[touched])
    activity += part @ delta
    after = matrix.missed_in(touched, activity[touched])
    values = plan.values.copy()
    values[columns] += delta
    return Plan(values, activity, plan.objective + int(matrix.cost[columns] @ delta), plan.missed + after - before)
