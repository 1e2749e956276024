"""What a status says against the days beside it, and statuses of days still to come: what is only planned, or was called off, did not happen."""

from __future__ import annotations

import re

import numpy as np

from jobstats.readers.date_cells import one_day
from jobstats.readers.meanings import plain
from jobstats.readers.shapes.facts import MEETINGS, Facts
from jobstats.readers.sheet import Sheet
from jobstats.readers.statuses import Status, read_status

_TALK = r"(?:interview|talk|call|screen|meeting|onsite|gesprach|vorstellungsgesprach|entretien|entrevista|colloquio|gesprek)s?"
_OFF = r"(?:cancell?ed|called off|postponed|rescheduled|moved|declined|abgesagt|verschoben|annule|reporte|cancelad[oa]|annullato|rinviato|afgezegd|verzet)"
_CALLED_OFF = re.compile(
    rf"\b{_TALK} (?:was |is |got |has been |wurde |a ete )?{_OFF}\b|\b(?:cancelled|postponed|rescheduled|declined) (?:the |my )?{_TALK}\b"
    rf"|\b(?:before|without|w o|no|vor|ohne|avant|sans|sin|sem|senza|zonder) (?:the |my |an |any |dem |l )?{_TALK}\b|\bno show\b"
)
_DAYS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}\.?[ -]\w{3,9}\.?,?[ -]\d{4}|\w{3,9}\.? \d{1,2},? \d{4}")
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)?s?\b"
    r"|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|lundi|mardi|mercredi|jeudi|vendredi|samedi)\b"
)


def read_dated(cell: str, sheet: Sheet) -> Status:
    """A status; one that names a day still to come, or a weekday nobody can place, does not say that a meeting took place."""
    found = read_status(cell, sheet.asked.statuses)
    if found.how != "nearest" or not found.events or not {*found.events} <= {*MEETINGS}:
        return found
    days = [day.date() for day in map(one_day, _DAYS.findall(cell)) if day]
    ahead = bool(days) and min(days) > sheet.asked.as_of
    return Status((), "unknown") if ahead or (not days and _WEEKDAY.search(plain(cell))) else found


def called_off(sheet: Sheet, facts: Facts) -> None:
    """An interview that the status says did not take place is taken back, and told."""
    for meaning in [m for m in ("status", "outcome") if sheet.has(m)]:
        meant = [sheet.asked.statuses.get(plain(v), ()) for v in sheet.cells(meaning).values]
        said = [
            bool(_CALLED_OFF.search(plain(v))) and "interview" not in m for v, m in zip(sheet.cells(meaning).values, meant, strict=True)
        ]
        rows = np.array([*said, False], dtype=bool)[sheet.cells(meaning).codes]
        gone = facts.take_back("interview", rows) if rows.any() else rows
        why = "{n}: this does not say that the interview took place, so the day beside it is not counted"
        sheet.note(gone, meaning, why, "If it took place, write what came after it as the status, or interview")
