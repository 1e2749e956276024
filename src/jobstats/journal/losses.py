"""Rows that were asked for and that the log does not hold: what the journal remembers, held against what the file says now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from jobstats.journal import columns, journal
from jobstats.journal.columns import whole
from jobstats.journal.event import Event, day_of
from jobstats.log import JobLog, day_text
from jobstats.names import company_key, fold

#: Events that are told apart by the person, not by the hour alone.
_MET = ("networking", "coworker_chat")
_MINUTE = time(0, 1)


@dataclass(frozen=True)
class Lost:
    """A row that was asked for and is not in the file. text: what was to be written in that save. why: a sentence.

    id: what journal.drop takes, with blanks between where it was asked for more than once.
    """

    id: str
    event: Event
    text: str
    why: str

    def __repr__(self) -> str:
        return "a row that is not in the file"


def lost(log: JobLog) -> list[Lost]:
    """Rows that were asked for and are not in the file: kept back while it was open elsewhere, cut off, or saved away by another program.

    A row is there if the log has its event on its day and in its hour, however it is written now. One whose day, hour or company another hand has changed
    looks like one that was saved away; it is told with the one that may be it, since asking once too often does no harm.
    """
    base = whole(log)
    if columns.why_not(base):
        return []
    asked: dict[Event, Lost] = {}
    for kept in journal.kept(base.path, base.report.header_line if base.report else None):
        for place, about in enumerate(kept.about):
            event = _told(about) if place not in kept.left else None
            if event is not None:
                before = f"{asked[event].id} " if event in asked else ""
                asked[event] = Lost(f"{before}{kept.id}/{place}", event, kept.text, kept.why)
    if not asked:
        return []
    held = _Held(base)
    gone = [event for event in asked if not held.take(event, exactly=True)]
    gone = [event for event in gone if not held.take(event, exactly=False)]
    return [replace(asked[event], why=asked[event].why + held.instead(event)) for event in gone]


def about(event: Event) -> dict[str, str]:
    """What the journal keeps of an event besides its row."""
    said = {name: str(value) for name, value in vars(event).items() if name != "when" and value}
    return {**said, "when": event.when.isoformat()}


def _told(about: Mapping[str, str]) -> Event | None:
    """The event of which the journal kept this."""
    fields = {name: value for name, value in about.items() if name in Event.__dataclass_fields__ and name != "when"}
    try:
        when = about["when"]
        return Event(when=datetime.fromisoformat(when) if "T" in when else date.fromisoformat(when), **fields)
    except (KeyError, TypeError, ValueError):
        return None


class _Held:
    """The events a log has, those that lie ahead too, by kind and company."""

    def __init__(self, log: JobLog) -> None:
        self._by: defaultdict[tuple[str, str], list[_One]] = defaultdict(list)
        names = log.applications[["company", "role"]].reindex(log.events["application"]).fillna("")
        for frame, companies, roles in (
            (log.events, names["company"], names["role"]),
            *([(log.ahead, log.ahead["company"], log.ahead["role"])] if len(log.ahead) else []),
        ):
            contacts = frame["contact"] if "contact" in frame else [""] * len(frame)
            columns_ = (frame["event"], companies, roles, contacts, frame["date"], frame["precision"])
            for event, company, role, contact, when, fine in zip(*columns_, strict=True):
                hour = (when.hour, when.minute) if fine == "minute" else None
                self._by[event, company_key(str(company))].append(_One(fold(str(role)), fold(str(contact)), when.date(), hour))

    def take(self, event: Event, exactly: bool) -> bool:
        """Whether it is there: of its application, on its day, in its hour, with its person where that tells it apart. It stands for no other then.

        exactly: else a row without the hour, or without the person, will do.
        """
        day, hour, who = day_of(event.when), _hour(event), fold(event.contact) if event.event in _MET else ""
        for pool, one in self._of(event):
            loose = not exactly and None in (one.hour, hour), not exactly and "" in (one.contact, who)
            if one.day == day and (one.hour == hour or loose[0]) and (event.event not in _MET or one.contact == who or loose[1]):
                pool.remove(one)
                return True
        return False

    def instead(self, event: Event) -> str:
        """A sentence on the one that may be it, corrected by hand; "" for none."""
        day = day_of(event.when)
        near = min((one for _, one in self._of(event)), key=lambda one: abs(one.day - day), default=None)
        if near is None:
            return ""
        hour = f" at {near.hour[0]}:{near.hour[1]:02}" if near.hour else ""
        return f" The file has one on {day_text(near.day)}{hour}: if that is it, corrected, leave this one out."

    def _of(self, event: Event) -> list[tuple[list[_One], _One]]:
        """Those of its kind and application that stand for no other yet, each with the list it is in."""
        role, pools = fold(event.role), [self._by[event.event, company_key(event.company)]]
        if pools[0] is not self._by[event.event, ""] and event.event == "networking":  # where nobody applied, a log keeps no name
            pools.append(self._by[event.event, ""])
        return [(pool, one) for pool in pools for one in pool if not role or one.role in ("", role)]


@dataclass(frozen=True)
class _One:
    """An event of a log: the role and the person as they are compared, its day, its hour and minute if they are known."""

    role: str
    contact: str
    day: date
    hour: tuple[int, int] | None


def _hour(event: Event) -> tuple[int, int] | None:
    """The hour and minute of an event; none for a day alone, and for midnight, which is read as one."""
    return (event.when.hour, event.when.minute) if isinstance(event.when, datetime) and event.when.time() >= _MINUTE else None
