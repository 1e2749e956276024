"""How long a pack of all charts takes, beside what cannot be saved: drawing those charts once and writing the sheet of them, in the same run.

    uv run python -m benchmarks.packs

Searches of 150, 400 and 2 000 applications, each level, best of three; peer: `js.sheet` of the same charts (drawn twice: once to be shown, once without names). Goal: a pack of
400 applications within ten times its peer, which is seconds. Also how the time is shared out: drawing, files, the last look.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import jobstats as js
from jobstats.packs import checking, memory, packing
from jobstats.packs.asked import asked
from jobstats.packs.composing import composed
from jobstats.packs.levels import LEVELS
from jobstats.simulate import START, search

SIZES = (150, 400, 2_000)
GOAL = 10.0


def best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of several runs."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def main() -> None:
    """Measure, and print a line for each size and level."""
    every = [*js.charts.CATALOGUE]
    print(f"{'applications':>12} {'level':>10} {'pack':>7} {'sheet':>7} {'ratio':>6}   drawing, files, last look")
    for size in SIZES:
        made = search(1, applications=size, days=182)
        file = made.events.to_csv(index=False)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "log.csv"
            path.write_text(file, encoding="utf-8")

            def log(path: Path = path, made: object = made) -> js.JobLog:
                return js.load(path, as_of=(START + timedelta(days=182)).isoformat())

            peer = best(lambda folder=folder: js.sheet([js.charts.CATALOGUE[n](log()) for n in every], Path(folder) / "sheet.html"))
            for level in LEVELS:
                whole = best(lambda folder=folder, level=level: js.pack(log(), Path(folder) / "out", level=level, charts=every))
                print(f"{size:>12} {level:>10} {whole:6.1f}s {peer:6.1f}s {whole / peer:6.1f}   {_shares(log(), level, every)}")
    print(f"goal: {GOAL:g} times the sheet at 400 applications")


def _shares(log: js.JobLog, level: str, every: list[str]) -> str:
    """How one pack's time is shared out."""
    said = asked(level, every, "", (), (), None)
    began = time.perf_counter()
    made = composed(log, said, memory.recalled(log), lambda what: None)
    drawn = time.perf_counter()
    files = packing._files(made, lambda what: None)
    written = time.perf_counter()
    checking.check(log, said, files, list)
    return f"{drawn - began:.1f}s, {written - drawn:.1f}s, {time.perf_counter() - written:.1f}s"


if __name__ == "__main__":
    main()
