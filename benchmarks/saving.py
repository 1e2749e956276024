"""How long a row takes to be safe in a file: beside the least any safe writer does, and beside pandas, in the same run.

`python -m benchmarks.saving [rows …]`. Floor: read the file, write all of it and a row more beside it, fsync, rename, fsync the folder. pandas: read_csv, concat, to_csv,
which is neither safe nor leaves lines as they were. Prints medians, and ratios to the floor.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

import pandas as pd

import jobstats as js
from jobstats.journal import events, journal

ROW = ["2026-03-09T20:05", "", "Acme 1", "Role", "follow_up", ""]
TIMES = 25


def written(path: Path, rows: int) -> None:
    """A log of so many rows."""
    day = datetime(2026, 1, 1)
    lines = (f"{day + timedelta(days=i % 60):%Y-%m-%d},,Acme {i},Role,applied,\n" for i in range(rows))
    path.write_text("date,application,company,role,event,note\n" + "".join(lines), encoding="utf-8")


def floor(path: Path) -> None:
    """The least: old bytes and a row, beside, flushed, renamed, flushed."""
    new = path.with_name("new")
    with new.open("wb") as file:
        file.write(path.read_bytes() + (",".join(ROW) + "\n").encode())
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)
    place = os.open(path.parent, os.O_RDONLY)
    os.fsync(place)
    os.close(place)


def frames(path: Path) -> None:
    """As most people would."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    pd.concat([table, pd.DataFrame([ROW], columns=table.columns)]).to_csv(path, index=False)


def took(act: Callable[[], object]) -> float:
    """Milliseconds, the median of some."""
    each = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        act()
        each.append((time.perf_counter() - begin) * 1000)
    return median(each)


def measured(rows: int, folder: Path) -> str:
    """One size, in words."""
    path, minutes = folder / "log.csv", iter(range(10_000))
    written(path, rows)
    least = took(lambda: floor(path))
    written(path, rows)
    usual = took(lambda: frames(path))
    written(path, rows)
    ours = took(lambda: journal.append(path, [ROW]))
    written(path, rows)
    logs = [js.load(path)]

    def capture() -> None:
        when = datetime(2026, 3, 9) + timedelta(minutes=next(minutes))
        logs.append(events.record(logs[-1], events.Event("follow_up", when, "Acme 1", "Role")).log)

    whole = took(capture)
    return (
        f"{rows} rows: floor {least:.1f} ms; pandas, unsafe {usual / least:.1f}; journal.append {ours / least:.1f} ({ours:.0f} ms); "
        f"events.record, tried on a copy and read again {whole / least:.1f} ({whole:.0f} ms)"
    )


def main(*sizes: int) -> None:
    """Measure and print."""
    for rows in sizes or (400, 2_000, 20_000):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["JOBSTATS_BACKUPS"] = str(Path(folder) / "backups")
            print(measured(rows, Path(folder)), flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
