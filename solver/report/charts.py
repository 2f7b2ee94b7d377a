"""The charts of a plan, as Vega-Lite specifications. Each is drawn from the typed tables in `drawn`."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import altair as alt

from solver.report import drawn
from solver.report.axes import WIDTH, Timeline, horizon_of
from solver.report.batches import PreparationRow
from solver.report.colours import (
    FAINT,
    GRID,
    INK,
    MISSING,
    TRACK,
    WANTED,
    place_colours,
    state_colours,
    supporter_colours,
    used,
)
from solver.report.coverage import AwayCell, CoverageCell
from solver.report.names import Names
from solver.report.tours import PersonLine, PostLine

LINE = 24
LABELS = 196
"""Room for the labels at the left, pixels, the same in all charts so that their months line up."""
FONT = '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Helvetica Neue", Arial, sans-serif'
LONGEST_LEGEND = 24


def post_timeline(lines: Sequence[PostLine], time: Timeline, names: Names, legend: bool = True) -> alt.LayerChart:
    """Return who is on each post and when, coloured by supporter; red where somebody is missing."""
    bars, cells = drawn.post_bars(lines), drawn.shortage_cells(lines, names)
    y = _rows(len(lines))
    colours = used(supporter_colours(names), (bar.colour for bar in bars))
    layers = [
        _chart(drawn.tracks(lines, names)).mark_rect(color=TRACK).encode(x=time.x("start"), x2="until:T", y=y),
        _batches(time),
        *_bars(bars, time, _colours("colour", colours, legend), y, names),
        *_cells(cells, time, y, names),
        *_horizon_end(time),
        _labels(drawn.row_labels(lines), y),
    ]
    return _finished(layers, time, len(lines) * LINE)


def person_timeline(
    lines: Sequence[PersonLine],
    preparations: Iterable[PreparationRow],
    time: Timeline,
    names: Names,
    legend: bool = True,
) -> alt.LayerChart:
    """Return where each person is and when, coloured by hospital or department, with what there is to prepare."""
    bars = drawn.person_bars(lines, names)
    y = _rows(len(lines))
    colours = used(place_colours(names), (bar.colour for bar in bars))
    whole = [drawn.Track(row, time.first.isoformat(), time.horizon_end.isoformat()) for row in range(len(lines))]
    layers = [
        _chart(whole).mark_rect(color=TRACK).encode(x=time.x("start"), x2="until:T", y=y),
        _batches(time),
        *_bars(bars, time, _colours("colour", colours, legend), y, names),
        *_horizon_end(time),
        _marks(drawn.preparation_marks(lines, preparations, names), time, y, names),
        _labels(drawn.row_labels(lines), y),
    ]
    return _finished(layers, time, len(lines) * LINE)


def coverage_map(
    lines: Sequence[PostLine], cells: Iterable[CoverageCell], names: Names, legend: bool = True
) -> alt.LayerChart:
    """Return present and wanted people by post and period."""
    heads = [line for line in lines if line.lane == 0]
    heat, time = drawn.heat_cells(lines, cells, names), horizon_of(names)
    y = _rows(len(heads), padding=0.08)
    tips = _tips(names, ("post", "department", "recipient", "month", "present", "min", "target", "state"))
    boxes = _chart(heat).mark_rect(stroke="white", strokeWidth=1)
    layers = [
        boxes.encode(
            x=time.x("start"), x2="until:T", y=y, color=_colours("state", state_colours(names), legend), tooltip=tips
        ),
        _batches(time),
        _labels(drawn.row_labels(heads), y),
    ]
    if time.period_width >= 24:
        text = _chart(heat).mark_text(fontSize=10, dx=time.period_width / 2)
        ink = alt.condition(alt.datum.present == 0, alt.value("white"), alt.value(INK))
        layers.append(text.encode(x=time.x("start"), y=y, text="label:N", color=ink))
    return _finished(layers, time, len(heads) * LINE)


def away_chart(cells: Sequence[AwayCell], names: Names, legend: bool = True) -> alt.LayerChart:
    """Return how many people of each supporting hospital are away, stacked, under what they can spare together."""
    boxes, steps, time = drawn.away_boxes(cells, names), drawn.limit_steps(cells, names), horizon_of(names)
    highest = max([box.high for box in boxes] + [step.limit for step in steps], default=1)
    y_axis = alt.Axis(title=None, tickMinStep=1, format="d", domain=False, ticks=False, gridColor=GRID)
    y = alt.Y("low:Q", scale=alt.Scale(domain=[0, highest]), axis=y_axis)
    colours = used(supporter_colours(names), (box.supporter for box in boxes))
    stack = _chart(boxes).mark_rect().encode(
        x=time.x("start"),
        x2="until:T",
        y=y,
        y2="high:Q",
        color=_colours("supporter", colours, legend),
        tooltip=_tips(names, ("supporter", "month", "away", "limit")),
    )  # fmt: skip
    limit = _chart(steps).mark_rule(strokeDash=[5, 3], color=INK)
    spare = limit.encode(x=time.x("start"), x2="until:T", y=alt.Y("limit:Q"))
    return _finished([stack, spare], time, 180)


def _bars(bars: Sequence[drawn.Bar], time: Timeline, colour: alt.Color, y: alt.Y, names: Names) -> list[alt.Chart]:
    tips = ("person", "title", "supporter", "post", "department", "recipient", "days", "months")
    boxes = (
        _chart(bars)
        .mark_rect(cornerRadius=3, clip=True, stroke="white", strokeWidth=1)
        .encode(x=time.x("start"), x2="until:T", y=y, color=colour, tooltip=_tips(names, tips))
    )
    first = time.first.isoformat()
    written = [{"row": bar.row, "start": max(bar.start, first), "text": _fitted(bar, time)} for bar in bars]
    text = _plain(written).mark_text(align="left", dx=6, fontSize=11.5, color=INK)
    return [boxes, text.encode(x=time.x("start"), y=y, text="text:N")]


def _fitted(bar: drawn.Bar, time: Timeline) -> str:
    """Return a bar's label, cut short with an ellipsis where it would not fit, or nothing where the bar is too short."""
    start = max(date.fromisoformat(bar.start), time.first)
    room = (min(date.fromisoformat(bar.until), time.end) - start).days * time.day_width - 8
    label = ("◂ " if date.fromisoformat(bar.start) < start else "") + bar.label
    if _text_width(label) <= room:
        return label
    shorter = (label[:length].rstrip() + "…" for length in range(len(label) - 1, 1, -1))
    return next((text for text in shorter if _text_width(text) <= room), "")


