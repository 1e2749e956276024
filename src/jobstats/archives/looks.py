"""Whether an event of a calendar looks like an interview, and with whom: by its title, who invites, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jobstats.archives import words
from jobstats.archives.calendar_text import Block
from jobstats.archives.known import Known

#: What programs write into every event they make: it names them, and not who is met.
_BOILERPLATE = re.compile(
    r"""https?://\S+|www\.\S+|\S+@\S+\.\S+|(?:google|microsoft|apple)\s+(?:meet|calendar|teams|hangouts?)|(?:zoom|teams)\s+(?:meeting|call)|zoom\.us"""
    r"""|join\s+(?:zoom|teams|webex|skype)|zoom\s+video|webex\s+meeting|skype\s+for\s+business|linkedin""",
    re.IGNORECASE,
)
_LONGEST, _MOST_GUESTS = 6000, 200
_ADDRESS = re.compile(r"mailto:([^\s;,\"<>]+@[^\s;,\"<>]+)", re.IGNORECASE)
_NAME = re.compile(r';CN=("[^"]*"|[^;:"]*)', re.IGNORECASE)


@dataclass(frozen=True)
class Guest:
    """One who is in an event."""

    address: str
    name: str
    invites: bool


def guests_of(block: Block) -> list[Guest]:
    """Everybody in an event, who invites first."""
    asked = [(line, True) for line in block.raw("ORGANIZER")[:1]] + [(line, False) for line in block.raw("ATTENDEE")[:_MOST_GUESTS]]
    found = [(_ADDRESS.search(line), _NAME.search(line), invites) for line, invites in asked]
    return [Guest(at[1].casefold() if at else "", cn[1].strip('"').strip() if cn else "", invites) for at, cn, invites in found]


@dataclass(frozen=True)
class Looks:
    """What an event looks like. title: plain. companies: the keys it may be about. worded: it has a word for an interview. about: about one."""

    title: str
    companies: tuple[str, ...]
    worded: bool
    about: bool
    event: str
    round: str
    kind: str


def looks_of(known: Known, block: Block) -> Looks | None:
    """What an event looks like; None for one that neither names a company of the log nor has a word for an interview."""
    written = block.value("SUMMARY")[:_LONGEST]
    title = words.plain(written)
    more = _BOILERPLATE.sub(" ", f"{block.value('LOCATION')}\n{block.value('DESCRIPTION')}"[:_LONGEST])
    companies = known.companies(_BOILERPLATE.sub(" ", written)) or _by_guests(known, block) or known.companies(more, weak=False)
    worded = words.is_interview(title) or (bool(companies) and words.may_be_interview(title))
    if not companies and not worded:
        return None
    bare = f" {title} "
    for name in (name for key in companies for name in (key, *known.roles(key))):
        bare = bare.replace(f" {name} ", "  ")
    about = words.is_about_one(bare)
    return Looks(title, tuple(companies), worded, about, words.event_of(title), words.round_of(title), words.kind_of(bare))


def _by_guests(known: Known, block: Block) -> list[str]:
    """The companies at whose addresses guests are, or by whose name one goes; who invites counts before the others."""
    guests = guests_of(block)
    for some in ([g for g in guests if g.invites], [g for g in guests if not g.invites]):
        found = {key for guest in some if (key := known.of_address(guest.address))}
        found |= {key for guest in some if guest.invites for key in known.companies(guest.name, weak=False)}
        if found:
            return sorted(found)
    return []
