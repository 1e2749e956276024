"""Calendars as proposals: events that look like interviews, at the hour they ended where the person lives. Never fetches what a calendar names."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import recurring_ical_events
from icalendar import Calendar as Parsed

from jobstats.archives import words
from jobstats.archives.calendar_text import Block, Calendar, calendars_in, written
from jobstats.archives.known import Known, Meant, day_number
from jobstats.archives.looks import Looks, guests_of, looks_of
from jobstats.archives.proposal import Proposal, as_local, moment_text, shown
from jobstats.archives.rules import begins, repeats, repeats_sensibly
from jobstats.errors import LogError, count
from jobstats.journal.event import Event
from jobstats.log import day_text, to_date

#: Days ahead that are looked at, to say how many interviews lie there.
AHEAD = 60
#: How often one entry may repeat and still be interviews: with a word for it, and where only a company's name says so.
_OFTEN, _OFTEN_BY_NAME = 60, 4
_LONGEST = timedelta(days=14)
_MOST = 2_000
#: Entries that repeat, worked out at most: each takes as long as many that do not.
_SERIES = 200


@dataclass(frozen=True)
class Met:
    """One time an event took place: when it ended (a day where only that is known), when it began, and whether its zone is known."""

    block: Block
    looks: Looks
    end: datetime | date
    start: datetime | date
    unknown_zone: str = ""


def in_calendars(known: Known, files: list[bytes], now: datetime) -> tuple[list[Proposal], list[str]]:
    """What calendars propose, and in sentences what was left out; LogError where there is far too much."""
    tally: Counter[str] = Counter()
    met: list[Met] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of zones it guesses; it is the guess we want
        for calendar in calendars_in(files):
            met += _in_calendar(known, calendar, now, tally)
    once: dict[object, Met] = {}
    for one in met:
        once.setdefault((one.end, one.start, one.looks.title, one.looks.companies), one)
    tally["twice"] = len(met) - len(once)
    tally["series"] = max(0, tally["series"] - _SERIES)
    return _proposed(known, list(once.values())), _left_out(known, tally)


def _in_calendar(known: Known, calendar: Calendar, now: datetime, tally: Counter[str]) -> Iterator[Met]:
    """Every time an event of a calendar took place that looks like an interview."""
    tally["broken"] += calendar.broken
    groups: dict[str, list[Block]] = {}
    for number, block in enumerate(calendar.blocks):
        groups.setdefault(block.value("UID") or f"\n{number}", []).append(block)
    first, last = known.first - 15, known.log.today + AHEAD + 2
    for uid, blocks in groups.items():
        days = [day for block in blocks if (day := begins(block)) is not None]
        if len(days) == len(blocks) and (max(days) < first or min(days) > last):
            tally["before"] += max(days) < first
            continue
        seen = [looks_of(known, block) for block in blocks]
        if uid.endswith("@jobstats") or not any(seen):
            continue
        tally["tried"] += 1
        if tally["tried"] > _MOST:
            raise LogError(
                f"More than {_MOST:,} events of this calendar look like interviews, more than any search has. Export only the calendar you use."
            )
        yield from _of_group(known, calendar, blocks, seen, now, tally)


def _of_group(
    known: Known, calendar: Calendar, blocks: list[Block], seen: list[Looks | None], now: datetime, tally: Counter[str]
) -> list[Met]:
    """The times of one event and its exceptions; what is left out of them is counted."""
    if not repeats_sensibly(blocks, known.log.today + AHEAD):
        tally["odd"] += 1
        return []
    if any(map(repeats, blocks)):
        tally["series"] += 1
        if tally["series"] > _SERIES:
            return []
    try:
        times, zones = _times(known, calendar, blocks)
    except Exception:  # whatever is wrong with one event, the others are read
        tally["broken"] += 1
        return []
    out: list[Met] = []
    found: Counter[str] = Counter()
    for number, start, end in times:
        look, block = seen[number], blocks[number]
        if look is None:
            continue
        one = Met(block, look, end, start, ", ".join(sorted(zones)))
        why = _why_not(known, calendar, one, now)
        found[why] += 1
        if not why:
            out.append(one)
    worded = any(look and look.worded for look in seen)
    if any(map(repeats, blocks)) and found[""] + found["ahead"] > (_OFTEN if worded else _OFTEN_BY_NAME):
        tally["often"] += 1
        return []
    tally.update({why: n if why in ("ahead", "before") else 1 for why, n in found.items() if why})
    return out


def _times(known: Known, calendar: Calendar, blocks: list[Block]) -> tuple[list[tuple[int, datetime | date, datetime | date]], set[str]]:
    """When events took place in the time a log tells of, here: which of them, its start, its end; and zones that nobody knows."""
    text, unknown = written(calendar, blocks)
    query = recurring_ical_events.of(Parsed.from_ical(text))
    first, last = to_date(known.first - 2), to_date(known.log.today + AHEAD)
    out = []
    for found in query.between(datetime.combine(first, time()), datetime.combine(last, time())):
        start = found["DTSTART"].dt
        end = found["DTEND"].dt if "DTEND" in found else start
        out.append((int(found["X-BLOCK"]), *_ends(start, end)))
    return out, unknown


def _ends(start: datetime | date, end: datetime | date) -> tuple[datetime | date, datetime | date]:
    """Start and end where the person lives: all day, and longer than a day, gives the last day alone; midnight ends the day before."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        first = as_local(start).date() if isinstance(start, datetime) else start
        last = (as_local(end) - timedelta(minutes=1)).date() if isinstance(end, datetime) else end - timedelta(days=1)
        return first, max(first, last)
    begun, ended = as_local(start), as_local(end)
    if ended - begun > timedelta(days=1):
        return begun.date(), (ended - timedelta(minutes=1)).date()
    if ended > begun and ended.time() == time():
        ended -= timedelta(minutes=1)
    return begun, ended


