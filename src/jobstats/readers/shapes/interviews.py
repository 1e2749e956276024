"""Interview 1 … n, each with its own column of days: date_interview1, date_interview2 …"""

from __future__ import annotations

import numpy as np

from jobstats.readers.header import NOTHING, Header
from jobstats.readers.shapes import several
from jobstats.readers.shapes.facts import Facts
from jobstats.readers.shapes.stage_dates import DONE, NOT, also, has_digit, without_days
from jobstats.readers.sheet import Sheet

COLUMNS = {f"interview {n} date": n for n in range(1, 10)}


def fits(header: Header) -> bool:
    """A numbered column of interviews."""
    return any(meaning in COLUMNS for meaning in header.place)


def read(sheet: Sheet, facts: Facts) -> None:
    """Each interview on its day, with its round."""
    for meaning in sorted((m for m in sheet.place if m in COLUMNS), key=COLUMNS.__getitem__):
        if not sheet.cells(meaning).mask(has_digit).any():
            without_days(sheet, facts, meaning, "interview")
            continue
        days = sheet.days(meaning)
        round_ = np.full(len(sheet), str(COLUMNS[meaning]), dtype=object)
        facts.happened("interview", days, np.ones(len(sheet), bool), round=round_)
        done = sheet.cells(meaning).mask(lambda c: c.casefold() in DONE)
        also(facts, done, "interview")
        read_ = several.interviews(sheet, facts, meaning)
        odd = (days.wrong != "") & ~done & ~read_ & ~sheet.cells(meaning).mask(lambda c: c.casefold() in NOTHING or c.casefold() in NOT)
        sheet.note_each(odd, meaning, days.wrong, days.mend)
