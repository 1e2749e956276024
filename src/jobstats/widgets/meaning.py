"""The words of the form for what just happened, and from what the page says to the event that is meant. It writes nothing and asks nobody."""

from __future__ import annotations

import contextlib
from collections import Counter
from datetime import date, datetime
from numbers import Integral
from typing import Any

from jobstats.errors import AskError, JobstatsError
from jobstats.journal import events
from jobstats.journal.event import Event
from jobstats.journal.fields import fields
from jobstats.log import JobLog
from jobstats.vocabulary import EVENTS
from jobstats.widgets import guessing
from jobstats.widgets.troubles import ahead

#: The buttons: what they say, the events they stand for (of several one is chosen in the form).
FIRST: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("I applied", ("applied",)),
    ("They answered", ("reply",)),
    ("First talk or test", ("screen", "assessment")),
    ("I had an interview", ("interview",)),
    ("I sent my note", ("follow_up",)),
    ("I asked again", ("nudge",)),
    ("I met someone I would work with", ("coworker_chat",)),
    ("They said no", ("rejected",)),
    ("Offer", ("offer",)),
)
MORE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("I accepted", ("accepted",)),
    ("I declined the offer", ("declined",)),
    ("I withdrew", ("withdrawn",)),
    ("The job was closed", ("closed",)),
    ("I sent no note", ("no_follow_up",)),
    ("They approached me", ("approached",)),
    ("I spoke with someone (networking)", ("networking",)),
)
#: What several events of one button are called.
ONE_OF = {"screen": "First talk", "assessment": "Test"}
#: What the person does themself is not written before it is done: until when that waits.
ONCE = {
    "applied": "once you have sent it",
    "follow_up": "once you have sent it",
    "no_follow_up": "once that time has passed",
    "nudge": "once you have asked",
    "networking": "once you have spoken",
    "coworker_chat": "once you have met",
}
#: When it happened, by a click; what lies ahead is not offered.
WHEN = (
    ("now", "now"),
    ("evening", "this evening 18:00"),
    ("morning", "this morning 9:00"),
    ("yesterday", "yesterday 18:00"),
    ("day", "only the day"),
    ("other", "other …"),
)
#: Choices sent to the page; what is typed beyond them is looked up here.
MOST = 300
PRACTICE = (
    "You are practising on a copy of the sample; nothing is kept. {} Your own log: copy data/sample/empty.csv to data/mine/log.csv, "
    'then `js.load("../data/mine/log.csv")`.'
)
SAMPLE_DAY = "In the sample today is {}."
CHANGED_SINCE = "{} was changed by another program since; I have read it again. Press Undo once more to take back that row alone."
CHANGED_MEANWHILE = (
    "{} was changed by another program; it is read again, and nothing was written. Look at form.log, and write it once more."
)
FAILED = "This could not be done ({}). Look whether the file holds it, and run all cells again."
LEFT_OUT = "Left out, and not asked again."
SETTLED = "That row was written, or left out, elsewhere meanwhile. Nothing is left to do about it."
ANOTHER = "The log has changed, and the line with it: nothing was written. Look at the line once more and press Write it."
CHANGED = "{} was changed by another program; I have read it again. Look at the line once more and press Write it."


def of_a_file(log: object) -> JobLog:
    """The log a form was asked for; AskError for what is none of a file."""
    if not isinstance(log, JobLog):
        raise AskError(
            'js.capture wants a log. Write js.capture(js.load("path/to/your.csv")), or js.capture(js.load()) to practise on the sample.'
        )
    if log.shown is not None:
        raise AskError("This log has no names any more, so nothing can be written into it. Give js.capture the log itself.")
    return log


def controls() -> dict[str, Any]:
    """The form's words; nothing of any log: this may be kept in a notebook's file."""
    return {
        "first": FIRST,
        "more": MORE,
        "one_of": ONE_OF,
        "begins": guessing.BEGINS,
        "rounds": guessing.ROUNDS,
        "when": WHEN,
    }


def opened(log: JobLog, event: str, now: datetime) -> dict[str, Any]:
    """What the small form of one event shows: what can be chosen, what is most likely, and which fields the file has a column for."""
    first = guessing.likely(log, event)
    labels = [choice.label for choice in guessing.choices(log, event)]
    roles = dict.fromkeys(p.role for p in reversed(guessing.processes(log)) if p.role) if event in guessing.BEGINS else {}
    known = {"roles": [*roles][:MOST], "kinds": _often(log, "kind"), "sources": _often(log, "source")}
    chosen = {"choices": labels[:MOST], "who": first.label if first else "", "fields": sorted(fields(log))}
    when = [word for word, _ in WHEN if word == "other" or not ahead(guessing.moment(word, "", now), now)]
    return {"event": event, **chosen, **known, "when": when, "now": f"{now:%Y-%m-%dT%H:%M}", "file": log.name}


