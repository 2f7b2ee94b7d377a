"""Levels one after another, with an engine that only notes what it is told: shares of time and budget, what is kept, bounds."""

import threading
import time
from collections.abc import Callable

import numpy as np
import pytest

from solver.domain.outcome import StoppedBy
from solver.problem import Ints
from solver.search.exact import Found, Limits, _rounded_up
from solver.search.levels import Stage, search_levels
from solver.settings import Settings

LEVELS = (Stage(1, ("shortage",)), Stage(2, ("gaps",)), Stage(3, ("departures",)))


class Noted:
    """Finds the value 5 with bound 4 on every level, and spends a tenth of the budget of 10 each time."""

    def __init__(self, spends: float = 1.0, *, finds: bool = True) -> None:
        self.told: list[tuple[int, Limits, Found]] = []
        self.kept: list[tuple[int, int]] = []
        self._spends, self._finds = spends, finds

    def cost(self, stage: Stage) -> Ints:
        return np.array([stage.level])

    def minimise(self, stage: Stage, in_hand: Found, limits: Limits, on_tick: Callable[[Found], None]) -> Found:
        self.told.append((stage.level, limits, in_hand))
        values = np.array([5]) if self._finds else None
        return Found(values, bound=4, deterministic_time=self._spends, stopped_by=StoppedBy.BUDGET)

    def keep_within(self, stage: Stage, most: int) -> None:
        self.kept.append((stage.level, most))


def limits() -> Limits:
    return Limits(time.monotonic() + 1000, Settings(), threading.Event(), budget=10.0)


def test_each_level_has_half_as_much_again_as_its_equal_share_of_what_is_left() -> None:
    engine, whole = Noted(), limits()
    began = time.monotonic()
    staged = search_levels(engine, LEVELS, whole, lambda found: None)
    assert [told.budget for _, told, _ in engine.told] == [5.0, 6.75, 8.0]
    shares = [(told.until - began) / 1000 for _, told, _ in engine.told]
    assert shares == pytest.approx([0.5, 0.75, 1.0], abs=0.05)
    assert (staged.bounds, staged.stopped_by, staged.deterministic_time) == ((4, 4, 4), StoppedBy.BUDGET, 3.0)


def test_a_level_is_told_what_is_in_hand_and_what_was_settled_and_kept() -> None:
    engine = Noted()
    search_levels(engine, LEVELS, limits(), lambda found: None)
    assert [(told.objective, told.settled) for _, _, told in engine.told] == [(None, 0), (10, 4), (15, 8)]
    assert engine.kept == [(1, 5), (2, 10), (3, 15)]


def test_a_level_that_was_not_reached_has_the_bound_0() -> None:
    engine = Noted(spends=9.95)
    staged = search_levels(engine, LEVELS, limits(), lambda found: None)
    assert [level for level, _, _ in engine.told] == [1]
    assert (staged.bounds, staged.proven) == ((4, 0, 0), False)


def test_without_a_plan_no_further_level_is_searched() -> None:
    staged = search_levels(Noted(finds=False), LEVELS, limits(), lambda found: None)
    assert (staged.values, staged.infeasible, staged.bounds) == (None, False, (4, 0, 0))


@pytest.mark.parametrize(("bound", "whole"), [(3.0, 3), (3.0000005, 3), (3.1, 4), (2.9999999, 3), (-7.5, 0)])
def test_a_bound_of_whole_numbers_is_rounded_up_but_not_by_what_rounding_added(bound: float, whole: int) -> None:
    assert _rounded_up(bound) == whole
