"""The note after an interview against what came next: prompt or not, later or never. Compared only as METHODS 3a allows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from jobstats.log import JobLog
from jobstats.metrics.basis import Basis, Mask, basis
from jobstats.metrics.gates import OLD_PER_GROUP, PER_GROUP, WINDOW
from jobstats.metrics.interviews import LOST, untold, visits
from jobstats.metrics.landmark import Pool
from jobstats.metrics.undated import without_day
from jobstats.metrics.words import compared, count, lacking, out_of
from jobstats.vocabulary import STAGES

#: Days after an interview at which the later notes are looked at.
LATER = 7
_WORDS = ("interview", "interviews", f"{WINDOW} days old")


def by_noon(log: JobLog, holidays: Sequence[str] = ()) -> Pool:
    """Interviews undecided after the next business noon and observed past it: a note sent by then, against none sent by then.

    One known only by its later note comes under watch on that later day: before it, it could not have been decided and
    still be known (delayed entry; Andersen, Borgan, Gill & Keiding 1993).
    """
    met = visits(log, holidays)
    prompt = met["bucket"].isin(["at once", "by noon"]).to_numpy()
    return _pool(log, met, met["noon"].to_numpy(), prompt, ("Note by the next business noon", "No note by then"))


def later(log: JobLog, holidays: Sequence[str] = ()) -> Pool:
    """Interviews with nothing sent by the next business noon, still undecided on day 7: a note by then, against none by then."""
    met = visits(log, holidays)
    mark = met["day"].to_numpy() + LATER
    sent = (met["bucket"] == "later").to_numpy() & (met["day"] + met["note_days"] <= mark).to_numpy()
    prompt = ("with a note by the next noon", met["bucket"].isin(["at once", "by noon"]).to_numpy())
    return _pool(log, met, mark, sent, (f"Note by day {LATER}", f"None by day {LATER}"), prompt)


def _pool(log: JobLog, met: pd.DataFrame, mark: np.ndarray, first: Mask, names: tuple[str, str], *out: tuple[str, Mask]) -> Pool:
    """The interviews still undecided past a mark, of which it is known whether the note was sent by it."""
    settled = ((met["kind_of_end"] > 0) & (met["day"] + met["days"] <= mark)).to_numpy()
    after = (
        (met["bucket"] == "later").to_numpy() & ~first & (met["kind_of_end"] > 0).to_numpy() & (met["note_days"] >= met["days"]).to_numpy()
    )
    reasons = [
        (LOST, met["lost"].to_numpy()),
        *out,
        ("settled by then", settled),
        ("too recent", (mark >= log.today)),
        ("with nothing recorded", (met["bucket"] == "unknown").to_numpy()),
        ("decided before the note went out", after),
    ]
    found = basis("interview", met["application"], met["day"], *reasons, besides=without_day(log, "interview"))
    pool, since, first = met[found.why == 0], mark[found.why == 0], first[found.why == 0]
    sent_after = pool["day"].to_numpy() + pool["note_days"].to_numpy() - since
    entry = np.where((pool["bucket"] == "later").to_numpy() & ~first, sent_after, 0).astype(np.int64)
    return Pool(
        first,
        (pool["day"] + pool["days"] - since).to_numpy(dtype=np.int64),
        pool["kind_of_end"].to_numpy(dtype=np.int64),
        (log.today - since).astype(np.int64),
        names,
        _WORDS,
        found,
        entry=entry,
        strata=pool["round"].clip(upper=3).to_numpy(dtype=np.int64),
        why=untold(log) or _never(pool, first)
        if log.got_to <= STAGES.index("interview")
        else "these interviews were chosen because they led on",
    )


def _never(pool: pd.DataFrame, first: Mask) -> str:
    """Too few known to be without a note leave those who wrote late, known to be open for long."""
    known = int((pool["bucket"] == "none").sum())
    if min(int(first.sum()), int((~first).sum())) >= PER_GROUP and known < OLD_PER_GROUP:
        return f"only {count(known, 'interview is', 'interviews are')} known to be without a note and it needs {OLD_PER_GROUP}"
    return ""


def follow_up_next_step(log: JobLog, holidays: Sequence[str] = ()) -> pd.DataFrame:
    """Next step within 21 days after the next business noon: note sent by then, against none sent by then.

    Columns as landmark.Pool.frame, and left (who is left out, in words).
    Source: landmark method, Anderson, Cain & Gelber 1983; intervals Wilson 1927.
    """
    return _told(log, by_noon(log, holidays))


def follow_up_later(log: JobLog, holidays: Sequence[str] = ()) -> pd.DataFrame:
    """The same among interviews with nothing sent by that noon, from day 7 on: note sent between the two, against none."""
    return _told(log, later(log, holidays))


def _told(log: JobLog, pool: Pool) -> pd.DataFrame:
    return pool.frame(log).assign(left=pool.basis.left_out)


def by_noon_basis(log: JobLog, holidays: Sequence[str] = ()) -> Basis:
    """Interviews in the first comparison."""
    return by_noon(log, holidays).basis


def later_basis(log: JobLog, holidays: Sequence[str] = ()) -> Basis:
    """Interviews in the second."""
    return later(log, holidays).basis


def say_follow_up_next_step(frame: pd.DataFrame) -> str:
    """What the comparison shows, or what it lacks; never a cause."""
    return _say(frame, ("with a note by then", "without"), f"Next step within {WINDOW} days")


def say_follow_up_later(frame: pd.DataFrame) -> str:
    """The same for later notes."""
    return _say(frame, (f"with a note by day {LATER}", "without"), f"Next step within {WINDOW} days after day {LATER}")


def _say(frame: pd.DataFrame, named: tuple[str, str], what: str) -> str:
    row = frame.iloc[0]
    if not row["met"]:
        return "No interview is in this log yet."
    head = f"{out_of(int(frame['entered'].sum()), int(row['met']), 'interview')} can be compared (left out: {row['left']}). "
    if row["why"]:
        return head + lacking(frame)
    caution = " People write sooner after good interviews, so this could not show that the note caused anything."
    return head + compared(frame, named, what) + caution
