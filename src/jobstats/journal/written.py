"""A text table as bytes that know their rows: what to write so that one row is added, changed or taken out, and no other byte changes.

Every edit is read again before it is given. Nothing here knows jobs or touches a disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from jobstats.errors import LogError
from jobstats.journal.checking import Meant, obstacle
from jobstats.journal.edit import Edit
from jobstats.journal.grid import Grid, Token
from jobstats.journal.placed import Placed, placed
from jobstats.journal.quoting import Habit, as_cell, habit_of, in_quotes, must
from jobstats.readers import READERS, choosing
from jobstats.readers.asked import Asked
from jobstats.readers.coded import Coded
from jobstats.readers.kinds import EMPTY_ZIP, OLE, ZIP, refuse_other_kinds
from jobstats.readers.rows import Row, holds_something
from jobstats.readers.table import COUNTED, counts, header_at, seen
from jobstats.readers.text import text_of
from jobstats.readers.workbook import workbook_kind

#: So many of the last rows show how a file is quoted.
_SHOWN = 20
#: So many rows are looked at to find the header, as the readers do.
_DEEPEST = 40


@dataclass(frozen=True, eq=False)
class Written:
    """A text table. encoding: as a person calls it. header: the names of its columns as one sees them, each column of the file; header_line: its line."""

    data: bytes
    name: str
    encoding: str
    separator: str
    header: list[str]
    header_line: int
    grid: Grid
    place: Placed

    @cached_property
    def lines(self) -> list[int]:
        """The first line of every row below the header, as the readers count lines."""
        return [line for line, _ in self.grid.each() if line > self.header_line]

    def cells(self, line: int) -> list[str]:
        """The cells of the row that starts on this line; LogError if none does."""
        cells = self.grid.cells(line) if line > self.header_line else None
        if cells is None:
            raise LogError(f"Line {line} of {self.name} holds no row any more. Load the log again.")
        return cells

    def raw(self, line: int) -> bytes:
        """The row's bytes, without its line end."""
        self.cells(line)
        begin, end, _ = self.grid.span(line)
        return self.data[self.place.after(begin) : self._before(end)]

    def text(self, edit: Edit) -> str:
        """The rows that an edit writes, as people see them; "" for one that only takes away."""
        if not edit.new:
            return ""
        new = written(edit.apply(self.data), self.name, self.header_line)
        first, last = new.place.char(edit.at), new.place.char(edit.at + len(edit.new))
        first += len(new.grid.text[first:last]) - len(new.grid.text[first:last].lstrip("\r\n"))  # the newline the row before lacked
        spans = [new.grid.span(line) for line in _about(new.grid, first, last) if new.grid.cells(line) is not None]
        return "\n".join(new.grid.text[begin:end] for begin, end, after in spans if begin < last and after > first)

    def appended(self, cells: Sequence[str]) -> Edit:
        """One more row at the end. cells: one for each column of the file; a column that only counts the rows is filled in where it is ""."""
        place = self.place
        if place.cut:
            line = len(self.grid.lines) + 1
            raise LogError(f"Line {line} of {self.name} is cut off inside a character. Write that line again by hand, or take it out.")
        row = self._numbered([as_cell(cell) for cell in cells])
        if len(row) != len(self.header):
            raise LogError(f"{self.name} has {len(self.header)} columns now, and the row has {len(row)} cells. Load the log again.")
        if not holds_something((1, row), []):
            raise LogError("A row that is blank, or only a remark, would not be read. Fill in another cell.")
        before = self.grid.text[: place.stop]
        end = self._newline()
        start = "" if not before or before[-1] in "\r\n" else end
        why = ""
        for way in self._habit.ways(row, self.separator):
            edit = Edit(place.at, b"", self._encoded(start + way + end, row))
            new = self._checked(edit, Meant(place.stop, place.stop, start + way + end, 0, row))
            if not new:
                return edit
            why = why or new
        raise LogError(why)

    def amended(self, line: int, changes: Mapping[int, str]) -> Edit:
        """Other text in some cells of a row, by the places of their columns; the bytes of all other cells stay."""
        cells = self.cells(line)
        new = {i: as_cell(text) for i, text in changes.items() if i >= len(cells) or cells[i].strip() != as_cell(text)}
        new = {i: text for i, text in new.items() if text or i < len(cells)}
        begin, _, _ = self.grid.span(line)
        if not new:
            return Edit(self.place.after(begin), b"", b"")
        meant = [new.get(i, cells[i].strip() if i < len(cells) else "") for i in range(max(len(cells), *(i + 1 for i in new)))]
        self._fits(line, cells, new)
        if not holds_something((line, meant), []):
            raise LogError(f"Line {line} of {self.name} would hold nothing then, or only a remark. Take the row out instead.")
        why = ""
        for quoted in (False, True):
            start, stop, piece = self._piece(line, new, len(meant), quoted)
            i, j = self.place.after(start), self.place.after(stop)
            for codec in self._codecs(line):
                edit = Edit(i, self.data[i:j], self._encoded(piece, list(new.values()), codec))
                found = self._checked(edit, Meant(start, stop, piece, line, meant))
                if not found:
                    return edit
                why = why or found
        raise LogError(why)

    def removed(self, line: int) -> Edit:
        """A row taken out, with its line end."""
        self.cells(line)
        begin, _, after = self.grid.span(line)
        i, j = self.place.after(begin), self.place.after(after)
        edit = Edit(i, self.data[i:j], b"")
        why = self._checked(edit, Meant(begin, after, "", line, None))
        if why:
            raise LogError(why)
        return edit

    def _checked(self, edit: Edit, meant: Meant) -> str:
        """\"\" if the bytes read as meant after this edit, the header among them; else what stands in the way."""
        new = edit.apply(self.data)
        why = obstacle(self.grid, int(self.place.cut), new, meant)
        top = self._top
        if why or (len(top) == _DEEPEST and self.grid.begins[top[-1][0]] < meant.start):
            return why
        line = _found(top)
        if line == self.header_line and _found(list(islice(Grid(text_of(new).text, self.name).each(), _DEEPEST))) != line:
            return f"Another line of {self.name} would then be taken for the names of its columns. Write these cells in other words."
        return ""

    @cached_property
    def _top(self) -> list[Row]:
        """The rows among which the readers look for the header."""
        return list(islice(self.grid.each(), _DEEPEST))

    def _before(self, i: int) -> int:
        """The byte before a line end, or the last that is read."""
        return self.place.begin(i) if i < len(self.grid.text) else self.place.after(i)

    def _fits(self, line: int, cells: list[str], new: Mapping[int, str]) -> None:
        """LogError if it cannot be told which column a cell belongs to."""
        width = len(self.header)
        if max(new) >= max(width, len(cells)) or min(new) < 0:
            raise LogError(f"{self.name} has {width} columns, and none at that place. Load the log again.")
        if any(cell.strip() for cell in cells[width:]) and max(new) >= width - 1:
            why = f"it has {len(cells)} cells where the header has {width}"
            raise LogError(f"Line {line} of {self.name} stands in the way: {why}. Put quotes round the cell that holds a separator.")

    def _piece(self, line: int, new: Mapping[int, str], width: int, quoted: bool) -> tuple[int, int, str]:
        """What to write for these cells and all between them, and from where to where in the text."""
        tokens, wrapped = self.grid.tokens(line)
        mark = self.separator if wrapped or len(tokens) > 1 else self.grid.marks[0]
        last = tokens[-1].stop
        there = [i for i in new if i < len(tokens)]
        start = min((tokens[i].start for i in there), default=last)
        stop = last if len(there) < len(new) else max(tokens[i].stop for i in there)
        pieces, at = [], start
        for i in sorted(there):
            pieces += [self.grid.text[at : tokens[i].start], self._cell(i, tokens[i], new[i], mark, wrapped, quoted)]
            at = tokens[i].stop
        pieces.append(self.grid.text[at:stop])
        for i in range(len(tokens), width):
            pieces += [mark, self._cell(i, Token(0, 0, ""), new.get(i, ""), mark, wrapped, quoted)]
        return start, stop, "".join(pieces)

    def _cell(self, i: int, token: Token, cell: str, mark: str, wrapped: bool, quoted: bool) -> str:
        """One cell, in quotes if it stood in some or must; blanks round it stay."""
        core = token.text.strip(" ")
        wont = token.quoted if core else self._habit.quotes(i, cell, mark)
        text = in_quotes(cell) if wont or quoted or must(cell, mark) else cell
        if core and cell:
            text = token.text[: token.text.index(core)] + text + token.text[token.text.index(core) + len(core) :]
        return text.replace('"', '""') if wrapped else text

    def _codecs(self, line: int) -> list[str]:
        """In what a changed cell of this row may be written: as the file, or as this very line."""
        codec = self.place.codec
        return [codec, "cp1252"] if self.place.mixed and not self.raw(line).isascii() else [codec]

    def _encoded(self, text: str, cells: Sequence[str], codec: str = "") -> bytes:
        """Text in the file's encoding; LogError if that lacks a letter."""
        codec = codec or self.place.codec
        try:
            return text.encode(codec)
        except UnicodeEncodeError:
            cell = next((c for c in cells if c.encode(codec, "ignore").decode(codec) != c), text)
            raise LogError(
                f"“{cell[:60]}” cannot be written in {self.encoding}, the encoding of {self.name}. "
                "Save the file once as “CSV UTF-8”, and load it again."
            ) from None

    @cached_property
    def _habit(self) -> Habit:
        """How the last rows are quoted; without any, the header."""
        if self.grid.plain:
            return Habit()
        rows = []
        for line, _ in self.grid.last(_SHOWN, self.header_line) or [(self.header_line, [])]:
            try:
                rows.append(self.grid.tokens(line))
            except LogError:
                continue
        return habit_of(rows, self.separator)

    def _newline(self) -> str:
        """The line end that most rows have; LF if none has any."""
        lines = self.grid.lines
        if self.grid.plain:
            ends = {end: self.grid.text.count(end) for end in ("\r\n", "\n", "\r")}
            ends["\n"], ends["\r"] = ends["\n"] - ends["\r\n"], ends["\r"] - ends["\r\n"]
        else:
            last = [lines[self.grid.end(line) - 1] for line, _ in self.grid.found.rows]
            ends = {end: sum(line.endswith(end) for line in last) for end in ("\r\n", "\n", "\r")}
            ends["\n"] -= ends["\r\n"]
        twice = self.data.count("\r\r\n".encode(self.place.codec)) if ends["\n"] else 0
        best = max(ends, key=lambda end: ends[end]) if any(ends.values()) else "\n"
        return "\r\r\n" if best == "\n" and twice * 2 > ends["\n"] else best

    def _numbered(self, cells: list[str]) -> list[str]:
        """The cells, with the next number in a column without a name that only counts the rows."""
        out = list(cells)
        for i, title in enumerate(self.header[: len(out)]):
            if not COUNTED.fullmatch(title):
                break
            rows = [row for line, row in self.grid.each() if line > self.header_line and len(row) > 1]
            column = [row[i].strip() if i < len(row) else "" for row in rows if [seen(cell) for cell in row] != self.header]
            if not any(column) and not title:
                continue
            if not counts(title, Coded.of(column)):
                break
            out[i] = out[i] or str(int(column[-1]) + 1)
        return out


