"""The charts of a plan, as Vega-Lite specifications. Each is drawn from the typed tables in `drawn`."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import altair as alt

from solver.report import drawn
from solver.report.axes import FAINT, GRID, WIDTH, horizon, time_axis, time_scale
from solver.report.batches import PreparationRow
from solver.report.coverage import AwayCell, CoverageCell, State
from solver.report.names import Names
from solver.report.tours import PersonLine, PostLine

LINE = 24
INK, TRACK = "#27313f", "#f1f3f6"
MISSING, WANTED = "#d2413a", "#fbe3e1"
FONT = '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Helvetica Neue", Arial, sans-serif'
PALETTE = (
    *("#9fc6e7", "#a9d6b8", "#f1d08d", "#c8b8e6", "#8fd1cd", "#d9c4a3", "#e6b8d4", "#c3db95"),
    *("#aab9ee", "#b7c3d3", "#e9c9ae", "#9bd3e6", "#d4d3a0", "#bfa9d2", "#a3cfa4", "#d3b5b0"),
)
STATE_COLOURS = {
    State.FULL: "#b9dfc6",
    State.BELOW_TARGET: "#f6e3ad",
    State.BELOW_MIN: "#ee9b8f",
    State.EMPTY: MISSING,
}
LONGEST_LEGEND = 24


def post_timeline(lines: Sequence[PostLine], names: Names, legend: bool = True) -> alt.LayerChart:
    """Return who is on each post and when, coloured by supporter; red where somebody is missing."""
    bars, cells = drawn.post_bars(lines), drawn.shortage_cells(lines, names)
    scale = time_scale(names, [bar.until for bar in bars])
    y = _rows(len(lines))
    layers = [
        _chart(drawn.tracks(lines, names)).mark_rect(color=TRACK).encode(x=time_axis(scale, names), x2="until:T", y=y),
        *_frame(scale, names),
        *_bars(bars, supporter_colours(names), legend, y, names),
        *_cells(cells, scale, y, names),
        _labels(drawn.row_labels(lines), y),
    ]
    return _finished(layers, len(lines))


def person_timeline(
    lines: Sequence[PersonLine], preparations: Iterable[PreparationRow], names: Names, legend: bool = True
) -> alt.LayerChart:
    """Return where each person is and when, coloured by hospital or department, with what there is to prepare."""
    bars = drawn.person_bars(lines, names)
    marks = drawn.preparation_marks(lines, preparations, names)
    scale = time_scale(names, [bar.until for bar in bars])
    y = _rows(len(lines))
    tracks = [drawn.Track(row, *horizon(names)) for row in range(len(lines))]
    points = (
        _chart(marks)
        .mark_point(filled=True, fill="white", stroke=INK, strokeWidth=1, size=46, opacity=1, clip=True, yOffset=8)
        .encode(
            x=alt.X("day:T", scale=scale),
            y=y,
            shape=alt.Shape("shape:N", scale=None, legend=None),
            tooltip=_tips(names, ("what", "person", "due")),
        )
    )
    layers = [
        _chart(tracks).mark_rect(color=TRACK).encode(x=time_axis(scale, names), x2="until:T", y=y),
        *_frame(scale, names),
        *_bars(bars, place_colours(names), legend, y, names),
        points,
        _labels(drawn.row_labels(lines), y),
    ]
    return _finished(layers, len(lines))


def coverage_map(
    lines: Sequence[PostLine], cells: Iterable[CoverageCell], names: Names, legend: bool = True
) -> alt.LayerChart:
    """Return present and wanted people by post and period."""
    heads = [line for line in lines if line.lane == 0]
    heat = drawn.heat_cells(lines, cells, names)
    scale = time_scale(names, [])
    y = _rows(len(heads), padding=0.08)
    colour = _colours("state", state_colours(names), legend)
    tips = _tips(names, ("post", "department", "recipient", "month", "present", "min", "target", "state"))
    boxes = (
        _chart(heat)
        .mark_rect(stroke="white", strokeWidth=1)
        .encode(x=time_axis(scale, names), x2="until:T", y=y, color=colour, tooltip=tips)
    )
    layers = [boxes, *_frame(scale, names), _labels(drawn.row_labels(heads), y)]
    if WIDTH / names.calendar.periods >= 24:
        text = _chart(heat).mark_text(fontSize=10, dx=WIDTH / names.calendar.periods / 2)
        ink = alt.condition(alt.datum.present == 0, alt.value("white"), alt.value(INK))
        layers.append(text.encode(x=alt.X("start:T", scale=scale), y=y, text="label:N", color=ink))
    return _finished(layers, len(heads))


def away_chart(cells: Sequence[AwayCell], names: Names, legend: bool = True) -> alt.LayerChart:
    """Return how many people of each supporting hospital are away, stacked, under what they can spare together."""
    boxes, steps = drawn.away_boxes(cells, names), drawn.limit_steps(cells, names)
    scale = time_scale(names, [])
    highest = max([box.high for box in boxes] + [step.limit for step in steps], default=1)
    y_axis = alt.Axis(title=None, tickMinStep=1, format="d", domain=False, ticks=False, gridColor=GRID)
    y = alt.Y("low:Q", scale=alt.Scale(domain=[0, highest]), axis=y_axis)
    sending = {box.supporter for box in boxes}
    colours = {hospital: tint for hospital, tint in supporter_colours(names).items() if hospital in sending}
    stack = (
        _chart(boxes)
        .mark_rect()
        .encode(
            x=time_axis(scale, names),
            x2="until:T",
            y=y,
            y2="high:Q",
            color=_colours("supporter", colours, legend),
            tooltip=_tips(names, ("supporter", "month", "away", "limit")),
        )
    )
    limit = _chart(steps).mark_rule(strokeDash=[5, 3], color=INK)
    spare = limit.encode(x=alt.X("start:T", scale=scale), x2="until:T", y=alt.Y("limit:Q"))
    return _configured(alt.LayerChart(layer=[stack, spare]).properties(width=WIDTH, height=180))


def supporter_colours(names: Names) -> dict[str, str]:
    """Return the colour of each supporting hospital, the same in every chart of an instance."""
    return _painted(hospital.name for hospital in names.instance.supporting_hospitals)


def place_colours(names: Names) -> dict[str, str]:
    """Return the colour of each recipient hospital, or of each department where there is one hospital only."""
    hospitals = names.instance.recipient_hospitals
    return _painted(place.name for place in (hospitals if len(hospitals) > 1 else names.instance.departments))


def state_colours(names: Names) -> dict[str, str]:
    """Return the colour of each state of a post."""
    return {names.say(f"state.{state}"): colour for state, colour in STATE_COLOURS.items()}


def _painted(places: Iterable[str]) -> dict[str, str]:
    return {place: PALETTE[number % len(PALETTE)] for number, place in enumerate(dict.fromkeys(places))}


def _bars(bars: Sequence[drawn.Bar], colours: dict[str, str], legend: bool, y: alt.Y, names: Names) -> list[alt.Chart]:
    ends = [bar.until for bar in bars]
    scale = time_scale(names, ends)
    shown = {bar.colour for bar in bars}
    colour = _colours("colour", {place: tint for place, tint in colours.items() if place in shown}, legend)
    tips = ("person", "title", "supporter", "post", "department", "recipient", "days", "months")
    boxes = (
        _chart(bars)
        .mark_rect(cornerRadius=3, clip=True, stroke="white", strokeWidth=1)
        .encode(x=time_axis(scale, names), x2="until:T", y=y, color=colour, tooltip=_tips(names, tips))
    )
    first, last = horizon(names)
    day_width = WIDTH / _days(first, max([last, *ends]))
    written = [{"row": bar.row, "start": max(bar.start, first), "text": _fitted(bar, first, day_width)} for bar in bars]
    text = alt.Chart(alt.InlineData(values=written)).mark_text(align="left", dx=6, fontSize=11.5, color=INK)
    return [boxes, text.encode(x=alt.X("start:T", scale=scale), y=y, text="text:N")]


def _fitted(bar: drawn.Bar, first: str, day_width: float) -> str:
    """Return as much of a bar's label as fits on it; Chinese characters are twice as wide as others."""
    room = _days(max(bar.start, first), bar.until) * day_width - 10
    fitted = ""
    for letter in ("◂ " if bar.start < first else "") + bar.label:
        room -= 12 if ord(letter) > 0x2E80 else 6.6
        if room < 0:
            return fitted.rstrip(" （(·-") if len(fitted) > 1 else ""
        fitted += letter
    return fitted


