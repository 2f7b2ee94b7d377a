"""The plan to begin from: what is given is repaired, what is missing is added greedily, auxiliaries are put right."""

import numpy as np

from solver.problem import Ints
from solver.search.greedy import Greedy
from solver.search.incumbent import Plan, applied, plan_from
from solver.search.matrix import FREE, Matrix, gathered
from solver.search.restricted import Effort, Stopper, Surroundings, search_restricted
from solver.search.settle import settled
from solver.tours import Tours

ROUNDS = 3
"""Rows that are mended may leave others missed: so often the auxiliaries near what is missed are chosen anew."""


def begun(matrix: Matrix, surroundings: Surroundings, tours: Tours, given: Ints, effort: Effort, stop: Stopper) -> Plan:
    """Return a plan from the tours `given` (times per tour column), without what breaks a hard limit.

    It is completed greedily where that is better.
    """
    values = matrix.lower.copy()
    values[: matrix.tours] = np.maximum(repaired(matrix, given), values[: matrix.tours])
    kept = completed(matrix, surroundings, values, effort, stop)
    time = np.maximum(tours.periods + tours.rest, 1).astype(np.float64)
    greedy = Greedy(matrix, values, time)
    greedy.run()
    more = completed(matrix, surroundings, greedy.values, effort, stop)
    return more if more.better_than(kept) else kept


def completed(matrix: Matrix, surroundings: Surroundings, values: Ints, effort: Effort, stop: Stopper) -> Plan:
    """Return the plan with the tours of some values, its auxiliaries put right."""
    return mended(matrix, surroundings, plan_from(matrix, settled(matrix, values)), effort, stop)


def mended(matrix: Matrix, surroundings: Surroundings, plan: Plan, effort: Effort, stop: Stopper) -> Plan:
    """Return a plan whose auxiliaries, chosen together, miss less where raising them one by one led nowhere; tours stay."""
    for _ in range(ROUNDS):
        missed = np.flatnonzero(matrix.missed(plan.activity))
        if not len(missed) or stop.stopped.is_set():
            break
        near = surroundings.with_auxiliaries(_auxiliaries(matrix, matrix.rows_of(_auxiliaries(matrix, missed))))
        if not len(near):
            break
        near = _auxiliaries(matrix, matrix.rows_of(near))
        searched = search_restricted(matrix, plan, near, effort, stop)
        if searched.change is None:
            break
        better = applied(matrix, plan, searched.change)
        if not better.better_than(plan):
            break
        plan = better
    return plan


def _auxiliaries(matrix: Matrix, rows: Ints) -> Ints:
    found = np.unique(gathered(matrix.rows.indptr, matrix.rows.indices, rows))
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
