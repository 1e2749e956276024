"""One cell as a date: everything it can mean by itself, or why it means no day. Knows nothing of its column."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from jobstats.readers.calendar_words import DAYS, ENGLISH, FILLERS, LATER, MONTHS, NOTHING, WEEKDAYS, fold
from jobstats.readers.date_faults import MEND, NO_DAY, NO_TIME, fault_of, spoken, year_mend

_ZONE = (
    r"(?:\s*(?:\(?(?:z|utc|gmt|cet|cest|bst|est|edt|cst|cdt|mst|mdt|pst|pdt)(?![a-z])(?:[+-]\d{1,2}(?::?\d{2})?)?\)?"
    r"|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?(?![\d:./-]))(?:\s*[\[(][^\])]*[\])])?)"
)
_TIME = re.compile(
    r"(?:(?<=\d)t|(?<![\d:]))(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?![\d:])(?:\s*([ap])\.?\s?m(?![a-z])\.?)?" + f"({_ZONE})?"
)
_HOUR = re.compile(r"(?<![\d:/.-])(\d{1,2})()()\s*([ap])\.?m(?![a-z])\.?()")
_YMD = re.compile(r"(\d{4})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{1,2})\.?")
_NUMBERS = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{3,5}|\d{2})\.?")
_NO_YEAR = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\.?")
_BASIC = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(?:\d{2})?z?)?")
_COUNT = re.compile(r"([1-9](?:\d{4}|\d{9}|\d{12}))(?:[.,](\d+))?")
_NAMED = r"(?:(\d++)([\s./,'-]*))?(?:(\d++)([\s./,'-]*))?{}(?![a-z])([\s./,'-]*)(?:(\d++)([\s.,/'-]*))?(\d++)?\.?"
#: How or where somebody met, behind a day: it says nothing of the day. Any other word might.
_WHERES = """zoom teams ms meet google skype webex phone video call onsite on site in person online remote remotely by via at office hr with the
local time telefonisch vor ort presencial visio"""
_WHERE = frozenset(_WHERES.split())
_BEHIND = re.compile(r"(.*\d(?:\s?[ap]\.?m\.?)?)\s*[,;:|–-]?\s*[(\[]?\s*([a-z][a-z\s-]*)[)\]]?")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ere|eme|e|o|a|ste|de)(?![a-z])")
#: No date is longer; what is, is not looked at.
LONGEST = 200
_WORD = re.compile(r"[a-z]+")
_FULL = str.maketrans({**{chr(0xFF10 + n): str(n) for n in range(10)}, "\uff0d": "-", "\uff0f": "/", "\uff0e": ".", "\uff1a": ":"})
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63", "-"))
_SPACES = str.maketrans(
    {**dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
)


class Cell(NamedTuple):
    """What a cell can mean.

    kind: "blank", "wrong" (why, mend), "iso" | "dots" | "named" (day), "open" (day_first, month_first; year_first for years of two
    digits), "serial" | "unix" (number). minutes: of the day, -1 where none is written. marks: what was normalised in it.
    """

    kind: str
    day: date | None = None
    day_first: date | None = None
    month_first: date | None = None
    year_first: date | None = None
    number: float = 0.0
    minutes: int = -1
    zone: bool = False
    foreign: bool = False
    marks: tuple[str, ...] = ()
    why: str = ""
    mend: str = MEND


def read_cell(cell: str, year: int = 0, year_first: bool = False) -> Cell:
    """One cell. year: for dates without one. year_first: whether years of two digits come first."""
    text, marks = _plain(cell[:LONGEST])
    if text.replace(" ", "") in NOTHING:
        return Cell("blank")
    if text in LATER or not text.strip("?"):
        return _wrong(f"“{cell.strip()[:40]}” is no date")
    if len(cell) > LONGEST:
        return _wrong("not a date the kit can read")
    read = _number(text)
    if read is None:
        minutes, zone, rest = _time_of(text)
        read = _dated(rest, year, year_first)
        if read is None and (behind := _BEHIND.fullmatch(rest)) and set(behind[2].replace("-", " ").split()) <= _WHERE:
            read, marks = _dated(behind[1].strip(" ,;:|-–"), year, year_first), (*marks, "where")
        if read is None:
            return _wrong(*fault_of(text, cell.strip()))
        if minutes == -2 or (minutes >= 0 and read.why == NO_DAY):
            return _wrong(NO_TIME)
        if minutes >= 0:
            read = read._replace(minutes=minutes, zone=zone)
    return read._replace(marks=marks) if marks else read


def one_day(text: str) -> datetime | None:
    """The day or time of a text that can mean only one, as `as_of` is said; else None."""
    cell = read_cell(text)
    hour, minute = divmod(max(cell.minutes, 0), 60)
    return datetime.combine(cell.day, time(hour, minute)) if cell.day and 1970 <= cell.day.year <= 2100 else None


def _wrong(why: str, mend: str = MEND) -> Cell:
    return Cell("wrong", why=why, mend=mend)


def _plain(cell: str) -> tuple[str, tuple[str, ...]]:
    """The cell in small plain characters, and which kinds of odd ones it had."""
    text, marks = cell.strip(), []
    for kind, table in () if text.isascii() else (("digits", _FULL), ("hyphens", _HYPHENS), ("spaces", _SPACES)):
        new = text.translate(table)
        if new != text:
            marks.append(kind)
            text = new.strip()
    for kind, odd in (("quotes", '"“”„«»'), ("apostrophe", "'’‘`´")):
        new = text.strip(odd) if kind == "quotes" else text.lstrip(odd)
        if new != text:
            marks.append(kind)
            text = new.strip()
    return " ".join(fold(text).rstrip(",;").split()), tuple(marks)


def _number(text: str) -> Cell | None:
    """A cell that is digits alone: a day without separators, a spreadsheet's count of days, a Unix time."""
    basic = _BASIC.fullmatch(text)
    if basic is not None:
        y, m, d, hour, minute = basic.groups()
        day = _day(int(y), int(m), int(d))
        if day is None:
            return _wrong(NO_DAY)
        if hour is None:
            return Cell("iso", day)
        if int(hour) < 24 and int(minute) < 60:
            return Cell("iso", day, minutes=int(hour) * 60 + int(minute), zone=text.endswith("z"))
    found = _COUNT.fullmatch(text)
    if found is None:
        return None
    whole, part = found.groups()
    return Cell("serial" if len(whole) == 5 else "unix", number=float(f"{whole}.{part or 0}"))


