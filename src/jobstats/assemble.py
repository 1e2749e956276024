"""From clean rows to a log: rows that repeat, lie ahead or contradict each other are told, and the applications counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from jobstats.applications import described, identify, milestones, split_reapplied
from jobstats.errors import Problem, count
from jobstats.log import JobLog, records
from jobstats.vocabulary import OUTCOMES


def build(rows: pd.DataFrame, as_of: date, problems: Iterable[Problem] = (), notes: Iterable[Problem] = (), name: str = "") -> JobLog:
    """A log from clean rows (columns as applications.ROW, text "" where blank, then any further columns).

    date is a timestamp, precision says whether its time of day is known. Rows after as_of are noted, not counted.
    """
    problems, notes = list(problems), list(notes)
    day = rows["date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    rows = rows.assign(day=day).sort_values("day", kind="stable", ignore_index=True)
    rows = _until(rows, as_of, notes)
    key, unplaced, said = identify(rows)
    rows, key = rows[key.notna()].reset_index(drop=True), key.dropna().reset_index(drop=True)
    rows, key = _once(rows, key, notes)
    code = split_reapplied(key, rows["event"])
    n = int(code.max()) + 1 if len(code) else 0
    events = rows.assign(application=code)
    table = pd.concat([described(events, n), milestones(events, n)], axis=1)
    notes += [*said, *_remarks(events, table)]
    events = events.drop(columns=["company", "role", "source", "undated"])
    return JobLog(table, events, as_of, tuple(sorted([*problems, *unplaced])), tuple(sorted(notes)), (), n, name)


def _until(rows: pd.DataFrame, as_of: date, notes: list[Problem]) -> pd.DataFrame:
    """The rows up to as_of; one note tells of the others."""
    later = rows["day"].to_numpy() > int(np.datetime64(as_of, "D").astype(np.int64))
    if later.any():
        first = rows[later].iloc[0]
        why = f"{count(int(later.sum()), 'row')} dated after {as_of:%-d %b %Y} not counted yet"
        notes.append(
            Problem(
                int(first["line"]),
                "date",
                f"{first['date']:%Y-%m-%d}",
                why,
                "They count once their day has come; mend the date if it is a slip",
            )
        )
    return rows[~later].reset_index(drop=True)


def _once(rows: pd.DataFrame, key: pd.Series, notes: list[Problem]) -> tuple[pd.DataFrame, pd.Series]:
    """Each row once: a row that repeats another in every cell is counted once and noted."""
    compared = [c for c in rows.columns if c not in ("line", "company", "role", "application")]
    again = pd.concat([rows[compared], key.rename("key")], axis=1).duplicated()
    for line in rows["line"][again]:
        notes.append(Problem(int(line), "", "", "this row repeats an earlier one and was counted once", "Delete it, or add what differs"))
    return rows[~again].reset_index(drop=True), key[~again].reset_index(drop=True)


def _remarks(events: pd.DataFrame, table: pd.DataFrame) -> list[Problem]:
    """What is odd but possible, told and left as it is."""
    out: list[Problem] = []
    rows = events[events["application"] >= 0]
    line = rows.drop_duplicates("application").set_index("application")["line"]
    for i in np.flatnonzero(table["reopened"].to_numpy(dtype=bool)):
        out.append(
            Problem(
                int(line[i]),
                "event",
                "",
                "a step is recorded after this application had ended",
                "It counts as reopened; mend the rows if that is a slip",
            )
        )
    early = (table["reply"] < table["applied"]).to_numpy()
    for i in np.flatnonzero(early):
        out.append(
            Problem(
                int(line[i]),
                "date",
                "",
                "a step is recorded before the application was sent",
                "It counts as a process that came to you; mend the dates if that is a slip",
            )
        )
    ends = rows[rows["event"].isin(OUTCOMES)]
    for row in records(ends[ends.duplicated("application")]):
        out.append(
            Problem(
                row["line"], "event", row["event"], "a second outcome for one application", "The outcome that no later step undoes counts"
            )
        )
    out += _too_early(rows)
    return out


def _too_early(rows: pd.DataFrame) -> list[Problem]:
    """Notes and nudges recorded before any interview of their application."""
    met = rows[rows["event"] == "interview"].groupby("application")["day"].min()
    about = rows[rows["event"].isin(["follow_up", "no_follow_up"])]
    first = about["application"].map(met)
    return [
        Problem(
            row["line"],
            "date",
            f"{row['date']:%Y-%m-%d}",
            f"a {row['event']} with no interview before it",
            "Mend the date, or add the interview; it is not counted with any",
        )
        for row in records(about[(first.isna() | (about["day"] < first)).to_numpy()])
    ]
