"""Dates as the kit's own format writes them: ISO, with the time of day where it is known. A day is not midnight."""

from __future__ import annotations

import re
from datetime import datetime

import pandas as pd

from jobstats.errors import Problem, count

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?")
_FIRST, _LAST = 1970, 2100


def read_dates(cells: pd.Series, lines: pd.Series, column: str) -> tuple[pd.Series, pd.Series, list[Problem], list[Problem]]:
    """Timestamps (NaT where unusable), their precision ("day" or "minute"), problems and notes.

    Blank cells give NaT and no problem. A zone is dropped and noted: times are the person's local time as written.
    """
    found: dict[str, tuple[datetime | None, str, str]] = {cell: read_cell(cell) for cell in cells.unique()}
    stamps = pd.to_datetime(pd.Series([found[c][0] for c in cells], index=cells.index, dtype="datetime64[s]"))
    precision = pd.Series([found[c][1] for c in cells], index=cells.index, dtype=object)
    problems, notes = [], []
    for cell, line in zip(cells, lines, strict=True):
        stamp, _, said = found[cell]
        if stamp is None and cell.strip():
            problems.append(
                Problem(int(line), column, cell.strip()[:40], said, "Write it as in 2026-03-09, or 2026-03-09T14:30 with the time of day")
            )
    zoned = [(cell, line) for cell, line in zip(cells, lines, strict=True) if found[cell][2] == "zone"]
    if zoned:
        why = f"{count(len(zoned), 'time')} {'carries' if len(zoned) == 1 else 'carry'} a time zone; read as local time, as written"
        notes.append(Problem(int(zoned[0][1]), column, zoned[0][0], why, "Write your own local time"))
    midnight = _only_midnights(cells, lines, column, found)
    if midnight:
        precision = precision.replace("minute", "day")
    return stamps, precision, problems, [*notes, *midnight]


def _only_midnights(cells: pd.Series, lines: pd.Series, column: str, found: dict[str, tuple[datetime | None, str, str]]) -> list[Problem]:
    """One note if every date of the column carries the time 00:00, as exports of bare days do; else nothing."""
    read = [(stamp, precision) for stamp, precision, _ in found.values() if stamp is not None]
    if not read or any(precision == "day" or (stamp.hour, stamp.minute) != (0, 0) for stamp, precision in read):
        return []
    cell, line = next((cell, line) for cell, line in zip(cells, lines, strict=True) if found[cell][0] is not None)
    why = "every time of day is 00:00, so they were read as days without an hour"
    return [Problem(int(line), column, cell.strip()[:40], why, "Write the time of day, as in 2026-03-09T14:30, where you know it")]


def read_cell(cell: str) -> tuple[datetime | None, str, str]:
    """One cell: its time, its precision, and what is wrong or worth telling."""
    match = _ISO.fullmatch(cell.strip())
    if match is None:
        return None, "", "not a date the kit can read"
    year, month, day, hour, minute, zone = match.groups()
    try:
        stamp = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0))
    except ValueError:
        return None, "", "there is no such day" if hour is None else "there is no such day or time"
    if not _FIRST <= stamp.year <= _LAST:
        return None, "", f"the year {stamp.year} cannot be right"
    return stamp, "minute" if hour else "day", "zone" if zone else ""
