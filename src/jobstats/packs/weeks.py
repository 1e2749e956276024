"""Days told as weeks: in texts, in tables and along the axes of pictures. Durations stay what they are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from jobstats.log import day_text
from jobstats.page import Drawn
from jobstats.theme import Spec

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
#: A day as the kit writes it: 14 May 2026.
DAY = re.compile(rf"\b(?P<on>on )?(?P<day>\d{{1,2}} (?:{_MONTHS}) \d{{4}})\b")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d(?::\d\d){0,2})?")
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
        table=table(drawn.table),
        figure=_figure(drawn.figure),
    )


def said(text: str) -> str:
    """A text with each day as its week: “on 14 May 2026” becomes “in the week of 11 May 2026”."""
    return DAY.sub(lambda m: f"{'in ' if m['on'] else ''}the week of {monday(m['day'])}", text)


def monday(day: str) -> str:
    """The Monday of the week a day lies in, both as the kit writes them."""
    at = datetime.strptime(day, "%d %b %Y").date()
    return day_text(at - timedelta(days=at.weekday()))


def table(frame: pd.DataFrame) -> pd.DataFrame:
    """A table people read, its days as weeks."""
    text = {c: frame[c] if c in _WEEKS else [_cell(v) for v in frame[c]] for c in frame.columns}
    return pd.DataFrame(text, dtype=object, columns=frame.columns)


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return f"week of {monday(value)}" if DAY.fullmatch(value) else said(value)


def _figure(figure: Spec) -> Spec:
    """A figure with the days along its axes moved to the Monday of their week, and those in its words told as weeks."""
    return dict(_moved(figure))


def _moved(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _wider(value) if key == "range" else _moved(value) for key, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [_moved(value) for value in part]
    if not isinstance(part, str):
        return part
    if _ISO.fullmatch(part):
        at = datetime.fromisoformat(part[:10]).date()
        return (at - timedelta(days=at.weekday())).isoformat()
    return said(part)


def _wider(ends: Any) -> Any:
    """The ends of an axis: from the Monday before to the Monday after, so that nothing is cut."""
    if not (isinstance(ends, list) and len(ends) == 2 and all(isinstance(e, str) and _ISO.fullmatch(e) for e in ends)):
        return ends
    first, last = (datetime.fromisoformat(e[:10]).date() for e in ends)
    return [(first - timedelta(days=first.weekday())).isoformat(), (last + timedelta(days=7 - last.weekday())).isoformat()]
