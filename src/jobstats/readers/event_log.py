"""The kit's own format: one row per thing that happened. Needs date, company, role, event; keeps every other column."""

from __future__ import annotations

import difflib
from dataclasses import replace

import pandas as pd

from jobstats.applications import ROW
from jobstats.errors import Problem
from jobstats.log import DERIVED, records
from jobstats.readers._old_dates import read_dates
from jobstats.readers.table import Table
from jobstats.vocabulary import EVENTS

NEEDED = ("date", "company", "role", "event")
#: Names the kit gives to what it works out; a column of the file called so is kept under another name.
TAKEN = frozenset({*DERIVED, "line", "precision", "day", "key"})
_HOUSE = {*ROW, *NEEDED} - TAKEN
Read = tuple[pd.DataFrame, list[Problem], list[Problem]]


def fits(header: list[str]) -> bool:
    """Whether the header names all four columns a log of events needs."""
    return set(NEEDED) <= {_word(h) for h in header}


def read(table: Table) -> Read:
    """Clean rows (columns as applications.ROW and any others of the file), rows set aside, notes."""
    words = [_word(h) for h in table.header]
    table, cut = whole(table, 1 + max(words.index(name) for name in NEEDED))
    frame, renamed = frame_of(table)
    event = frame["event"].map(_word)
    stamps, precision, bad_dates, notes = read_dates(frame["date"], frame["line"], "date")
    bad = [*cut, *bad_dates, *_bad_events(event, frame)]
    bad += missing(frame, "date", frame["date"].str.strip() == "", "no date", "Write the day, as in 2026-03-09")
    nameless = (frame["company"] == "") & (event != "networking") & (frame["application"] == "")
    bad += missing(frame, "company", nameless, "no company", "Write the company's name")
    rounds, odd = _rounds(frame)
    frame = frame.assign(date=stamps, precision=precision, event=event, round=rounds)
    unusable = {p.line for p in bad}
    return frame[~frame["line"].isin(unusable)].reset_index(drop=True), one_per_line(bad), [*renamed, *notes, *odd]


def whole(table: Table, needed: int) -> tuple[Table, list[Problem]]:
    """The table without the rows that had fewer cells than needed, and what to say of those."""
    cut = {line: problem for line, (cells, problem) in table.short.items() if cells < needed}
    return replace(table, rows=[row for row in table.rows if row[0] not in cut]), list(cut.values())


def frame_of(table: Table, taken: frozenset[str] = frozenset()) -> tuple[pd.DataFrame, list[Problem]]:
    """The table as text columns under their house names, with line; known columns that are absent are blank.

    A column of the file that bears a name the kit needs for something else (TAKEN, and taken however it is
    written) is kept as “name (yours)”, and a note says so.
    """
    names: list[str] = []
    notes = []
    for i, h in enumerate(table.header):
        name = _word(h) if _word(h) in _HOUSE else h
        if h in TAKEN or _word(h) in taken:
            name = f"{h} (yours)"
            why = f"the kit uses this name for something else; your column is kept as “{name}”"
            notes.append(Problem(0, h, "", why, "Give the column another name if you like"))
        name = name or f"column {i + 1}"
        while name in names:
            name = f"{name} {i + 1}"
        names.append(name)
    cells = {name: [row[i].strip() for _, row in table.rows] for i, name in enumerate(names)}
    frame = pd.DataFrame(cells, dtype=object)
    frame["line"] = pd.Series([line for line, _ in table.rows], dtype="int64")
    for name in ROW:
        if name not in frame:
            frame[name] = pd.Series([""] * len(table.rows), dtype=object)
    return frame, notes


def missing(frame: pd.DataFrame, column: str, mask: pd.Series, why: str, mend: str) -> list[Problem]:
    """One problem for each row where a needed cell is blank."""
    return [Problem(int(line), column, "", why, mend) for line in frame.loc[mask, "line"]]


def one_per_line(problems: list[Problem]) -> list[Problem]:
    """The first problem of each line: a row is set aside once."""
    out: dict[int, Problem] = {}
    for problem in problems:
        out.setdefault(problem.line, problem)
    return list(out.values())


def _word(cell: str) -> str:
    """A header or event as it is compared: `Follow-up` is follow_up."""
    return "_".join(cell.strip().casefold().replace("-", " ").replace("_", " ").split())


def _bad_events(event: pd.Series, frame: pd.DataFrame) -> list[Problem]:
    """Rows whose event is blank or not in the vocabulary, with the nearest word."""
    out = []
    for word in [w for w in event.unique() if w not in EVENTS]:
        near = difflib.get_close_matches(word, EVENTS, 1, 0.7)
        mend = f"Did you mean “{near[0]}”" if near else f"Write one of: {', '.join(EVENTS)}"
        why = "this event is not one the kit knows" if word else "no event"
        for line, value in frame.loc[event == word, ["line", "event"]].itertuples(index=False):
            out.append(Problem(int(line), "event", value[:40], why, mend + ("?" if near else "")))
    return out


def _rounds(frame: pd.DataFrame) -> tuple[pd.Series, list[Problem]]:
    """Rounds as text of whole numbers, "" where blank or odd; an odd one is noted."""
    number = pd.to_numeric(frame["round"], errors="coerce").astype(float)
    good = number.between(1, 99) & (number == number.round())
    odd = ~good & (frame["round"] != "")
    notes = [
        Problem(r["line"], "round", r["round"][:20], "not a round number; the round was counted instead", "Write 1, 2, 3 …")
        for r in records(frame[odd])
    ]
    return number.where(good).astype("Int64").astype(str).where(good, ""), notes
