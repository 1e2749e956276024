"""The first layer: a file's bytes to rows of text, each with its line. Knows separators, not meanings."""

from __future__ import annotations

import csv
import io
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jobstats.errors import LogError, Problem, count

LARGEST = 200 * 2**20
#: A quoted cell of more lines than this is a quote somebody forgot to close.
LONGEST_CELL = 20
_DATE = re.compile(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ].*)?\s*")
_QUOTED = re.compile(r'(?:[^"]|"")*')
_STARTS = (
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"PK\x03\x04", "a zip or spreadsheet file; save the sheet as CSV first"),
    (b"%PDF", "a PDF; a log is a CSV file"),
)


@dataclass(frozen=True)
class Table:
    """A header and its rows as text: (line in the file, cells), every row as wide as the header.

    short: of the rows that were filled up with blanks, by line, how many cells each had and what to say if that is too few.
    """

    name: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    problems: list[Problem]
    notes: list[Problem]
    short: dict[int, tuple[int, Problem]] = field(default_factory=dict)


def read_table(path: Path) -> Table:
    """Read a text table; LogError, in one sentence with the mend, when the file as a whole cannot be one."""
    text, notes = _decode(_bytes(path), path.name)
    separator = _separator(text)
    problems: list[Problem] = []
    lines = list(_rows(text, separator, path.name, problems))
    head = next((i for i, (_, cells) in enumerate(lines) if any(c.strip() for c in cells)), None)
    if head is None:
        raise LogError(f"{path.name} is empty. A log starts with a line that names its columns: date,company,role,event.")
    header = [c.strip().strip("\u200b\ufeff") for c in lines[head][1]]
    while header and not header[-1]:
        header.pop()
    rows, short = [], {}
    for line, cells in lines[head + 1 :]:
        if not any(c.strip() for c in cells):
            continue
        if [c.strip() for c in cells[: len(header)]] == header:
            notes.append(Problem(line, "", "", "this line repeats the header and was skipped", "Delete it"))
            continue
        width = len(header)
        why = f"{count(len(cells), 'cell')} where the header has {width}"
        if any(c.strip() for c in cells[width:]):
            problems.append(Problem(line, "", separator.join(cells)[:60], why, "Put quotes round a cell that holds a comma"))
            continue
        if len(cells) < width:
            short[line] = (len(cells), Problem(line, "", separator.join(cells)[:60], why, "Fill in the missing cells"))
        rows.append((line, (cells + [""] * width)[:width]))
    return Table(path.name, header, rows, problems, notes, short)


def _bytes(path: Path) -> bytes:
    """The file's bytes, if it is a regular file of a sensible size."""
    shown = path.name or str(path)
    if str(path).startswith(("http:", "https:", "ftp:")):
        raise LogError(
            f"“{path}” is an address on the net, and the kit never calls the network. Save the file on this computer and give its path."
        )
    if not path.exists():
        raise LogError(f"There is no file “{path}”. {_hint(path)}")
    if path.is_dir():
        raise LogError(f"“{path}” is a folder. Give the path of the CSV file in it.")
    if not stat.S_ISREG(path.stat().st_mode):
        raise LogError(f"{shown} is not an ordinary file. Give the path of a CSV file.")
    if path.stat().st_size > LARGEST:
        raise LogError(f"{shown} is larger than 200 MB, which no log of a job search is. Give the path of the CSV file of your log.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise LogError(f"{shown} cannot be opened ({error.strerror}). Close it elsewhere, or check that you may read it.") from error


def _hint(path: Path) -> str:
    """What stands where the file was looked for."""
    folder = path.parent
    if not folder.is_dir():
        return f"There is no folder “{folder}” either. Check the path; in JupyterLab, right-click the file and choose Copy Path."
    found = sorted(p.name for p in folder.iterdir() if p.suffix.lower() in (".csv", ".tsv", ".txt"))
    there = f"In that folder there is: {', '.join(found[:8])}." if found else "That folder holds no CSV file."
    return f"{there} Check the name and its ending."


def _decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """The text of the file: UTF-8, UTF-16 with its mark, else Windows-1252, which is said."""
    if not data.strip():
        raise LogError(f"{name} is empty. A log starts with a line that names its columns: date,company,role,event.")
    if not data.strip(b"\0"):
        raise LogError(f"{name} holds only zero bytes: a save was cut off. Take your newest backup of it.")
    for start, what in _STARTS:
        if data.startswith(start):
            raise LogError(f"{name} is {what}.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), [Problem(0, "", "", "read as UTF-16", "Nothing to mend")]
    try:
        return data.decode("utf-8-sig").lstrip("\ufeff"), []
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        return text, [Problem(0, "", "", "not UTF-8; read as Windows-1252", "Save it as “CSV UTF-8” if names look wrong")]


def _separator(text: str) -> str:
    """The separator of the first line that is not blank."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    counts = {mark: first.count(mark) for mark in ",;\t|"}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ","


def _rows(text: str, separator: str, name: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it starts on; a line whose quote cannot be meant goes to problems, and the next line is read as a row."""
    lines = list(io.StringIO(text.rstrip("\x1a\0"), newline=""))
    at, width = 0, 0
    while at < len(lines):
        end, why = _extent(lines, at, separator, width)
        if why and not width:
            raise LogError(f"{name} has no line that names its columns: in line {at + 1}, {why}. Close the quote, or take it out.")
        if why:
            problems.append(Problem(at + 1, "", lines[at].strip()[:60], why, "Close the quote, or take it out"))
        else:
            try:
                cells = next(csv.reader(lines[at:end], delimiter=separator), [])
            except csv.Error as error:
                raise LogError(
                    f"{name} cannot be read as a table from line {at + 1} on ({error}). Look for a cell there that is far too long."
                ) from error
            yield at + 1, cells
            width = width or (len(cells) if any(c.strip() for c in cells) else 0)
        at = end


def _extent(lines: list[str], at: int, separator: str, width: int) -> tuple[int, str]:
    """The line after the row that starts here, and what is wrong with its quote, if anything is."""
    end, inside = at + 1, _open(lines[at], separator, False)
    while inside:
        if end == len(lines):
            return at + 1, "a quote is opened here and never closed"
        if end - at >= LONGEST_CELL:
            return at + 1, f"a quote is opened here and not closed within {LONGEST_CELL} lines"
        if width and _new_row(lines[end], separator, width):
            return at + 1, "a quote is opened here and holds what looks like a new row"
        inside = _open(lines[end], separator, True)
        end += 1
    return end, ""


def _open(line: str, separator: str, inside: bool) -> bool:
    """Whether a quoted cell is open at the end of this line, as the csv module counts quotes."""
    if '"' not in line:
        return inside
    place = 0
    if not inside:
        inside = line.startswith('"')
        place = int(inside)
    while True:
        if inside:
            match = _QUOTED.match(line, place)
            place = match.end() if match else len(line)
            if place >= len(line):
                return True
        place = line.find(separator, place) + 1
        if not place:
            return False
        inside = line.startswith('"', place)
        place += int(inside)


def _new_row(line: str, separator: str, width: int) -> bool:
    """Whether a line inside quotes reads as a row of its own: a date first and cells after it, or a date in a full row."""
    quote = line.find('"')
    closes = quote > 0 and line[quote - 1] != separator
    cells = next(csv.reader([line[:quote] if closes else line], delimiter=separator), [])
    dated = [_DATE.fullmatch(c) is not None for c in cells]
    return len(cells) >= min(4, width) > 1 and (dated[0] or (len(cells) >= width and any(dated)))
