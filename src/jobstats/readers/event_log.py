"""The kit's own format: one row per thing that happened. Needs date, company, role, event; keeps every other column."""

from __future__ import annotations

import difflib

import pandas as pd

from jobstats.applications import ROW
from jobstats.errors import Problem
from jobstats.log import records
from jobstats.readers.dates import read_dates
from jobstats.readers.table import Table
from jobstats.vocabulary import EVENTS

NEEDED = ("date", "company", "role", "event")
Read = tuple[pd.DataFrame, list[Problem], list[Problem]]


def fits(header: list[str]) -> bool:
    """Whether the header names all four columns a log of events needs."""
    return set(NEEDED) <= {_word(h) for h in header}


def read(table: Table) -> Read:
    """Clean rows (columns as applications.ROW and any others of the file), rows set aside, notes."""
    frame = frame_of(table)
    event = frame["event"].map(_word)
    stamps, precision, bad_dates, notes = read_dates(frame["date"], frame["line"], "date")
    bad = [*bad_dates, *_bad_events(event, frame)]
    bad += missing(frame, "date", frame["date"].str.strip() == "", "no date", "Write the day, as in 2026-03-09")
    nameless = (frame["company"] == "") & (event != "networking") & (frame["application"] == "")
    bad += missing(frame, "company", nameless, "no company", "Write the company's name")
    rounds, odd = _rounds(frame)
    frame = frame.assign(date=stamps, precision=precision, event=event, round=rounds)
    unusable = {p.line for p in bad}
    return frame[~frame["line"].isin(unusable)].reset_index(drop=True), one_per_line(bad), [*notes, *odd]


def frame_of(table: Table) -> pd.DataFrame:
    """The table as text columns under their house names, with line; known columns that are absent are blank."""
    names = []
    for i, h in enumerate(table.header):
        name = _word(h) if _word(h) in ROW or _word(h) in NEEDED else h
        names.append(name if name and name not in names and name != "line" else f"{name or 'column'} {i + 1}")
    cells = {name: [row[i].strip() for _, row in table.rows] for i, name in enumerate(names)}
    frame = pd.DataFrame(cells, dtype=object)
    frame["line"] = pd.Series([line for line, _ in table.rows], dtype="int64")
    for name in ROW:
        if name not in frame or name == "undated":
            frame[name] = pd.Series([""] * len(table.rows), dtype=object)
    return frame


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
    number = pd.to_numeric(frame["round"], errors="coerce")
    good = (number >= 1) & (number == number.round())
    odd = ~good & (frame["round"] != "")
    notes = [
        Problem(r["line"], "round", r["round"][:20], "not a round number; the round was counted instead", "Write 1, 2, 3 …")
        for r in records(frame[odd])
    ]
    return number.where(good).astype("Int64").astype(str).where(good, ""), notes
