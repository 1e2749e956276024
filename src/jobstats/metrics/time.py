"""How long answers take: from applying, from an interview, and who has been waiting longer than usual."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from jobstats.estimators import FIFTH, Ints, admissible, at_risk, days_until_fifth, incidences, life_table, median_day, silence
from jobstats.log import JobLog
from jobstats.metrics.asking import may_ask
from jobstats.metrics.basis import Basis, Mask, basis
from jobstats.metrics.clocks import LONG, QUIET, SHORT, Clock, kinds_of, last_step, stage_clock, taken, why_not
from jobstats.metrics.interviews import untold, visits
from jobstats.metrics.undated import dateless
from jobstats.metrics.words import count, days, percent, range_text, when
from jobstats.spacing import rule
from jobstats.vocabulary import ENDS, STAGES

#: Days at which the number still open is written under the axis.
MARKS = (0, 7, 14, 30, 60)
_KINDS = {"advanced": (1,), "rejected": (2,), "withdrawn": (3,), "any": (1, 2, 3)}


def time_to_answer(log: JobLog) -> pd.DataFrame:
    """Cumulative incidence of each answer by whole days since applying.

    One row per day and end (stage: advanced, rejected, withdrawn, any): day, share, low, high, at_risk (open just before
    the day), of (applications on the clock), horizon (largest admissible), n and old (k of n, old enough), median with limits.
    Drawn as far as five applications are old enough; before that horizon is NaN and there is one row per application: day (observed
    so far) and stage (how it ended, or open). Source: Aalen & Johansen 1978; median, Brookmeyer & Crowley 1982.
    """
    return _incidences(log, stage_clock(log, "applied"), LONG, 30, "applied")


def time_after_interview(log: JobLog) -> pd.DataFrame:
    """The same from each interview to the next step, a rejection or another end. Columns as time_to_answer."""
    met, why = visits(log), untold(log)
    met = met[~met["lost"]]
    clock = Clock(
        met["application"].to_numpy(dtype=np.int64),
        met["days"].to_numpy(dtype=np.int64),
        met["kind_of_end"].to_numpy(dtype=np.int64),
        met["age"].to_numpy(dtype=np.int64),
        0,
    )
    return _incidences(log, clock, SHORT, 21, "interview", f"{why}." if why else "")


def _incidences(log: JobLog, clock: Clock, horizons: tuple[int, ...], most: int, stage: str, lost: str = "") -> pd.DataFrame:
    """Curves by day, up to the last day that five items are old enough for. lost: what else forbids a share, in words."""
    columns = [
        "day",
        "stage",
        "share",
        "low",
        "high",
        "at_risk",
        "of",
        "horizon",
        "n",
        "old",
        "median",
        "median_low",
        "median_high",
        "ready",
    ]
    n, why = len(clock.days), why_not(log, stage, clock) or lost
    if why:
        return pd.DataFrame([{"of": n, "horizon": np.nan, "ready": why}], columns=columns)
    horizon = admissible(clock.ages, horizons, most)
    if horizon is None:
        ready = when(log.as_of, days_until_fifth(clock.ages, min(horizons)), "of them")
        each = {"day": clock.days, "stage": np.array(ENDS, dtype=object)[clock.kinds]} if n else {"day": [np.nan], "stage": [""]}
        return pd.DataFrame({**each, "of": n, "horizon": np.nan, "ready": ready}).reindex(columns=columns)
    end = int(min(np.partition(clock.ages, -FIFTH)[-FIFTH], max(horizons)))
    table = life_table(np.minimum(clock.days, end), np.where(clock.days <= end, clock.kinds, 0))
    table = np.concatenate([table, np.zeros((end + 1 - len(table), 4), np.int64)])
    risk, middle = at_risk(table), median_day(table)
    old = clock.ages >= horizon
    curves = incidences(table, tuple(_KINDS.values()))
    ends = np.bincount(clock.kinds[old & (clock.days <= horizon)], minlength=4)
    hits = [int(ends[list(kinds)].sum()) for kinds in _KINDS.values()]
    tidy = {
        "day": np.tile(np.arange(end + 1), len(_KINDS)),
        "stage": np.repeat(np.array(list(_KINDS), dtype=object), end + 1),
        **{c: np.concatenate([getattr(curve, c) for curve in curves]) for c in ("share", "low", "high")},
        "at_risk": np.tile(risk[:-1], len(_KINDS)),
        "n": np.repeat(hits, end + 1),
    }
    whole = {
        "of": n,
        "horizon": float(horizon),
        "old": int(old.sum()),
        "median": middle[0],
        "median_low": middle[1],
        "median_high": middle[2],
        "ready": "",
    }
    return pd.DataFrame({**tidy, **whole})[columns]


def at_day(frame: pd.DataFrame, stage: str, day: float) -> dict[str, float]:
    """share, low and high of one end on one day; the frame holds the ends one after another, each for every day."""
    row = list(_KINDS).index(stage) * (len(frame) // len(_KINDS)) + int(day)
    return {c: float(frame[c].to_numpy()[row]) for c in ("share", "low", "high")}


def say_time_to_answer(frame: pd.DataFrame) -> str:
    """After 30 days an estimated … have a positive answer, … a rejection; … have heard nothing."""
    return _say(frame, "application", "applying", "a positive answer")


def say_time_after_interview(frame: pd.DataFrame) -> str:
    """The same for interviews."""
    return _say(frame, "interview", "the interview", "a next step")


def _say(frame: pd.DataFrame, item: str, since: str, good: str) -> str:
    h, n = float(frame["horizon"].to_numpy()[0]), count(int(frame["of"].to_numpy()[0]), item)
    if np.isnan(h):
        ready = str(frame["ready"].to_numpy()[0])
        if "no share" in ready:
            return f"{n}. {ready}"
        return f"Too early: {n} on the clock so far. {ready.replace('five of them', f'five {item}s')}"
    up, down, any_ = (at_day(frame, s, h) for s in ("advanced", "rejected", "any"))
    half = half_of_answers(frame)
    middle = f" Half of the answers that come within {h:.0f} days are there by day {half:.0f}." if half is not None else ""
    return (
        f"{h:.0f} days after {since}, an estimated {percent(up['share'])} ({range_text(up['low'], up['high'])}) have {good} and "
        f"{percent(down['share'])} ({range_text(down['low'], down['high'])}) a rejection; {percent(max(1 - any_['share'], 0.0))} have heard nothing yet.{middle} "
        f"{_median(frame, item)} From {n}."
    )


def half_of_answers(frame: pd.DataFrame) -> float | None:
    """First day on which half of the answers that come within the horizon have come; None when none comes."""
    share = frame["share"].to_numpy()[-(len(frame) // len(_KINDS)) :]
    goal = at_day(frame, "any", float(frame["horizon"].to_numpy()[0]))["share"] / 2
    return float(np.argmax(share >= goal - 1e-12)) if goal > 0 else None


def _median(frame: pd.DataFrame, item: str) -> str:
    """The median with its limits, in words; where half were never decided, how many were."""
    row = {c: float(frame[c].to_numpy()[0]) for c in ("median", "median_low", "median_high")}
    if np.isinf(row["median"]):
        last = min(int(frame["day"].max()), 60)
        return f"Fewer than half are decided within {last} days: {percent(at_day(frame, 'any', last)['share'])}."
    upper = f"to {row['median_high']:.0f}" if not np.isinf(row["median_high"]) else "to more than can be told yet"
    return f"Half of all {item}s are decided after {days(row['median'])} (95 % range {row['median_low']:.0f} {upper})."


@dataclass(frozen=True)
class Silence:
    """The day after which silence rarely ends (METHODS 2): the person's own where the log can tell, else 45, general."""

    day: int
    own: bool
    provisional: bool


