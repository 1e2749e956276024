"""Why a cell is no day, said in particular; and the sentences dates are spoken of in."""

from __future__ import annotations

import re
from datetime import date

from jobstats.readers.calendar_words import MONTH_NAMES, RELATIVE, WEEKDAYS

MEND = "Write it as in 2026-03-09, or 2026-03-09T14:30 with the time of day"
NO_DAY = "there is no such day"
NO_TIME = "there is no such day or time"
#: Days that programs write where they know none.
PLACEHOLDERS = frozenset(
    [date(1, 1, 1), date(1753, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1904, 1, 1), date(1970, 1, 1)]
)
_ANY = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}\.? ?[a-z]{3,9}\.? ?\d{4}|[a-z]{3,9}\.? ?\d{1,2},? ?\d{4}"
)
_BETWEEN = re.compile(r"\W*(?:-+|–|>|to|bis|until|till|through|a|al|au|ate|tot|t/m)\W*")
_SPAN = re.compile(
    r"\d{1,2}\.?\s*(?:-|–|to|bis|until|a|al|au|tot|&|and|und|et|y|e|\+)\s*\d{1,2}(?:\D|$)|[a-z]{3,9}\.? \d{1,2} ?- ?\d{1,2}(?:,? \d{4})?$"
)


def year_mend() -> str:
    """What to do about a date without its year."""
    return 'Write the year too, as in 2026-03-09, or say the year of all dates without one, as in dates="2026" (with an order: dates="month-first, 2026")'


def spoken(day: date, like: date | None = None) -> str:
    """A day as it is read aloud: 4 March 2026; without the year if `like` is in the same one."""
    month = MONTH_NAMES[day.month]
    return f"{day.day} {month}" if like is not None and like.year == day.year else f"{day.day} {month} {day.year}"


def fault_of(text: str, cell: str) -> tuple[str, str]:
    """What is wrong with a cell that is no date in any way, and the mend. text: the cell in plain small letters."""
    words = re.findall(r"[a-z]+", text)
    found = list(_ANY.finditer(text))
    if not text.strip("#"):
        return "the spreadsheet's column was too narrow to show the date, and it was lost", "Widen the column and save the file again"
    if len(found) > 1:
        joined = _BETWEEN.fullmatch(text[found[0].end() : found[1].start()])
        return ("a range of days" if joined else "two dates in one cell"), "Write the one day on which it happened, as in 2026-03-09"
    if any(w in RELATIVE for w in words) or (words and all(w in WEEKDAYS for w in words) and not re.search(r"\d", text)):
        return f"“{cell[:40]}” is no day of the calendar", "Write the day itself, as in 2026-03-09"
    if len(re.findall(r"\d{1,2}:\d{2}", text)) > 1:
        return "two times of day in one cell", "Write the one at which it began, as in 2026-03-09T14:30"
    if re.fullmatch(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?", text):
        return "a time of day without its day", MEND
    if re.fullmatch(r"\d+(?:[.,]\d+)?e\+?\d+", text):
        return "the spreadsheet shortened a number, and the day was lost", "Show the column as a date there and save the file again"
    if not text.strip("0/-. :"):
        return f"“{text[:20]}” is what a program writes where it knows no day", MEND
    if _SPAN.match(text) and (words or re.search(r"\d{2,4}$", text)):
        return "a range of days", "Write the one day on which it happened, as in 2026-03-09"
    if re.fullmatch(r"\d{4}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{4}", text):
        return "no day", MEND
    if re.fullmatch(r"(?:19|20)\d{2}", text):
        return "a year without month and day", MEND
    if re.fullmatch(r"\d{1,4}[-/.]\d{3,8}|\d{3,8}[-/.]\d{1,4}", text):
        return "a part of the date or a separator is missing", MEND
    if re.fullmatch(r"[\d.,]+", text):
        return "a number, not a date", MEND
    return "not a date the kit can read", MEND
