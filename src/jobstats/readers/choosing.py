"""Which reader a table fits, which sheet of a workbook is the log; and what to say of a file that is none."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from types import ModuleType

from jobstats.errors import LogError
from jobstats.readers.asked import Asked
from jobstats.readers.header import Header
from jobstats.readers.hints import are_days
from jobstats.readers.meanings import MEANINGS, plain
from jobstats.readers.table import Table

#: What a log needs, in one sentence for all refusals.
NEEDS = (
    "A log needs date, company, role and event (one row per thing that happened), "
    "or company, role, date applied and status (one row per application): rename the columns so, in the first line."
)
_NAMED = 1000
_NUMBERS = frozenset("0123456789.,%-+ €$£")


def header_for(reader: ModuleType, header: list[str], asked: Asked) -> Header:
    """A header as this reader understands it."""
    return Header(header, asked, reader.COLUMNS)


def score(header: list[str], asked: Asked, readers: Sequence[ModuleType]) -> int:
    """How well a row would do as the header: columns recognised, and far more if a reader fits it."""
    found = Header(header, asked)
    known = len(found.how)
    if not known and not any(r.COLUMNS for r in readers):
        return 0
    fitting = [r for r in readers if r.fits(header_for(r, header, asked) if r.COLUMNS is not None else found)]
    return known + (_NAMED if fitting else 0)


def headless(rows: list[list[str]], readers: Sequence[ModuleType]) -> list[str] | None:
    """The header of an export that writes none."""
    for reader in readers:
        given: list[str] | None = reader.headless(rows) if hasattr(reader, "headless") else None
        if given:
            return given
    return None


def fitting(table: Table, asked: Asked, readers: Sequence[ModuleType]) -> ModuleType | None:
    """The first reader that fits this table."""
    if not table.header and not len(table.lines):
        return readers[-1]
    return next((r for r in readers if r.fits(header_for(r, table.header, asked))), None)


def best(candidates: list[list[Table]], asked: Asked, readers: Sequence[ModuleType]) -> tuple[ModuleType, list[Table], list[str]]:
    """The reader and the tables it reads; and, of several sheets or members that would do, the names of the others.

    A particular export goes before a general shape, more rows before fewer. LogError if none will do.
    """
    good = [(reader, tables) for tables in candidates if (reader := fitting(tables[0], asked, readers))]
    if not good:
        raise LogError(refusal(max((tables[0] for tables in candidates), key=lambda t: len(t.lines)), asked))
    good.sort(key=lambda pair: (list(readers).index(pair[0]) if pair[0].COLUMNS is not None else 99, -sum(len(t.lines) for t in pair[1])))
    reader, tables = good[0]
    others = [t[0].how.sheet or t[0].name for _, t in good[1:] if len(t[0].lines)]
    return reader, tables, others


def refusal(table: Table, asked: Asked) -> str:
    """What was seen, and what a log needs."""
    shown = ", ".join(h for h in table.header if h) or "none"
    if any(_is_day(h) for h in table.header) and sum(map(_is_day, table.header)) < 3:
        return (
            f"{table.name} has no line that names its columns: its first line is a row already ({shown[:100]}). "
            "Write their names above it: date,company,role,event for one row per thing that happened, "
            "or company,role,date applied,status for one row per application."
        )
    seen = _kind(table)
    if seen:
        return f"{table.name} looks like {seen}, not like a log; its columns are: {shown[:300]}. {NEEDS}"
    found = Header(table.header, asked)
    lacking = _lacking(found)
    guess = _guess(table, lacking, found)
    return f"{table.name} has no column “{lacking}”; its columns are: {shown[:300]}. {NEEDS}{guess}"


def _lacking(found: Header) -> str:
    """The first column that would be needed."""
    per_event = ("date", "company", "role", "event")
    if found.has("status") or found.has("date applied"):
        return "company" if not found.has("company") else "date applied"
    return next(c for c in per_event if not found.has(c)) if any(not found.has(c) for c in per_event) else "event"


def _guess(table: Table, lacking: str, found: Header) -> str:
    """How to say it without touching the file: by the nearest names, by a column of days, or by example."""
    near = {name: meaning for meaning in ("company", "role", "date applied", "status") if (name := _near(table, meaning, found))}
    if len(near) > 1:
        return f" Or say which is which: columns={json.dumps(near, ensure_ascii=False)}, if that is so."
    name = _near(table, lacking, found)
    if name:
        return f" If “{name}” is it, say so: columns={json.dumps({name: lacking}, ensure_ascii=False)}."
    free = [(h, cells) for i, (h, cells) in enumerate(zip(table.header, table.cells, strict=False)) if h and i not in found.how]
    if lacking == "date" and found.has("company") and found.has("event"):
        free = [(h, cells) for h, cells in free if are_days(cells.values[:100])]
    elif lacking != "company" or not (found.has("date applied") and found.has("status")):
        free = []
    told = f" If “{free[0][0]}” is it, say so: columns={json.dumps({free[0][0]: lacking}, ensure_ascii=False)}." if free else ""
    odd = sum("À" <= c <= "ÿ" for h in table.header for c in h) > sum(map(len, table.header)) / 3
    return told + " The letters of the names look wrong: save the file as “CSV UTF-8” first." * odd


def _near(table: Table, lacking: str, found: Header) -> str:
    """The column whose name is nearest to the one that is lacking."""
    free = {plain(h): h for i, h in enumerate(table.header) if h and i not in found.how}
    for name in MEANINGS.get(lacking, (lacking,)):
        near = difflib.get_close_matches(name, free, 1, 0.75)
        if near:
            return free[near[0]]
    return ""


def _kind(table: Table) -> str:
    """A table that is no log by its very shape."""
    dated = [h for h in table.header if _is_day(h)]
    if len(dated) >= 3 and len(dated) >= len(table.header) / 2:
        return f"a table with a column for each day ({dated[0]}, {dated[1]} …)"
    if len(table.header) >= 2 and len(table.lines):
        counts = [c for c in table.cells if any(c.values) and all(set(v) <= _NUMBERS for v in c.values if v)]
        if len(counts) >= len(table.header) - 1:
            return "a tally: its cells are counts, with no company and no day of anything that happened"
    return ""


def _is_day(header: str) -> bool:
    """Whether a column is named after a day."""
    digits = sum(c.isdigit() for c in header)
    return 3 <= digits <= 8 and len(header) <= 12 and digits >= len(header) / 2 and any(c in header for c in "-/. ")
