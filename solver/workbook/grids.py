"""Month grids as planners draw them: a row per place of a post or per person, a column per period, coloured bars."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from solver.domain.plan import Shortage
from solver.report.colours import MISSING, TRACK, WANTED
from solver.report.names import Names
from solver.report.tours import TourRow
from solver.workbook.sheets import FONT, put, put_heading, set_up_print, text_width

PERIOD_WIDTH = 4.3
ROW_HEIGHT = 18
BAR_EDGE = Side(style="thin", color="FFFFFF")
HORIZON_EDGE = Side(style="medium", color="8A94A3")
GRID_EDGE = Side(style="hair", color="D5DBE3")
PERIOD_BORDER = Border(bottom=GRID_EDGE)
HORIZON_BORDER = Border(left=HORIZON_EDGE, bottom=GRID_EDGE)
BAR_BORDER = Border(left=BAR_EDGE, bottom=GRID_EDGE)
MIDDLE = Alignment(vertical="center")
CENTRE = Alignment(horizontal="center", vertical="center")
PERIOD_HEADING = Alignment(textRotation=90, horizontal="center", vertical="bottom")
HEADING_FONT, BAR_FONT = Font(name=FONT, bold=True, size=9), Font(name=FONT, size=9)
MISSING_FONT = Font(name=FONT, size=8, bold=True, color="FFFFFF")
WANTED_FONT = Font(name=FONT, size=8, color="A33A33")


@dataclass(frozen=True)
class GridLine:
    """One row of a grid: what stands at its left, its bars, and where somebody is wanted and missing."""

    left: tuple[str, ...]
    tours: tuple[TourRow, ...]
    wanted: tuple[tuple[int, int], ...] = ()
    missing: tuple[Shortage, ...] = ()


def fill_grid(
    sheet: Worksheet,
    headings: Sequence[str],
    lines: Sequence[GridLine],
    paint: Callable[[TourRow], tuple[str, str]],
    names: Names,
) -> None:
    """Fill a sheet with a grid. `paint` returns the text of a tour's bar and its colour such as #a9d6b8.

    Periods run to the end of the last tour, at most a sixth of the horizon past its end, where a line is drawn.
    """
    left, periods = len(headings), _periods(lines, names)
    _fill_headings(sheet, headings, periods, names)
    for number, line in enumerate(lines, start=2):
        for column, text in enumerate(line.left, start=1):
            cell = put(sheet, number, column, text)
            cell.border, cell.alignment = PERIOD_BORDER, MIDDLE
        sheet.row_dimensions[number].height = ROW_HEIGHT
        _fill_line(sheet, number, left, line, periods, paint, names)
    _set_widths(sheet, headings, lines, periods)
    sheet.freeze_panes = f"{get_column_letter(left + 1)}2"
    set_up_print(sheet, heading_rows=1, heading_columns=left)


def _periods(lines: Sequence[GridLine], names: Names) -> int:
    horizon = names.calendar.periods
    last = max((row.tour.to_period for line in lines for row in line.tours), default=horizon)
    return max(horizon, min(last, horizon + -(-horizon // 6)))


def _fill_headings(sheet: Worksheet, headings: Sequence[str], periods: int, names: Names) -> None:
    for column, heading in enumerate(headings, start=1):
        put_heading(sheet, 1, column, heading)
    for period in range(periods):
        cell = put_heading(sheet, 1, len(headings) + 1 + period, names.calendar.day(period))
        cell.number_format = names.say("grid.month_format")
        cell.alignment = PERIOD_HEADING
        cell.font = HEADING_FONT
    sheet.row_dimensions[1].height = 62


def _fill_line(
    sheet: Worksheet,
    row: int,
    left: int,
    line: GridLine,
    periods: int,
    paint: Callable[[TourRow], tuple[str, str]],
    names: Names,
) -> None:
    for period in range(periods):
        border = HORIZON_BORDER if period == names.calendar.periods else PERIOD_BORDER
        sheet.cell(row, left + 1 + period).border = border
    for start, end in line.wanted:
        _colour(sheet, row, range(left + 1 + start, left + 1 + min(end, periods)), TRACK)
    for tour in line.tours:
        text, tint = paint(tour)
        first = max(0, tour.tour.from_period)
        _colour(sheet, row, range(left + 1 + first, left + 1 + min(tour.tour.to_period, periods)), tint)
        # Only the first cell has a text: Excel lets it run over the empty ones after it.
        cell = put(sheet, row, left + 1 + first, text)
        cell.alignment, cell.font, cell.border = MIDDLE, BAR_FONT, BAR_BORDER
    for shortage in line.missing:
        is_min, column = shortage.below == "min", left + 1 + shortage.period
        cell = put(sheet, row, column, names.say("chart.missing_cell", count=shortage.missing))
        cell.alignment, cell.font = CENTRE, MISSING_FONT if is_min else WANTED_FONT
        _colour(sheet, row, range(column, column + 1), MISSING if is_min else WANTED)


def _colour(sheet: Worksheet, row: int, columns: range, tint: str) -> None:
    fill = _solid(tint)
    for column in columns:
        sheet.cell(row, column).fill = fill


@cache
def _solid(tint: str) -> PatternFill:
    return PatternFill("solid", fgColor=tint.removeprefix("#").upper())


def _set_widths(sheet: Worksheet, headings: Sequence[str], lines: Sequence[GridLine], periods: int) -> None:
    for column, heading in enumerate(headings):
        widest = max([text_width(heading), *(text_width(line.left[column]) for line in lines)])
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(widest + 2, 40)
    for period in range(periods):
        sheet.column_dimensions[get_column_letter(len(headings) + 1 + period)].width = PERIOD_WIDTH
