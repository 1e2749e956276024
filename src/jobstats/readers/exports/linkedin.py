"""LinkedIn's archive, “Job Applications”: what was sent through LinkedIn and when; nothing of what came of it."""

from __future__ import annotations

from jobstats.errors import Problem, count
from jobstats.readers import one_row_each
from jobstats.readers.header import Header
from jobstats.readers.read import Read
from jobstats.readers.sheet import Sheet

NAME = "LinkedIn, job applications"
COLUMNS = {
    "Application Date": "date applied",
    "Company Name": "company",
    "Job Title": "role",
    "Contact Email": "ignore",
    "Contact Phone Number": "ignore",
    "Question And Answers": "ignore",
}


def fits(header: Header) -> bool:
    """The columns of an archive; the answers, which are never loaded, may be missing."""
    return header.names("Application Date", "Contact Email", "Company Name", "Job Title", "Job Url", "Resume Name")


def read(sheet: Sheet) -> Read:
    """Each row an application that was sent; its dates are month first, whatever the member's country."""
    sheet.days("date applied", "month-first")
    if len(sheet) and not sheet.has("status"):
        why = f"LinkedIn keeps no status: {count(len(sheet), 'row')} {'says' if len(sheet) == 1 else 'say'} what was sent, and nothing of what came of it"
        sheet.told(
            Problem(0, "", "", why, "Unpack the archive, and add a column Status to its “Job Applications.csv”, with what came of each")
        )
    return one_row_each.read_as(sheet, NAME)
