"""What the person did each week, against the goals they set: the part of a search that is in one's own hands."""

from __future__ import annotations

import math
import numbers
from collections.abc import Mapping

import numpy as np
import pandas as pd

from jobstats.errors import AskError
from jobstats.estimators import Floats
from jobstats.log import JobLog, records, to_date
from jobstats.metrics.basis import Basis, basis
from jobstats.metrics.clocks import taken_on
from jobstats.metrics.undated import dateless
from jobstats.metrics.words import count, day_text, of
from jobstats.vocabulary import OWN

#: What a person does, by the word of the log: its title, and one and several of it in a sentence after “you …”.
DEEDS: dict[str, tuple[str, str, str]] = {
    "applied": ("Applications sent", "sent {} application", "sent {} applications"),
    "follow_up": ("Notes after interviews", "wrote {} note after an interview", "wrote {} notes after interviews"),
    "nudge": ("Nudges", "asked once whether it is decided", "asked {} times whether it is decided"),
    "coworker_chat": ("Talks with coworkers", "met {} would-be coworker", "met {} would-be coworkers"),
    "networking": ("Other contacts", "kept up {} other contact", "kept up {} other contacts"),
}
#: How many whole weeks the sentence looks back on.
LAST = 4


def effort(log: JobLog, goals: Mapping[str, float] | None = None, weeks: int = 12) -> pd.DataFrame:
    """What was done in each of the last `weeks` weeks (the running one included), by kind; and whether the goal for it was met.

    goals: how many times a week, by the word of the log, as in {"applied": 8, "networking": 2}.
    Columns: week (day number of Monday), group (applied, follow_up, nudge, coworker_chat, networking; those that happened or have
    a goal, applied always), n, goal (NaN where none is set), whole (the week is over), began (Monday of the very first week, shown or
    not).
    """
    aims, weeks = _goals(goals), _weeks(weeks)
    day, kind, _ = _deeds(log)
    every = _mondays(log, day)
    mondays = every[-weeks:]
    columns = ["week", "group", "n", "goal", "whole"]
    if not len(mondays):
        return pd.DataFrame(columns=[*columns, "began"])
    edges = np.append(mondays, mondays[-1] + 7) - 0.5
    rows = []
    for name in DEEDS:
        n = np.histogram(day[kind == name], bins=edges)[0]
        if n.any() or name in aims or name == "applied":
            rows += [(int(week), name, int(k), aims.get(name, np.nan), week + 6 <= log.today) for week, k in zip(mondays, n, strict=True)]
    return pd.DataFrame(rows, columns=columns).assign(began=int(every[0]))


def _goals(goals: Mapping[str, float] | None) -> dict[str, float]:
    """Goals as they were set; complains of a word that is no deed, and of a number that is no goal."""
    if goals is None:
        return {}
    if not isinstance(goals, Mapping):
        raise AskError(f'Goals are given by kind, as in goals={{"applied": 8}}, and this is a {type(goals).__name__}.')
    for name, goal in goals.items():
        if name not in DEEDS:
            raise AskError(f"There is no goal for “{name}”: goals are for what you do yourself. There is: {', '.join(DEEDS)}.")
        if isinstance(goal, bool) or not isinstance(goal, numbers.Real) or not (math.isfinite(goal) and goal > 0):
            raise AskError(f'The goal for {name} is {goal!r}: write a number of times a week above nought, as in {{"{name}": 2}}.')
    return {name: float(goal) for name, goal in goals.items()}


def _weeks(weeks: int) -> int:
    if isinstance(weeks, bool) or not isinstance(weeks, numbers.Integral) or weeks < 1:
        raise AskError(f"weeks={weeks!r} is no number of weeks to show: write a whole one above nought, as in weeks=12.")
    return int(weeks)


def _deeds(log: JobLog) -> tuple[Floats, np.ndarray, np.ndarray]:
    """The day, the kind and the application of everything the person did, in the order of days."""
    sent = log.applications["applied"].to_numpy(dtype=float)
    item = np.flatnonzero(~np.isnan(sent))
    own = log.events[log.events["event"].isin([name for name in OWN if name in DEEDS])]
    day = np.concatenate([sent[item], own["day"].to_numpy(dtype=float)])
    kind = np.concatenate([np.full(len(item), "applied", dtype=object), own["event"].to_numpy(dtype=object)])
    order = np.argsort(day, kind="stable")
    return day[order], kind[order], np.concatenate([item, own["application"].to_numpy()]).astype(np.int64)[order]


def _mondays(log: JobLog, day: Floats) -> Floats:
    """The Mondays from the first thing done to today; after an offer was taken, to the last thing done, chosen by a filter or not."""
    if not len(day):
        return np.zeros(0)
    taken = taken_on(log)
    last = log.today if np.isnan(taken) else max(taken, _deeds(log.whole[0] if log.whole else log)[0][-1])
    return np.arange(day[0] - (day[0] + 3) % 7, last + 1, 7)


