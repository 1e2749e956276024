"""A day, or a day with its hour, written as the other cells of a column write theirs. Knows nothing of what is dated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Final, TypeVar

T = TypeVar("T")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:(?P<gap>[T ])\d\d:\d\d(?P<seconds>:\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_PARTS: Final = re.compile(
    r"(?P<one>\d{1,4})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<three>\d{1,4})(?:,? +(?P<hour>\d{1,2}):\d\d(?::\d\d)?(?P<half> ?[AaPp]\.?[Mm]\.?)?)?"
)
#: So many cells, the last ones, say how a column is written.
_LAST: Final = 60


def like(cells: Sequence[str], when: date | datetime, month_first: bool = False) -> str:
    """`when` as these cells of one column are written; as ISO text where they show no way the kit can follow.

    month_first: whether 03/04/2026 is the fourth of March there. A date has no hour; a datetime is written to the minute.
    """
    known = [cell.strip() for cell in cells if cell.strip()][-_LAST:]
    iso = [found for cell in known if (found := _ISO.fullmatch(cell))]
    parts = [found for cell in known if not _ISO.fullmatch(cell) and (found := _PARTS.fullmatch(cell))]
    if len(parts) > len(iso):
        return _in_parts(parts, when, month_first)
    gap = _most((found["gap"] for found in iso if found["gap"]), "T")
    seconds = any(found["seconds"] for found in iso)
    day = f"{when:%Y-%m-%d}"
    return f"{day}{gap}{when:%H:%M}{':00' if seconds else ''}" if isinstance(when, datetime) else day


def _in_parts(found: Sequence[re.Match[str]], when: date | datetime, month_first: bool) -> str:
    """As numbers with a mark between: 09.03.2026, 3/9/26 2:05 PM."""
    mark = _most((f["mark"] for f in found), "/")
    mine = [f for f in found if f["mark"] == mark]
    year_first = _most((len(f["one"]) == 4 for f in mine), False)
    numbers = [n for f in mine for n in ((f["two"], f["three"]) if year_first else (f["one"], f["two"]))]
    two: Callable[[int], str] = (lambda n: f"{n:02}") if not any(len(n) == 1 for n in numbers) else str
    short = not year_first and all(len(f["three"]) == 2 for f in mine)
    year = f"{when.year % 100:02}" if short else f"{when.year:04}"
    day, month = two(when.day), two(when.month)
    order = (year, month, day) if year_first else (month, day, year) if month_first else (day, month, year)
    text = mark.join(order)
    if not isinstance(when, datetime):
        return text
    half = next((f["half"] for f in reversed(mine) if f["half"]), "")
    if not half:
        return f"{text} {when:%H:%M}"
    sign = ("am" if half.strip().islower() else "AM") if when.hour < 12 else ("pm" if half.strip().islower() else "PM")
    return f"{text} {when.hour % 12 or 12}:{when:%M}{' ' if half.startswith(' ') else ''}{sign}"


def _most(values: Iterable[T], none: T) -> T:
    """The most frequent of some values."""
    return next((value for value, _ in Counter(values).most_common(1)), none)
