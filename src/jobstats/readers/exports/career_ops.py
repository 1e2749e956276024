"""career-ops' status log: tab-separated, without a header; each row a change of status, the application a number alone."""

from __future__ import annotations

import re

import numpy as np

from jobstats.readers import event_log
from jobstats.readers.coded import Coded
from jobstats.readers.exports.cells import rewritten
from jobstats.readers.header import Header
from jobstats.readers.meanings import plain
from jobstats.readers.read import Read
from jobstats.readers.sheet import Sheet
from jobstats.readers.statuses import Status, read_event, read_status

NAME = "career-ops"
HEADER = ["number", "date", "from", "to", "source", "note"]
#: “source” says what made the change, not where the job was found; it stays a column of the file.
COLUMNS = {"number": "application", "date": "date", "to": "event", "note": "note"}
#: Its words for a job that was weighed and not applied for.
UNSENT = frozenset({"evaluated", "skip", "discarded"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?")


def fits(header: Header) -> bool:
    """The header that `headless` gives."""
    return header.words == HEADER


def headless(rows: list[list[str]]) -> list[str] | None:
    """The header, if each of the first rows is a number, a day and two statuses, of which at least one is known."""
    for cells in rows:
        number, day, before, after = [*(c.strip() for c in cells), "", "", "", ""][:4]
        if not number.lstrip("#").isdigit() or not _DAY.fullmatch(day) or len(cells) > len(HEADER) or not _is_word(before, after):
            return None
    return HEADER if any(plain(r[3]) in UNSENT or read_status(r[3]).how in ("same", "synonym") for r in rows) else None


def read(sheet: Sheet) -> Read:
    """The status each row changes to, on its day; what was discarded after it was sent is withdrawn, or what the person says."""
    to, before = sheet.cells("event"), sheet.table.cells[sheet.words.index("from")]
    was_sent = before.mask(lambda cell: bool(plain(cell)) and _label(sheet, cell).events != ("unsent",))
    given_up = to.mask(lambda cell: plain(cell) == "discarded") & was_sent
    word = " ".join(sheet.asked.statuses.get("discarded", ("withdrawn",)))
    sheet = rewritten(sheet, COLUMNS, "event", Coded.of(np.where(given_up, word, to.text())))
    why = f"{{n}} discarded after it was sent, read as {word}"
    sheet.note(given_up, "event", why, 'If the job was filled or taken down: statuses={"Discarded": "closed"}', value=False)
    met = sheet.cells("event").mask(lambda cell: _label(sheet, cell).events == ("interview",))
    why = "{n} changed to an interview; the day of the change was read as the day of the interview"
    sheet.note(met, "event", why, "Write the day it took place, if that was another", value=False, fixed=False)
    return event_log.read_as(sheet, NAME, lambda cell: _label(sheet, cell))


def _is_word(*cells: str) -> bool:
    """Whether these may be statuses."""
    return bool(cells[-1]) and all(len(cell) <= 40 and not any(c.isdigit() for c in cell) for cell in cells)


def _label(sheet: Sheet, cell: str) -> Status:
    """A status of career-ops as an event; what was weighed and not sent is none."""
    if plain(cell) == "discarded" or (plain(cell) in UNSENT and plain(cell) not in sheet.asked.statuses):
        return Status(("unsent",), "same")
    found = read_event(cell, sheet.asked.statuses)
    return Status(found.events, "same") if found.how == "synonym" else found
