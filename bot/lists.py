"""Lists that an operator brings in: CSV and XLSX files, read into lines of plain texts."""

import csv
import warnings
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import StringIO
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from bot.errors import Misconfigured

LARGEST, UNPACKED = 2_000_000, 50_000_000
"""Bytes of a file, and of a workbook once it is unpacked."""
MOST, WIDEST = 5000, 50
"""Lines of a list, and columns of a sheet."""
SEPARATORS = ";,\t"
MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\xd0\xcf\x11\xe0": "an old or protected Excel file"}
"""How files begin that are no lists of ours."""
MISREAD = ("Ã", "\N{REPLACEMENT CHARACTER}")
"""What ä, ö and å become when a file is read in a wrong encoding and saved again."""
FORMULA = "=+-@"
MERGED = b"<mergeCell "
BROKEN = (BadZipFile, KeyError, ValueError, TypeError, AttributeError, SyntaxError, EOFError, RuntimeError, zlib.error)
"""What a workbook raises that is none, or a damaged one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row below the headings: its texts by the names of their columns."""

    number: int
    sheet: str
    cells: dict[str, str]

    @property
    def where(self) -> str:
        return f"Sheet “{self.sheet}”, line {self.number}" if self.sheet else f"Line {self.number}"


@dataclass(frozen=True, slots=True)
class Table:
    """One list: the columns that it has, its lines, and those of its cells that are no plain texts."""

    columns: frozenset[str]
    lines: list[Line]
    problems: list[tuple[Line, str]]


Row = tuple[int, Sequence[Any]]
Kinds = Mapping[frozenset[str], frozenset[str]]
"""The columns that a list may have → those of them that it needs."""


def read_tables(path: Path, kinds: Kinds) -> list[Table]:
    """Every list of a file; each is of one kind. Raises Misconfigured if the file is no such thing."""
    try:
        if path.stat().st_size > LARGEST:
            raise Misconfigured(f"{path.name} is larger than 2 MB: split it.")
        content = path.read_bytes()
    except OSError:
        raise Misconfigured(f"{path.name} cannot be read: check its name and that you may read it.") from None
    for mark, what in MARKS.items():
        if content.startswith(mark):
            raise Misconfigured(f"{path.name} is {what}: save it as XLSX or as “CSV UTF-8”.")
    sheets = _workbook(path) if content.startswith(b"PK") else [("", list(_text(path.name, content)))]
    filled = [(name, rows) for name, rows in sheets if rows]
    if not filled:
        raise Misconfigured(f"{path.name} is empty: its first row names the columns.")
    return [_table(f"{path.name}, sheet “{name}”" if name else path.name, name, rows, kinds) for name, rows in filled]


def _table(told: str, sheet: str, rows: list[Row], kinds: Kinds) -> Table:
    heads = [str(head or "").strip().casefold() for head in rows[0][1]]
    while heads and not heads[-1]:
        heads.pop()
    known = sorted(kinds, key=lambda kind: len(kind & set(heads)))[-1]
    offered = " or ".join(", ".join(sorted(kind)) for kind in kinds)
    if unknown := [head for head in heads if head not in known]:
        raise Misconfigured(f"{told}: unknown columns: {quoted(unknown)}. Use {offered}.")
    if len(set(heads)) < len(heads):
        raise Misconfigured(f"{told}: a column stands twice in the first row: name each once.")
    if missing := kinds[known] - set(heads):
        raise Misconfigured(f"{told}: missing columns: {quoted(sorted(missing))}.")
    if len(rows) - 1 > MOST:
        raise Misconfigured(f"{told} has more than {MOST} lines: split it.")
    lines, problems = [], []
    for number, row in rows[1:]:
        texts = [_plain(cell) for cell in row]
        line = Line(number, sheet, {head: text or "" for head, text in zip_longest(heads, texts[: len(heads)])})
        lines.append(line)
        problems += [(line, sentence) for sentence in _strange(row, texts, len(heads))]
    return Table(frozenset(heads), lines, problems)


def _plain(cell: object) -> str | None:
    """Without needless white space; None if it is neither a text nor a whole number."""
    if cell is None or (isinstance(cell, str | int) and not isinstance(cell, bool)):
        return " ".join(str("" if cell is None else cell).split())
    return None


def _strange(row: Sequence[object], texts: Sequence[str | None], width: int) -> Iterator[str]:
    if any(text != "" for text in texts[width:]):
        yield "More cells than the first row has columns."
    for cell, text in zip(row, texts, strict=True):
        if text is None:
            yield f"“{cell}” is no plain text: write it as one."
        elif text.startswith(tuple(FORMULA)):
            yield f"“{text[:40]}” is a formula: paste it as a value, without {' '.join(FORMULA)} in front."
        elif any(one in text for one in MISREAD) or not text.isprintable():
            yield f"“{text[:40]}” has broken letters: save the list anew as “CSV UTF-8” or XLSX."


def _text(name: str, content: bytes) -> Iterator[Row]:
    """UTF-8, or what Excel writes in Finland otherwise; semicolons, commas or tabulators."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise Misconfigured(f"{name} is no text that can be read: save it as “CSV UTF-8” or XLSX.") from None
    if "\0" in text:
        raise Misconfigured(f"{name} is no text that can be read: save it as “CSV UTF-8” or XLSX.")
    lines = StringIO(text, newline="")
    first = lines.readline()
    skipped = 1 if first.lower().startswith("sep=") else 0
    if skipped:
        first = lines.readline()
    reader = csv.reader(chain([first], lines), delimiter=max(SEPARATORS, key=first.count), strict=True)
    start = skipped + 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield start, row
            start = skipped + reader.line_num + 1
    except csv.Error:
        raise Misconfigured(f"{name}: line {start} cannot be read: check its quotation marks.") from None


def _workbook(path: Path) -> list[tuple[str, list[Row]]]:
    """The sheets that can be seen, by their names. The numbers are those that the spreadsheet shows."""
    from openpyxl import load_workbook

    try:
        with ZipFile(path) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                raise Misconfigured(f"{path.name} is too large once it is unpacked: save only the list itself.")
            if any(MERGED in packed.read(one) for one in packed.namelist() if one.startswith("xl/worksheets/")):
                raise Misconfigured(f"{path.name} has merged cells: separate them and try again.")
        with warnings.catch_warnings(action="ignore"), closing(load_workbook(path, read_only=True)) as book:
            seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            return [(sheet.title if len(seen) > 1 else "", list(_rows(path.name, sheet))) for sheet in seen]
    except BROKEN:
        raise Misconfigured(f"{path.name} is no workbook that can be read: save it as XLSX or CSV.") from None


def _rows(name: str, sheet: Any) -> Iterator[Row]:
    for number, row in enumerate(sheet.iter_rows(max_col=WIDEST), 1):
        if number > 10 * MOST:
            raise Misconfigured(f"{name} has more than {MOST} lines: split it.")
        cells = [_formula(cell) for cell in row]
        if any(cell is not None and str(cell).strip() for cell in cells):
            yield number, cells


def _formula(cell: Any) -> Any:
    """A formula is told from a text by its sign, as in CSV."""
    value = cell.value
    return f"={value}".replace("==", "=", 1) if cell.data_type in ("f", "e") else value


def quoted(names: Iterable[str]) -> str:
    """Names in a row."""
    return ", ".join(f"“{name}”" for name in names)
