"""Does every number keep what it promises? The table at the foot of METHODS, on simulated searches whose truth is known.

    uv run python -m benchmarks.calibration [--thin] [--seed N] [--searches N] [--write docs/calibration.md]

Prints target, reached and verdict for each row, naive figures beside it; exits with 1 if a row misses. The same seed gives
the same table on any machine. --thin: few searches, limits widened by their Monte-Carlo error, as in tests/test_calibration.py.
A row comes from a row maker: a function (searches, seed, progress) -> list of rows.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
import time
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Final

from benchmarks.calibration_page import page
from benchmarks.calibration_row import Progress, Row

Maker = Callable[[int, int, Progress], list[Row]]

#: Module and function of every row maker, in the order of the table.
MAKERS: Final = (
    ("benchmarks.calibration_tables", "table_rows"),
    ("benchmarks.calibration_verdicts", "verdict_rows"),
    ("benchmarks.calibration_forecast", "forecast_rows"),
)
FULL, THIN, SEED = 4000, 100, 20261123


def maker(module: str, name: str) -> Maker:
    """The row maker; one row that misses where its module is not there, or not whole, yet."""
    try:
        found: Maker = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        missing = Row(f"rows of {module}", "to be written", f"not yet: {error}", False)
        return lambda searches, seed, progress: [missing]
    return found


def all_rows(searches: int, seed: int, progress: Callable[[int, str, float], None]) -> list[Row]:
    """The rows of every maker; progress also gets the number of the maker."""

    def part(number: int) -> Progress:
        return lambda what, done: progress(number, what, done)

    return [row for number, (module, name) in enumerate(MAKERS) for row in maker(module, name)(searches, seed, part(number))]


class Meter:
    """Progress on stderr: one line that is rewritten on a screen, else one for every tenth of a part."""

    def __init__(self) -> None:
        self.started, self.number, self.tenth = time.monotonic(), -1, -1

    def __call__(self, number: int, what: str, done: float) -> None:
        now = time.monotonic()
        if number != self.number:
            self.started, self.number, self.tenth = now, number, -1
        spent = now - self.started
        left = f"{spent * (1 - done) / done:.0f} s left" if 0 < done < 1 else "done" if done >= 1 else "…"
        line = f"part {number + 1} of {len(MAKERS)}, {what}: {done:.0%}, {left}"
        if sys.stderr.isatty():
            print(f"\r\x1b[K{line}", end="\n" if done >= 1 else "", file=sys.stderr, flush=True)
        elif int(done * 10) > self.tenth:
            self.tenth = int(done * 10)
            print(line, file=sys.stderr, flush=True)


def table(rows: list[Row]) -> str:
    """The rows as text."""
    lines = []
    for row in rows:
        lines.append(f"{'pass' if row.passed else 'FAIL'}  {row.what}")
        for name, text in (("target", row.target), ("reached", row.reached), ("naive", row.naive)):
            lines += textwrap.wrap(text, 130, initial_indent=f"      {name:<8}", subsequent_indent=" " * 14) if text else []
    missed = sum(not row.passed for row in rows)
    return "\n".join([*lines, "", f"{len(rows) - missed} of {len(rows)} rows pass" + (f", {missed} MISSED" if missed else "")])


def main(arguments: list[str] | None = None) -> int:
    """Run it; 1 if a row misses."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description="The table at the foot of METHODS.")
    parser.add_argument("--thin", action="store_true", help=f"{THIN} searches of each size instead of {FULL}")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--searches", type=int, help="searches of each size")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also write the table into this Markdown file")
    asked = parser.parse_args(arguments)
    searches = asked.searches or (THIN if asked.thin else FULL)
    if searches < 1:
        parser.error("--searches must be at least 1")
    rows = all_rows(searches, asked.seed, Meter())
    print(table(rows))
    if asked.write:
        asked.write.write_text(page(rows, searches, asked.seed, date.today()), encoding="utf-8")
        print(f"written: {asked.write}")
    return int(not all(row.passed for row in rows))


if __name__ == "__main__":
    sys.exit(main())
