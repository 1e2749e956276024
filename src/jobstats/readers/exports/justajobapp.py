"""JustAJobApp's download: one row for each e-mail, with its sender and a label that says what it was."""

from __future__ import annotations

import numpy as np

from jobstats.readers import event_log
from jobstats.readers.exports.senders import company_of
from jobstats.readers.header import Header
from jobstats.readers.meanings import plain
from jobstats.readers.read import Read
from jobstats.readers.sheet import Sheet
from jobstats.readers.statuses import Status, read_event

NAME = "JustAJobApp"
COLUMNS = {
    "Date Received": "date",
    "Sender Name": "company",
    "Sender Email": "contact",
    "Subject": "note",
    "Status Label": "event",
}
#: What an e-mail of this label shows. An invitation is an answer; the interview itself comes later, on a day of its own.
LABELS = {
    "application confirmation": "applied",
    "rejection": "rejected",
    "availability request": "reply",
    "interview invitation": "reply",
    "assessment sent": "assessment",
    "did not apply inbound request": "approached",
    "hiring freeze notification": "closed",
    "withdrew application": "withdrawn",
    "offer made": "offer",
}


def fits(header: Header) -> bool:
    """An e-mail's columns, and the label."""
    return header.names("Date Received", "Sender Name", "Sender Email", "Subject", "Status Label")


def read(sheet: Sheet) -> Read:
    """One event for each e-mail; the company is read from its sender."""
    senders = zip(sheet.text("company"), sheet.cells("contact").text(), strict=True)
    company = np.array([*(company_of(name, address) for name, address in senders), ""], dtype=object)[:-1]
    why = "the sender's name and address do not tell the company"
    sheet.set_aside(company == "", "company", why, "Write the company's name there")
    sheet.replace("company", company)
    invited = sheet.cells("event").mask(lambda cell: plain(cell) == "interview invitation")
    why = "{n} of an interview invitation, read as an answer (reply): the day of the interview itself is not in it"
    sheet.note(invited, "event", why, "Add a row with the day of the interview, labelled interview", value=False)
    return event_log.read_as(sheet, NAME, lambda cell: _label(sheet, cell))


def _label(sheet: Sheet, cell: str) -> Status:
    """The event of a label: as the person said, as JustAJobApp means it, else as any word for an event."""
    event = LABELS.get(plain(cell))
    if event and plain(cell) not in sheet.asked.statuses:
        return Status((event,), "same")
    return read_event(cell, sheet.asked.statuses)
