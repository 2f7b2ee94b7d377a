"""What is left of a search that ended without an answer: its best plan and bound, made into an outcome of their own."""

from dataclasses import dataclass

from solver import __version__
from solver.checks import check
from solver.domain.outcome import Progress, Solved, StoppedBy, Undecided, gap
from solver.domain.plan import Plan
from solver.errors import InternalError
from solver.process.wire import Job


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
        instance=job.instance.name,
        seconds=best.seconds,
        seed=job.settings.seed,
        version=__version__,
        stopped_by=cause,
        switched_off=job.instance.policy.switched_off(),
        objective=checked.objective,
        bound=bound,
        gap=gap(checked.objective, bound),
        proven_optimal=False,
        goals=checked.goals,
        plan=best.plan,
        violations=checked.priced,
    )


def undecided(job: Job, best: Best, cause: StoppedBy) -> Undecided:
    """Return the outcome of a search that was ended before it had a plan."""
    return Undecided(
        instance=job.instance.name,
        seconds=best.seconds,
        seed=job.settings.seed,
        version=__version__,
        stopped_by=cause,
        switched_off=job.instance.policy.switched_off(),
        bound=best.bound,
    )
