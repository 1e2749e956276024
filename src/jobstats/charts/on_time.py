"""How long answers take, and who has gone quiet."""

from __future__ import annotations

from typing import Final

import pandas as pd

from jobstats import figures
from jobstats.chart import COMPLETE, INCIDENCE, WILSON, Chart
from jobstats.metrics import groups, tables, time
from jobstats.metrics.clocks import clock_basis
from jobstats.metrics.interviews import followed_basis
from jobstats.theme import LABELS, Spec


def _waiting_strip(frame: pd.DataFrame) -> Spec | None:
    stages = {s: LABELS[s] for s in ("accepted", "offer", "interview", "screen", "reply", "applied")}
    parts = {"rejected": "Longer than usual", "open": "Within the usual wait"}
    named = frame.assign(part=["rejected" if g == "longer" else "open" for g in frame["group"].tolist()])
    lines = {float(frame["clock"].iloc[0]): f"day {frame['clock'].iloc[0]}"} if len(frame) else {}
    return figures.strip(named, "day", stages, "days since the last step", parts, "stage", "part", lines)


ENTRIES: Final = (
    Chart(
        name="time_to_answer",
        question="How long until they answer?",
        decision="How many days to give an application before you stop thinking about it.",
        metric=time.time_to_answer,
        form=figures.incidence_steps,
        say=time.say_time_to_answer,
        cells=tables.incidence,
        basis=lambda log: clock_basis(log),
        definition=(
            "The share of applications that by each day have a positive answer, a rejection, or were withdrawn or closed, each respecting that the "
            "others end the wait (cumulative incidence); the bands are 95 % ranges. Applications still open count until today. Under the axis stands "
            "how many were still open just before that day. Drawn as far as at least five applications are old enough."
        ),
        formula=(
            "For each end k: F_k(t) = Σ over days u ≤ t of S(u − 1) × d_k(u) / Y(u). Range: Wilson’s with F × n of n, n the effective size F (1"
            " − F) / Var F. Silence: S(t). Median: the first day with S ≤ ½, its limits where the band crosses ½."
        ),
        assumes=COMPLETE,
        source=WILSON + "; median by Brookmeyer & Crowley 1982",
        needs="one application with a day of applying",
        kind="Step chart",
        instead="The average days of those answered: it leaves out everybody who still waits, so it is too short, and shortest in a young log.",
    ),
    Chart(
        name="time_after_interview",
        question="How long from an interview to its decision?",
        decision="When to write a line, and when to stop waiting by the phone.",
        metric=time.time_after_interview,
        form=lambda frame: figures.incidence_steps(frame, "Next step", "days since the interview"),
        say=time.say_time_after_interview,
        cells=tables.incidence,
        basis=followed_basis,
        definition=(
            "As for applications, from the day of each interview to the next step (another interview, a test, an offer), a rejection, or another end. "
            "Interviews of one application on one day are one interview."
        ),
        formula=(
            "For each end k: F_k(t) = Σ over days u ≤ t of S(u − 1) × d_k(u) / Y(u). Range: Wilson’s with F × n of n, n the effective size F (1"
            " − F) / Var F."
        ),
        assumes=COMPLETE,
        source=WILSON,
        needs="one interview",
        kind="Step chart",
        instead="The average days of decided interviews: it leaves out those still undecided, which are the long ones.",
    ),
    Chart(
        name="decisions_by_round",
        question="How long until an interview is decided, round by round?",
        decision="How long to wait after this round before you write a line.",
        metric=groups.decisions_by_round,
        form=lambda frame: figures.group_curves(frame, "decided so far", "days since the interview"),
        say=groups.say_decisions_by_round,
        cells=groups.cells,
        basis=followed_basis,
        definition=(
            "The share of interviews decided by each day, whichever way (a next step, a no, another end), for first, second and later rounds. A round that is not "
            "recorded is counted. Interviews still undecided count for as long as they were watched; the range stands at the end of each line."
        ),
        formula=INCIDENCE,
        assumes=COMPLETE,
        source=WILSON,
        needs="one interview",
        kind="Step chart",
        instead="The average days of decided interviews: it leaves out those still undecided, which are the long ones.",
    ),
    Chart(
        name="waiting",
        question="Who has been silent longer than usual?",
        decision="Whom to write one friendly line, and what to let go.",
        metric=time.waiting,
        form=_waiting_strip,
        say=time.say_waiting,
        cells=tables.waiting,
        basis=time.waiting_basis,
        definition=(
            "Open applications by days since their last recorded step. The dashed line is the day after which silence rarely ends: the first of days "
            "14, 21 … 91 after which at most 5 % of those still open are answered within 60 days more (upper 90 % limit at most 10 %), once your log "
            "holds 20 answers and enough long waits; until then 45 days, a general figure. A long silence is a reading, not an outcome: a later answer "
            "simply continues the application."
        ),
        formula=(
            "R(t) = 1 − S(t + 60) / S(t), the share of those open past day t that is answered within 60 days more; the line is the first t of "
            "14, 21 … 91 with R ≤ 5 % and its upper 90 % limit ≤ 10 %."
        ),
        assumes="Silence now is like silence before; answers are written down when they come.",
        source="conditional incidence with Wilson 1927 limits",
        needs="one open application",
        kind="Dots along days",
        instead="“No answer in 30 days means no”: one rule for all, where companies and applications differ; and a late answer happens.",
    ),
)
