"""One's own effort, the people met on the way, and processes that run side by side."""

from __future__ import annotations

from typing import Final

from jobstats import figures
from jobstats.chart import Chart
from jobstats.metrics import effort as effort_
from jobstats.metrics import overlap as overlap_
from jobstats.metrics import recruiters as recruiters_

_COUNTS: Final = "counts, no estimate"
_TITLES: Final = {name: words[0] for name, words in effort_.DEEDS.items()}

ENTRIES: Final = (
    Chart(
        name="effort",
        question="What did I do each week, and did it reach my own goals?",
        decision='What to do this week, and whether a goal fits your life: goals={"applied": 8, "networking": 2} sets them.',
        metric=effort_.effort,
        form=lambda frame: figures.efforts(frame, _TITLES),
        say=effort_.say_effort,
        cells=effort_.effort_cells,
        basis=effort_.effort_basis,
        definition=(
            "For each week from Monday on, how often you sent an application, wrote a note after an interview, asked whether it is decided, met a would-be "
            "coworker, or kept up another contact. These depend on nobody else. A goal is a number you set yourself; it counts as met in a week "
            "with at least so many. The week that is still running is shown striped and is in none of the “k of n weeks”."
        ),
        formula="Rows of the log by week and kind; goal met in k of n whole weeks: those with count ≥ goal.",
        assumes="What you do is written down on its day; contacts that belong to no application are left out when the log is filtered.",
        source=_COUNTS,
        needs="one thing you did: an application, a note, a nudge, a talk or another contact",
        kind="Bars by week",
        instead="An average a week would mix in the running week, and weeks before you began; answers and offers are not in it, since others decide those.",
    ),
    Chart(
        name="recruiters",
        question="Whom have I not spoken with for long?",
        decision="Whom to write one friendly line this week (the advice: burn no bridges, whether you got the job or not).",
        metric=recruiters_.recruiters,
        form=lambda frame: figures.contacts(frame, recruiters_.STANDING),
        say=recruiters_.say_recruiters,
        cells=recruiters_.recruiters_cells,
        basis=recruiters_.recruiters_basis,
        definition=(
            "One row for each person in the column contact, by days since the last row with their name, or the last note or question without a name in a "
            "process of theirs; longest first, never ranked by what came of it. A line "
            "is suggested to at most three people a week: those without an open process who have been quiet for more than 60 days (unless you choose another "
            "number), the longest first. A person came back when a process of theirs began after an earlier one of theirs had ended, also after a no. A process "
            "without an outcome is open, however long it is silent."
        ),
        formula=(
            "Days since = today − day of the last row with this name, or of the last nameless note or question in a process of theirs; "
            "came back: processes whose first day is after the end of an earlier one."
        ),
        assumes="A name is written the same way each time (case and spaces do not matter), and one name is one person.",
        source=_COUNTS,
        needs="one name in the column contact",
        kind="Lines by days",
        instead="A success rate for each recruiter would rest on a handful of processes, and would make you drop people who come back later.",
    ),
    Chart(
        name="overlap",
        question="Which processes run side by side, and can offers meet?",
        decision="Whether to ask for more time, or to hurry another process: several offers at once help to negotiate.",
        metric=overlap_.overlap,
        form=figures.lanes,
        say=overlap_.say_overlap,
        cells=overlap_.overlap_cells,
        basis=overlap_.overlap_basis,
        definition=(
            "One lane for each process, from its first positive answer to its end, or to 45 days after its last step; thick from the first interview on, and thicker "
            "while an offer is on the table, until you answered it. Grey days had two or more processes at interview stage or beyond, drawn or not. "
            "The last 26 weeks, at most the latest 15 processes (unless you choose other numbers); the others are counted in the sentence."
        ),
        formula="Late on a day: first interview or later step ≤ day ≤ last live day; days marked have two or more. Offers that could wait: answered while another was late.",
        assumes="Interviews, offers and ends are written down on their day; how long an offer stands is not in the log, so ask.",
        source=_COUNTS,
        needs="one process, which begins with a positive answer",
        kind="Timeline with a lane for each process",
        instead="How many processes are open says little: only those at the same stage at the same time can become offers that meet.",
    ),
)
