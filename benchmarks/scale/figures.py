"""What the rows say: gaps against the best bound that anybody proved, distances to the best plan that anybody had."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import mean

from benchmarks.scale.row import END, Row


@dataclass(frozen=True)
class Known:
    """The best plan and the best bound of a question, over all runs, and what is proven to be unavoidable."""

    best: int | None
    bound: int
    unavoidable: int


@dataclass(frozen=True)
class Figures:
    """One run at one checkpoint; shares, none where there was no plan."""

    gap: float | None
    gap_of_rest: float | None
    own_gap: float | None
    distance: float | None


def known_of(rows: Iterable[Row], unavoidable: Mapping[str, int]) -> dict[str, Known]:
    """Return what is known of each question, by its fingerprint. Raises ValueError for a bound above a plan."""
    found: dict[str, Known] = {}
    for row in rows:
        now = found.get(row.question) or Known(None, 0, unavoidable.get(row.question, 0))
        for standing in row.standing.values():
            costs = [cost for cost in (now.best, standing.objective) if cost is not None]
            bound = max(now.bound, standing.bound or 0)
            now = Known(min(costs, default=None), bound, now.unavoidable)
        found[row.question] = now
        if now.best is not None and now.bound > now.best:
            raise ValueError(f"{row.run.instance}: a bound of {now.bound} was claimed, and a plan costs {now.best}")
    return found


def figures(row: Row, checkpoint: str, known: Known) -> Figures:
    """Return the figures of a run at a checkpoint, or at its end."""
    standing = row.standing.get(checkpoint, row.standing.get(END))
    if standing is None or standing.objective is None or known.best is None:
        return Figures(None, None, None, None)
    cost, bound = standing.objective, max(known.bound, known.unavoidable)
    return Figures(
        gap=(cost - bound) / max(1, cost),
        gap_of_rest=(cost - bound) / max(1, cost - known.unavoidable),
        own_gap=(cost - (standing.bound or 0)) / max(1, cost),
        distance=(cost - known.best) / max(1, known.best),
    )


def mean_of(values: Iterable[float | None]) -> float | None:
    """Return the mean, none where one is missing: no plan is no small gap."""
    listed = list(values)
    return None if not listed or any(value is None for value in listed) else mean(v for v in listed if v is not None)
