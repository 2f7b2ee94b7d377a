"""The charts of a plan, as Vega-Lite specifications. Each is drawn from the typed tables in `drawn`."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import altair as alt

from solver.report import drawn, shapes
from solver.report.axes import Timeline, horizon_of
from solver.report.batches import PreparationRow
from solver.report.canvas import LABELS, Canvas, Layers, Picture
from solver.report.colours import (
    FAINT,
    GRID,
    INK,
    LEAD,
    MISSING,
    NEW,
    TRACK,
    WANTED,
    place_colours,
    state_colours,
    supporter_colours,
    used,
)
from solver.report.coverage import AwayCell, CoverageCell
from solver.report.links import LinkLine, PairingGraph
from solver.report.names import Names
from solver.report.tours import Heading, PersonLine

LINE, PERSON_LINE = 24, 29
"""Height of a line, pixels; those of people have room for what is to be prepared."""
LONGEST_LEGEND = 24
GRAPH_LINE, GRAPH_SIDE, GRAPH_MIDDLE = 30, 300, 380
"""Height of a row of the pairing graph, room for names at each side, and width of the links between, pixels."""

LOOKS: dict[str, dict[str, Any]] = {
    "cooperate": {"strokeWidth": 1.2},
    "lead": {"strokeWidth": 4},
    "open": {"strokeWidth": 2, "strokeDash": [6, 4]},
}
"""How a link is drawn by who leads, the boldest over the others."""


def post_timeline(lines: drawn.PostLines, time: Timeline, names: Names, legend: bool = True) -> Picture:
    """Return who is on each post and when, coloured by supporter; red where somebody is missing."""
    canvas = Canvas(names, time, _rows(len(lines)))
    bars = drawn.post_bars(lines)
    colours = used(supporter_colours(names), (bar.colour for bar in bars))
    layers = [
        _tracks(canvas, drawn.tracks(lines, names)),
        _batches(canvas),
        *_bars(canvas, bars, _colours("colour", colours, legend)),
        *_cells(canvas, drawn.shortage_cells(lines, names)),
        *_horizon_end(canvas),
        *_labels(canvas, drawn.row_labels(lines)),
    ]
    return canvas.picture(layers, _height(len(lines)))


def person_timeline(
    lines: drawn.PersonLines,
    preparations: Iterable[PreparationRow],
    time: Timeline,
    names: Names,
    legend: bool = True,
) -> Picture:
    """Return where each person is and when, coloured by hospital or department, with what there is to prepare."""
    canvas = Canvas(names, time, _rows(len(lines)))
    bars = drawn.person_bars(lines, names)
    colours = used(place_colours(names), (bar.colour for bar in bars))
    whole = [
        shapes.Track(row, time.first.isoformat(), time.horizon_end.isoformat())
        for row, line in enumerate(lines)
        if isinstance(line, PersonLine)
    ]
    layers = [
        _tracks(canvas, whole),
        _batches(canvas),
        *_bars(canvas, bars, _colours("colour", colours, legend)),
        *_horizon_end(canvas),
        _marks(canvas, drawn.preparation_marks(lines, preparations, names)),
        *_labels(canvas, drawn.row_labels(lines)),
    ]
    return canvas.picture(layers, _height(len(lines), PERSON_LINE))


def coverage_map(lines: drawn.PostLines, cells: Iterable[CoverageCell], names: Names, legend: bool = True) -> Picture:
    """Return present and wanted people by post and period."""
    heads = [line for line in lines if isinstance(line, Heading) or line.lane == 0]
    canvas = Canvas(names, horizon_of(names), _rows(len(heads), padding=0.08))
    heat = canvas.layer(drawn.heat_cells(heads, cells, names))
    boxes = heat.mark_rect(stroke="white", strokeWidth=1).encode(
        x=canvas.time.x("start"),
        x2="until:T",
        y=canvas.y,
        color=_colours("state", state_colours(names), legend),
        tooltip=canvas.tips("post", "department", "recipient", "month", "present", "min", "target", "state"),
    )  # fmt: skip
    layers = [boxes, _batches(canvas), *_labels(canvas, drawn.row_labels(heads))]
    if canvas.time.period_width >= 24:
        text = heat.mark_text(fontSize=10, dx=canvas.time.period_width / 2)
        ink = alt.condition(alt.datum.present == 0, alt.value("white"), alt.value(INK))
        layers.append(text.encode(x=canvas.time.x("start"), y=canvas.y, text="label:N", color=ink))
    return canvas.picture(layers, _height(len(heads)))


def away_chart(cells: Sequence[AwayCell], names: Names, legend: bool = True) -> Picture:
    """Return how many people of each supporting hospital are away, stacked, under what they can spare together."""
    boxes, steps = drawn.away_boxes(cells, names), drawn.limit_steps(cells, names)
    highest = max([box.high for box in boxes] + [step.limit for step in steps], default=1)
    y_axis = alt.Axis(title=None, tickMinStep=1, format="d", domain=False, ticks=False, gridColor=GRID)
    canvas = Canvas(names, horizon_of(names), alt.Y("low:Q", scale=alt.Scale(domain=[0, highest]), axis=y_axis))
    colours = used(supporter_colours(names), (box.supporter for box in boxes))
    stack = canvas.layer(boxes).mark_rect().encode(
        x=canvas.time.x("start"),
        x2="until:T",
        y=canvas.y,
        y2="high:Q",
        color=_colours("supporter", colours, legend),
        tooltip=canvas.tips("supporter", "month", "away", "limit"),
    )  # fmt: skip
    limit = canvas.layer(steps).mark_rule(strokeDash=[5, 3], color=INK)
    spare = limit.encode(x=canvas.time.x("start"), x2="until:T", y=alt.Y("limit:Q"))
    return canvas.picture([stack, spare], height=180)


def pairing_graph(graph: PairingGraph, names: Names) -> Picture:
    """Return supporters left, targets right, links between: bold where one leads, dashed where people decide."""
    layers = Layers(names)
    scale = alt.Scale(domain=[0, graph.rows], reverse=True, nice=False)
    y = alt.Y("row:Q", scale=scale, axis=None)
    lines = [
        _links(layers.layer([link for link in graph.links if _look(link) == look]), y, look, layers) for look in LOOKS
    ]
    ink = alt.condition(alt.datum.is_alone, alt.value(MISSING), alt.value(INK))
    left = layers.layer([node for node in graph.nodes if not node.is_target])
    right = layers.layer([node for node in graph.nodes if node.is_target])
    named: dict[str, Any] = {"fontSize": 12, "limit": GRAPH_SIDE - 14}
    marks = [
        (left.mark_text(align="right", dx=-10, **named), GRAPH_SIDE),
        (right.mark_text(align="left", dx=10, **named), GRAPH_SIDE + GRAPH_MIDDLE),
    ]
    texts = [mark.encode(x=alt.value(x), y=y, text="text:N", color=ink) for mark, x in marks]
    ends = ((left, GRAPH_SIDE), (right, GRAPH_SIDE + GRAPH_MIDDLE))
    dots = [end.mark_point(filled=True, opacity=1, size=60).encode(x=alt.value(x), y=y, color=ink) for end, x in ends]
    return layers.picture([*lines, *dots, *texts], graph.rows * GRAPH_LINE, width=2 * GRAPH_SIDE + GRAPH_MIDDLE)


def _look(link: LinkLine) -> str:
    if link.is_open:
        return "open"
    return "lead" if link.is_lead else "cooperate"


def _links(links: alt.Chart, y: alt.Y, look: str, layers: Layers) -> alt.Chart:
    colour = alt.value(MISSING) if look == "open" else alt.condition(alt.datum.is_new, alt.value(NEW), alt.value(LEAD))
    chart: alt.Chart = links.mark_rule(**LOOKS[look])
    return chart.encode(
        x=alt.value(GRAPH_SIDE),
        x2=alt.value(GRAPH_SIDE + GRAPH_MIDDLE),
        y=y,
        y2="target_row:Q",
        color=colour,
        tooltip=layers.tips("supporter", "target_name", "role", "state", "basis"),
    )


def _tracks(canvas: Canvas, tracks: Sequence[shapes.Track]) -> alt.Chart:
    chart: alt.Chart = canvas.layer(tracks).mark_rect(color=TRACK)
    return chart.encode(x=canvas.time.x("start"), x2="until:T", y=canvas.y)


def _bars(canvas: Canvas, bars: Sequence[shapes.Bar], colour: alt.Color) -> list[alt.Chart]:
    boxes = canvas.layer(bars).mark_rect(cornerRadius=3, clip=True, stroke="white", strokeWidth=1).encode(
        x=canvas.time.x("start"),
        x2="until:T",
        y=canvas.y,
        color=colour,
        tooltip=canvas.tips("person", "title", "supporter", "post", "department", "recipient", "days", "months"),
    )  # fmt: skip
    first = canvas.time.first.isoformat()
    written = ({"row": bar.row, "start": max(bar.start, first), "text": _fitted(bar, canvas.time)} for bar in bars)
    text = canvas.plain(written).mark_text(align="left", dx=6, fontSize=11.5, color=INK)
    return [boxes, text.encode(x=canvas.time.x("start"), y=canvas.y, text="text:N")]


def _fitted(bar: shapes.Bar, time: Timeline) -> str:
    """Return a bar's label, cut short with an ellipsis where it would not fit, or nothing where the bar is too short."""
    start = max(date.fromisoformat(bar.start), time.first)
    room = (min(date.fromisoformat(bar.until), time.end) - start).days * time.day_width - 8
    before = "◂ " if date.fromisoformat(bar.start) < start else ""
    shorter = (bar.label[:length].rstrip() + "…" for length in range(len(bar.label) - 1, 1, -1))
    return next((before + text for text in (bar.label, *shorter) if _text_width(before + text) <= room), "")


