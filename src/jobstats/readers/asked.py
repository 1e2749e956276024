"""What the person said about a file when they called `js.load`: columns, statuses, dates, sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jobstats.errors import AskError
from jobstats.readers.meanings import MEANINGS, is_meaning, plain
from jobstats.readers.statuses import EVENTS_OR_NOT, STATUS_WORDS

#: What `dates=` may say; a year may stand beside it, for dates without one.
ORDERS = ("day-first", "month-first", "year-first", "excel-1900", "excel-1904", "unix")


@dataclass(frozen=True)
class Asked:
    """columns: header (as `plain`) → meaning. statuses: word (as `plain`) → events. order: one of ORDERS or "". year: 0 unless said.

    rule: spacing and most, as far as they are said (jobstats.spacing).
    """

    as_of: date
    columns: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""
    year: int = 0
    sheet: str = ""
    path: str = ""
    rule: Mapping[str, int] = field(default_factory=dict)


def asked(
    as_of: date,
    columns: Mapping[str, str] | None = None,
    statuses: Mapping[str, str] | None = None,
    dates: str | None = None,
    sheet: str | None = None,
    path: str = "",
) -> Asked:
    """The arguments of `js.load`, checked; AskError names what may be said."""
    order, year = _dates(dates)
    return Asked(as_of, _columns(columns or {}), _statuses(statuses or {}), order, year, str(sheet or ""), path)


def _columns(said: Mapping[str, str]) -> dict[str, str]:
    """{column of the file: meaning}; the other way round is understood where only that can be meant."""
    out = {}
    for written, meaning in said.items():
        pair = (written, meaning)
        if not is_meaning(meaning) and is_meaning(written):
            pair = (meaning, written)
        if not is_meaning(pair[1]):
            raise AskError(f"columns={{…}}: “{meaning}” is not a meaning the kit knows. It knows: {', '.join(MEANINGS)}.")
        out[plain(pair[0])] = pair[1]
    return out


def _statuses(said: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """{status of the file: event}; several events with “+” between."""
    out = {}
    for written, events in said.items():
        words = tuple(word.strip().replace("-", "_").replace(" ", "_") for word in str(events).split("+"))
        for word in words:
            if word not in EVENTS_OR_NOT:
                raise AskError(f"statuses={{…}}: “{word}” is not an event the kit knows. It knows: {', '.join(EVENTS_OR_NOT)}.")
        out[plain(written)] = words
    return out


def _dates(said: str | None) -> tuple[str, int]:
    """One of ORDERS, and a year where one is said."""
    order, year = "", 0
    for word in re.split(
        r"[,;\s]+", str(said or "").casefold().replace("_", "-").replace(" first", "-first").replace("excel ", "excel-").strip()
    ):
        if word in ORDERS:
            order = word
        elif word.isascii() and word.isdigit() and len(word) == 4:
            year = int(word)
        elif word:
            raise AskError(
                f"dates=“{said}” is not one the kit knows. It knows: {', '.join(ORDERS)}; and a year, as in “2025”, for dates without one."
            )
    return order, year


__all__ = ["ORDERS", "STATUS_WORDS", "Asked", "asked"]
