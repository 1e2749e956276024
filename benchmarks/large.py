"""Logs of any size for the benchmarks: the simulator's arrays, dressed as clean rows without going through a file."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats import simulate
from jobstats.applications import ROW
from jobstats.assemble import build
from jobstats.log import JobLog

Ints = npt.NDArray[np.int64]
#: The notes of the simulator (at once, by next noon, later, never, unknown) as events, and hours after the interview's end.
_NOTE = np.array(["follow_up", "follow_up", "follow_up", "no_follow_up", ""], dtype=object)
_AFTER = np.array([1, 17, 60, 24, 0])
#: Items, days, events, hours (-1: not known) and rounds (0: none) of one sort of row.
Part = tuple[Ints, Ints, npt.NDArray[np.object_] | str, Ints | int, Ints | int]


def rows(drawn: simulate.Draw, rng: np.random.Generator) -> pd.DataFrame:
    """One clean row for each thing that happened: applications and their ends, interviews with their hour, notes, some nudges."""
    parts: list[Part] = []

    def add(item: Ints, day: Ints, event: npt.NDArray[np.object_] | str, hour: Ints | int = -1, round_: Ints | int = 0) -> None:
        parts.append((item, day, event, hour, round_))

    item, met = np.arange(len(drawn.entry)), drawn.interviews
    ended = drawn.entry + drawn.end
    add(item, drawn.entry, np.where(drawn.sent, "applied", "approached").astype(object))
    for kind, event in ((1, "reply"), (2, "rejected"), (3, "withdrawn")):
        at = np.flatnonzero(drawn.kind == kind)
        add(at, ended[at], event)
    add(met.of, met.day, "interview", 10 + met.of % 8, met.round)
    for kind, event in ((2, "rejected"), (3, "closed")):
        at = np.flatnonzero(met.kind == kind)
        add(met.of[at], (met.day + met.end)[at], event)
    at = np.flatnonzero(drawn.offer < simulate.NEVER)
    add(at, drawn.offer[at], "offer")
    at = np.flatnonzero(_NOTE[met.note] != "")
    hour = 10 + met.of[at] % 8 + _AFTER[met.note[at]]
    add(met.of[at], met.day[at] + hour // 24, _NOTE[met.note[at]], hour % 24)
    at = np.flatnonzero((rng.random(len(met.of)) < 0.2) & (met.end > 10))
    add(met.of[at], met.day[at] + 9, "nudge")
    return _frame(drawn, parts)


def _frame(drawn: simulate.Draw, parts: list[Part]) -> pd.DataFrame:
    """The parts as rows, up to the search's last day."""
    of, day, hour, round_ = (np.concatenate([np.broadcast_to(p[i], p[0].shape) for p in parts]) for i in (0, 1, 3, 4))
    event = np.concatenate([np.broadcast_to(np.asarray(p[2], dtype=object), p[0].shape) for p in parts])
    kept = day < drawn.days
    of, day, hour, round_, event = (column[kept] for column in (of, day, hour, round_, event))
    first = np.datetime64(drawn.start, "D") + day
    source = np.array(list(simulate.SOURCES), dtype=object)[drawn.source[of]]
    text = {
        "application": of.astype(str).astype(object),
        "company": ("Company " + pd.Series(of % 50_000).astype(str)).to_numpy(dtype=object),
        "role": np.array([f"Role {i}" for i in range(40)], dtype=object)[of % 40],
        "event": event,
        "round": np.array(["", "1", "2", "3"], dtype=object)[round_],
        "source": source,
        "resume": np.array(["v1", "v2", "v3"], dtype=object)[of % 3],
    }
    frame = pd.DataFrame({**dict.fromkeys(ROW, ""), **text}, index=range(len(of)))
    frame["line"] = np.arange(len(of)) + 2
    frame["date"] = first.astype("datetime64[s]") + np.where(hour >= 0, hour, 0) * np.timedelta64(3600, "s")
    frame["precision"] = np.where(hour >= 0, "minute", "day")
    return frame


def log(applications: int, days: int = 728, seed: int = 1) -> JobLog:
    """A log of so many applications sent, and a few that came to the person, complete up to the search's last day."""
    drawn = simulate.draw(seed, applications, days)
    return build(rows(drawn, np.random.default_rng(seed)), drawn.start + timedelta(days - 1), name="simulated")