def _time_of(text: str) -> tuple[int, bool, str]:
    """Minutes of the day (-1 none, -2 no such time), whether a zone stands there, and the text without them."""
    found = _TIME.search(text) or _HOUR.search(text)
    if found is None:
        return -1, False, text
    hour, minute, second, half = int(found[1]), int(found[2] or 0), int(found[3] or 0), found[4]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    good = hour < 24 and minute < 60 and second < 60 and not (half == "a" and hour > 12)
    rest = " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()).strip(" ,@-|")
    return hour * 60 + minute if good else -2, bool(found[5]), rest


@lru_cache(4096)
def _dated(text: str, year: int, year_first: bool) -> Cell | None:
    """The day a text without a time names; None if it names none in any way the kit knows."""
    read = _numeric(text, year, year_first)
    if read is not None:
        return read
    text = _ORDINAL.sub("", text)
    words = _WORD.findall(text)
    months = [w for w in words if w in MONTHS]
    weekdays = [w for w in words if w in WEEKDAYS and w not in MONTHS]
    if not weekdays and len(months) == 2 and "mar" in months:
        months.remove("mar")
        weekdays, text = ["mar"], re.sub(r"\bmar\b\.?", "", text, count=1)
    if len(months) > 1 or len(weekdays) > 1 or not set(words) <= {*months, *weekdays, *FILLERS}:
        return None
    text = _WORD.sub(lambda m: m[0] if m[0] in months else "", text)
    text = re.sub(r"\(\s*\.?\s*\)", "", text).strip(" ,-." if weekdays else " ")
    read = _named(text, months[0], year, year_first) if months else _numeric(text, year, year_first)
    if read is None or read.kind == "wrong":
        return read
    read = read._replace(foreign=any(w not in ENGLISH for w in months))
    return _on_weekday(read, WEEKDAYS[weekdays[0]]) if weekdays else read


