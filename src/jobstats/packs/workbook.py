"""A pack's tables as a workbook: definitions first, then a sheet for each chart. Holds no formula, link, note or hidden thing, and nothing a Contents does not."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from jobstats.drawing import fonts
from jobstats.packs.cells import Cell, Column, columns_of
from jobstats.packs.contents import BESIDE, Contents
from jobstats.page import Drawn

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: The row of the header in every sheet, counted from 0: question, sentence and caption stand above it, and one row is empty.
HEADER = 4
_DEFINED = ("Sheet", "Question", "What it shows", *BESIDE, "How its numbers are made")
#: How wide columns are, in characters: a chart's, each as it needs within bounds; those of the definitions, together so that on A4 its letters are of 8 points.
_WIDTHS = (9.0, 40.0)
_WIDE = (17.0, 17.0, 30.0, 15.0, 32.0, 14.0, 12.0, 42.0)
_READ = (
    "One row for each sheet. In the sheets, “k” out of “n” stand in two columns, and so do the low and the high end of a range; “–” says "
    "that there is nothing to tell yet. Every cell is a plain number, day or text."
)
#: What a workbook says of its making: nothing but this day, the same in all.
_NO_DAY = datetime(2000, 1, 1)
#: The letters of every cell, and of the sheet itself: columns are as wide as so many of its digits.
_FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": False}
_LONGEST = 32_767
_UNFIT = re.compile("[\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"[^A-Za-z0-9_ -]")
_LINE = 13.2
_TALLEST = 400.0
#: The texts above a table run at least this far, in characters.
_ACROSS = 84


def workbook(contents: Contents) -> bytes:
    """The tables of a pack as one .xlsx file; the same bytes for the same contents.

    The first sheet, “Definitions”, has a row for each chart. Every chart has a sheet of its own, called as in the catalogue: question, sentence, caption,
    and from row 5 its table. Numbers, shares (.19, shown as 19 %), days, ranges (two columns) and “k of n” (two columns) are what they are;
    “–”, “<5” and the like stay text, so that nothing looks forgotten.
    """
    out = io.BytesIO()
    with opened(out) as book:
        names = _names(d.name for d in contents.charts)
        _definitions(book, contents, names)
        for name, drawn in zip(names, contents.charts, strict=True):
            _chart(book, name, drawn)
    return out.getvalue()


@dataclass(frozen=True)
class Book:
    """A workbook under way, with the few ways a cell can look."""

    file: Workbook
    look: Callable[..., Format]

    def sheet(self, name: str, above: Sequence[str], columns: Sequence[Column], sizes: Sequence[float] = ()) -> Worksheet:
        """A sheet: three texts above, a table from row 5 on, its header held in sight; printed on one page's width.

        sizes: how wide the columns are, in characters; as their cells need where nothing is said.
        """
        sheet = self.file.add_worksheet(name)
        sizes = sizes or [_width(c) for c in columns]
        _above(self, sheet, above, sizes)
        for i, (column, size) in enumerate(zip(columns, sizes, strict=True)):
            sheet.set_column(i, i, size)
            _filled(self, sheet, i, column)
        rows = [
            [c.title for c in columns],
            *([_wrapping(c.cells[i]) for c in columns] for i in range(len(columns[0].cells) if columns else 0)),
        ]
        for row, texts in enumerate(rows, HEADER):
            sheet.set_row(row, _high(texts, sizes))
        _printed(sheet)
        return sheet


@contextmanager
def opened(out: io.BytesIO) -> Iterator[Book]:
    """A workbook written into `out` when the block ends: nothing in it is ever read as a formula, a link or a number, and it names nobody."""
    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    options = {"in_memory": True, "default_format_properties": dict(_FONT), **plain}
    with xlsxwriter.Workbook(out, options) as file:
        file.set_properties({"created": _NO_DAY})
        known: dict[tuple[tuple[str, object], ...], Format] = {}

        def look(**how: object) -> Format:
            key = tuple(sorted(how.items()))
            if key not in known:
                known[key] = file.add_format({**_FONT, **how})
            return known[key]

        yield Book(file, look)


def write(sheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    """One cell: text as text, whatever it looks like; numbers and days as such."""
    if isinstance(cell.value, str):
        sheet.write_string(row, column, fit(cell.value), look)
    elif isinstance(cell.value, date):
        sheet.write_datetime(row, column, cell.value, look)
    else:
        sheet.write_number(row, column, cell.value, look)


def fit(text: str) -> str:
    """Text as a workbook can hold it: characters no file of XML can hold are shown as �, and what is too long for a cell ends in “…”.

    A blank is put after “<r>…</r>”, which XlsxWriter would copy into the file as it stands.
    """
    text = _UNFIT.sub("\ufffd", text)
    text = text if len(text) < _LONGEST else f"{text[: _LONGEST - 2]}…"
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _definitions(book: Book, contents: Contents, names: Sequence[str]) -> None:
    """What each sheet is, what it rests on and leaves out, and how its numbers are made."""
    rows = [[name, d.question, d.sentence, *_explained(d.explained)] for name, d in zip(names, contents.charts, strict=True)]
    columns = [Column(title, tuple(Cell(row[i]) for row in rows), False) for i, title in enumerate(_DEFINED)]
    book.sheet("Definitions", (contents.title, contents.made, _READ), columns, _WIDE)


def _explained(parts: Sequence[tuple[str, str]]) -> list[str]:
    """The parts that stand beside a chart, each by itself, and all others together."""
    beside = ["\n".join(text for head, text in parts if head == wanted) for wanted in BESIDE]
    return [*beside, "\n".join(f"{head}: {text}" for head, text in parts if head not in BESIDE)]


def _chart(book: Book, name: str, drawn: Drawn) -> None:
    """One chart's sheet."""
    titles = [str(c) for c in drawn.table.columns]
    columns = columns_of(titles, drawn.table.to_numpy(dtype=object).tolist())
    book.sheet(name, (drawn.question, drawn.sentence, drawn.caption), columns)


