"""Interviews: rounds, the note after them, nudges."""

from __future__ import annotations

from typing import Final

import pandas as pd

from jobstats import figures
from jobstats.chart import WILSON, Chart
from jobstats.metrics import follow_up, tables
from jobstats.metrics import rounds as rounds_
from jobstats.metrics.interviews import BUCKETS
from jobstats.theme import LABELS, Spec

_ENDS: Final = {"advanced": "Next step", "open": LABELS["open"], "withdrawn": LABELS["withdrawn"], "rejected": LABELS["rejected"]}


def _nudge_strip(frame: pd.DataFrame) -> Spec | None:
    groups = {name: f"{name} nudge" for name in ("1st", "2nd", "3rd", "4th or more")}
    return figures.strip(frame[frame["day"].notna()], "day", groups, "days since the interview it followed", _ENDS)


ENTRIES: Final = (
    Chart(
        name="rounds",
        question="Do later rounds lead on more often?",
        decision="What to practise for: second and third rounds are more technical.",
        metric=rounds_.rounds,
        form=figures.intervals,
        say=rounds_.say_rounds,
        cells=tables.groups,
        definition=(
            "The share of interviews with a next step (another interview, a test, an offer) within the days named, by round; a round that is not recorded is "
            "counted. Interviews still undecided count for as long as they were watched. Rounds with fewer than five interviews old enough have no share."
        ),
        source=WILSON,
        needs="five interviews that are at least seven days old",
        kind="Dots with ranges",
    ),
    Chart(
        name="follow_up_timing",
        question="When does my note go out after an interview, and what happens next?",
        decision="Whether to write the note this evening (the advice: the same evening or next morning, not from the parking lot).",
        metric=follow_up.follow_up_timing,
        form=lambda frame: figures.unit_dots(frame, BUCKETS),
        say=follow_up.say_follow_up_timing,
        cells=tables.follow_up_timing,
        definition=(
            "One dot for each interview, by when the note after it went out against the hour the interview ended: within two hours; by noon of the next "
            "business day; later; known not sent; not recorded. A note with a day but no hour, on the very day of that noon, is not told. Nothing "
            "recorded is unknown, never “not sent”. Days to the decision are not shown by these groups: a note that came late could only come because "
            "nothing had been decided yet."
        ),
        source="counts, no estimate; on immortal time, Suissa 2008",
        needs="one interview",
        kind="One dot for each interview",
    ),
    Chart(
        name="follow_up_next_step",
        question="Do interviews with a prompt note lead on more often?",
        decision="Whether the prompt note is worth keeping as a habit, as far as your log can tell.",
        metric=follow_up.follow_up_next_step,
        form=lambda frame: figures.intervals(frame) if frame["share"].notna().all() else None,
        say=follow_up.say_follow_up_next_step,
        cells=tables.groups,
        definition=(
            "Among interviews still undecided after the next business noon and watched past it: the share with a next step within 21 days after that "
            "noon, for those with a note sent by then and those known to be without one by then; one known only by its later note comes under "
            "watch on the day of that note. Shown when each group has at least 8 interviews, 5 of "
            "them 21 days old, and there are 5 next steps in all. The difference is by Newcombe's method. Interviews settled earlier are left out, since "
            "a later note was not possible."
        ),
        source="landmark method, Anderson, Cain & Gelber 1983; Wilson 1927; Newcombe 1998",
        needs="eight interviews with and eight without a note by the next business noon, five next steps among them",
        kind="Dots with ranges",
    ),
    Chart(
        name="nudges",
        question="How often do I ask whether it is decided, and what comes next?",
        decision="Whether to ask again (the advice: several contacts asking for a decision cost the offer).",
        metric=follow_up.nudges,
        form=_nudge_strip,
        say=follow_up.say_nudges,
        cells=tables.nudges,
        definition=(
            "One dot for each nudge, by days since the interview it followed and whether it was the first, second … for that application; the symbol is "
            "what came next after it; a nudge before any interview is counted, not drawn. The rate of decisions after a nudge is compared "
            "with the rate before one day by day; a nudge counts from the day after "
            "it. Outcomes by number of nudges are not shown: a process that takes long collects nudges because it takes long."
        ),
        source="Mantel & Byar 1974; Suissa 2008",
        needs="one nudge after an interview",
        kind="Dots along days",
    ),
)
