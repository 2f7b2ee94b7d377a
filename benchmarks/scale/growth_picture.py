"""The curves of growth as a picture: `python -m benchmarks.scale.growth_picture ROWS docs/scaling.svg`."""

import json
import sys
from collections.abc import Callable, Sequence
from math import log10
from pathlib import Path
from typing import Any

WIDTH, HEIGHT, LEFT, BOTTOM = 380, 260, 56, 36
TOURS = (500, 5_000_000)
LINES: tuple[tuple[str, str, str], ...] = (
    ("read_seconds", "read and validate", "#2c6fbb"),
    ("table_seconds", "candidate tours", "#c44536"),
    ("programme_seconds", "rows of all rules and goals", "#0b6e4f"),
)


def picture(rows: Sequence[dict[str, Any]]) -> str:
    """Return processor seconds and memory against candidate tours, both axes logarithmic, as SVG."""
    quarters = [row for row in rows if row["months_per_period"] == 3]
    seconds = _panel("processor seconds", (0.01, 1000.0), "{:g}", [(key, colour, quarters) for key, _, colour in LINES])
    memory = _panel("most memory, MiB", (50.0, 20_000.0), "{:,.0f}", [("programme_mb", LINES[2][2], quarters)])
    key = "".join(
        f'<text x="{LEFT + 190 * number}" y="{HEIGHT + 24}" fill="{colour}">{words}</text>'
        for number, (_, words, colour) in enumerate(LINES)
    )
    style = "text{font:12px sans-serif}line{stroke:#ddd}polyline{fill:none;stroke-width:2}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH + 20} {HEIGHT + 36}"><style>{style}</style>'
        f'<rect width="100%" height="100%" fill="white"/>{seconds}'
        f'<g transform="translate({WIDTH + 20} 0)">{memory}</g>{key}</svg>\n'
    )


def _panel(
    title: str, limits: tuple[float, float], shown: str, lines: Sequence[tuple[str, str, Sequence[dict[str, Any]]]]
) -> str:
    across, up = _scale(TOURS, LEFT, WIDTH), _scale(limits, HEIGHT - BOTTOM, 24)
    parts = [f'<text x="{LEFT}" y="14">{title}</text>']
    for tours in (1_000, 10_000, 100_000, 1_000_000):
        parts.append(f'<line x1="{across(tours)}" x2="{across(tours)}" y1="24" y2="{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{across(tours)}" y="{HEIGHT - 18}" text-anchor="middle">{tours:,}</text>')
    power = 10.0 ** round(log10(limits[0]) + 0.49)
    while power <= limits[1]:
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH}" y1="{up(power)}" y2="{up(power)}"/>')
        parts.append(f'<text x="{LEFT - 4}" y="{up(power) + 4}" text-anchor="end">{shown.format(power)}</text>')
        power *= 10
    for key, colour, rows in lines:
        points = sorted((row["tours"], max(row[key], limits[0])) for row in rows)
        path = " ".join(f"{across(tours)},{up(value)}" for tours, value in points)
        parts.append(f'<polyline points="{path}" stroke="{colour}"/>')
    return "".join(parts)


def _scale(limits: tuple[float, float], begin: float, end: float) -> Callable[[float], float]:
    low, high = log10(limits[0]), log10(limits[1])
    return lambda value: round(begin + (log10(value) - low) / (high - low) * (end - begin), 1)


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    Path(sys.argv[2]).write_text(picture([json.loads(line) for line in lines]), encoding="utf-8")
