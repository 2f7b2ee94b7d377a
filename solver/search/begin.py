"""The plan to begin from: what is given is repaired, what is missing is added greedily, auxiliaries are put right."""

import numpy as np

from solver.incidence import distinct
from solver.problem import Ints
from solver.search.anew import chosen_anew, hanging_together, pieces, trimmed
from solver.search.greedy import Greedy
from solver.search.incumbent import Plan, plan_from
from solver.search.linear import Floats
from solver.search.matrix import FREE, Matrix, gathered
from solver.search.restricted import Effort, Stopper, Surroundings
from solver.search.settle import settled
from solver.tours import Tours

ROUNDS = 4
"""Rows that are mended may leave others missed: so often the auxiliaries near what is missed are chosen anew."""

MANY = 150_000
"""Auxiliaries that are too many to be chosen anew at once: a nearer choice comes first."""


def begun(
    matrix: Matrix, surroundings: Surroundings, tours: Tours, given: Ints | None, effort: Effort, stop: Stopper
) -> Plan:
    """Return a plan from the tours and pairings of the values `given`, if any, without tours that break a hard limit.

    Tours are added greedily, and pairings chosen anew, where that is better: it is no dearer than what was given.
    """
    values = matrix.lower.copy()
    pairings = values[matrix.pairings]
    kept = None
    if given is not None:
        values[: matrix.tours] = np.maximum(repaired(matrix, given[: matrix.tours]), values[: matrix.tours])
        kept = _kept(matrix, surroundings, values, given[matrix.pairings], effort, stop)
        pairings = pairings if kept.missed else kept.values[matrix.pairings]
    greedy = Greedy(matrix, values, time_of(tours))
    greedy.run(stop.stopped.is_set)
    greedy.values[matrix.pairings] = pairings
    more = completed(matrix, surroundings, greedy.values, effort, stop)
    if kept is None and more.missed:
        kept = completed(matrix, surroundings, values, effort, stop)
    return more if kept is None or more.better_than(kept) else kept


def _kept(
    matrix: Matrix, surroundings: Surroundings, values: Ints, pairings: Ints, effort: Effort, stop: Stopper
) -> Plan:
    """Return the plan with the tours of some values and with these pairings, or with those chosen that it asks for."""
    decided = matrix.deciding(pairings)
    as_given = completed(decided, surroundings, np.maximum(values, decided.lower), effort, stop)
    if not as_given.missed:
        as_given = trimmed(decided, as_given, effort, stop)
    chosen = completed(matrix, surroundings, values, effort, stop)
    return as_given if as_given.better_than(chosen) else chosen


def time_of(tours: Tours) -> Floats:
    """Return how many periods of a person each tour takes, rest included: what it is measured by."""
    time: Floats = np.maximum(tours.periods + tours.rest, 1).astype(np.float64)
    return time


def completed(matrix: Matrix, surroundings: Surroundings, values: Ints, effort: Effort, stop: Stopper) -> Plan:
    """Return the plan with the tours of some values, its auxiliaries put right."""
    return mended(matrix, surroundings, plan_from(matrix, settled(matrix, values)), effort, stop)


def mended(matrix: Matrix, surroundings: Surroundings, plan: Plan, effort: Effort, stop: Stopper) -> Plan:
    """Return a plan whose auxiliaries, chosen together, miss less where raising them one by one led nowhere; tours stay.

    What is missed in places that have nothing to do with each other is mended place by place.
    """
    wide = False
    for _ in range(ROUNDS):
        missed = np.flatnonzero(matrix.missed(plan.activity))
        if not len(missed):
            break
        near, wide = _near(matrix, surroundings, missed, wide=wide)
        better = chosen_anew(matrix, plan, pieces(near, hanging_together(matrix, near)), effort, stop)
        if stop.stopped.is_set() or (wide and not better.better_than(plan)):
            return better
        plan, wide = better, True
    return plan


def _near(matrix: Matrix, surroundings: Surroundings, missed: Ints, *, wide: bool) -> tuple[Ints, bool]:
    """Return the auxiliaries near some rows, and whether these are all that may help: not at first where those are too many."""
    close = _auxiliaries(matrix, missed)
    far = surroundings.with_auxiliaries(_auxiliaries(matrix, matrix.rows_of(close)))
    if len(far):
        far = _auxiliaries(matrix, matrix.rows_of(far))
    if wide or len(far) <= MANY:
        return far, True
    return surroundings.with_auxiliaries(close), False


def _auxiliaries(matrix: Matrix, rows: Ints) -> Ints:
    found = distinct(gathered(matrix.rows.indptr, matrix.rows.indices, rows))
    return found[found >= matrix.tours]


def repaired(matrix: Matrix, given: Ints) -> Ints:
    """Return given tours without those that break a limit which no auxiliary softens: the dearest of a broken row go first."""
    values = np.minimum(given, matrix.upper[: matrix.tours])
    rows = matrix.rows
    limit = np.where(matrix.softened_above, FREE, matrix.above)
    activity = matrix.activity(matrix.of_tours(values))
    for row in np.flatnonzero(activity > limit).tolist():
        span = slice(rows.indptr[row], rows.indptr[row + 1])
        columns, numbers = rows.indices[span], rows.data[span]
        mine = columns < matrix.tours
        columns, numbers = columns[mine], numbers[mine]
        there = columns[(numbers > 0) & (values[columns] > 0)]
        for tour in there[np.argsort(-matrix.cost[there], kind="stable")].tolist():
            if activity[row] <= limit[row]:
                break
            values[tour] -= 1
            entries = slice(matrix.columns.indptr[tour], matrix.columns.indptr[tour + 1])
            activity[matrix.columns.indices[entries]] -= matrix.columns.data[entries]
    return values
