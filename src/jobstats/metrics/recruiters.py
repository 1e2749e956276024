"""People met on the way: when each was last in touch, who came back, whom to write one friendly line."""

from __future__ import annotations

import numbers

import numpy as np
import pandas as pd

from jobstats.errors import AskError
from jobstats.estimators import Floats, Ints
from jobstats.log import JobLog, records, to_date
from jobstats.metrics.asking import may_ask
from jobstats.metrics.basis import Basis, basis
from jobstats.metrics.time import is_open
from jobstats.metrics.undated import dateless
from jobstats.metrics.words import count, day_text, of
from jobstats.names import fold
from jobstats.spacing import rule

#: Days without a word after which one friendly line is welcome, and how many lines a week are enough.
QUIET, A_WEEK = 60, 3
#: Events in which a person was met or written to; others count where a contact is written beside them.
MET = ("approached", "reply", "screen", "interview", "coworker_chat", "networking")
#: What may be said of a contact.
STANDING = {"write": "One line this week", "later": "Quiet for long", "open": "Open process", "recent": "In touch"}


def recruiters(log: JobLog, quiet: int = QUIET, most: int = 15) -> pd.DataFrame:
    """One row per person of the column `contact`, longest without contact first.

    A person came back when a process they were part of began after an earlier one of theirs had ended, whatever its end.
    Columns: contact, day (of the last word: a row with their name, or a note or question without any name in a process of theirs), days
    (since), n (rows), processes, networking (rows), back (processes that came after an ended one), no (of these, after a rejection), group
    (open: part of a process that is still open in the whole log, however long it is silent; recent: in touch within `quiet` days, a line
    is planned, or somebody in a process of theirs was met or written to within the log's spacing; write: none of both, the three longest; later: the
    others), drawn (the `most` longest), and for the whole: quiet, met and unnamed (rows in which a person was met, and those of them without a
    name), sourced and unnamed_sourced (applications whose source is a recruiter, and those of them without any name).
    """
    for name, value in (("quiet", quiet), ("most", most)):
        if isinstance(value, bool) or not isinstance(value, numbers.Integral) or value < 1:
            raise AskError(
                f"{name}={value!r} cannot be used: write a whole number above nought, as in {name}={60 if name == 'quiet' else 15}."
            )
    rows = _rows(log)
    named = rows[rows["contact"] != ""]
    frame = people(log, quiet)
    sourced = _sourced(log)
    return frame.assign(
        drawn=frame.index < most,
        quiet=quiet,
        met=len(rows),
        unnamed=len(rows) - len(named),
        sourced=len(sourced),
        unnamed_sourced=int((~np.isin(sourced, named["application"])).sum()),
    )


def people(log: JobLog, quiet: int = QUIET, today: int | None = None, spacing: int | None = None, most: int | None = None) -> pd.DataFrame:
    """The people of `recruiters`, with contact to processes, back, no and group. today: the day number it is told for, unless that of the log.

    spacing, most: of the questions in a process, those of the log unless given; nobody is to be written to who was in touch within the spacing, or in whose
    process anybody was, and nobody in a process without a known end after `most` of them.
    """
    now = log.today if today is None else today
    spacing, most = rule(log, spacing, most)
    frame = _people(log, now)
    frame["days"] = now - frame["day"]
    frame = frame.sort_values(["day", "first"], kind="stable").drop(columns="first").reset_index(drop=True)
    base = log.whole[0] if log.whole else log
    every = frame if base is log else _people(base, now)
    busy, lately = _busy(base, now, quiet, spacing, most)
    planned = {fold(str(name)) for name in base.ahead["contact"]} if "contact" in base.ahead else set()
    recent = set(every.loc[(every["day"] >= now - quiet) | (every["day"] > now - spacing), "who"]) | lately | planned
    who = frame["who"]
    frame["group"] = np.where(who.isin(busy), "open", np.where(who.isin(recent), "recent", "later"))
    free = frame["group"] == "later"
    frame.loc[free & (free.cumsum() <= A_WEEK), "group"] = "write"
    return frame.drop(columns="who")


def _busy(log: JobLog, today: int, quiet: int, spacing: int, most: int) -> tuple[set[str], set[str]]:
    """Who is part of an open process, and in whose process a question was asked within either time or anybody met within the spacing, or will be."""
    named = _rows(log)
    part = named.loc[(named["contact"] != "") & (named["application"] >= 0), ["who", "application"]].drop_duplicates()
    asks = {ask.item: ask for ask in may_ask(log, part["application"].unique().tolist(), today, spacing, most)}
    still, none = is_open(log), (log.applications["outcome"] == "").to_numpy()
    busy, lately = set(), set()
    for who, item in zip(part["who"].tolist(), part["application"].tolist(), strict=True):
        asked = asks[item].asked
        if still[item] or asks[item].coming or (none[item] and len(asked) >= most):
            busy.add(who)
        if (asked and asked[-1] + quiet > today) or asks[item].last + spacing > today:
            lately.add(who)
    return busy, lately


def _rows(log: JobLog) -> pd.DataFrame:
    """Rows in which a person was met or is named: application, event, day, contact, and who (the name as it is compared)."""
    events = log.events
    contact = events["contact"].astype(str) if "contact" in events else pd.Series("", index=events.index, dtype=object)
    frame = events[["application", "event", "day"]].assign(contact=contact.str.strip())
    frame = frame[frame["event"].isin(MET) | (frame["contact"] != "")]
    rows: pd.DataFrame = frame.assign(who=frame["contact"].map(fold))
    return rows


def _people(log: JobLog, today: int) -> pd.DataFrame:
    """What the log tells of each person until a day; first is the place of their first row, who the name as it is compared."""
    named = _rows(log)
    named = named[named["contact"] != ""]
    who, names = pd.factorize(named["who"])
    by = named.assign(day=named["day"].astype(float), first=named.index, friendly=named["event"] == "networking").groupby(who)
    seen = by.agg(
        contact=("contact", "first"), day=("day", "max"), n=("day", "size"), networking=("friendly", "sum"), first=("first", "first")
    )
    part = pd.DataFrame({"who": who, "item": named["application"].to_numpy()}).drop_duplicates()
    person, item = part[part["item"] >= 0].to_numpy().T  # each process of each person once
    table = log.applications
    start, ended = (table[column].to_numpy(dtype=float) for column in ("start", "ended"))
    no = np.where(table["outcome"].to_numpy(dtype=object) == "rejected", ended, np.nan)
    day = seen["day"].to_numpy(dtype=float).copy()
    np.fmax.at(day, person, _written(log, today)[item])
    return seen.assign(
        day=day,
        who=np.asarray(names, dtype=object),
        processes=np.bincount(person, minlength=len(seen)),
        back=_after_one(person, start[item], ended[item], len(seen)),
        no=_after_one(person, start[item], no[item], len(seen)),
    )


def _written(log: JobLog, today: int) -> Floats:
    """The last day until today on which a note or a question was sent in each application, to nobody named; NaN for none."""
    out = np.full(len(log), np.nan)
    events = log.events
    mine = (events["event"].isin(["nudge", "follow_up"]) & (events["application"] >= 0) & (events["day"] <= today)).to_numpy()
    if "contact" in events:
        mine = mine & (events["contact"].astype(str).str.strip() == "").to_numpy()
    np.fmax.at(out, events["application"].to_numpy()[mine], events["day"].to_numpy(dtype=float)[mine])
    return out


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
