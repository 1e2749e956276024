"""All comparisons of the kit at once."""

from __future__ import annotations

from typing import Final

from jobstats import figures
from jobstats.chart import COMPLETE, Chart
from jobstats.metrics import registry

ENTRIES: Final = (
    Chart(
        name="comparisons",
        question="What can my log tell by now, and what not yet?",
        decision="Which habit is worth keeping for what it shows, and which for its own sake.",
        metric=registry.comparisons,
        form=figures.differences,
        say=registry.say_comparisons,
        cells=registry.cells,
        basis=registry.comparisons_basis,
        definition=(
            "Every comparison of the kit as it stands today, with its 95 % range, and the verdict it got when 20, 40 or 60 interviews were decided. There are three: "
            "too few to tell; no difference that matters, where the whole range lies within 15 points (for decisions after a nudge within 2/3 to 1.5 times, for applications "
            "after an invitation within one a week); and differs in your log. In between the verdict stands."
        ),
        formula=(
            "Differs: the p-values of all comparisons, after Holm’s steps, at most .05 / 3, and a range without “no difference” in it; "
            "for sources, which have no single range, the p-value alone."
        ),
        assumes=f"{COMPLETE} No comparison shows what caused what.",
        source="Holm 1979; permutation tests, 1999 permutations (for nudges the normal limit of Mantel & Byar 1974); Newcombe 1998",
        needs="one interview that is decided",
        kind="Dots with ranges",
        instead="Each comparison by itself, looked at every week: with eight of them and nothing behind any, one looks certain in most searches.",
    ),
)
