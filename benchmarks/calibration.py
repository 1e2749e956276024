"""Does every number keep what it promises? The table at the foot of METHODS, on simulated searches whose truth is known.

    uv run python -m benchmarks.calibration [--thin] [--seed N] [--searches N] [--only NAME] [--write docs/calibration.md]

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
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final

from benchmarks.calibration_page import page
from benchmarks.calibration_row import Progress, Row

Maker = Callable[[int, int, Progress], list[Row]]

SEED: Final = 20261123


@dataclass(frozen=True)
class Part:
    """A row maker: module and function, and how many searches it asks for in a full and in a thin run."""

    module: str
    name: str
    full: int
    thin: int


#: Every row maker, in the order of the table.
PARTS: tuple[Part, ...] = (
    Part("benchmarks.calibration_tables", "table_rows", 4000, 100),
    Part("benchmarks.calibration_verdicts", "verdict_rows", 600, 30),
    Part("benchmarks.calibration_forecast", "forecast_rows", 4000, 100),
)


def maker(part: Part) -> Maker:
    """The row maker; one row that misses where its module is not there, or not whole, yet."""
    try:
        found: Maker = getattr(import_module(part.module), part.name)
    except (ImportError, AttributeError) as error:
        missing = Row(f"rows of {part.module}", "to be written", f"not yet: {error}", False)
        return lambda searches, seed, progress: [missing]
    return found


class Meter:
    """Progress on stderr: one line that is rewritten on a screen, else one for every tenth of a part."""

    def __init__(self, parts: int) -> None:
        self.parts = parts
        self.started, self.number, self.tenth = time.monotonic(), -1, -1

    def __call__(self, number: int, what: str, done: float) -> None:
        now = time.monotonic()
        if number != self.number:
            self.started, self.number, self.tenth = now, number, -1
        spent = now - self.started
        left = f"{spent * (1 - done) / done:.0f} s left" if 0 < done < 1 else "done" if done >= 1 else "…"
        line = f"part {number + 1} of {self.parts}, {what}: {done:.0%}, {left}"
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
    parser.add_argument("--thin", action="store_true", help="few searches, limits widened by their Monte-Carlo error")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--searches", type=int, help="this many in every part, instead of its own number")
    parser.add_argument("--only", choices=[part.name for part in PARTS], help="the rows of this maker alone")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also write the table into this Markdown file")
    asked = parser.parse_args(arguments)
    if asked.searches is not None and asked.searches < 1:
        parser.error("--searches must be at least 1")
    parts = [part for part in PARTS if asked.only in (None, part.name)]
    meter, rows, counts = Meter(len(parts)), [], []
    for number, part in enumerate(parts):
        counts.append(asked.searches or (part.thin if asked.thin else part.full))
        rows += maker(part)(counts[-1], asked.seed, partial(meter, number))
    print(table(rows))
    if asked.write:
        given = [*(["--thin"] if asked.thin else []), "--seed", str(asked.seed)]
        given += ["--searches", str(asked.searches)] if asked.searches else []
        given += ["--only", asked.only] if asked.only else []
        asked.write.write_text(page(rows, " ".join(given), counts, date.today()), encoding="utf-8")
        print(f"written: {asked.write}")
    return int(not all(row.passed for row in rows))


if __name__ == "__main__":
    sys.exit(main())
