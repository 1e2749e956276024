"""How fast a filter and every number of the panel come, beside a floor in the same run.

    uv run python -m benchmarks.numbers

For 300 and 300 000 applications: `log.where` and then, of each of the panel's six charts, the frame, the sentence and the table;
and the same with its figure. Floor: the least any such panel does, which is to copy the kept rows of the same two frames by a boolean
mask, and to count once per chart. CPU time, best of several; the first change of a log is told apart, since later ones only choose
from what it worked out. Goal: under a second for 300 000.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks import large
from jobstats import charts
from jobstats.log import JobLog

SIZES = {300: (182, 50), 300_000: (728, 5)}  # days of the search, and how often each is repeated
GOAL = 1.0
PANEL = [charts.CATALOGUE[name] for name in charts.PANEL]


def changes(log: JobLog) -> dict[str, dict[str, Any]]:
    """Filters people set: a source, days of applying (a half of the search), a stage."""
    start = np.sort(log.applications["start"].to_numpy()).astype(int)
    middle = np.datetime64(int(start[len(start) // 2]), "D")
    return {"a source": {"source": "job board"}, "days of applying": {"applied": (None, str(middle))}, "a stage": {"stage": "reply"}}


def numbers(log: JobLog, filters: dict[str, Any], drawn: bool = False) -> int:
    """The filter, and every number of the panel; drawn: its figures too. Returns how many applications are left."""
    part = log.where(**filters)
    for chart in PANEL:
        frame = chart.frame(part)
        chart.say(frame)
        chart.cells(frame)
        if drawn:
            chart.form(frame)
    return len(part)


def floor(log: JobLog, keep: np.ndarray) -> None:
    """One copy of the kept rows of both frames, and one count per chart."""
    code = log.events["application"].to_numpy()
    table, events = log.applications[keep], log.events[np.append(keep, False)[code]]
    for _ in PANEL:
        np.bincount(table["level"].to_numpy())
    assert len(events)


def best(work: Callable[[], object], times: int) -> float:
    """Best CPU time in seconds."""
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def main() -> None:
    """Run it."""
    for size, (days, times) in SIZES.items():
        print(f"building a log of {size:,} applications …", flush=True)
        log = large.log(size, days)
        first = best(lambda log=log: numbers(log, {"source": "referral"}), 1)
        print(f"{len(log):>9,}  first change of a filter: {1000 * first:.1f} ms")
        for name, filters in changes(log).items():
            rows = log.where(**filters).whole
            keep = np.zeros(len(log), bool)
            keep[rows[1] if rows else slice(None)] = True
            least = best(lambda log=log, keep=keep: floor(log, keep), times)
            ours = best(lambda log=log, filters=filters: numbers(log, filters), times)
            drawn = best(lambda log=log, filters=filters: numbers(log, filters, True), times)
            goal = f"goal {GOAL:.0f} s: {'met' if drawn < GOAL else 'MISSED'}"
            print(
                f"{int(keep.sum()):>9,}  {name:<17} numbers {1000 * ours:6.1f} ms, floor {1000 * least:6.1f} ms: x{ours / least:<5.1f}"
                f" with figures {1000 * drawn:6.1f} ms: x{drawn / least:<5.1f}{goal}",
                flush=True,
            )


if __name__ == "__main__":
    main()
