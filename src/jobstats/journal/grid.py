"""A text as rows of cells, each with its place in the text, exactly as readers.rows reads them. Changes nothing, knows no bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from jobstats.errors import LogError
from jobstats.readers.rows import Row, Rows, extent, holds_something, rows_of, says_separator, separator_of, sound

_FIRST = re.compile("[^\r\n]*+(?:\r\n|\r|\n)?")


@dataclass(frozen=True)
class Token:
    """A cell as it is written: its place in the text, without the separators beside it."""

    start: int
    stop: int
    text: str

    @property
    def quoted(self) -> bool:
        """Whether it stands in quotes."""
        return self.text.lstrip(" ").startswith('"')


@dataclass(frozen=True, eq=False)
class Grid:
    """A text table. name: the file's, for errors."""

    text: str
    name: str

    @cached_property
    def plain(self) -> bool:
        """Whether each line is a row of its own: nothing in it is quoted."""
        return '"' not in self.text

    @cached_property
    def lines(self) -> list[str]:
        """The lines, with their ends."""
        return list(io.StringIO(self.text, newline=""))

    @cached_property
    def begins(self) -> list[int]:
        """Where in the text each line begins, and where the last one ends."""
        return list(accumulate(map(len, self.lines), initial=0))

    @cached_property
    def marks(self) -> tuple[str, int, int]:
        """The separator between cells (of lines that are not wrapped), how many cells most lines have, the first line that counts."""
        return marks_of(self.text)

    @cached_property
    def found(self) -> Rows:
        """What the reader finds."""
        return rows_of(self.text, self.name)

    @property
    def separator(self) -> str:
        """The separator of the rows; inside the quotes, where lines are wrapped whole in them."""
        return self.marks[0] if self.plain else self.found.separator

    @cached_property
    def _by_line(self) -> dict[int, list[str]]:
        return dict(self.found.rows)

    def each(self) -> Iterator[Row]:
        """The rows from the top; of a plain text no more are read than are asked for."""
        if not self.plain:
            yield from self.found.rows
            return
        for i in range(self.marks[2], len(self.lines)):
            row = (i + 1, split(self.lines[i], self.marks[0]))
            if holds_something(row, []):
                yield row

    def last(self, n: int, below: int) -> list[Row]:
        """The last rows below this line."""
        if not self.plain:
            return [row for row in self.found.rows[-n:] if row[0] > below]
        rows: list[Row] = []
        for i in range(len(self.lines), max(below, self.marks[2]), -1):
            row = (i, split(self.lines[i - 1], self.marks[0]))
            if holds_something(row, []):
                rows.append(row)
            if len(rows) == n:
                break
        return rows[::-1]

    def cells(self, line: int) -> list[str] | None:
        """The cells of the row that starts on this line; None if none does."""
        if not self.plain:
            return self._by_line.get(line)
        if not self.marks[2] < line <= len(self.lines):
            return None
        row = (line, split(self.lines[line - 1], self.marks[0]))
        return row[1] if holds_something(row, []) else None

    def end(self, line: int) -> int:
        """The last line of the row that starts on this one."""
        separator, width, _ = self.marks
        text = self.lines[line - 1]
        if '"' not in text or sound(separator).fullmatch(text):
            return line
        return extent(self.lines, line - 1, separator, width)[0]

    def span(self, line: int) -> tuple[int, int, int]:
        """Where the row that starts on this line begins, where it ends, and where its line end does."""
        begin, after = self.begins[line - 1], self.begins[self.end(line)]
        return begin, begin + len(self.text[begin:after].rstrip("\r\n")), after

    def tokens(self, line: int) -> tuple[list[Token], bool]:
        """The cells of a row as they are written, and whether the line is wrapped whole in quotes. LogError where they cannot be told apart."""
        begin, end, _ = self.span(line)
        text, separator = self.text[begin:end], self.marks[0]
        cells = self.cells(line) or []
        skip = '"' in text and not sound(separator).fullmatch(text)
        tokens = [Token(begin + i, begin + j, text[i:j]) for i, j in places(text, separator, skip, '"' in text)]
        if len(tokens) == 1 < len(cells) and tokens[0].quoted:
            inner, where = _inside(text)
            tokens = [Token(begin + where[i], begin + where[j], inner[i:j]) for i, j in places(inner, self.found.separator, True, True)]
            if len(tokens) == len(cells):
                return tokens, True
        if len(tokens) != len(cells):
            raise LogError(f"Line {line} of {self.name} stands in the way: its cells cannot be told apart. Mend its quotes by hand first.")
        return tokens, False


def marks_of(text: str) -> tuple[str, int, int]:
    """The separator of a text, the cells it makes of most lines, and how many lines it takes to say so."""
    separator, width = separator_of(text)
    first = _FIRST.match(text)
    said = says_separator(first[0]) if first else ""
    return said or separator, width, 1 if said else 0


def split(line: str, separator: str) -> list[str]:
    """The cells of a line without quotes."""
    return line.rstrip("\r\n").split(separator)


@lru_cache
def _cell(separator: str, skip: bool, quotes: bool) -> re.Pattern[str]:
    """One cell as the csv module reads it: quoted if a quote comes first, and then what follows the closing quote."""
    rest = f"[^{re.escape(separator)}]*+"
    quoted = rf'{" *+" if skip else ""}"(?:[^"]++|"")*+(?:"{rest}|\Z)'
    return re.compile(f"{quoted}|{rest}" if quotes else rest)


def places(text: str, separator: str, skip: bool, quotes: bool) -> Iterator[tuple[int, int]]:
    """Where each cell of a row begins and ends. skip: blanks before a quote are passed over."""
    cell, at = _cell(separator, skip, quotes), 0
    while True:
        match = cell.match(text, at)
        end = match.end() if match else len(text)
        yield at, end
        if end >= len(text):
            return
        at = end + 1


def _inside(text: str) -> tuple[str, list[int]]:
    """What stands in the quotes round a whole line, no longer doubled, and where in the line each character of it stands."""
    begin = text.index('"') + 1
    inner, where, at = [], [], begin
    for match in re.finditer(r'""|[^"]|"', text[begin:]):
        if match[0] == '"':
            break
        inner.append(match[0][0])
        where.append(at)
        at += len(match[0])
    return "".join(inner), [*where, at]
