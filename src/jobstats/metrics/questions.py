"""What a log does not know and a person may: which questions, in which order, and what each answer improves. Asks nobody, writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.log import JobLog, chosen, day_spoken, records, to_date
from jobstats.metrics.clocks import kinds_of, last_step
from jobstats.metrics.follow_up import notes_told
from jobstats.metrics.interviews import visits, written
from jobstats.metrics.time import silence_clock
from jobstats.metrics.words import count, out_of
from jobstats.names import company_keys, folds
from jobstats.vocabulary import STAGES

#: Applications silent for longer than usual, and those without a source, that one sitting asks for: nobody remembers all of them at once.
MOST = {"silent": 20, "source": 20}
#: Sources are asked for where at least this share of the applications has one: whoever never noted them is not made to begin with hundreds.
#: The kit's own choice, from no study: at a third the chart on sources shows something, and each answer adds to it.
NOTED = 1 / 3
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
    *("said", "noon", "next_day", "note_hour", "note_text", "known", "again", "open"),
)
_OUTCOMES = {
    "rejected": "they said no",
    "withdrawn": "you stepped back",
    "closed": "the job was filled or taken down",
    "accepted": "you took the offer",
    "declined": "you turned the offer down",
}
#: Kinds of question that are one to whoever answers.
_SAME = {"silent": "outcome"}
_STEPS = (*STAGES, "assessment", "approached")
Mask = npt.NDArray[np.bool_]


def questions(log: JobLog, ids: Sequence[str] = (), known: Callable[[list[str]], Set[str]] = lambda _: frozenset()) -> pd.DataFrame:
    """One row per question worth asking, in the order to ask: kind by kind (KINDS), the newest first within a kind, MOST of a kind.

    Columns: kind, application (row of log.applications), line (the row of the file an answer may amend), day (the interview's, the
    note's, or of applying), hour (of the interview's end, NaN where unknown), company, role, round ("" but for interviews), text (the
    question), improves, key; and for the answers: said (the round as the row says it), noon (day of the next business noon), next_day (of the
    application's next interview, NaN for none), note_hour, note_text, known (the outcome that has no day), again (the day from which
    “Nothing yet” is no answer any more, NaN where it is none); open: how many there are of its kind, those beyond MOST too.
    ids: what the file calls each application, "" or () where it does not. known: which of some keys are not to be asked. The key stays
    as it is when other rows come and go, and when company or role are spelled otherwise; an interview whose day is mended is asked
    about anew. Applications without any day are not asked about: a later day alone would make them processes that came to the
    person. Not for a log without names.
    """
    parts = [make(log) for make in (_of_interviews, _of_ends, _of_silence, _of_sources)]
    found = pd.concat([p for p in parts if len(p)] or [pd.DataFrame(columns=[*COLUMNS, "since"])], ignore_index=True)
    found = found.reindex(columns=[*COLUMNS, "since"])
    item = found["application"].to_numpy(dtype=np.int64)
    for name in ("company", "role"):
        found[name] = log.applications[name].to_numpy(dtype=object)[item]
    found["round"] = ["" if np.isnan(n) else int(n) for n in found["round"].astype(float)]
    who, when = _who(log, ids)[item], found["since"].fillna(found["day"])
    found["key"] = [f"{_SAME.get(k, k)}|{w}|{int(day)}" for k, w, day in zip(found["kind"], who, when, strict=True)]
    found["improves"] = found["kind"].map(KINDS)
    rank = found["kind"].map({kind: i for i, kind in enumerate(KINDS)}).to_numpy(dtype=np.int64)
    found = found[list(COLUMNS)].iloc[np.lexsort((-found["day"].to_numpy(dtype=float), rank))]
    found = found[~found["key"].isin(known(found["key"].tolist()))]
    found["open"] = found["kind"].map(found["kind"].value_counts()).astype(np.int64)
    found = found[found.groupby("kind").cumcount() < found["kind"].map(MOST).fillna(np.inf)].reset_index(drop=True)
    return found.assign(text=[_SAY[row["kind"]](row, log) for row in records(found)])


def _who(log: JobLog, ids: Sequence[str]) -> npt.NDArray[np.object_]:
    """What tells each application from the others, however it is spelled: its id, else company and role, numbered where those are the same."""
    pairs = chosen(log, "told apart", _pairs)
    named = zip(folds(ids) if len(ids) else [""] * len(pairs), pairs, strict=True)
    return np.array([f"id|{name}" if name else pair for name, pair in named], dtype=object)


def _pairs(log: JobLog) -> npt.NDArray[np.object_]:
    names = zip(company_keys(log.applications["company"].tolist()), folds(log.applications["role"].tolist()), strict=True)
    both = pd.Series([f"{company}|{role}" for company, role in names], dtype=object)
    return (both + "|" + both.groupby(both).cumcount().astype(str)).to_numpy(dtype=object)


def standing(log: JobLog, kind: str) -> str:
    """How far the record goes that questions of this kind improve, as k of n in a sentence."""
    return _STANDING[kind](log)


def day_said(day: float, as_of: date) -> str:
    """A day as people say it: 9 March; with its year where that is another than the log's."""
    return day_spoken(to_date(day), as_of)


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
    notes = met.assign(line=met["note_line"], day=met["day"] + met["note_days"])
    return pd.concat(
        [met[unsent].assign(kind="note"), met[no_end].assign(kind="end"), notes[no_hour].assign(kind="note hour")], ignore_index=True
    )