def silence_clock(log: JobLog) -> Silence:
    """The first of days 14, 21 … 91 after which at most 5 % are answered within 60 days more (upper 90 % limit at most 10 %).

    Needs 20 replies, 30 applications open past the day and 10 followed 60 days further; provisional below 300 applications.
    """
    clock = stage_clock(log, "applied")
    if not why_not(log, "applied", clock) and int(np.isin(clock.kinds, (1, 2)).sum()) >= 20:
        table: Ints = life_table(clock.days, clock.kinds)
        for day in range(14, 92, 7):
            if table[day + 1 :].sum() < 30 or int(((clock.days > day) & (clock.ages >= day + 60)).sum()) < 10:
                break  # neither can rise again on a later day
            share, _, high, _ = silence(table, day)
            if share <= 0.05 and high <= 0.10:
                return Silence(day, True, len(clock.days) < 300)
    return Silence(QUIET, False, True)


def is_open(log: JobLog) -> Mask:
    """Which applications are still open: without an outcome, and their last status has a day."""
    return np.asarray((kinds_of(log) == 0) & ~log.applications["undated"].to_numpy(dtype=bool))


def still_open(log: JobLog) -> tuple[Ints, Ints, Silence]:
    """Open applications in the order of `waiting`, the days each has been silent, and the silence clock."""
    table = log.applications
    quiet = silence_clock(log)
    item = np.flatnonzero(is_open(log))
    since = (log.today - last_step(log, (*STAGES, "assessment", "approached"))[item]).astype(np.int64)
    cold = (since <= quiet.day) | (table["level"].to_numpy()[item] == 0)
    order = np.lexsort((-since, cold))
    return item[order], since[order], quiet


