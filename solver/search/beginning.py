"""A plan to begin from, for one model of the whole: its tours are kept, and the values of all other columns follow."""

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from solver.model import Model
from solver.problem import Ints
from solver.search.begin import repaired
from solver.search.exact import Found, Limits, search
from solver.search.levels import Stage
from solver.search.matrix import matrix_of

SHARE = 0.25
"""Part of the time that may go into completing a plan. With its tours kept little is left to decide."""


def completed(model: Model, given: Ints, limits: Limits, levels: Sequence[Stage]) -> Found:
    """Return the best values of all columns that keep the tours of given values, with their pairings or with others.

    Where no plan has just these tours, those that break something are left out. The result holds no values if no plan
    has what is left either, or if the time was too short; it has no bound.
    """
    program = model.program
    tours, undecided = np.arange(len(program.tours)), program.undecided_pairings
    best = Found()
    if len(undecided):
        _complete(best, model, given, np.append(tours, undecided), limits, levels)
    if len(tours):
        _complete(best, model, given, tours, limits, levels)
    if len(tours) and best.values is None:
        matrix = matrix_of(program, program.cost(program.amounts))
        _complete(best, model, repaired(matrix, given[: len(tours)]), tours, limits, levels)
    return best


def _complete(best: Found, model: Model, given: Ints, kept: Ints, limits: Limits, levels: Sequence[Stage]) -> None:
    """Search with some columns kept, and take over what is better than the best so far, level by level."""
    model.hint(given[kept], kept)
    model.minimise(model.program.amounts)
    now = time.monotonic()
    budget = None if limits.budget is None else max(limits.budget - best.deterministic_time, 0.0) * SHARE
    share = replace(limits, until=now + max(limits.until - now, 0.0) * SHARE, budget=budget)
    found = search(model, share, lambda _: None, Found(), as_hinted=True)
    best.deterministic_time += found.deterministic_time
    if found.values is None:
        return
    if best.values is None or _by_level(model, found.values, levels) < _by_level(model, best.values, levels):
        best.values, best.objective = found.values, found.objective


def _by_level(model: Model, values: Ints, levels: Sequence[Stage]) -> list[int]:
    """Return what some values cost on each level."""
    return [int(model.program.cost(level.goals) @ values) for level in levels]
