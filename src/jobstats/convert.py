"""Moving over once: what any reader understood, written as a log in the kit's own format. Never changes the file it came from."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd

from jobstats.applications import ROW
from jobstats.errors import LogError, Problem, count
from jobstats.readers import FROM, assembled, read_file, reading
from jobstats.report import Report

#: The columns of the kit's own format, in the order they are written; a column nothing stands in is left out, but for the first four.
COLUMNS = ("date", "company", "role", "event", "application", "round", "kind", "source", "contact", "note", "undated")
#: What makes a spreadsheet take a cell for a formula; such a cell is written with an apostrophe before it, which loading takes off again.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Converted:
    """What `js.convert` wrote: the log, and beside it, if rows could not be used, the list of them. report: of the load it rests on."""

    path: Path
    events: int
    aside: Path | None
    report: Report

    def _lines(self) -> list[str]:
        out = [f"{self.path.name} is written: {count(self.events, 'row')}, one for each thing that happened, read as {self.report.reader}."]
        if self.aside is not None:
            out.append(
                f"{count(self.report.aside, 'row')} could not be used: {self.aside.name} tells which, why, and what to write instead."
            )
        out.append(f"{self.report.name} is as it was. From now on: log = js.load({str(self.path)!r})".replace("'", '"'))
        return out

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        return "".join(f"<p>{escape(line)}</p>" for line in self._lines())


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
    cannot be used are listed in a second file beside it. Raises LogError when the file cannot be read, or the new one not written.
    """
    source, target = Path(path).expanduser(), Path(to).expanduser()
    _check(source, target)
    said = reading(source, as_of, columns, statuses, dates, sheet)
    read, how = read_file(source, said)
    log = assembled(read, how, said, source.name)
    aside = {(p.file, p.line) for p in log.problems}
    place = [(str(f), int(line)) for f, line in zip(_files(read.rows), read.rows["line"], strict=True)]
    rows = read.rows[np.array([p not in aside for p in place], dtype=bool).reshape(len(place))]
    listed = target.with_name(f"{target.stem}.set-aside.csv") if log.problems else None
    if listed is not None:
        _check(source, listed)
    _write(target, _table(rows, source.name))
    if listed is not None:
        _write(listed, _asides(log.problems, source.name))
    assert log.report is not None
    return Converted(target, len(rows), listed, log.report)


def _check(source: Path, target: Path) -> None:
    """LogError, unless the target is a new CSV file in a folder that is there."""
    if target.suffix.lower() != ".csv":
        raise LogError(f"“{target}” does not end in .csv. Give the new log a name such as log.csv.")
    if target.exists() or target.is_symlink():
        raise LogError(f"There is already a file “{target}”, and the kit overwrites nothing. Choose another name, or move that file away.")
    if not target.parent.is_dir():
        raise LogError(f"There is no folder “{target.parent}” to write {target.name} into. Make it first.")


def _files(rows: pd.DataFrame) -> Iterable[str]:
    """The part each row came from, "" where there is one file."""
    return rows["file"] if "file" in rows else [""] * len(rows)


def _table(rows: pd.DataFrame, name: str) -> list[list[str]]:
    """The header, and one list of cells for each row."""
    stamp = rows["date"]
    day, minute = stamp.dt.strftime("%Y-%m-%d").fillna(""), stamp.dt.strftime("%Y-%m-%dT%H:%M").fillna("")
    text = {c: rows[c].astype(object) for c in rows.columns if c not in ("line", "date", "precision", "file", FROM)}
    text["date"] = day.where(rows["precision"] != "minute", minute)
    old = rows[FROM].astype(object) if FROM in rows else pd.Series("", index=rows.index, dtype=object)
    new = [f"{file or name} line {line}" for file, line in zip(_files(rows), rows["line"], strict=True)]
    text[FROM] = old.where(old != "", pd.Series(new, index=rows.index, dtype=object))
    first = [c for c in COLUMNS if c in COLUMNS[:4] or (c in text and (text[c] != "").any())]
    further = [c for c in text if c not in COLUMNS and c not in ROW and c != FROM]
    names = [*first, *further, FROM]
    return [names, *([str(cell) for cell in row] for row in zip(*(text[c].tolist() for c in names), strict=True))]


def _asides(problems: Iterable[Problem], name: str) -> list[list[str]]:
    """The list of the rows that could not be used."""
    return [
        ["file", "line", "column", "value", "why", "mend"],
        *([p.file or name, str(p.line), p.column, p.value, p.why, p.mend] for p in problems),
    ]


def _write(target: Path, table: list[list[str]]) -> None:
    """All of the file or none of it; LogError when the disk or the folder says no."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([[safe(cell) for cell in row] for row in table])
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(text.getvalue().encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            raise FileExistsError(17, "a file of this name has just appeared")
        os.replace(temporary, target)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise LogError(
            f"{target.name} could not be written ({error.strerror}); nothing was changed. Choose another folder, or make room."
        ) from error


def safe(cell: str) -> str:
    """A cell no spreadsheet takes for a formula."""
    shown = cell.lstrip("\ufeff\u200b\u200e\u200f \u00a0")
    return f"'{cell}" if shown.startswith(RISKY) or cell.startswith("'") else cell
