"""Draws for random questions. A question has a few themes; what belongs to no theme of its own stays plain.

Few themes at a time let rules meet that seldom would if everything were restricted at once.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from solver.domain.calendar import Calendar

Row = dict[str, Any]
T = TypeVar("T")


class Dice:
    """What draws the parts of one question."""

    def __init__(self, draw: st.DrawFn, themes: Sequence[str]) -> None:
        self._draw = draw
        self._themes = draw(st.lists(st.sampled_from(themes), min_size=1, max_size=8, unique=True))

    def pick(self, options: Sequence[T]) -> T:
        """Draw one of several."""
        return self._draw(st.sampled_from(options)) if len(options) > 1 else options[0]

    def some(self, options: Sequence[T], most: int, least: int = 0) -> list[T]:
        """Draw several, none twice, in their order."""
        chosen = self._draw(st.lists(st.sampled_from(options), min_size=least, max_size=most, unique=True))
        return sorted(chosen, key=options.index)

    def number(self, least: int, most: int) -> int:
        """Draw a whole number."""
        return self._draw(st.integers(least, most))

    def has(self, theme: str) -> bool:
        """Return whether the question has a theme, and two times in three it shows here."""
        return theme in self._themes and self.number(0, 2) > 0

    def perhaps(self, theme: str, make: Callable[[], T], otherwise: Any = None) -> T | Any:
        """Return what `make` draws where a theme shows, else `otherwise`."""
        return make() if self.has(theme) else otherwise


class Times:
    """Draws months, periods and days around a calendar, whole periods and the days beside them more often."""

    def __init__(self, dice: Dice, calendar: Calendar) -> None:
        self._dice, self.calendar = dice, calendar
        self.step, self.periods = calendar.months_per_period, calendar.periods

    def months(self, least: int, most: int) -> int:
        """Draw months between so many periods, less up to a period."""
        periods = self._dice.number(least, most) * self.step
        return max(periods - self._dice.pick([0, 0, 1, self.step - 1]), 0)

    def starts(self) -> list[int]:
        """Draw batch starts."""
        return self._dice.some(range(self.periods), 3, least=1)

    def span(self, first: int, longest: int) -> tuple[int, int]:
        """Draw a range of periods that begins in the horizon."""
        begin = self._dice.number(first, self.periods - 1)
        return begin, begin + self._dice.number(1, longest)

    def per_period(self, most: int) -> int | list[int]:
        """Draw a number, or one per period."""
        if self._dice.number(0, 1):
            return self._dice.number(0, most)
        return [self._dice.number(0, most) for _ in range(self.periods)]

    def day(self, first: int, last: int) -> str:
        """Draw a day at the beginning of a period, or beside it."""
        period = self.calendar.day(self._dice.number(first, last))
        return self.shifted(period.isoformat(), self._dice.pick([0, 0, -1, 1, 12]))

    def shifted(self, day: str, by: int) -> str:
        """Return the day so many days later."""
        start = self.calendar.start
        return start.fromordinal(start.fromisoformat(day).toordinal() + by).isoformat()