def _about(grid: Grid, first: int, last: int) -> list[int]:
    """The lines on which a row may start that touches these characters."""
    if not grid.plain:
        return [line for line, _ in grid.found.rows]
    return [i + 1 for i in range(len(grid.lines)) if grid.begins[i] < last and grid.begins[i + 1] > first]


def written(data: bytes, name: str, header_line: int | None = None) -> Written:
    """A file's bytes as a table to write in. header_line: where its header stands, as the log was read; None: looked for as the readers do.

    LogError, in one sentence with the mend, for what is no text table, has no header, or cannot be read without loss.
    """
    if data.startswith((ZIP, EMPTY_ZIP, OLE)):
        what = "a workbook" if workbook_kind(data) else "a zip"
        made = f'js.convert("{name}", "{"log-2.csv" if name == "log.csv" else "log.csv"}")'
        raise LogError(f"{name} is {what}, which the kit only reads. Make a log of it once: {made}, and go on with that.")
    refuse_other_kinds(data, name)
    place = placed(data, name)
    grid = Grid(place.text, name)
    first = list(islice(grid.each(), _DEEPEST))
    if not first:
        raise LogError(f"{name} holds no rows yet. Write a first line that names the columns: date,company,role,event.")
    line, cells = _header(grid, first, header_line)
    return Written(data, name, place.encoding, grid.separator, [seen(cell) for cell in cells], line, grid, place)


def _header(grid: Grid, rows: list[Row], said: int | None) -> tuple[int, list[str]]:
    """The line of the header and its cells; line 0, where an export is known that writes none."""
    given = None if said else choosing.headless([cells for _, cells in rows[:5]], READERS)
    if given:
        return 0, given
    line = _found(rows) if said is None else said
    cells = grid.cells(line) if line else None
    if cells is None:
        where = f" in line {line} any more" if line else ""
        mend = "Write them in its first line, as in date,company,role,event, and load it again"
        raise LogError(f"{grid.name} has no names of columns{where}. {mend}.")
    return line, cells


def _found(rows: list[Row]) -> int:
    """The line in which the readers find the header by themselves, 0 where an export is known that writes none."""
    if choosing.headless([cells for _, cells in rows[:5]], READERS):
        return 0
    asked = Asked(date.min)
    return rows[header_at(rows, lambda header: choosing.score(header, asked, READERS))][0]


__all__ = ["Edit", "Written", "written"]
