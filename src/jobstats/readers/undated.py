"""What an event log knows without a day: its column “undated”, and rows of applications of which no day is known at all."""

from __future__ import annotations

import re

import numpy as np

from jobstats.applications import fold
from jobstats.readers.coded import Coded, Mask
from jobstats.readers.dates import Days
from jobstats.readers.sheet import Sheet
from jobstats.vocabulary import OUTCOMES, STAGE_OF, UNKNOWN

MEANING = "undated"
WORDS = tuple(dict.fromkeys((*STAGE_OF, *OUTCOMES, UNKNOWN)))
_WORD = re.compile(r"[^\s,;+|]+")


def may_be_undated(sheet: Sheet, days: Days, event: Coded) -> Mask:
    """The rows that say of an application that it was sent, in a file with the column “undated”, and name no day."""
    if not sheet.has(MEANING):
        return np.zeros(len(sheet), dtype=bool)
    sent: Mask = np.isnat(days.stamp) & ~days.bad() & event.mask(lambda word: word == "applied")
    return sent


def read(sheet: Sheet, days: Days, none: Mask) -> Mask:
    """The column “undated”, and which of these rows are an application of their own; those of one that has days join it. Both are told."""
    if sheet.has(MEANING):
        _check(sheet)
    if not none.any():
        return none
    joined = _joined(sheet, days, none & sheet.kept)
    why = "{n} without a day: counted in how far applications got, not in when or how long anything took"
    sheet.note(none & ~joined, "date", why, "Write the day where you know it", value=False)
    why = "{n} without a day, of an application that has days elsewhere: counted as one with it"
    sheet.note(joined, "date", why, "Write the day where you know it", value=False)
    return none & ~joined


def _check(sheet: Sheet) -> None:
    """The words of each cell, in lower case, those that mean nothing here left out and told."""
    cells = sheet.cells(MEANING)
    found = [_WORD.findall(cell.casefold()) for cell in cells.values]
    odd = np.array([*(not set(words) <= set(WORDS) for words in found), False], dtype=bool)[cells.codes]
    why = "more than words for how far an application got; what else stands here counts nowhere"
    sheet.note_each(odd, MEANING, why, f"Write one or more of: {', '.join(WORDS)}")
    sheet.keep(MEANING, odd)
    said = [" ".join(word for word in words if word in WORDS) for words in found]
    sheet.replace(MEANING, np.array([*said, ""], dtype=object)[cells.codes])


def _joined(sheet: Sheet, days: Days, none: Mask) -> Mask:
    """Those whose application has a row with a day: what they say is said by that row from now on."""
    first: dict[tuple[str, ...], int] = {}
    keys = _keys(sheet)
    for i in np.flatnonzero(~np.isnat(days.stamp) & sheet.kept).tolist():
        first.setdefault(keys[i], i)
    out, said = np.zeros(len(sheet), bool), sheet.text(MEANING).copy()
    for i in np.flatnonzero(none).tolist():
        if keys[i] in first:
            out[i], at = True, first[keys[i]]
            said[at] = " ".join(dict.fromkeys([*said[at].split(), *said[i].split()]))
    sheet.replace(MEANING, said)
    return out


def _keys(sheet: Sheet) -> list[tuple[str, ...]]:
    """Which application each row names: by its id, else by company and role."""
    columns = (sheet.text(meaning).tolist() for meaning in ("application", "company", "role"))
    return [(fold(given),) if given else (fold(company), fold(role)) for given, company, role in zip(*columns, strict=True)]
