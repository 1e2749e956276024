"""ai-job-search's tracker: one row for each application, with a free status and what was done about it in the notes."""

from __future__ import annotations

import re

import numpy as np

from jobstats.readers import one_row_each
from jobstats.readers.coded import Coded
from jobstats.readers.dates import read_days
from jobstats.readers.header import Header
from jobstats.readers.read import Read
from jobstats.readers.shapes.facts import Facts
from jobstats.readers.shapes.follow_ups import before
from jobstats.readers.sheet import Sheet

NAME = "ai-job-search"
COLUMNS = {
    "date": "date applied",
    "company": "company",
    "role": "role",
    "channel": "source",
    "status": "status",
    "contact_person": "contact",
    "notes": "note",
}
_DAY = r"\d{4}-\d{1,2}-\d{1,2}"
_FOLLOWED = re.compile(
    rf"(?<!\bbe )(?<!\bnot )(?<!\bnever )\bfollowed[ -]?up\b[^\d.;\n]{{0,30}}({_DAY}(?:\s*(?:,|and|&|\+|,\s*and)\s*{_DAY})*)", re.IGNORECASE
)


def fits(header: Header) -> bool:
    """The tracker's own columns."""
    return header.names("date", "company", "role", "role_type", "channel", "status", "fit_rating", "cv_file")


def read(sheet: Sheet) -> Read:
    """As a sheet of applications with a status; each “followed up 2026-03-09” in the notes is a row's own doing on that day."""
    return one_row_each.read_as(sheet, NAME, _followed_up)


def _followed_up(sheet: Sheet, facts: Facts) -> None:
    """Asking how things stand, or the note after an interview where one is dated before it."""
    notes = sheet.cells("note")
    found = [[day for match in _FOLLOWED.finditer(cell) for day in re.findall(_DAY, match[1])] for cell in notes.values]
    for k in range(max(map(len, found), default=0)):
        written = np.array([*(days[k] if k < len(days) else "" for days in found), ""], dtype=object)[notes.codes]
        days = read_days(Coded.of(written), sheet.lines, sheet.title("note"), sheet.asked, "year-first")
        met = before(sheet, days)
        facts.happened("follow_up", days, met)
        facts.happened("nudge", days, ~met)
        sheet.note_each(days.wrong != "", "note", days.wrong, days.mend)
