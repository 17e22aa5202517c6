"""Tables as an XLSX workbook: numbers as numbers, dates as dates, and no text that a program would calculate."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.model import Unit
from bot.views import kinds
from bot.views.kinds import Table
from bot.views.text import day, number, read

# https://support.microsoft.com/office/excel-specifications-and-limits
TITLE, TEXT = 31, 32_767
NARROW, WIDE = 10, 60
"""Of columns, in characters."""
BOLD, WRAPPED = Font(bold=True), Alignment(vertical="top", wrap_text=True)
DATES = {"fi": "d.m.yyyy", "sv": "d.m.yyyy", "en": "d mmm yyyy"}
COMMANDS = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that programs take for a formula, also when it was saved as CSV."""


def workbook(tables: tuple[Table, ...], language: str) -> bytes:
    """At least one table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Latu"
    for table in tables:
        sheet = book.create_sheet(read(table.title, language)[:TITLE])
        _fill(sheet, table, language)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, table: Table, language: str) -> None:
    for at, heading in enumerate(table.columns, 1):
        cell = _write(sheet.cell(1, at), heading, language)
        cell.font = BOLD
    for row, values in enumerate(table.rows, 2):
        for at, value in enumerate(values, 1):
            _write(sheet.cell(row, at), value, language)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for at in range(len(table.columns)):
        seen = [_seen(table.columns[at], language), *(_seen(values[at], language) for values in table.rows)]
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(max(NARROW, *map(len, seen)) + 3, WIDE)


def _write(cell: Cell | MergedCell, value: kinds.Cell, language: str) -> Cell | MergedCell:
    cell.alignment = WRAPPED
    match value:
        case None:
            pass
        case int() | Decimal():
            cell.value = value
        case date():
            cell.value, cell.number_format = value, DATES[language]
        case words:
            text = ILLEGAL_CHARACTERS_RE.sub("", _seen(words, language))[:TEXT]
            cell.value = text
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(COMMANDS)
    return cell


def _seen(value: kinds.Cell, language: str) -> str:
    """A value as it is shown, for the width."""
    match value:
        case None:
            return ""
        case int() | Decimal():
            return number(value, language)
        case date():
            return day(value, language)
        case Unit():
            return value.called(language)
        case words:
            return read(words, language)
