"""Rows that were asked for and that the log does not hold: what the journal remembers, held against what the file says now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from jobstats.journal import columns, journal
from jobstats.journal.columns import whole
from jobstats.journal.event import Event
from jobstats.log import JobLog
from jobstats.names import company_key, fold


@dataclass(frozen=True)
class Lost:
    """A row that was asked for and is not in the file. id: what journal.drop takes. text: the row as it was to be written. why: a sentence."""

    id: str
    event: Event
    text: str
    why: str

    def __repr__(self) -> str:
        return "a row that is not in the file"


def lost(log: JobLog) -> list[Lost]:
    """Rows that were asked for and are not in the file: kept back while it was open elsewhere, cut off, or saved away by another program.

    A row that another hand has changed since (its day, its spelling) counts as there.
    """
    base = whole(log)
    if columns.why_not(base):
        return []
    out = []
    for kept in journal.kept(base.path, base.report.header_line if base.report else None):
        for about in kept.about:
            event = _told(about)
            if event is not None and not _holds(base, event, int(about.get("n", "0") or 0)):
                out.append(Lost(kept.id, event, kept.text, kept.why))
    return out


def about(event: Event, log: JobLog) -> dict[str, str]:
    """What the journal keeps of an event besides its row; n: how many of its kind its application has with it."""
    said = {name: str(value) for name, value in vars(event).items() if name != "when" and value}
    return {**said, "when": event.when.isoformat(), "n": str(len(_days_of(log, event)))}


def _told(about: Mapping[str, str]) -> Event | None:
    """The event of which the journal kept this."""
    fields = {name: value for name, value in about.items() if name in Event.__dataclass_fields__ and name != "when"}
    try:
        when = about["when"]
        return Event(when=datetime.fromisoformat(when) if "T" in when else date.fromisoformat(when), **fields)
    except (KeyError, TypeError, ValueError):
        return None


def _holds(log: JobLog, event: Event, n: int) -> bool:
    """Whether the log has this event on its day; or, where another hand may have changed that, as many of its kind as it had with it."""
    days = _days_of(log, event)
    return int(np.datetime64(_day(event.when), "D").astype(np.int64)) in days or 0 < n <= len(days)


def _days_of(log: JobLog, event: Event) -> list[int]:
    """The days of all events of this kind that this application has, those that lie ahead too."""
    key, role = company_key(event.company), fold(event.role)
    rows = log.events.loc[log.events["event"] == event.event, ["application", "day"]]
    names = log.applications[["company", "role"]].reindex(rows["application"]).fillna("")
    found = list(zip(names["company"], names["role"], rows["day"], strict=True))
    if len(log.ahead):
        coming = log.ahead[log.ahead["event"] == event.event]
        found += list(zip(coming["company"], coming["role"], coming["day"], strict=True))
    return [int(day) for company, what, day in found if company_key(str(company)) == key and (not role or fold(str(what)) in ("", role))]


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
