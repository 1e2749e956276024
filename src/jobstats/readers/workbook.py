"""A workbook to the rows of its sheets, as text. Reads what cells show last, never a formula; what it unpacks is bounded first."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from jobstats.errors import LogError, Problem
from jobstats.readers.kinds import OLE, ZIP
from jobstats.readers.parts import Part, is_workbook, opened, unpacked
from jobstats.readers.rows import Row, holds_something

#: More cells than this between the first and the last used one are refused: a stray cell at the far end of a sheet.
_MOST_CELLS = 20_000_000
#: Cells merged over more rows than this are no company of several rows.
_MOST_MERGED = 100
_NO_CELLS = re.compile(
    r"(?i)/media/|/drawings/|/embeddings/|/printersettings/|/charts/|vbaproject|thumbnail|^pictures/|\.(?:png|jpe?g|gif|emf|wmf)$"
)
_FAR_CELL = re.compile(rb'<c r="([A-Z]{2,3})\d+"[^>]*(?<!/)>')
_LAST_CELL = re.compile(rb'<c r="[A-Z]+(\d+)"[^>]*(?<!/)>')
_MANY_EQUAL = re.compile(
    rb'<table:table-cell[^>]*(?:value-type=[^>]*number-columns-repeated="\d{4,}"|number-columns-repeated="\d{4,}"[^>]*value-type=)'
)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows that are not blank, with their row in the sheet, all equally wide."""

    name: str
    kind: str
    rows: list[Row]
    notes: list[Problem]
    hidden: bool = False


def workbook_kind(data: bytes) -> str:
    """XLSX, XLS or ODS; "" if these bytes are no workbook."""
    if data.startswith(OLE):
        return "XLS"
    if not data.startswith(ZIP):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if is_workbook(archive):
                return "XLSX" if any(n.startswith("xl/") for n in archive.namelist()) else "ODS"
    except zipfile.BadZipFile:
        pass
    return ""


def sheets_of(part: Part, kind: str) -> list[Sheet]:
    """Every sheet of a workbook, in its order; those a person hid are marked."""
    data = part.data if kind == "XLS" else _bounded(part)
    if kind == "XLS" and "EncryptedPackage".encode("utf-16-le") in data:
        raise _protected(part.name)
    return _guarded(part.name, lambda: _read(data, kind))


def _protected(name: str) -> LogError:
    """What to say of a workbook that only opens with its password."""
    return LogError(f"{name} is protected by a password. Save a copy without the password, and give the path of that.")


def _guarded(name: str, read: Any) -> list[Sheet]:
    """What the reader of workbooks gives; all it can fail with becomes one sentence."""
    import python_calamine  # not at the top: a CSV needs none of it

    try:
        sheets: list[Sheet] = read()
    except (KeyboardInterrupt, SystemExit, LogError, MemoryError):
        raise
    except python_calamine.PasswordError as error:
        raise _protected(name) from error
    except BaseException as error:  # a panic in the reader is no Exception
        raise LogError(
            f"{name} cannot be read as a workbook: it is damaged, or of another kind. Save the sheet as CSV, and give that."
        ) from error
    return sheets


def _bounded(part: Part) -> bytes:
    """The workbook packed anew without pictures, its unpacked size known to be bearable."""
    out = io.BytesIO()
    with opened(part.data, part.name) as archive, zipfile.ZipFile(out, "w") as new:
        members = [i for i in archive.infolist() if not i.is_dir() and not _NO_CELLS.search(i.filename)]
        for info, content in zip(members, unpacked(archive, members, part.name), strict=True):
            if info.filename.startswith("xl/worksheets/") and _spread(content) > _MOST_CELLS:
                raise LogError(
                    f"{part.name}: a sheet has cells so far apart that it would take {_MOST_CELLS:,} cells to hold it. Save the sheet as CSV, and give that."
                )
            if info.filename == "META-INF/manifest.xml" and b"encryption-data" in content:
                raise _protected(part.name)
            if info.filename == "content.xml" and _MANY_EQUAL.search(content):
                raise LogError(f"{part.name}: a row of a sheet holds thousands of equal cells. Save the sheet as CSV, and give that.")
            new.writestr(info.filename, content)
    return out.getvalue()


def _spread(sheet: bytes) -> int:
    """How many cells lie between the first and the last that holds something, at most."""
    columns = {26, *(_column(letters) for letters in set(_FAR_CELL.findall(sheet)))}
    if columns == {26}:
        return 0
    rows, end = 0, len(sheet)
    while not rows and (start := sheet.rfind(b"<row", 0, end)) >= 0:
        rows = max((int(match[1]) for match in _LAST_CELL.finditer(sheet, start, end)), default=0)
        end = start
    return max(columns) * rows


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _read(data: bytes, kind: str) -> list[Sheet]:
    """Every sheet that is a table and no chart."""
    import python_calamine as calamine

    book = calamine.load_workbook(io.BytesIO(data))
    out = []
    for i, about in enumerate(book.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        notes: list[Problem] = []
        sheet = book.get_sheet_by_index(i)
        values = _text(sheet.to_python(skip_empty_area=False))
        _fill_merged(values, sheet.merged_cell_ranges or [])
        rows = [row for row in enumerate(values, 1) if holds_something(row, notes)]
        width = max((j + 1 for _, cells in rows for j in [_end(cells)]), default=0)
        hidden = about.visible != calamine.SheetVisibleEnum.Visible
        out.append(Sheet(about.name, kind, [(line, cells[:width]) for line, cells in rows], notes, hidden))
    return out


def _fill_merged(rows: list[list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """What stands once in cells merged downwards (one company for three rows) stands in each of their rows that hold anything."""
    for (first, column), (last, end) in merged:
        if column == end and first < len(rows) and column < len(rows[first]) and last - first <= _MOST_MERGED:
            for cells in rows[first + 1 : last + 1]:
                if any(cells):
                    cells[column] = cells[column] or rows[first][column]


def _end(cells: list[str]) -> int:
    """The place of the last cell that holds something."""
    return max(i for i, cell in enumerate(cells) if cell and not cell.isspace())


def _text(rows: list[list[Any]]) -> list[list[str]]:
    """Cells as text."""
    return [[cell if type(cell) is str else shown(cell) for cell in cells] for cells in rows]


def shown(cell: object) -> str:
    """One cell as text; a day without a time of day is a day, whatever the other cells of its column are."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        if cell.microsecond:
            cell = (cell + timedelta(microseconds=500_000)).replace(microsecond=0)
        if cell.time() == time():
            return cell.date().isoformat()
        return cell.isoformat(timespec="seconds" if cell.second else "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat(timespec="seconds" if cell.second else "minutes")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
    return str(cell)
