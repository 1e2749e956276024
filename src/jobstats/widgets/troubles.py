"""What is told before an event is written: what looks like a slip, or would count otherwise than meant. It forbids nothing, and writes nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from jobstats.errors import count
from jobstats.journal.event import Event
from jobstats.log import JobLog, records, to_date
from jobstats.metrics.asking import asked_days, times
from jobstats.metrics.interviews import counted_to, visits
from jobstats.names import company_key, fold
from jobstats.spacing import rule
from jobstats.spacing import spoken as spacing_spoken
from jobstats.vocabulary import OUTCOMES, OWN
from jobstats.widgets.guessing import BEGINS, NOTES, Choice, name, processes, spoken

#: How an outcome is told of an application that something happens to afterwards.
_ENDED = {
    "accepted": "You accepted",
    "declined": "You turned the offer down",
    "rejected": "They said no",
    "withdrawn": "You stepped back",
    "closed": "The job was closed",
}


def troubles(log: JobLog, event: Event, choice: Choice, now: datetime) -> list[str]:
    """One sentence for each thing worth a second look before this event is written, the gravest first.

    choice: what it is about. now: the present minute.
    """
    mine = _rows(log, choice)
    told = [_future(event, now), _uncounted(log, event), _unknown(log, event, choice), _again(mine, event, log.as_of)]
    told += [
        _note(log, event, choice, mine),
        _nudge(log, event, choice, now),
        _after_the_end(log, event, choice, mine),
        _before(event, mine, log.as_of),
    ]
    return [text for text in told if text]


def _rows(log: JobLog, choice: Choice) -> list[dict[str, Any]]:
    """What the log holds of this application, oldest first."""
    if choice.item < 0:
        return []
    return records(log.events[log.events["application"] == choice.item][["event", "date", "precision", "day"]])


def _when(row: dict[str, Any]) -> datetime | date:
    moment: datetime = row["date"].to_pydatetime()
    return moment if row["precision"] == "minute" else moment.date()


def _day(when: datetime | date) -> date:
    return when.date() if isinstance(when, datetime) else when


def ahead(when: datetime | date, now: datetime) -> bool:
    """Whether a moment lies after the present minute, or a day after today."""
    return when.replace(second=0, microsecond=0) > now if isinstance(when, datetime) else when > now.date()


def _future(event: Event, now: datetime) -> str:
    if not ahead(event.when, now):
        return ""
    return f"{spoken(event.when, now.date())} is still to come. A log holds what has happened: write it then, or mend the time."


def _uncounted(log: JobLog, event: Event) -> str:
    """The log was loaded as of a day before the event."""
    if "as_of" not in log.said or _day(event.when) <= log.as_of:
        return ""
    return f"This log was loaded as of {spoken(log.as_of, date.min)}, so the event counts only once it is loaded without as_of."


def _unknown(log: JobLog, event: Event, choice: Choice) -> str:
    if choice.item >= 0 or event.event == "networking":
        return ""
    named = name(event.company, event.role)
    if event.event in BEGINS:
        same = [p for p in processes(log) if company_key(p.company) == company_key(event.company) and fold(p.role) == fold(event.role)]
        still = [p for p in same if p.open]
        if event.event == "applied" and still and still[-1].latest[0] != "approached":
            return f"An application to {name(still[-1].company, still[-1].role)} is in the log already, from {spoken(to_date(still[-1].begun), log.as_of)}, and still open."
        return ""
    if event.event in OWN:
        return f"The log knows no application to {named}, so this is kept, but counted with none. Is the name right?"
    return f"The log knows no application to {named}: this row would begin one. Is the name right?"


def _again(mine: list[dict[str, Any]], event: Event, today: date) -> str:
    """The same thing on the same day."""
    same = [row for row in mine if row["event"] == event.event and _day(_when(row)) == _day(event.when)]
    if not same:
        return ""
    return f"The log holds this already, on {spoken(_when(same[-1]), today)}. Is this another one?"


def _note(log: JobLog, event: Event, choice: Choice, mine: list[dict[str, Any]]) -> str:
    """A note that is counted to another interview than the one meant, or to none; or to one that has its note."""
    if event.event not in NOTES or choice.item < 0:
        return ""
    first = next((_when(row) for row in mine if row["event"] == "interview"), None)
    met = choice.met or first
    if met is None:
        return "The log knows no interview before this note, so it is counted with none. Write the interview first, with the time it ended."
    at = counted_to(log, choice.item, event.when, event.round)
    other = to_date(visits(log)["day"].iloc[at]) if at >= 0 else None
    if other is None or (choice.met and other != _day(met)):
        both = isinstance(met, datetime) and isinstance(event.when, datetime)
        counted = f"counted to {f'the interview of {spoken(other, log.as_of)}' if other else 'no interview'}"
        if other is None or (event.when < met if both else _day(event.when) < _day(met)):
            return f"That is before the interview of {spoken(met, log.as_of)}: it would be {counted}. Mend the time."
        return f"It would be {counted}, the last one before it. Give each interview its round in the file to tell them apart."
    if choice.noted and event.event == "follow_up":
        return f"The log says already what became of the note after the interview of {spoken(met, log.as_of)}; the first one counts."
    return ""


def _nudge(log: JobLog, event: Event, choice: Choice, now: datetime) -> str:
    """One question more than enough, or one within the spacing of another."""
    if event.event != "nudge" or choice.item < 0:
        return ""
    day = (_day(event.when) - to_date(0)).days
    asked = asked_days(log, choice.item)
    before, past, (spacing, most) = [d for d in asked if d <= day], day < log.today, rule(log)
    if not most:
        return "You chose to ask nobody (most=0 in js.load), so let it rest."
    if len(before) >= most or (len(asked) >= most and not past):
        n, told = (len(before), "You have") if len(before) >= most else (len(asked), "With what is planned you will have")
        another = "a third" if n == 2 else "another"
        return f"{told} asked {times(n)}; {another} question rarely helps and may cost the offer. Let it rest."
    rarely = f"more than one question {spacing_spoken(spacing)} rarely helps."
    if before and day - before[-1] < spacing:
        ago = f"{count(day - before[-1], 'day')} {'ago' if _day(event.when) == now.date() else 'before'}"
        return f"You asked {ago if day > before[-1] else 'the same day'}; {rarely}"
    after = [d for d in asked if day < d < day + spacing]
    return f"A question on {spoken(to_date(after[0]), now.date())} is in the log; {rarely}" if after else ""


def _after_the_end(log: JobLog, event: Event, choice: Choice, mine: list[dict[str, Any]]) -> str:
    """A step, or a second outcome, after the application has ended."""
    if choice.item < 0 or event.event in OWN:
        return ""
    outcome = str(log.applications["outcome"].iloc[choice.item])
    if not outcome:
        return ""
    ends = [row for row in mine if row["event"] in OUTCOMES]
    on = f" on {spoken(_when(ends[-1]), log.as_of)}" if ends else ""
    if event.event in OUTCOMES:
        return f"{_ENDED[outcome]}{on}: an application has one outcome, and this would be a second."
    return f"{_ENDED[outcome]}{on}: a later step counts as reopened."


def _before(event: Event, mine: list[dict[str, Any]], today: date) -> str:
    """A step before the application was sent."""
    sent = next((_when(row) for row in mine if row["event"] == "applied"), None)
    if sent is None or event.event in BEGINS or _day(event.when) >= _day(sent):
        return ""
    return f"You applied on {spoken(_day(sent), today)}, after that. Mend the day if that is a slip."
