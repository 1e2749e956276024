"""LinkedIn's messages.csv as messages: who wrote to whom and when, and whose archive it is. Knows no log."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from jobstats.archives.proposal import as_local
from jobstats.errors import LogError
from jobstats.readers.text import meant, text_of

_LONGEST, _MOST = 100_000, 100_000
_NEEDED = ("FROM", "TO", "DATE", "CONTENT")
#: As much of a message is looked at: who is meant, and what is asked, stands at its beginning.
_READ = 2_000
_ISO = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?", re.ASCII)
_FORMS = ("%Y/%m/%d %H:%M:%S", "%m/%d/%y, %I:%M %p")
_SPAM = ("SPAM", "JUNK")
_YES = ("YES", "TRUE", "1", "Y")
#: How advertising begins that LinkedIn puts among the messages.
_ADVERTISING = '<p class="spinmail'


@dataclass(frozen=True)
class Person:
    """Somebody who writes or is written to: told apart by the address of their profile, by their name where there is none."""

    key: str
    name: str = field(compare=False)


@dataclass(frozen=True)
class Message:
    """One message; when: the hour here."""

    conversation: str
    title: str
    sender: Person
    to: tuple[Person, ...]
    when: datetime
    subject: str = field(repr=False)
    content: str = field(repr=False)


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(200 * 2**20)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def read(files: list[bytes], tally: Counter[str]) -> list[Message]:
    """The messages of these files, each once; what is left out is counted. LogError where the columns are others."""
    found: dict[Message, None] = {}
    for data in files:
        text = text_of(data).text
        separator = max(",;\t", key=text[:2000].partition("\n")[0].count)
        with _long_cells():
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            columns = _header(rows)
            for number, cells in enumerate(rows):
                if number >= _MOST:
                    raise LogError(f"There are more than {_MOST:,} messages, and no search has as many. Give LinkedIn’s file as it came.")
                if any(cell.strip() for cell in cells) and (message := _message(cells, columns, tally)):
                    found[message] = None
    return list(found)


def _header(rows: Iterator[list[str]]) -> dict[str, int]:
    """The place of each column by its name."""
    for _, cells in zip(range(10), rows, strict=False):
        columns = {" ".join(cell.split()).upper(): place for place, cell in reversed(list(enumerate(cells)))}
        if all(need in columns for need in _NEEDED):
            return columns
    raise LogError(
        f"This file has not the columns of LinkedIn’s messages ({', '.join(_NEEDED)}). Give the messages.csv of the archive as it came."
    )


def _message(cells: list[str], columns: dict[str, int], tally: Counter[str]) -> Message | None:
    """One row as a message; None, and counted, for drafts, advertising and what cannot be read."""

    def cell(name: str) -> str:
        place = columns.get(name, len(cells))
        text = cells[place].strip()[:_READ] if place < len(cells) else ""
        return meant(text) or text

    when = _when(cell("DATE"))
    why = ""
    if when is None or max(map(len, cells)) > _LONGEST:
        why = "broken"
    elif cell("IS MESSAGE DRAFT").upper() in _YES or cell("IS CONVERSATION DRAFT").upper() in _YES:
        why = "draft"
    elif cell("FOLDER").upper() in _SPAM or cell("CONTENT").startswith(_ADVERTISING):
        why = "spam"
    if why or when is None:
        tally[why] += 1
        return None
    sender = _person(cell("FROM"), cell("SENDER PROFILE URL"))
    to = _recipients(cell("TO"), cell("RECIPIENT PROFILE URLS"))
    if not sender.key:
        tally["broken"] += 1
        return None
    talk = cell("CONVERSATION ID") or "\n".join(sorted({sender.key, *(p.key for p in to)}))
    return Message(talk, cell("CONVERSATION TITLE"), sender, to, when, cell("SUBJECT"), cell("CONTENT"))


def _person(name: str, address: str) -> Person:
    slug = re.sub(r"^(?:https?://)?(?:[a-z]+\.)?linkedin\.com", "", address.strip().casefold()).rstrip("/")
    return Person(slug or " ".join(name.casefold().split()), " ".join(name.split()))


def _recipients(names: str, addresses: str) -> tuple[Person, ...]:
    """Those a message went to. Names are joined by commas and may hold some; the addresses, where there are any, say how many there are."""
    each = [a for a in (part.strip() for part in addresses.split(",")) if a]
    if len(each) == 1 or (not each and ", " not in names):
        return (_person(names, each[0] if each else ""),) if names or each else ()
    parts = [part.strip() for part in names.split(",") if part.strip()]
    if each and len(parts) == len(each):
        return tuple(_person(name, address) for name, address in zip(parts, each, strict=True))
    if each:
        return tuple(_person("", address) for address in each)
    return tuple(_person(name, "") for name in parts)


def _when(text: str) -> datetime | None:
    """A date of LinkedIn's, which is in UTC, as the hour here."""
    bare = re.sub(r"\s*(?:UTC|GMT|Z|\+00:?00)$", "", text.replace("\u202f", " ").strip())
    for form in _FORMS if not _ISO.fullmatch(bare) else ("",):
        try:
            found = datetime.strptime(bare, form) if form else datetime.fromisoformat(bare)
        except ValueError:
            continue
        return as_local(found.replace(tzinfo=UTC)) if 1990 < found.year < 2200 else None
    return None


def owner_of(messages: list[Message]) -> tuple[Person | None, str]:
    """Whose archive it is: who is in more conversations than anybody else; and why it cannot be told."""
    talks: dict[Person, set[str]] = {}
    for message in messages:
        for person in (message.sender, *message.to):
            talks.setdefault(person, set()).add(message.conversation)
    if not talks:
        return None, ""
    most = sorted(talks, key=lambda person: len(talks[person]), reverse=True)
    if len(most) == 1 or len(talks[most[0]]) > len(talks[most[1]]):
        return most[0], ""
    return None, (
        f"It cannot be told which of {most[0].name or 'one'} and {most[1].name or 'the other'} is you, so no message was looked at: "
        "give all of messages.csv as LinkedIn sent it."
    )
