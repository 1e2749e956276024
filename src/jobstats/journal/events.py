"""What happened, written into the person's own log and read again; each write is tried on a copy first. It decides nothing and draws nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from jobstats.errors import AskError, JobstatsError, LogError
from jobstats.journal import columns, journal
from jobstats.journal.columns import Columns, whole
from jobstats.journal.event import Event, day_of
from jobstats.journal.journal import Done
from jobstats.journal.losses import Lost, about, lost
from jobstats.journal.practice import is_practice, practice
from jobstats.journal.saving import ChangedError
from jobstats.journal.written import Written, written
from jobstats.log import JobLog, day_text, remembered
from jobstats.readers import again, fingerprint, load, own
from jobstats.vocabulary import EVENTS

__all__ = [
    "ChangedError",
    "Event",
    "Lost",
    "Recorded",
    "change",
    "event_of",
    "ids",
    "is_practice",
    "lost",
    "practice",
    "preview",
    "record",
    "undo",
    "writable",
]


#: What is read of a row, and stays so whatever is written.
_READ = ("line", "event", "date", "precision")


@dataclass(frozen=True)
class Recorded:
    """What was written. before: the log it was written from. log: the same file, read again. done: the write itself, to be undone. said: one sentence."""

    before: JobLog
    log: JobLog
    done: Done
    said: str

    def __repr__(self) -> str:
        """The sentence alone: a cell that ends in a write shows it, and no log and no row."""
        return self.said


def writable(log: JobLog) -> str:
    """ "" where this log's file can be written into; else one sentence that says why not, and what to do instead."""
    return columns.why_not(log)


def event_of(log: JobLog, item: int, event: str, when: date | datetime, **more: str) -> Event:
    """Something that happened to application `item` (row of log.applications): its company, role, and the id its rows have in the file.

    more: round, kind, contact, source, note.
    """
    row = log.applications.iloc[item]
    return Event(event, when, str(row["company"]), str(row["role"]), ids(log)[item], **more)


def ids(log: JobLog) -> list[str]:
    """The id that its rows have in the file for each application (row of log.applications); "" for those that have none."""
    base = whole(log)
    try:
        known = remembered(base, "ids in the file", lambda: _ids(base))
    except JobstatsError:  # the file is not there now, or another by now
        known = {}
    return [known.get(item, "") for item in (log.whole[1].tolist() if log.whole else range(len(log)))]


def preview(log: JobLog, *events: Event) -> str:
    """The very lines that `record` would write, as text. Raises LogError where they could not be written, or would not be read as they are meant."""
    return "\n".join(_Trial(log, events).texts)


def record(log: JobLog, *events: Event) -> Recorded:
    """Write one row for each of these events at the end of the log's file, in one save, and read the file again.

    Raises LogError, and leaves the file as it was, where it cannot be written, was changed since (ChangedError), or would not be read as it is meant.
    """
    trial = _Trial(log, events)
    said = [about(event) for event in events]
    done = journal.append(trial.base.path, trial.rows, trial.base.seen, said, _header(trial.base))
    lines = f"line {done.line}" if len(events) == 1 else f"lines {done.line} to {done.line + len(events) - 1}"
    told = f"Written as {lines} of {trial.base.name}."
    try:
        now = again(trial.base)
    except LogError as error:  # somebody else saved in that very instant
        raise LogError(f"{told} Another program has changed the file since: {error}") from None
    ahead = sum(1 for event in events if day_of(event.when) > now.as_of)
    if ahead:
        told += f" It lies after {day_text(now.as_of)}, the day this log is read as of, and counts once that day has come."
    if any(isinstance(event.when, datetime) and event.when.time() < time(0, 1) for event in events):
        told += " Midnight is read as the day without an hour."
    left = sorted({column for event in events for column in trial.columns.without(event)})
    if left:
        told += f" The file has no column for {', '.join(left)}, so that was not written."
    return Recorded(trial.base, now, done, f"{told} {done.said}".rstrip())


def change(log: JobLog, line: int, cells: Mapping[str, str | date | datetime]) -> Recorded:
    """Change cells of the row that starts in this line (a line as log.events has it), and read the file again; all else of the row stays as it is.

    cells: meaning (date, source, role …) → what it should say; days are written as the file writes days. Raises as `record`.
    """
    base, data = _ready(log)
    table, where = _table(base, data)
    changes = {}
    for meaning, value in cells.items():
        if meaning not in where.place:
            raise LogError(f"{base.name} has no column “{meaning}”. Add one to its first line, and load it again.")
        text = where.day(value) if isinstance(value, date) else value.strip()
        changes[where.place[meaning]] = own.safe(text) if where.kept else text
    _others(base, _read(base, table.amended(line, changes).apply(table.data)), [line])
    done = journal.amend(base.path, line, changes, base.seen, header_line=_header(base))
    return Recorded(base, again(base), done, f"Line {line} of {base.name} is changed.")


def undo(recorded: Recorded) -> Recorded:
    """Take back what was written, byte for byte, and read the file again. Raises LogError where the rows are no longer there as they were written."""
    done = journal.undo(recorded.done.path, recorded.done, recorded.log.seen, _header(recorded.log))
    now = again(recorded.log)
    as_before = now.seen == recorded.done.before
    said = f"Taken back: {recorded.log.name} is {'as it was before, byte for byte' if as_before else 'without what was written'}."
    return Recorded(recorded.log, now, done, said)