def meant(log: JobLog, values: dict[str, Any], now: datetime) -> tuple[Event, guessing.Choice]:
    """What the page, or `form.write`, says. values: event, who (a label, or a company), role, when and at (see guessing.moment), or moment,
    and what an event has besides; round and kind are guessed where they are None or not there, and the file has a column for them. Raises AskError for what is not clear, and
    for what the person does themself at a moment still to come."""
    said = {key: " ".join(str(value).split()) for key, value in values.items() if isinstance(value, str)}
    event = known(said.get("event"))
    choice = guessing.found(log, event, said.get("who", ""), said.get("role", ""))
    when = values.get("moment") or guessing.moment(said.get("when", "now"), said.get("at", ""), now)
    if event in ONCE and ahead(when, now):
        raise AskError(_still_to_come(log, event, when, now))
    number, kind = guessing.round_and_kind(log, event, choice, said.get("round", ""))
    if event in guessing.NOTES:
        number = guessing.round_of_note(log, choice, when)
    cells = {name: said.get(name, "") for name in ("contact", "source", "note")}
    cells |= {name: said.get(name, guess if name in fields(log) else "") for name, guess in (("round", number), ("kind", kind))}
    if choice.item >= 0:
        return events.event_of(log, choice.item, event, when, **cells), choice
    return Event(event, when, choice.company, choice.role, **cells), choice


def _still_to_come(log: JobLog, event: str, when: datetime | date, now: datetime) -> str:
    today = f" {SAMPLE_DAY.format(guessing.spoken(now.date(), date.min))}" if events.is_practice(log) else ""
    return f"{guessing.spoken(when, now.date())} is still to come: write this {ONCE[event]}.{today}"


def practice(log: JobLog) -> str:
    """What is told of a log to practise on. Its last day is the present day there."""
    return PRACTICE.format(SAMPLE_DAY.format(guessing.spoken(log.as_of, date.min)))


def of_page(message: dict[str, Any]) -> dict[str, Any]:
    """What the page shows; a page cannot say a moment in Python."""
    values = message.get("values")
    if not isinstance(values, dict):
        raise AskError("The page sent what the form cannot read. Run this cell again.")
    return {key: value for key, value in values.items() if key != "moment"}


def of_python(event: str, company: str, role: str, when: datetime | date | None, cells: dict[str, str | int]) -> dict[str, Any]:
    """What `form.write` was given, as `meant` takes it. Raises AskError for what no event has, and for what is no text; a round may be a number."""
    if odd := sorted({*cells} - {"round", "kind", "contact", "source", "note"}):
        raise AskError(f"An event has no “{odd[0]}”. It has: company, role, when, round, kind, contact, source, note.")
    said = {"event": event, "company": company, "role": role, **cells}
    if isinstance(number := said.get("round"), Integral) and not isinstance(number, bool):
        said["round"] = str(int(number))
    for name, value in said.items():
        if not isinstance(value, str):
            also = " or a whole number, as in round=2" if name == "round" else f", as in {name}=“…”"
            raise AskError(f"What is given for {name} is no text. Give text in quotes{also}; what is not known is left out.")
    said["who"] = said.pop("company")
    return {**said, "moment": _moment(when)}


def _moment(when: datetime | date | None) -> datetime | date | None:
    """A moment somebody gave in Python, by the clock of this machine. Raises AskError for what is none."""
    if when is None:
        return None
    with contextlib.suppress(ValueError, OverflowError, OSError):  # a year no clock knows
        if isinstance(when, date) and when == when:  # what is no time in pandas is not even itself
            if not isinstance(when, datetime):
                return when
            return datetime.fromtimestamp(when.timestamp()) if when.tzinfo else datetime.combine(when.date(), when.time())
    raise AskError(f"“{when}” is no day and no time of day. Give a date, or a datetime where the hour is known.")


def held(names: list[str]) -> str:
    """Which variables hold the newest log; "" for none."""
    return (
        f" {' and '.join(f'`{name}`' for name in names)} in this notebook now {'holds' if len(names) == 1 else 'hold'} it." if names else ""
    )


def lost_rows(log: JobLog) -> list[events.Lost]:
    """Rows captured that the file no longer holds; none where that cannot be told."""
    try:
        return events.lost(log)
    except JobstatsError:
        return []


def missing(lost: events.Lost, now: datetime) -> dict[str, str]:
    """A row that the file does not hold, as the page tells it."""
    said = f"{guessing.spoken(lost.event.when, now.date())}, {guessing.name(lost.event.company, lost.event.role)}"
    return {"id": lost.id, "said": said, "line": lost.text, "why": lost.why}


def known(event: object) -> str:
    if str(event) not in EVENTS:
        raise AskError(f"There is no event “{event}”. There is: {', '.join(EVENTS)}.")
    return str(event)


def _often(log: JobLog, column: str) -> list[str]:
    """The words of a column, the most frequent first."""
    table = log.events if column in log.events else log.applications
    words = Counter(str(word) for word in table[column].tolist() if word) if column in table else Counter[str]()
    return [word for word, _ in words.most_common(20)]
