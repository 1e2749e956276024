"""What a chart says of a log in which the days it needs are missing: each entry but those that need none gets it here, in one place."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import Any, Final

import pandas as pd

from jobstats import theme
from jobstats.chart import Chart
from jobstats.log import JobLog
from jobstats.metrics.interviews import untold
from jobstats.metrics.undated import refusal
from jobstats.theme import Spec

#: The day each chart needs (see undated.refusal). Not in it: the flows, which need none; the funnel, whose bars need none;
#: the forecast, which says itself what it lacks.
NEEDED: Final = {
    **dict.fromkeys(("funnel_by", "time_to_answer", "weekly_applications"), "applied"),
    **dict.fromkeys(("overlap", "let_up", "early_volume", "early_invitations"), "reply"),
    **dict.fromkeys(("rounds", "follow_up_timing", "follow_up_next_step", "follow_up_later", "nudge_landmarks"), "interview"),
    **dict.fromkeys(("coworker_meeting", "practice", "time_after_interview", "decisions_by_round", "comparisons"), "interview"),
    "effort": "sent",
    "recruiters": "contact",
    "waiting": "open",
    "nudges": "nudge",
}
#: Charts of what follows an interview: none of it is told where too many outcomes have no day.
FOLLOWING: Final = frozenset(
    (
        "rounds",
        "follow_up_next_step",
        "follow_up_later",
        "nudge_landmarks",
        "coworker_meeting",
        "practice",
        "time_after_interview",
        "decisions_by_round",
    )
)
#: Where the refusal stands in a frame: beside its columns, since a frame without rows has to carry it as well.
_WHY: Final = "no day"


def needing_days(entry: Chart) -> Chart:
    """The entry as it is, until the days it needs are missing: then its sentence and its picture say so, and how to mend it, and its table is empty."""
    if entry.name not in NEEDED:
        return entry

    @wraps(entry.metric)
    def metric(log: JobLog, **options: Any) -> pd.DataFrame:
        frame = entry.metric(log, **options).copy(deep=False)
        why = refusal(log, NEEDED[entry.name])
        if not why and entry.name in FOLLOWING and untold(log):
            why = f"{untold(log)}."
        if why:
            frame.attrs[_WHY] = why
        return frame

    def form(frame: pd.DataFrame) -> Spec | None:
        return theme.blank(frame.attrs[_WHY]) if _WHY in frame.attrs else entry.form(frame)

    def say(frame: pd.DataFrame) -> str:
        return str(frame.attrs.get(_WHY) or entry.say(frame))

    def cells(frame: pd.DataFrame) -> pd.DataFrame:
        text = entry.cells(frame)
        return text.iloc[:0] if _WHY in frame.attrs else text  # noughts would be read as “there was none”

    return replace(entry, metric=metric, form=form, say=say, cells=cells)
