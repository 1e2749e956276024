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

    An approach, an answer, an offer and its acceptance are no efforts. Interviews of one application on one day are one, as in the charts, told with
    all of their hours. The result is that of the application on the log's last day.
    """
    events = _within(log, period).sort_values("day", kind="stable")
    asked = set(log.events.loc[log.events["event"] == "approached", "application"].tolist())
    table = records(log.applications)
    results = [_result(row) for row in table]
    out = []
    for event, *further in _met(records(events)):
        place = event["application"]
        row = table[place] if place >= 0 else {}
        day = to_date(event["day"])
        how = _applied(str(row.get("source", "")), place in asked) if event["event"] == "applied" else _how([event, *further])
        employer, position = str(row.get("company", "")), str(row.get("role", ""))
        week, result = day - timedelta(days=day.weekday()), results[place] if place >= 0 else ""
        out.append(Effort(day, week, employer, position, how, ", ".join(_told([event, *further], "contact")), result))
    return out


def left_out(log: JobLog, period: tuple[Any, Any] | None = None) -> int:
    """How many efforts of this period belong to no application, and so are in no log that was filtered; 0 where they are in it."""
    if log.whole is None:
        return 0
    before, now = (int((_within(one, period)["application"] < 0).sum()) for one in (log.whole[0], log))
    return before - now


def _within(log: JobLog, period: tuple[Any, Any] | None) -> pd.DataFrame:
    """What was done in this period, as rows of the log."""
    first, last = span(period)
    events = log.events[log.events["event"].isin(HOW)]
    return events[(events["day"] >= _number(first, -np.inf)) & (events["day"] <= _number(last, np.inf))]


def _met(events: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Each event alone, but interviews of one application on one day together (metrics.interviews.visits counts them so)."""
    met: dict[object, list[dict[str, Any]]] = {}
    for nth, event in enumerate(events):
        one = event["event"] == "interview" and event["application"] >= 0
        met.setdefault((event["application"], event["day"]) if one else nth, []).append(event)
    return list(met.values())


def _told(events: list[dict[str, Any]], column: str) -> list[str]:
    """What these rows say in a column, each once."""
    said = (str(event.get(column, "")).strip() for event in events)
    return list(dict.fromkeys(text for text in said if text))


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


def _applied(source: str, approached: bool) -> str:
    """An application, in plain words."""
    return HOW["applied"] + (" after they came to me" if approached else "") + (f" ({source})" if source else "")


def _how(events: list[dict[str, Any]]) -> str:
    """What was done, in plain words; of several talks on one day their hours too, where they have any."""
    text, rounds, kinds = HOW[events[0]["event"]], _told(events, "round"), _told(events, "kind")
    if rounds:
        numbers = all(nth.isdigit() for nth in rounds)
        text += f", round{'s' * (len(rounds) > 1)} {' and '.join(rounds)}" if numbers else f", {', '.join(rounds)}"
    hours = [f"{event['date']:%H:%M}" for event in events if event["precision"] == "minute"] if len(events) > 1 else []
    further = "; ".join(", ".join(part) for part in (kinds, hours) if part)
    return f"{text} ({further})" if further else text


def _result(row: dict[str, Any]) -> str:
    """What is known of an application."""
    if ended := _ENDED.get(row["outcome"]):
        return ended if np.isnan(row["ended"]) else f"{ended} on {day_text(to_date(row['ended']))}"
    if row["undated"] and not row["level"]:
        return "not recorded"
    return _OPEN[row["stage"]]
