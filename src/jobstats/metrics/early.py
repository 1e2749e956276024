"""How much was applied in a process's first week, against what came of it and what came in besides (METHODS 4)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jobstats.estimators import Floats, Ints
from jobstats.log import JobLog
from jobstats.metrics.basis import Basis, Mask, basis
from jobstats.metrics.clocks import last_place, next_end
from jobstats.metrics.gates import WINDOW
from jobstats.metrics.interviews import LOST, no_share_without
from jobstats.metrics.landmark import Pool
from jobstats.metrics.volume import sent_days
from jobstats.metrics.words import compared, lacking, out_of
from jobstats.vocabulary import STAGES

#: Days of early volume.
EARLY = 7
_WORDS = ("process", "processes", f"{WINDOW} days past the first week")


def _eligible(log: JobLog) -> tuple[Basis, Ints, Floats, Mask, float]:
    """Processes undecided and observed past day 7: which, from when, whether more was sent than in this person's middle case."""
    sent, table = sent_days(log), log.applications
    start = table["reply"].to_numpy(dtype=float)
    item = np.flatnonzero(table["level"].to_numpy() >= STAGES.index("reply"))
    mark = start[item] + EARLY
    over = (table["ended"].to_numpy(dtype=float)[item] <= mark) | (table["offer"].to_numpy(dtype=float)[item] <= mark)
    undated = table["undated"].to_numpy(dtype=bool)[item] | np.isnan(start[item])
    out = ("without a day", undated), (LOST, _lost(log, item, mark)), ("decided within the week", over), ("too recent", mark >= log.today)
    found = basis("live process", item, start[item], *out, units="live processes")
    item, mark = item[found.why == 0], mark[found.why == 0]
    volume = np.searchsorted(sent, mark, side="right") - np.searchsorted(sent, mark - EARLY + 1, side="left")
    middle = float(np.median(volume)) if len(volume) else 0.0
    return found, item, mark, volume > middle, middle


def _lost(log: JobLog, item: Ints, mark: Floats) -> Mask:
    """Which of these processes led on or ended on no known day, with nothing dated after the mark that says what came next.

    One that ended or got an offer on no known day may have been decided by the mark, so it is lost whatever is dated after it.
    """
    table = log.applications
    level, day = table["level"].to_numpy()[item], table[list(STAGES)].to_numpy(dtype=float)[item]
    ahead = np.isnan(day[np.arange(len(item)), level])
    lost = table["undated"].to_numpy(dtype=bool)[item] | (ahead & (level >= STAGES.index("offer")))
    known = np.flatnonzero(ahead & ~lost & ~np.isnan(mark))
    lost[known] = np.isnan(next_end(log, item[known], last_place(log, mark[known]))[0])
    lost &= ~np.isnan(mark)
    return np.asarray(lost, bool)


def _untold(log: JobLog) -> str:
    """Why these processes cannot be compared; "" when they can: of those with a first answer on a known day."""
    start = log.applications["reply"].to_numpy(dtype=float)
    item = np.flatnonzero((log.applications["level"].to_numpy() >= STAGES.index("reply")) & ~np.isnan(start))
    return no_share_without(int(_lost(log, item, start[item] + EARLY).sum()), len(item), "process", "processes")


def _pool(log: JobLog, outcome: tuple[Ints, Ints], eligible: tuple[Basis, Ints, Floats, Mask, float]) -> Pool:
    found, _, mark, high, middle = eligible
    names = (f"More than {middle:g} sent", f"{middle:g} or fewer sent") if middle else ("Some sent", "None sent")
    week = ((mark - EARLY + 3) // 7).astype(np.int64)  # ISO weeks: processes that start in one week share their exposure
    ages = (log.today - mark).astype(np.int64)
    why = "these processes were chosen because they led on" if log.got_to > STAGES.index("reply") else _untold(log)
    return Pool(high, *outcome, ages, names, _WORDS, found, block=week, why=why)


def next_steps(log: JobLog) -> Pool:
    """From day 7 on, the next step of the process itself."""
    eligible = _eligible(log)
    _, item, mark, _, _ = eligible
    end, kinds = next_end(log, item, last_place(log, mark))
    days = np.where(np.isnan(end), log.today - mark, end - mark).astype(np.int64)
    return _pool(log, (days, kinds), eligible)


def invitations(log: JobLog) -> Pool:
    """From day 7 on, the next first positive answer to any other application."""
    eligible = _eligible(log)
    mark = eligible[2]
    base = (log.whole[0] if log.whole else log).applications["reply"].to_numpy(dtype=float)
    answers = np.sort(base[~np.isnan(base)])
    after = np.searchsorted(answers, mark, side="right")  # the process's own answer came a week before
    come = np.where(after < len(answers), answers[np.minimum(after, max(len(answers) - 1, 0))] if len(answers) else np.inf, np.inf)
    kinds = (come <= log.today).astype(np.int64)
    days = np.where(kinds == 1, come - mark, log.today - mark).astype(np.int64)
    return _pool(log, (days, kinds), eligible)


def early_volume(log: JobLog) -> pd.DataFrame:
    """Next step within 21 days, by how much was applied in a live process's first week: above this person's own median, or not.

    Eligible: undecided and observed past day 7, so that exposure is fixed before the outcome window. Columns as landmark.Pool.frame, median, left.
    """
    return _told(log, next_steps(log))


def early_invitations(log: JobLog) -> pd.DataFrame:
    """A new invitation for any other application within the 21 days after that week. Columns as early_volume."""
    return _told(log, invitations(log)).assign(what="New invitation")


def _told(log: JobLog, pool: Pool) -> pd.DataFrame:
    return pool.frame(log).assign(median=_eligible(log)[-1], left=pool.basis.left_out)


def early_basis(log: JobLog) -> Basis:
    """Which processes are compared."""
    return _eligible(log)[0]


def say_early_volume(frame: pd.DataFrame) -> str:
    """What the comparison shows, or what it lacks; never a cause."""
    return _say(frame, f"Next step within the {WINDOW} days after it")


def say_early_invitations(frame: pd.DataFrame) -> str:
    """The same for new invitations."""
    said = _say(frame, f"A new invitation for another job within the {WINDOW} days after it")
    return said if frame["why"].iloc[0] else f"{said} What you send brings invitations weeks later; keep sending."


def _say(frame: pd.DataFrame, what: str) -> str:
    row, pool = frame.iloc[0], int(frame["entered"].sum())
    if not row["met"]:
        return "No positive answer is in this log yet."
    head = f"{out_of(pool, int(row['met']), 'process', 'processes')} can be looked at from a week after the first positive answer (left out: {row['left']}). "
    if row["why"]:
        return head + lacking(frame)
    many = f"more than {row['median']:g} were" if row["median"] else "any was"
    return head + compared(frame, (f"when {many} sent in that week", "otherwise"), what, _WORDS[:2])
