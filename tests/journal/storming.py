"""A file under a hundred edits: after each, every row that was not meant has its bytes and its cells; undone, the file is the first again."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from jobstats.errors import LogError
from jobstats.journal.written import Edit, Written, written
from jobstats.readers.rows import Row, rows_of
from jobstats.readers.text import text_of

NASTY = [
    "", "", "Acme", "2026-01-05", "a, b; c", 'say "hi"', '"', '""', '"open', "two\nlines", "a\r\nb\rc", "=1+1", "#x", "  sp ", "a\tb|c",
    "\0zero", "é", "Łódź", "日本", "x\u2028y", "e\u0301", "a\u037eb", "<<<<<<<", "\ufeffx", "\ud800", "x\x1a", "12,5", "sep=;", "A" * 300,
    "😀", "'", "\\", "; ; ;", 'Zoë, "Z"\n', "company", "date,company,role,event", "5\" pipe", "\u200b", "\x81",
]  # fmt: skip


@dataclass
class Storm:
    """What happened in it. refused: why an edit was not made."""

    done: int = 0
    refused: Counter[str] = field(default_factory=Counter)


@dataclass
class Seen:
    """What a file holds: the bytes of each row below the header, and every row as the readers see it."""

    table: Written
    raw: list[bytes]
    rows: list[Row]

    @staticmethod
    def of(data: bytes, name: str, header_line: int | None) -> Seen:
        """Of these bytes."""
        table = written(data, name, header_line)
        return Seen(table, [table.raw(line) for line in table.lines], rows_of(text_of(data).text, name).rows)

    @property
    def cells(self) -> list[list[str]]:
        """The cells of every row."""
        return [cells for _, cells in self.rows]


def storm(first: bytes, edits: int, seed: str, storm: Storm, name: str = "log.csv") -> None:
    """So many random edits of a file."""
    some = random.Random(seed)
    before = Seen.of(first, name, None)
    head, data, done = before.table.header_line, first, []
    for _ in range(edits):
        try:
            edit, place, gone, put = _edit(before, some)
        except LogError as error:
            storm.refused[said(error)] += 1
            continue
        data = edit.apply(data)
        after = Seen.of(data, name, head)
        assert [line for line, _ in after.rows][len(after.rows) - len(after.raw) :] == after.table.lines
        assert after.raw[:place] + after.raw[place + put :] == before.raw[:place] + before.raw[place + gone :], edit
        above = len(before.rows) - len(before.raw)
        place += above
        assert after.cells[:place] + after.cells[place + put :] == before.cells[:place] + before.cells[place + gone :], edit
        before = after
        done.append(edit)
        storm.done += 1
    for edit in reversed(done):
        data = edit.inverse().apply(data)
    assert data == first


def said(error: LogError) -> str:
    """What an error says: one line, and a sentence."""
    text = str(error)
    assert "\n" not in text
    assert text.endswith(".")
    return text


def _edit(seen: Seen, some: random.Random) -> tuple[Edit, int, int, int]:
    """A random edit: at which row, how many rows go, how many come."""
    table, lines = seen.table, seen.table.lines
    words = NASTY
    if table.encoding == "Windows-1252":
        words = [w for w in NASTY if w.encode("cp1252", "ignore").decode("cp1252") == w]
    what = some.choice("aamr" if len(lines) < 30 else "amrr") if lines else "a"
    place = some.randrange(len(lines)) if lines else 0
    if what == "a":
        return table.appended([some.choice(words) for _ in table.header]), len(lines), 0, 1
    if what == "r":
        return table.removed(lines[place]), place, 1, 0
    changes = {some.randrange(len(table.header)): some.choice(words) for _ in range(some.randint(1, 2))}
    return table.amended(lines[place], changes), place, 1, 1
