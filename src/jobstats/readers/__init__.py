"""From a file to a log: `load` finds the reader whose shape fits, and says clearly where it cannot.

One module per shape of file, `fits` apart from `read`; a new shape is one module and one line here.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from jobstats.assemble import build
from jobstats.errors import AskError, LogError, count
from jobstats.log import JobLog
from jobstats.readers import event_log, one_row_each
from jobstats.readers._old_dates import read_cell
from jobstats.readers._old_table import Table, read_table

#: Every shape of file the kit reads, most particular first.
READERS: tuple[ModuleType, ...] = (event_log, one_row_each)


def load(path: str | Path | None = None, as_of: str | date | None = None, strict: bool = False) -> JobLog:
    """Read a log, or the sample when no path is given.

    path: a CSV file: one row per thing that happened (date, company, role, event), or one row per application
    (company, role, date applied, status, response date). as_of: the last day the log is complete; today for your
    own log, the recorded day for the sample. strict: raise LogError, with all of them, if any row cannot be used.
    Raises LogError when the file as a whole cannot be read. Never changes the file, never calls the network.
    """
    where = _sample() if path is None else Path(path).expanduser()
    day = _as_of(as_of) or (_recorded(where) if path is None else date.today())
    table = read_table(where)
    reader = _fitting(table)
    rows, problems, notes = reader.read(table)
    log = build(rows, day, [*table.problems, *problems], [*table.notes, *notes], where.name)
    if strict and log.problems:
        raise LogError(f"{count(len(log.problems), 'row')} of {where.name} cannot be used:", log.problems)
    return log


def _fitting(table: Table) -> ModuleType:
    """The first reader the header fits."""
    for reader in READERS:
        if reader.fits(table.header):
            return reader
    missing = [c for c in event_log.NEEDED if c not in [h.strip().casefold() for h in table.header]]
    raise LogError(
        f"{table.name} has no column “{missing[0]}”; its columns are: {', '.join(h for h in table.header if h) or 'none'}. "
        "A log needs date, company, role and event (one row per thing that happened), "
        "or company, role, date applied and status (one row per application): rename the columns so, in the first line."
    )


def _sample() -> Path:
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


def _as_of(day: str | date | None) -> date | None:
    """as_of as people give it."""
    if day is None:
        return None
    stamp = read_cell(day)[0] if isinstance(day, str) else day
    if not isinstance(stamp, date) or pd.isna(stamp):
        raise AskError(f'as_of “{day}” is not a day. Write it as in as_of="2026-03-09".')
    return stamp.date() if isinstance(stamp, datetime) else stamp
