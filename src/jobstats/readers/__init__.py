"""From a file to a log: `load` finds the reader whose shape fits, tells what it understood, and says clearly where it could not.

One module per shape of file, `fits` apart from `read`; a new shape is one module and one line in READERS.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from jobstats.assemble import build
from jobstats.dateless import with_dateless
from jobstats.errors import AskError, LogError, count
from jobstats.log import JobLog
from jobstats.progress import progress, step
from jobstats.readers import choosing, event_log, one_row_each, own, telling, transitions
from jobstats.readers.asked import Asked, asked
from jobstats.readers.coded import Coded
from jobstats.readers.date_cells import one_day
from jobstats.readers.exports import ai_job_search, career_ops, huntr, jobsync, justajobapp, linkedin, linkedin_saved, simplify, teal
from jobstats.readers.files import tables_of
from jobstats.readers.header import check_columns
from jobstats.readers.parts import LARGEST
from jobstats.readers.read import Read
from jobstats.readers.sheet import Sheet
from jobstats.readers.table import How, Table
from jobstats.spacing import chosen

#: Every export and shape of file the kit reads, most particular first.
READERS: tuple[ModuleType, ...] = (
    huntr,
    teal,
    simplify,
    linkedin,
    linkedin_saved,
    jobsync,
    justajobapp,
    ai_job_search,
    career_ops,
    transitions,
    event_log,
    one_row_each,
)


def load(
    path: str | Path | None = None,
    as_of: str | date | None = None,
    strict: bool = False,
    columns: Mapping[str, str] | None = None,
    statuses: Mapping[str, str] | None = None,
    dates: str | None = None,
    sheet: str | None = None,
    spacing: int | None = None,
    most: int | None = None,
) -> JobLog:
    """Read a log, or the sample when no path is given.

    path: a CSV, TSV, XLSX or ODS file, a zip or a folder of an export; one row per thing that happened, one row per application,
    or the export of a tracker. What was understood stands in `log.report`, with the call that says it outright.
    as_of: the last day the log is complete; today for your own log, the recorded day for the sample.
    strict: raise LogError, with all of them, if any row cannot be used.
    columns: {column of the file: meaning}, such as {"Firma": "company"}. statuses: {status of the file: event}, such as
    {"Absage": "rejected"}; "unsent" for what was never sent. dates: "day-first" or "month-first" for dates such as 03/04/2026
    (also "year-first", "excel-1900", "excel-1904", "unix"), and a year for dates without one: "day-first, 2025".
    sheet: the sheet of a workbook, or the member of a zip.
    spacing, most: days between two questions in one process (1 to 365; 7 unless said), and questions in one process in all (0 to 5; 2 unless
    said), before anything of the kit says that another line is fine.
    Raises LogError when the file as a whole cannot be read, AskError for an argument that means nothing.
    Never changes the file, never calls the network.
    """
    where = sample() if path is None else Path(os.path.expanduser(path))
    said = reading(path, _recorded(where) if path is None and as_of is None else as_of, columns, statuses, dates, sheet)
    said = replace(said, rule=chosen(spacing, most))
    with progress():
        seen, read, how = _unchanged(where, said)
        step("counting")
        log = assembled(read, how, said, where.name)
    if path is None and said.rule:
        log = replace(log, said=said.rule)
    if path is not None:
        given = {"as_of": as_of, "columns": columns, "statuses": statuses, "dates": dates, "sheet": sheet, **said.rule}
        log = replace(log, path=str(where.absolute()), said={k: v for k, v in given.items() if v is not None}, seen=seen)
    if strict and log.problems:
        raise LogError(f"{count(len(log.problems), 'row')} of {where.name} cannot be used:", log.problems)
    return log


def again(log: JobLog) -> JobLog:
    """The whole file of a log, read as it was read for this one, as it is now; today is the day, unless the log was loaded as of another."""
    return load(log.path or None, **log.said)


def fingerprint(data: bytes) -> str:
    """What tells whether a file's bytes are still those that were read."""
    return sha256(data).hexdigest()


def _unchanged(path: Path, said: Asked) -> tuple[str, Read, How]:
    """The fingerprint of a file and what was read of it, of the same bytes: where it changes meanwhile it is read anew. "" for a folder."""
    for _ in range(5):
        before = _print_of(path)
        read, how = read_file(path, said)
        if before == _print_of(path):
            break
    return before, read, how


def _print_of(path: Path) -> str:
    """The fingerprint of an ordinary file; "" for anything else, of which reading tells what it is."""
    try:
        there = path.stat()
        return fingerprint(path.read_bytes()) if stat.S_ISREG(there.st_mode) and there.st_size <= LARGEST else ""
    except (OSError, ValueError):
        return ""


