"""What lies ahead."""

from __future__ import annotations

from typing import Final

from jobstats.chart import Chart
from jobstats.figures.ranges import ranges
from jobstats.metrics import forecast as forecast_

ENTRIES: Final = (
    Chart(
        name="forecast",
        question="How likely is an offer, if I go on and if I stop?",
        decision="How many applications to send this week (the advice: keep applying until an offer is final).",
        metric=forecast_.forecast,
        form=ranges,
        say=forecast_.say_forecast,
        cells=forecast_.forecast_cells,
        basis=forecast_.forecast_basis,
        definition=(
            "The chance of at least one offer within 30, 60 and 90 days, from what is waiting now, and with new applications at a steady pace: your mean of "
            "the last four whole weeks unless you choose another (a_week=6). Every application goes from applying to a positive answer, to a first interview, "
            "through rounds, to an offer; how often and how fast each step comes is learnt from your log, which outweighs a general starting guess as it "
            "grows. The dot is the mean of 1000 searches that your log leaves possible, the range holds the middle 80 % of them; where it is "
            "wider than 80 points it stands alone. Beside it: what half, or 1.7 times, the starting guess would have given."
        ),
        formula=(
            "p = 1 − Π (1 − q) × exp(−(a week / 7) Σ over days d ≤ H of G(H − d)). For something open in its stage for a days: q = Σ over days u ≤ H of "
            "f(a + u) / S(a) × (o + (1 − o) G′(H − u)): f the chance of going on on a day, S of being open after it, o the share of steps that are the offer "
            "(Beta, by round), G and G′ the chance that an application, or the next stage, brings an offer in the days that are left. f and S: daily chances "
            "constant in the age blocks from 0, 2, 4, 7, 10, 14, 18, 22, 30, 45, 60, 90 days, Dirichlet(10 general entries + your counts), mixed over five levels "
            "of the general curve, weighed by how well each foretold your counts."
        ),
        assumes=(
            "The coming weeks are like those in the log; processes do not hang together; rounds are alike but for how often they bring the offer; "
            "answers are written down on their day."
        ),
        source="conjugate multinomial model with a mixture prior, Gelman et al. 2013; calibration in benchmarks/calibration_forecast.py",
        needs="15 applications with a day of applying",
        kind="Dots with ranges",
        instead=(
            "Offers per application, times what waits: before the first offer this always says 0 %, and afterwards it counts what is still open as lost."
        ),
    ),
)
