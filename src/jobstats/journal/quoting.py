"""How cells are written: what may stand in one, and which of them this file puts in quotes. Knows no bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jobstats.journal.grid import Token
from jobstats.readers.rows import MARKS

_ENDS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
#: Controls, halves of characters, and the byte-order mark, which readers take away.
_NEVER = re.compile("[\0-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")


def as_cell(text: str) -> str:
    """What is written of a text: one line, no controls, no outer space, each letter one character."""
    return unicodedata.normalize("NFC", _ENDS.sub(" ", _NEVER.sub("", text))).strip()


def must(cell: str, separator: str) -> bool:
    """Whether a cell can only be written in quotes."""
    return any(mark in cell for mark in (separator, '"', "\n", "\r")) or cell != cell.strip()


def in_quotes(cell: str) -> str:
    """A cell in quotes, those inside it doubled."""
    return '"' + cell.replace('"', '""') + '"'


@dataclass(frozen=True)
class Habit:
    """Which cells stand in quotes though they need not: by column those that hold something, by column blank ones; else `all`.

    wrapped: whether each line stands in quotes as a whole.
    """

    filled: tuple[bool | None, ...] = ()
    blank: tuple[bool | None, ...] = ()
    every: tuple[bool, bool] = (False, False)
    wrapped: bool = False

    def quotes(self, column: int, cell: str, separator: str) -> bool:
        """Whether this cell is written in quotes."""
        known = (self.filled if cell else self.blank)[column : column + 1]
        wont = known[0] if known else None
        return must(cell, separator) or (self.every[not cell] if wont is None else wont)

    def ways(self, cells: Sequence[str], separator: str) -> Iterator[str]:
        """A row as this file writes it; then, should that be misread, with more quotes."""
        own = [self.quotes(i, cell, separator) for i, cell in enumerate(cells)]
        marked = [quoted or any(mark in cell for mark in MARKS) for quoted, cell in zip(own, cells, strict=True)]
        done: list[list[bool]] = []
        for way in (own, marked, [True] * len(cells)):
            if way not in done:
                done.append(way)
                row = separator.join(in_quotes(cell) if quoted else cell for cell, quoted in zip(cells, way, strict=True))
                yield in_quotes(row) if self.wrapped else row


def habit_of(rows: Sequence[tuple[list[Token], bool]], separator: str) -> Habit:
    """The habit that these rows show."""
    if not rows:
        return Habit()
    width = max(len(tokens) for tokens, _ in rows)
    filled: list[list[tuple[bool, bool]]] = [[] for _ in range(width)]
    blank: list[list[bool]] = [[] for _ in range(width)]
    for tokens, _ in rows:
        for i, token in enumerate(tokens):
            core = token.text.strip()
            inner = core[1:-1] if token.quoted else core
            if inner.strip():
                filled[i].append((token.quoted, token.quoted and not must(inner, separator)))
            else:
                blank[i].append(token.quoted)
    every = [seen for column in filled for seen in column]
    all_filled = bool(every) and all(quoted for quoted, _ in every) and any(need_not for _, need_not in every)
    blanks = [quoted for column in blank for quoted in column]
    return Habit(
        tuple(None if not column else all(q for q, _ in column) and any(n for _, n in column) for column in filled)
        if not all_filled
        else (),
        tuple(None if not column else all(column) for column in blank),
        (all_filled, all(blanks) if blanks else all_filled),
        sum(wrapped for _, wrapped in rows) * 2 > len(rows),
    )
