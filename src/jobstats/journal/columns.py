"""Which column of a log's own file holds what, and one thing that happened as the cells of a row of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from jobstats.errors import LogError
from jobstats.journal.day_cells import like
from jobstats.journal.event import Event
from jobstats.journal.written import Written
from jobstats.log import JobLog
from jobstats.readers import event_log, own
from jobstats.readers.meanings import meanings_of
from jobstats.report import Report

#: What an event may fill, in the order people read it.
FILLED = ("date", "application", "company", "role", "event", "round", "kind", "source", "contact", "note")
#: What else a row may be changed in: that nobody knows what came of it, once somebody does.
AMENDED = ("undated",)


def whole(log: JobLog) -> JobLog:
    """The log before any filter: what is written is written into its file."""
    return log.whole[0] if log.whole else log


def why_not(log: JobLog) -> str:
    """Why nothing can be written into this log's file, with what to do instead; "" when it can."""
    base = whole(log)
    if not base.path:
        return 'This is the sample, which nobody writes into. Copy data/sample/empty.csv to data/mine/log.csv, and load that: js.load("../data/mine/log.csv").'
    report, name = base.report, Path(base.path).name
    if report is None:
        return "This is a log as it was on an earlier day, and no file holds that. Load the file again with js.load, and write into that."
    once = f"Make a log of it once, and go on with that: {converting(base)}"
    if not report.how or report.how[0] not in ("CSV", "TSV"):
        return f"{name} is a workbook, which the kit only reads. {once}"
    if any(said.startswith("sheet ") for said in report.how):
        return f"{name} is a zip, which the kit only reads. {once}"
    if report.reader != event_log.NAME:
        return f"{name} was read as {report.reader}; what happens is written into a log with one row for each thing that happened. {once}"
    if report.header_line < 1:
        return f"{name} has no line that names its columns, so a row could not be written as it is meant. {once}"
    return ""


def target(log: JobLog) -> Path:
    """A new file beside the log's, which `js.convert` can write: log.csv, or another name where there is one."""
    folder = Path(whole(log).path).parent
    names = ("log.csv", *(f"log-{n}.csv" for n in range(2, 1000)))
    return next(folder / name for name in names if not (folder / name).exists())


def converting(log: JobLog) -> str:
    """The call that makes a log of this file, to be copied."""
    return f'js.convert("{_short(whole(log).path)}", "{_short(target(log))}")'


def _short(path: str | Path) -> str:
    """A path without “..” in it, where that means the same."""
    short = os.path.normpath(path)
    return short if os.path.realpath(short) == os.path.realpath(path) else str(path)


@dataclass(frozen=True)
class Columns:
    """Where each meaning stands in the rows of a file, and how its days are written.

    place: meaning → number of the cell. width: cells of a row. days: the cells of the column of days. kept: whether the kit wrote the file.
    """

    name: str
    place: Mapping[str, int]
    width: int
    days: Sequence[str]
    month_first: bool
    kept: bool

    @classmethod
    def of(cls, table: Written, report: Report) -> Columns:
        """The columns of a file whose load said what they mean."""
        kept = own.FROM in table.header
        header = [own.bare(name) for name in table.header] if kept else list(table.header)
        said = {understood.read_as: understood.written for understood in reversed(report.columns)}
        place = {m: header.index(said[m]) for m in (*FILLED, *AMENDED) if said.get(m) in header}
        for at, meaning in enumerate(meanings_of(header)):
            if meaning in FILLED and header[at] not in said.values():
                place.setdefault(meaning, at)
        rows, day = [table.cells(line) for line in table.lines[-200:]], place.get("date", -1)
        cells = [row[day] for row in rows if 0 <= day < len(row)]
        order = next((c.words for c in report.dates if said.get("date") == c.column), "")
        return cls(report.name, place, len(table.header), cells, "month first" in order and "day first" not in order, kept)

    def row(self, event: Event) -> list[str]:
        """The cells of the row that says this. LogError where the file has no column for what a row must say."""
        said = self.said(event)
        must = ["date", "event", *(["company"] if event.company and not ("application" in self.place and event.application) else [])]
        for meaning in must:
            if meaning not in self.place:
                raise LogError(
                    f"{self.name} has no column “{meaning}”, so this could not be written. Add one to its first line, and load it again."
                )
        out = [""] * self.width
        for meaning, text in said.items():
            if meaning in self.place:
                out[self.place[meaning]] = own.safe(text) if self.kept else text
        return out

    def said(self, event: Event) -> dict[str, str]:
        """What a row would say of an event, by meaning; blanks left out."""
        texts = {meaning: str(getattr(event, meaning)).strip() for meaning in FILLED if meaning not in ("date", "event")}
        all_ = {"date": self.day(event.when), "event": event.event, **texts}
        return {meaning: text for meaning, text in all_.items() if text}

    def day(self, when: date | datetime) -> str:
        """A day as this file writes days."""
        return like(self.days, when, self.month_first)

    def without(self, event: Event) -> list[str]:
        """What of an event the file has no column for."""
        return [meaning for meaning in self.said(event) if meaning not in self.place]
