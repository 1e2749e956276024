"""Clocks: when something entered a stage, how long it was observed, how that ended. Shared by every metric."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.estimators import Floats, Ints
from jobstats.log import JobLog, chosen, remembered
from jobstats.metrics.basis import Basis, basis
from jobstats.metrics.undated import dateless, left_out, no_share, none_dated
from jobstats.vocabulary import END_OF, ENDS, STAGES

#: Horizons in days (METHODS 1), for applications and for everything after a first answer.
LONG, SHORT = (14, 30, 60, 90), (7, 14, 21, 30)
#: After this many days without a word a process counts as quiet: a general figure (METHODS 2).
QUIET = 45
#: Events that move an application on, or end it.
_KIND = {"": 0} | {name: ENDS.index(end) for name, end in END_OF.items()}
STEPS = ("screen", "assessment", "interview", "offer", "accepted")

#: How a refusal begins that rests on a file which holds what was sent, and nothing of what came of it.
UNSAID = "The file does not say what came of"


@dataclass(frozen=True)
class Clock:
    """Items on one clock: observed days, kind of end (0 open, 1 advanced, 2 rejected, 3 withdrawn or closed), age at as_of.

    item: which row of log.applications each is. left_out: how many reached the stage but have no day for it, while they have one for
    applying: these are the answered ones. dateless: how many reached it and have no day at all, answered or not.
    """

    item: Ints
    days: Ints
    kinds: Ints
    ages: Ints
    left_out: int
    dateless: int = 0

    def pick(self, mask: npt.NDArray[np.bool_]) -> Clock:
        """Only these items."""
        return Clock(self.item[mask], self.days[mask], self.kinds[mask], self.ages[mask], self.left_out, self.dateless)


def end_kinds(outcome: pd.Series) -> Ints:
    """Outcomes as kinds of end; 0 while open."""
    codes, words = pd.factorize(outcome)
    return np.array([_KIND[word] for word in words], dtype=np.int64)[codes] if len(words) else np.zeros(len(outcome), np.int64)


def kinds_of(log: JobLog) -> Ints:
    """How each application ended, as a kind of end; 0 while open."""
    return chosen(log, "kinds", lambda whole: end_kinds(whole.applications["outcome"]))


def stage_clock(log: JobLog, stage: str, goal: str | None = None) -> Clock:
    """From entering a stage to the next one (or to `goal`), or to another end.

    A process that came to the person has no day of applying, so it is not on the clock of `applied`.
    """
    goal = goal or STAGES[STAGES.index(stage) + 1]
    return remembered(log, ("clock", stage, goal), lambda: _stage_clock(log, stage, goal))


def _stage_clock(log: JobLog, stage: str, goal: str) -> Clock:
    table = log.applications
    here = table["level"].to_numpy() >= STAGES.index(stage)
    if stage == "applied":
        here &= ~table["inbound"].to_numpy(dtype=bool)
    lacks = np.isnan(table[stage].to_numpy()) | ((table["level"].to_numpy() >= STAGES.index(goal)) & np.isnan(table[goal].to_numpy()))
    # an end on no known day does not undo a step whose day is known
    timed = here & (~table["undated"].to_numpy(dtype=bool) | ~np.isnan(table[goal].to_numpy())) & ~lacks
    item, none = np.flatnonzero(timed), int((here & dateless(log)).sum())
    entry, there = table[stage].to_numpy()[item], table[goal].to_numpy()[item]
    ended, kind = table["ended"].to_numpy()[item], kinds_of(log)[item]
    ages = log.today - entry
    gone_on = ~np.isnan(there)
    kinds = np.where(gone_on, 1, kind)
    days = np.where(gone_on, there - entry, np.where(kind > 0, ended - entry, ages))
    return Clock(item, np.maximum(days, 0).astype(np.int64), kinds, ages.astype(np.int64), int(here.sum() - timed.sum()) - none, none)


def taken(log: JobLog) -> bool:
    """Whether an offer was accepted, in the whole log, whatever was filtered; on a known day or not."""
    return bool(((log.whole[0] if log.whole else log).applications["outcome"] == "accepted").any())


def taken_on(log: JobLog, what: str = "accepted") -> float:
    """The first day on which an offer was accepted, in the whole log, whatever was filtered; NaN while none was.

    what: "offer" for the day on which the offer came that was accepted.
    """
    table = (log.whole[0] if log.whole else log).applications
    day = table.loc[(table["outcome"] == "accepted").to_numpy(), what].to_numpy(dtype=float)
    return float(np.nanmin(day)) if np.isfinite(day).any() else float("nan")


def clock_basis(log: JobLog, stage: str = "applied") -> Basis:
    """The applications that reached a stage; left out of its shares are those whose day of reaching it is not known."""
    table = log.applications
    here = table["level"].to_numpy() >= STAGES.index(stage)
    item = np.flatnonzero(here)
    came = table["inbound"].to_numpy(dtype=bool)[item] if stage == "applied" else np.zeros(len(item), bool)
    none = dateless(log)[item]
    goal = STAGES[STAGES.index(stage) + 1]
    ahead = (table["level"].to_numpy() >= STAGES.index(goal)) & np.isnan(table[goal].to_numpy(dtype=float))
    no_day = (table["undated"].to_numpy(dtype=bool) | np.isnan(table[stage].to_numpy(dtype=float)) | ahead)[item]
    return basis(
        "application",
        item,
        table["start"].to_numpy(dtype=float)[item],
        ("came to you without an application, and count from their first answer on", came),
        (left_out(log), none),
        ("without a day", no_day),
    )


def why_not(log: JobLog, stage: str, clock: Clock) -> str:
    """Why no share of this clock can be told, in words; "" when it can.

    Applications chosen because they got that far say nothing of how many do. And where statuses have no day (more than one in
    twenty), those left out are the answered ones, so that what is left would look worse than it is.
    """
    if log.got_to > STAGES.index(stage):
        return "These applications were chosen because they got that far, so no share of them can be told."
    if none_dated(log):
        return no_share(log)
    if clock.left_out * 20 > clock.left_out + len(clock.days):
        all_ = clock.left_out + len(clock.days)
        table = log.applications
        nothing = (table["undated"].to_numpy(dtype=bool) & (table["level"] == 0) & (table["outcome"] == "") & ~dateless(log)).sum()
        if nothing * 2 > clock.left_out:
            some = f"{clock.left_out} of " if clock.left_out < all_ else ""
            return f"{UNSAID} {some}these {all_} applications, so no share can be told: add what came of each, and its day."
        return f"{clock.left_out} of {all_} have a status without a day, so no share can be told: add the day of each answer."
    return ""


def next_end(log: JobLog, item: Ints, place: Ints) -> tuple[Floats, Ints]:
    """The first step or outcome of application `item` after row `place` of log.events: its day (NaN if none) and kind.

    Turning an offer down shows that there was one, so it is a next step (kind 1).
    """
    code, ends = log.events["application"].to_numpy(), remembered(log, "ends", lambda: _ends(log.events["event"]))
    rows = np.flatnonzero((ends > 0) & (code >= 0))
    size = len(code) + 1
    order = np.argsort(code[rows], kind="stable")
    rows = rows[order]
    found = np.searchsorted(code[rows] * size + rows, item * size + place, side="right")
    has = found < len(rows)
    at = rows[np.minimum(found, max(len(rows) - 1, 0))] if len(rows) else np.zeros(len(item), np.int64)
    has &= (code[at] == item) if len(rows) else False
    day = np.where(has, log.events["day"].to_numpy()[at] if len(rows) else 0, np.nan)
    kinds = np.zeros(len(item), np.int64)
    kinds[has] = ends[at[has]]
    return day, kinds


def _ends(event: pd.Series) -> Ints:
    """The kind of end each event is to what came before it: 1 for a step or an offer turned down, 0 where it ends nothing."""
    codes, words = pd.factorize(event)
    kind = {**{word: ENDS.index(end) for word, end in END_OF.items()}, **dict.fromkeys((*STEPS, "declined"), 1)}
    return np.array([kind.get(word, 0) for word in words], dtype=np.int64)[codes] if len(words) else np.zeros(0, np.int64)


def last_place(log: JobLog, day: Floats) -> Ints:
    """The last row of log.events dated on or before each day (events are sorted by day)."""
    return np.asarray(np.searchsorted(log.events["day"].to_numpy(), day, side="right") - 1, dtype=np.int64)


def last_step(log: JobLog, events: tuple[str, ...]) -> Floats:
    """The last day on which any of these events happened, for each application; its start where none did."""
    return chosen(log, ("last", events), lambda whole: _last_step(whole, events))


def _last_step(log: JobLog, events: tuple[str, ...]) -> Floats:
    code = log.events["application"].to_numpy()
    rows = (log.events["event"].isin(events)).to_numpy() & (code >= 0)
    last = np.full(len(log), -np.inf)
    np.maximum.at(last, code[rows], log.events["day"].to_numpy()[rows])
    return np.asarray(np.where(np.isinf(last), log.applications["start"].to_numpy(dtype=float), last))


def live_until(log: JobLog) -> Floats:
    """The last day each application counts as live: its end, else 45 days after its last recorded step, at most as_of."""
    last = last_step(log, ("reply", *STEPS))
    ended = log.applications["ended"].to_numpy(dtype=float)
    return np.asarray(np.where(np.isnan(ended), np.minimum(last + QUIET, log.today), ended))
