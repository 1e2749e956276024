"""Days told as weeks: in texts, in tables and along the axes of pictures. Durations stay what they are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from jobstats.log import MONTHS, day_text
from jobstats.page import Drawn
from jobstats.theme import Spec

_MONTHS = "|".join(MONTHS)
#: A day as the kit writes it: 14 May 2026.
DAY = re.compile(rf"\b(?P<on>on )?(?P<day>\d{{1,2}} (?:{_MONTHS}) \d{{4}})\b")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d(?::\d\d){0,2})?")
#: What counts the days to the log's last day: with it, a day could be worked out. Chart, column of its frame, title of the days, and as weeks.
TO_TODAY: Final = {
    "waiting": ("day", "Days of silence", "Days of silence (whole weeks)"),
    "recruiters": ("days", "Days since", "Days since (whole weeks)"),
}
#: Columns whose days are Mondays already.
_WEEKS = frozenset(("Week of",))


def in_weeks(drawn: Drawn) -> Drawn:
    """A chart in which no day stands, only the week it lies in."""
    return replace(
        drawn,
        sentence=said(drawn.sentence),
        caption=said(drawn.caption),
        alt=said(drawn.alt),
        explained=tuple((head, said(text)) for head, text in drawn.explained),
        table=table(drawn.table).rename(columns={days: cut for _, days, cut in TO_TODAY.values()}),
        figure=_figure(drawn.figure),
    )


def whole_weeks(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """A frame whose days up to the log's last are cut to whole weeks."""
    if name not in TO_TODAY:
        return frame
    column = TO_TODAY[name][0]
    return frame.assign(**{column: frame[column] // 7 * 7})


def said(text: str) -> str:
    """A text with each day as its week: “on 14 May 2026” becomes “in the week of 11 May 2026”."""
    return DAY.sub(lambda m: f"{'in ' if m['on'] else ''}the week of {monday(m['day'])}", text)


def monday(day: str) -> str:
    """The Monday of the week a day lies in, both as the kit writes them."""
    number, month, year = day.split()
    return day_text(_begun(date(int(year), MONTHS.index(month) + 1, int(number))))


def _begun(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def table(frame: pd.DataFrame) -> pd.DataFrame:
    """A table people read, its days as weeks."""
    text = {c: frame[c] if c in _WEEKS else [_cell(v) for v in frame[c]] for c in frame.columns}
    return pd.DataFrame(text, dtype=object, columns=frame.columns)


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return f"week of {monday(value)}" if DAY.fullmatch(value) else said(value)


def _figure(figure: Spec) -> Spec:
    """A figure with the days along its axes moved to the Monday of their week, ends to the Monday after; and those in its words told as weeks."""
    moved: Spec = _moved(figure)
    for old, new in zip(figure.get("data", []), moved.get("data", []), strict=True):
        x = old.get("x")
        if isinstance(x, list) and len(x) % 3 == 0 and x and all(v is None for v in x[2::3]):  # stretches, each from a day to another
            new["x"] = [_next(v) if i % 3 == 1 else _moved(v) for i, v in enumerate(x)]
    for old, new in zip(figure.get("layout", {}).get("shapes", []), moved.get("layout", {}).get("shapes", []), strict=True):
        if "x1" in old and old.get("x0") != old["x1"]:
            new["x1"] = _next(old["x1"])
    return moved


def _moved(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _wider(value) if key == "range" else _moved(value) for key, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [_moved(value) for value in part]
    if not isinstance(part, str):
        return part
    return _begun(_iso(part)).isoformat() if _ISO.fullmatch(part) else said(part)


def _next(part: Any) -> Any:
    """The Monday after a day."""
    return (_begun(_iso(part)) + timedelta(days=7)).isoformat() if isinstance(part, str) and _ISO.fullmatch(part) else part


def _iso(text: str) -> date:
    return date.fromisoformat(text[:10])


def _wider(ends: Any) -> Any:
    """The ends of an axis: from the Monday before to the Monday after, so that nothing is cut."""
    if not (isinstance(ends, list) and len(ends) == 2 and all(isinstance(e, str) and _ISO.fullmatch(e) for e in ends)):
        return ends
    return [_moved(ends[0]), (date.fromisoformat(_next(ends[1])) + timedelta(days=7)).isoformat()]
