"""What is due, as a short list and as a calendar. Never pushes: it names the day from which on another line is fine, and writes only its own file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import icalendar
import numpy as np
import pandas as pd

from jobstats import following, page
from jobstats.errors import AskError, LogError
from jobstats.log import JobLog, day_text, records, to_date
from jobstats.metrics import due as metric
from jobstats.names import fold
from jobstats.page import escape
from jobstats.spacing import MOST, rule

#: Lines shown of one kind; the others are in the frame.
SHOWN = 7
_OURS, _PRODUCT = "@jobstats", "-//jobstats//due//EN"
_LONGEST = 2**20
_HEADS = {"note": "Notes to send", "silent": "Silent for long", "person": "People to write to"}
_QUARTER = timedelta(minutes=15)


def due(log: JobLog, spacing: int | None = None, most: int | None = None, now: datetime | str | None = None) -> Due:
    """What is due: notes after interviews, processes silent beyond your own clock, people not spoken to for long.

    spacing: days between two nudges in one process, after its note or interview, and after any word with the same contact, before another
    line is fine; yours to choose, from 1 on. most: nudges in one process in all, 0 to 5; after that it is left to rest. Those of the log unless
    given: `js.load(path, spacing=14, most=1)` holds for every chart and form, these for this list alone. now: the moment it is asked, the
    clock of this machine unless given; for a log as of an earlier day, the evening of that day. What comes back shows itself as a list, which
    in a notebook follows the log; `.frame` holds its rows (columns: metrics.due), `.ics(path)` writes them for a calendar. Raises AskError for
    an argument that cannot be used, and for a moment before the log's last day.
    """
    moment = _moment(log, now)
    frame = metric.due(log, moment, spacing, most)
    total = metric.of_how_many(log, moment, spacing, most)
    sections, nothing, whose = _sections(log, frame, total), "" if len(frame) else metric.nothing(log), _whose(log, frame)
    again = partial(due, spacing=spacing, most=most, now=now)
    return Due(frame, sections, nothing, log.caption(), moment, rule(log, spacing, most)[1], whose, log, again)


def _moment(log: JobLog, now: Any) -> datetime:
    """The moment that is asked about, on the clock here; never before the log's last day, since it tells more than was known then."""
    if now is None:
        here = datetime.now()
        own = bool(log.seen) and "as_of" not in log.said
        return here if own or log.as_of == here.date() else datetime(log.as_of.year, log.as_of.month, log.as_of.day, 18)
    found = None
    with suppress(ValueError, OverflowError, OSError):
        told = datetime.fromisoformat(now) if isinstance(now, str) else now
        found = told.astimezone().replace(tzinfo=None) if isinstance(told, datetime) and told.tzinfo else told
    if not isinstance(found, datetime) or pd.isna(found):
        raise AskError(f'now={now!r} is not a moment. Write a day and an hour, as in now="2026-03-09T18:30".')
    if (day := found.date()) < log.as_of:
        raise AskError(f'This log tells more than was known on {day_text(day)}. Load it with as_of="{day}", and ask again.')
    return found


@dataclass(frozen=True)
class Section:
    """One kind of what is due: heading, how many of how many, and a sentence for each."""

    head: str
    lead: str
    lines: tuple[str, ...]


def _sections(log: JobLog, frame: pd.DataFrame, total: dict[str, tuple[int, int]]) -> tuple[Section, ...]:
    out = []
    for kind, head in _HEADS.items():
        if len(mine := frame[frame["kind"] == kind]):
            lead = metric.lead(log, kind, len(mine), int(mine["allowed"].sum()), *total[kind])
            out.append(Section(head, lead, tuple(mine["text"].tolist())))
    return tuple(out)


def _whose(log: JobLog, frame: pd.DataFrame) -> tuple[str, ...]:
    """What each row is about, the same on every day: a process by company, role and the day of applying (and which of several), or a person."""
    base, rows = log.whole or (log, np.arange(len(log)))
    table, known, process = base.applications, dict[str, int](), []
    day = table["applied"].fillna(table["start"]).tolist()
    for company, role, begun in zip(table["company"], table["role"], day, strict=True):
        key = "\n".join([fold(str(company)), fold(str(role)), "" if np.isnan(begun) else to_date(begun).isoformat()])
        known[key] = known.get(key, 0) + 1
        process.append(f"{key}\n{known[key]}")
    items = zip(frame["application"].tolist(), frame["contact"].tolist(), strict=True)
    return tuple(process[rows[item]] if item >= 0 else fold(contact) for item, contact in items)


