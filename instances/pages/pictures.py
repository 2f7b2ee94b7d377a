"""The pictures of a plan as small SVG files: who serves where and when, what is covered, and who stands behind whom."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from xml.sax.saxutils import quoteattr

import vl_convert

from solver.report.axes import timeline_of
from solver.report.blocks import headed
from solver.report.canvas import FONT, Picture
from solver.report.charts import coverage_map, pairing_graph, post_timeline
from solver.report.links import pairing_graphs
from solver.report.tables import PlanTables
from solver.report.tours import PostLine

MOST_LINES, MOST_GRAPHS = 30, 2
"""Lines of a picture of posts, and pictures of pairings: all of a big plan would fill a wall."""

IDLE = re.compile(r' (?:aria-\w+|role|class|pointer-events|font-family)="[^"]*"| opacity="1"')
"""What Vega writes on every mark for a live chart and for screen readers of one; the font is said once for all."""

UNSEEN = re.compile(r'<path d="(?:M0,0h0v0h0Z)?"(?: display="none")?/>')
LONG_FRACTION = re.compile(r"(\d+\.\d)\d+")
MET = re.compile(r"<text [^>]*>(\d+)/\1</text>")
"""Present and wanted, where they are equal: the colour says it."""


def pictures(tables: PlanTables) -> dict[str, str]:
    """Return the SVG texts of a plan by name: `timeline`, `coverage`, `pairing-1` and so on."""
    return {name: svg(picture) for name, picture in _drawn(tables)}


def shown(tables: PlanTables) -> tuple[PostLine, ...]:
    """Return the lines of posts that the pictures show: the first ones of a big plan."""
    return tables.post_lines[:MOST_LINES]


def svg(picture: Picture) -> str:
    """Return a chart as an SVG text without what only a live chart needs, coordinates to a tenth of a pixel."""
    text = vl_convert.vegalite_to_svg(json.dumps(picture.to_dict()))
    small = MET.sub("", UNSEEN.sub("", LONG_FRACTION.sub(r"\1", IDLE.sub("", text))))
    return small.replace("<svg ", f"<svg font-family={quoteattr(FONT)} ", 1) + "\n"


def _drawn(tables: PlanTables) -> Iterator[tuple[str, Picture]]:
    names = tables.names
    if tables.has_posts:
        lines = headed(shown(tables), _recipient)
        posts = {line.post for line in shown(tables)}
        yield "timeline", post_timeline(lines, timeline_of(tables.tours, names), names)
        yield "coverage", coverage_map(lines, [cell for cell in tables.coverage if cell.post in posts], names)
    if tables.has_targets:
        graphs = islice(pairing_graphs(tables.pairings.rows, names), MOST_GRAPHS)
        yield from ((f"pairing-{number}", pairing_graph(graph, names)) for number, graph in enumerate(graphs, 1))


def _recipient(line: PostLine) -> str:
    return line.recipient
