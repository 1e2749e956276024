"""What an archive proposes, as values: things to tick, never written by themselves. Foreign text is made harmless here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from jobstats.journal.event import Event
from jobstats.log import day_text

#: What no name may begin with: a spreadsheet would take the cell for a formula (see readers.own).
_RISKY = "=+-@＝＋－＠'’`\t\r\n\0"
_LONGEST = 80


@dataclass(frozen=True)
class Proposal:
    """One thing that may have happened. text: a line a person reads. why: where it comes from. known: the log has it already.

    event.company is "" where a person has to say which. doubt: it names a company, and nothing says that it was an interview.
    title: what the entry of a calendar is called; the times of one that repeats share it.
    """

    event: Event
    text: str
    why: str
    known: bool = False
    doubt: bool = False
    title: str = ""


@dataclass(frozen=True)
class Proposals:
    """What an archive proposes, newest first, and in sentences what was left out of it and why."""

    items: tuple[Proposal, ...] = ()
    left_out: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Proposal]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, place: int) -> Proposal:
        return self.items[place]


def newest_first(items: list[Proposal]) -> tuple[Proposal, ...]:
    """Proposals by their day and hour, the newest first; of one day those in doubt last, before them those without an hour."""
    return tuple(sorted(items, key=lambda item: (*_moment(item), item.text), reverse=True))


def _moment(item: Proposal) -> tuple[int, bool, int]:
    when = item.event.when
    return when.toordinal(), not item.doubt, when.hour * 60 + when.minute if isinstance(when, datetime) else -1


def shown(text: str) -> str:
    """Foreign text as it may be shown: one line, without what nobody sees or what turns the line round, shortened."""
    visible = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text[: 20 * _LONGEST])
    line = " ".join(visible.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def name_of(text: str) -> str:
    """A foreign name as it may be written into a log: one line that no spreadsheet takes for a formula; "" where no letter is left."""
    line = shown(text).lstrip(_RISKY + " ")
    return line if any(char.isalpha() for char in line) else ""


def moment_text(when: datetime | date) -> str:
    """A day, and the hour where it is known: 9 Mar 2026, 15:00."""
    return f"{day_text(when)}, {when:%H:%M}" if isinstance(when, datetime) else day_text(when)


def as_local(moment: datetime) -> datetime:
    """The hour here, as the clock on the wall shows it; a moment without a zone is meant here already."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone().replace(tzinfo=None, fold=0)
    except (OSError, OverflowError, ValueError):  # centuries from today, where systems know no zones
        return moment.replace(tzinfo=None, fold=0)
