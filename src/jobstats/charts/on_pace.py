"""Whether applying goes on while a process is live."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from jobstats import figures
from jobstats.chart import COMPLETE, INCIDENCE, Chart
from jobstats.metrics import early, tables, volume
from jobstats.metrics.registry import judging, saying
from jobstats.theme import Spec

_METHOD: Final = "landmark method, Anderson, Cain & Gelber 1983; Wilson 1927; Newcombe 1998; blocks permuted, Good 2005"
_LANDMARK: Final = f"From day 7 on, for each half: {INCIDENCE} Difference: Newcombe’s method 10."
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
        basis=volume.sent_basis,
        definition=(
            "Above, applications sent in each week; below, processes live on its Monday: from their first positive answer to their end, or to 45 days "
            "after their last step. The averages are over whole weeks, their ranges by Student's t over weeks."
        ),
        formula="Mean of the weekly counts, for weeks with no, one, two or more live processes; range by Student’s t.",
        assumes="Weeks are alike but for the live processes; applications are written down on their day.",
        source="Student 1908",
        needs="one application with a day of applying",
        kind="Bars and steps by week",
    ),
    Chart(
        name="let_up",
        question="Do I let up after an invitation, and what came of it?",
        decision="Whether to keep your weekly number when good news arrives.",
        metric=judging("let_up", volume.let_up),
        form=_let_up_strip,
        say=saying(volume.say_let_up),
        cells=tables.let_up,
        basis=volume.let_up_basis,
        definition=(
            "For each first positive answer to an application you sent, with two weeks of the log on both sides: applications a week in the two weeks "
            "after it less those in the two weeks before, beyond the usual change. Usual is the same difference at the same distance after every "
            "application of yours, invited or not: busy weeks earn invitations, so that after one the number falls even if nothing was let go. The symbol "
            "shows what the invitation led to. The range of the average is by Student's t over invitations."
        ),
        formula=(
            "(applications a week in the 14 days after − in the 14 days before) − the mean of the same difference at the same distance after "
            "every application; mean over invitations, range by Student’s t."
        ),
        assumes="Invitations come after applications at the same pace whatever you do in between.",
        source="paired difference against matched days (docs/decisions/0004); Student 1908",
        needs="a positive answer with two weeks of applying before it and two weeks after it",
        kind="Dots along a change",
        instead="After minus before alone: busy weeks earn invitations, so after one the number falls even if nothing was let go.",
    ),
    Chart(
        name="early_volume",
        question="What came of it when I kept applying in a process's first week?",
        decision="Whether going on applying cost you anything.",
        metric=judging("early_volume", early.early_volume),
        form=figures.compared,
        say=saying(early.say_early_volume),
        cells=tables.groups,
        basis=early.early_basis,
        definition=(
            "Live processes that were undecided a week after their first positive answer, split at this person's own median of applications sent in that week; the "
            "share with a next step within 21 days after it. Exposure is fixed before the outcome is watched. "
            "Shown when each group has at least 8 processes, 5 of them old enough, and there are 5 next steps. "
            "The test behind a verdict moves whole weeks, since processes that start in one week share their exposure."
        ),
        formula=f"From day 7 on, for each half: {INCIDENCE} Difference: Newcombe’s method 10.",
        assumes=f"{COMPLETE} To read it as a cause, busy weeks would have to fall by chance.",
        source="landmark method, Anderson, Cain & Gelber 1983; Wilson 1927; Newcombe 1998",
        needs="one process that was undecided after a week",
        kind="Dots with ranges",
        instead="Applications over the whole process against its outcome or its length: long processes collect applications because they are long.",
    ),
    Chart(
        name="early_invitations",
        question="Did new invitations come in when I kept applying in a process's first week?",
        decision="Whether to go on applying while one process looks promising.",
        metric=early.early_invitations,
        form=figures.compared,
        say=early.say_early_invitations,
        cells=tables.groups,
        basis=early.early_basis,
        definition=(
            "The same processes and the same halves as for the next step; here the share with a new first positive answer, to any other application, within the 21 days "
            "after that first week. Shown under the same gate. There is no verdict: three weeks after one process overlap with those after the next, so one log has too few "
            "stretches of time that are apart for a test."
        ),
        formula=_LANDMARK,
        assumes=f"{COMPLETE} To read it as a cause, busy weeks would have to fall by chance.",
        source=_METHOD,
        needs="one process that was undecided after a week",
        kind="Dots with ranges",
        instead="Invitations by applications of the same weeks: an invitation answers what was sent weeks before.",
    ),
)
