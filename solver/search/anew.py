"""Auxiliaries chosen together, place by place, where tours and perhaps pairings stay: by CP-SAT, in places that share no row."""

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from solver.incidence import distinct
from solver.problem import Ints
from solver.search.incumbent import Plan, applied
from solver.search.matrix import Matrix
from solver.search.restricted import Effort, Stopper, search_restricted

TOGETHER = 5_000
"""Groups of auxiliaries that share no row are searched in one, up to about so many of them."""

JOINING = 20_000
"""A row of more auxiliaries joins none of them: it keeps what a level has reached, and all would hang together."""


def trimmed(matrix: Matrix, plan: Plan, effort: Effort, stop: Stopper) -> Plan:
    """Return the plan with its auxiliaries as cheap as its tours let them be; it misses nothing, and pairings are decided.

    An auxiliary alone in its row that was raised as far as the row asks is as cheap as it can be. Dearer than it must be
    is only one that shares a row with others, or that saves by rising.
    """
    entries, rows = matrix.table.auxiliary_entries
    columns = matrix.rows.indices[entries]
    free = matrix.lower < matrix.upper
    several = np.bincount(rows[free[columns]], minlength=len(matrix.below)) > 1
    saving = free & (matrix.cost < 0)
    shares = saving.copy()
    shares[columns[several[rows]]] = True
    shares[: matrix.tours] = False
    near = np.flatnonzero(shares & free)
    dear = (saving & (plan.values < matrix.upper)) | ((matrix.cost > 0) & (plan.values > matrix.lower))
    group = hanging_together(matrix, near)
    worth = np.isin(group, group[dear[near]])
    return chosen_anew(matrix, plan, pieces(near[worth], group[worth]), effort, stop)


def chosen_anew(matrix: Matrix, plan: Plan, places: Iterator[Ints], effort: Effort, stop: Stopper) -> Plan:
    """Return the plan with the auxiliaries of some places chosen anew, one place after the other, where that is better."""
    for place in places:
        if stop.stopped.is_set():
            break
        searched = search_restricted(matrix, plan, place, effort, stop)
        if searched.change is not None:
            changed = applied(matrix, plan, searched.change)
            plan = changed if changed.better_than(plan) else plan
    return plan


def hanging_together(matrix: Matrix, near: Ints) -> Ints:
    """Return for each of some auxiliaries the number of its group; two that share a row, and may change, have the same."""
    entries, rows = matrix.table.auxiliary_entries
    place = np.full(matrix.width, -1)
    changing = np.flatnonzero(matrix.lower[near] < matrix.upper[near])
    place[near[changing]] = changing
    of_entry = place[matrix.rows.indices[entries]]
    mine = of_entry >= 0
    few = np.bincount(rows[mine], minlength=len(matrix.below)) <= JOINING
    mine &= few[rows]
    nodes = len(near) + len(matrix.below)
    held = (np.ones(int(mine.sum()), dtype=np.int8), (of_entry[mine], len(near) + rows[mine]))
    _, group = connected_components(sp.coo_array(held, shape=(nodes, nodes)), directed=False)
    of_near: Ints = group[: len(near)].astype(np.int64)
    return of_near


def pieces(near: Ints, group: Ints) -> Iterator[Ints]:
    """Yield auxiliaries of the same group together, small groups in one."""
    number, group = np.unique(group, return_inverse=True)
    sizes = np.bincount(group, minlength=len(number))
    together = (np.cumsum(sizes) // TOGETHER)[group]
    for key in distinct(together):
        yield near[together == key]