@dataclass(frozen=True, eq=False)
class Due:
    """What is due; shows itself as a list. frame: its rows. nothing: what is said when there are none. moment: when it was asked.

    most: as it was asked. whose: what each row is about, the same on every day. log: what it is said of, which it follows as `again` asks.
    """

    frame: pd.DataFrame
    sections: tuple[Section, ...]
    nothing: str
    caption: str
    moment: datetime
    most: int = field(default=MOST, repr=False)
    whose: tuple[str, ...] = field(default=(), repr=False)
    log: JobLog | None = field(default=None, repr=False)
    again: Callable[[JobLog], Due] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.frame)

    def __repr__(self) -> str:
        lines = [self.nothing] if self.nothing else []
        for section in self.sections:
            lines += [f"{section.head}: {section.lead}", *(f"  • {line}" for line in _few(section.lines)), ""]
        return "\n".join([*lines, self.caption])

    def _repr_html_(self) -> str:
        parts = [f"<p>{escape(self.nothing)}</p>"] if self.nothing else []
        for section in self.sections:
            each = "".join(f"<li>{escape(line)}</li>" for line in _few(section.lines))
            parts.append(f"<h4>{escape(section.head)}</h4><p>{escape(section.lead)}</p><ul>{each}</ul>")
        small = f"<p><small>{escape(self.caption)}</small></p>"
        return f'<div class="tex2jax_ignore mathjax_ignore" style="max-width:60em;line-height:1.5">{"".join(parts)}{small}</div>'

    def _ipython_display_(self) -> None:
        from IPython.display import display

        ident, words, again = page.new_ident(), self._repr_html_(), self.again
        if self.log is not None and again is not None:
            following.shown(ident, self.log, lambda log: again(log)._repr_html_(), words)
        bundle = {"text/html": page.words_html(words, ident), "text/plain": repr(self)}
        display(bundle, raw=True, metadata={"jobstats": {"private": True}})  # type: ignore[no-untyped-call]  # IPython is partly untyped

    def ics(self, path: str | Path) -> Path:
        """Write what is due as a calendar (iCalendar, RFC 5545) and return its path; the same thing is never in a calendar twice.

        path: a new file ending in .ics, or one this wrote before, which it replaces; its folder is made if the one above it is there. An entry
        takes 15 minutes, in the hours of wherever the calendar is read, without an alarm; it holds company, role and contact as the log does:
        for your own calendar. Raises AskError when nothing is due or the file would be another's, LogError when it cannot be written.
        """
        entries = self._entries()
        if not entries:
            raise AskError("There is nothing to put into a calendar: nothing is due. Ask again when something has happened.")
        target = _target(path)
        _write(target, _calendar(entries))
        return target

    def _entries(self) -> list[icalendar.Event]:
        """An entry for each row that has a day, no two at one time."""
        used: set[datetime] = set()
        out = []
        for row, whose in ((r, w) for r, w in zip(records(self.frame), self.whose, strict=True) if not np.isnan(r["day"])):
            start = self._start(row)
            while start in used:
                start += _QUARTER
            used.add(start)
            out.append(self._entry(row, whose, start))
        return out

    def _start(self, row: dict[str, Any]) -> datetime:
        """When an entry begins: at its hour, else in the morning; a late note soon; never in the past and never at night."""
        day, now = to_date(row["day"]), self.moment
        known = not np.isnan(row["hour"])
        at = datetime(day.year, day.month, day.day) + timedelta(hours=float(row["hour"]) if known else metric.MORNING)
        if at >= now:
            return at
        soon = datetime(now.year, now.month, now.day) + timedelta(hours=metric.quarter(now))
        if row["kind"] == "note" and metric.MORNING <= soon.hour < metric.LATEST and soon.date() == now.date():
            return soon
        morning = datetime(now.year, now.month, now.day, metric.MORNING)
        return morning if morning >= now else morning + timedelta(days=1)

    def _entry(self, row: dict[str, Any], whose: str, start: datetime) -> icalendar.Event:
        """One entry; a later file's has the same UID and a higher SEQUENCE, so that a calendar that reads both keeps the later."""
        entry, made = icalendar.Event(), datetime.now(UTC).replace(microsecond=0)  # of this machine's clock, whatever day is asked about
        summary, description = self._said(row)
        entry.add("UID", _ident(row, whose, self.moment))
        entry.add("DTSTAMP", made)
        entry.add("LAST-MODIFIED", made)
        entry.add("SEQUENCE", max(0, int((made - datetime(2020, 1, 1, tzinfo=UTC)).total_seconds())))
        entry.add("DTSTART", start)
        entry.add("DTEND", start + _QUARTER)
        entry.add("SUMMARY", _line(summary))
        entry.add("DESCRIPTION", _line(description))
        entry.add("TRANSP", "TRANSPARENT")
        return entry

    def _said(self, row: dict[str, Any]) -> tuple[str, str]:
        """What an entry is called, and what it says, whenever it is read."""
        company, role, contact = (str(row[c]) for c in ("company", "role", "contact"))
        where = f"{company or 'a company without a name'}{f' ({role})' if role else ''}"
        so_far = f"If nothing has happened since {day_text(self.moment.date())}"
        if row["kind"] == "note":
            day = day_text(self.moment.date() - timedelta(days=int(row["since"])))
            return f"Note to {contact or where}", f"After the interview with {where} on {day}. From home, not from the parking lot."
        if row["kind"] == "silent":
            asked = f"Asked so far: {row['nudges']}, of {self.most} at most."
            return (
                f"A line to {contact or where}",
                f"{where}: {so_far[0].lower()}{so_far[1:]}, one friendly line is fine, no push; else let it rest. {asked}",
            )
        return f"A line to {contact}", f"{so_far}, one friendly line keeps the door open, whether you got the job or not."


