"""LinkedIn's messages as proposals: notes after interviews, nudges, contacts. What a message says is looked at here and goes nowhere.

Header as seen in archives of 2020 to 2026: CONVERSATION ID, CONVERSATION TITLE, FROM, SENDER PROFILE URL, TO, RECIPIENT PROFILE URLS (from
2021), DATE, SUBJECT, CONTENT, FOLDER, and lately ATTACHMENTS, IS MESSAGE DRAFT, IS CONVERSATION DRAFT; dates in UTC.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from jobstats.archives import words
from jobstats.archives.known import Known, Meant, day_number
from jobstats.archives.mailbox import Message, Person, owner_of, read
from jobstats.archives.proposal import Proposal, moment_text, name_of, shown
from jobstats.errors import count
from jobstats.journal.event import Event
from jobstats.log import day_text, to_date

#: Days after an interview in which the first message is taken for the note.
NOTE_DAYS = 7


@dataclass(frozen=True)
class _Sent:
    """One message between the owner and somebody: who they are to the log, and which application it is about."""

    message: Message
    other: Person
    contact: str
    noted: bool
    meant: Meant


def in_messages(known: Known, files: list[bytes], now: datetime) -> tuple[list[Proposal], list[str]]:
    """What messages propose, and in sentences what was left out."""
    tally: Counter[str] = Counter()
    messages = read(files, tally)
    owner, doubt = owner_of(messages)
    if owner is None:
        return [], [doubt] if doubt else []
    mine: list[_Sent] = []
    theirs: list[_Sent] = []
    answered = {m.conversation for m in messages if m.sender == owner}
    several = Counter(known.person(p.name) for p in {p for m in messages for p in (m.sender, *m.to)} if known.is_abbreviated(p.name))
    for message in messages:
        others = [p for p in message.to if p != owner] if message.sender == owner else [message.sender]
        if message.when > now or day_number(message.when) > known.log.today:
            tally["ahead"] += 1
        elif day_number(message.when) < known.first:
            tally["before"] += 1
        elif len(others) != 1 or (message.sender != owner and owner not in message.to):
            tally["group"] += 1
        else:
            (mine if message.sender == owner else theirs).append(_about(known, message, others[0], several))
    items = [*_from_me(known, mine), *_to_me(known, theirs, answered, tally)]
    return _once_a_month(items), _left_out(known, tally)


def _once_a_month(items: list[Proposal]) -> list[Proposal]:
    """The proposals, of those that only say that one was in touch the last of each month and person."""
    last: dict[tuple[str, int, int], Proposal] = {}
    for item in items:
        if item.event.event == "networking":
            key = words.plain(item.event.contact), item.event.when.year, item.event.when.month
            last[key] = max(last.get(key, item), item, key=lambda some: str(some.event.when))
    kept = {id(item) for item in last.values()}
    return [item for item in items if item.event.event != "networking" or id(item) in kept]


def _about(known: Known, message: Message, other: Person, several: Counter[str]) -> _Sent:
    """Who the other is to the log, and which application a message is about: one whose company it names, else theirs."""
    person = known.person(other.name)
    if several[person] > 1 and known.is_abbreviated(other.name):
        person = ""
    keys = known.companies(f"{message.title}\n{message.subject}") or known.companies(message.content, weak=False)
    meant = known.meant(keys[0], message.when, f"{message.subject} {message.content}") if len(keys) == 1 else Meant()
    if not meant.company and person and not keys:
        meant = known.with_person(person, message.when)
    return _Sent(message, other, person or name_of(other.name), bool(person), meant)


def _from_me(known: Known, sent: list[_Sent]) -> list[Proposal]:
    """Of what the owner wrote: the first message after an interview, what asks for news, and that one was in touch."""
    out: list[Proposal] = []
    done: set[object] = set()
    for one in sorted(sent, key=lambda s: s.message.when):
        if not one.noted and not one.meant.company:
            continue
        met = _interview_before(known, one)
        when = one.message.when
        if met is not None and (one.other, one.meant.item, met) not in done:
            done.add((one.other, one.meant.item, met))
            if not _has_note(known, one, met):
                out.append(_proposal(known, "follow_up", one, f"your note after the interview of {day_text(to_date(met))}"))
                continue
            if known.has(one.meant, when, "follow_up"):
                out.append(_proposal(known, "follow_up", one, "your note", True))
                continue
        if one.meant.company and words.asks(words.plain(one.message.content)) and _has_begun(known, one):
            key = ("nudge", one.meant.company, one.meant.item, when.date())
            if key not in done:
                out.append(_proposal(known, "nudge", one, "you asked for news", known.has(one.meant, when, "nudge")))
            done.add(key)
            continue
        out.append(_proposal(known, "networking", one, "you were in touch", known.in_touch(one.contact, when)))
    return out


def _interview_before(known: Known, one: _Sent) -> int | None:
    """The day of the last interview of the application in the week before a message, if it had ended by then; None for none."""
    when, day = one.message.when, day_number(one.message.when)
    rows = known.rows.get(one.meant.item, ()) if one.meant.item >= 0 else ()
    met = [
        n for n, event, hour in rows if event in ("interview", "screen") and day - NOTE_DAYS <= n <= day and (hour is None or hour <= when)
    ]
    return max(met, default=None)


def _has_note(known: Known, one: _Sent, met: int) -> bool:
    """Whether a note, or that there was none, is recorded in the week after an interview."""
    rows = known.rows.get(one.meant.item, ())
    return any(event in ("follow_up", "no_follow_up") and met <= day <= met + NOTE_DAYS for day, event, _ in rows)


def _has_begun(known: Known, one: _Sent) -> bool:
    """Whether the application had begun when a message was sent, and had not ended."""
    item, day = one.meant.item, day_number(one.message.when)
    return item < 0 or (not known.start(item) > day and known.alive(item, day))


def _to_me(known: Known, received: list[_Sent], answered: set[str], tally: Counter[str]) -> list[Proposal]:
    """Of what came from others: the first message of somebody who looks for people, where it is about a company of the log or was answered."""
    out: list[Proposal] = []
    seen: set[Person] = set()
    for one in sorted(received, key=lambda s: s.message.when):
        if one.other in seen:
            continue
        seen.add(one.other)
        message = one.message
        if not words.hires(words.plain(f"{message.subject} {message.content}")):
            continue
        if one.meant.company and _came_first(known, one):
            noted = known.has(one.meant, message.when, "approached", "reply")
            out.append(_proposal(known, "approached", one, "the first message from them", noted))
        elif one.contact and (one.noted or message.conversation in answered):
            noted = known.in_touch(one.contact, message.when)
            out.append(_proposal(known, "networking", one, "the first message from them", noted))
        elif not one.noted:
            tally["unanswered"] += 1
    return out


def _came_first(known: Known, one: _Sent) -> bool:
    """Whether nothing of the application is noted before the day of a message, and what is noted came within the month."""
    day = day_number(one.message.when)
    return one.meant.item >= 0 and day <= known.start(one.meant.item) <= day + 30


def _proposal(known: Known, event: str, one: _Sent, why: str, noted: bool = False) -> Proposal:
    """A proposal from a message; nothing of what it says is in it."""
    loose = event == "networking"
    meant = Meant() if loose else one.meant
    when = one.message.when.replace(second=0, microsecond=0)
    happened = Event(event, when, company=meant.company, role=meant.role, contact=one.contact)
    role = f" ({meant.role})" if meant.role else ""
    with_whom = one.contact or "somebody without a name"
    text = {
        "follow_up": f"Note to {with_whom}, {meant.company}{role}, {moment_text(when)}",
        "nudge": f"Asked {with_whom} for news, {meant.company}{role}, {moment_text(when)}",
        "approached": f"{with_whom} came to you with {meant.company}{role}, {moment_text(when)}",
        "networking": f"In touch with {with_whom}, {moment_text(when)}",
    }[event]
    if not loose and meant.item < 0 and len(meant.roles) > 1:
        text += f": for which role, {' or '.join(role or 'one without a role' for role in meant.roles[:4])}?"
    direction = "from" if why.startswith("the first") else "to"
    return Proposal(
        happened,
        f"{text}, noted already" if noted else text,
        f"LinkedIn, {moment_text(when)}, {direction} {shown(one.other.name) or 'somebody without a name'}: {why}",
        known=noted,
    )


def _left_out(known: Known, tally: Counter[str]) -> list[str]:
    """What was left out and why, in sentences."""
    first: date = to_date(known.first)
    said = (
        ("draft", "was a draft.", "were drafts."),
        ("spam", "was advertising.", "were advertising."),
        ("group", "went to several people at once.", "went to several people at once."),
        ("unanswered", "came from somebody you never answered.", "came from people you never answered."),
        ("ahead", "is later than the last day of this log.", "are later than the last day of this log."),
        (
            "before",
            f"is from before {day_text(first)}, when this log had not begun.",
            f"are from before {day_text(first)}, when this log had not begun.",
        ),
        ("broken", "could not be read.", "could not be read."),
    )
    return [f"{count(tally[key], 'message')} {one if tally[key] == 1 else many}" for key, one, many in said if tally[key]]
