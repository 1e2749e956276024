"""How often one process may be asked: days between two questions, and questions in all, as the log's owner chose. It asks nobody."""

from __future__ import annotations

from operator import index
from typing import Any

from jobstats.errors import AskError, count
from jobstats.log import JobLog

#: Days between two questions in one process, and questions in one process in all, unless the log's owner chooses others.
SPACING, MOST = 7, 2
_FROM_TO = {"spacing": (1, 365, SPACING), "most": (0, 5, MOST)}


def chosen(spacing: Any = None, most: Any = None) -> dict[str, int]:
    """What was said of the two, as whole numbers, without what was not (None); AskError for what cannot be used."""
    said = {name: value for name, value in (("spacing", spacing), ("most", most)) if value is not None}
    return {name: _whole(name, value) for name, value in said.items()}


def rule(log: JobLog, spacing: Any = None, most: Any = None) -> tuple[int, int]:
    """Spacing and most for this log: those given here, else those it was loaded with, else the usual ones. AskError as `chosen`."""
    both = {"spacing": SPACING, "most": MOST, **kept(log), **chosen(spacing, most)}
    return both["spacing"], both["most"]


def kept(log: JobLog) -> dict[str, Any]:
    """What the log was loaded with of the two, to load another like it."""
    return {name: log.said[name] for name in _FROM_TO if name in log.said}


def spoken(spacing: int) -> str:
    """So many in that time, as people say it: a week, in 14 days."""
    return "a week" if spacing == 7 else "a day" if spacing == 1 else f"in {count(spacing, 'day')}"


def _whole(name: str, value: Any) -> int:
    low, high, example = _FROM_TO[name]
    try:
        number = None if isinstance(value, bool) else index(value)
    except TypeError:
        number = None
    if number is None or not low <= number <= high:
        raise AskError(f"{name}={value!r} cannot be used: write a whole number from {low} to {high}, as in {name}={example}.")
    return number
