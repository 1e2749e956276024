"""What is due: notes after interviews, processes silent for longer than usual, people not spoken to for long. Never a push, never a number of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

from jobstats.errors import AskError
from jobstats.log import JobLog, to_date
from jobstats.metrics.clocks import taken
from jobstats.metrics.interviews import visits
from jobstats.metrics.recruiters import recruiters
from jobstats.metrics.time import silence_clock, still_open
from jobstats.metrics.words import count, day_text
from jobstats.vocabulary import STAGES

#: The hours of a note: an interview that ended before EARLY gets it this evening, any other tomorrow morning.
EARLY, EVENING, LATEST, MORNING, NOON = 16, 19, 22, 9, 12
#: Days after an interview in which a late note is better than none.
LATE = 7
SPACING, MOST = 7, 2
COLUMNS = ("kind", "application", "company", "role", "contact", "round", "day", "hour", "since", "nudges", "allowed", "text")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIMES = ("never", "once", "twice", "three times", "four times", "five times")


@dataclass(frozen=True)
class Slot:
    """When something is to be done: its day (a date), its hour (NaN where only the day), and whether the good time for it has passed."""

    day: date
    hour: float
    late: bool = False


def due(log: JobLog, now: datetime, spacing: int = SPACING, most: int = MOST) -> pd.DataFrame:
    """What is due, most pressing first: notes by the hour they are due, then processes, then people; nothing once an offer is accepted.

    now: the moment it is asked. spacing: days between two nudges in one process, and after its note or interview. most: nudges in one
    process in all. Columns: kind ("note": an interview of the last week without a note, nothing having followed; "silent": a process past the
    first answer, silent for longer than the chart `waiting` calls usual; "person": one not spoken to for long, as the chart `recruiters` tells),
    application (row of log.applications, -1 for none), company, role, contact, round (0 for none), day (day number it is due, NaN
    for never), hour (NaN where only the day is), since (days: since the interview, the last step, the last word), nudges (sent so far),
    allowed (whether it is fine today), text (one sentence). Raises AskError for a spacing or a most that is no whole number in its range.
    """
    _check(spacing, most)
    rows: list[dict[str, Any]] = []
    if not taken(log):
        rows = [*_notes(log, now), *_silent(log, now, spacing, most), *_people(log, now)]
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


def _check(spacing: Any, most: Any) -> None:
    for name, value, low, high, example in (("spacing", spacing, 1, 365, SPACING), ("most", most, 0, 5, MOST)):
        if isinstance(value, bool) or not isinstance(value, int | np.integer) or not low <= value <= high:
            raise AskError(f"{name}={value!r} cannot be used: write a whole number from {low} to {high}, as in {name}={example}.")


def _number(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()


def _row(kind: str, day: float, text: str, **more: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {"application": -1, "company": "", "role": "", "contact": "", "round": 0, "hour": float("nan")}
    return {**usual, "since": 0, "nudges": 0, "allowed": True, **more, "kind": kind, "day": day, "text": text}


def _notes(log: JobLog, now: datetime) -> list[dict[str, Any]]:
    """A row for each interview whose note is to be written, by the hour it is due."""
    met, table = visits(log), log.applications
    age = _number(now.date()) - met["day"]
    open_ = table["outcome"].to_numpy(dtype=object)[met["application"].to_numpy(dtype=np.int64)] == ""
    due_ = (age >= 0) & (age <= LATE) & (met["bucket"] == "unknown") & met["note_days"].isna() & (met["came"] == 0) & open_
    rows = []
    for row in met[due_].to_dict("records"):
        item, ended = int(row["application"]), float(row["hour"])
        when = slot(to_date(row["day"]), ended, to_date(row["noon"]), now)
        company, role = (str(table[c].iloc[item]) for c in ("company", "role"))
        contact = _contact(log, item)
        end = "" if np.isnan(ended) else f", which ended at {_hour(ended)}"
        what = ", ".join(part for part in (role, f"round {int(row['round'])}") if part)
        head = f"Interview with {_name(company)} ({what}) on {_day(to_date(row['day']))}{end}"
        text = f"{head}: {_write(when, now)}."
        rows.append(
            _row(
                "note", _number(when.day), text, application=item, company=company, role=role, contact=contact, round=int(row["round"]),
                hour=when.hour, since=int(_number(now.date()) - row["day"]), nudges=len(_days_of(log, item, ("nudge",))),
            )
        )  # fmt: skip
    return sorted(rows, key=lambda r: (r["day"], np.nan_to_num(r["hour"], nan=-1.0), -r["since"]))


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
        return (
            f"write your note {'this evening' if not ahead else 'on the evening of ' + _day(when.day)}, from home, not from the parking lot"
        )
    if ahead == 0:
        return "write your note this morning"
    return (
        f"write your note {'tomorrow morning' if ahead == 1 else 'in the morning of ' + _day(when.day)}, rested, not from the parking lot"
    )


def _silent(log: JobLog, now: datetime, spacing: int, most: int) -> list[dict[str, Any]]:
    """A row for each process silent beyond the clock: those where a line is fine today first, then by the day it is."""
    item, since, quiet = still_open(log)
    table, today = log.applications, _number(now.date())
    past = (table["level"].to_numpy()[item] > 0) & (table["level"].to_numpy()[item] < STAGES.index("offer")) & (since > quiet.day)
    coming = _coming(log)
    rows = []
    for i, days in zip(item[past].tolist(), since[past].tolist(), strict=True):
        company, role = (str(table[c].iloc[i]) for c in ("company", "role"))
        if (
            (_same(company), _same(role)) in coming
            or (_same(company), "") in coming
            or (not role and _same(company) in {c for c, _ in coming})
        ):
            continue
        asked = _days_of(log, i, ("nudge",))
        last = max([*asked, *_days_of(log, i, ("follow_up", "interview", "screen", "assessment", "coworker_chat"))], default=-(10**6))
        rest, free = len(asked) >= most, last + spacing
        contact = _contact(log, i)
        silent = int(days + today - log.today)
        head = f"{_name(company)}{f' ({role})' if role else ''}, silent for {count(silent, 'day')}"
        text = f"{head}: {_may(asked, last, free, today, most, contact)}."
        rows.append(
            _row(
                "silent", float("nan") if rest else max(free, today), text, application=i, company=company, role=role, contact=contact,
                since=silent, nudges=len(asked), allowed=not rest and free <= today,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda r: (not r["allowed"], np.nan_to_num(r["day"], nan=np.inf)))


def _may(asked: list[int], last: int, free: int, today: int, most: int, contact: str) -> str:
    """Whether a line is fine, and from which day on; never an encouragement before that day."""
    if len(asked) >= most:
        return f"let it rest: you have asked {_TIMES[len(asked)] if len(asked) < 6 else f'{len(asked)} times'}" if asked else "let it rest"
    if free > today:
        what = "asked" if asked and asked[-1] == last else "wrote or met"
        days = today - last
        ago = "today" if days == 0 else "yesterday" if days == 1 else f"{count(days, 'day')} ago"
        return f"you {what} {ago}, so leave it be; from {_day(to_date(free))} on one more line is fine"
    to = f" to {contact}" if contact else ""
    if asked:
        left = most - len(asked)
        final = "the last" if left == 1 else f"number {len(asked) + 1} of {most} at most"
        return f"you asked on {_day(to_date(asked[-1]))}, and one more friendly line{to} is fine, {final}"
    return f"one friendly line{to} is fine, no push"


def clock_text(log: JobLog) -> str:
    """The silence clock, and whose it is."""
    quiet = silence_clock(log)
    rarely = "silence rarely ends in your log" if quiet.own else "silence seldom ends (a general figure, not yet yours)"
    return f"{count(quiet.day, 'day')}, after which {rarely}"


def of_how_many(log: JobLog, now: datetime) -> dict[str, int]:
    """Of how many the rows of each kind are some: interviews of the last week, open processes past the first answer, people named."""
    age = _number(now.date()) - visits(log)["day"]
    item, _, _ = still_open(log)
    level = log.applications["level"].to_numpy()[item]
    past = int(((level > 0) & (level < STAGES.index("offer"))).sum())
    return {"note": int(((age >= 0) & (age <= LATE)).sum()), "silent": past, "person": len(recruiters(log))}


def _people(log: JobLog, now: datetime) -> list[dict[str, Any]]:
    """A row for each person to whom a line is welcome this week, as the chart of recruiters tells."""
    met = recruiters(log)
    rows = []
    for row in met[met["group"] == "write"].to_dict("records"):
        days, name = int(row["days"]) + _number(now.date()) - log.today, str(row["contact"])
        text = f"{name}: no word for {count(days, 'day')} and no open process; one friendly line this week keeps the door open."
        rows.append(_row("person", _number(now.date()), text, contact=name, since=days))
    return rows


def _days_of(log: JobLog, item: int, events: Iterable[str]) -> list[int]:
    """The days on which one of these events happened in an application, in order."""
    rows = log.events
    return sorted(rows["day"][(rows["application"] == item) & rows["event"].isin(list(events))].tolist())


def _contact(log: JobLog, item: int) -> str:
    """The person last named in an application; "" for nobody."""
    if "contact" not in log.events:
        return ""
    named = log.events["contact"][log.events["application"] == item].astype(str).str.strip()
    named = named[named != ""]
    return str(named.iloc[-1]) if len(named) else ""


def _coming(log: JobLog) -> set[tuple[str, str]]:
    """Company and role of every process with a step still ahead."""
    ahead = log.ahead
    if not len(ahead):
        return set()
    steps = ahead[ahead["event"].isin(["reply", "screen", "assessment", "interview", "offer", "coworker_chat"])]
    return {(_same(c), _same(r)) for c, r in zip(steps["company"].astype(str), steps["role"].astype(str), strict=True)}


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def _name(company: str) -> str:
    return company or "a company without a name"


def _day(day: date) -> str:
    """A day near by: Monday 9 Mar 2026."""
    return f"{_WEEKDAYS[day.weekday()]} {day_text(day)}"


def _hour(hour: float) -> str:
    minutes = round(hour * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