def _names(charts: Iterable[str]) -> list[str]:
    """What each sheet is called: as its chart, as far as a sheet's name may be; none twice."""
    out: list[str] = []
    for chart in charts:
        name = base = _NAME.sub("", chart)[:28].strip() or "chart"
        number = 1
        while name.casefold() in {"definitions", "history", *(n.casefold() for n in out)}:
            number += 1
            name = f"{base} {number}"
        out.append(name)
    return out


def _above(book: Book, sheet: Worksheet, texts: Sequence[str], sizes: Sequence[float]) -> None:
    """The three texts above a table, each over as many columns as it takes to be read without scrolling."""
    last, across = 0, sizes[0] if sizes else 0.0
    while across < _ACROSS:
        last += 1
        across += sizes[last] if last < len(sizes) else 8.43
    for row, text in enumerate(texts):
        how = book.look(bold=row == 0, font_size=12 if row == 0 else 10, text_wrap=True, valign="top")
        if last:
            sheet.merge_range(row, 0, row, last, "", how)
        write(sheet, row, 0, Cell(text), how)
        sheet.set_row(row, _high([text], [across]) * (1.25 if row == 0 else 1))


def _filled(book: Book, sheet: Worksheet, place: int, column: Column) -> None:
    """A column's title and cells. Numbers stand to the right; text to the left, a little apart from the column before it."""
    how = {"text_wrap": True, "align": "right" if column.typed else "left", "indent": int(place > 0 and not column.typed)}
    write(sheet, HEADER, place, Cell(column.title), book.look(bold=True, bottom=1, valign="bottom", **how))
    for row, cell in enumerate(column.cells, HEADER + 1):
        write(sheet, row, place, cell, book.look(valign="top", num_format=cell.form or _text_form(cell), **how))


def _text_form(cell: Cell) -> str:
    """Short text stays text when somebody edits the cell; long text in that format is shown as ##### by older programs."""
    return "@" if len(str(cell.value)) <= 255 else "General"


def _printed(sheet: Worksheet) -> None:
    """The header stays in sight; on paper the table is one page wide, and the pages are counted."""
    sheet.freeze_panes(HEADER + 1, 1)
    sheet.set_paper(9)
    sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def _width(column: Column) -> float:
    """A column's width, in characters: as its cells and the words of its title need, within bounds."""
    least, most = _WIDTHS
    cells = [len(line) for cell in column.cells for line in _shown(cell).splitlines()]
    words = [len(word) for word in column.title.split()]
    return float(min(max([*cells, *words, math.ceil(len(column.title) * 0.6), least - 4]) + 4, most))


def _shown(cell: Cell) -> str:
    """About what a cell looks like, to measure it."""
    if isinstance(cell.value, date):
        return "30 Sep 2026"
    return cell.value if isinstance(cell.value, str) else "100.0 %"


def _wrapping(cell: Cell) -> str:
    """What of a cell may take several lines: numbers and days never do."""
    return cell.value if isinstance(cell.value, str) else ""


def _high(texts: Sequence[str], sizes: Sequence[float]) -> float:
    """How high a row has to be so that none of its texts is cut."""
    lines = [sum(_lines(line, size) for line in text.splitlines() or [""]) for text, size in zip(texts, sizes, strict=True)]
    return min(_LINE * max(lines, default=1), _TALLEST)


def _lines(text: str, size: float) -> int:
    """How many lines a text takes in a column so many characters wide; broken at words, it takes some more than its width says."""
    needed = fonts.width(text, 10) * 96 / 72 / (7 * size)
    return 1 if needed <= 0.92 else math.ceil(needed * 1.13)
