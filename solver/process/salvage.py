"""What is left of a search that ended without an answer: its best plan and bound, made into an outcome of their own.

Reasons for its shortages need the model, which died with the search.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from solver import __version__
from solver.checks import Checked, check
from solver.domain.kinds import Objective
from solver.domain.outcome import Level, Progress, Solved, StoppedBy, Undecided, gap
from solver.domain.plan import Plan
from solver.errors import InternalError
from solver.process.wire import Job
from solver.validation import not_applied


@dataclass
class Best:
    """The best of what a search has reported so far."""

    seconds: float = 0.0
    plan: Plan | None = None
    bound: int | None = None

    def add(self, progress: Progress) -> None:
        """Take over what a report adds; a search reports only what is better."""
        self.seconds = progress.seconds
        self.plan = progress.plan or self.plan
        self.bound = progress.bound if progress.bound is not None else self.bound


def salvaged(job: Job, best: Best, cause: StoppedBy) -> Solved:
    """Return the outcome of the best plan, checked again here. Raises InternalError if the checker refuses it."""
    assert best.plan is not None
    checked = check(job.instance, best.plan)
    if checked.hard:
        raise InternalError(f"the search reported a plan that breaks {checked.hard[0].rule}")
    bound = min(best.bound or 0, checked.objective)
    return Solved(
        **_answer(job, best, cause),
        objective=checked.objective,
        bound=bound,
        gap=gap(checked.objective, bound),
        proven_optimal=False,
        goals=checked.goals,
        levels=_levels(job, checked),
        plan=best.plan,
        violations=checked.priced,
    )


def undecided(job: Job, best: Best, cause: StoppedBy) -> Undecided:
    """Return the outcome of a search that was ended before it had a plan."""
    return Undecided(**_answer(job, best, cause), bound=best.bound)


def _answer(job: Job, best: Best, cause: StoppedBy) -> dict[str, Any]:
    return {
        "instance": job.instance.name,
        "seconds": best.seconds,
        "seed": job.settings.seed,
        "version": __version__,
        "stopped_by": cause,
        "switched_off": job.instance.policy.switched_off(),
        "not_applied": not_applied(job.instance),
    }


def _levels(job: Job, checked: Checked) -> tuple[Level, ...]:
    """Return what each level costs. What had been proven of it died with the search; 0 bounds every goal."""
    if job.instance.policy.objective is Objective.WEIGHTED:
        return ()
    costs: dict[int, int] = defaultdict(int)
    for goal in checked.goals:
        costs[goal.level] += goal.cost
    return tuple(
        Level(level=level, objective=cost, bound=0, gap=gap(cost, 0), proven=cost == 0)
        for level, cost in sorted(costs.items())
    )
