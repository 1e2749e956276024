"""The catalogue of charts. Panel, sheet, notebooks and contract tests are driven by it.

A new question is one metric with its sentence, one entry here, one test (docs/architecture.md shows one).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from jobstats import figures
from jobstats.chart import Chart
from jobstats.metrics import follow_up, tables, time, volume
from jobstats.metrics import funnel as funnel_
from jobstats.metrics import rounds as rounds_
from jobstats.metrics.interviews import BUCKETS
from jobstats.theme import LABELS, Spec

_ENDS: Final = {"advanced": "Next step", "open": LABELS["open"], "withdrawn": LABELS["withdrawn"], "rejected": LABELS["rejected"]}
_CAME_OF: Final[Mapping[str, str]] = {"advanced": "Led to an offer", "open": "Still open", "rejected": "Ended without"}
_WILSON: Final = "Wilson 1927 on the effective size of Aalen & Johansen 1978"


def _let_up_strip(frame: pd.DataFrame) -> Spec | None:
    named = frame.assign(row="all", part=frame["stage"].map({"offer": "advanced", "open": "open", "ended": "rejected"}))
    lines = {0.0: "as usual"}
    return figures.strip(
        named, "change", {"all": "Invitations"}, "change in applications a week, beyond the usual", _CAME_OF, "row", "part", lines
    )


def _waiting_strip(frame: pd.DataFrame) -> Spec | None:
    stages = {s: LABELS[s] for s in ("accepted", "offer", "interview", "screen", "reply", "applied")}
    parts = {"rejected": "Longer than usual", "open": "Within the usual wait"}
    named = frame.assign(part=["rejected" if g == "longer" else "open" for g in frame["group"].tolist()])
    lines = {float(frame["clock"].iloc[0]): f"day {frame['clock'].iloc[0]}"} if len(frame) else {}
    return figures.strip(named, "day", stages, "days since the last step", parts, "stage", "part", lines)


def _nudge_strip(frame: pd.DataFrame) -> Spec | None:
    groups = {name: f"{name} nudge" for name in ("1st", "2nd", "3rd", "4th or more")}
    return figures.strip(frame[frame["day"].notna()], "day", groups, "days since the interview it followed", _ENDS)


_ENTRIES: Final = (
    Chart(
        "funnel",
        "How far do my applications get?",
        "Where to put the next hour: more applications, better ones, or practice for interviews.",
        funnel_.funnel,
        figures.stage_bars,
        funnel_.say_funnel,
        tables.funnel,
        "Each bar counts the applications that got at least this far; a later stage implies the earlier ones. The parts show whether they "
        "went on, still wait, were withdrawn or closed, or were rejected, and add up to the bar. The share is the cumulative incidence of "
        "going on within the days named, counted from entering the stage; applications still waiting count for as long as they were watched, "
        "never as refusals. k of n are those old enough, to check by hand. Not used: all applications as denominator, which makes the newest "
        "weeks look worst; and decided ones only, which forgets silence.",
        _WILSON,
        "one application with a day of applying",
        "Bar chart",
    ),
    Chart(
        "funnel_by",
        "Which applications get a positive answer more often?",
        "Which source, or which version of your papers, deserves more of your time.",
        funnel_.funnel_by,
        figures.intervals,
        funnel_.say_funnel_by,
        tables.funnel_by,
        'The share of applications with a positive answer within the days named, for each value of a column (by="source" unless you choose '
        "another), with its 95 % range; the largest group first, never ranked by rate. Ranges that overlap do not tell groups apart.",
        _WILSON,
        "five applications that are at least 14 days old",
        "Dots with ranges",
    ),
    Chart(
        "flows",
        "Where did everything go?",
        "Whether to chase what waits, or to sow more.",
        funnel_.flows,
        figures.flow,
        funnel_.say_flows,
        tables.flows,
        "Every application flows from the stage it entered to the next, and from its last stage to how it ended or to “Still waiting”. What "
        "enters a stage leaves it: the flows add up. A later stage implies the earlier ones. Long silence is waiting, not rejection.",
        "counts, no estimate",
        "one application",
        "Flow diagram",
    ),
    Chart(
        "rounds",
        "Do later rounds lead on more often?",
        "What to practise for: second and third rounds are more technical.",
        rounds_.rounds,
        figures.intervals,
        rounds_.say_rounds,
        tables.groups,
        "The share of interviews with a next step (another interview, a test, an offer) within the days named, by round; a round that is not recorded is "
        "counted. Interviews still undecided count for as long as they were watched. Rounds with fewer than five interviews old enough have no share.",
        _WILSON,
        "five interviews that are at least seven days old",
        "Dots with ranges",
    ),
    Chart(
        "time_to_answer",
        "How long until they answer?",
        "How many days to give an application before you stop thinking about it.",
        time.time_to_answer,
        figures.incidence_steps,
        time.say_time_to_answer,
        tables.incidence,
        "The share of applications that by each day have a positive answer, a rejection, or were withdrawn or closed, each respecting that the "
        "others end the wait (cumulative incidence); the bands are 95 % ranges. Applications still open count until today. Under the axis stands "
        "how many were still open just before that day. Drawn as far as at least five applications are old enough.",
        _WILSON + "; median by Brookmeyer & Crowley 1982",
        "five applications that are at least 14 days old",
        "Step chart",
    ),
    Chart(
        "time_after_interview",
        "How long from an interview to its decision?",
        "When to write a line, and when to stop waiting by the phone.",
        time.time_after_interview,
        lambda frame: figures.incidence_steps(frame, "Next step", "days since the interview"),
        time.say_time_after_interview,
        tables.incidence,
        "As for applications, from the day of each interview to the next step (another interview, a test, an offer), a rejection, or another end. "
        "Interviews of one application on one day are one interview.",
        _WILSON,
        "five interviews that are at least seven days old",
        "Step chart",
    ),
    Chart(
        "waiting",
        "Who has been silent longer than usual?",
        "Whom to write one friendly line, and what to let go.",
        time.waiting,
        _waiting_strip,
        time.say_waiting,
        tables.waiting,
        "Open applications by days since their last recorded step. The dashed line is the day after which silence rarely ends: the first of days "
        "14, 21 … 91 after which at most 5 % of those still open are answered within 60 days more (upper 90 % limit at most 10 %), once your log "
        "holds 20 answers and enough long waits; until then 45 days, a general figure. A long silence is a reading, not an outcome: a later answer "
        "simply continues the application.",
        "conditional incidence with Wilson 1927 limits",
        "one open application",
        "Dots along days",
    ),
    Chart(
        "follow_up_timing",
        "When does my note go out after an interview, and what happens next?",
        "Whether to write the note this evening (the advice: the same evening or next morning, not from the parking lot).",
        follow_up.follow_up_timing,
        lambda frame: figures.unit_dots(frame, BUCKETS),
        follow_up.say_follow_up_timing,
        tables.follow_up_timing,
        "One dot for each interview, by when the note after it went out against the hour the interview ended: within two hours; by noon of the next "
        "business day; later; known not sent; not recorded. A note with a day but no hour, on the very day of that noon, is not told. Nothing "
        "recorded is unknown, never “not sent”. Days to the decision are not shown by these groups: a note that came late could only come because "
        "nothing had been decided yet.",
        "counts, no estimate; on immortal time, Suissa 2008",
        "one interview",
        "One dot for each interview",
    ),
    Chart(
        "follow_up_next_step",
        "Do interviews with a prompt note lead on more often?",
        "Whether the prompt note is worth keeping as a habit, as far as your log can tell.",
        follow_up.follow_up_next_step,
        lambda frame: figures.intervals(frame) if frame["share"].notna().all() else None,
        follow_up.say_follow_up_next_step,
        tables.groups,
        "Among interviews still undecided after the next business noon and watched past it: the share with a next step within 21 days after that "
        "noon, for those with a note sent by then and those known to be without one by then; one known only by its later note comes under "
        "watch on the day of that note. Shown when each group has at least 8 interviews, 5 of "
        "them 21 days old, and there are 5 next steps in all. The difference is by Newcombe's method. Interviews settled earlier are left out, since "
        "a later note was not possible.",
        "landmark method, Anderson, Cain & Gelber 1983; Wilson 1927; Newcombe 1998",
        "eight interviews with and eight without a note by the next business noon, five next steps among them",
        "Dots with ranges",
    ),
    Chart(
        "nudges",
        "How often do I ask whether it is decided, and what comes next?",
        "Whether to ask again (the advice: several contacts asking for a decision cost the offer).",
        follow_up.nudges,
        _nudge_strip,
        follow_up.say_nudges,
        tables.nudges,
        "One dot for each nudge, by days since the interview it followed and whether it was the first, second … for that application; the symbol is "
        "what came next after it; a nudge before any interview is counted, not drawn. The rate of decisions after a nudge is compared "
        "with the rate before one day by day; a nudge counts from the day after "
        "it. Outcomes by number of nudges are not shown: a process that takes long collects nudges because it takes long.",
        "Mantel & Byar 1974; Suissa 2008",
        "one nudge after an interview",
        "Dots along days",
    ),
    Chart(
        "weekly_applications",
        "Do I keep applying while a process is live?",
        "How many applications to send this week (the advice: keep applying until a final offer is made).",
        volume.weekly_applications,
        figures.weeks,
        volume.say_weekly_applications,
        tables.weekly,
        "Above, applications sent in each week; below, processes live on its Monday: from their first positive answer to their end, or to 45 days "
        "after their last step. The averages are over whole weeks, their ranges by Student's t over weeks.",
        "Student 1908",
        "one application with a day of applying",
        "Bars and steps by week",
    ),
    Chart(
        "let_up",
        "Do I let up after an invitation, and what came of it?",
        "Whether to keep your weekly number when good news arrives.",
        volume.let_up,
        _let_up_strip,
        volume.say_let_up,
        tables.let_up,
        "For each first positive answer to an application you sent, with two weeks of the log on both sides: applications a week in the two weeks "
        "after it less those in the two weeks before, beyond the usual change. Usual is the same difference at the same distance after every "
        "application of yours, invited or not: busy weeks earn invitations, so that after one the number falls even if nothing was let go. The symbol "
        "shows what the invitation led to. The range of the average is by Student's t over invitations.",
        "paired difference against matched days (docs/decisions/0004); Student 1908",
        "a positive answer with two weeks of applying before it and two weeks after it",
        "Dots along a change",
    ),
    Chart(
        "early_volume",
        "What came of it when I kept applying in a process's first week?",
        "Whether going on applying cost you anything.",
        volume.early_volume,
        lambda frame: figures.intervals(frame) if frame["share"].notna().all() else None,
        volume.say_early_volume,
        tables.groups,
        "Live processes that were undecided a week after their first positive answer, split at this person's own median of applications sent in that week; "
        "the share with a next step within 21 days after it. Exposure is fixed before the outcome is watched; applications over the whole process are not "
        "compared, since long processes collect them. Shown when each group has at least 8 processes, 5 of them old enough, and there are 5 next steps.",
        "landmark method, Anderson, Cain & Gelber 1983; Wilson 1927; Newcombe 1998",
        "eight processes in each half that were undecided after a week, and five next steps",
        "Dots with ranges",
    ),
)

#: Every chart by its name, in the order of the notebooks.
CATALOGUE: Final[dict[str, Chart]] = {entry.name: entry for entry in _ENTRIES}
#: The charts of the panel.
PANEL: Final = ("funnel", "time_to_answer", "follow_up_timing", "time_after_interview", "weekly_applications", "waiting")


def __getattr__(name: str) -> Chart:
    """js.charts.funnel and so on: every entry of the catalogue by its name."""
    if name in CATALOGUE:
        return CATALOGUE[name]
    if name.startswith("_"):
        raise AttributeError(name)
    raise AttributeError(f"There is no chart “{name}”. There is: {', '.join(CATALOGUE)}.")


def __dir__() -> list[str]:
    return [*CATALOGUE, "CATALOGUE", "PANEL"]
