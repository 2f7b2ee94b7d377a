"""A plan as a few lines of text: a row per person, a column per period, the post's letter where they serve.

       0 1 2 3 4 5
    a  A A A|B B .

`|` ends a tour that another one of the row follows at once, `.` is at home, `h` a stay of the history, `x` an
unavailable day. ASCII only, so that the columns stand under one another in every font.
"""

from datetime import date
from typing import Any, NamedTuple

from solver.domain.calendar import Calendar

HOME, HISTORY, AWAY = ".", "h", "x"
LONGEST_HISTORY = 6
"""Periods of the history that are drawn."""


class Span(NamedTuple):
    """A tour of an example."""

    specialist: str
    post: str
    start: int
    end: int
    unit: int


def span(text: str) -> Span:
    """Return the tour written as "specialist post from_period to_period [unit]"."""
    specialist, post, start, end, *unit = text.split()
    return Span(specialist, post, int(start), int(end), int(unit[0]) if unit else 0)


def timeline(calendar: Calendar, people: list[dict[str, Any]], spans: list[Span]) -> str:
    """Return the rows of people (rows of an instance), and of tours, over the horizon and what lies around it."""
    stays = {person["id"]: _periods(calendar, person.get("history", [])) for person in people}
    away = {person["id"]: _periods(calendar, person.get("unavailable", [])) for person in people}
    past = [max(period, -LONGEST_HISTORY) for periods in stays.values() for period in periods]
    first = min([0, *past, *(tour.start for tour in spans)])
    last = max([calendar.periods, *(tour.end for tour in spans)])
    periods = range(first, last)
    rows = [("", [str(period) for period in periods])]
    for person in people:
        units = [tour.unit for tour in spans if tour.specialist == person["id"]]
        for unit in range(max([1, int(person.get("count", 1)) if units else 1])):
            label = person["id"] if person.get("count", 1) == 1 else f"{person['id']}/{unit}"
            mine = [tour for tour in spans if (tour.specialist, tour.unit) == (person["id"], unit)]
            for number, lane in enumerate(_lanes(mine)):
                cells = [_cell(period, lane, stays[person["id"]], away[person["id"]]) for period in periods]
                rows.append((label if number == 0 else "", cells))
    return _aligned(rows)


def _periods(calendar: Calendar, ranges: list[dict[str, Any]]) -> set[int]:
    """Return the periods that ranges of days touch."""
    touched: set[int] = set()
    for row in ranges:
        begin, end = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
        first = calendar.first_period_from(begin)
        first -= calendar.day(first) > begin
        touched.update(range(first, calendar.first_period_from(end)))
    return touched


def _lanes(spans: list[Span]) -> list[list[Span]]:
    """Deal tours out to as few rows as their overlaps need; there is always one."""
    lanes: list[list[Span]] = [[]]
    for tour in sorted(spans, key=lambda tour: (tour.start, tour.end)):
        free = next((lane for lane in lanes if not lane or lane[-1].end <= tour.start), None)
        if free is None:
            free = []
            lanes.append(free)
        free.append(tour)
    return lanes


def _cell(period: int, lane: list[Span], stays: set[int], away: set[int]) -> str:
    for tour in lane:
        if tour.start <= period < tour.end:
            followed = period + 1 == tour.end and any(other.start == tour.end for other in lane)
            return tour.post[0].upper() + ("|" if followed else "")
    if period in stays:
        return HISTORY
    return AWAY if period in away else HOME


def _aligned(rows: list[tuple[str, list[str]]]) -> str:
    margin = max(len(label) for label, _ in rows)
    width = max(len(cell.rstrip("|")) for _, cells in rows for cell in cells)
    lines = []
    for label, cells in rows:
        columns = (cell.rstrip("|").rjust(width) + ("|" if cell.endswith("|") else " ") for cell in cells)
        lines.append(f"{label.ljust(margin)}  {''.join(columns)}".rstrip())
    return "\n".join(lines)
