"""Whether applying goes on while a process is live."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from jobstats import figures
from jobstats.chart import Chart
from jobstats.metrics import tables, volume
from jobstats.theme import Spec

_CAME_OF: Final[Mapping[str, str]] = {"advanced": "Led to an offer", "open": "Still open", "rejected": "Ended without"}


def _let_up_strip(frame: pd.DataFrame) -> Spec | None:
    named = frame.assign(row="all", part=frame["stage"].map({"offer": "advanced", "open": "open", "ended": "rejected"}))
    lines = {0.0: "as usual"}
    return figures.strip(
        named, "change", {"all": "Invitations"}, "change in applications a week, beyond the usual", _CAME_OF, "row", "part", lines
    )


ENTRIES: Final = (
    Chart(
        name="weekly_applications",
        question="Do I keep applying while a process is live?",
        decision="How many applications to send this week (the advice: keep applying until a final offer is made).",
        metric=volume.weekly_applications,
        form=figures.weeks,
        say=volume.say_weekly_applications,
        cells=tables.weekly,
        definition=(
            "Above, applications sent in each week; below, processes live on its Monday: from their first positive answer to their end, or to 45 days "
            "after their last step. The averages are over whole weeks, their ranges by Student's t over weeks."
        ),
        source="Student 1908",
        needs="one application with a day of applying",
        kind="Bars and steps by week",
    ),
    Chart(
        name="let_up",
        question="Do I let up after an invitation, and what came of it?",
        decision="Whether to keep your weekly number when good news arrives.",
        metric=volume.let_up,
        form=_let_up_strip,
        say=volume.say_let_up,
        cells=tables.let_up,
        definition=(
            "For each first positive answer to an application you sent, with two weeks of the log on both sides: applications a week in the two weeks "
            "after it less those in the two weeks before, beyond the usual change. Usual is the same difference at the same distance after every "
            "application of yours, invited or not: busy weeks earn invitations, so that after one the number falls even if nothing was let go. The symbol "
            "shows what the invitation led to. The range of the average is by Student's t over invitations."
        ),
        source="paired difference against matched days (docs/decisions/0004); Student 1908",
        needs="a positive answer with two weeks of applying before it and two weeks after it",
        kind="Dots along a change",
    ),
    Chart(
        name="early_volume",
        question="What came of it when I kept applying in a process's first week?",
        decision="Whether going on applying cost you anything.",
        metric=volume.early_volume,
        form=lambda frame: figures.intervals(frame) if frame["share"].notna().all() else None,
        say=volume.say_early_volume,
        cells=tables.groups,
        definition=(
            "Live processes that were undecided a week after their first positive answer, split at this person's own median of applications sent in that week; "
            "the share with a next step within 21 days after it. Exposure is fixed before the outcome is watched; applications over the whole process are not "
            "compared, since long processes collect them. Shown when each group has at least 8 processes, 5 of them old enough, and there are 5 next steps."
        ),
        source="landmark method, Anderson, Cain & Gelber 1983; Wilson 1927; Newcombe 1998",
        needs="eight processes in each half that were undecided after a week, and five next steps",
        kind="Dots with ranges",
    ),
)
