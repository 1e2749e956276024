"""A path to the tables that stand there: a text file, a workbook, a zip, an unpacked archive. Knows kinds of files, not what is in them."""

from __future__ import annotations

from pathlib import Path

from jobstats.readers.parts import Part, parts_of
from jobstats.readers.rows import rows_of
from jobstats.readers.table import Headless, How, Score, Table, table_of
from jobstats.readers.text import text_of


def tables_of(path: Path, sheet: str, score: Score, headless: Headless) -> list[list[Table]]:
    """Every candidate for the log at this path: tables that are numbered parts of one, or one table alone."""
    return [[text_table(part, score, headless)] for part in parts_of(path, sheet)]


def text_table(part: Part, score: Score, headless: Headless) -> Table:
    """The table of a text file."""
    text = text_of(part.data)
    rows = rows_of(text.text, part.name)
    how = How("TSV" if rows.separator == "\t" else "CSV", text.encoding, rows.separator)
    table = table_of(rows.rows, part.name, how, score, headless)
    table.problems[:] = sorted([*text.problems, *rows.problems, *table.problems])
    table.notes[:] = sorted([*text.notes, *rows.notes, *table.notes])
    return table
