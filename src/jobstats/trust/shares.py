"""One share three ways: positive answers within 30 days over all sent, over the decided alone, and as the kit estimates it."""

from __future__ import annotations

from dataclasses import dataclass

from jobstats.estimators import Ints, Rate, rate
from jobstats.metrics.words import count, of, percent, range_text
from jobstats.simulate import Truth

#: Days within which a positive answer counts.
WITHIN = 30


@dataclass(frozen=True)
class Shares:
    """What can be said on a day. k: positive answers within 30 days, so far; sent: applications sent; decided: those with a
    positive answer, a rejection, or withdrawn or closed, so far; old: those at least 30 days old; honest: the kit's estimate, None
    while fewer than five are old enough.
    """

    k: int
    sent: int
    decided: int
    old: int
    honest: Rate | None

    @property
    def over_sent(self) -> float:
        """The all-applications ratio: those who wait count as failures."""
        return self.k / self.sent if self.sent else float("nan")

    @property
    def over_decided(self) -> float:
        """The decided-only ratio: those who wait are forgotten."""
        return self.k / self.decided if self.decided else float("nan")


def shares(days: Ints, kinds: Ints, ages: Ints) -> Shares:
    """The three of them. days: observed days; kinds: how they ended (0 open, 1 positive, 2, 3); ages: days since sending."""
    k = int(((kinds == 1) & (days <= WITHIN)).sum())
    return Shares(k, len(days), int((kinds > 0).sum()), int((ages >= WITHIN).sum()), rate(days, kinds, ages, WITHIN))


def true_share(truth: Truth) -> float:
    """The chance that an application sent gets a positive answer within 30 days."""
    return float(truth.positive[WITHIN])


def say(seen: Shares, truth: float) -> str:
    """The three with their k and n, beside the truth."""
    if not seen.sent:
        return "nothing is sent yet."
    text = (
        f"{seen.k} of {count(seen.sent, 'application')} had a positive answer within {WITHIN} days: {percent(seen.over_sent)} over all sent"
    )
    text += f", {percent(seen.over_decided)} over the decided alone ({of(seen.k, seen.decided)})." if seen.decided else "."
    if seen.honest is None:
        return f"{text} There is no honest estimate yet: {seen.old} of them {'is' if seen.old == 1 else 'are'} {WITHIN} days old."
    held = "holds" if seen.honest.low <= truth <= seen.honest.high else "this time misses"
    limits = range_text(seen.honest.low, seen.honest.high)
    return f"{text} The honest estimate is {percent(seen.honest.share)} (95 % range {limits}), which {held} the truth, {percent(truth)}."
