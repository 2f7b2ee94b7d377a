"""Figures for Prometheus: counts and times by route, never by id, name or address."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0)


METHODS = frozenset({"GET", "POST", "DELETE", "HEAD", "OPTIONS", "PUT", "PATCH"})


def known_method(method: str) -> str:
    """Return a method as it may be told: one that somebody made up might hold anything."""
    return method if method in METHODS else "other"


class Metrics:
    """The figures of one app; a registry of their own, so that two apps in one process do not mix."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "zutuan_http_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "zutuan_http_request_seconds",
            "Time until an answer was complete, seconds.",
            ("route",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._jobs = Gauge("zutuan_jobs", "Jobs by state.", ("state",), registry=self._registry)
        self._workers = Gauge("zutuan_workers", "Workers that were seen lately.", registry=self._registry)
        self._oldest = Gauge("zutuan_oldest_wait_seconds", "How long a job waits by now.", registry=self._registry)
        self.streams = Gauge("zutuan_event_streams", "Event streams that are open.", registry=self._registry)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(known_method(method), route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self, jobs: dict[str, int], workers: int, oldest_wait: float) -> bytes:
        """Return everything in Prometheus' text format, with the state of the queue as it is now."""
        for state, count in jobs.items():
            self._jobs.labels(state).set(count)
        self._workers.set(workers)
        self._oldest.set(oldest_wait)
        return generate_latest(self._registry)