def _few(lines: Sequence[str]) -> list[str]:
    """The first lines, and how many there are besides."""
    more = len(lines) - SHOWN
    return [*lines[:SHOWN], *([f"… and {more} more, in .frame"] if more > 0 else [])]


def _line(text: str) -> str:
    """Text on one line, without what no calendar takes."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _ident(row: dict[str, Any], whose: str, now: datetime) -> str:
    """What tells an entry from every other, the same whenever it is made: its kind, what it is about, and of a note the interview's day."""
    day = (now.date() - timedelta(days=int(row["since"]))).isoformat() if row["kind"] == "note" else ""
    return sha256("\n".join(["due", row["kind"], day, whose]).encode("utf-8", "replace")).hexdigest()[:32] + _OURS


def _calendar(entries: Sequence[icalendar.Event]) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("PRODID", _PRODUCT)
    calendar.add("VERSION", "2.0")
    for entry in entries:
        calendar.add_component(entry)
    data: bytes = calendar.to_ical()
    return data


def _target(path: str | Path) -> Path:
    """The file to write; AskError for what is no path, or where a calendar of ours may not be written."""
    try:
        target = Path(path).expanduser()
        os.fsencode(target)
        if "\0" in str(target):
            raise ValueError
    except (TypeError, ValueError, RuntimeError):
        raise AskError('That is no path on this computer. Write it as in "due.ics".') from None
    _check(target)
    return target


def _check(target: Path) -> None:
    """AskError, unless a calendar of ours may be written there."""
    shown = target.name[:80]
    if target.suffix.lower() != ".ics":
        raise AskError(f"“{shown}” does not end in .ics. Give the calendar a name such as due.ics.")
    try:
        if not target.parent.is_dir() and not target.parent.parent.is_dir():
            raise AskError(f"There is no folder “{target.parent}” to write {shown} into. Make it first.")
        if os.path.lexists(target) and not _is_ours(target):
            mend = "Choose another name, or move that file away."
            raise AskError(f"There is already a file “{shown}” there, and it is no calendar of mine. {mend}")
    except (OSError, ValueError):
        raise AskError(f"“{shown}” cannot be written on this computer. Choose another name or folder.") from None


def _is_ours(target: Path) -> bool:
    """Whether a file is one that `.ics` wrote, and holds nothing else."""
    if target.is_symlink() or not target.is_file() or target.stat().st_size > _LONGEST:
        return False
    lines = target.read_bytes().decode("utf-8", "replace").splitlines()
    idents = [line for line in lines if line.startswith("UID")]
    ours = all(line.rstrip().endswith(_OURS) for line in idents) and len(idents) == lines.count("BEGIN:VEVENT")
    return lines[:1] == ["BEGIN:VCALENDAR"] and f"PRODID:{_PRODUCT}" in lines and ours


def _write(target: Path, data: bytes) -> None:
    """All of it under its name in one step, or nothing; never over a file that came there in the meantime."""
    temporary = None
    try:
        target.parent.mkdir(exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.path.lexists(target):
            _check(target)
        os.replace(temporary, target)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise LogError(f"{target.name} could not be written ({why}); nothing was changed. Choose another folder, or make room.") from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)
