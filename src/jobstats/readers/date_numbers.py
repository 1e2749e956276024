"""Dates that are numbers: days as Excel counts them, seconds as Unix does. Read where one reading is possible, else asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np

from jobstats.errors import LogError, count
from jobstats.readers.date_column import AHEAD, FIRST, Column
from jobstats.readers.date_faults import MEND, spoken

#: Day 0 of each way a spreadsheet counts; the first is off by the 29 February 1900 that Excel believes in.
EPOCHS = {"excel-1900": date(1899, 12, 30), "excel-1904": date(1904, 1, 1)}
_WORDS = {"excel-1900": "days since 1900, as Excel counts", "excel-1904": "days since 1904, as Excel on old Macs counts"}


def settle_numbers(col: Column, order: str = "") -> None:
    """Read the numbers of a column whose other dates are read already."""
    said = next((o for o in (col.asked.order, order) if o in (*EPOCHS, "unix")), "")
    _unix(col, said)
    serials = col.places("serial")
    if not serials:
        return
    if said == "unix":
        for i in serials:
            col.refuse(i, "a number, but not a Unix time", MEND)
    elif said:
        _take(col, serials, said)
        col.words.append(f"{_WORDS[said]}, as {'you said' if said == col.asked.order else 'this export writes'}")
    elif col.count(serials) < _dated_rows(col):
        _among_dates(col, serials)
    else:
        limit = col.asked.as_of + timedelta(days=366)
        if not all(_serial(col, i, "excel-1904")[0] > limit for i in serials):
            raise LogError(_question(col, serials[0]))
        _take(col, serials, "excel-1900")
        col.words.append(_WORDS["excel-1900"])
        many = count(col.count(serials), "number")
        why = f"{many} read as days since 1900, as Excel counts; as days since 1904 all would lie far ahead"
        col.note(serials, why, 'Nothing to mend; or say dates="excel-1904"')


def _serial(col: Column, place: int, epoch: str) -> tuple[date, int]:
    """The day and, if the number has a fraction, the minute of a spreadsheet's count."""
    number = col.odd[place].number
    minutes = round(number % 1 * 1440)
    day = EPOCHS[epoch] + timedelta(days=int(number) + minutes // 1440)
    return day, minutes % 1440 if number % 1 else -1


def _take(col: Column, places: list[int], epoch: str) -> None:
    for i in places:
        col.take(i, *_serial(col, i, epoch))


def _dated_rows(col: Column) -> int:
    """How many rows have been read as dates so far."""
    return int(col.rows[~np.isnat(col.stamp)].sum())


def _among_dates(col: Column, serials: list[int]) -> None:
    """A few numbers among dates: read where Excel's usual count falls between them and the other one does not."""
    days = col.stamp[~np.isnat(col.stamp) & (col.rows > 0)].astype("datetime64[D]")
    first, last = days.min().item(), days.max().item()
    read = []
    for i in serials:
        usual, old = _serial(col, i, "excel-1900"), _serial(col, i, "excel-1904")
        if first <= usual[0] <= last and not first <= old[0] <= last:
            col.take(i, *usual)
            read.append(i)
        else:
            why = f"a number among dates; as a spreadsheet counts days it would be {spoken(usual[0])} or {spoken(old[0])}"
            col.refuse(i, why, 'Write it as in 2026-03-09, or say dates="excel-1900" or dates="excel-1904"')
    if read:
        day = col.stamp[read[0]].astype("datetime64[D]").item()
        why = f"{count(col.count(read), 'number')} among dates; read as {spoken(day)}, as Excel counts days"
        col.note(read, why, "Write it as in 2026-03-09")
        col.words.append(_WORDS["excel-1900"])


def _unix(col: Column, said: str) -> None:
    """Seconds or milliseconds since 1970: read when asked, asked for when most dates are such, else wrong."""
    times = {i: _moment(col.odd[i].number) for i in col.places("unix")}
    for i in [i for i, when in times.items() if not FIRST <= when.year <= col.asked.as_of.year + AHEAD]:
        col.refuse(i, "a number, not a date", MEND)
        del times[i]
    if not times:
        return
    if said == "unix":
        for i, when in times.items():
            col.take(i, when.date())
        col.words.append("seconds since 1970, as Unix counts, as you said")
        why = f"{count(col.count(times), 'Unix time')} read as the day in UTC; the day where you were may be the one beside it"
        col.note(times, why, "Write your own day, as in 2026-03-09")
        return
    if said or col.count(times) < _dated_rows(col):
        for i, when in times.items():
            col.refuse(i, f"a number; as a Unix time it would be {spoken(when.date())}", 'Write it as in 2026-03-09, or say dates="unix"')
        return
    place, when = next(iter(times.items()))
    raise LogError(
        f"{col.shown(place)} looks like a Unix time, seconds since 1970: {spoken(when.date())} in UTC. "
        'If all such numbers of the file are, say so: dates="unix".'
    )


def _moment(number: float) -> datetime:
    """Seconds, or milliseconds if there are that many, as a time in UTC."""
    return datetime(1970, 1, 1) + timedelta(seconds=number / 1000 if number >= 1e12 else number)


def _question(col: Column, place: int) -> str:
    usual, old = (spoken(_serial(col, place, epoch)[0]) for epoch in EPOCHS)
    return (
        f"{col.shown(place)} is a day as a spreadsheet counts: {usual} (days since 1900) or {old} (since 1904, as on old Macs), "
        'and nothing in the file settles which. Say it once: dates="excel-1900" or dates="excel-1904".'
    )
