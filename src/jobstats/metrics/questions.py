"""What a log does not know and a person may: which questions, in which order, and what each answer improves. Asks nobody, writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.log import JobLog, to_date
from jobstats.metrics.clocks import kinds_of, last_step
from jobstats.metrics.interviews import visits, written
from jobstats.metrics.time import silence_clock
from jobstats.metrics.words import count, out_of
from jobstats.vocabulary import STAGES

#: Applications that have been silent for longer than usual, at most: nobody remembers all of them in one sitting.
SILENT = 20
#: What is asked, in order: what the answers improve most comes first.
KINDS = {
    "note": "the chart on notes after interviews",
    "end": "which notes went out at once",
    "note hour": "which notes went out by the next noon",
    "decided": "how long answers take, and how many come",
    "answered": "how long answers take, and how many come",
    "outcome": "how many answers come",
    "silent": "how many answers come, and how many are waited for",
    "source": "the chart on sources",
}
#: What a question holds.
COLUMNS = (
    *("kind", "application", "line", "day", "hour", "company", "role", "round", "text", "improves", "key"),
    *("said", "noon", "next_day", "note_hour", "note_text", "known"),
)
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_OUTCOMES = {
    "rejected": "they said no",
    "withdrawn": "you stepped back",
    "closed": "the job was filled or taken down",
    "accepted": "you took the offer",
    "declined": "you turned the offer down",
}
Mask = npt.NDArray[np.bool_]


def questions(log: JobLog, known: Collection[str] = ()) -> pd.DataFrame:
    """One row per question worth asking, in the order to ask: kind by kind (KINDS), the newest first within a kind.

    Columns: kind, application (row of log.applications), line (the row of the file an answer may amend), day (the interview's, the
    note's, or of applying), hour (of the interview's end, NaN where unknown), company, role, round, text (the question), improves,
    key (what tells the question from others, also after other rows were added or changed); and for the answers: said (the round
    as the row says it), noon (day of the next business noon), next_day (of the application's next interview, NaN for none), note_hour,
    note_text, known (the outcome that has no day). known: keys of questions not to ask. Applications without any day are not asked
    about: a later day alone would make them processes that came to the person. Not for a log without names.
    """
    parts = [make(log) for make in (_of_interviews, _of_ends, _of_silence, _of_sources)]
    found = pd.concat([p for p in parts if len(p)] or [pd.DataFrame(columns=list(COLUMNS))], ignore_index=True)
    when = found["day"].where(found["since"].isna(), found["since"]) if "since" in found else found.get("day", pd.Series(dtype=float))
    found = found.reindex(columns=list(COLUMNS))
    found["key"] = [
        f"{kind}|{company.strip().casefold()}|{role.strip().casefold()}|{int(day)}"
        for kind, company, role, day in zip(found["kind"], found["company"], found["role"], when, strict=True)
    ]
    found["improves"] = found["kind"].map(KINDS)
    rank = found["kind"].map({kind: i for i, kind in enumerate(KINDS)}).to_numpy(dtype=np.int64)
    found = found.iloc[np.lexsort((-found["day"].to_numpy(dtype=float), rank))]
    return found[~found["key"].isin(set(known))].reset_index(drop=True)


def standing(log: JobLog, kind: str) -> str:
    """How far the record goes that questions of this kind improve, as k of n in a sentence."""
    return _STANDING[kind](log)


def day_said(day: float, as_of: date) -> str:
    """A day as people say it: 9 March; with its year where that is another than the log's."""
    there = to_date(day)
    text = f"{there.day} {_MONTHS[there.month - 1]}"
    return text if there.year == as_of.year else f"{text} {there.year}"


def hour_said(hour: float) -> str:
    """An hour as 14:05; "" where it is not known."""
    return "" if np.isnan(hour) else f"{int(hour):02d}:{round(hour % 1 * 60):02d}"


# ---- interviews and the notes after them


def _of_interviews(log: JobLog) -> pd.DataFrame:
    """Notes not recorded; ends not known that decide whether a note went out at once; notes of the very day of the noon without an hour."""
    met = visits(log)
    if met.empty:
        return pd.DataFrame()
    met = met.join(written(log))
    met["next_day"] = met["day"].shift(-1).where(met["application"].shift(-1) == met["application"])
    unsent = ((met["bucket"] == "unknown") & met["note_days"].isna()).to_numpy() & (met["noon"] < log.today).to_numpy()
    no_end = _same_day(met) & met["hour"].isna().to_numpy()
    no_hour = ((met["bucket"] == "unknown") & met["note_days"].notna() & met["note_hour"].isna()).to_numpy()
    notes = met.assign(line=met["note_line"], day=met["day"] + met["note_days"])[no_hour]
    return pd.concat(
        [
            _named(log, met[unsent], "note", lambda r: f"Interview with {_whom(r)} on {_when(r, log)}: when did your note go out?"),
            _named(log, met[no_end], "end", lambda r: f"At what time did the interview with {_whom(r)} on {_when(r, log)} end?"),
            _named(
                log,
                notes,
                "note hour",
                lambda r: (
                    f"Your note after the interview with {_whom(r)} went out on {day_said(r['day'], log.as_of)}: in the morning, or later?"
                ),
            ),
        ],
        ignore_index=True,
    )


def _same_day(met: pd.DataFrame) -> Mask:
    """The interviews whose note went out on their own day, at a known hour."""
    found: Mask = ((met["note_days"] == 0) & met["note_hour"].notna()).to_numpy()
    return found


def _named(log: JobLog, rows: pd.DataFrame, kind: str, say: Callable[[pd.Series], str]) -> pd.DataFrame:
    """These rows as questions of one kind, with the names of their applications."""
    named = log.applications[["company", "role"]].iloc[rows["application"].to_numpy(dtype=np.int64)].reset_index(drop=True)
    out = rows.reset_index(drop=True).assign(kind=kind, company=named["company"], role=named["role"])
    return out.assign(text=[say(row) for _, row in out.iterrows()])


def _whom(row: pd.Series) -> str:
    """Acme (Analyst, round 2), as far as it is known."""
    more = ", ".join(part for part in (str(row["role"]).strip(), f"round {row['round']}") if part)
    return f"{_company(row)} ({more})"


def _company(row: pd.Series) -> str:
    return str(row["company"]).strip() or "a company not noted"


def _when(row: pd.Series, log: JobLog) -> str:
    hour = hour_said(float(row["hour"]))
    return day_said(row["day"], log.as_of) + (f", {hour}" if hour else "")


# ---- what came of applications, and where they came from


def _applications(log: JobLog, mask: Mask) -> pd.DataFrame:
    """These applications, those without any day apart: day of applying, and the line of the row that says so, else of their first row."""
    item = np.flatnonzero(mask & ~np.isnan(log.applications["start"].to_numpy(dtype=float)))
    rows = log.events.loc[log.events["application"] >= 0, ["application", "event", "line"]]
    line = rows.drop_duplicates("application").set_index("application")["line"]
    line.update(rows[rows["event"] == "applied"].drop_duplicates("application").set_index("application")["line"])
    start = log.applications["start"].to_numpy(dtype=float)[item]
    known = log.applications["outcome"].to_numpy(dtype=object)[item]
    lines = line.reindex(item).fillna(0).to_numpy(dtype=np.int64)
    return pd.DataFrame({"application": item, "line": lines, "day": start, "known": known}).astype({"day": np.int64})


def _subject(row: pd.Series, log: JobLog) -> str:
    """Acme, Analyst (applied 3 February)."""
    came = bool(np.isnan(float(log.applications["applied"].iloc[int(row["application"])])))
    name = ", ".join(part for part in (_company(row), str(row["role"]).strip()) if part)
    return f"{name} ({'since' if came else 'applied'} {day_said(row['day'], log.as_of)})"


def _of_ends(log: JobLog) -> pd.DataFrame:
    """Applications whose status has no day, or of which the file says that nobody knows it."""
    decided, answered, unknown = _undated(log)
    return pd.concat(
        [
            _named(
                log,
                _applications(log, decided),
                "decided",
                lambda r: f"{_subject(r, log)}: {_OUTCOMES.get(str(r['known']), 'it ended')}. On which day?",
            ),
            _named(
                log, _applications(log, answered), "answered", lambda r: f"{_subject(r, log)}: on which day did their first answer come?"
            ),
            _named(log, _applications(log, unknown), "outcome", lambda r: f"{_subject(r, log)}: what came of it?"),
        ],
        ignore_index=True,
    )


def _undated(log: JobLog) -> tuple[Mask, Mask, Mask]:
    """Applications with an outcome on no known day, those with a first answer on none, and those of which nobody knows."""
    table = log.applications
    undated, outcome = table["undated"].to_numpy(dtype=bool), table["outcome"].to_numpy(dtype=object)
    ended, reply = (np.isnan(table[c].to_numpy(dtype=float)) for c in ("ended", "reply"))
    decided: Mask = undated & (outcome != "") & ended
    answered: Mask = undated & ~decided & (table["level"].to_numpy() >= STAGES.index("reply")) & reply
    unknown: Mask = undated & ~decided & ~answered & (outcome == "")
    return decided, answered, unknown


def _of_silence(log: JobLog) -> pd.DataFrame:
    """Open applications that have been silent for longer than the person's own clock, those that became so last first."""
    waits, since = _waiting(log)
    late = np.flatnonzero(waits & (since > silence_clock(log).day))
    late = late[np.argsort(since[late], kind="stable")][:SILENT]
    mask = np.zeros(len(log), bool)
    mask[late] = True
    rows = _applications(log, mask)
    rows["since"] = (log.today - since)[
        rows["application"].to_numpy(dtype=np.int64)
    ]  # asked again once something has come, and silence after it
    return _named(log, rows, "silent", lambda r: f"{_subject(r, log)}: what came of it?")


def _waiting(log: JobLog) -> tuple[Mask, npt.NDArray[np.float64]]:
    """Which applications are open, and for how many days nothing has come of each."""
    waits: Mask = (kinds_of(log) == 0) & ~log.applications["undated"].to_numpy(dtype=bool)
    return waits, log.today - last_step(log, (*STAGES, "assessment", "approached"))


def _of_sources(log: JobLog) -> pd.DataFrame:
    """Applications without a source, where others have one."""
    blank = (log.applications["source"] == "").to_numpy()
    mask = blank & (not blank.all())
    return _named(log, _applications(log, mask), "source", lambda r: f"{_subject(r, log)}: where did you find it?")


# ---- k of n


def _notes_standing(log: JobLog) -> str:
    met = visits(log)
    k = int(((met["bucket"] != "unknown") | met["note_days"].notna()).sum())
    return f"{out_of(k, len(met), 'interview')} {_have(k)} a note on record, or a recorded no; the chart on notes rests on these."


def _ends_standing(log: JobLog) -> str:
    met = visits(log)
    met = met.join(written(log)) if len(met) else met.assign(note_hour=np.nan)
    same = _same_day(met)
    k = int((same & met["hour"].notna().to_numpy()).sum())
    return f"Of {k} of {count(int(same.sum()), 'note')} sent on the interview’s own day it is known whether they went out within two hours."


def _hours_standing(log: JobLog) -> str:
    met = visits(log)
    sent = met["note_days"].notna()
    k = int((sent & (met["bucket"] != "unknown")).sum())
    return f"{out_of(k, int(sent.sum()), 'note')} can be placed before or after the next business noon; only these can be compared."


def _days_standing(log: JobLog) -> str:
    n, k = len(log), len(log) - int(log.applications["undated"].sum())
    return f"What came of {out_of(k, n, 'application')} is known with its day; shares and waiting times rest on these."


def _silence_standing(log: JobLog) -> str:
    waits, since = _waiting(log)
    quiet, n = silence_clock(log).day, int(waits.sum())
    k = int((waits & (since <= quiet)).sum())
    return (
        f"{out_of(k, n, 'open application')} {'is' if k == 1 else 'are'} within the usual wait of {quiet} days; "
        "a no that was never noted makes answers look slower and rarer than they are."
    )


def _sources_standing(log: JobLog) -> str:
    k = int((log.applications["source"] != "").sum())
    return f"{out_of(k, len(log), 'application')} {_have(k)} a source; the chart on sources rests on these."


def _have(n: int) -> str:
    return "has" if n == 1 else "have"


_STANDING: dict[str, Callable[[JobLog], str]] = {
    "note": _notes_standing,
    "end": _ends_standing,
    "note hour": _hours_standing,
    "decided": _days_standing,
    "answered": _days_standing,
    "outcome": _days_standing,
    "silent": _silence_standing,
    "source": _sources_standing,
}
