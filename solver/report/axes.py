"""The axis of time that all charts share. Days are read and drawn in UTC, so that none shifts with the time zone."""

from collections.abc import Iterable

import altair as alt

from solver.domain.calendar import add_months
from solver.report.names import Names

WIDTH = 940
"""Width of the drawing without labels, pixels: with them it fills a page 1,280 pixels wide."""
FAINT, GRID = "#8a94a3", "#e6e9ee"


def time_scale(names: Names, ends: Iterable[str]) -> alt.Scale:
    """Return the scale of days: the horizon, and the tail as far as tours run into it."""
    first, last = horizon(names)
    return alt.Scale(type="utc", domain=[_utc(first), _utc(max([last, *ends]))], nice=False)


def horizon(names: Names) -> tuple[str, str]:
    """Return the first day of the horizon and the first day after it."""
    return names.calendar.day(0).isoformat(), names.calendar.day(names.calendar.periods).isoformat()


def _utc(day: str) -> alt.DateTime:
    year, month, number = (int(part) for part in day.split("-"))
    return alt.DateTime(year=year, month=month, date=number, utc=True)


def time_axis(scale: alt.Scale, names: Names) -> alt.X:
    """Return the axis of days above a chart, with months, and years where they begin."""
    month, year = ("'月'", "'年'") if names.language == "zh" else ("''", "''")
    is_new_year = "utcmonth(datum.value) == 0 || datum.index == 0"
    axis = alt.Axis(
        orient="top",
        title=None,
        values=_ticks(names),
        labelExpr=f"[{is_new_year} ? utcyear(datum.value) + {year} : '', (utcmonth(datum.value) + 1) + {month}]",
        labelAlign="left",
        labelBaseline="bottom",
        labelPadding=17,
        labelFontSize=11,
        labelColor=FAINT,
        labelOverlap=False,
        gridColor=GRID,
        domain=False,
        tickColor="#c9d0d9",
    )
    return alt.X("start:T", scale=scale, axis=axis)


def _ticks(names: Names) -> list[alt.DateTime]:
    """Return the first of some months: at most 24, one every 1, 3, 6 or 12 months, January among them."""
    calendar = names.calendar
    months = calendar.periods * calendar.months_per_period
    step = next((step for step in (1, 3, 6, 12) if months <= 24 * step), 12 * -(-months // 288))
    first = calendar.start.replace(day=1)
    return [
        _utc(day.isoformat())
        for day in (add_months(first, month) for month in range(months + 1))
        if (day.year * 12 + day.month - 1) % step == 0 and day >= calendar.start
    ]
