"""js.work_search: the list of dated efforts per week that employment offices ask for. Shows names of employers; never part of a coach's pack."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from os import PathLike
from pathlib import Path
from typing import Any, Final

from jobstats.errors import AskError, count
from jobstats.log import JobLog, day_text
from jobstats.packs.cells import DAY, Cell, Column
from jobstats.packs.efforts import Effort, dayless, efforts, left_out, span, tally
from jobstats.packs.links import links
from jobstats.packs.typeset import UNKNOWN, compiled, unset
from jobstats.packs.workbook import opened
from jobstats.packs.writing import write_all
from jobstats.page import escape
from jobstats.readers.own import safe

NAME: Final = "work-search-record"
TITLE: Final = "Record of my work search"
SHOWS: Final = "This record shows names of employers: it is for the office, and never part of a pack for a coach."
#: The columns, with their titles, and how wide each is on paper beside the others.
COLUMNS: Final[dict[str, str]] = {
    "date": "Date",
    "week": "Week of",
    "employer": "Employer",
    "position": "Position",
    "how": "What I did",
    "contact": "Contact",
    "result": "Result so far",
}
_WIDTHS: Final = {"date": 1.6, "week": 1.6, "employer": 3.2, "position": 3.0, "how": 3.2, "contact": 2.0, "result": 3.6}
_SIZES: Final = {"date": 14.0, "week": 14.0, "employer": 32.0, "position": 28.0, "how": 34.0, "contact": 18.0, "result": 32.0}


@dataclass(frozen=True)
class WorkSearch:
    """A record that was written. folder: where. files: PDF, CSV and workbook, with the same rows. rows: how many. notes: what its owner should know, above
    all what is not in it, and why; none of it stands in the files."""

    folder: Path
    files: tuple[Path, ...]
    rows: int
    notes: tuple[str, ...]

    def _lines(self) -> list[str]:
        return [f"The record of your work search has {count(self.rows, 'effort')}.", *self.notes]

    def __repr__(self) -> str:
        return "\n".join([*self._lines(), *(str(path) for path in self.files)]).replace("\u202f", " ")  # some consoles have no such blank

    def _repr_html_(self) -> str:
        text = "".join(f"<p>{escape(line)}</p>" for line in self._lines())
        return f'<div class="tex2jax_ignore mathjax_ignore">{text}{links(self.files)}</div>'


def work_search(
    log: JobLog,
    folder: str | PathLike[str] = "../out",
    *,
    period: tuple[Any, Any] | None = None,
    columns: Iterable[str] | None = None,
) -> WorkSearch:
    """Write the record of your work search for the employment office: one row for each dated effort, by calendar week, as PDF, CSV and XLSX.

    The three files in `folder`/work-search-record hold the same rows. Efforts are applications, first talks, tests, interviews, notes after them,
    inquiries, talks with coworkers and contacts kept up; not what others did. Interviews of one application on one day are one.
    period: first and last day of the efforts, None for an open side. columns: any of "date", "week" (its Monday), "employer", "position", "how",
    "contact", "result" (what is known of the application on the log's last day), in the order they are to stand; all of them unless given,
    "contact" only where the log has some. What is not in it is told in `notes`, not in the files.
    It shows names of employers, is for the office, and is never part of a pack for a coach. Raises AskError, and leaves all as it was, for what
    cannot be asked or written.
    """
    if not isinstance(log, JobLog):
        raise AskError(f"js.work_search wants a log, and this is a {type(log).__name__}. Load one first: log = js.load().")
    rows = efforts(log, period)
    chosen = _chosen(columns, rows)
    paper = _paper(log, rows, chosen, period)
    files = {
        f"{NAME}.pdf": compiled("work_search", paper),
        f"{NAME}.csv": _csv(rows, chosen),
        f"{NAME}.xlsx": _xlsx(log, rows, chosen, period),
    }
    notes = (*_missing(log, period), *_unset(paper), SHOWS)
    target = write_all(folder, NAME, files, {})
    return WorkSearch(target, tuple(target / name for name in files), len(rows), notes)


def _chosen(columns: Iterable[str] | None, rows: list[Effort]) -> tuple[str, ...]:
    """The columns to show, in order."""
    if columns is None:
        return tuple(c for c in COLUMNS if c != "contact" or any(row.contact for row in rows))
    asked = tuple(dict.fromkeys([columns] if isinstance(columns, str) else columns))
    for column in asked:
        if column not in COLUMNS:
            raise AskError(f"There is no column “{column}” in the record. There is: {', '.join(COLUMNS)}.")
    if not asked:
        raise AskError(f"A record needs at least one column. There is: {', '.join(COLUMNS)}.")
    return asked


def _missing(log: JobLog, period: tuple[Any, Any] | None) -> list[str]:
    """What is not in the record, and why. For its owner: the office is told of efforts, not of what a file lacks."""
    notes = []
    if without := dayless(log):
        notes.append(f"Not in it, since the log has no day for them: {', '.join(without)}.")
    if log.problems:
        notes.append(f"Not in it: {count(len(log.problems), 'row')} of the log that could not be read.")
    if len(log.ahead):
        notes.append(f"Not in it: {count(len(log.ahead), 'row')} dated after the last day of the log.")
    if log.filters:
        notes.append(f"Only these applications are in it: {'; '.join(log.filters)}.")
    if loose := left_out(log, period):
        notes.append(
            f"Not in it, since a filter keeps applications only: {count(loose, 'effort')} of no application, such as a contact kept up."
        )
    return notes


def _unset(paper: Mapping[str, object]) -> list[str]:
    """What the PDF could not show."""
    signs = unset(paper)
    if not signs:
        return []
    named = " ".join(signs[:10]) + (" …" if len(signs) > 10 else "")
    return [
        f"No font of this machine holds {count(len(signs), 'sign')}, and the PDF has {UNKNOWN} instead: {named}. The other two files have all."
    ]


def _title(log: JobLog, rows: list[Effort], period: tuple[Any, Any] | None) -> str:
    """Which days the record is about, and on which day its results are known."""
    first, last = span(period)
    begin = first or (rows[0].date if rows else log.as_of)
    return f"{day_text(begin)} to {day_text(last or max(begin, log.as_of))}; results as known on {day_text(log.as_of)}"


def _week(monday: date) -> str:
    return f"Week of {day_text(monday)} to {day_text(monday + timedelta(days=6))}"


def _total(rows: list[Effort]) -> str:
    """All efforts, and in how many weeks."""
    weeks = len({row.week for row in rows})
    return f"{tally(rows)}; in {count(weeks, 'calendar week')}." if rows else f"{tally(rows)}."


def _text(row: Effort, column: str, day: Callable[[date], str]) -> str:
    """A cell as text."""
    value = getattr(row, column)
    return day(value) if isinstance(value, date) else str(value)


def _paper(log: JobLog, rows: list[Effort], chosen: tuple[str, ...], period: tuple[Any, Any] | None) -> Mapping[str, object]:
    """What stands on paper, with room for name and signature; the week stands above its rows, not in each."""
    shown = tuple(c for c in chosen if c != "week") or chosen
    weeks = [
        {"title": _week(monday), "total": tally(mine), "rows": [[_text(row, c, day_text) for c in shown] for row in mine]}
        for monday, mine in ((monday, list(group)) for monday, group in groupby(rows, key=lambda row: row.week))
    ]
    return {
        "title": TITLE,
        "period": _title(log, rows, period),
        "total": _total(rows),
        "titles": [COLUMNS[c] for c in shown],
        "widths": [_WIDTHS[c] for c in shown],
        "weeks": weeks,
    }


def _csv(rows: list[Effort], chosen: tuple[str, ...]) -> bytes:
    """As text: every cell quoted, days as in 2026-03-09, and no cell that a spreadsheet takes for a formula."""
    lines = [[COLUMNS[c] for c in chosen], *([_text(row, c, date.isoformat) for c in chosen] for row in rows)]
    text = "".join(",".join(f'"{safe(cell).replace(chr(34), chr(34) * 2)}"' for cell in line) + "\r\n" for line in lines)
    return text.encode("utf-8-sig", "replace")


def _xlsx(log: JobLog, rows: list[Effort], chosen: tuple[str, ...], period: tuple[Any, Any] | None) -> bytes:
    """As a workbook: one sheet, its days real days."""
    columns = [Column(COLUMNS[c], tuple(_cell(getattr(row, c)) for row in rows), False) for c in chosen]
    out = io.BytesIO()
    with opened(out) as book:
        above = (TITLE, _title(log, rows, period), _total(rows))
        book.sheet("Work search", above, columns, [_SIZES[c] for c in chosen])
    return out.getvalue()


def _cell(value: str | date) -> Cell:
    return Cell(value, DAY) if isinstance(value, date) else Cell(value)
