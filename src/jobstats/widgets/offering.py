"""What an archive proposes, as a list to tick: which rows, which company where none is named. It writes nothing by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

from jobstats import archives
from jobstats.archives.proposal import moment_text
from jobstats.errors import AskError, count
from jobstats.journal.event import Event
from jobstats.log import JobLog
from jobstats.names import company_key

#: Proposals shown at once, at most; the newest.
MOST = 300


class Offer:
    """The proposals of one file that the log does not have yet.

    name: the file's. items: the proposals. ticked: which of them, none at first. wanting: the one that lacks what only a person knows, when
    they were last to be written. left_out: what the archive left out and why, in sentences.
    """

    def __init__(self, log: JobLog, path: str | Path) -> None:
        if not str(path).strip():
            raise AskError(
                "Which file? Write the path of a calendar (.ics), of LinkedIn’s messages.csv, or of the zip or folder they are in."
            )
        found = archives.proposals(log, str(path).strip())
        new = [item for item in found if not item.known and (item.event.company or not _there(log, item.event))]
        self.path, self.name = path, Path(str(path)).name
        self.items = new[:MOST]
        self.left_out = [*found.left_out]
        if (known := len(found) - len(new)) > 0:
            self.left_out.append(f"{count(known, 'of them is', 'of them are')} in the log already.")
        if len(new) > MOST:
            self.left_out.append(f"These are the newest {MOST} of {len(new)}; the others come once these are written.")
        self.ticked: set[int] = set()
        self.wanting: int | None = None
        self.companies: dict[int, str] = {}
        self.roles: dict[int, str] = {}
        self._known = _companies(log)

    def again(self, log: JobLog) -> Offer:
        """The same archive beside the log as it is now; what was typed stays. LogError where it cannot be read any more."""
        new, places = Offer(log, self.path), {(item.text, item.why): place for place, item in enumerate(self.items)}
        for place, item in enumerate(new.items):
            if (old := places.get((item.text, item.why), -1)) >= 0:
                new.companies[place], new.roles[place] = self.companies.get(old, ""), self.roles.get(old, "")
        return new

    def tick(self, which: int | Collection[int], company: Mapping[Any, str] | None = None, role: Mapping[Any, str] | None = None) -> None:
        """Tick these and no others; company, role: for those that name none, by their place in the list. AskError for a place there is none of."""
        places = {_place(i) for i in (which if isinstance(which, Collection) and not isinstance(which, str) else [which])}
        if wrong := sorted(i for i in places if not 0 <= i < len(self.items)):
            raise AskError(f"There is no proposal {wrong[0]}. They are numbered from 0 to {len(self.items) - 1}.")
        for name, texts in (("company", company), ("role", role)):
            if texts is not None and not isinstance(texts, Mapping):
                raise AskError(f'Say of which proposal that is the {name}: form.tick([0], {name}={{0: "…"}}).')
        self.ticked = places
        for said, kept in ((company, self.companies), (role, self.roles)):
            for place, text in (said or {}).items():
                kept[_place(place)] = " ".join(str(text).split())

    def rows(self) -> list[Event]:
        """The ticked ones as they would be written; AskError where one lacks its company, or its role where the log knows several."""
        if not self.ticked:
            raise AskError("Nothing is ticked. Tick what happened, then write it.")
        found = []
        for place in sorted(self.ticked):
            self.wanting = place
            found.append(self._row(place))
        self.wanting = None
        return found

    def _row(self, place: int) -> Event:
        event = self.items[place].event
        company = event.company or self.companies.get(place, "")
        if not company and event.event != "networking":
            which = f"the {event.event} of {moment_text(event.when)} with"
            raise AskError(f"Which company was {which}? Write its name beside number {place + 1} of the list, or take the tick off.")
        role, known = event.role or self.roles.get(place, ""), self._known.get(company_key(company), {}) if company else {}
        if len(known) > 1 and role not in known and not event.application and event.event != "networking":
            several = ", ".join(filter(None, known))
            raise AskError(
                f"There are several applications to {company}: {several}. Choose the role beside number {place + 1} of the list."
            )
        return replace(event, company=known.get(role, next(iter(known.values()), company)), role=role)  # spelled as the log spells it

    def told(self) -> dict[str, Any]:
        """The list for the page. names: the log's companies, with the roles of each that has several."""
        rows = [
            {
                "text": p.text,
                "why": p.why,
                "title": p.title,
                "company": p.event.company,
                "role": p.event.role,
                "typed": self.companies.get(place, ""),
                "chosen": self.roles.get(place, ""),
            }
            for place, p in enumerate(self.items)
        ]
        names = [
            [next(reversed(known.values())), [role for role in known if role] if len(known) > 1 else []] for known in self._known.values()
        ]
        ticked = sorted(self.ticked)
        return {"name": self.name, "rows": rows, "ticked": ticked, "wanting": self.wanting, "left_out": self.left_out, "names": names}


def _there(log: JobLog, event: Event) -> bool:
    """Whether the log has the like on that very minute, or day: of what names no company, that is all there is to tell it by."""
    timed = isinstance(event.when, datetime)
    stamp = event.when if isinstance(event.when, datetime) else datetime.combine(event.when, time())
    rows = log.events[(log.events["event"] == event.event) & (log.events["precision"] == ("minute" if timed else "day"))]
    return bool((rows["date"] == stamp.replace(tzinfo=None, second=0, microsecond=0)).any())


def _companies(log: JobLog) -> dict[str, dict[str, str]]:
    """Each company of a log, however it is written: its roles, and how the company is written with each."""
    found: dict[str, dict[str, str]] = {}
    for company, role in zip(log.applications["company"], log.applications["role"], strict=True):
        if key := company_key(company):
            found.setdefault(key, {})[role.strip()] = company.strip()
    return dict(sorted(found.items()))


def _place(said: object) -> int:
    """A place in the list as the page or a person gives it."""
    try:
        return int(str(said))
    except ValueError:
        raise AskError(f"“{said}” is no place in the list. Give numbers, as in form.tick([0, 2]).") from None