def reading(
    path: str | Path | None,
    as_of: str | date | None,
    columns: Mapping[str, str] | None,
    statuses: Mapping[str, str] | None,
    dates: str | None,
    sheet: str | None,
) -> Asked:
    """What the person said of the file, checked; as_of is today unless said."""
    return asked(date.today() if as_of is None else _as_of(as_of), columns, statuses, dates, sheet, "" if path is None else str(path))


def read_file(path: Path, said: Asked) -> tuple[Read, How]:
    """The file's rows as events, and how it was read; LogError when it cannot be."""
    candidates = tables_of(
        path, said.sheet, lambda header: choosing.score(header, said, READERS), lambda rows: choosing.headless(rows, READERS)
    )
    reader, tables, others = choosing.best([[own.as_meant(table) for table in tables] for tables in candidates], said, READERS)
    check_columns(tables[0].header, said)
    for table in tables[1:]:
        if not reader.fits(choosing.header_for(reader, table.header, said)):
            raise LogError(choosing.refusal(table, said))
    read = _joined([reader.read(Sheet(table, said, reader.COLUMNS)) for table in tables], tables)
    return own.told(replace(read, notes=[*read.notes, *telling.others(others, said.path)])), tables[0].how


def _joined(reads: list[Read], tables: list[Table]) -> Read:
    """The parts of one export as one."""
    if len(reads) == 1:
        return reads[0]
    each = list(zip(reads, [table.name for table in tables], strict=True))
    rows = pd.concat([r.rows.assign(file=name, application=_apart(r.rows["application"], name)) for r, name in each], ignore_index=True)
    text = [c for c in rows.columns if c not in ("line", "date")]
    return replace(
        reads[0],
        when=rows[["line", "date"]],
        coded={c: Coded.written(rows[c].fillna("").to_numpy(dtype=object)).pair() for c in text},
        problems=[replace(p, file=name) for r, name in each for p in r.problems],
        notes=[replace(p, file=name) for r, name in each for p in r.notes],
        aside=pd.concat([r.aside for r in reads], ignore_index=True),
        read=sum(r.read for r in reads),
        fixed=sum(r.fixed for r in reads),
        columns=list({u.written: u for r in reversed(reads) for u in r.columns}.values()),
        kept_columns=list(dict.fromkeys(c for r in reads for c in r.kept_columns)),
        statuses=[s for r in reads for s in r.statuses],
        dates=list({(c.column, c.words): c for r in reversed(reads) for c in r.dates}.values()),
    )


def _apart(ids: pd.Series, name: str) -> pd.Series:
    """Ids that number the rows of a part, told apart from those of the other parts; ids of the file's own stay."""
    return ids.where(~ids.str.startswith("row "), name + " " + ids)


def assembled(read: Read, how: How, said: Asked, name: str) -> JobLog:
    """The log of what was read, with its report."""
    coded = {column: cells for column, cells in read.coded.items() if column != own.FROM}
    dated = read.when["date"].notna().to_numpy()
    if dated.all():
        log = build(read.when, said.as_of, read.problems, read.notes, name, read.aside, coded)
    else:
        every = read.rows.drop(columns=own.FROM, errors="ignore")
        log = build(every[dated].reset_index(drop=True), said.as_of, read.problems, read.notes, name, read.aside)
        log = with_dateless(log, every[~dated].reset_index(drop=True))
    aside = len({(p.file, p.line) for p in log.problems})
    return replace(log, report=telling.report(read, how, said, name, list(log.problems), list(log.notes), aside))


def sample() -> Path:
    """The sample log, in an installed package or in a clone of the project."""
    here = Path(__file__).resolve().parents[1]
    places = [here / "sample" / "log.csv", here.parents[1] / "data" / "sample" / "log.csv"]
    for place in places:
        if place.is_file():
            return place
    raise LogError('The sample log is missing from this installation. Give the path of a log instead: js.load("log.csv").')


def _recorded(sample: Path) -> date:
    """The day through which the sample is complete, as its data package records it."""
    package: dict[str, Any] = json.loads((sample.parent / "datapackage.json").read_text(encoding="utf-8"))
    return date.fromisoformat(package["as_of"])


def _as_of(day: Any) -> date:
    """as_of as people give it."""
    stamp = one_day(day) if isinstance(day, str) else day
    if not isinstance(stamp, date) or pd.isna(stamp):
        raise AskError(f'as_of “{day}” is not a day. Write it as in as_of="2026-03-09".')
    return stamp.date() if isinstance(stamp, datetime) else stamp


__all__ = ["READERS", "assembled", "load", "read_file", "reading"]
