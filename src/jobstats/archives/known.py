"""What a log knows, as foreign text names it: its companies, which application is meant, who was spoken to, what is noted already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from math import inf, isnan

from jobstats.archives.words import EVERYDAY, plain
from jobstats.log import JobLog, to_date
from jobstats.names import company_keys, fold

#: Days before the first row of a log in which something may have happened that belongs to it.
_BEFORE = 30
_WITHOUT_ROWS = 365


def day_number(day: date) -> int:
    """A day as the log counts it."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Meant:
    """The application that is meant. item: its row of log.applications, -1 where it is not clear. roles: those there are, where it is not."""

    company: str = ""
    role: str = ""
    item: int = -1
    roles: tuple[str, ...] = ()


class Known:
    """A log as foreign text is held against it; always the whole of it, whatever was filtered."""

    def __init__(self, log: JobLog) -> None:
        self.log = log.whole[0] if log.whole else log
        table, events = self.log.applications, self.log.events
        self._company, self._role = (table[name].astype(str).tolist() for name in ("company", "role"))
        self._start, self._ended = (table[name].astype(float).tolist() for name in ("start", "ended"))
        hours = [at.to_pydatetime() if timed else None for at, timed in zip(events["date"], events["precision"] == "minute", strict=True)]
        #: Of each application its rows: day, event, and the moment where the hour is known.
        self.rows: dict[int, list[tuple[int, str, datetime | None]]] = {}
        for item, day, event, hour in zip(*(events[name].tolist() for name in ("application", "day", "event")), hours, strict=True):
            self.rows.setdefault(item, []).append((day, event, hour))
        self._starts: dict[str, list[tuple[str, ...]]] = {}
        self._items: dict[str, list[int]] = {}
        for item, key in enumerate(company_keys(self._company)):
            if key:
                self._items.setdefault(key, []).append(item)
        for key in self._items:
            words = tuple(key.split(" "))
            self._starts.setdefault(words[0], []).append(words)
        for several in self._starts.values():
            several.sort(key=len, reverse=True)
        self._joined = {re.sub(r"\W|_", "", key): key for key in self._items}
        self._people = self._contacts()
        days = events["day"]
        self.first = int(days.min()) - _BEFORE if len(days) else self.log.today - _WITHOUT_ROWS

    def _contacts(self) -> dict[str, list[tuple[int, int, str, str]]]:
        """Everybody noted as a contact, by the name as it is compared: each row's day, application, event and the name as it stands there."""
        out: dict[str, list[tuple[int, int, str, str]]] = {}
        events = self.log.events
        if "contact" in events:
            for day, item, event, name in zip(*(events[c].tolist() for c in ("day", "application", "event", "contact")), strict=True):
                if str(name).strip():
                    out.setdefault(plain(str(name)), []).append((day, item, event, str(name).strip()))
        return out

    def companies(self, text: str, weak: bool = True) -> list[str]:
        """The keys of the companies that a text names in whole words, the longest name where one holds another.

        A name that is an everyday word, or very short, counts only where `weak` allows it and it is written just as in the log; and
        not beside another.
        """
        words = plain(text).split(" ")
        sure: dict[str, None] = {}
        doubtful: dict[str, None] = {}
        after = 0
        for at in (place for place, word in enumerate(words) if word in self._starts):
            found = next((w for w in self._starts[words[at]] if tuple(words[at : at + len(w)]) == w), None)
            if found and at >= after:
                after = at + len(found)
                key = " ".join(found)
                (doubtful if len(key) < 3 or key in EVERYDAY else sure)[key] = None
        return list(sure) or [key for key in doubtful if weak and self._written(key, text)]

    def _written(self, key: str, text: str) -> bool:
        """Whether a text holds a company's name just as the log writes it."""
        names = {self._company[item] for item in self._items[key]}
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)

    def of_address(self, address: str) -> str:
        """The key of the company whose name is the domain of a mail address; "" for none."""
        labels = address.casefold().rpartition("@")[2].split(".")[:-1] if "@" in address else []
        for label in labels:
            bare = re.sub(r"\W|_", "", label)
            if len(bare) > 2 and bare in self._joined:
                return self._joined[bare]
        return ""

    def meant(self, key: str, day: date, text: str) -> Meant:
        """The application to a company that is meant on a day: the only one, the one whose role the text names, the one alive then."""
        items = self._items.get(key, [])
        if not items:
            return Meant()
        number, words = day_number(day), f" {plain(text)} "
        named = [i for i in items if plain(self._role[i]) and f" {plain(self._role[i])} " in words]
        begun = [i for i in items if not self._start[i] > number + _BEFORE]
        alive = [i for i in begun if self.alive(i, number)]
        for some in (items, named, alive, begun):
            if len({fold(self._role[i]) for i in some}) == 1:
                return self._at(self._nearest(some, number))
        return Meant(self._company[items[-1]], roles=tuple(dict.fromkeys(self._role[i] for i in items)))

    def alive(self, item: int, number: int) -> bool:
        """Whether an application had not ended by a day."""
        return not self._ended[item] < number

    def _nearest(self, items: list[int], number: int) -> int:
        """Of several applications for one role the last begun by a day."""
        return max(items, key=lambda i: (self._start[i] <= number + _BEFORE, -inf if isnan(self._start[i]) else self._start[i]))

    def start(self, item: int) -> float:
        """The day on which an application began; NaN where there is none."""
        return self._start[item]

    def roles(self, key: str) -> list[str]:
        """The roles applied for at a company, plain, the longest first."""
        return sorted({plain(self._role[i]) for i in self._items.get(key, [])} - {""}, key=len, reverse=True)

    def _at(self, item: int) -> Meant:
        return Meant(self._company[item], self._role[item], item)

    def person(self, name: str) -> str:
        """The name of a contact as the log writes it: the same name, or its first name and an initial; "" for nobody."""
        key = plain(name)
        if key in self._people:
            return self._people[key][-1][3]
        words = key.split(" ")
        short = f"{words[0]} {words[-1][:1]}" if len(words) > 1 else ""
        return self._people[short][-1][3] if short in self._people else ""

    def is_abbreviated(self, name: str) -> bool:
        """Whether a person is known by a first name and an initial alone, which may be those of another as well."""
        return plain(name) not in self._people and bool(self.person(name))

    def with_person(self, contact: str, day: date) -> Meant:
        """The application in which a contact was last met by a day."""
        rows = [row for row in self._people.get(plain(contact), []) if row[1] >= 0 and row[0] <= day_number(day)]
        return self._at(max(rows)[1]) if rows else Meant()

    def has(self, meant: Meant, day: date, *events: str) -> bool:
        """Whether one of these events is noted on a day for the application, or, where it is not clear which, for the company."""
        items = [meant.item] if meant.item >= 0 else self._items.get(plain(meant.company), []) if meant.company else []
        return any(number == day_number(day) and event in events for item in items for number, event, _ in self.rows.get(item, ()))

    def in_touch(self, contact: str, day: date) -> bool:
        """Whether a row networking with a contact is noted in the month of a day."""
        days = [to_date(row[0]) for row in self._people.get(plain(contact), ()) if row[2] == "networking"]
        return any((found.year, found.month) == (day.year, day.month) for found in days)
