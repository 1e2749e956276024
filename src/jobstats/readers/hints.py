"""What a sheet of applications holds that is none: headings between the rows, totals below them, days nobody said of what, no company."""

from __future__ import annotations

import json
import re

from jobstats.errors import Problem
from jobstats.readers.calendar_words import MONTHS
from jobstats.readers.coded import Mask
from jobstats.readers.meanings import plain
from jobstats.readers.sheet import Sheet

_TOTAL = re.compile(
    r"(?:grand |sub ?)?(?:total|sum|summe|gesamt|insgesamt|anzahl|count|average|avg|mean|response rate|rejection rate|interview rate|totale|totaal|suma)"
    r"(?: applications?| applied| sent| jobs?| interviews?| rejections?| offers?| bewerbungen| candidatures| of .*)?(?: \d+)?"
)
_PERIOD = re.compile(r"(?:week|kw|woche|semaine|semana|settimana|month|monat|q|quarter)(?: of)?(?: ?\d.*)?")
_NUMBER = frozenset("0123456789.,%-: ")
_DAY = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}.*|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*|\d{1,2}\.?[ -][^\W\d]{3,9}\.?,?[ -]\d{2,4}|[^\W\d]{3,9}\.? \d{1,2},? \d{4}.*"
)
#: Days of the advertisement, of the list itself, or still to come, by a word in the name above them: nothing that happened to an application.
_NOT_MEANT = re.compile(
    r"\b(?:deadline|due|clos(?:e|es|ing)|expir\w*|posted|posting|listed|published|added|saved|found|created|edited|updated?|modified|activity|last|"
    r"next|expected|planned|remind\w*|by|start|until|archived|frist|veroffentlicht|gefunden|geandert|erinnerung|date limite|limite|publi\w*|scadenza)\b"
)


def not_applications(sheet: Sheet) -> Mask:
    """The rows that are a heading (March, Week 12) or a total: nothing but a word for one, and at most numbers beside it."""
    out = sheet.cells("company").mask(_is_heading)
    for i, cells in enumerate(sheet.table.cells):
        if out.any() and i != sheet.place.get("company"):
            out &= cells.mask(lambda c: set(c) <= _NUMBER and not _DAY.fullmatch(c))
    return out


def _is_heading(cell: str) -> bool:
    words = plain(cell)
    month, _, year = words.partition(" ")
    return bool(_TOTAL.fullmatch(words) or _PERIOD.fullmatch(words)) or (month in MONTHS and (not year or year.isdigit()))


def unread_days(sheet: Sheet) -> None:
    """One note for all columns of days of which the kit does not know what happened on them."""
    known = {i for meaning, i in sheet.place.items() if sheet.used(meaning)}
    found = [i for i, cells in enumerate(sheet.table.cells) if i not in known and sheet.header[i] and are_days(cells.values[:100])]
    found = [i for i in found if not _NOT_MEANT.search(plain(sheet.header[i])) and sheet.how.get(i, ("", ""))[0] != "ignore"]
    if found:
        names = ", ".join(f"“{sheet.header[i]}”" for i in found)
        why = f"the days of {names} count nowhere: the kit does not know what happened on them"
        say = f'columns={{{json.dumps(sheet.header[found[0]], ensure_ascii=False)}: "interview date"}}'
        mend = f"If something did, say what: {say} (or screen date, offer date, rejected date, response date …)"
        sheet.told(Problem(sheet.table.how.header_line, "", "", why, mend))


def are_days(values: list[str]) -> bool:
    """Whether most of these cells look like days."""
    there = [v for v in values if v]
    return bool(there) and sum(bool(_DAY.fullmatch(v.strip())) for v in there) > len(there) / 2


def no_company(sheet: Sheet) -> None:
    """That the sheet names no company."""
    if not sheet.has("company") and len(sheet):
        mend = 'If a column holds it, say so: columns={"…": "company"}'
        sheet.told(Problem(sheet.table.how.header_line, "", "", "no column names the company; all applications stand without one", mend))