def _text_width(text: str) -> float:
    """Return about how wide a text is, pixels: Chinese characters are twice as wide as others."""
    return sum(12 if ord(letter) > 0x2E80 else 6.4 for letter in text)


def _cells(cells: Sequence[drawn.Cell], time: Timeline, y: alt.Y, names: Names) -> list[alt.Chart]:
    below_min = [cell for cell in cells if cell.below_min]
    below_target = [cell for cell in cells if not cell.below_min]
    boxes = (
        _chart(below_min).mark_rect(color=MISSING, stroke="white", cornerRadius=1),
        _chart(below_target).mark_rect(color=WANTED, stroke="#dc8d86", strokeDash=[3, 2]),
    )
    tips = _tips(names, ("post", "department", "recipient", "month", "missing", "below"))
    labelled = [cell for cell in cells if cell.label] if time.period_width >= 15 else []
    text = _chart(labelled).mark_text(align="left", dx=3, fontSize=11, fontWeight="bold")
    ink = alt.condition(alt.datum.below_min, alt.value("white"), alt.value("#a33a33"))
    return [
        *(box.encode(x=time.x("start"), x2="until:T", y=y, tooltip=tips) for box in boxes),
        text.encode(x=time.x("start"), y=y, text="label:N", color=ink),
    ]


def _marks(marks: Sequence[drawn.Mark], time: Timeline, y: alt.Y, names: Names) -> alt.Chart:
    shown = [mark for mark in marks if time.first.isoformat() <= mark.day or mark.shape == "diamond"]
    points = _chart(shown).mark_point(
        filled=True, fill="white", stroke=INK, strokeWidth=1, size=46, opacity=1, yOffset=8
    )
    chart: alt.Chart = points.encode(
        x=time.x("day"),
        y=y,
        shape=alt.Shape("shape:N", scale=None, legend=None),
        tooltip=_tips(names, ("what", "person", "due")),
    )
    return chart


def _batches(time: Timeline) -> alt.Chart:
    periods = sorted({batch.period for batch in time.calendar.batches})
    days = [{"day": time.calendar.day(period).isoformat()} for period in periods]
    rules = _plain(days).mark_rule(strokeDash=[2, 3], strokeWidth=1, color="#a9b6c8")
    chart: alt.Chart = rules.encode(x=time.x("day"))
    return chart


def _horizon_end(time: Timeline) -> list[alt.Chart]:
    """Return a grey line where the horizon ends, and a veil over what runs past it."""
    if time.end == time.horizon_end:
        return []
    after = [{"start": time.horizon_end.isoformat(), "until": time.end.isoformat()}]
    veil = _plain(after).mark_rect(color="white", opacity=0.45)
    line = _plain(after).mark_rule(strokeWidth=1.5, color=FAINT)
    return [veil.encode(x=time.x("start"), x2="until:T"), line.encode(x=time.x("start"))]


def _labels(labels: Sequence[drawn.RowLabel], y: alt.Y) -> alt.Chart:
    text: alt.Chart = _chart(labels).mark_text(align="right", fontSize=12, color=INK, limit=LABELS - 14)
    return text.encode(x=alt.value(-10), y=y, text="text:N")


def _rows(count: int, padding: float = 0.16) -> alt.Y:
    scale = alt.Scale(domain=list(range(count)), paddingInner=padding, paddingOuter=padding / 2)
    return alt.Y("row:O", scale=scale, axis=None)


def _colours(field: str, colours: dict[str, str], legend: bool) -> alt.Color:
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color(f"{field}:N", scale=scale, legend=_legend() if legend and len(colours) <= LONGEST_LEGEND else None)


def _legend() -> alt.Legend:
    return alt.Legend(orient="top", title=None, columns=5, labelLimit=190, labelColor=INK, symbolType="square")


def _tips(names: Names, fields: Iterable[str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=names.say(f"chart.{field}")) for field in fields]


def _chart(rows: Sequence[Any]) -> alt.Chart:
    return _plain([asdict(row) for row in rows])


def _plain(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    chart: alt.Chart = alt.Chart(alt.InlineData(values=list(rows)))
    return chart


def _finished(layers: list[alt.Chart], time: Timeline, height: int) -> alt.LayerChart:
    drawn_layers = [layer for layer in layers if layer.data.values]
    frame = _plain([{"start": time.first.isoformat()}]).mark_rule(opacity=0).encode(x=time.axis())
    spacer = _plain([{}]).mark_rect(opacity=0).encode(x=alt.value(-LABELS), x2=alt.value(0), y=alt.value(0))
    chart = alt.LayerChart(layer=[frame, *drawn_layers, spacer]).properties(width=WIDTH, height=max(LINE, height))
    look: alt.LayerChart = chart.configure(font=FONT, background="white").configure_view(stroke=None)
    return look
