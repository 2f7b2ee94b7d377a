"""The two ways to search a level: one model of the whole question (`whole`), or the parts and neighbourhoods of a large one."""

import time
from collections.abc import Callable

from solver.domain.plan import Plan
from solver.model import Model
from solver.program import Program
from solver.search.beginning import completed
from solver.search.divided_model import DividedModel
from solver.search.exact import Found, Limits, search
from solver.search.large import LargeSearch
from solver.search.levelled import Levelled
from solver.search.levels import Engine, Stage, stages
from solver.search.whole import Whole
from solver.start import values_of

LARGE = 12_000
"""From so many candidate tours on a question is searched in parts."""


def engine_of(program: Program, start: Plan | None, limits: Limits) -> tuple[Engine, Found | None]:
    """Return the engine for a program's size, and what it has in hand from a plan to begin from."""
    if len(program.tours) >= max(LARGE, 1):
        return Large(program, start), None
    begun = None
    if start is not None:
        levels = stages(program.problem.instance.policy, tuple(program.amounts))
        begun = completed(Model(program), values_of(start, program), limits, levels)
    # one worker proves Nagqu three times as fast undivided
    return Whole(program, Model(program) if limits.settings.reproducible else DividedModel(program)), begun


class Large(Levelled):
    """Parts and neighbourhoods under a bound of the whole."""

    def __init__(self, program: Program, start: Plan | None) -> None:
        super().__init__(program)
        self._given = None if start is None else values_of(start, program)

    def minimise(self, stage: Stage, in_hand: Found, limits: Limits, on_tick: Callable[[Found], None]) -> Found:
        """Search a level until the limits; where half the time brings no plan, one model of the whole looks for one.

        Only the first level can be without a plan, so that this model has no level before to keep.
        """
        found = LargeSearch(self._state(stage, limits, in_hand)).run(self._given, on_tick)
        if found.values is None and not limits.stop.is_set() and time.monotonic() < limits.until:
            model = Model(self._program)
            model.minimise(stage.goals)
            return search(model, limits, on_tick, found)
        return found
