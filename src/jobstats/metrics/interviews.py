"""Interviews one by one: when, which round, what came next, and when the note after it went out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.errors import AskError, count
from jobstats.estimators import Floats, Ints
from jobstats.log import JobLog, remembered
from jobstats.metrics.basis import Basis, basis
from jobstats.metrics.clocks import kinds_of, next_end
from jobstats.metrics.undated import without_day
from jobstats.vocabulary import STAGES

#: When the note went out, against the interview's own hour (METHODS 3).
BUCKETS = {
    "at once": "At once (within 2 h)",
    "by noon": "Same evening or next morning",
    "later": "Later",
    "none": "Known not sent",
    "unknown": "Not recorded",
}
#: Why an interview is left out of all that is told of what follows it.
LOST = "whose outcome has no day in the file"
#: Hours after the end of the interview that count as at once.
AT_ONCE = 2


def visits(log: JobLog, holidays: Sequence[str] = ()) -> pd.DataFrame:
    """One row per interview: rows of one application on one day are one interview, its last hour counts as its end.

    Columns: application, day, hour (of its end, NaN where unknown), round (counted where blank), kind, age (days to
    as_of), days and kind_of_end (to the next step or end; 0 open, 1 next step, 2 rejected, 3 withdrawn or closed),
    lost (it led on or ended on no known day: neither waiting nor on any clock), came (the kind of end, of a lost one too),
    noon (day of the next business noon), bucket (BUCKETS), note_hours (from the end to the note, NaN where either
    hour or the note is unknown), note_days (whole days to the note).
    holidays: days, as ISO text, that are no business days besides weekends.
    """
    off = _days_off(holidays)
    return remembered(log, ("visits", off), lambda: _chosen(visits(log.whole[0], off), log.whole[1]) if log.whole else _visits(log, off))


def _days_off(holidays: Sequence[str]) -> tuple[str, ...]:
    """Holidays as ISO text; AskError for anything that is no list of days."""
    if isinstance(holidays, str):
        raise AskError(f'holidays is one text. Write a list of days: holidays=["{holidays}"].')
    try:
        return tuple(date.fromisoformat(str(day)[:10]).isoformat() for day in holidays)
    except ValueError as error:
        raise AskError(f"holidays holds something that is no day ({error}). Write each as in 2026-04-03.") from error


def _chosen(frame: pd.DataFrame, rows: Ints) -> pd.DataFrame:
    """The interviews of these applications: filters choose applications whole, so nothing else about them changes."""
    place = np.full(max(int(frame["application"].max()) if len(frame) else 0, int(rows.max(initial=0))) + 1, -1, np.int64)
    place[rows] = np.arange(len(rows))
    code = place[frame["application"].to_numpy()]
    chosen: pd.DataFrame = frame[code >= 0].assign(application=code[code >= 0]).reset_index(drop=True)
    return chosen


def _visits(log: JobLog, holidays: tuple[str, ...]) -> pd.DataFrame:
    place, code, when, last = _rows(log)
    met = log.events.iloc[place]
    item, day = code[last], when[last]
    end, kinds = next_end(log, item, place[last])
    age, told = log.today - day, without_its_day(log)[item]
    frame = pd.DataFrame(
        {
            "application": item,
            "day": day,
            "hour": _highest(_hours(met), last),
            "round": _rounds(met["round"], item, last),
            "kind": met["kind"].iloc[last].reset_index(drop=True),
            "age": age,
            "days": np.where(np.isnan(end), age, end - day).astype(np.int64),
            "kind_of_end": kinds,
            "lost": (kinds == 0) & (told > 0),
            "came": np.where(kinds == 0, told, kinds),
            "noon": _next_business_day(day, holidays),
        }
    )
    return _with_notes(frame, log)


def _rows(log: JobLog) -> tuple[Ints, Ints, Ints, Ints]:
    """The rows of interviews by application and day: their places in log.events, applications, days; and the last row of each interview."""
    place = np.flatnonzero((log.events["event"] == "interview").to_numpy() & (log.events["application"] >= 0).to_numpy())
    code, when = (log.events[c].to_numpy(dtype=np.int64)[place] for c in ("application", "day"))
    order = np.lexsort((when, code))
    place, code, when = place[order], code[order], when[order]
    return place, code, when, np.flatnonzero((np.diff(code, append=-1) != 0) | (np.diff(when, append=-1) != 0))


def written(log: JobLog) -> pd.DataFrame:
    """Where each interview stands in the file, row by row as in `visits`; not for a log without names.

    Columns: line (of its last row), said (the round that row says, as text), note_line (of the first note after it, 0 for none),
    note_hour (NaN where there is none), note_text (what the column note of that row holds).
    """
    place, _, _, last = _rows(log)
    met, sent = log.events.iloc[place[last]], log.events[log.events["event"] == "follow_up"]
    at = _visit_of(visits(log), sent)
    note = pd.DataFrame({"visit": at, "line": sent["line"].to_numpy(), "hour": _hours(sent), "text": sent["note"].to_numpy(dtype=object)})
    note = note[note["visit"] >= 0].drop_duplicates("visit").set_index("visit").reindex(range(len(met)))
    return pd.DataFrame(
        {
            "line": met["line"].to_numpy(dtype=np.int64),
            "said": met["round"].to_numpy(dtype=object),
            "note_line": note["line"].fillna(0).to_numpy(dtype=np.int64),
            "note_hour": note["hour"].to_numpy(dtype=float),
            "note_text": note["text"].fillna("").to_numpy(dtype=object),
        }
    )


def _highest(values: npt.NDArray[Any], last: Ints) -> npt.NDArray[Any]:
    """The highest value of each run of rows, runs given by their last rows; NaN only where there is no other."""
    return np.fmax.reduceat(values, np.append(0, last[:-1] + 1)) if len(last) else values[:0]


def _rounds(said: pd.Series, item: Ints, last: Ints) -> Ints:
    """The round of each interview, the highest its rows say; counted where they say none."""
    codes, words = pd.factorize(said, sort=True)
    number = pd.to_numeric(pd.Series(words, dtype=object), errors="coerce").to_numpy(dtype=float)[_highest(codes, last)]
    new = np.flatnonzero(np.diff(item, prepend=-1))
    counted = np.arange(len(item)) - np.repeat(new, np.diff(new, append=len(item))) + 1
    return np.where(np.isnan(number), counted, number).astype(np.int64)


def _hours(rows: pd.DataFrame) -> Floats:
    """The hour of each row as a number; NaN where only the day is known."""
    stamp = rows["date"]
    hour = (stamp.dt.hour + stamp.dt.minute / 60).to_numpy(dtype=float)
    return np.where((rows["precision"] == "minute").to_numpy(), hour, np.nan)


def _next_business_day(day: Ints, holidays: tuple[str, ...]) -> Ints:
    days = day.astype("datetime64[D]")
    return np.asarray(np.busday_offset(days, 1, roll="backward", holidays=np.array(holidays, dtype="datetime64[D]")).astype(np.int64))


def without_its_day(log: JobLog) -> Ints:
    """How each application led on past its interviews, or ended, on no known day, as a kind of end; 0 where it did not."""
    table = log.applications
    led_on = (table["level"].to_numpy() >= STAGES.index("offer")) & np.isnan(table["offer"].to_numpy(dtype=float))
    ended = np.where(np.isnan(table["ended"].to_numpy(dtype=float)), kinds_of(log), 0)
    return np.where(led_on, 1, ended).astype(np.int64)


def untold(log: JobLog) -> str:
    """Why no share of what follows an interview can be told, in words; "" when it can.

    Interviews whose outcome has no day are decided ones: where they are more than one in twenty, what is left looks slower than it is.
    """
    met = visits(log)
    return no_share_without(int(met["lost"].sum()), len(met), "interview", "interviews")


def no_share_without(n: int, total: int, one: str, many: str) -> str:
    """That so many have an outcome on no known day, and how to mend it; "" for one in twenty or fewer."""
    if n * 20 <= total:
        return ""
    have = "has" if n == 1 else "have"
    return f"{n} of {count(total, one, many)} {have} an outcome without a day in the file, so no share can be told: add the day of each decision"


def visits_basis(log: JobLog, holidays: Sequence[str] = ()) -> Basis:
    """Every interview; rows of one application on one day are one."""
    met = visits(log, holidays)
    return basis("interview", met["application"], met["day"], besides=without_day(log, "interview"))


def followed_basis(log: JobLog) -> Basis:
    """Every interview of which it is known when something followed, or that nothing has; left out are those whose outcome has no day."""
    met = visits(log)
    return basis("interview", met["application"], met["day"], (LOST, met["lost"]), besides=without_day(log, "interview"))


def latest_visit(frame: pd.DataFrame, item: Ints, day: Ints) -> Ints:
    """The row of the latest interview of each application on or before a day; -1 for none. frame: sorted visits."""
    size = 1_000_000
    key = frame["application"].to_numpy(dtype=np.int64) * size + frame["day"].to_numpy(dtype=np.int64)
    at = np.searchsorted(key, item * size + day, side="right") - 1
    mine = (
        (at >= 0) & (frame["application"].to_numpy(dtype=np.int64)[np.maximum(at, 0)] == item) if len(frame) else np.zeros(len(item), bool)
    )
    return np.where(mine, at, -1)


def counted_to(log: JobLog, item: int, when: date, said: str = "") -> int:
    """The row of `visits` that a note of application `item`, sent then, would be counted to; -1 for none.

    when: a datetime where the hour is known. said: the round its row says, "" for none.
    """
    hour = isinstance(when, datetime)
    day = (pd.Timestamp(when).normalize() - pd.Timestamp(0)).days
    row = {"application": item, "day": day, "date": pd.Timestamp(when), "precision": "minute" if hour else "day", "round": said}
    return int(_visit_of(visits(log), pd.DataFrame([row]))[0])


def _visit_of(frame: pd.DataFrame, rows: pd.DataFrame) -> Ints:
    """Which interview each note is about: the one of its round where it says one, else the latest before it, by the hour where both are known."""
    item, day = rows["application"].to_numpy(dtype=np.int64), rows["day"].to_numpy(dtype=np.int64)
    at = latest_visit(frame, item, day)
    if not len(frame):
        return at
    code, met, hour = (frame[c].to_numpy() for c in ("application", "day", "hour"))
    too_soon = (at >= 0) & (met[at] == day) & (_hours(rows) < hour[at])
    before = np.where((at > 0) & (code[np.maximum(at - 1, 0)] == item), at - 1, -1)
    at = np.where(too_soon, before, at)
    same = _of_round(frame, item, pd.to_numeric(rows["round"], errors="coerce").to_numpy(dtype=float), day)
    return np.where(same >= 0, same, at)


def _of_round(frame: pd.DataFrame, item: Ints, said: Floats, day: Ints) -> Ints:
    """The row of the latest interview of each application in the round said, on or before a day; -1 for none."""
    numbers, number = np.unique(frame["round"].to_numpy(), return_inverse=True)
    nth = np.minimum(np.searchsorted(numbers, said), len(numbers) - 1)
    code = frame["application"].to_numpy(dtype=np.int64) * len(numbers) + number
    order = np.argsort(code, kind="stable")  # within one application and round still by day
    found = latest_visit(pd.DataFrame({"application": code[order], "day": frame["day"].to_numpy()[order]}), item * len(numbers) + nth, day)
    return np.where((found >= 0) & (numbers[nth] == said), order[found], -1)


def _with_notes(frame: pd.DataFrame, log: JobLog) -> pd.DataFrame:
    """Add when the first note after each interview went out, and its bucket."""
    sent = log.events[log.events["event"] == "follow_up"]
    never = log.events[log.events["event"] == "no_follow_up"]
    at = _visit_of(frame, sent)
    note = pd.DataFrame({"visit": at, "note_day": sent["day"].to_numpy(), "note_hour": _hours(sent)})
    note = note[note["visit"] >= 0].drop_duplicates("visit").set_index("visit").reindex(range(len(frame)))
    not_sent = np.zeros(len(frame), bool)
    none = _visit_of(frame, never)
    not_sent[none[none >= 0]] = True
    gap = note["note_day"].to_numpy(dtype=float) - frame["day"].to_numpy(dtype=float)
    hours = gap * 24 + note["note_hour"].to_numpy(dtype=float) - frame["hour"].to_numpy(dtype=float)
    frame["note_hours"], frame["note_days"] = hours, gap
    frame["bucket"] = _bucket(frame, note["note_day"].to_numpy(dtype=float), note["note_hour"].to_numpy(dtype=float), not_sent)
    return frame


def _bucket(frame: pd.DataFrame, day: Floats, hour: Floats, not_sent: npt.NDArray[np.bool_]) -> npt.NDArray[np.object_]:
    """Which of BUCKETS each interview's note falls in.

    A note with a day but no hour counts as sent by noon when its day is before the noon's, as later when it is
    after; on the very day of the noon it could be either, so it is not told.
    """
    noon = frame["noon"].to_numpy(dtype=float)
    out = np.where(not_sent, "none", "unknown").astype(object)
    sent = ~np.isnan(day)
    before = (day < noon) | ((day == noon) & (hour <= 12))
    after = (day > noon) | ((day == noon) & (hour > 12))
    out[sent] = "unknown"
    out[sent & before] = "by noon"
    out[sent & after] = "later"
    out[sent & (frame["note_hours"].to_numpy() <= AT_ONCE)] = "at once"
    return out
