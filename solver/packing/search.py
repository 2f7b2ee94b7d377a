"""Guesses of the optimum, each proven right or too low.

A guess rules out every link whose presence, or absence, would alone cost more: mostly nine of ten. What is left is small. Its
best plan, if within the guess, is the optimum; if there is none, the optimum lies above the guess, which is a bound. The first
guess is low and finds a good plan soon; the last one is a unit below the best plan.
"""

import logging
import math
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from solver.domain.outcome import StoppedBy
from solver.model import Model
from solver.packing.question import packing_of
from solver.packing.relaxation import Relaxed, relax
from solver.pairs import Link
from solver.program import Program
from solver.rules.pairing import paired
from solver.search.exact import Found, Limits, search
from solver.search.levels import Stage, Staged

log = logging.getLogger(__name__)

SLACK = 1e-4
"""What rounding may have added to a bound."""

FIRST_SHARE = 0.15
"""Part of the time for the first, low guess, and at most for the multipliers: it is there to find a plan."""

WIDTH = 1 / 2500
"""How far above the bound the first guess lies, as a part of it."""


def search_packing(
    program: Program, stage: Stage, limits: Limits, on_tick: Callable[[Found], None], begun: Found | None = None
) -> Staged:
    """Search a question of pairing, all goals together, to proven optimality or to the limits."""
    relaxed = _relaxed(program, limits)
    found = begun or Found()
    found.bound = max(math.ceil(relaxed.bound - SLACK), 0)
    most = int(np.maximum(program.cost(stage.goals), 0) @ program.upper)
    width, first = max(2, int(found.bound * WIDTH)), True
    while True:
        low = found.bound + width
        guess = low if found.objective is None else min(low, found.objective - 1) if first else found.objective - 1
        tried = _try(_within(program, stage, relaxed, guess), guess, _shared(limits, found, first), found, on_tick)
        log.debug("guess %s: %s, bound %s, best %s", guess, tried.stopped_by, found.bound, found.objective)
        if found.objective is None and tried.infeasible and guess > most:
            return Staged((stage,), (), StoppedBy.PROVEN, infeasible=True, deterministic_time=found.deterministic_time)
        why = _ended(found, tried, limits, first)
        if why is not None:
            bounds = (found.bound if found.objective is None else min(found.bound, found.objective),)
            return Staged((stage,), bounds, why, found.values, deterministic_time=found.deterministic_time)
        width, first = width * 3, False


def _relaxed(program: Program, limits: Limits) -> Relaxed:
    packing, constant = packing_of(program)
    now = time.monotonic()
    share = 1.0 if limits.budget is not None else FIRST_SHARE
    until = now + (limits.until - now) * share
    return relax(packing, lambda: limits.stop.is_set() or time.monotonic() > until).shifted(constant)


def _try(model: Model, guess: int, limits: Limits, found: Found, on_tick: Callable[[Found], None]) -> Found:
    """Search what a guess leaves, and take over its plans, and its bound as far as the guess reaches."""

    def take(part: Found) -> None:
        with part.lock:
            values, objective, bound = part.values, part.objective, part.bound
        with found.lock:
            if values is not None and objective is not None:
                found.offer(values, objective)
            reached = guess + 1 if part.infeasible else min(bound or 0, guess + 1)
            found.bound = max(found.bound or 0, reached)

    def tick(part: Found) -> None:
        take(part)
        on_tick(found)

    tried = search(model, limits, tick, Found())
    take(tried)
    found.deterministic_time = round(found.deterministic_time + tried.deterministic_time, 6)
    return tried


def _shared(limits: Limits, found: Found, first: bool) -> Limits:
    """Return the limits of one guess: no gap of its own, and a share of the time for the first."""
    share, now = FIRST_SHARE if first else 1.0, time.monotonic()
    budget = None if limits.budget is None else max(limits.budget - found.deterministic_time, 0.0) * share
    until = now + max(limits.until - now, 0.0) * (1.0 if budget is not None else share)
    return replace(limits, until=until, budget=budget, settings=limits.settings.model_copy(update={"gap": 0.0}))


def _ended(found: Found, tried: Found, limits: Limits, first: bool) -> StoppedBy | None:
    """Return what ends the search now, if anything does."""
    bound = found.bound or 0
    if found.objective is not None and bound >= found.objective:
        return StoppedBy.PROVEN
    if found.within(limits.settings.gap):
        return StoppedBy.GAP
    if limits.stop.is_set():
        return StoppedBy.REQUEST
    if tried.proven or (first and time.monotonic() < limits.until - 0.05):
        return None
    return tried.stopped_by


def _within(program: Program, stage: Stage, relaxed: Relaxed, guess: int) -> Model:
    """Return the model without the links that no plan within a guess can have, and with those that none can miss."""
    model = Model(program)
    model.minimise(stage.goals)
    for link, column in _columns(program).items():
        if relaxed.with_link[link.supporter, link.target] > guess + SLACK:
            model.cp.add(model.columns[column] == 0)
        elif relaxed.without_link[link.supporter, link.target] > guess + SLACK:
            model.cp.add(model.columns[column] == 1)
    return model


def _columns(program: Program) -> dict[Link, int]:
    """Return the column of every link that the program speaks of."""
    number = {auxiliary: len(program.tours) + row for row, auxiliary in enumerate(program.auxiliaries)}
    return {link: number[paired(link)] for link in program.problem.pairs.links if paired(link) in number}
