"""Sheets that read and print well: safe texts, real dates, locked headings, widths that fit Chinese."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | date | None

LONGEST_TEXT = 32_767
"""Most characters that Excel keeps in a cell."""
NARROWEST, WIDEST = 6, 60
FORMULA_LIKE = re.compile(r"^\s*[=+\-@]")
HEADING = PatternFill("solid", fgColor="E8EDF3")
HEADING_BORDER = Border(bottom=Side(style="medium", color="8A94A3"))
ROW_BORDER = Border(bottom=Side(style="thin", color="D5DBE3"))
HEADING_ALIGNMENT = Alignment(vertical="center", wrap_text=True)
TEXT = Alignment(vertical="top", horizontal="left", wrap_text=True)
DAY = Alignment(vertical="top", horizontal="left")
NUMBER = Alignment(vertical="top", horizontal="right")
FONT = "Calibri"
"""Excel sets Chinese in the reader's own Chinese font beside it."""
HEADING_FONT = Font(name=FONT, bold=True)
DATE_FORMAT = "yyyy-mm-dd"


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Set a cell, rows and columns counted from 1. A text stays a text, also one that looks like a formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT]
        cell.data_type = "s"
        if FORMULA_LIKE.match(value):
            cell.quotePrefix = True
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DATE_FORMAT
    return cell


def put_heading(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Set a heading cell."""
    cell = put(sheet, row, column, value)
    cell.font, cell.fill = HEADING_FONT, HEADING
    cell.alignment, cell.border = HEADING_ALIGNMENT, HEADING_BORDER
    return cell


def fill_table(sheet: Worksheet, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Fill a sheet with one table: headings locked and repeated in print, a filter, widths to fit."""
    for column, heading in enumerate(headings, start=1):
        put_heading(sheet, 1, column, heading)
    widths = [text_width(heading) + 4 for heading in headings]
    last = 1
    for last, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = put(sheet, last, column, value)
            cell.alignment, cell.border = _alignment(value), ROW_BORDER
            widths[column - 1] = max(widths[column - 1], text_width(_shown(value)) + 2)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(max(width, NARROWEST), WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{last}"
    set_up_print(sheet, heading_rows=1, heading_columns=0)


def set_up_print(sheet: Worksheet, heading_rows: int, heading_columns: int) -> None:
    """Print on A4 across, as wide as a page, with the headings on every page and page numbers below."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.print_title_rows = f"1:{heading_rows}"
    if heading_columns:
        sheet.print_title_cols = f"A:{get_column_letter(heading_columns)}"
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "&A · &P / &N"


def text_width(text: str) -> int:
    """Return the width of the longest line of a text in Latin characters; a Chinese one counts two."""
    lines = text.split("\n")
    return max(sum(2 if ord(letter) > 0x2E80 else 1 for letter in line) for line in lines)


def _alignment(value: Value) -> Alignment:
    if isinstance(value, str):
        return TEXT
    return NUMBER if isinstance(value, int | float) else DAY


def _shown(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int | float) else str(value)