def _days(start: str, until: str) -> int:
    return (date.fromisoformat(until) - date.fromisoformat(start)).days


def _cells(cells: Sequence[drawn.Cell], scale: alt.Scale, y: alt.Y, names: Names) -> list[alt.Chart]:
    tips = _tips(names, ("post", "department", "recipient", "month", "missing", "below"))
    is_min = alt.datum.below_min
    boxes = (
        _chart(cells)
        .mark_rect(cornerRadius=1)
        .encode(
            x=time_axis(scale, names),
            x2="until:T",
            y=y,
            color=alt.condition(is_min, alt.value(MISSING), alt.value(WANTED)),
            stroke=alt.condition(is_min, alt.value("white"), alt.value("#dc8d86")),
            strokeDash=alt.condition(is_min, alt.value([1, 0]), alt.value([3, 2])),
            tooltip=tips,
        )
    )
    text = (
        _chart([cell for cell in cells if cell.label])
        .mark_text(align="left", dx=4, fontSize=11, fontWeight="bold")
        .encode(
            x=alt.X("start:T", scale=scale),
            y=y,
            text="label:N",
            color=alt.condition(is_min, alt.value("white"), alt.value("#a33a33")),
        )
    )
    return [boxes, text]


def _frame(scale: alt.Scale, names: Names) -> list[alt.Chart]:
    """Return thin lines at the batches, and a grey one where the horizon ends."""
    calendar = names.calendar
    batches = [{"day": calendar.day(period).isoformat()} for period in sorted({b.period for b in calendar.batches})]
    ends = [{"day": calendar.day(calendar.periods).isoformat()}]
    lines = ((batches, [2, 3], 1, "#a9b6c8"), (ends, [1, 0], 1.5, FAINT))
    return [
        alt.Chart(alt.InlineData(values=days))
        .mark_rule(strokeDash=dash, strokeWidth=width, color=colour)
        .encode(x=alt.X("day:T", scale=scale))
        for days, dash, width, colour in lines
        if days
    ]


