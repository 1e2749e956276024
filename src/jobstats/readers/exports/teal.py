"""Teal's “Download Data”: one row for each job, its status as JSON, the days it was added and applied for."""

from __future__ import annotations

import json
import re

from jobstats.errors import Problem, count
from jobstats.readers import one_row_each
from jobstats.readers.coded import Coded
from jobstats.readers.exports.cells import rewritten
from jobstats.readers.header import Header
from jobstats.readers.read import Read
from jobstats.readers.sheet import Sheet

NAME = "Teal"
COLUMNS = {
    "id": "application",
    "company_name": "company",
    "role": "role",
    "source": "source",
    "applied_at": "date applied",
    "status": "status",
    "statusName": "status name",
}
_NAME = re.compile(r"['\"]?name['\"]?\s*[:=]>?\s*['\"]([^'\"]+)")


def fits(header: Header) -> bool:
    """The columns Teal's days and status stand in."""
    return header.names("company_name", "role", "added_at", "applied_at", "updated_at", "status")


def read(sheet: Sheet) -> Read:
    """As a sheet of applications with a status; the day a job was added or changed is no day of anything that happened."""
    names = sheet.cells("status").each(name_in)
    spare = sheet.cells("status name").text()
    written = sheet.cells("status").text()
    status = Coded.of(a or b or c for a, b, c in zip(names, spare, written, strict=True))
    sheet = rewritten(sheet, COLUMNS, "status", status)
    _reminders(sheet)
    return one_row_each.read_as(sheet, NAME)


def name_in(cell: str) -> str:
    """The name a status holds, "" if the cell is no JSON with one."""
    try:
        said = json.loads(cell)
    except (ValueError, RecursionError):
        match = _NAME.search(cell)
        return match[1].strip() if match else ""
    name = said.get("name") if isinstance(said, dict) else said
    return name.strip() if isinstance(name, str) else ""


def _reminders(sheet: Sheet) -> None:
    """One note if days to follow up stand in the file."""
    if "follow up at" in sheet.words:
        place = sheet.words.index("follow up at")
        n = int(sheet.table.cells[place].mask(bool).sum())
        if n:
            why = f"{count(n, 'reminder')} to follow up: kept, but read as no note that was sent"
            mend = "Where you did send one, write it in a log of your own, as follow_up or nudge on its day"
            sheet.told(Problem(0, sheet.header[place], "", why, mend))