def _text_width(text: str) -> float:
    """Return about how wide a text is, pixels: Chinese characters are twice as wide as others."""
    return sum(12 if ord(letter) > 0x2E80 else 6.4 for letter in text)


def _cells(canvas: Canvas, cells: Sequence[shapes.Cell]) -> list[alt.Chart]:
    boxes = (
        canvas.layer([c for c in cells if c.below_min]).mark_rect(
            color=MISSING, stroke="white", cornerRadius=1, cursor="pointer"
        ),
        canvas.layer([c for c in cells if not c.below_min]).mark_rect(
            color=WANTED, stroke="#dc8d86", strokeDash=[3, 2], cursor="pointer"
        ),
    )
    tips = canvas.tips("post", "department", "recipient", "month", "missing", "below")
    labelled = [cell for cell in cells if cell.label] if canvas.time.period_width >= 15 else []
    text = canvas.layer(labelled).mark_text(align="left", dx=3, fontSize=11, fontWeight="bold", cursor="pointer")
    ink = alt.condition(alt.datum.below_min, alt.value("white"), alt.value("#a33a33"))
    return [
        *(box.encode(x=canvas.time.x("start"), x2="until:T", y=canvas.y, tooltip=tips) for box in boxes),
        text.encode(x=canvas.time.x("start"), y=canvas.y, text="label:N", color=ink),
    ]


