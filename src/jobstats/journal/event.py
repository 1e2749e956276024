"""One thing that happened, as a person tells it; how it is written is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Event:
    """One thing that happened. event: a word of vocabulary.EVENTS. when: a datetime where the time of day is known, a date where only the day is.

    application: the id the file gives, "" where it gives none. All else as the columns of a log; "" for what is not known.
    """

    event: str
    when: datetime | date
    company: str = ""
    role: str = ""
    application: str = ""
    round: str = ""
    kind: str = ""
    contact: str = ""
    source: str = ""
    note: str = ""


def day_of(when: date | datetime) -> date:
    """The day of something that happened, whether or not its hour is known."""
    return when.date() if isinstance(when, datetime) else when
