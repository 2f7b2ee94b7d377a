"""The axis of time that all charts share. Days are read and drawn in UTC, so that none shifts with the time zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import altair as alt

from solver.domain.calendar import Calendar, add_months
from solver.report.colours import FAINT, GRID
from solver.report.names import Names
from solver.report.tours import TourRow

WIDTH = 940
"""Width of a drawing without the labels at its left, pixels."""


@dataclass(frozen=True)
class Timeline:
    """The days from `first` to before `end` on the width of a drawing; the horizon ends at `horizon_end`."""

    calendar: Calendar
    is_chinese: bool
    end: date

    @property
    def first(self) -> date:
        """First day of the calendar."""
        return self.calendar.day(0)

    @property
    def horizon_end(self) -> date:
        """First day after the horizon."""
        return self.calendar.day(self.calendar.periods)

    @property
    def period_width(self) -> float:
        """Width of a period, pixels, on average."""
        return (self.horizon_end - self.first).days / self.calendar.periods * self.day_width

    @property
    def day_width(self) -> float:
        """Width of a day, pixels."""
        return WIDTH / (self.end - self.first).days

    def x(self, field: str) -> alt.X:
        """Return the place of a day, on the scale and axis of the chart's first layer."""
        return alt.X(f"{field}:T")

    def axis(self, field: str = "start") -> alt.X:
        """Return the place of a day for the first layer: with the axis above the chart, years where they begin."""
        year = "utcyear(datum.value) + '年'" if self.is_chinese else "utcyear(datum.value)"
        month = "(utcmonth(datum.value) + 1) + '月'" if self.is_chinese else "utcFormat(datum.value, '%b')"
        is_new_year = "utcmonth(datum.value) == 0 || datum.index == 0"
        # A domain of two days would make Vega-Lite warn wherever a layer has an x2.
        scale = alt.Scale(
            type="utc",
            domainMin=alt.ExprRef(str(_utc(self.first))),
            domainMax=alt.ExprRef(str(_utc(self.end))),
            nice=False,
        )
        axis = alt.Axis(
            orient="top",
            title=None,
            values=self._ticks(),
            labelExpr=f"[{is_new_year} ? {year} : '', {month}]",
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
        return alt.X(f"{field}:T", scale=scale, axis=axis)

    def _ticks(self) -> list[alt.DateTime]:
        """Return the first of some months: about 24, one every 1, 3, 6 or 12 months or more, January among them."""
        start = self.calendar.start.replace(day=1)
        months = (self.end.year - start.year) * 12 + self.end.month - start.month
        step = next((step for step in (1, 3, 6, 12) if months <= 24 * step), 12 * -(-months // 288))
        days = (add_months(start, month) for month in range(months))
        return [_tick(day) for day in days if (day.year * 12 + day.month - 1) % step == 0 and day >= self.first]


def horizon_of(names: Names) -> Timeline:
    """Return the time inside the horizon."""
    calendar = names.calendar
    return Timeline(calendar, names.language == "zh", calendar.day(calendar.periods))


def timeline_of(rows: Iterable[TourRow], names: Names) -> Timeline:
    """Return the horizon and the tail as far as these tours run into it, at most a sixth of the horizon."""
    calendar = names.calendar
    ends = [row.tour.to_day for row in rows]
    longest = calendar.day(calendar.periods + -(-calendar.periods // 6))
    return Timeline(calendar, names.language == "zh", min(longest, max([calendar.day(calendar.periods), *ends])))


def _utc(day: date) -> int:
    """Return a day as milliseconds since 1970, as JavaScript counts."""
    return (day - date(1970, 1, 1)).days * 86_400_000


def _tick(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)
