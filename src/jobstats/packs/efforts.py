"""What a person did for their search, day by day: the rows of the record for the employment office. Holds names, and so goes into no pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd

from jobstats.errors import AskError, count
from jobstats.log import JobLog, day_text, records, to_date
from jobstats.vocabulary import STAGES

Day = date

#: What counts as an effort, and how it is said.
HOW: Final[dict[str, str]] = {
    "applied": "Application",
    "screen": "First talk",
    "assessment": "Test or task",
    "interview": "Interview",
    "follow_up": "Note after the interview",
    "nudge": "Asked about the decision",
    "coworker_chat": "Talk with a would-be coworker",
    "networking": "Contact kept up",
}
#: What is known of an application that has ended, and of one that has not, by how far it got.
_ENDED: Final = {
    "accepted": "offer accepted",
    "declined": "offer turned down",
    "rejected": "rejected",
    "withdrawn": "withdrawn by me",
    "closed": "position closed",
}
_OPEN: Final = {
    "applied": "no answer yet",
    "reply": "positive answer",
    "screen": "invited to a first talk or test",
    "interview": "invited to an interview",
    "offer": "offer, not decided yet",
    "accepted": "offer accepted",
}


@dataclass(frozen=True)
class Effort:
    """One thing that was done on a day. week: its Monday. employer, position, contact, result: "" where nothing is known."""

    date: Day
    week: Day
    employer: str
    position: str
    how: str
    contact: str
    result: str


def efforts(log: JobLog, period: tuple[Any, Any] | None = None) -> list[Effort]:
    """What was done with a known day in this period (first and last day, None for an open side), oldest first.

    An approach, an answer, an offer and its acceptance are no efforts. The result is that of the application on the log's last day.
    """
    first, last = span(period)
    events = log.events[log.events["event"].isin(HOW)]
    events = events[(events["day"] >= _number(first, -np.inf)) & (events["day"] <= _number(last, np.inf))]
    events = events.sort_values("day", kind="stable")
    asked = set(log.events.loc[log.events["event"] == "approached", "application"].tolist())
    table = records(log.applications)
    results = [_result(row) for row in table]
    out = []
    for event in records(events):
        place = event["application"]
        row = table[place] if place >= 0 else {}
        day = to_date(event["day"])
        how = _how(event, str(row.get("source", "")), place in asked)
        employer, position = str(row.get("company", "")), str(row.get("role", ""))
        week, result = day - timedelta(days=day.weekday()), results[place] if place >= 0 else ""
        out.append(Effort(day, week, employer, position, how, str(event.get("contact", "")).strip(), result))
    return out


def dayless(log: JobLog) -> list[str]:
    """How many efforts have no day in the log and so are in no record, by kind: “2 applications”."""
    table = log.applications
    level = table["level"].to_numpy(dtype=float)
    applied = table["start"].isna().to_numpy()
    met = table["interview"].isna().to_numpy() & (level >= STAGES.index("interview"))
    talked = table["screen"].isna().to_numpy() & (level == STAGES.index("screen"))
    kinds = ((applied, "application"), (talked, "first talk or test"), (met, "interview"))
    return [count(int(mask.sum()), one, "first talks or tests" if "or" in one.split() else "") for mask, one in kinds if mask.any()]


def tally(rows: Iterable[Effort]) -> str:
    """How many efforts, and of what kind: “5 efforts: 3 applications, 1 interview, 1 other”."""
    kinds = Counter(row.how.split(" ")[0].rstrip(",") for row in rows)
    n, sent, met = kinds.total(), kinds["Application"], kinds["Interview"]
    other = n - sent - met
    named = [count(k, one) for k, one in ((sent, "application"), (met, "interview")) if k]
    if not named:
        return count(n, "effort")
    return named[0] if n in (sent, met) else f"{count(n, 'effort')}: {', '.join([*named, *([f'{other} other'] if other else [])])}"


def span(period: tuple[Any, Any] | None) -> tuple[date | None, date | None]:
    """The first and the last day asked for; AskError where they are no days, or the wrong way round."""
    if period is None:
        return None, None
    sides = () if isinstance(period, str) or not isinstance(period, Iterable) else tuple(period)
    if len(sides) != 2:
        raise AskError('A period is a pair of days. Write period=("2026-03-01", "2026-03-31"), with None for an open side.')
    first, last = (_day(side) for side in sides)
    if first and last and last < first:
        raise AskError(f"The period ends on {day_text(last)}, before it begins on {day_text(first)}. Write the earlier day first.")
    return first, last


def _day(side: Any) -> date | None:
    """A day as people give it."""
    if side is None:
        return None
    try:
        day = pd.Timestamp(side)
        known = not pd.isna(day)
    except (ValueError, TypeError):
        known = False
    if not known:
        raise AskError("A side of the period is not a day. Write it as in 2026-03-09, or None for an open side.")
    return day.date()


def _number(day: date | None, open_side: float) -> float:
    """A day as its number."""
    return open_side if day is None else float((day - date(1970, 1, 1)).days)


def _how(event: dict[str, Any], source: str, approached: bool) -> str:
    """What was done, in plain words."""
    text = HOW[event["event"]]
    if event["event"] == "applied":
        return text + (" after they came to me" if approached else "") + (f" ({source})" if source else "")
    nth, kind = str(event.get("round", "")).strip(), str(event.get("kind", "")).strip()
    text += f", round {nth}" if nth.isdigit() else f", {nth}" if nth else ""
    return f"{text} ({kind})" if kind else text


def _result(row: dict[str, Any]) -> str:
    """What is known of an application."""
    if ended := _ENDED.get(row["outcome"]):
        return ended if np.isnan(row["ended"]) else f"{ended} on {day_text(to_date(row['ended']))}"
    if row["undated"] and not row["level"]:
        return "not recorded"
    return _OPEN[row["stage"]]
