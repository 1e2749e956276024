"""Text to rows of cells, each with its line: separators and quotes. Knows no meanings."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache

from jobstats.errors import LogError, Problem, count

Row = tuple[int, list[str]]
MARKS = ",;\t|"
#: A quoted cell of more lines than this is a quote somebody forgot to close.
LONGEST_CELL = 20
#: Up to so many are one cell all the same, if the row they make is sound and as wide as the others.
_LONGEST_SOUND = 1000
#: How much of a file is looked at to find its separator.
_SAMPLE = 20_000
_DATE = re.compile(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ].*)?\s*")
_QUOTED = re.compile(r'(?:[^"]|"")*')
_CELL = re.compile(r'"(?:[^"]++|"")*+"')
_WHOLE_CELL = re.compile(r'(?:^|(?<=[,;\t|\r\n])) *"(?:[^"]++|"")*+"(?= *(?:[,;\t|\r\n]|$))')
_OPEN_CELL = re.compile(r'(?:^|(?<=[,;\t|\r\n])) *"(?:[^"]++|"")*+$')
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?")
_SAYS = re.compile(r'"?sep=(.)"?[,;\t|]*', re.IGNORECASE)


@dataclass(frozen=True)
class Rows:
    """Rows that are not blank, with the line each starts on; what was set aside and what was mended."""

    rows: list[Row]
    separator: str
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def rows_of(text: str, name: str) -> Rows:
    """The rows of a text table. LogError if a quote is open before any row could be read."""
    lines = list(io.StringIO(text, newline=""))
    separator, width = separator_of(text)
    found = Rows([], separator)
    at = 0
    said = says_separator(lines[0]) if lines else None
    if said:
        separator, at = said, 1
        found = Rows([], separator)
    with _long_cells(text):
        if '"' not in text:
            found.rows.extend((i + 1, line.rstrip("\r\n").split(separator)) for i, line in enumerate(lines) if i >= at)
        else:
            found.rows.extend(_quoted_rows(lines, at, separator, width, name, found))
        rows = [row for row in found.rows if holds_something(row, found.notes)]
        if '"' in text:
            rows, separator = _unwrapped(rows, lines, separator, found.notes)
    return Rows(rows, separator, found.problems, found.notes)


def says_separator(text: str) -> str:
    """The separator that a first line names, as Excel writes it: sep=; "" if it names none."""
    said = _SAYS.fullmatch(text.lstrip("\r\n \ufeff").partition("\n")[0].strip("\r\n \ufeff"))
    return said[1] if said else ""


def separator_of(text: str) -> tuple[str, int]:
    """The mark that most lines of the beginning hold equally often, and how many cells it makes of them."""
    sample = text[:_SAMPLE]
    quoted = '"' in sample
    if quoted:
        sample = _WHOLE_CELL.sub("", sample)
    if quoted and len(text) > _SAMPLE:
        sample = _OPEN_CELL.sub("", sample)
    lines = [_CELL.sub("", line) if quoted else line for line in re.split("[\r\n]+", sample)[:60] if line.strip(" ")]
    if len(text) > _SAMPLE and len(lines) > 1:
        lines.pop()
    best, weight, width = ",", (0, 0), 1
    for mark in MARKS:
        counts = Counter(n for n in (line.count(mark) for line in lines) if n)
        if not counts:
            continue
        often, agreeing = max(counts.items(), key=lambda c: (c[0] * c[1], c[0]))
        if (often * agreeing, often) > weight:
            best, weight, width = mark, (often * agreeing, often), often + 1
    return best, width


@contextmanager
def _long_cells(text: str) -> Iterator[None]:
    """Lets the csv module read cells as long as the whole text, if that is longer than it allows."""
    before = csv.field_size_limit()
    if len(text) > before:
        csv.field_size_limit(len(text))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def holds_something(row: Row, notes: list[Problem]) -> bool:
    """Whether a row is one: not blank, not a comment, not a marker of a merge."""
    line, cells = row
    first = cells[0].lstrip()
    if first[:1] == "#" and first.strip() != "#" and not any(cell.strip() for cell in cells[1:]):
        notes.append(Problem(line, "", first.strip()[:60], "a comment; this line was skipped", "Nothing to mend"))
        return False
    if (
        first[:7] in ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
        and _CONFLICT.fullmatch(first.strip())
        and not any(c.strip() for c in cells[1:])
    ):
        why = "a marker of a merge that was never finished; this line was skipped, and both versions around it were read"
        notes.append(Problem(line, "", first.strip()[:60], why, "Delete the version that is wrong, and the three markers"))
        return False
    if first:
        return True
    return any(cell.strip() for cell in cells)


def _quoted_rows(lines: list[str], at: int, separator: str, width: int, name: str, found: Rows) -> Iterator[Row]:
    """Each row with the line it starts on; a line whose quote cannot be meant is set aside, and the next line is read as a row."""
    stray: list[int] = []
    begun = False
    fits = sound(separator)
    while at < len(lines):
        line = lines[at]
        if '"' not in line:
            at += 1
            begun = begun or line.strip(separator + " \r\n\t") != ""
            yield at, line.rstrip("\r\n").split(separator)
            continue
        if fits.fullmatch(line):
            at, begun = at + 1, True
            yield at, next(csv.reader((line,), delimiter=separator))
            continue
        end, why = extent(lines, at, separator, width)
        if why and not begun:
            raise LogError(f"{name} has no line that names its columns: in line {at + 1}, {why}. Close the quote, or take it out.")
        if why:
            found.problems.append(Problem(at + 1, "", line.strip()[:60], why, "Close the quote, or take it out"))
        else:
            begun = True
            if '"' in _CELL.sub("", "".join(lines[at:end])) or _glued(lines[at:end], separator):
                stray.append(at + 1)
            yield at + 1, next(csv.reader(lines[at:end], delimiter=separator, skipinitialspace=True), [])
        at = end
    if stray:
        also = f"; so in {count(len(stray) - 1, 'more row')}" if len(stray) > 1 else ""
        why = f"a quote inside a cell was kept as text{also}"
        found.notes.append(Problem(stray[0], "", lines[stray[0] - 1].strip()[:60], why, "Nothing to mend if it is meant"))


@lru_cache
def sound(separator: str) -> re.Pattern[str]:
    """A row in which every quote is where it belongs."""
    mark = re.escape(separator)
    cell = rf'(?:"(?:[^"]++|"")*+"|[^"{mark}\r\n]*+)'
    return re.compile(rf"{cell}(?:{mark}{cell})*+[\r\n]*")


def _glued(lines: list[str], separator: str) -> bool:
    """Whether text stands right before or after a quoted cell, so that its quotes were no more than text."""
    text = "".join(lines).rstrip("\r\n")
    for match in _CELL.finditer(text):
        before, after = text[: match.start()].rstrip(" ")[-1:], text[match.end() :].lstrip(" ")[:1]
        if (before and before != separator) or (after and after != separator):
            return True
    return False


def extent(lines: list[str], at: int, separator: str, width: int) -> tuple[int, str]:
    """The line after the row that starts here, and what is wrong with its quote, if anything is."""
    end, inside, swallowed = at + 1, _open(lines[at], separator, False), False
    too_long = f"a quote is opened here and not closed within {LONGEST_CELL} lines"
    new_row = "a quote is opened here and holds what looks like a new row"
    while inside:
        long = end - at >= LONGEST_CELL
        if swallowed and (end == len(lines) or end - at >= _LONGEST_SOUND):
            return at + 1, new_row
        if (end == len(lines) and long) or end - at >= _LONGEST_SOUND:
            return at + 1, too_long
        if end == len(lines):
            return at + 1, "a quote is opened here and never closed"
        swallowed = swallowed or bool(width and _new_row(lines[end], separator, width))
        inside = _open(lines[end], separator, True)
        end += 1
    if _is_split(lines[at:end], separator) or (swallowed and not _is_row(lines[at:end], separator, width)):
        return at + 1, new_row
    if end - at > LONGEST_CELL and not _is_row(lines[at:end], separator, width):
        return at + 1, too_long
    return end, ""


def _is_row(lines: list[str], separator: str, width: int) -> bool:
    """Whether lines are one sound row of so many cells, and not a quote with nothing but blank lines behind it."""
    text = "".join(lines)
    if sum(not line.isspace() for line in lines) * 2 < len(lines):
        return False
    return sound(separator).fullmatch(text) is not None and len(cells_by(separator, text)) == width


def _is_split(lines: list[str], separator: str) -> bool:
    """Whether what stands in quotes over several lines is the rest of one row and the beginning of another, and no text."""
    if not any(_DATE.fullmatch(cell) for line in lines[1:] for cell in line.rstrip("\r\n").split(separator)):
        return False
    inner = [cell[1:-1] for cell in _CELL.findall("".join(lines)) if "\n" in cell or "\r" in cell]
    return any(cell[0] == separator or cell[-1] == separator for cell in inner)


def _open(line: str, separator: str, inside: bool) -> bool:
    """Whether a quoted cell is open at the end of this line, as the csv module counts quotes."""
    if '"' not in line:
        return inside
    place = 0
    if not inside:
        place, inside = _cell_start(line, 0)
    while True:
        if inside:
            match = _QUOTED.match(line, place)
            place = match.end() if match else len(line)
            if place >= len(line):
                return True
        place = line.find(separator, place) + 1
        if not place:
            return False
        place, inside = _cell_start(line, place)


def _cell_start(line: str, place: int) -> tuple[int, bool]:
    """Where the text of the cell that starts here begins, and whether a quote opens it."""
    while line.startswith(" ", place):
        place += 1
    return (place + 1, True) if line.startswith('"', place) else (place, False)


def _new_row(line: str, separator: str, width: int) -> bool:
    """Whether a line inside quotes reads as a row of its own: a date first and cells after it, or a date in a full row."""
    quote = line.find('"')
    closes = quote > 0 and line[quote - 1] != separator
    cells = next(csv.reader([line[:quote] if closes else line], delimiter=separator), [])
    dated = [_DATE.fullmatch(c) is not None for c in cells]
    return len(cells) >= min(4, width) > 1 and (dated[0] or (len(cells) >= width and any(dated)))


def _unwrapped(rows: list[Row], lines: list[str], separator: str, notes: list[Problem]) -> tuple[list[Row], str]:
    """The rows with those read again that a program wrapped whole in quotes: all of them, or all below the header."""
    single = [i for i, (line, cells) in enumerate(rows) if len(cells) == 1 and lines[line - 1].lstrip("\ufeff ").startswith('"')]
    if not single:
        return rows, separator
    width = len(rows[0][1])
    if len(single) == len(rows):
        separator, width = separator_of("\n".join(cells[0] for _, cells in rows))
    if width < 3 and len(single) < len(rows):
        return rows, separator
    out, done = list(rows), []
    for i in single:
        line, cells = rows[i]
        inner = list(csv.reader(io.StringIO(cells[0], newline=""), delimiter=separator, skipinitialspace=True))
        if len(inner) == 1 and len(inner[0]) > 1 and len(inner[0]) in (width, len(single) == len(rows) and len(inner[0])):
            out[i] = (line, inner[0])
            done.append(line)
    if done:
        why = f"{count(len(done), 'line')} wrapped whole in quotes, as a program does that saves a table twice; unwrapped"
        notes.append(Problem(done[0], "", "", why, "Nothing to mend"))
    return out, separator


def cells_by(mark: str, text: str) -> list[str]:
    """The cells of one row of text, if this were the separator."""
    with _long_cells(text):
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True), [])
