"""How numbers are said: shares, ranges, days, verdicts; in plain words, kind, never causal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from jobstats.errors import count
from jobstats.estimators import Rate, difference, needed_per_group
from jobstats.log import day_text

__all__ = ["CAUTION", "as_rate", "compare", "count", "day_text", "days", "of", "percent", "range_text", "when"]

#: A difference smaller than this many points is called none (METHODS 7).
SMALL = 0.15
CAUTION = "People and jobs differ in many ways, so this cannot show that one thing caused the other."


def percent(share: float) -> str:
    """A share as people say it: 11 %."""
    return "–" if np.isnan(share) else f"{share * 100:.0f}\u00a0%"


def range_text(low: float, high: float) -> str:
    """A 95 % range: 6–20 %."""
    return "–" if np.isnan(low) else f"{low * 100:.0f}–{high * 100:.0f}\u00a0%"


def of(n: int, total: int) -> str:
    """k of n."""
    return f"{n} of {total}"


def days(value: float) -> str:
    """A number of days, "more than" where it was not reached."""
    return "not reached yet" if np.isinf(value) else count(int(value), "day")


def when(as_of: date, wait: int | None, what: str) -> str:
    """When the first figure will be possible."""
    if wait is None:
        return f"A first figure needs at least five {what}."
    return f"A first figure is possible on {day_text(as_of + timedelta(days=wait))}, if at least five {what} are recorded by then."


def points(value: float) -> str:
    """A difference of shares in points, with its sign."""
    return f"{value * 100:+.0f}".replace("-", "−")


def as_rate(row: Mapping[str, Any]) -> Rate:
    """A row of a frame of groups as the rate it came from."""
    return Rate(row["share"], row["low"], row["high"], int(row["entered"]), int(row["n"]), int(row["of"]))


def compare(one: Rate, two: Rate, named: tuple[str, str], what: str) -> str:
    """Two rates side by side, their difference, and a verdict that never says more than the interval does."""
    d, low, high = difference(one, two)
    text = (
        f"{what}: {percent(one.share)} {named[0]}, {percent(two.share)} {named[1]}; "
        f"difference {points(d)} points (95 % range {points(low)} to {points(high)}). "
    )
    if low >= -SMALL and high <= SMALL:
        return text + "No difference larger than 15 points."
    if low <= 0 <= high:
        need = needed_per_group((one.share + two.share) / 2 if (one.share + two.share) / 2 <= 0.8 else 0.8)
        return text + f"Too few to tell: about {need} per group would show a 20-point difference."
    return text + "The range leaves out zero: a hint, not a verdict, since several comparisons are made in this kit. " + CAUTION