def _labels(labels: Sequence[drawn.RowLabel], y: alt.Y) -> alt.Chart:
    text: alt.Chart = _chart(labels).mark_text(align="right", fontSize=12, color=INK, limit=230)
    return text.encode(x=alt.value(-10), y=y, text="text:N")


def _rows(count: int, padding: float = 0.16) -> alt.Y:
    scale = alt.Scale(domain=list(range(count)), paddingInner=padding, paddingOuter=padding / 2)
    return alt.Y("row:O", scale=scale, axis=None)


def _colours(field: str, colours: dict[str, str], legend: bool) -> alt.Color:
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color(f"{field}:N", scale=scale, legend=_legend() if legend and len(colours) <= LONGEST_LEGEND else None)


def _legend() -> alt.Legend:
    return alt.Legend(
        orient="top",
        title=None,
        columns=5,
        labelLimit=190,
        labelFontSize=12,
        labelColor=INK,
        symbolType="square",
        offset=8,
    )


def _tips(names: Names, fields: Iterable[str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=names.say(f"chart.{field}")) for field in fields]


def _chart(rows: Sequence[Any]) -> alt.Chart:
    chart: alt.Chart = alt.Chart(alt.InlineData(values=[asdict(row) for row in rows]))
    return chart


def _finished(layers: list[alt.Chart], rows: int) -> alt.LayerChart:
    return _configured(alt.LayerChart(layer=layers).properties(width=WIDTH, height=max(1, rows) * LINE))


def _configured(chart: alt.LayerChart) -> alt.LayerChart:
    configured: alt.LayerChart = chart.configure(font=FONT, background="white").configure_view(stroke=None)
    return configured
