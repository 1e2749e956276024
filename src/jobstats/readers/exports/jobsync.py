"""JobSync's download: one row for each job, whether and when it was applied for, and how it stands, since no known day."""

from __future__ import annotations

from jobstats.readers import one_row_each
from jobstats.readers.exports.cells import blanked
from jobstats.readers.header import Header
from jobstats.readers.read import Read
from jobstats.readers.sheet import Sheet

NAME = "JobSync"
COLUMNS = {
    "index": "ignore",
    "applied": "sent",
    "appliedDate": "date applied",
    "Company": "company",
    "JobTitle": "role",
    "JobSource": "source",
    "Status": "status",
}


def fits(header: Header) -> bool:
    """Whether and when, and the job's own columns."""
    return header.names("applied", "appliedDate", "Company", "JobTitle", "JobSource", "Status")


def read(sheet: Sheet) -> Read:
    """As a sheet of applications with a status; “No” says that nothing was sent."""
    sheet = blanked(sheet, COLUMNS, "n/a")
    no, dated = sheet.cells("sent").mask(lambda c: c.casefold() in ("no", "false")), ~sheet.blank("date applied")
    sheet.set_aside(no & ~dated, "sent", "never sent, so it is no application yet", "Nothing to mend")
    sheet.set_aside(no & dated, "sent", "not applied for, yet with a day of applying", "Write Yes, or take the day out")
    return one_row_each.read_as(sheet, NAME)
