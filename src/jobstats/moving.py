"""Moving over once: what any reader understood, written as a log in the kit's own format. Never changes the file it came from."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

import numpy as np

from jobstats.applications import ROW
from jobstats.errors import LogError, Problem, count
from jobstats.log import JobLog
from jobstats.readers import assembled, read_file, reading
from jobstats.readers.meanings import meanings_of
from jobstats.readers.own import FROM, safe
from jobstats.readers.read import Read
from jobstats.report import Report
from jobstats.rows import Mask, Rows, Texts, texts
from jobstats.vocabulary import OUTCOMES

#: The columns of the kit's own format, in the order they are written; of these only the first four stand in every file.
COLUMNS = ("date", "company", "role", "event", "application", "round", "kind", "source", "contact", "note", "undated")
_ALWAYS = COLUMNS[:4]
_NOT_WRITTEN = {*ROW, "file", FROM}


@dataclass(frozen=True)
class Converted:
    """What `js.convert` wrote: the log, and beside it, if rows could not be used, the list of them. report: of the load it rests on."""

    path: Path
    events: int
    aside: Path | None
    report: Report

    def _lines(self) -> list[str]:
        out = [f"{self.path.name} is written: {count(self.events, 'row')}, one for each thing that happened."]
        if self.aside is not None:
            n = count(self.report.aside, "row")
            out.append(f"{n} of {self.report.name} could not be used: {self.aside.name} tells which, why, and what to write instead.")
        out.append(f"{self.report.name} is as it was, and nothing else was changed.")
        return [*out, f"From now on: log = js.load({json.dumps(str(self.path), ensure_ascii=False)})"]

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        return f'<div class="tex2jax_ignore mathjax_ignore">{"".join(f"<p>{escape(line)}</p>" for line in self._lines())}</div>'


def convert(
    path: str | Path,
    to: str | Path,
    as_of: str | date | None = None,
    columns: Mapping[str, str] | None = None,
    statuses: Mapping[str, str] | None = None,
    dates: str | None = None,
    sheet: str | None = None,
) -> Converted:
    """Write what stands at path as a log in the kit's own format: one row for each thing that happened.

    path, as_of, columns, statuses, dates, sheet: as in `js.load`. to: the file to write, ending in .csv; there must be none yet.
    Every row says in the column “read_from” which file and line it came from; columns the kit does not know are kept; rows that
    cannot be used are listed in a second file, “… .set-aside.csv”. Raises LogError when the file cannot be read, or the new one not written.
    """
    source, target = Path(os.path.expanduser(path)), Path(os.path.expanduser(to))
    _check(source, target)
    said = reading(path, as_of, columns, statuses, dates, sheet)
    read, how = read_file(source, said)
    log = assembled(read, how, said, source.name)
    assert log.report is not None
    table = _table(read, log, source.name)
    files = [(target, table)]
    listed = target.with_name(f"{target.stem}.set-aside.csv") if log.problems else None
    if listed is not None:
        _check(source, listed)
        files.append((listed, _asides(log.problems, source.name)))
    _write([(file, _text(cells)) for file, cells in files])
    return Converted(target, len(table) - 1, listed, log.report)


def _check(source: Path, target: Path) -> None:
    """LogError, unless the target is a new CSV file in a folder that is there, and not in the one that is read."""
    if target.suffix.lower() != ".csv":
        raise LogError(f"“{target}” does not end in .csv. Give the new log a name such as log.csv.")
    if os.path.lexists(target):
        raise LogError(f"There is already a file “{target}”, and the kit overwrites nothing. Choose another name, or move that file away.")
    if not target.parent.is_dir():
        raise LogError(f"There is no folder “{target.parent}” to write {target.name} into. Make it first.")
    if source.is_dir() and target.resolve().is_relative_to(source.resolve()):
        raise LogError(f"“{target}” would lie in the folder that is read, and the kit changes nothing there. Choose another folder.")


def _table(read: Read, log: JobLog, name: str) -> list[Sequence[str]]:
    """The header, and the cells of each row that is in the log."""
    rows = _in_order(Rows(read.when, read.coded), log)
    text = {column: rows.words(column).text() for column in rows.columns if column not in ("line", "date")}
    text["date"] = _dates(rows)
    old, files, lines = rows.words(FROM).text().tolist(), rows.words("file").text().tolist(), rows.line.tolist()
    text[FROM] = texts([o or f"{file or name} line {line}" for o, file, line in zip(old, files, lines, strict=True)])
    further = [column for column in text if column not in _NOT_WRITTEN]
    asked = {*meanings_of(further)}
    undated = bool(np.isnat(rows.stamp).any())
    first = [c for c in COLUMNS if c in _ALWAYS or (text[c] != "").any() or c in asked or (c == "undated" and undated)]
    names = [*first, *further, FROM]
    return [names, *zip(*(text[c].tolist() for c in names), strict=True)]


def _in_order(rows: Rows, log: JobLog) -> Rows:
    """The rows that are in the log, oldest first; within a day what was sent, then steps, then how it ended; those without a day last."""
    rows = rows.at(np.flatnonzero(_kept(rows, log)))
    event = rows.words("event")
    place = np.array([0 if e in ("approached", "applied") else 2 if e in OUTCOMES else 1 for e in event.values], dtype=np.int64)
    day = np.where(np.isnat(rows.stamp), np.iinfo(np.int64).max, rows.day)
    return rows.at(np.lexsort((place[event.codes], day)))


def _kept(rows: Rows, log: JobLog) -> Mask:
    """The rows that are not set aside; of a row from which only one event was, the others."""
    aside = {(p.file, p.line) for p in log.problems}
    out = np.ones(len(rows), bool)
    if not aside:
        return out
    places = list(zip(rows.words("file").text().tolist(), rows.line.tolist(), rows.words("event").text().tolist(), strict=True))
    there: set[tuple[str, int, str]] = set()
    for events in (log.events, log.ahead):
        if len(events):
            files = events["file"].tolist() if "file" in events else [""] * len(events)
            there |= set(zip(files, events["line"].tolist(), events["event"].tolist(), strict=True))
    out[:] = [place[:2] not in aside or place in there for place in places]
    return out


def _dates(rows: Rows) -> Texts:
    """Each row's day, with the time of day where that is known; "" where there is none."""
    out = texts(np.datetime_as_string(rows.stamp.astype("datetime64[D]")).tolist())
    timed = rows.timed
    out[timed] = np.datetime_as_string(rows.stamp[timed].astype("datetime64[m]"))
    out[np.isnat(rows.stamp)] = ""
    return out


