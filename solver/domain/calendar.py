"""Periods and dates: a period is some whole months, half open, counted from the start of the calendar."""

import calendar as _gregorian
import datetime as dt
from datetime import date

from pydantic import Field

from solver.domain.document import Document


def add_months(day: date, months: int) -> date:
    """Return the same day of the month, `months` later; the last day of the month where it is too short."""
    month = day.year * 12 + day.month - 1 + months
    year, month0 = divmod(month, 12)
    last = _gregorian.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


class Batch(Document):
    """A named batch, such as the first phase of the tenth batch."""

    period: int = Field(ge=0, description="Period in which the batch departs.")
    name: str = Field(description="Name for people to read, such as 第十批第一期.")
    date: dt.date | None = Field(default=None, description="Day of arrival, shown.")


class Calendar(Document):
    """The planning horizon: `periods` periods of `months_per_period` months from `start`."""

    start: date = Field(description="First day of period 0; day of the month 1 to 28.")
    months_per_period: int = Field(description="Months in a period: 1, 2, 3, 6 or 12.")
    periods: int = Field(ge=1, le=600, description="Number of periods in the horizon.")
    batch_starts: tuple[int, ...] | None = Field(
        default=None, description="Periods in which tours may start; none = all."
    )
    batches: tuple[Batch, ...] = Field(default=(), description="Names of batches, shown.")
    tail_periods: int | None = Field(
        default=None,
        ge=0,
        le=1200,
        description="Periods after the horizon into which tours may run; "
        "default: the longest maximum of the tour kinds, minus one period.",
    )

    def day(self, period: int) -> date:
        """Return the first day of a period; negative periods lie before the start."""
        return add_months(self.start, period * self.months_per_period)

    def periods_up(self, months: int) -> int:
        """Months as periods, rounded up: for minimum lengths, rests, handover and windows."""
        return -(-months // self.months_per_period)

    def periods_down(self, months: int) -> int:
        """Months as periods, rounded down: for maximum lengths and limits."""
        return months // self.months_per_period

    def first_period_from(self, day: date) -> int:
        """Return the first period that begins on or after a day."""
        months = (day.year - self.start.year) * 12 + day.month - self.start.month
        period = months // self.months_per_period - 1
        while self.day(period) < day:
            period += 1
        return period

    def starts(self) -> tuple[int, ...]:
        """Return the periods in which tours may start, where the kind does not say otherwise."""
        return tuple(range(self.periods)) if self.batch_starts is None else self.batch_starts
