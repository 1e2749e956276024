"""From clean rows to a log: rows that repeat, lie ahead or contradict each other are told, and the applications counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from jobstats.applications import described, identify, milestones, split_reapplied
from jobstats.errors import Problem, count
from jobstats.log import JobLog, day_text, records
from jobstats.vocabulary import EVENTS, OUTCOMES, OWN


def build(rows: pd.DataFrame, as_of: date, problems: Iterable[Problem] = (), notes: Iterable[Problem] = (), name: str = "") -> JobLog:
    """A log from clean rows (columns as applications.ROW, text "" where blank, then any further columns).

    date is a timestamp, precision says whether its time of day is known. Rows after as_of are noted, not counted.
    """
    problems, notes = list(problems), list(notes)
    day = rows["date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    rows = _until(_ordered(rows.assign(day=day)), as_of, notes)
    key, unplaced, said = identify(rows)
    rows, key = rows[key.notna()].reset_index(drop=True), key.dropna().reset_index(drop=True)
    rows, key = _once(rows, key, notes)
    early = _before_it_began(rows, key)
    problems += [
        Problem(line, "date", event, "dated before the application was sent", "Mend one of the two dates") for line, event in early
    ]
    kept = ~rows["line"].isin([line for line, _ in early])
    rows, key = rows[kept].reset_index(drop=True), key[kept].reset_index(drop=True)
    key = _without_own(rows, key, notes)
    code = split_reapplied(key, rows["event"])
    n = int(code.max()) + 1 if len(code) else 0
    events = rows.assign(application=code)
    table = pd.concat([described(events, n), milestones(events, n)], axis=1)
    notes += [*said, *_remarks(events, table)]
    events = events.drop(columns=["company", "role", "source", "undated"])
    return JobLog(table, events, as_of, tuple(sorted([*problems, *unplaced])), tuple(sorted(notes)), (), n, name)


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows by day; within a day what starts, then steps, then the person's own, then what ends, each by its hour where known."""
    minute = rows["date"].dt.hour * 60 + rows["date"].dt.minute
    # what has no hour: an interview after the talks of its day, an offer after the interviews, all else first
    minute = minute.where(rows["precision"] == "minute", rows["event"].map({"interview": 1439, "offer": 1440}).fillna(-1))
    place = rows["event"].map(_PLACE).fillna(0)
    order = np.lexsort((np.arange(len(rows)), minute.to_numpy(), place.to_numpy(), rows["day"].to_numpy()))
    return rows.iloc[order].reset_index(drop=True)


_PLACE = {event: 0 if event in ("approached", "applied") else 3 if event in OUTCOMES else 2 if event in OWN else 1 for event in EVENTS}


def _before_it_began(rows: pd.DataFrame, key: pd.Series) -> list[tuple[int, str]]:
    """Outcomes dated before everything else of an application that is sent later: line and event."""
    ends = rows["event"].isin(OUTCOMES) & (key != "")
    first = key.map(pd.Series(np.arange(len(key)), index=key)[~ends.to_numpy()].groupby(level=0).min())
    sent = key.isin(key[rows["event"] == "applied"])
    early = rows[(ends & sent & (np.arange(len(key)) < first)).to_numpy()]
    return [(int(line), str(event)) for line, event in zip(early["line"], early["event"], strict=True)]


def _without_own(rows: pd.DataFrame, key: pd.Series, notes: list[Problem]) -> pd.Series:
    """What the person did never makes an application: rows of a company and role that nothing else is known of belong to none."""
    real = set(key[~rows["event"].isin(OWN)])
    lone = (key != "") & ~key.isin(real)
    for row in records(rows[lone.to_numpy()]):
        why = f"a {row['event']} of an application that no other row tells of"
        notes.append(Problem(row["line"], "role", row["role"][:40], why, "Check company and role; it is kept, but counted with none"))
    return key.where(~lone, "")


def _until(rows: pd.DataFrame, as_of: date, notes: list[Problem]) -> pd.DataFrame:
    """The rows up to as_of; one note tells of the others."""
    later = rows["day"].to_numpy() > int(np.datetime64(as_of, "D").astype(np.int64))
    if later.any():
        first = rows[later].iloc[0]
        why = f"{count(int(later.sum()), 'row')} dated after {day_text(as_of)} not counted yet"
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
    sent = rows[rows["event"] == "applied"]
    for row in records(sent[sent.duplicated("application")]):
        why = "applied again with no outcome between: read as the same application"
        out.append(Problem(row["line"], "event", "applied", why, "Give each its own id in a column “application” if they are two"))
    out += _too_early(rows)
    return out


def _too_early(rows: pd.DataFrame) -> list[Problem]:
    """Notes recorded before any interview of their application."""
    met = rows[rows["event"] == "interview"].groupby("application")["date"].min()
    about = rows[rows["event"].isin(["follow_up", "no_follow_up"])]
    first = pd.Series(met.reindex(about["application"]).to_numpy(dtype="datetime64[s]"), index=about.index)
    last = about["date"].where(about["precision"] == "minute", about["date"] + pd.Timedelta(days=1))
    return [
        Problem(
            row["line"],
            "date",
            f"{row['date']:%Y-%m-%d}",
            f"a {row['event']} with no interview before it",
            "Mend the date, or add the interview; it is not counted with any",
        )
        for row in records(about[(first.isna() | (last < first)).to_numpy()])
    ]
