"""Levels one after another: each is minimised while the levels before keep what they have reached.

A weighted objective is a single level of all goals. Each level begins from the plan of the one before, as a hint. What a
level does not use of its share of the time is left to the next ones. A stop or the end of the time in any level keeps
the plan in hand; a level that was not reached has the bound 0.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from solver.domain.kinds import Objective
from solver.domain.outcome import GoalAmount, Level, StoppedBy, gap
from solver.domain.policy import Policy
from solver.problem import Ints
from solver.search.exact import Found, Limits

EAGER = 1.5
"""A level may take so many times its equal share of what is left: the first ones matter most."""


@dataclass(frozen=True)
class Stage:
    """Goals that are minimised together; level 0 stands for all of them."""

    level: int
    goals: tuple[str, ...]


class Engine(Protocol):
    """What minimises the goals of one level after another."""

    def minimise(self, stage: Stage, in_hand: Found, limits: Limits, on_tick: Callable[[Found], None]) -> Found:
        """Search a level from what is in hand, and complete that."""

    def keep_within(self, stage: Stage, most: int) -> None:
        """Keep the weighted sum of a level's goals at or below a value from now on."""

    def cost(self, stage: Stage) -> Ints:
        """Return what each column costs in a level."""


@dataclass(frozen=True)
class Staged:
    """What the levels brought: the bound of each, the last plan, and what the search did.

    `worth` of each tour by a dual pass is known where there is one level only.
    """

    levels: tuple[Stage, ...]
    bounds: tuple[int, ...]
    stopped_by: StoppedBy
    values: Ints | None = None
    infeasible: bool = False
    deterministic_time: float = 0.0
    worth: npt.NDArray[np.float64] | None = None

    @property
    def proven(self) -> bool:
        """Whether every level was searched to its end."""
        return self.stopped_by is StoppedBy.PROVEN


def stages(policy: Policy, goals: Sequence[str]) -> tuple[Stage, ...]:
    """Return the levels of a policy's objective, first to last, among the goals that have a weight."""
    weighed = [goal for goal in goals if policy.goals.of(goal).weight]
    if policy.objective is Objective.WEIGHTED:
        return (Stage(0, tuple(weighed)),)
    levels = sorted({policy.goals.of(goal).level for goal in weighed})
    return tuple(Stage(n, tuple(goal for goal in weighed if policy.goals.of(goal).level == n)) for n in levels)


def search_levels(
    engine: Engine,
    levels: Sequence[Stage],
    limits: Limits,
    on_tick: Callable[[Found], None],
    begun: Found | None = None,
) -> Staged:
    """Search level by level within the limits of the whole; `begun` may hold a plan to begin from."""
    values = None if begun is None else begun.values
    bounds: list[int] = []
    found = Found() if begun is None else begun
    spent, stopped_by = 0.0 if begun is None else begun.deterministic_time, StoppedBy.PROVEN
    for number, stage in enumerate(levels):
        cost = engine.cost(stage)
        in_hand = Found(values, None if values is None else int(cost @ values), settled=sum(bounds))
        found = engine.minimise(stage, in_hand, _share(limits, len(levels) - number, spent), on_tick)
        spent += found.deterministic_time
        if found.infeasible and values is None:
            return Staged(tuple(levels), (), StoppedBy.PROVEN, infeasible=True, deterministic_time=spent)
        values = found.values
        bounds.append(found.bound or 0)
        stopped_by = stopped_by if found.proven else found.stopped_by
        if values is None or _over(limits, spent):
            break
        engine.keep_within(stage, int(cost @ values))
    unreached = len(levels) - len(bounds)
    if unreached and stopped_by is StoppedBy.PROVEN:
        stopped_by = StoppedBy.REQUEST if limits.stop.is_set() else StoppedBy.SECONDS
    bounds.extend(0 for _ in range(unreached))
    worth = found.worth if len(levels) == 1 else None
    return Staged(tuple(levels), tuple(bounds), stopped_by, values, deterministic_time=spent, worth=worth)


def levels_of(goals: Sequence[GoalAmount], staged: Staged) -> tuple[Level, ...]:
    """Return each level's objective, from the goals' amounts, beside its bound."""
    listed = []
    for stage, bound in zip(staged.levels, staged.bounds, strict=True):
        objective = sum(goal.cost for goal in goals if goal.name in stage.goals)
        bound = min(bound, objective)
        listed.append(
            Level(
                level=stage.level,
                objective=objective,
                bound=bound,
                gap=gap(objective, bound),
                proven=bound == objective,
            )
        )
    return tuple(listed)


def _share(limits: Limits, levels_left: int, spent: float) -> Limits:
    """Return the limits of the next level: its part of the time and of the deterministic budget that are left."""
    part = min(1.0, EAGER / levels_left)
    now = time.monotonic()
    until = now + max(limits.until - now, 0.0) * part
    budget = None if limits.budget is None else max(limits.budget - spent, 0.0) * part
    return replace(limits, until=until, budget=budget)


def _over(limits: Limits, spent: float) -> bool:
    exhausted = limits.budget is not None and spent >= limits.budget * 0.99
    return exhausted or limits.stop.is_set() or time.monotonic() >= limits.until - 0.05
