"""Huntr's full download: a card for each job, with the day it was added, the day it was last moved and the list it stands in."""

from __future__ import annotations

import numpy as np

from jobstats.errors import Problem, count
from jobstats.readers import one_row_each
from jobstats.readers.exports.cells import blanked, either, only
from jobstats.readers.header import Header
from jobstats.readers.read import Read
from jobstats.readers.sheet import Sheet
from jobstats.readers.statuses import read_event

NAME = "Huntr"
COLUMNS = {
    "id": "application",
    "createdAt": "created date",
    "title": "role",
    "lastMovedAt": "moved date",
    "listName": "status",
    "companyName": "company",
    "htmlDescription": "ignore",
    "creatorUserId": "ignore",
    "creatorUserFirstName": "ignore",
    "creatorUserLastName": "ignore",
    "creatorUserEmail": "ignore",
}


def fits(header: Header) -> bool:
    """The columns that say where a card stands and since when."""
    return header.names("createdAt", "title", "lastMovedAt", "boardName", "listName", "companyName")


def read(sheet: Sheet) -> Read:
    """A card in a list such as Applied was sent when it was moved there; one further on, when it was added, and was answered when it was moved."""
    sheet = blanked(sheet, COLUMNS, "-")
    why = "the card stands in no list, so nothing tells whether it was sent"
    sheet.set_aside(sheet.blank("status"), "status", why, "Write Applied, Interview, Rejected … as its list")
    created, moved = sheet.days("created date"), sheet.days("moved date")
    lists = sheet.cells("status")
    said = [read_event(cell, sheet.asked.statuses).events for cell in lists.values]
    sent = np.array([events == ("applied",) for events in said], dtype=bool)[lists.codes]
    further = np.array([not {"applied", "unsent"} & {*events} and len(events) > 0 for events in said], dtype=bool)[lists.codes]
    given = sheet.days("date applied") if sheet.has("date applied") else only(np.zeros(len(sheet), bool), created)
    worked_out = either(sent & ~np.isnat(moved.stamp), moved, created)
    sheet.give("date applied", either(~np.isnat(given.stamp), given, worked_out), "created date")
    if not sheet.has("response date"):
        sheet.give("response date", only(further, moved), "moved date")
    unsent = np.array([events == ("unsent",) for events in said], dtype=bool)[lists.codes]
    n = int((sheet.kept & ~unsent & np.isnat(given.stamp)).sum())
    if n:
        cards = "1 card counts" if n == 1 else f"{count(n, 'card')} count"
        why = (
            f"Huntr keeps no day of applying: {cards} from the day of the last move, in a list such as Applied, or from the day of being "
            "added, in a list further on; times until an answer are too long where a card waited on a wishlist"
        )
        sheet.told(Problem(0, "", "", why, "Add a column “date applied” with the day, where you know it"))
    return one_row_each.read_as(sheet, NAME)
