"""The text of a calendar cut into its events, each with only the lines that say what and when; nothing attached is ever looked at.

What cannot be read is counted, never raised: an event that is cut off or broken leaves the others as they are. Only of far too many none is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from icalendar.timezone import tzp

from jobstats.errors import LogError
from jobstats.readers.text import text_of

#: The lines of an event that are kept besides those that say when; attachments, alarms and all else are passed over.
_KEPT = frozenset(["UID", "SUMMARY", "DESCRIPTION", "LOCATION", "ORGANIZER", "ATTENDEE", "STATUS"])
#: Those that say when.
_WHEN = frozenset(["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE"])
_ZONED = _WHEN - {"DURATION", "RRULE", "SEQUENCE"}
_LONGEST_LINE, _MOST_LINES = 20_000, 1000
#: Entries of a calendar, at most: five a day for eleven years, and some seconds.
MOST_EVENTS = 20_000
_FOLDS = re.compile("\r\n[ \t]|\n[ \t]|\r[ \t]")
_NAME = re.compile(r"([A-Za-z0-9-]+)[;:]")
_TZID = re.compile(r';TZID=("[^"]*"|[^;:"]*)', re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass
class Block:
    """The kept lines of one event."""

    lines: list[tuple[str, str]] = field(default_factory=list)

    def value(self, name: str) -> str:
        """What follows the colon of the first line of this name, as text; "" where there is none."""
        return next((_text(line) for key, line in self.lines if key == name), "")

    def raw(self, *names: str) -> list[str]:
        """The lines of these names as they stand."""
        return [line for key, line in self.lines if key in names]

    def has(self, *names: str) -> bool:
        """Whether there is a line of one of these names."""
        return any(key in names for key, _ in self.lines)


@dataclass
class Calendar:
    """One VCALENDAR: its events, its zones (as they are written, by their name), and what it says of itself."""

    zone: str = ""
    method: str = ""
    zones: dict[str, list[str]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    broken: int = 0


def calendars_in(files: list[bytes]) -> list[Calendar]:
    """The calendars in files; LogError, before any is read, where they have too many events."""
    texts = [text_of(data).text for data in files]
    if (n := sum(text.upper().count("BEGIN:VEVENT") for text in texts)) > MOST_EVENTS:
        raise LogError(
            f"This calendar has {n:,} entries, and {MOST_EVENTS:,} can be looked through. Export only the calendar you use, or a shorter time."
        )
    return [calendar for text in texts for calendar in _calendars(_FOLDS.sub("", text))]


def _calendars(text: str) -> list[Calendar]:
    found: list[Calendar] = []
    lines = iter(re.split("\r\n|\n|\r", text))
    for line in lines:
        word = line.rstrip().upper()
        if word == "BEGIN:VCALENDAR" or not found:
            found.append(Calendar())
        if word == "BEGIN:VEVENT":
            _event(lines, found)
        elif word == "BEGIN:VTIMEZONE":
            _zone(lines, found[-1])
        elif ":" in line:
            _header(line, found[-1])
    return found


def _header(line: str, calendar: Calendar) -> None:
    """What a line outside of events says of the calendar."""
    key, _, value = line.partition(":")
    key, value = key.partition(";")[0].strip().upper(), value.strip()
    if key == "X-WR-TIMEZONE" and re.fullmatch(r"[\w+/-]{1,60}", value) and tzp.timezone(value) is not None:
        calendar.zone = value
    elif key == "METHOD":
        calendar.method = value.upper()


def _event(lines: Iterator[str], found: list[Calendar]) -> None:
    """The lines up to the end of an event; one that does not end before the next begins is broken."""
    block, inner = Block(), 0
    for line in lines:
        word = line.rstrip().upper()
        if word == "END:VEVENT":
            found[-1].blocks.append(block)
            return
        if word in ("BEGIN:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR"):
            found[-1].broken += 1
            if word == "END:VCALENDAR":
                return
            if word == "BEGIN:VCALENDAR":
                found.append(Calendar())
                return
            block, inner = Block(), 0
        elif word.startswith("BEGIN:"):
            inner += 1
        elif word.startswith("END:"):
            inner = max(0, inner - 1)
        elif not inner and (name := _NAME.match(line)) and name[1].upper() in _KEPT | _WHEN and len(block.lines) < _MOST_LINES:
            block.lines.append((name[1].upper(), line[:_LONGEST_LINE]))
    found[-1].broken += 1


def _zone(lines: Iterator[str], calendar: Calendar) -> None:
    """A zone as the calendar defines it."""
    kept: list[str] = []
    name = ""
    for line in lines:
        word = line.rstrip().upper()
        if word in ("END:VTIMEZONE", "END:VCALENDAR", "BEGIN:VEVENT"):
            break
        if word.startswith("TZID"):
            name = line.partition(":")[2].strip()
        elif len(kept) < _MOST_LINES:
            kept.append(line[:1000])
    if name and kept and all(map(_once_a_year, (line for line in kept if line.upper().startswith("RRULE")))):
        calendar.zones.setdefault(name, kept)


def _once_a_year(rule: str) -> bool:
    """Whether a rule says when clocks change: once a year, at one hour. What says it every second is no zone, and would take for ever."""
    said = rule.upper().replace(" ", "")
    return "FREQ=YEARLY" in said and not re.search(r"INTERVAL=(?!1(?:;|$))|BY(?:HOUR|MINUTE|SECOND|YEARDAY|WEEKNO|EASTER)=", said)


def written(calendar: Calendar, blocks: list[Block]) -> tuple[str, set[str]]:
    """When these events are, as a calendar of their own with the zones they name; and the names of zones that nobody knows.

    Each event says its place among these as X-BLOCK.
    A zone that the calendar defines itself is renamed after what it says, unless its name is that of a place: the library remembers
    zones by their name, and two calendars may give one name to different zones.
    """
    out, names, unknown = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//jobstats//read//EN"], {}, set()
    out += [f"X-WR-TIMEZONE:{calendar.zone}"] if calendar.zone else []
    events: list[str] = []
    for number, block in enumerate(blocks):
        events += ["BEGIN:VEVENT", "UID:1", f"X-BLOCK:{number}"]
        for key, line in block.lines:
            if key not in _WHEN:
                continue
            found = _TZID.search(line.partition(":")[0]) if key in _ZONED else None
            if found is None:
                events.append(line)
                continue
            zone = found[1].strip('"').strip()
            if zone not in names:
                names[zone] = _renamed(calendar, zone)
            if not names[zone]:
                unknown.add(zone)
            events.append(line[: found.start()] + (f";TZID={names[zone]}" if names[zone] else "") + line[found.end() :])
        events.append("END:VEVENT")
    for zone, name in names.items():
        if name.startswith("own-"):
            out += ["BEGIN:VTIMEZONE", f"TZID:{name}", *calendar.zones[zone], "END:VTIMEZONE"]
    return "\r\n".join([*out, *events, "END:VCALENDAR", ""]), unknown


def _renamed(calendar: Calendar, zone: str) -> str:
    """The name under which a zone is read; "" for one that is neither known nor defined."""
    known = bool(re.fullmatch(r"[\w+./ ()&,:-]{1,120}", zone)) and tzp.timezone(zone) is not None
    place = known and "/" in zone
    if zone in calendar.zones and not place:
        return "own-" + sha256("\n".join(calendar.zones[zone]).encode("utf-8", "replace")).hexdigest()[:16]
    return zone if known else ""


def _text(line: str) -> str:
    """The value of a line, as text."""
    quoted = False
    for at, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], line[at + 1 :]).strip()
    return ""
