"""What earlier searches of a job had found, and the answer that takes it into account: no plan and no bound is lost."""

from dataclasses import dataclass

from solver.domain.instance import Instance
from solver.domain.kinds import Objective
from solver.domain.outcome import Infeasible, Level, Solved, StoppedBy, Undecided, gap
from solver.domain.plan import Plan
from solver.errors import InternalError
from solver.process.salvage import Best, salvaged, undecided
from solver.process.wire import Job as Search
from solver.settings import Settings

Answer = Solved | Infeasible | Undecided


@dataclass(frozen=True)
class Kept:
    """The best plan and bound that a job had when this worker took it; levels where an earlier search ended with them."""

    instance: Instance
    settings: Settings
    plan: Plan | None = None
    bound: int | None = None
    levels: tuple[Level, ...] = ()
    seconds: float = 0.0

    def answer(self, cause: StoppedBy) -> Solved | Undecided:
        """Return the answer where nothing more was searched; the plan is checked again."""
        search = Search(instance=self.instance, settings=self.settings)
        best = Best(seconds=self.seconds, plan=self.plan, bound=self.bound)
        if self.plan is None:
            return undecided(search, best, cause)
        return self._bounded(salvaged(search, best, cause))

    def beside(self, found: Answer) -> Answer:
        """Return the better of what is kept and what a search has found, with the best bound of both."""
        if isinstance(found, Infeasible):
            if self.plan is not None:
                raise InternalError("a search calls a question infeasible that has a checked plan")
            return found
        if self.plan is None:
            return self._bounded(found)
        before = self.answer(found.stopped_by)
        assert isinstance(before, Solved)
        if isinstance(found, Solved) and _rank(found) <= _rank(before):
            return self._bounded(found)
        levels = raised(before.levels, found.levels) if isinstance(found, Solved) else before.levels
        update = {
            "seconds": self.seconds + found.seconds,
            "levels": levels,
            "bound": max(before.bound, found.bound or 0),
        }
        return self._bounded(before.model_copy(update=update))

    def _bounded(self, found: Solved | Undecided) -> Solved | Undecided:
        if isinstance(found, Undecided):
            known = [bound for bound in (found.bound, self.bound) if bound is not None]
            return found.model_copy(update={"bound": max(known, default=None)})
        if self.instance.policy.objective is Objective.WEIGHTED:
            return _with_bound(found, max(found.bound, self.bound or 0))
        levels = raised(found.levels, self.levels)
        return _with_bound(found.model_copy(update={"levels": levels}), sum(level.bound for level in levels))


def raised(levels: tuple[Level, ...], earlier: tuple[Level, ...]) -> tuple[Level, ...]:
    """Return levels with the better bound of two searches.

    A bound of an earlier search holds for plans at least as good as its own on the levels before; so it is taken over only
    as long as this plan is.
    """
    if [level.level for level in levels] != [level.level for level in earlier]:
        return levels
    found: list[Level] = []
    holds = True
    for now, before in zip(levels, earlier, strict=True):
        bound = min(max(now.bound, before.bound if holds else 0), now.objective)
        figures = {"bound": bound, "gap": gap(now.objective, bound), "proven": bound == now.objective}
        found.append(now.model_copy(update=figures))
        holds = holds and now.objective <= before.objective
    return tuple(found)


def _with_bound(found: Solved, bound: int) -> Solved:
    bound = min(bound, found.objective)
    figures = {"bound": bound, "gap": gap(found.objective, bound), "proven_optimal": bound == found.objective}
    return found.model_copy(update=figures)


def _rank(found: Solved) -> tuple[int, ...]:
    """Return what a smaller plan is better by: level by level where there are levels."""
    return tuple(level.objective for level in found.levels) or (found.objective,)
