"""Applications that hold no day at all: they tell how far things got, and nothing of when."""

from __future__ import annotations

import numpy as np

from jobstats.errors import count
from jobstats.log import JobLog
from jobstats.metrics.basis import Mask
from jobstats.vocabulary import STAGES

_GOT = {"reply": "got a positive answer", "interview": "got to an interview"}
#: What to write so that a chart can be drawn, by the day it needs.
_MEND = {
    "applied": "with a column “date applied”, and the day of each answer,",
    "reply": "with a column “date applied”, and the day of each answer,",
    "open": "with a column “date applied”, and the day of each answer,",
    "interview": "with a column “date applied”, and the day of each interview,",
    "sent": "with a column “date applied”",
    "nudge": "with a row for each nudge, and its day,",
    "contact": "with a row for each talk, its day and a name,",
}


def dateless(log: JobLog) -> Mask:
    """Which applications have no day at all."""
    none: Mask = np.isnan(log.applications["start"].to_numpy(dtype=float))
    return none


def none_dated(log: JobLog) -> bool:
    """There are applications, and none has a day."""
    return bool(len(log)) and bool(dateless(log).all())


def none_of(n: int, more: str = "") -> str:
    """That none of so many applications has a day."""
    return f"The one application{more} has no day in the file" if n == 1 else f"None of these {n} applications{more} has a day in the file"


def no_share(log: JobLog) -> str:
    """Why no share can be told of a log without any day."""
    return f"{none_of(len(log))}, so no share can be told; {_MEND['applied']} there can be."


def refusal(log: JobLog, needs: str) -> str:
    """Why a chart cannot be drawn because days are missing, and what to write; "" when it can, or when other things are missing.

    needs: the day that is needed: "applied", "reply" or "interview", of that stage; "open", of those still open; "nudge", of a
    nudge; "sent" and "contact", of an application or a talk: some row of the log may have one though no application has.
    """
    if none_dated(log):
        loose = needs in ("sent", "contact") and len(log.events)
        return "" if loose else f"{none_of(len(log))}; {_MEND[needs]} this chart can be drawn."
    table = log.applications
    if needs == "open":
        here, lacks = table["outcome"].to_numpy(dtype=object) == "", table["undated"].to_numpy(dtype=bool)
        if here.any() and lacks[here].all():
            return f"{none_of(int(here.sum()), ' still open')} for its status; with that day this chart can be drawn."
    if needs in ("reply", "interview"):
        here, lacks = table["level"].to_numpy() >= STAGES.index(needs), np.isnan(table[needs].to_numpy(dtype=float))
        if needs == "interview" and not (log.events["event"] == "interview").any():
            lacks = here  # the day on which a later step implies one is not the interview's
        if here.any() and lacks[here].all():
            return f"{none_of(int(here.sum()), f' that {_GOT[needs]}')} for it; with that day this chart can be drawn."
    return ""


def without_day(log: JobLog, stage: str) -> str:
    """How many applications got to a stage on no known day, for a basis that counts something else than applications; "" for none."""
    table = log.applications
    n = int(((table["level"].to_numpy() >= STAGES.index(stage)) & np.isnan(table[stage].to_numpy(dtype=float))).sum())
    return f"{count(n, 'application')} that {_GOT[stage]} on no known day" if n else ""


def left_out(log: JobLog) -> str:
    """The reason why those without any day are left out, with how often they were answered, so that people see whether they are like the others."""
    none = dateless(log)
    settled = (log.applications["level"].to_numpy() > 0) | (log.applications["outcome"].to_numpy(dtype=object) != "")
    if not none.any() or none.all():
        return "without a day in the file"
    there = (
        f"{int(settled[none].sum())} of these {int(none.sum())}" if none.sum() > 1 else "it was" if settled[none].any() else "it was not"
    )
    return (
        f"without a day in the file ({there} answered or ended, {int(settled[~none].sum())} of the {int((~none).sum())} with a day; "
        "what is told is of those with a day)"
    )