def _why_not(known: Known, calendar: Calendar, one: Met, now: datetime) -> str:
    """Why a time is not proposed, as a word of the tally; "" when it is."""
    if calendar.method == "CANCEL" or one.block.value("STATUS").upper() == "CANCELLED" or words.called_off(one.block.value("SUMMARY")):
        return "called off"
    if one.looks.about:
        return "about"
    day, timed = day_number(one.end), isinstance(one.end, datetime)
    if datetime.combine(one.end, time()) - datetime.combine(one.start, time()) > _LONGEST:
        return "long"
    if day > known.log.today or (one.end > now if timed else one.end > now.date()):
        return "ahead"
    return "before" if day < known.first else ""


def _proposed(known: Known, met: list[Met]) -> list[Proposal]:
    """A proposal for each; several with one application on one day, all worded as interviews, are one, whose last hour counts.

    What only names a company, as a journey home from it does, stands alone.
    """
    days: dict[object, list[tuple[Met, Meant]]] = {}
    for number, one in enumerate(met):
        text = f"{one.block.value('SUMMARY')} {one.block.value('DESCRIPTION')}"
        meant = known.meant(one.looks.companies[0], one.end, text) if len(one.looks.companies) == 1 else Meant()
        same = (
            (meant.company, meant.role, meant.item, day_number(one.end), one.looks.event) if meant.company and one.looks.worded else number
        )
        days.setdefault(same, []).append((one, meant))
    out = []
    for several in days.values():
        one, meant = max(several, key=lambda pair: (isinstance(pair[0].end, datetime), str(pair[0].end)))
        out.append(_proposal(known, one, meant, len(several)))
    return out


def _proposal(known: Known, one: Met, meant: Meant, n: int) -> Proposal:
    look, end = one.looks, one.end.replace(second=0, microsecond=0) if isinstance(one.end, datetime) else one.end
    people = {known.person(guest.name) for guest in guests_of(one.block)} - {""}
    event = Event(
        look.event,
        end,
        company=meant.company,
        role=meant.role,
        round=look.round,
        kind=look.kind,
        contact=next(iter(people)) if len(people) == 1 else "",
    )
    noted = bool(meant.company) and known.has(meant, one.end, "interview", "screen")
    title = shown(one.block.value("SUMMARY"))
    return Proposal(event, _text(known, one, meant, noted), _why(one, title, n), known=noted, doubt=not look.worded, title=title)


def _text(known: Known, one: Met, meant: Meant, noted: bool) -> str:
    """The line a person reads."""
    what = "Screen" if one.looks.event == "screen" else "Interview"
    when = day_text(one.end) + (f", ended {one.end:%H:%M}" if isinstance(one.end, datetime) else "")
    if not meant.company:
        names = [known.meant(key, one.end, "").company for key in one.looks.companies]
        return f"{what} on {when}: with which company{', ' + ' or '.join(names) if names else ''}?"
    role = f" ({meant.role})" if meant.role else ""
    line = f"{what} with {meant.company}{role}, {when}" if one.looks.worded else f"{meant.company}{role}, {when}: was this an interview?"
    if len(meant.roles) > 1:
        asked = ", ".join(role or "one without a role" for role in meant.roles[:4])
        line += f"{'' if line.endswith('?') else ':'} {'And for' if line.endswith('?') else 'for'} which role: {asked}?"
    return f"{line}, noted already" if noted else line


def _why(one: Met, title: str, n: int) -> str:
    """Where it comes from."""
    if isinstance(one.start, datetime) and isinstance(one.end, datetime):
        hours = f"{moment_text(one.start)}–{one.end:%H:%M}" if one.end > one.start else f"{moment_text(one.start)}, its end is not there"
    else:
        hours = day_text(one.end) if one.start == one.end else f"{day_text(one.start)} to {day_text(one.end)}"
    more = f"; the last of {n} entries that day" if n > 1 else ""
    more += f"; its zone “{shown(one.unknown_zone)}” is not known, so the hour was read as yours" if one.unknown_zone else ""
    return f"calendar, {hours}{f' “{title}”' if title else ''}{more}"


def _left_out(known: Known, tally: Counter[str]) -> list[str]:
    """What was left out and why, in sentences."""

    def said(key: str, one: str, many: str) -> list[str]:
        n = tally[key]
        return [f"{count(n, 'entry', 'entries')} {one if n == 1 else many}"] if n else []

    return [
        *said("ahead", "lies ahead: it is offered once it is over.", "lie ahead: they are offered once they are over."),
        *said("called off", "was called off.", "were called off."),
        *said("about", "is no interview of yours, by its title.", "are no interviews of yours, by their titles."),
        *said("often", "repeats too often to be interviews.", "repeat too often to be interviews."),
        *said("odd", "repeats in a way that no interview does.", "repeat in a way that no interview does."),
        *said("series", *(f"{were} not looked at: {_SERIES} others that repeat look like interviews too." for were in ("was", "were"))),
        *said("long", "lasts longer than two weeks.", "last longer than two weeks."),
        *said("twice", "stands there twice.", "stand there twice."),
        *said("broken", "could not be read.", "could not be read."),
        *said(
            "before",
            f"was not looked at: it is from before {day_text(to_date(known.first))}, when this log had not begun.",
            f"were not looked at: they are from before {day_text(to_date(known.first))}, when this log had not begun.",
        ),
    ]
