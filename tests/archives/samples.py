"""Calendars and messages written by hand, for the tests of archives."""

from __future__ import annotations

import zlib
from pathlib import Path

import jobstats as js
from jobstats.archives import Proposals, proposals

#: A zone of a calendar's own, with the rules of New York: five hours behind UTC, four from the second Sunday of March on.
CUSTOM = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""
LOG = """date,company,role,event,contact
2026-02-01,Acme GmbH,Analyst,applied,
2026-02-10,Apple,Engineer,applied,
2026-02-11,Bolt Foods,Clerk,applied,
2026-02-11,Twin,Clerk,applied,
2026-02-12,Twin,Cook,applied,
2026-03-09T15:00,Acme GmbH,Analyst,interview,Ann Z.
"""
HEADER = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"


def a_log(folder: Path, text: str = LOG, as_of: str = "2026-05-31") -> js.JobLog:
    """A log of applications to Acme GmbH, Apple, Bolt Foods and, two of them, Twin; its one interview is with Acme."""
    path = folder / "log.csv"
    path.write_text(text, encoding="utf-8")
    return js.load(path, as_of=as_of)


def event(title: str, *lines: str, uid: str = "") -> str:
    """One event of a calendar; without a uid given, one of its own."""
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid or zlib.crc32(repr((title, lines)).encode())}", f"SUMMARY:{title}", *lines, "END:VEVENT"])


def hours(start: str, end: str, zone: str = "") -> tuple[str, str]:
    """The lines that say when: 20260309T140000, with a Z or a zone."""
    named = f";TZID={zone}" if zone else ""
    return f"DTSTART{named}:{start}", f"DTEND{named}:{end}"


def calendar(*events: str, head: str = "") -> str:
    """A calendar of these events."""
    return "\r\n".join("\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *([head] if head else []), *events, "END:VCALENDAR", ""]).split("\n"))


def read(log: js.JobLog, text: str | bytes, name: str = "mine.ics") -> Proposals:
    """What a file with this text proposes."""
    path = Path(log.path).parent / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return proposals(log, path)


def told(found: Proposals) -> list[tuple[str, str, str]]:
    """Of each proposal when, with which company, and the event."""
    return [(p.event.when.isoformat()[:16], p.event.company, p.event.event) for p in found]


def message(sender: str, to: str, when: str, content: str, talk: str = "", folder: str = "INBOX") -> str:
    """One row of messages.csv; profiles are called after the names."""
    first, second = (f"https://www.linkedin.com/in/{name.replace(' ', '-').lower()}" for name in (sender, to))
    return f'{talk or "-".join(sorted((sender, to)))},,{sender},{first},{to},{second},{when} UTC,,"{content}",{folder}'


def archive(*rows: str, header: str = HEADER) -> str:
    """LinkedIn's messages.csv of these rows."""
    return "\n".join([header, *rows, ""])
