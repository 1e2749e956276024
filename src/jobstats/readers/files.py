"""A path to the tables that stand there: a text file, a workbook, a zip, an unpacked archive. Knows kinds of files, not what is in them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from jobstats.errors import LogError
from jobstats.readers import fast
from jobstats.readers.kinds import refuse_other_kinds
from jobstats.readers.parts import Part, is_called, is_linkedin, others_in, parts_of
from jobstats.readers.rows import rows_of, says_separator, separator_of
from jobstats.readers.table import Headless, How, Score, Table, even_table, table_of
from jobstats.readers.text import text_of
from jobstats.readers.workbook import Sheet, sheets_of, workbook_kind

#: Bytes enough to find the separator in, whatever the characters.
_HEAD = 100_000

__all__ = ["Part", "parts_of", "tables_of"]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looks for garbage in between: of a large file's rows, all of them alive, they would take most of the time."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


@_uncollected()
def tables_of(path: Path, sheet: str, score: Score, headless: Headless) -> list[list[Table]]:
    """Every candidate for the log at this path: tables that are numbered parts of one, or one table alone.

    A workbook gives each of its sheets that holds a table and is not hidden, a zip each of its members, or the one that `sheet`
    names. LogError if the path, the kind of file or the sheet cannot be used.
    """
    parts = parts_of(path, sheet)
    if all(is_linkedin(part.name) for part in parts):
        left = others_in(path, parts)
        tables = [_text_table(part, score, headless) for part in parts]
        return [[replace(t, how=replace(t.how, others=left)) for t in tables]]
    zipped = len(parts) > 1 or parts[0].name != path.name
    wanted = "" if zipped and len(parts) == 1 and is_called(parts[0].name, sheet) else sheet.strip()
    found: list[Table] = []
    known: list[str] = []
    failed: list[LogError] = []
    for part in parts:
        try:
            kind = workbook_kind(part.data)
            if kind:
                sheets = sheets_of(part, kind)
                names = [s.name for s in sheets]
                found += [_sheet_table(part, s, score, headless) for s in _chosen(sheets, wanted)]
            else:
                names = [part.name] if zipped else []
                if not wanted:
                    table = _text_table(part, score, headless)
                    found.append(replace(table, how=replace(table.how, sheet=part.name if zipped else "")))
        except LogError as error:
            failed.append(error)
            names = [part.name]
        known += names
    if not found and failed:
        raise failed[0]
    if not found:
        raise LogError(_no_such_sheet(path.name, wanted, known))
    return [[replace(t, how=replace(t.how, others=_others(known, t.how.sheet)))] for t in found]


def _others(known: list[str], taken: str) -> tuple[str, ...]:
    """All names but this one, which is left out once."""
    left = list(known)
    if taken in left:
        left.remove(taken)
    return tuple(left)


def _no_such_sheet(name: str, wanted: str, known: list[str]) -> str:
    """The sentence for a sheet that is not there, or a workbook without any."""
    if not wanted:
        return f"{name} is a workbook without a sheet that could be read. A log is a table: save it as CSV or XLSX."
    if not known:
        return f"{name} is a text file and has no sheets. Leave sheet=… out."
    return f"{name} has no sheet “{wanted}”. It has: {', '.join(known)}. Name one of them: sheet=“{known[0]}”."


def _chosen(sheets: list[Sheet], wanted: str) -> list[Sheet]:
    """The sheet that was asked for, or all that are not hidden and hold a table; of a blank workbook the first."""
    if wanted:
        exact = [s for s in sheets if s.name == wanted]
        return exact or [s for s in sheets if s.name.strip().casefold() == wanted.casefold()][:1]
    shown = [s for s in sheets if not s.hidden]
    tables = [s for s in shown if any(sum(map(bool, cells)) > 1 for _, cells in s.rows)]
    return tables or [s for s in shown if s.rows][:1] or shown[:1]


def _sheet_table(part: Part, sheet: Sheet, score: Score, headless: Headless) -> Table:
    """The table of one sheet of a workbook."""
    table = table_of(sheet.rows, part.name, How(sheet.kind, sheet=sheet.name), score, headless)
    return replace(table, notes=sorted([*sheet.notes, *table.notes]))


def _text_table(part: Part, score: Score, headless: Headless) -> Table:
    """The table of a text file."""
    refuse_other_kinds(part.data, part.name)
    if len(part.data) >= fast.SIZE and (found := _even_table(part, score, headless)):
        return found
    text = text_of(part.data)
    rows = rows_of(text.text, part.name)
    how = How("TSV" if rows.separator == "\t" else "CSV", text.encoding, rows.separator)
    table = table_of(rows.rows, part.name, how, score, headless)
    problems = sorted([*text.problems, *rows.problems, *table.problems])
    aside = {problem.line for problem in problems} - {0}
    notes = sorted(note for note in (*text.notes, *rows.notes, *table.notes) if note.line not in aside)
    return replace(table, problems=problems, notes=notes)


def _even_table(part: Part, score: Score, headless: Headless) -> Table | None:
    """The table of a large file that is written evenly; None for any other."""
    head = part.data[:_HEAD].decode("utf-8", errors="ignore").removeprefix("\ufeff")
    separator, _ = separator_of(head)
    found = None if says_separator(head) else fast.even(part.data, separator)
    how = How("TSV" if separator == "\t" else "CSV", "UTF-8", separator)
    return None if found is None else even_table(found, part.name, how, score, headless)