def _marks(canvas: Canvas, marks: Sequence[shapes.Mark]) -> alt.Chart:
    first, end = canvas.time.first.isoformat(), canvas.time.end.isoformat()
    # What is due on the eve of the calendar stands at its very edge and must not be cut off.
    shown = [mark for mark in marks if (first <= mark.day or mark.shape == "diamond") and mark.day < end]
    chart: alt.Chart = canvas.layer(shown).mark_point(
        filled=True, fill="white", stroke=INK, strokeWidth=1, size=40, opacity=1, yOffset=10
    )
    return chart.encode(
        x=canvas.time.x("day"),
        y=canvas.y,
        shape=alt.Shape("shape:N", scale=None, legend=None),
        tooltip=canvas.tips("what", "person", "due"),
    )


def _batches(canvas: Canvas) -> alt.Chart:
    calendar = canvas.time.calendar
    days = ({"day": calendar.day(period).isoformat()} for period in sorted({b.period for b in calendar.batches}))
    chart: alt.Chart = canvas.plain(days).mark_rule(strokeDash=[2, 3], strokeWidth=1, color="#a9b6c8")
    return chart.encode(x=canvas.time.x("day"))


def _horizon_end(canvas: Canvas) -> list[alt.Chart]:
    """Return a grey line where the horizon ends, and a veil over what runs past it."""
    time = canvas.time
    after = [{"start": time.horizon_end.isoformat(), "until": time.end.isoformat()}]
    shown = after if time.end > time.horizon_end else []
    veil = canvas.plain(shown).mark_rect(color="white", opacity=0.45)
    line = canvas.plain(shown).mark_rule(strokeWidth=1.5, color=FAINT)
    return [veil.encode(x=time.x("start"), x2="until:T"), line.encode(x=time.x("start"))]


def _labels(canvas: Canvas, labels: Sequence[shapes.RowLabel]) -> list[alt.Chart]:
    lines = canvas.layer([label for label in labels if not label.is_heading])
    headings = canvas.layer([label for label in labels if label.is_heading])
    charts = (
        lines.mark_text(align="right", fontSize=12, color=INK, limit=LABELS - 14),
        headings.mark_text(align="left", fontSize=12.5, fontWeight="bold", color=INK, dx=-LABELS + 10, dy=2),
    )
    return [chart.encode(x=alt.value(-10 if chart is charts[0] else 0), y=canvas.y, text="text:N") for chart in charts]


def _rows(count: int, padding: float = 0.16) -> alt.Y:
    scale = alt.Scale(domain=list(range(count)), paddingInner=padding, paddingOuter=padding / 2)
    return alt.Y("row:O", scale=scale, axis=None)


def _height(lines: int, line: int = LINE) -> int:
    return max(1, lines) * line


def _colours(field: str, colours: dict[str, str], legend: bool) -> alt.Color:
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color(f"{field}:N", scale=scale, legend=_legend() if legend and len(colours) <= LONGEST_LEGEND else None)


def _legend() -> alt.Legend:
    return alt.Legend(orient="top", title=None, columns=5, labelLimit=190, labelColor=INK, symbolType="square")
