"""Interviews: rounds, the note after them, nudges."""

from __future__ import annotations

from typing import Final

import pandas as pd

from jobstats import figures
from jobstats.chart import COMPLETE, INCIDENCE, WILSON, Chart
from jobstats.metrics import follow_up, groups, notes, practice, tables
from jobstats.metrics import rounds as rounds_
from jobstats.metrics.interviews import BUCKETS, followed_basis, visits_basis
from jobstats.metrics.registry import judging, saying
from jobstats.theme import LABELS, Spec

_ENDS: Final = {"advanced": "Next step", "open": LABELS["open"], "withdrawn": LABELS["withdrawn"], "rejected": LABELS["rejected"]}


def _nudge_strip(frame: pd.DataFrame) -> Spec | None:
    groups = {name: f"{name} nudge" for name in ("1st", "2nd", "3rd", "4th or later")}
    return figures.strip(frame[frame["day"].notna()], "day", groups, "days since the interview it followed", _ENDS)


ENTRIES: Final = (
    Chart(
        name="rounds",
        question="Do later rounds lead on more often?",
        decision="What to practise for: second and third rounds are more technical.",
        metric=rounds_.rounds,
        form=figures.compared,
        say=rounds_.say_rounds,
        cells=rounds_.cells,
        basis=followed_basis,
        definition=(
            "The share of interviews with a next step (another interview, a test, an offer) within the days named, by round; a round that is not recorded is "
            "counted. Interviews still undecided count for as long as they were watched. Rounds with fewer than five interviews old enough have no share. "
            "Technical are the kinds technical, coding, case, task and panel technical, of the interviews whose kind is written."
        ),
        formula=f"For each round: {INCIDENCE}",
        assumes=f"{COMPLETE} Only the preferred get to a later round: rounds are different people’s chances, not one person’s progress.",
        source=WILSON,
        needs="one interview",
        kind="Dots with ranges",
        instead="Next steps divided by decided interviews: those decided quickly are more often a yes or more often a no.",
    ),
    Chart(
        name="follow_up_timing",
        question="When does my note go out after an interview, and what happens next?",
        decision="Whether to write the note this evening (the advice: the same evening or next morning, not from the parking lot).",
        metric=follow_up.follow_up_timing,
        form=lambda frame: figures.unit_dots(frame, BUCKETS),
        say=follow_up.say_follow_up_timing,
        cells=tables.follow_up_timing,
        basis=visits_basis,
        definition=(
            "One dot for each interview, by when the note after it went out against the hour the interview ended: within two hours; by noon of the next "
            "business day; later; known not sent; not recorded. A note with a day but no hour, on the very day of that noon, is not told. Nothing "
            "recorded is unknown, never “not sent”."
        ),
        formula="Hours = time of the note − end of the interview; noon = 12:00 on the next business day after the interview.",
        assumes="The hour of an interview is when it ended, and notes are written down, or the row no_follow_up where none was sent.",
        source="counts, no estimate; on immortal time, Suissa 2008",
        needs="one interview",
        kind="One dot for each interview",
        instead=(
            "Days to the decision by when the note went out: an early decision leaves no time for a late note, so late notes always go with "
            "late decisions."
        ),
    ),
    Chart(
        name="follow_up_next_step",
        question="Do interviews with a prompt note lead on more often?",
        decision="Whether the prompt note is worth keeping as a habit, as far as your log can tell.",
        metric=judging("follow_up_next_step", notes.follow_up_next_step),
        form=figures.compared,
        say=saying(notes.say_follow_up_next_step),
        cells=tables.groups,
        basis=notes.by_noon_basis,
        definition=(
            "Among interviews still undecided after the next business noon and watched past it: the share with a next step within 21 days after that "
            "noon, for those with a note sent by then and those known to be without one by then; one known only by its later note comes under "
            "watch on the day of that note. Shown when each group has at least 8 interviews, 5 of "
            "them 21 days old, and there are 5 next steps in all. The difference is by Newcombe's method. Interviews settled earlier are left out, since "
            "a later note was not possible."
        ),
        formula=f"From the noon on, for each group: {INCIDENCE} Difference: Newcombe’s method 10.",
        assumes=f"{COMPLETE} To read it as a cause, notes would have to go out by chance; they do not.",
        source="landmark method, Anderson, Cain & Gelber 1983; Wilson 1927; Newcombe 1998",
        needs="one interview that was undecided then",
        kind="Dots with ranges",
        instead="Outcome by whether a note was ever sent: whoever was rejected at once had no time to send one.",
    ),
    Chart(
        name="nudges",
        question="How often do I ask whether it is decided, and what comes next?",
        decision="Whether to ask again (the advice: several contacts asking for a decision cost the offer).",
        metric=judging("nudges", follow_up.nudges),
        form=_nudge_strip,
        say=saying(follow_up.say_nudges),
        cells=tables.nudges,
        basis=follow_up.nudges_basis,
        definition=(
            "One dot for each nudge, by days since the interview it followed and whether it was the first, second … for that application; the symbol is "
            "what came next after it; a nudge before any interview is counted, not drawn. The rate of decisions after a nudge is compared "
            "with the rate before one day by day; a nudge counts from the day after "
            "it."
        ),
        formula=(
            "On each decision day: O − E = Σ (d₁ − d × Y₁ / Y), V = Σ d (Y₁ / Y)(1 − Y₁ / Y)(Y − d) / (Y − 1), Y₁ those at risk with a nudge "
            "before that day; ratio = exp((O − E) / V), range exp((O − E ± 1.96 √V) / V)."
        ),
        assumes="Nudges are written down on their day; a decision is not the reason for a nudge.",
        source="Mantel & Byar 1974; Suissa 2008",
        needs="one nudge after an interview",
        kind="Dots along days",
        instead=(
            "Days to the decision, nudged or not, or outcomes by number of nudges: a process that takes long collects nudges because it takes "
            "long."
        ),
    ),
    Chart(
        name="nudge_landmarks",
        question="Do next steps come more often when I have asked?",
        decision="Whether to ask again, or to leave it at the note.",
        metric=groups.nudge_landmarks,
        form=lambda frame: figures.group_curves(frame, "next step so far", "days since the interview"),
        say=groups.say_nudge_landmarks,
        cells=groups.cells,
        basis=groups.nudge_basis,
        definition=(
            "Interviews still undecided on day 7, and again those on day 14: the share with a next step in the days after, for those nudged by that day and those not. "
            "Shown when each group has at least 8 interviews, 5 of them 21 days past that day, and there are 5 next steps. The verdict on nudges is with “How often do I ask”."
        ),
        formula=f"From day 7 and from day 14 on, for each group: {INCIDENCE}",
        assumes=f"{COMPLETE} To read it as a cause, nudges would have to go out by chance.",
        source="landmark method, Anderson, Cain & Gelber 1983; Wilson 1927",
        needs="one interview that was undecided after a week",
        kind="Step chart",
        instead="Outcomes by number of nudges before the decision: a process that takes long collects nudges because it takes long.",
    ),
    Chart(
        name="follow_up_later",
        question="Is a late note better than none?",
        decision="Whether to write the note even now that the next morning has passed.",
        metric=judging("follow_up_later", notes.follow_up_later),
        form=figures.compared,
        say=saying(notes.say_follow_up_later),
        cells=tables.groups,
        basis=notes.later_basis,
        definition=(
            "Among interviews with nothing sent by the next business noon and still undecided on day 7: the share with a next step within the 21 days after that "
            "day, for those with a note sent in between and those known to be without one by then. The gate is that of the prompt note."
        ),
        formula=f"From day 7 on, for each group: {INCIDENCE} Difference: Newcombe’s method 10.",
        assumes=f"{COMPLETE} To read it as a cause, notes would have to go out by chance; they do not.",
        source="landmark method, Anderson, Cain & Gelber 1983; Wilson 1927; Newcombe 1998",
        needs="one interview that was undecided then",
        kind="Dots with ranges",
        instead="Late notes against no notes from the start: a note could be late only because nothing had been decided, so late notes look good by themselves.",
    ),
    Chart(
        name="coworker_meeting",
        question="What comes of meeting a would-be coworker?",
        decision="Whether to ask for one when you are invited again.",
        metric=judging("coworker_meeting", practice.coworker_meeting),
        form=figures.compared,
        say=saying(practice.say_coworker_meeting),
        cells=tables.groups,
        basis=practice.coworker_basis,
        definition=(
            "Among interviews undecided on day 7 and watched past it: the share with a next step within the 21 days after that day, where a talk with a would-be "
            "coworker was recorded after that interview and by then, and where none was. "
            "Shown when each group has at least 8 interviews, 5 of them old enough, and there are 5 next steps."
        ),
        formula=f"From day 7 on, for each group: {INCIDENCE} Difference: Newcombe’s method 10.",
        assumes=f"{COMPLETE} Every such talk is written down (coworker_chat). Those who are offered one are often those who are liked already.",
        source="landmark method, Anderson, Cain & Gelber 1983; Wilson 1927; Newcombe 1998",
        needs="one interview that was undecided then",
        kind="Dots with ranges",
        instead="Outcome by whether a coworker was ever met: who was rejected at once had no time to meet one.",
    ),
    Chart(
        name="practice",
        question="Do my interviews lead on more often with practice?",
        decision="Whether to take an interview for its practice alone.",
        metric=judging("practice", practice.practice),
        form=figures.compared,
        say=saying(practice.say_practice),
        cells=tables.groups,
        basis=practice.practice_basis,
        definition=(
            "The share of interviews with a next step within 21 days, for the earlier and the later half of this person's interviews. The verdict's test takes each "
            "interview's place (its logarithm) against how soon it led on, within rounds. Shown when 12 interviews are 21 days old and there are 4 next steps."
        ),
        formula=f"For each half: {INCIDENCE} Test: Σ log(place) × log-rank score, scores permuted within rounds, of interviews at least 21 days old, each watched for 21 days.",
        assumes=f"{COMPLETE} The jobs interviewed for are of one kind throughout.",
        source="Peto & Peto 1972 (scores); Wilson 1927; Newcombe 1998",
        needs="one interview",
        kind="Dots with ranges",
        instead="Offers per interview, month by month: the newest interviews have had no time to lead to anything.",
    ),
)
