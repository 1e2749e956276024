"""Who is in an event of a calendar, and whether its owner said no."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from jobstats.archives.calendar_text import Block

_ADDRESS = re.compile(r"mailto:([^\s;,\"<>]+@[^\s;,\"<>]+)", re.IGNORECASE)
_NAME = re.compile(r';CN=("[^"]*"|[^;:"]*)', re.IGNORECASE)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_MOST = 200


@dataclass(frozen=True)
class Guest:
    """One who is in an event. answer: what they said, as the calendar writes it."""

    address: str
    name: str
    answer: str
    invites: bool


def guests_of(block: Block) -> tuple[Guest, ...]:
    """Everybody in an event, those who invite first."""
    found = [_guest(line, True) for line in block.raw("ORGANIZER")[:1]] + [_guest(line, False) for line in block.raw("ATTENDEE")[:_MOST]]
    return tuple(found)


def _guest(line: str, invites: bool) -> Guest:
    address, name = _ADDRESS.search(line), _NAME.search(line)
    answer = re.search(r";PARTSTAT=\"?([A-Za-z-]+)", line, re.IGNORECASE)
    return Guest(
        address[1].casefold() if address else "", name[1].strip('"').strip() if name else "", answer[1].upper() if answer else "", invites
    )


def owner_of(names: list[str], blocks: list[Block]) -> str:
    """The address of whose calendar it is: what it is called, as Google calls it, or the address invited most often; "" if neither tells."""
    for name in names:
        if _MAIL.fullmatch(name.strip()):
            return name.strip().casefold()
    invited = Counter(guest.address for block in blocks for guest in guests_of(block) if not guest.invites and guest.address)
    most = invited.most_common(2)
    clear = len(most) == 1 or (len(most) == 2 and most[0][1] > most[1][1])
    return most[0][0] if most and clear else ""


def declined(guests: tuple[Guest, ...], owner: str) -> bool:
    """Whether the owner of the calendar said no; where nobody knows who that is, whether everybody invited did."""
    invited = [guest for guest in guests if not guest.invites]
    mine = [guest for guest in invited if guest.address == owner] if owner else []
    others = {guest.address for guest in guests if guest.invites}
    asked = mine or ([guest for guest in invited if guest.address not in others] if not owner else [])
    return bool(asked) and all(guest.answer == "DECLINED" for guest in asked)
