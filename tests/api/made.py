"""Stores, clocks and documents for tests of the service."""

from api.jobs import Jobs
from api.jobs.documents import InputMetrics, JobRequest, Kpis
from api.jobs.instances import PackedInstance
from api.jobs.leases import FoundPlan, Leases, Standing
from api.settings import ServiceSettings
from api.store import Store, packed
from solver.settings import Settings

GROUP = "east"
KPIS = Kpis(tours=1, pairings=0, minimum_filled=1.0, shortage_months=0, below_target_months=0)


class Clock:
    """A clock that tests move."""

    def __init__(self, now: float = 1_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def settings(**changes: object) -> ServiceSettings:
    return ServiceSettings.model_validate({"lease_seconds": 10.0, "keep_days": 1.0, "attempts": 3} | changes)


def jobs_of(store: Store, clock: Clock, **changes: object) -> Jobs:
    return Jobs(store, settings(**changes), clock)


def leases_of(store: Store, clock: Clock, worker: str = "w1") -> Leases:
    return Leases(store, settings(), worker, clock)


def an_instance(name: str = "small", size: int = 0) -> PackedInstance:
    """A document that nobody solves: the store does not look into it."""
    return PackedInstance(name, packed({"name": name, "text": "x" * size}), InputMetrics(posts=1))


def a_request(**changes: object) -> JobRequest:
    return JobRequest.model_validate({"settings": Settings(seconds=20)} | changes)


def a_plan(number: int, objective: int, instance: PackedInstance | None = None) -> FoundPlan:
    instance = instance or an_instance()
    return FoundPlan(packed({"plan": number}, salt=instance.document.id), instance.document.id, objective, KPIS)


def found(number: int, objective: int, bound: int | None = None, seconds: float = 1.0) -> Standing:
    return Standing(seconds, a_plan(number, objective), bound)
