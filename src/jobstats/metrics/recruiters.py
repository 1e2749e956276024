"""People met on the way: when each was last in touch, who came back, whom to write one friendly line."""

from __future__ import annotations

import numbers

import numpy as np
import pandas as pd

from jobstats.errors import AskError
from jobstats.estimators import Floats, Ints
from jobstats.log import JobLog, records, to_date
from jobstats.metrics.basis import Basis, basis
from jobstats.metrics.clocks import live_until
from jobstats.metrics.undated import dateless
from jobstats.metrics.words import count, day_text, of

#: Days without a word after which one friendly line is welcome, and how many lines a week are enough.
QUIET, A_WEEK = 60, 3
#: Events in which a person was met or written to; others count where a contact is written beside them.
MET = ("approached", "reply", "screen", "interview", "coworker_chat", "networking")
#: What may be said of a contact.
STANDING = {"write": "One line this week", "later": "Quiet for long", "open": "Open process", "recent": "In touch"}


def recruiters(log: JobLog, quiet: int = QUIET, most: int = 15) -> pd.DataFrame:
    """One row per person of the column `contact`, longest without contact first.

    A person came back when a process they were part of began after an earlier one of theirs had ended, whatever its end. An open
    process is one that is still live: not ended, and not silent for 45 days.
    Columns: contact, day (of the last contact), days (since), n (rows), processes, networking (rows), back (processes that came after
    an ended one), no (of these, after a rejection), group (open: has an open process; recent: in touch within `quiet` days; write:
    none of both, the three longest; later: the others), drawn (the `most` longest), and for the whole: quiet, met and unnamed (rows in
    which a person was met, and those of them without a name), sourced and unnamed_sourced (applications whose source is a
    recruiter, and those of them without any name).
    """
    for name, value in (("quiet", quiet), ("most", most)):
        if isinstance(value, bool) or not isinstance(value, numbers.Integral) or value < 1:
            raise AskError(
                f"{name}={value!r} cannot be used: write a whole number above nought, as in {name}={60 if name == 'quiet' else 15}."
            )
    rows = _rows(log)
    named = rows[rows["contact"] != ""]
    frame = _people(named, log)
    frame["days"] = log.today - frame["day"]
    frame = frame.sort_values(["day", "first"], kind="stable").drop(columns="first").reset_index(drop=True)
    free = ~frame["open"] & (frame["days"] > quiet)
    frame["group"] = np.where(frame["open"], "open", np.where(free, "later", "recent"))
    frame.loc[free & (free.cumsum() <= A_WEEK), "group"] = "write"
    sourced = _sourced(log)
    return frame.drop(columns="open").assign(
        drawn=frame.index < most,
        quiet=quiet,
        met=len(rows),
        unnamed=len(rows) - len(named),
        sourced=len(sourced),
        unnamed_sourced=int((~np.isin(sourced, named["application"])).sum()),
    )


def _rows(log: JobLog) -> pd.DataFrame:
    """Rows in which a person was met or is named: application, event, day, contact, and who (the name as it is compared)."""
    events = log.events
    contact = events["contact"].astype(str) if "contact" in events else pd.Series("", index=events.index, dtype=object)
    frame = events[["application", "event", "day"]].assign(contact=contact.str.strip())
    frame = frame[frame["event"].isin(MET) | (frame["contact"] != "")]
    rows: pd.DataFrame = frame.assign(who=frame["contact"].map(lambda name: " ".join(name.casefold().split())))
    return rows


def _people(named: pd.DataFrame, log: JobLog) -> pd.DataFrame:
    """What the log tells of each person; first is the place of their first row."""
    who = pd.factorize(named["who"])[0]
    by = named.assign(day=named["day"].astype(float), first=named.index, friendly=named["event"] == "networking").groupby(who)
    seen = by.agg(
        contact=("contact", "first"), day=("day", "max"), n=("day", "size"), networking=("friendly", "sum"), first=("first", "first")
    )
    part = pd.DataFrame({"who": who, "item": named["application"].to_numpy()}).drop_duplicates()
    person, item = part[part["item"] >= 0].to_numpy().T  # each process of each person once
    table = log.applications
    start, ended = (table[column].to_numpy(dtype=float) for column in ("start", "ended"))
    outcome = table["outcome"].to_numpy(dtype=object)
    going = (outcome == "") & (live_until(log) >= log.today)
    no = np.where(outcome == "rejected", ended, np.nan)
    return seen.assign(
        processes=np.bincount(person, minlength=len(seen)),
        back=_after_one(person, start[item], ended[item], len(seen)),
        no=_after_one(person, start[item], no[item], len(seen)),
        open=np.bincount(person[going[item]], minlength=len(seen)) > 0,
    )


