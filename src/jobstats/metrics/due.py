"""What is due: notes after interviews, processes silent for longer than usual, people not spoken to for long. Never a push, never a number of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

from jobstats.log import JobLog, records, to_date
from jobstats.metrics.asking import may_ask, no_note, say_ask, weekday_text
from jobstats.metrics.clocks import taken
from jobstats.metrics.interviews import visits
from jobstats.metrics.recruiters import people
from jobstats.metrics.time import silence_clock, still_open
from jobstats.metrics.undated import none_dated, none_of
from jobstats.metrics.words import count
from jobstats.spacing import rule
from jobstats.vocabulary import STAGES

#: The hours of a note: an interview that ended before EARLY gets it this evening, any other tomorrow morning.
EARLY, EVENING, LATEST, MORNING, NOON = 16, 19, 22, 9, 12
#: Days after an interview in which a late note is better than none.
LATE = 7
_FEW = {1: "one", 2: "two", 3: "three"}
COLUMNS = ("kind", "application", "company", "role", "contact", "round", "day", "hour", "since", "nudges", "allowed", "text")


@dataclass(frozen=True)
class Slot:
    """When something is to be done: its day (a date), its hour (NaN where only the day), and whether the good time for it has passed."""

    day: date
    hour: float
    late: bool = False


def due(log: JobLog, now: datetime, spacing: int | None = None, most: int | None = None) -> pd.DataFrame:
    """What is due, most pressing first: notes by the hour they are due, then processes, then people; nothing once an offer is accepted.

    now: the moment it is asked. spacing: days between two nudges in one process, after its note or interview, and after any word with
    the same contact. most: nudges in one process in all. Both are those of the log unless given.
    Columns: kind ("note": an interview of the last week without a note, nothing having followed; "silent": a process past the first answer,
    silent for longer than the chart `waiting` calls usual; "person": one not spoken to for long, as the chart `recruiters` tells),
    application (row of log.applications, -1 for none), company, role, contact, round (0 for none), day (day number it is due, NaN
    for never), hour (NaN where only the day is), since (days: since the interview, the last step, the last word), nudges (sent so far),
    allowed (whether it is fine today; false for a note that is better left), text (one sentence). Raises AskError for a spacing or a most
    that is no whole number in its range.
    """
    spacing, most = rule(log, spacing, most)
    rows: list[dict[str, Any]] = []
    if not taken(log):
        rows = [*_notes(log, now, spacing, most), *_silent(log, now, spacing, most), *_people(log, now, spacing, most)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    whole = {
        "application": "int64",
        "round": "int64",
        "since": "int64",
        "nudges": "int64",
        "allowed": "bool",
        "day": "float64",
        "hour": "float64",
    }
    return frame.astype(whole)


def _number(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()


def _row(kind: str, day: float, text: str, **more: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {"application": -1, "company": "", "role": "", "contact": "", "round": 0, "hour": float("nan")}
    return {**usual, "since": 0, "nudges": 0, "allowed": True, **more, "kind": kind, "day": day, "text": text}


def _notes(log: JobLog, now: datetime, spacing: int, most: int) -> list[dict[str, Any]]:
    """A row for each interview whose note is to be written, by the hour it is due; last those whose note is better left."""
    met, table = visits(log), log.applications
    open_ = table["outcome"].to_numpy(dtype=object)[met["application"].to_numpy(dtype=np.int64)] == ""
    today, some = _number(now.date()), met[_without_note(log, now) & (met["came"] == 0) & open_]
    rows = []
    for row, ask in zip(records(some), may_ask(log, some["application"].tolist(), today, spacing, most), strict=True):
        ended = float(row["hour"])
        when = slot(to_date(row["day"]), ended, to_date(row["noon"]), now)
        left = no_note(log, row, today, when.late, spacing, most)
        company, role = (str(table[c].iloc[ask.item]) for c in ("company", "role"))
        end = "" if np.isnan(ended) else f", which ended at {_hour(ended)}"
        what = ", ".join(part for part in (role, f"round {int(row['round'])}") if part)
        head = f"Interview with {_name(company)} ({what}) on {weekday_text(row['day'])}{end}"
        rows.append(
            _row(
                "note", float("nan") if left else _number(when.day), f"{head}: {left or _write(when, now)}.", application=ask.item,
                company=company, role=role, contact=ask.contact, round=int(row["round"]), hour=float("nan") if left else when.hour,
                since=int(today - row["day"]), nudges=len(ask.asked), allowed=not left,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda r: (not r["allowed"], np.nan_to_num(r["day"]), np.nan_to_num(r["hour"], nan=-1.0), -r["since"]))


def _without_note(log: JobLog, now: datetime) -> pd.Series:
    """Which interviews are of the last week and have no note recorded, and are not known to have none."""
    met = visits(log)
    age = _number(now.date()) - met["day"]
    return (age >= 0) & (age <= LATE) & (met["bucket"] == "unknown") & met["note_days"].isna()


def slot(day: date, ended: float, noon: date, now: datetime) -> Slot:
    """When the note after an interview goes out best: its evening where it ended early enough, else the next morning; passed, today.

    noon: the next business day, whose noon METHODS 3 draws the line at. A time that has begun gives the next quarter of an hour.
    """
    evening = [(day, EVENING, LATEST)] if ended < EARLY else []
    mornings = [(d, MORNING, NOON) for d in dict.fromkeys((day + timedelta(days=1), noon))]
    for at, first, last in (*evening, *mornings):
        begin = datetime(at.year, at.month, at.day, first)
        if now <= begin:
            return Slot(at, float(first))
        if now.date() == at and quarter(now) <= last:
            return Slot(at, quarter(now))
    hour = next((float(h) for h in (MORNING, EVENING) if now.hour < h), float("nan"))
    return Slot(now.date(), hour, late=True)


def quarter(now: datetime) -> float:
    """The next quarter of an hour, as an hour."""
    return float(np.ceil((now.hour * 60 + now.minute + now.second / 60) / 15) / 4)


def _write(when: Slot, now: datetime) -> str:
    """What to do, and when."""
    if when.late:
        return "no note is recorded; late is better than never, so write it today"
    ahead = (when.day - now.date()).days
    if when.hour >= EVENING:
        return f"write your note {'this evening' if not ahead else 'on the evening of ' + weekday_text(_number(when.day))}, from home, not from the parking lot"
    if ahead == 0:
        return "write your note this morning"
    return f"write your note {'tomorrow morning' if ahead == 1 else 'in the morning of ' + weekday_text(_number(when.day))}, rested, not from the parking lot"


def _past(log: JobLog, now: datetime) -> tuple[list[tuple[int, int]], int]:
    """The open processes past the first answer that are silent for longer than usual, with their days of silence; and of how many."""
    item, since, quiet = still_open(log)
    level = log.applications["level"].to_numpy()[item]
    begun = (level > 0) & (level < STAGES.index("offer"))
    late = begun & (since > quiet.day)
    more = _number(now.date()) - log.today
    return list(zip(item[late].tolist(), (since[late] + more).tolist(), strict=True)), int(begun.sum())


def _silent(log: JobLog, now: datetime, spacing: int, most: int) -> list[dict[str, Any]]:
    """A row for each process silent beyond the clock, and without a step ahead: those where a line is fine today first, then by the day it is."""
    past, today, table = _past(log, now)[0], _number(now.date()), log.applications
    rows = []
    for ask, (i, silent) in zip(may_ask(log, [i for i, _ in past], today, spacing, most), past, strict=True):
        if ask.coming:
            continue
        company, role = (str(table[c].iloc[i]) for c in ("company", "role"))
        text = f"{_name(company)}{f' ({role})' if role else ''}, silent for {count(silent, 'day')}: {say_ask(ask)}."
        rows.append(
            _row(
                "silent", max(ask.free, today) if ask.free == ask.free else ask.free, text, application=i, company=company, role=role,
                contact=ask.contact, since=silent, nudges=len(ask.asked), allowed=ask.allowed,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda r: (not r["allowed"], np.nan_to_num(r["day"], nan=np.inf)))


def clock_text(log: JobLog) -> str:
    """The silence clock, and whose it is."""
    quiet = silence_clock(log)
    rarely = "silence rarely ends in your log" if quiet.own else "silence seldom ends (a general figure, not yet yours)"
    return f"{count(quiet.day, 'day')}, after which {rarely}"


def of_how_many(log: JobLog, now: datetime, spacing: int | None = None, most: int | None = None) -> dict[str, tuple[int, int]]:
    """How many of how many, for each kind, whether or not there is a row for each.

    note: interviews of the last week without a note recorded, of all of the last week. silent: open processes past the first answer that are
    silent beyond the clock, of all such. person: people quiet for long and in no open process, of all named.
    """
    age = _number(now.date()) - visits(log)["day"]
    past, begun = _past(log, now)
    met = people(log, today=_number(now.date()), spacing=spacing, most=most)
    return {
        "note": (int(_without_note(log, now).sum()), int(((age >= 0) & (age <= LATE)).sum())),
        "silent": (len(past), begun),
        "person": (int(met["group"].isin(["write", "later"]).sum()), len(met)),
    }


def lead(log: JobLog, kind: str, lines: int, allowed: int, k: int, n: int) -> str:
    """How many of how many; and, where there are not as many lines, which these are."""
    has = "has" if k == 1 else "have"
    if kind == "note":
        these = "" if lines == k else f" Here {'is the one' if lines == 1 else f'are the {lines}'} where nothing has followed yet."
        return f"{k} of {count(n, 'interview')} in the last {LATE} days {has} no note recorded.{these}"
    if kind == "person":
        these = "" if lines == k else f" Here are the {_FEW.get(lines, lines)} longest: that is enough for a week."
        return f"{k} of {count(n, 'person', 'people')} in the log {has} no open process and heard nothing from you for long.{these}"
    today = "Leave them be today." if not allowed else f"One line is fine today to {allowed} of them."
    ahead = f" {count(k - lines, 'of them has', 'of them have')} a step ahead." if lines < k else ""
    what = f"{k} of {count(n, 'open process', 'open processes')} past the first answer {has} been silent"
    return f"{what} for more than {clock_text(log)}.{ahead} {today}"


def nothing(log: JobLog) -> str:
    """Why the list is empty, kindly."""
    if taken(log):
        return "You have accepted an offer: congratulations. Nothing is due but a line of thanks to everyone who helped."
    if none_dated(log) and not len(log.events):
        return f"{none_of(len(log))}, so nothing can be told to be due: write the day beside what happens from now on."
    if not len(log) and not len(log.events):
        return "Nothing is due: the log is ready for its first line."
    return "Nothing is due: no note, no process, nobody to write to. A free evening is part of a search as well."


def _people(log: JobLog, now: datetime, spacing: int, most: int) -> list[dict[str, Any]]:
    """A row for each person to whom a line is welcome this week, as the chart of recruiters tells."""
    met = people(log, today=_number(now.date()), spacing=spacing, most=most)
    rows = []
    for row in records(met[met["group"] == "write"]):
        days, name = int(row["days"]), str(row["contact"])
        text = f"{name}: no word for {count(days, 'day')} and no open process; one friendly line this week keeps the door open."
        rows.append(_row("person", _number(now.date()), text, contact=name, since=days))
    return rows


def _name(company: str) -> str:
    return company or "a company without a name"


def _hour(hour: float) -> str:
    minutes = round(hour * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
