"""How far applications get, and by what."""

from __future__ import annotations

from typing import Final

from jobstats import figures
from jobstats.chart import COMPLETE, INCIDENCE, WILSON, Chart
from jobstats.metrics import funnel as funnel_
from jobstats.metrics import tables
from jobstats.metrics.clocks import clock_basis
from jobstats.metrics.registry import judging, saying

ENTRIES: Final = (
    Chart(
        name="funnel",
        question="How far do my applications get?",
        decision="Where to put the next hour: more applications, better ones, or practice for interviews.",
        metric=funnel_.funnel,
        form=figures.stage_bars,
        say=funnel_.say_funnel,
        cells=tables.funnel,
        basis=lambda log, horizon=None: funnel_.funnel_basis(log),
        definition=(
            "Each bar counts the applications that got at least this far; a later stage implies the earlier ones. The parts show whether they "
            "went on, still wait, were withdrawn or closed, or were rejected, and add up to the bar. The share is the cumulative incidence of "
            "going on within the days named, counted from entering the stage; applications still waiting count for as long as they were watched, "
            "never as refusals. k of n are those old enough, to check by hand."
        ),
        formula=INCIDENCE,
        assumes=COMPLETE,
        source=WILSON,
        needs="one application",
        kind="Bar chart",
        instead=(
            "All applications as denominator count those who wait as failures, so that the newest weeks always look worst; decided ones only "
            "forget silence, which is the most frequent answer."
        ),
    ),
    Chart(
        name="funnel_by",
        question="Which applications get a positive answer more often?",
        decision="Which source, or which version of your papers, deserves more of your time.",
        metric=judging("funnel_by", funnel_.funnel_by),
        form=figures.intervals,
        say=saying(funnel_.say_funnel_by),
        cells=tables.funnel_by,
        basis=lambda log, by="source": clock_basis(log),
        definition=(
            'The share of applications with a positive answer within the days named, for each value of a column (by="source" unless you choose '
            "another), with its 95 % range; the largest group first, never ranked by rate. Ranges that overlap do not tell groups apart."
        ),
        formula=f"For each group: {INCIDENCE}",
        assumes=f"{COMPLETE} Applications are not sent to a source because of their chances; mostly they are, so this ranks nothing.",
        source=WILSON,
        needs="five applications that are at least 14 days old",
        kind="Dots with ranges",
        instead=(
            "Answers divided by applications, ranked: a source used lately looks worse than it is, and the smallest group always stands at the "
            "top or at the bottom."
        ),
    ),
    Chart(
        name="flows",
        question="Where did everything go?",
        decision="Whether to chase what waits, or to sow more.",
        metric=funnel_.flows,
        form=figures.flow,
        say=funnel_.say_flows,
        cells=tables.flows,
        basis=funnel_.flows_basis,
        definition=(
            "Every application flows from the stage it entered to the next, and from its last stage to how it ended or to “Still waiting”. What "
            "enters a stage leaves it: the flows add up. A later stage implies the earlier ones. Long silence is waiting, not rejection."
        ),
        formula="Counts: into a stage = out of it + still there.",
        assumes="A later stage implies the earlier ones.",
        source="counts, no estimate",
        needs="one application",
        kind="Flow diagram",
    ),
)
