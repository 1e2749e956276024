"""How long a file takes to a log: read, understood, checked and derived, beside a bare `pandas.read_csv` of the same file in the same run.

    uv run python -m benchmarks.load

Files of 1 000, 100 000 and 1 000 000 events in the kit's own format, about 54 bytes a row, some with a time of day, some with a note in
quotes; and the same with one more line of a cell too few, which is read the careful way, row by row. Wall time, best of several;
both are read in turn, so that both meet the same load of the machine. Goal: twice the bare read for a million events.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

import jobstats as js

SIZES = {1_000: 30, 100_000: 15, 1_000_000: 8}  # events, and how often each is repeated
GOAL = 2.0
AS_OF = date(2026, 12, 31)
_STEPS = ("applied", "reply", "interview", "follow_up", "rejected")


def text(events: int, seed: int = 1) -> str:
    """A log of so many events: applications of one to five steps, five days apart, to 20 000 companies."""
    rng = np.random.default_rng(seed)
    lines = ["date,company,role,event,source,note"]
    days = np.datetime64("2020-01-01") + rng.integers(0, 2200, events)
    steps = rng.integers(1, 6, events)
    for k in range(events):
        for j in range(int(steps[k])):
            if len(lines) > events:
                return "\n".join(lines) + "\n"
            day = f"{days[k] + 5 * j}{'T15:30' if j == 2 else ''}"
            source, note = "board" if j == 0 else "", '"Talked to Ana, 30 min"' if j == 2 else ""
            lines.append(f"{day},Company {k % 20_000},Role {k},{_STEPS[j]},{source},{note}")
    raise AssertionError


def uneven(written: str) -> str:
    """The same with one more line, of a cell too few."""
    return f"{written}2026-01-05,Company 1,Role 1,applied,board\n"


def timed(work: Callable[[], object]) -> float:
    """Wall time in seconds."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def both(path: Path, times: int) -> tuple[float, float]:
    """The best bare read and the best load."""
    bare, load = [], []
    for _ in range(times):
        bare.append(timed(lambda: pd.read_csv(path)))
        load.append(timed(lambda: js.load(path, as_of=AS_OF)))
    return min(bare), min(load)


def main() -> None:
    """Print the table."""
    js.load()
    print("events     MB   bare read_csv        load   ratio   one line short: load   ratio")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        for events, times in SIZES.items():
            written = text(events)
            path.write_text(written, encoding="utf-8")
            bare, load = both(path, times)
            path.write_text(uneven(written), encoding="utf-8")
            again, careful = both(path, max(times // 4, 2))
            row = f"{events:9} {len(written) / 1e6:5.1f} {bare * 1000:10.1f} ms {load * 1000:8.1f} ms {load / bare:7.2f}"
            print(f"{row} {careful * 1000:16.1f} ms {careful / again:7.2f}")
            if events == max(SIZES):
                print(f"goal {GOAL}: {'met' if load / bare <= GOAL else 'missed'}")


if __name__ == "__main__":
    main()