def waiting(log: JobLog) -> pd.DataFrame:
    """Open applications against the silence clock: first those past the application and silent for longer than usual, to whom a line may
    be written, then the others; each longest wait first.

    Columns: company, role, stage, day (since the last step, or since applying), group ("longer" or "usual"), clock (the
    day after which silence rarely ends), own (the person's own clock), may (past the application and longer: whether a line is fine
    now, by metrics.asking), most (questions in one process in all, as the log's owner chose), taken (an offer is accepted: nobody
    is asked any more). A later step reopens nothing: it was never closed.
    """
    table = log.applications
    item, since, quiet = still_open(log)
    late = (since <= quiet.day).astype(np.int64)
    past = (late == 0) & (table["level"].to_numpy()[item] > 0)
    may = np.zeros(len(item), bool)
    over = taken(log)
    may[past] = [ask.allowed and not over for ask in may_ask(log, item[past].tolist(), log.today)]
    return pd.DataFrame(
        {
            **{c: pd.Series(table[c].array.take(item), dtype=table[c].dtype) for c in ("company", "role", "stage")},
            "day": since,
            "group": pd.Series(["longer", "usual"], dtype="str").array.take(late),
            "clock": quiet.day,
            "own": quiet.own,
            "of": len(table),
            "may": may,
            "most": rule(log)[1],
            "taken": over,
        }
    )


def why_rest(most: int, over: bool = False) -> str:
    """Why no line is fine now, of several processes at once; most: questions in one process in all. over: an offer is accepted."""
    if over:
        return "since you have accepted an offer"
    return "since you have been in touch or a step is planned" if most else "as you chose to ask nobody"


def waiting_basis(log: JobLog) -> Basis:
    """Every application; left out are those that have ended, and those whose last status has no day."""
    table = log.applications
    ended = table["outcome"].to_numpy(dtype=object) != ""
    undated = table["undated"].to_numpy(dtype=bool)
    out = ("have ended", ended), ("without a day in the file", dateless(log)), ("without a day", undated)
    return basis("application", np.arange(len(table)), table["start"], *out)


def say_waiting(frame: pd.DataFrame) -> str:
    """How many wait, how many longer than usual, and what may be done."""
    if frame.empty:
        return "Nothing is waiting for an answer at the moment."
    late, clock, n = int((frame["group"] == "longer").sum()), int(frame["clock"].iloc[0]), len(frame)
    own = bool(frame["own"].iloc[0])
    whose = "your own log's clock" if own else "a general figure, not yet yours"
    if not late:
        who = "The one open application has not" if n == 1 else f"None of {n} open applications has"
        return f"{who} been silent for more than {clock} days ({whose}): within the usual wait."
    past, may = int(((frame["group"] == "longer") & (frame["stage"] != "applied")).sum()), int(frame["may"].sum())
    have = "has" if late == 1 else "have"
    text = f"{late} of {count(n, 'open application')} {have} been silent for more than {clock} days ({whose})."
    if past:
        but = "" if may == past else f", at the moment to {may} of them"
        rest = f"let {'it' if past == 1 else 'them'} rest for now, {why_rest(int(frame['most'].iloc[0]), bool(frame['taken'].iloc[0]))}"
        line = f"one friendly line to the contact costs little{but}" if may else rest
        text += f" {past} of them had got past the application: {line}."
    if late - past:
        rarely = "silence this long rarely ended in your log" if own else "silence this long seldom ends"
        text += f" {'As for the others' if past else 'Where no answer ever came'}, {rarely}: let go without closing the door."
    return text
