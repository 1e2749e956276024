"""A table's cells, which are text, as numbers, shares and days for a workbook. Never loses a sign of what the text says.

A column is typed as a whole or not at all: every cell has to be of one kind, or one of the few words that stand for a number
which cannot be told (see `is_word`). What a kind reads must give back the very text it was read from, or it does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jobstats.log import day_text

DAY = "[$-409]d mmm yyyy"
#: The day a workbook can count from without a doubt: Excel takes 1900 for a leap year.
_FIRST = date(1900, 3, 1)
_NUMBER = r"[+−]?\d{1,15}(?:\.\d{1,6})?"
_WORDS = re.compile(r"–?|<\d+|(?:under|over) \d+[\u00a0 ]%|not reached yet|not told|… and \d+ .*", re.ASCII)
_SHARE = re.compile(r"(\d{1,3})\u00a0%", re.ASCII)
_SHARES = re.compile(r"(\d{1,3})–(\d{1,3})\u00a0%", re.ASCII)
_FROM_TO = re.compile(rf"({_NUMBER}) to ({_NUMBER})", re.ASCII)
_COUNTS = re.compile(r"(<?\d{1,15}) of (\d{1,15})", re.ASCII)
_COUNTS_IN = re.compile(r"(<?\d{1,15}) of (\d{1,15})(?: \((\d{1,3})–(\d{1,3})\u00a0%\))?", re.ASCII)


@dataclass(frozen=True)
class Cell:
    """What a workbook's cell holds, and the number format that shows it as the panel does ("" for text)."""

    value: str | int | float | date
    form: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the workbook: its title, its cells; typed: whether they are numbers or days, or words in the place of such."""

    title: str
    cells: tuple[Cell, ...]
    typed: bool


def columns_of(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """The table's columns, each as one or, for ranges and “k of n”, as several.

    The first column names the rows: it stays text, unless it holds days, or is called Day and counts them.
    """
    out: list[Column] = []
    for i, title in enumerate(titles):
        cells = [str(row[i]) for row in rows]
        kinds = _KINDS if i else [_DAYS, *([_PLAIN] if title == "Day" else [])]
        out += next((typed for kind in kinds if (typed := kind.columns(title, cells))), [_as_text(title, cells)])
    return out


def is_word(cell: str) -> bool:
    """Whether a cell says that its number cannot be told: nothing, “–”, “<5”, “under 13 %”, “not reached yet”, “not told”, “… and 12 more”."""
    return _WORDS.fullmatch(cell) is not None


def _as_text(title: str, cells: Sequence[str]) -> Column:
    return Column(title, tuple(Cell(c) for c in cells), bool(cells) and all(c and is_word(c) for c in cells))


@dataclass(frozen=True)
class _Kind:
    """One kind of cell: the titles of its columns after the table's own, and how a cell is read (None where it is not of this kind)."""

    tails: tuple[str, ...]
    read: Callable[[str], tuple[Cell, ...] | None]

    def columns(self, title: str, cells: Sequence[str]) -> list[Column]:
        """The columns of cells that are all of this kind or words; none where one is not, or where all are words."""
        parts = [(Cell(c),) * len(self.tails) if is_word(c) else self.read(c) for c in cells]
        if all(is_word(c) for c in cells) or any(p is None for p in parts):
            return []
        found = [p for p in parts if p is not None]
        return [Column(f"{title}{tail}", tuple(p[i] for p in found), True) for i, tail in enumerate(self.tails)]


def _number(text: str) -> Cell | None:
    """A number as it is written, its sign and its decimals in the format: −0.7, +3, 12."""
    if not re.fullmatch(_NUMBER, text, re.ASCII):
        return None
    sign, digits = (text[0], text[1:]) if text[0] in "+−" else ("", text)
    whole, _, decimals = digits.partition(".")
    if str(int(whole)) != whole or len(whole) + len(decimals) > 15:  # “007” is a name
        return None
    value = float(digits) if decimals else int(digits)
    shown = f"0.{'0' * len(decimals)}" if decimals else "0"
    if not sign:
        return Cell(value, shown)
    if not value:
        return Cell(value, f'"{sign}"{shown}')
    return Cell(-value if sign == "−" else value, f'"+"{shown};"−"{shown}' if sign == "+" else f'{shown};"−"{shown}')


def _percent(text: str) -> Cell | None:
    """A whole number of per cent as a share: 19 is .19."""
    return Cell(int(text) / 100, '0"\u00a0"%') if str(int(text)) == text else None


def _whole(text: str) -> Cell | None:
    return Cell(text) if text.startswith("<") else _number(text)


def _reading(form: re.Pattern[str], *parts: Callable[[str], Cell | None]) -> Callable[[str], tuple[Cell, ...] | None]:
    """Reads a text of this form, each of its groups by its own part; a group that is not there stays empty."""

    def read(text: str) -> tuple[Cell, ...] | None:
        found = form.fullmatch(text)
        cells = [part(group) if group else Cell("") for part, group in zip(parts, found.groups(), strict=True)] if found else [None]
        return tuple(c for c in cells if c is not None) if None not in cells else None

    return read


def _day(text: str) -> tuple[Cell, ...] | None:
    """A calendar day: 14 May 2026."""
    try:
        day = datetime.strptime(text, "%d %b %Y").date()
    except ValueError:
        return None
    return (Cell(day, DAY),) if day >= _FIRST and day_text(day) == text else None


_DAYS = _Kind(("",), _day)
_PLAIN = _Kind(("",), _reading(re.compile(f"({_NUMBER})", re.ASCII), _number))
_RANGE, _OUT_OF = (" low", " high"), (": k", ": n")
_KINDS = (
    _PLAIN,
    _Kind(("",), _reading(_SHARE, _percent)),
    _Kind(_RANGE, _reading(_SHARES, _percent, _percent)),
    _Kind(_RANGE, _reading(_FROM_TO, _number, _number)),
    _Kind(_OUT_OF, _reading(_COUNTS, _whole, _number)),
    _Kind((*_OUT_OF, *_RANGE), _reading(_COUNTS_IN, _whole, _number, _percent, _percent)),
    _DAYS,
)