def _numeric(text: str, year: int, year_first: bool) -> Cell | None:
    """A date of numbers alone."""
    found = _YMD.fullmatch(text)
    if found is not None:
        day = _day(int(found[1]), int(found[3]), int(found[4]))
        return Cell("iso", day) if day else _wrong(*_no_day(found[1], found[3], found[4]))
    found = _NUMBERS.fullmatch(text)
    if found is None:
        found = _NO_YEAR.fullmatch(text)
        if found is None:
            return None
        if not year:
            return _wrong("no year", year_mend())
    a, b, written = int(found[1]), int(found[3]), found[4] if found.re is _NUMBERS else str(year)
    if len(written) in (3, 5):
        return _wrong(f"the year {written} cannot be right")
    short = len(written) == 2
    y = int(written) + (2000 if short else 0)
    backwards = _day(2000 + a, b, int(written)) if short and found[2] != "." else None
    if short and year_first and found[2] != ".":
        return Cell("iso", backwards) if backwards else _wrong(NO_DAY)
    day_first = _day(y, b, a)
    if found[2] == ".":
        why = f"dates with dots are day first, and there is no month {b}" if b > 12 and _day(y, a, b) else NO_DAY
        return Cell("dots", day_first) if day_first else _wrong(why)
    month_first = _day(y, a, b)
    if not day_first and not month_first:
        return _wrong(NO_DAY)
    return Cell("open", day_first=day_first, month_first=month_first, year_first=backwards)


def _named(text: str, month: str, year: int, year_first: bool) -> Cell | None:
    """A date with the month's name: the numbers around it, by their places."""
    found = re.fullmatch(_NAMED.format(month), text)
    if found is None:
        return None
    first, gap, second, _, after, third, between, fourth = found.groups()
    before, behind = [n for n in (first, second) if n], [n for n in (third, fourth) if n]
    if len(before) == 2 or len(before) + len(behind) > 2:
        return None
    if len(before) == len(behind) == 1:
        if "-" in after and "-" not in (gap or "") and len(behind[0]) == 2:
            return None
        turned = len(before[0]) == 4 or (year_first and len(before[0]) == 2 and len(behind[0]) == 2)
        y, d = (before[0], behind[0]) if turned else (behind[0], before[0])
    elif len(behind) == 2:
        d, y = behind
        if "-" in (between or "") and "-" not in after and len(y) == 2:
            return None
    else:
        return _part(before, behind, after, MONTHS[month], year)
    if len(y) not in (2, 4):
        return _wrong(f"the year {y[:12]} cannot be right")
    day = _day(int(y) + (2000 if len(y) == 2 else 0), MONTHS[month], int(d[:4]))
    return Cell("named", day) if day else _wrong(NO_DAY)


def _part(before: list[str], behind: list[str], after: str, month: int, year: int) -> Cell:
    """A month's name with one number or none."""
    number = [*before, *behind]
    if not number or len(number[0]) == 4:
        return _wrong("no day" if number else "no day and no year")
    if behind and ("-" in after or "'" in after or int(number[0]) > 31):
        return _wrong("the day or the year is missing")
    if not year:
        return _wrong("no year", year_mend())
    day = _day(year, month, int(number[0][:4]))
    return Cell("named", day) if day else _wrong(NO_DAY)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _no_day(year: str, month: str, day: str) -> tuple[str, str]:
    """Why year-month-day is no day: the zeros that programs write where they know none, or simply none."""
    if int(year) == 0 or (int(year), int(day)) == (1900, 0):
        return f"“{year}-{month}-{day}” is what a program writes where it knows no day", MEND
    return NO_DAY, MEND


def _on_weekday(read: Cell, said: int) -> Cell:
    """The cell without the readings that its weekday denies."""
    readings = (read.day, read.day_first, read.month_first)
    kept = [d if d is not None and d.isoweekday() == said else None for d in readings]
    if any(kept):
        return read._replace(day=kept[0], day_first=kept[1], month_first=kept[2])
    day = next(d for d in readings if d is not None)
    return _wrong(f"{spoken(day)} is a {DAYS[day.isoweekday()]}, not a {DAYS[said]}")
