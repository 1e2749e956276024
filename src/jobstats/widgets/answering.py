"""From an answer to the rows it writes: which answers a question has, and what each says. It reads no file and writes none."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from jobstats.errors import AskError
from jobstats.journal.event import Event, day_of
from jobstats.log import to_date
from jobstats.metrics.interviews import AT_ONCE
from jobstats.metrics.questions import day_said, hour_said

#: What a cell is to say; days are written as the file writes days.
Cell = str | date
#: The answer that every question has, and that is never asked for again.
DONT_KNOW = "dont know"
#: The hour written for a morning and for an afternoon that a person remembers; on the day of the noon the hour decides.
MORNING, AFTERNOON = time(9), time(15)
#: Sources offered at once; others are typed.
SOURCES = 5


@dataclass(frozen=True)
class Choice:
    """One answer. label: what stands on its button. asks: what else it needs: "day", "time", "text", or "" for nothing. field: how that is asked."""

    name: str
    label: str
    asks: str = ""
    field: str = ""


@dataclass(frozen=True)
class Answer:
    """What an answer writes: new rows, and cells of rows that are there (line, meaning → text). remember: it is not to be asked again, or
    not until a day. said: what a person is to know of it besides."""

    events: tuple[Event, ...] = ()
    changes: tuple[tuple[int, dict[str, Cell]], ...] = ()
    remember: bool = False
    until: date | None = None
    said: str = ""


_UNKNOWN = Choice(DONT_KNOW, "I don’t know")
_AT_ONCE = Choice("at once", "At once")
#: The same where nobody wrote down when the interview ended: two hours after what?
_AT_ONCE_ASKED = Choice("at once", "At once", "time", "When did the interview end? Leave it empty if you don’t know.")
_NOTE = (
    _AT_ONCE,
    Choice("that evening", "That evening"),
    Choice("next morning", "Next morning"),
    Choice("later", "Later", "day", "On which day?"),
    Choice("never", "Never"),
    _UNKNOWN,
)
_OUTCOME = (
    Choice("nothing yet", "Nothing yet"),
    Choice("rejected", "They said no", "day", "On which day? A rough one will do."),
    Choice("reply", "They answered, and it was not a no", "day", "On which day? A rough one will do."),
    Choice("withdrawn", "I withdrew", "day", "On which day? A rough one will do."),
    Choice("closed", "The job was closed", "day", "On which day did you hear of it?"),
    _UNKNOWN,
)
_CHOICES = {
    "note": _NOTE,
    "end": (Choice("time", "It ended at", "time", "At what time did it end?"), _UNKNOWN),
    "note hour": (Choice("morning", "In the morning"), Choice("afternoon", "Later that day"), _UNKNOWN),
    "decided": (Choice("day", "On this day", "day", "On which day? A rough one will do."), _UNKNOWN),
    "answered": (Choice("day", "On this day", "day", "On which day? A rough one will do."), _UNKNOWN),
    "outcome": _OUTCOME,
    "silent": _OUTCOME,
}
#: What the column note of a row says whose hour nobody wrote down at the time (docs/decisions/0014); and what is told where it cannot.
_MIND = "from memory: {}"
NO_NOTE = "Your file has no column “note”, so nothing in it says that this hour is from memory."
OWN_NOTE = "Its note is your own, so nothing there says that this hour is from memory."
#: What is told of a note sent at once after an interview whose end nobody knows.
NO_END = "When the interview ended is not known, so the chart counts this as “same evening or next morning”."


def choices(question: Mapping[str, Any], sources: Sequence[str] = ()) -> tuple[Choice, ...]:
    """The answers to a question, in the order of their digits. sources: what the log calls its sources, most frequent first."""
    kind = str(question["kind"])
    if kind == "note" and math.isnan(float(question["hour"])):
        return (_AT_ONCE_ASKED, *_NOTE[1:])
    if kind != "source":
        return _CHOICES[kind]
    known = (Choice(f"source {i}", name) for i, name in enumerate(sources[:SOURCES], 1))
    return (*known, Choice("other", "Something else", "text", "Where was it?"), _UNKNOWN)


def chosen(question: Mapping[str, Any], said: str | int, sources: Sequence[str] = ()) -> Choice:
    """The answer a person means, by its name, label or number; AskError, naming what there is, for another."""
    there = choices(question, sources)
    word = _plain(str(said))
    for i, choice in enumerate(there, 1):
        if word in (_plain(choice.name), _plain(choice.label), str(i)):
            return choice
    raise AskError(f"“{said}” is no answer to this question. There is: {', '.join(c.label for c in there)}.")


def answer(question: Mapping[str, Any], choice: Choice, value: str = "", *, now: datetime, columns: Collection[str] = ()) -> Answer:
    """What this answer to a question (a row of metrics.questions) writes.

    question: with `id`, the application's id in the file ("" for none). value: the day (2026-03-09), hour (14:30) or text the choice asks for.
    now: nothing is said of a later moment. columns: what the columns of the file mean; nothing is said that has no place there. Raises AskError for a value that cannot be.
    """
    if choice.name == DONT_KNOW:
        return Answer(remember=True)
    if choice.asks == "text" and not value.strip():
        raise AskError("Write a word or two for it, or choose “I don’t know”.")
    return _KINDS[str(question["kind"])](question, choice, value.strip(), now, columns)


# ---- notes after interviews


def _note(question: Mapping[str, Any], choice: Choice, value: str, now: datetime, columns: Collection[str]) -> Answer:
    if choice.name == "at once":
        return _at_once(question, value, now, columns)
    met, noon = to_date(question["day"]), to_date(question["noon"])
    if choice.name == "later":
        day = _day(value, met, now, f"the interview was on {day_said(question['day'], now.date())}")
        if day == noon:
            return _sent(question, datetime.combine(day, AFTERNOON), "in the afternoon", columns)
        return _sent(question, day, "", columns)
    if choice.name == "next morning":
        after = met + timedelta(days=1)
        if after > now.date():
            raise AskError("That morning is still to come. Choose another answer, or “Skip”.")
        return _sent(question, datetime.combine(after, MORNING) if after == noon else after, "next morning", columns)
    if choice.name == "never":
        return Answer((_event(question, "no_follow_up", met, columns, round=_round(question, met, columns)),))
    return _sent(question, met, "", columns)


def _at_once(question: Mapping[str, Any], value: str, now: datetime, columns: Collection[str]) -> Answer:
    """An hour after the end of the interview; sooner where an hour has not passed. An end that is said now is written as well."""
    hour, met = float(question["hour"]), to_date(question["day"])
    asked = math.isnan(hour)
    if asked and not value:
        return replace(_sent(question, met, "at once", columns), said=NO_END)
    end = _ended(met, value, now) if asked else _moment(met, hour)
    sent = min(end + timedelta(hours=AT_ONCE / 2), max(end, now.replace(second=0, microsecond=0, tzinfo=None)))
    if sent.time() == time():
        sent -= timedelta(minutes=1)  # midnight would be read as a day without an hour
    return replace(_sent(question, sent, "at once", columns), changes=((int(question["line"]), {"date": end}),) if asked else ())


def _sent(question: Mapping[str, Any], when: date | datetime, memory: str, columns: Collection[str]) -> Answer:
    """A note that went out then. memory: what a person said of it; where the file has no place for it, that an hour rests on it is told."""
    note = _MIND.format(memory) if memory else ""
    row = _event(question, "follow_up", when, columns, round=_round(question, when, columns), note=note)
    return Answer((row,), said=NO_NOTE if isinstance(when, datetime) and "note" not in columns else "")


def _round(question: Mapping[str, Any], when: date | datetime, columns: Collection[str]) -> str:
    """The round of the interview, as its row says it; counted where it says none and another interview came before the note."""
    said, after = str(question["said"] or "").strip(), question["next_day"]
    crossed = not math.isnan(float(after)) and day_of(when) >= to_date(after)
    if crossed and "round" not in columns:
        raise AskError(
            "By that day there was another interview of the same application, and the note would count with that one. "
            "Give your file a column “round” first, or choose “Skip”."
        )
    return str(int(question["round"])) if crossed and not said.isdecimal() else said


def _ended(met: date, value: str, now: datetime) -> datetime:
    """The hour an interview ended, as the page gives it; AskError for what is none, or is still to come."""
    try:
        ended = datetime.combine(met, time.fromisoformat(value).replace(second=0, microsecond=0, tzinfo=None))
    except ValueError as error:
        raise AskError("That is no time of day. Write it as in 14:30.") from error
    if ended.time() == time():
        raise AskError("00:00 would be read as a day without an hour. Write 00:01, or 23:59 for the end of that day.")
    if ended > now:
        raise AskError(f"{value} of that day is still to come. Write an earlier time, or choose “Skip”.")
    return ended


def _end(question: Mapping[str, Any], _: Choice, value: str, now: datetime, __: Collection[str]) -> Answer:
    met, sent = to_date(question["day"]), float(question["note_hour"])
    ended = _ended(met, value, now)
    if not math.isnan(sent) and ended > _moment(met, sent):
        raise AskError(f"The note went out at {hour_said(sent)} of that day, so the interview ended before that. Write an earlier time.")
    return Answer(changes=((int(question["line"]), {"date": ended}),))


def _note_hour(question: Mapping[str, Any], choice: Choice, _: str, __: datetime, columns: Collection[str]) -> Answer:
    morning = choice.name == "morning"
    when = datetime.combine(to_date(question["day"]), MORNING if morning else AFTERNOON)
    cells: dict[str, Cell] = {"date": when}
    if "note" not in columns or str(question["note_text"] or "").strip():
        return Answer(changes=((int(question["line"]), cells),), said=OWN_NOTE if "note" in columns else NO_NOTE)
    cells["note"] = _MIND.format("in the morning" if morning else "in the afternoon")
    return Answer(changes=((int(question["line"]), cells),))


# ---- what came of applications


def _outcome(question: Mapping[str, Any], choice: Choice, value: str, now: datetime, columns: Collection[str]) -> Answer:
    """Of an application that is open, or of which the file says that nobody knows: then its cell no longer says so.

    Nothing yet is asked again once it has been silent for as long as usual once more.
    """
    known: tuple[tuple[int, dict[str, Cell]], ...] = ((int(question["line"]), {"undated": ""}),) if question["kind"] == "outcome" else ()
    if choice.name == "nothing yet":
        return Answer(changes=known, remember=True, until=to_date(question["again"]))
    return Answer((_event(question, choice.name, _since(question, value, now), columns),), known)


def _dated(question: Mapping[str, Any], _: Choice, value: str, now: datetime, columns: Collection[str]) -> Answer:
    """The day of what is known without one."""
    event = "reply" if question["kind"] == "answered" else str(question["known"])
    return Answer((_event(question, event, _since(question, value, now), columns),))


def _since(question: Mapping[str, Any], value: str, now: datetime) -> date:
    return _day(value, to_date(question["day"]), now, f"the application began on {day_said(question['day'], now.date())}")


def _source(question: Mapping[str, Any], choice: Choice, value: str, _: datetime, __: Collection[str]) -> Answer:
    return Answer(changes=((int(question["line"]), {"source": value if choice.asks else choice.label}),))


_KINDS: dict[str, Callable[[Mapping[str, Any], Choice, str, datetime, Collection[str]], Answer]] = {
    "note": _note,
    "end": _end,
    "note hour": _note_hour,
    "decided": _dated,
    "answered": _dated,
    "outcome": _outcome,
    "silent": _outcome,
    "source": _source,
}


# ---- days, hours, rows


def _event(question: Mapping[str, Any], event: str, when: date | datetime, columns: Collection[str], **more: str) -> Event:
    """A row of the question's application; what the file has no column for is left out."""
    names = {"company": question["company"], "role": question["role"], "application": question.get("id", ""), **more}
    return Event(event, when, **{c: str(text) for c, text in names.items() if c in columns})


def _day(value: str, first: date, now: datetime, why: str) -> date:
    """A day as the page gives it, not before the first nor after today."""
    try:
        day = date.fromisoformat(value[:10])
    except ValueError as error:
        raise AskError("That is no day. Write it as in 2026-03-09.") from error
    if day < first:
        raise AskError(f"That day is too early: {why}. Choose a later one.")
    if day > now.date():
        raise AskError(
            f"That day is after {day_said((now.date() - date(1970, 1, 1)).days, day)}, the last day of this log. Choose an earlier one."
        )
    return day


def _moment(day: date, hour: float) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=round(hour * 60))


def _plain(text: str) -> str:
    """A word as answers are compared."""
    return "".join(c for c in text.casefold() if c.isalnum())