def _same_day(met: pd.DataFrame) -> Mask:
    """The interviews whose note went out on their own day, at a known hour."""
    found: Mask = ((met["note_days"] == 0) & met["note_hour"].notna()).to_numpy()
    return found


def _whom(row: Mapping[str, Any]) -> str:
    """Acme (Analyst, round 2), as far as it is known."""
    more = ", ".join(part for part in (str(row["role"]).strip(), f"round {row['round']}") if part)
    return f"{_company(row)} ({more})"


def _company(row: Mapping[str, Any]) -> str:
    return str(row["company"]).strip() or "a company not noted"


def _when(row: Mapping[str, Any], log: JobLog) -> str:
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


def _subject(row: Mapping[str, Any], log: JobLog) -> str:
    """Acme, Analyst (applied 3 February)."""
    came = bool(np.isnan(float(log.applications["applied"].iloc[int(row["application"])])))
    name = ", ".join(part for part in (_company(row), str(row["role"]).strip()) if part)
    return f"{name} ({'since' if came else 'applied'} {day_said(row['day'], log.as_of)})"


def _of_ends(log: JobLog) -> pd.DataFrame:
    """Applications whose status has no day, or of which the file says that nobody knows it."""
    found = [
        _applications(log, mask).assign(kind=kind) for kind, mask in zip(("decided", "answered", "outcome"), _undated(log), strict=True)
    ]
    return pd.concat([*found[:2], _quiet_since(log, found[2])], ignore_index=True)


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
    """Open applications that have been silent for longer than the person's own clock."""
    waits, since = _waiting(log)
    return _quiet_since(log, _applications(log, waits & (since > silence_clock(log).day)).assign(kind="silent"))


def _quiet_since(log: JobLog, rows: pd.DataFrame) -> pd.DataFrame:
    """When something last came of these: asked again once something has, and silence after it; and the day from which silence is long again."""
    last = last_step(log, _STEPS)[rows["application"].to_numpy(dtype=np.int64)]
    return rows.assign(since=last, again=log.today + silence_clock(log).day)


def _waiting(log: JobLog) -> tuple[Mask, npt.NDArray[np.float64]]:
    """Which applications are open, and for how many days nothing has come of each."""
    waits: Mask = (kinds_of(log) == 0) & ~log.applications["undated"].to_numpy(dtype=bool)
    return waits, log.today - last_step(log, _STEPS)


def _of_sources(log: JobLog) -> pd.DataFrame:
    """Applications without a source, where enough of the whole log have one."""
    every = (log.whole[0] if log.whole else log).applications["source"]
    enough = len(every) > 0 and (every != "").mean() >= NOTED
    return _applications(log, (log.applications["source"] == "").to_numpy() & enough).assign(kind="source")


_SAY: dict[str, Callable[[Mapping[str, Any], JobLog], str]] = {
    "note": lambda r, log: f"Interview with {_whom(r)} on {_when(r, log)}: when did your note go out?",
    "end": lambda r, log: f"At what time did the interview with {_whom(r)} on {_when(r, log)} end?",
    "note hour": lambda r, log: (
        f"Your note after the interview with {_whom(r)} went out on {day_said(r['day'], log.as_of)}: in the morning, or later?"
    ),
    "decided": lambda r, log: f"{_subject(r, log)}: {_OUTCOMES.get(str(r['known']), 'it ended')}. On which day?",
    "answered": lambda r, log: f"{_subject(r, log)}: on which day did their first answer come?",
    "outcome": lambda r, log: f"{_subject(r, log)}: what came of it?",
    "silent": lambda r, log: f"{_subject(r, log)}: what came of it?",
    "source": lambda r, log: f"{_subject(r, log)}: where did you find it?",
}


# ---- k of n


def _notes_standing(log: JobLog) -> str:
    return f"{notes_told(visits(log)['bucket'])}; the chart on notes rests on these."  # the very count of that chart


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