def _after_one(person: Ints, start: Floats, ended: Floats, people: int) -> Ints:
    """How many processes of each person began after an earlier one of theirs had ended: after the first of all ends (NaN: none)."""
    first = np.full(people, np.inf)
    np.fmin.at(first, person, ended)
    return np.bincount(person[start > first[person]], minlength=people)


def _sourced(log: JobLog) -> np.ndarray:
    """The applications whose source is a recruiter; not those without any day, since no row of them could hold a name."""
    source = log.applications["source"].astype(str).str.casefold().str.strip()
    return np.flatnonzero(source.isin(["recruiter", "recruiters", "headhunter"]).to_numpy(dtype=bool) & ~dateless(log))


def recruiters_basis(log: JobLog, quiet: int = QUIET, most: int = 15) -> Basis:
    """Every row in which a person was met or is named; left out: those without a name."""
    rows, none = _rows(log), int(dateless(log).sum())
    return basis(
        "meeting or message",
        rows["application"],
        rows["day"],
        ("without a name in the column contact", rows["contact"] == ""),
        units="meetings and messages",
        besides=f"{count(none, 'application')} without a day in the file" if none else "",
    )


def say_recruiters(frame: pd.DataFrame) -> str:
    """Whom to write this week, and who came back."""
    if frame.empty:
        return (
            "No name is in the column contact yet. Write one beside each reply, talk or interview, and in a row networking for other contacts; a first "
            "name and an initial are enough. Then this chart tells with whom you have not spoken for long."
        )
    row = frame.iloc[0]
    write, waiting = frame.loc[frame["group"] == "write", "contact"].tolist(), int((frame["group"] == "later").sum())
    people, quiet = count(len(frame), "person", "people"), int(row["quiet"])
    free = len(write) + waiting
    if not write:
        text = f"Of {people} in this log, nobody without an open process has been quiet for more than {count(quiet, 'day')}: no line is due this week."
    else:
        names = " and ".join([", ".join(write[:-1]), write[-1]] if len(write) > 1 else write)
        text = (
            f"{free} of {people} {'has' if free == 1 else 'have'} no open process and no row for more than {count(quiet, 'day')}. One friendly line this week to "
            f"{names} keeps the door open, whether you got the job or not; then add a row networking."
        )
    return " ".join(part for part in (text, _came_back(frame), _unnamed(row), _not_drawn(frame)) if part)


def _came_back(frame: pd.DataFrame) -> str:
    """How many brought a further process after one had ended."""
    several, back, no = int((frame["processes"] > 0).sum()), int((frame["back"] > 0).sum()), int((frame["no"] > 0).sum())
    if not back:
        return ""
    people = f"{of(back, several)} people met in a process" if several > 1 else "The one person met in a process"
    end, after = (" with a no", "") if no == back else ("", f", {no} of them after a no" if no else "")
    return f"{people} came back with a further one after an earlier one had ended{end}{after}: burn no bridges."


def _unnamed(row: pd.Series) -> str:
    """What a name would add."""
    n, through = int(row["unnamed"]), int(row["unnamed_sourced"])
    parts = [f"{of(n, int(row['met']))} meetings and messages"] if n else []
    parts += [f"{through} of {count(int(row['sourced']), 'application')} through a recruiter"] if through else []
    have = "has no name beside it and is" if n + through == 1 else "have no name beside them and are"
    return f"{' and '.join(parts)} {have} not in the picture." if parts else ""


def _not_drawn(frame: pd.DataFrame) -> str:
    rest = int((~frame["drawn"].astype(bool)).sum())
    return f"{count(rest, 'person', 'people')} in touch more lately {'is' if rest == 1 else 'are'} not drawn." if rest else ""


def recruiters_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Each person: last contact, how long ago, processes, further ones, what to do."""
    text = {
        "Contact": frame["contact"].tolist(),
        "Last contact": [day_text(to_date(day)) for day in frame["day"]],
        "Days since": [f"{d:.0f}" for d in frame["days"]],
        "Processes": [f"{n}" for n in frame["processes"]],
        "After an ended one": [f"{r['back']}" + (f" ({r['no']} after a no)" if r["no"] else "") for r in records(frame)],
        "Networking": [f"{n}" for n in frame["networking"]],
        "Now": [STANDING[group] for group in frame["group"]],
    }
    return pd.DataFrame(text, dtype=object)