def effort_basis(log: JobLog, goals: Mapping[str, float] | None = None, weeks: int = 12) -> Basis:
    """Everything the person did; left out: what lies before the weeks shown."""
    _goals(goals)
    day, _, item = _deeds(log)
    mondays = _mondays(log, day)[-_weeks(weeks) :]
    early = day < (mondays[0] if len(mondays) else 0)
    none = np.flatnonzero(dateless(log))  # sent, but nobody knows in which week
    item, day = np.concatenate([item, none]), np.concatenate([day, np.full(len(none), np.nan)])
    out = (
        ("done before the weeks shown", np.append(early, np.zeros(len(none), bool))),
        ("applications without a day in the file", np.isnan(day)),
    )
    return basis("thing you did", item, day, *out, units="things you did")


def say_effort(frame: pd.DataFrame) -> str:
    """What was done in the last four whole weeks, how often a goal was met, and how far the running week is. Never a reproach."""
    if frame.empty:
        return "Nothing you did is in this log yet. One application, or one line to somebody you know, begins it."
    weeks = frame["week"].nunique()
    past = frame[frame["whole"].astype(bool)]
    last = past[past["week"] >= past["week"].max() - 7 * (LAST - 1)] if len(past) else past
    n = last["week"].nunique()
    running = frame[~frame["whole"].astype(bool)]
    if not n:
        week = "This is your first week, and it" if frame["week"].min() == frame["began"].iloc[0] else "This week"
        did = _did(running)
        return f"{week} is still running: {f'{did} so far' if did else 'nothing is noted yet'}.{_aims(running)}"
    span = f"the last {_NUMBERS.get(n, str(n))} whole weeks" if n > 1 else "the last whole week"
    did = _did(last)
    text = f"In {span} {did}." if did else f"In {span} nothing is noted; such weeks belong to a search as well."
    met = [(str(name), part) for name, part in last.groupby("group", sort=False) if part["goal"].notna().all()]
    text += _met(met)
    now = _did(running)
    text += f" This week is still running: {now} so far." if now else " This week is still running." if len(running) else ""
    sent = int(frame.loc[frame["group"] == "applied", "n"].sum())
    return (
        text + (f" In all {count(weeks, 'week')} shown: {count(sent, 'application')}." if weeks > n + 1 else "") + _aims(running, bool(met))
    )


_NUMBERS = {2: "two", 3: "three", 4: "four"}


def _did(rows: pd.DataFrame) -> str:
    """What was done, each kind with its number: “you sent 31 applications and wrote 3 notes after interviews”."""
    parts = []
    for name, part in rows.groupby("group", sort=False):
        n, (_, one, many) = int(part["n"].sum()), DEEDS[str(name)]
        parts += [(one if n == 1 else many).format(n)] if n else []
    return f"you {', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else f"you {parts[0]}" if parts else ""


def _met(kinds: list[tuple[str, pd.DataFrame]]) -> str:
    """In how many of the weeks each goal was met."""
    parts, missed = [], False
    for name, part in kinds:
        goal, n = float(part["goal"].iloc[0]), int((part["n"] >= part["goal"]).sum())
        parts.append(f"{DEEDS[name][0].lower()} (goal {goal:g} a week) in {of(n, len(part))}")
        missed |= n == 0 and len(part) == LAST
    text = f" Goals met: {', '.join(parts)}." if parts else ""
    return text + (" A smaller goal that you can keep helps more than a large one." if missed else "")


def _aims(running: pd.DataFrame, told: bool = False) -> str:
    """Goals that no whole week can be held against yet."""
    aims = {DEEDS[str(g)][0].lower(): float(v) for g, v in zip(running["group"], running["goal"], strict=True) if not np.isnan(v)}
    return "" if told or not aims else f" Goals a week: {', '.join(f'{goal:g} ({title})' for title, goal in aims.items())}."


def effort_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Each week, and each kind in it: how many, of the goal where there is one."""
    weeks = frame.drop_duplicates("week")
    text = {
        "Week of": [f"{day_text(to_date(r['week']))}{'' if r['whole'] else ' (still running)'}" for r in records(weeks)],
    }
    names = frame["group"].unique() if len(frame) else ["applied"]
    for name in names:
        part = frame[frame["group"] == name]
        goals = ["" if np.isnan(g) else f" (goal {g:g})" for g in part["goal"]]
        text[DEEDS[name][0]] = [f"{n}{goal}" for n, goal in zip(part["n"], goals, strict=True)]
    return pd.DataFrame(text, dtype=object)
