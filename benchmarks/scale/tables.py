"""The table of every group: a line per solver and checkpoint, as data for JSON, Markdown and the page."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from benchmarks.scale.figures import Known, figures, mean_of
from benchmarks.scale.row import END, Row

HEADINGS = (
    *("solver", "runs", "without a plan", "first plan, s", "gap at 10 s", "at 60 s", "at 300 s", "at the end"),
    *("of what can be avoided", "own gap", "above the best plan", "model built, s", "work", "CPU, s", "memory, MiB"),
)


class Line(NamedTuple):
    """A solver in a group: means over its runs, none where a run has none."""

    solver: str
    runs: int
    without_plan: int
    first_plan_seconds: float | None
    gap_10: float | None
    gap_60: float | None
    gap_300: float | None
    gap_end: float | None
    gap_of_rest: float | None
    own_gap: float | None
    distance: float | None
    build_seconds: float | None
    deterministic_time: float | None
    cpu_seconds: float | None
    peak_memory_mb: int


def groups_of(rows: Sequence[Row], known: Mapping[str, Known]) -> dict[str, list[Line]]:
    """Return the lines of each group, in the order in which the rows came."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        found.setdefault(row.run.group, {}).setdefault(row.run.solver, []).append(row)
    return {group: [_line(solver, mine, known) for solver, mine in solvers.items()] for group, solvers in found.items()}


def cells(line: Line) -> list[str]:
    """Return a line as people read it: shares in percent, seconds with a decimal."""
    shares = [line.gap_10, line.gap_60, line.gap_300, line.gap_end, line.gap_of_rest, line.own_gap, line.distance]
    return [
        line.solver,
        str(line.runs),
        str(line.without_plan or ""),
        _seconds(line.first_plan_seconds),
        *(_percent(share) for share in shares),
        _seconds(line.build_seconds),
        _seconds(line.deterministic_time),
        _seconds(line.cpu_seconds),
        str(line.peak_memory_mb),
    ]


def markdown(groups: Mapping[str, Sequence[Line]]) -> str:
    """Return all groups as Markdown tables."""
    parts = []
    for group, lines in groups.items():
        rows = [HEADINGS, ["---"] * len(HEADINGS), *(cells(line) for line in lines)]
        parts.append(f"### {group}\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n")
    return "\n".join(parts)


def _line(solver: str, rows: Sequence[Row], known: Mapping[str, Known]) -> Line:
    at = {point: [figures(row, point, known[row.question]) for row in rows] for point in ("10", "60", "300", END)}
    longest = max(row.run.seconds for row in rows)
    gaps = {
        point: mean_of(f.gap for f in at[point]) if point == END or float(point) <= longest else None for point in at
    }
    return Line(
        solver=solver,
        runs=len(rows),
        without_plan=sum(figure.gap is None for figure in at[END]),
        first_plan_seconds=mean_of(row.first_plan_seconds for row in rows),
        gap_10=gaps["10"],
        gap_60=gaps["60"],
        gap_300=gaps["300"],
        gap_end=gaps[END],
        gap_of_rest=mean_of(figure.gap_of_rest for figure in at[END]),
        own_gap=mean_of(figure.own_gap for figure in at[END]),
        distance=mean_of(figure.distance for figure in at[END]),
        build_seconds=mean_of(row.build_seconds for row in rows),
        deterministic_time=mean_of(row.deterministic_time for row in rows),
        cpu_seconds=mean_of(row.cpu_seconds for row in rows),
        peak_memory_mb=max(row.peak_memory_mb for row in rows),
    )


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.2f} %"


def _seconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.1f}"
