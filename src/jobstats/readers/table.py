"""Rows of text to a table: which row is the header, which cells are whose; what was mended is noted, what cannot be is set aside."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from jobstats.errors import Problem, count
from jobstats.progress import each
from jobstats.readers.coded import Coded, Ints
from jobstats.readers.fast import Even
from jobstats.readers.rows import MARKS, Row, cells_by
from jobstats.readers.text import looks_double, meant

#: How many columns of a header the kit recognises.
Score = Callable[[list[str]], int]
#: The first rows of a file to the header it never had, or None.
Headless = Callable[[list[list[str]]], list[str] | None]
#: So many rows are looked at to find the header.
_DEEPEST_HEADER = 40
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_DATED = re.compile(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
COUNTED = re.compile(r"(?:Unnamed: \d+(?:\.\d+)*)?")
#: Last words of names whose cells are text of any kind: a separator more is a comma somebody wrote.
_FREE_IN = (
    "note notes comment comments detail details description feedback remark remarks summary memo thoughts text message answer answers",
    "notiz notizen bemerkung bemerkungen kommentar kommentare anmerkungen",  # German
    "commentaire commentaires remarques nota notas observaciones comentarios observações comentários opmerkingen uwagi",
)
_FREE = frozenset(word for words in _FREE_IN for word in words.split())
_MARK_NAMES = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}


@dataclass(frozen=True)
class How:
    """How a file was read. kind: CSV, TSV, XLSX, ODS, XLS. others: sheets or members that were not read. header_line 0: the file has none."""

    kind: str
    encoding: str = ""
    separator: str = ""
    header_line: int = 1
    sheet: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A header, and for each of its entries the column of cells; every row knows its line.

    header: as written, clean of outer space and of characters nobody sees; "" where a column has no name. lines: the line of the
    file (row of the sheet) each row starts on. problems: rows set aside already. notes: what was read in a way worth telling.
    odd: by line, what to say of a row with too few or too many cells if it must be set aside. short: by line, how many cells a row
    had that was filled up with blanks.
    """

    name: str
    header: list[str]
    lines: Ints
    cells: list[Coded]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    odd: dict[int, Problem] = field(default_factory=dict)
    short: dict[int, int] = field(default_factory=dict)
    how: How = How("CSV")


def table_of(rows: list[Row], name: str, how: How, score: Score, headless: Headless) -> Table:
    """The table that these rows are; none of them is blank."""
    if not rows:
        note = Problem(0, "", "", "nothing but white space in it: no events yet", "Name the columns in the first line")
        return Table(name, [], np.zeros(0, dtype=np.int64), [], notes=[note], how=replace(how, header_line=0))
    given = headless([cells for _, cells in rows[:5]])
    at = -1 if given else header_at(rows, score)
    written = rows[at][1] if given is None else given
    body = _Body([seen(cell) for cell in written], how.separator, rows[at][0] if at >= 0 else 0)
    body.header_notes(written, rows[:at] if at > 0 else [])
    kept = body.fitted(rows[at + 1 :])
    lines = np.fromiter((line for line, _ in kept), dtype=np.int64, count=len(kept))
    cells = [Coded.of(column) for column in zip(*(row for _, row in kept), strict=True)] or [Coded.of(()) for _ in range(body.width)]
    return body.table(name, how, lines, cells)


def even_table(found: Even, name: str, how: How, score: Score, headless: Headless) -> Table | None:
    """The same table, from cells already apart; None if its first line is not its header, or is repeated further down."""
    beginning = zip(*(column.head(_DEEPEST_HEADER) for column in found.cells), strict=True)
    rows = [(1, found.first), *zip(found.lines.tolist(), map(list, beginning), strict=False)]
    if headless([cells for _, cells in rows[:5]]) or header_at(rows, score):
        return None
    body = _Body([seen(cell) for cell in found.first], how.separator, 1)
    if body.header[0] in found.cells[0].values:
        return None
    body.header_notes(found.first, [])
    body.width = max(i + 1 for i, column in enumerate(found.cells) if body.header[i] or any(column.values))
    return body.table(name, how, found.lines, found.cells[: body.width])