def _asides(problems: Iterable[Problem], name: str) -> list[Sequence[str]]:
    """The list of the rows that could not be used."""
    rows = [(p.file or name, str(p.line), p.column, p.value, p.why, p.mend) for p in problems]
    return [("file", "line", "column", "value", "why", "what to write instead"), *rows]


def _text(table: list[Sequence[str]]) -> bytes:
    """The file: UTF-8, marked as such where Excel would otherwise take it for something else."""
    lines = "".join(f"{','.join(map(_cell, row))}\n" for row in table)
    return lines.encode("ascii" if lines.isascii() else "utf-8-sig", "replace")


def _cell(cell: str) -> str:
    """One cell as a spreadsheet reads it: no formula, and quoted where it has to be."""
    cell = safe(cell)
    if not any(sign in cell for sign in '",;\t|\r\n') and cell == cell.strip():
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _write(files: list[tuple[Path, bytes]]) -> None:
    """All of these files or none of them, each whole or not at all; LogError when the disk or the folder says no."""
    target, temporary, placed = files[0][0], list[Path](), list[Path]()
    try:
        for target, content in files:
            temporary.append(_beside(target, content))
        for (target, _), path in zip(files, temporary, strict=True):
            _place(path, target)
            placed.append(target)
    except BaseException as error:
        _undo(placed)
        if isinstance(error, FileExistsError):
            raise LogError(f"A file “{target}” has just appeared, and the kit overwrites nothing. Choose another name.") from error
        if isinstance(error, OSError):
            why = error.strerror or type(error).__name__
            raise LogError(
                f"{target.name} could not be written ({why}); nothing was changed. Choose another folder, or make room."
            ) from error
        raise
    finally:
        _undo(temporary)


def _beside(target: Path, content: bytes) -> Path:
    """All of this content in a file of a passing name, safe on the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        _undo([Path(name)])
        raise
    return Path(name)


def _place(temporary: Path, target: Path) -> None:
    """Give a file its name in one step, never that of another; FileExistsError if there is one by now."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError, AttributeError):  # a disk that knows no second names: hold the name, then swap
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            os.replace(temporary, target)
        except OSError:
            target.unlink(missing_ok=True)
            raise


def _undo(files: Iterable[Path]) -> None:
    """Nothing of these stays."""
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
