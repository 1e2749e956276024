"""How numbers are said: shares, ranges, days, verdicts; in plain words, kind, never causal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from jobstats.errors import count
from jobstats.estimators import Rate, difference
from jobstats.log import JobLog, day_text, records

__all__ = [
    "CAUTION",
    "as_rate",
    "compared",
    "count",
    "day_text",
    "days",
    "how_many_more",
    "lacking",
    "of",
    "out_of",
    "pace",
    "percent",
    "range_text",
    "signed",
    "when",
]

#: A difference smaller than this many points is called none (METHODS 7).
SMALL = 0.15
#: Weeks beyond which nobody is told to wait for a comparison.
SOON = 26
#: Weeks beyond which a log is said not to be able to answer (METHODS 7).
MOST_WEEKS = 104
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


def out_of(n: int, total: int, one: str, many: str = "") -> str:
    """k of n things: 2 of 3 interviews, 0 of 1 interview."""
    return f"{n} of {count(total, one, many)}"


def signed(value: float, places: int = 1) -> str:
    """A change with its sign; what rounds to nought has none."""
    shown = f"{value:+.{places}f}"
    return shown[1:] if float(shown) == 0 else shown.replace("-", "−")


def points(value: float) -> str:
    """A difference of shares in points, with its sign."""
    return signed(value * 100, 0)


def as_rate(row: Mapping[str, Any]) -> Rate:
    """A row of a frame of groups as the rate it came from."""
    return Rate(row["share"], row["low"], row["high"], int(row["entered"]), int(row["n"]), int(row["of"]))


def compared(frame: pd.DataFrame, named: tuple[str, str], what: str, item: tuple[str, str] = ("interview", "interviews")) -> str:
    """Two groups side by side, their difference with its range, and how many it would take; the verdict is the registry's.

    frame: as landmark.Pool.frame.
    """
    one, two = (as_rate(r) for r in records(frame))
    d, low, high = difference(one, two)
    text = (
        f"{what}: {percent(one.share)} {named[0]}, {percent(two.share)} {named[1]}; "
        f"difference {points(d)} points (95 % range {points(low)} to {points(high)})."
    )
    if low <= 0 <= high and not (low >= -SMALL and high <= SMALL):
        text += how_many_more(int(frame["need"].iloc[0]), float(frame["weeks"].iloc[0]), *item)
    return text


def lacking(frame: pd.DataFrame) -> str:
    """Why two groups cannot be compared yet, and when it may be possible at this log's pace."""
    row = frame.iloc[0]
    if "no share" in row["why"]:
        return f"{row['why']}."
    weeks = float(row["gate_weeks"])
    if np.isnan(weeks) or np.isinf(weeks) or weeks <= 0:
        soon = ""
    elif weeks <= SOON:
        soon = f" At your pace it may be possible in about {count(int(np.ceil(weeks)), 'week')}."
    else:
        soon = " One search may never be long enough for this; go by the advice until then."
    return f"Too few to tell: {row['why']}.{soon}"


def pace(log: JobLog, have: int, need: int) -> float:
    """Weeks until a group of `have` has grown to `need` at this log's pace; infinite where there is none yet."""
    span = log.span()
    weeks = max((log.as_of - span[0]).days / 7, 1.0) if span else 1.0
    return (need - have) * weeks / have if have else float("inf")


def how_many_more(need: int, weeks: float, item: str, items: str) -> str:
    """How many per group would show a difference of 20 points, and when this log will have them."""
    text = f" About {count(need, item, items)} per group would show a 20-point difference"
    if weeks > MOST_WEEKS:
        return f"{text}; at your pace that is more than two years away, so this log cannot answer it."
    return f"{text}, at your pace in about {count(int(np.ceil(weeks)), 'week')}." if weeks > 0 else f"{text}, and you have them."
