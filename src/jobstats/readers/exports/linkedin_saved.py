"""LinkedIn's archive, “Saved Jobs”: jobs put aside to look at; none of them is an application."""

from __future__ import annotations

import numpy as np

from jobstats.readers.header import Header
from jobstats.readers.read import Read
from jobstats.readers.sheet import Sheet

NAME = "LinkedIn, saved jobs"
COLUMNS = {"Saved Date": "saved date", "Company Name": "company", "Job Title": "role"}


def fits(header: Header) -> bool:
    """The day a job was saved, and nothing of an application."""
    return header.names("Saved Date", "Job Url", "Job Title", "Company Name") and not header.names("Application Date")


def read(sheet: Sheet) -> Read:
    """Every row is set aside."""
    why = "saved, never sent, so it is no application"
    sheet.set_aside(np.ones(len(sheet), bool), "saved date", why, "LinkedIn's applications stand in Job Applications.csv")
    return sheet.done(NAME)
