"""Simplify's download, older and newer: one row for each application, with a status and the day it last changed."""

from __future__ import annotations

import numpy as np

from jobstats.readers import one_row_each
from jobstats.readers.coded import Coded
from jobstats.readers.exports.cells import blanked, rewritten
from jobstats.readers.header import Header
from jobstats.readers.read import Read
from jobstats.readers.sheet import Sheet

NAME = "Simplify"
COLUMNS = {
    "Job Title": "role",
    "Company Name": "company",
    "Applied Date": "date applied",
    "Status": "status",
    "Status Date": "response date",
    "Notes": "note",
}


def fits(header: Header) -> bool:
    """The columns older and newer downloads share."""
    return header.names("Job Title", "Company Name", "Applied Date", "Status", "Status Date", "Archived", "Date Archived")


def read(sheet: Sheet) -> Read:
    """As a sheet of applications with a response date; the day a status became APPLIED is none, and a card in the archive is no outcome."""
    sheet = blanked(sheet, COLUMNS, "n/a")
    silent = np.array([not s.events for s in sheet.said("status")], dtype=bool)[sheet.cells("status").codes]
    answered = np.where(silent, "", sheet.cells("response date").text())
    return one_row_each.read_as(rewritten(sheet, COLUMNS, "response date", Coded.of(answered)), NAME)
