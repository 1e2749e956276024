"""The first layer: a file's bytes to rows of text, each with its line. Knows separators, not meanings."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jobstats.errors import LogError, Problem

LARGEST = 200 * 2**20
_STARTS = (
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"PK\x03\x04", "a zip or spreadsheet file; save the sheet as CSV first"),
    (b"%PDF", "a PDF; a log is a CSV file"),
)


@dataclass(frozen=True)
class Table:
    """A header and its rows as text: (line in the file, cells), every row as wide as the header."""

    name: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    problems: list[Problem]
    notes: list[Problem]


def read_table(path: Path) -> Table:
    """Read a text table; LogError, in one sentence with the mend, when the file as a whole cannot be one."""
    text, notes = _decode(_bytes(path), path.name)
    separator = _separator(text)
    lines = list(_rows(text, separator, path.name))
    head = next((i for i, (_, cells) in enumerate(lines) if any(c.strip() for c in cells)), None)
    if head is None:
        raise LogError(f"{path.name} is empty. A log starts with a line that names its columns: date,company,role,event.")
    header = [c.strip().strip("\u200b\ufeff") for c in lines[head][1]]
    while header and not header[-1]:
        header.pop()
    rows, problems = [], []
    for line, cells in lines[head + 1 :]:
        if not any(c.strip() for c in cells):
            continue
        if [c.strip() for c in cells[: len(header)]] == header:
            notes.append(Problem(line, "", "", "this line repeats the header and was skipped", "Delete it"))
            continue
        fitted = _fit(cells, len(header))
        if fitted is None:
            why = f"{len(cells)} cells where the header has {len(header)}"
            mend = "Put quotes round a cell that holds a comma" if len(cells) > len(header) else "Fill in the missing cells"
            problems.append(Problem(line, "", separator.join(cells)[:60], why, mend))
            continue
        rows.append((line, fitted))
    return Table(path.name, header, rows, problems, notes)


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


def _rows(text: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it starts on."""
    reader = csv.reader(io.StringIO(text.rstrip("\x1a\0"), newline=""), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise LogError(
            f"{name} cannot be read as a table from line {line} on ({error}). Look for a quote that is opened there and never closed."
        ) from error


def _fit(cells: list[str], width: int) -> list[str] | None:
    """The row as wide as the header: blank cells too many are dropped, others tell of a shifted row."""
    if any(c.strip() for c in cells[width:]):
        return None
    if len(cells) < width:
        return None
    return cells[:width]
