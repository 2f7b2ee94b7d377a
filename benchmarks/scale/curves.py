"""Gap curves as a picture without scripts: seconds on a logarithmic axis, gap against the best bound known on another."""

from collections.abc import Sequence
from math import log10

from benchmarks.scale.figures import Known
from benchmarks.scale.row import Row

WIDTH, HEIGHT, LEFT, BOTTOM = 560, 240, 46, 26
FIRST_SECOND, LAST_SECOND = 0.1, 600.0
SMALLEST, LARGEST = 0.0005, 1.0
COLOURS = {"ours": "#0b6e4f", "tours": "#c44536", "indexed": "#8d6a9f", "highs": "#2c6fbb", "greedy": "#8a8a8a"}
OTHER = "#b8860b"


def picture(rows: Sequence[Row], known: Known) -> str:
    """Return the curves of all runs of one question as SVG."""
    lines = "".join(_curve(row, known) for row in rows)
    seconds = "".join(_label(_x(s), HEIGHT - 8, f"{s:g} s", "middle") for s in (0.1, 1, 10, 60, 300, 600))
    gaps = "".join(_label(LEFT - 6, _y(share) + 4, f"{100 * share:g} %", "end") for share in (1, 0.1, 0.01, 0.001))
    grid = "".join(
        f'<line x1="{LEFT}" y1="{_y(s):.1f}" x2="{WIDTH}" y2="{_y(s):.1f}" class="grid"/>' for s in (0.1, 0.01, 0.001)
    )
    return f'<svg viewBox="0 0 {WIDTH + 10} {HEIGHT}" role="img">{grid}{seconds}{gaps}{lines}</svg>'


def colour(solver: str) -> str:
    """Return a solver's colour."""
    return COLOURS.get(solver, OTHER)


def _curve(row: Row, known: Known) -> str:
    bound = max(known.bound, known.unavoidable)
    points = []
    height = _y(LARGEST)
    for moment in row.curve:
        if moment.objective is not None:
            x = _x(moment.seconds)
            points += [(x, height), (x, _y((moment.objective - bound) / max(1, moment.objective)))]
            height = points[-1][1]
    if not points:
        return ""
    points.append((_x(row.seconds or row.run.seconds), height))
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points[1:])
    return f'<polyline points="{path}" stroke="{colour(row.run.solver)}"><title>{row.run.solver}</title></polyline>'


def _x(seconds: float) -> float:
    share = log10(min(max(seconds, FIRST_SECOND), LAST_SECOND) / FIRST_SECOND) / log10(LAST_SECOND / FIRST_SECOND)
    return LEFT + share * (WIDTH - LEFT)


def _y(share: float) -> float:
    height = log10(min(max(share, SMALLEST), LARGEST) / SMALLEST) / log10(LARGEST / SMALLEST)
    return (1 - height) * (HEIGHT - BOTTOM - 10) + 10


def _label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'