def seen(cell: str) -> str:
    """A name as one sees it: no characters that cannot be seen, no line ends, no outer space."""
    return " ".join((cell if cell.isascii() else _HIDDEN.sub("", cell)).split())


def header_at(rows: list[Row], score: Score) -> int:
    """The place of the row that names the columns: the best score before the first rows with dates; the first row if nothing scores."""
    best, place = 0, 0
    for i, (_, cells) in enumerate(rows[:_DEEPEST_HEADER]):
        if i and any(map(_DATED.match, cells)):
            if best > 1:
                break
            continue
        found = score([seen(cell) for cell in cells])
        if found > best:
            best, place = found, i
    return place


@dataclass
class _Body:
    """A header at work on the rows below it. width: how many of its columns rows are held to."""

    header: list[str]
    separator: str
    line: int
    width: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    odd: dict[int, Problem] = field(default_factory=dict)
    short: dict[int, int] = field(default_factory=dict)

    def note(self, line: int, column: str, value: str, why: str, mend: str = "Nothing to mend") -> None:
        """One thing worth telling."""
        self.notes.append(Problem(line, column, value, why, mend))

    def header_notes(self, written: list[str], above: list[Row]) -> None:
        """What is worth telling of the header itself."""
        if above:
            lines = f"line {above[0][0]}" if len(above) == 1 else f"lines {above[0][0]}–{above[-1][0]}"
            self.note(
                self.line,
                "",
                "",
                f"the names of the columns were found in line {self.line}; {lines} above {'was' if len(above) == 1 else 'were'} skipped",
            )
        for cell, name in zip(written, self.header, strict=True):
            if not cell.isascii() and _HIDDEN.search(cell):
                self.note(self.line, name, "", "a character nobody sees was taken out of this name")

    def fitted(self, rows: list[Row]) -> list[Row]:
        """The rows, each as wide as the header; those that cannot be told are set aside, repeated headers left out."""
        named = len(self.header)
        while named and not self.header[named - 1]:
            named -= 1
        whole = len(self.header)
        self.width = named
        for _, cells in rows if named < whole else []:
            if self.width < len(cells) <= whole:
                self.width = max(self.width, *(i + 1 for i, cell in enumerate(cells) if cell.strip()), 0)
        first, out, trailing = self.header[0], [], []
        for line, cells in each(rows, "rows"):
            if cells[0].strip() == first and [seen(cell) for cell in cells[:named]] == self.header[:named]:
                self.note(line, "", "", "this line repeats the header and was skipped", "Delete it")
                continue
            fit: list[str] | None = cells
            if len(cells) < self.width:
                fit = self._lengthened(line, cells, named)
            elif len(cells) > self.width:
                if any(cell.strip() for cell in cells[self.width :]):
                    fit = self._joined(line, cells)
                else:
                    trailing += [(line, cells)] if len(cells) > whole else []
                    fit = cells[: self.width]
            if fit is not None:
                out.append((line, fit))
        self._trailing(trailing, len(rows))
        return out

    def _said(self, line: int, cells: list[str], more: str, mend: str) -> Problem:
        """What to say of a row that is not as wide as the header."""
        why = f"{count(len(cells), 'cell')} where the header has {self.width}{more}"
        return Problem(line, "", self.separator.join(cells)[:60], why, mend)

    def _lengthened(self, line: int, cells: list[str], named: int) -> list[str] | None:
        """A row with too few cells, filled up; None if it is written with another separator."""
        missing = self.width - len(cells)
        if len(cells) < named:
            text = self.separator.join(cells)
            for mark in MARKS:
                if mark != self.separator and mark in text and named <= len(cells_by(mark, text)) <= len(self.header):
                    why = f"this line has {_MARK_NAMES[mark]} between its cells, the rest of the file {_MARK_NAMES[self.separator]}"
                    mend = f"Put {_MARK_NAMES[self.separator]} between its cells"
                    self.problems.append(Problem(line, "", text[:60], why, mend))
                    return None
            self.odd[line] = self._said(line, cells, "; it cannot be told which are missing", "Fill in the missing cells")
            self.short[line] = len(cells)
        return [*cells, *[""] * missing]

    def _joined(self, line: int, cells: list[str]) -> list[str] | None:
        """A row with too many cells, the last ones joined if the last column is free text; None if it is not."""
        mark = _MARK_NAMES.get(self.separator, "the separator")
        mend = f"Put quotes round a cell that holds {mark}"
        last = self.header[self.width - 1]
        words = last.casefold().replace("_", " ").split()
        if not words or words[-1] not in _FREE:
            self.problems.append(self._said(line, cells, "", mend))
            return None
        end = max(i for i, cell in enumerate(cells) if cell.strip()) + 1
        text = self.separator.join(cells[self.width - 1 : end])
        self.odd[line] = self._said(line, cells, "", mend)
        why = f"{count(len(cells), 'cell')} where the header has {self.width}; the last ones were joined"
        self.note(line, last, text.strip()[:60], why, mend)
        return [*cells[: self.width - 1], text]

    def _trailing(self, rows: list[Row], of: int) -> None:
        """Notes on rows with more cells than the header, all of them blank: one for all if most rows are so."""
        if len(rows) * 2 > of:
            self.note(rows[0][0], "", "", f"blank cells at the end of {count(len(rows), 'row')}, beyond the last column, were ignored")
            return
        mend = f"Put quotes round a cell that holds {_MARK_NAMES.get(self.separator, 'the separator')}"
        for line, cells in rows:
            self.odd[line] = self._said(line, cells, "", mend)
            more = "; the blank ones at the end were ignored"
            self.notes.append(self._said(line, cells, more, "Look whether a cell holds the separator; if so, put quotes round it"))

    def columns(self, cells: list[Coded]) -> list[int]:
        """The places of the columns that are kept: not those without name and cells, nor one that only counts the rows."""
        kept = [i for i in range(self.width) if self.header[i] or any(cells[i].values)]
        while kept and counts(self.header[kept[0]], cells[kept[0]]):
            self.note(self.line, self.header[kept[0]] or "the first column", "", "it only counts the rows, and was left out")
            kept = kept[1:]
        for i in kept:
            if not self.header[i]:
                why = f"column {i + 1} has no name; it was kept"
                self.note(self.line, "", "", why, "Give it a name in the header")
        return kept

    def table(self, name: str, how: How, lines: Ints, cells: list[Coded]) -> Table:
        """The table of these rows, with all that is to be told."""
        kept = self.columns(cells)
        header, cells = [self.header[i] for i in kept], [cells[i] for i in kept]
        for title, column in zip(header, cells, strict=True):
            self.notes += _double(title, column, lines)
        how = replace(how, header_line=self.line)
        return Table(name, header, lines, cells, sorted(self.problems), sorted(self.notes), self.odd, self.short, how)


def counts(title: str, column: Coded) -> bool:
    """Whether a column without a name holds 0, 1, 2 … or 1, 2, 3 …; rows may be missing, since some are set aside."""
    if not COUNTED.fullmatch(title) or not len(column) or len(column.values) != len(column):
        return False
    if not all(cell.isascii() and cell.isdigit() and len(cell) < 10 for cell in column.values):
        return False
    numbers = column.each(int).astype(np.int64)
    return bool(numbers[0] < 2 and (np.diff(numbers) >= 1).all() and numbers[-1] <= 2 * len(numbers))


def _double(title: str, column: Coded, lines: Ints) -> list[Problem]:
    """Notes on cells that look as if they had been encoded twice."""
    if not looks_double("\n".join(column.values)):
        return []
    better = column.each(meant)
    why = "this looks like text that was saved in the wrong encoding"
    cells = column.text()
    return [
        Problem(int(lines[i]), title, str(cells[i])[:60], why, f"Did you mean “{better[i][:60]}”?")
        for i in np.flatnonzero(better.astype(bool))
    ]