class _Trial:
    """Some events as rows, tried on a copy: what the file would be, and that it would be read as it is meant."""

    def __init__(self, log: JobLog, events: tuple[Event, ...]) -> None:
        self.base, data = _ready(log)
        if not events:
            raise AskError("There is nothing to write. Name at least one thing that happened.")
        for event in events:
            _known(event)
        table, self.columns = _table(self.base, data)
        self.rows = [self.columns.row(event) for event in events]
        self.texts, self.lines = [], []
        for row in self.rows:
            edit = table.appended(row)
            self.texts.append(table.text(edit))
            table = written(edit.apply(table.data), self.base.name, table.header_line)
            self.lines.append(table.lines[-1])
        self.log = _read(self.base, table.data)
        for event, line in zip(events, self.lines, strict=True):
            _check(self.log, event, line)
        _others(self.base, self.log, self.lines)


def _ready(log: JobLog) -> tuple[JobLog, bytes]:
    """The whole log and the bytes of its file, if that can be written into and is still as it was read."""
    base = whole(log)
    if why := columns.why_not(base):
        raise LogError(why)
    try:
        if Path(base.path).exists() and not (Path(base.path).is_file() or Path(base.path).is_dir()):
            raise LogError(f"{base.name} is a pipe or a device by now. Nothing was written. Load the log again from where it lies.")
        data = Path(base.path).read_bytes()
    except IsADirectoryError:
        raise LogError(f"“{base.path}” is a folder by now. Nothing was written. Load the log again from where it lies.") from None
    except FileNotFoundError:
        raise LogError(
            f"{base.name} is no longer where it was, or its disk is gone. Nothing was written. Put it back, or load it from where it is."
        ) from None
    except OSError as error:
        raise LogError(f"{base.name} cannot be read ({error.strerror}). Nothing was written. Close it elsewhere, and try again.") from None
    if fingerprint(data) != base.seen:
        raise ChangedError(
            f"{base.name} was changed by another program since it was read. Nothing was written. Load it again, and look once more."
        )
    return base, data


def _header(base: JobLog) -> int | None:
    """The line that names the columns of a log's file."""
    return base.report.header_line if base.report else None


def _table(base: JobLog, data: bytes) -> tuple[Written, Columns]:
    assert base.report is not None  # why_not has looked
    table = written(data, base.name, base.report.header_line)
    return table, Columns.of(table, base.report)


def _read(base: JobLog, data: bytes) -> JobLog:
    """The log these bytes would be, read as this one was."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / base.name
            path.write_bytes(data)
            return load(path, **base.said)
    except OSError as error:
        raise LogError(
            f"Nothing was written, since it could not be tried on a copy ({error.strerror}). Make room in this computer's folder for passing files, and try again."
        ) from None


def _check(log: JobLog, event: Event, line: int) -> None:
    """LogError, unless the row in this line is read as this event."""
    for problem in log.problems:
        if problem.line == line:
            raise LogError(f"Nothing was written, since this would not be read: {problem.why}. {problem.mend.rstrip('.')}.")
    for note in log.notes:
        if note.line == line and "repeats" in note.why:
            place = note.why.removeprefix("this row repeats ").removesuffix(" and was counted once")
            raise LogError(f"Nothing was written: {place} says the very same. If it happened again, change the time.")
    at = [frame[frame["line"] == line] for frame in (log.events, log.ahead) if len(frame)]
    rows = [row for frame in at for row in frame.to_dict("records") if row["event"] == event.event]
    wanted = datetime.combine(event.when, time()) if not isinstance(event.when, datetime) else event.when.replace(second=0, microsecond=0)
    hour = "minute" if isinstance(event.when, datetime) and wanted.time() != time() else "day"  # midnight is read as a day
    if any(row["date"].to_pydatetime() == wanted and row["precision"] == hour for row in rows):
        return
    raise LogError(
        f"Nothing was written, since {log.name} would read this row otherwise than it is meant: look at the days and events of its last rows, "
        "or write this one there by hand."
    )


def _others(before: JobLog, after: JobLog, mine: Collection[int]) -> None:
    """LogError, unless all rows but those in these lines are read as they were: their day, their hour, their event."""
    was, now = (
        {row for frame in (log.events, log.ahead) if len(frame) for row in zip(*(frame[name] for name in _READ), strict=True)}
        for log in (before, after)
    )
    other = min((line for line, *_ in was ^ now if line not in mine), default=0)
    if other:
        why = next((f": {p.why}. {p.mend.rstrip('.')}" for p in after.problems if p.line == other), ". Look at that line first")
        raise LogError(f"Nothing was written, since line {other} of {before.name} would then be read otherwise than now{why}.")


def _known(event: Event) -> None:
    """AskError for an event the kit does not know, or that names nobody."""
    if event.event not in EVENTS:
        raise AskError(f"There is no event “{event.event}”. There is: {', '.join(EVENTS)}.")
    if not (event.company.strip() or event.application.strip() or event.event == "networking"):
        raise AskError("Which company was it? Write its name.")


def _ids(log: JobLog) -> dict[int, str]:
    """The id the file gives each application, as it stands in the first of its rows that has one; none for those without. Raises LogError."""
    if columns.why_not(log):
        return {}
    table, where = _table(*_ready(log))
    at, lines, out = where.place.get("application", -1), set(table.lines), dict[int, str]()
    for item, line in zip(log.events["application"].tolist(), log.events["line"].tolist(), strict=True) if at >= 0 else ():
        if item >= 0 and item not in out and line in lines and at < len(row := table.cells(line)) and (cell := row[at].strip()):
            out[item] = cell
    return out
