"""What a search reports, on its way to the store: taken over at once by one thread, written down by another."""

import threading
import time

from api.jobs.leases import FoundPlan, Standing
from api.jobs.measures import kpis
from api.store import packed
from solver.domain.instance import Instance
from solver.domain.kinds import Objective
from solver.domain.outcome import Progress
from solver.domain.plan import Plan


class Recorder:
    """Keeps the newest plan and bound that are not written down yet.

    A search is never held up by the database, and one that reports faster than the database writes loses nothing that
    still matters. `spent` are the seconds that others have searched before.
    """

    def __init__(self, instance: Instance, instance_id: str, spent: float, incumbent: int | None) -> None:
        self._instance = instance
        self._instance_id = instance_id
        self._spent = spent
        self._best = incumbent
        self._weighted = instance.policy.objective is Objective.WEIGHTED
        self._turn = threading.Lock()
        self._seconds = 0.0
        self._reported_at: float | None = None
        self._plan: tuple[Plan, int] | None = None
        self._bound: int | None = None
        self.metrics: dict[str, int] = {}
        self._told = False

    def offer(self, progress: Progress) -> None:
        """Take over a report; plans that are no better than one known before are left out.

        Of a lexicographic question the sum says nothing about which plan is better: the search knows, and begins from
        the best.
        """
        with self._turn:
            self._seconds, self._reported_at = max(self._seconds, progress.seconds), time.monotonic()
            if progress.bound is not None:
                self._bound = max(progress.bound, self._bound or 0)
            if progress.candidate_tours is not None:
                self.metrics = {"candidate_tours": progress.candidate_tours}
            found = progress.incumbent
            if progress.plan is None or found is None:
                return
            if self._best is None or found < self._best or not self._weighted:
                self._best, self._plan = found, (progress.plan, found)

    def take(self) -> Standing | None:
        """Return what is new since the last time, for the store; none if nothing is."""
        with self._turn:
            plan, bound, self._plan, self._bound = self._plan, self._bound, None, None
            metrics, self._told = {} if self._told else self.metrics, bool(self.metrics)
        if plan is None and bound is None and not metrics:
            return None
        found = None if plan is None else found_plan(self._instance, self._instance_id, *plan)
        return Standing(self.seconds(), found, bound, metrics)

    def seconds(self) -> float:
        """Return the seconds of search so far, over all workers; since the last report by this machine's clock."""
        with self._turn:
            since = 0.0 if self._reported_at is None else time.monotonic() - self._reported_at
            return self._spent + self._seconds + since


def found_plan(
    instance: Instance, instance_id: str, plan: Plan, objective: int, violations: int | None = None
) -> FoundPlan:
    """Return a plan ready for the store. Its id is the hash of the instance's id and of its own content."""
    return FoundPlan(packed(plan, salt=instance_id), instance_id, objective, kpis(instance, plan, violations))
