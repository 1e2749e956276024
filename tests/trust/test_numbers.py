"""The naive numbers are naive, the honest ones are the kit's: counted by hand, and held against the truth."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

import jobstats as js
from jobstats import simulate
from jobstats.metrics import registry
from jobstats.metrics.clocks import stage_clock
from jobstats.metrics.interviews import visits
from jobstats.trust import findings, many, naive, one

TRUTH = float(simulate.truth().positive[30])


def counted(seed: int, day: int, applications: int = 150) -> tuple[int, int, int]:
    """Positive within 30 days, sent, decided, so far: counted one application after another."""
    drawn, positive, sent, decided = simulate.draw(seed, applications), 0, 0, 0
    for entry, end, kind, was_sent in zip(drawn.entry, drawn.end, drawn.kind, drawn.sent, strict=True):
        if not was_sent or entry > day:
            continue
        sent += 1
        if entry + end <= day:
            decided += 1
            positive += int(kind == 1 and end <= 30)
    return positive, sent, decided


def estimated(seed: int, day: int) -> float:
    """Aalen and Johansen's share on day 30, step by step, from the search's own numbers."""
    drawn, rows = simulate.draw(seed), []
    for entry, end, kind, was_sent in zip(drawn.entry, drawn.end, drawn.kind, drawn.sent, strict=True):
        if was_sent and entry <= day:
            rows.append((end, kind) if entry + end <= day else (day - entry, 0))
    share, still = 0.0, 1.0
    for u in range(31):
        at_risk = sum(days >= u for days, _ in rows)
        ended = [kind for days, kind in rows if days == u and kind > 0]
        if at_risk:
            share += still * ended.count(1) / at_risk
            still *= 1 - len(ended) / at_risk
    return share


@pytest.mark.parametrize(("seed", "day"), [(1, 45), (1, 60), (2, 90), (12, 60), (12, 180)])
def test_the_three_shares_are_those_counted_by_hand(seed: int, day: int) -> None:
    """From the search's log as it stood, and from its bare arrays: both against plain loops; the three differ."""
    positive, sent, decided = counted(seed, day)
    for seen in (one.looks(seed, 150)[day], many.looked_at(seed, 150, day)):
        assert (seen.k, seen.sent, seen.decided) == (positive, sent, decided)
        assert seen.over_sent == positive / sent
        assert seen.over_decided == positive / decided
        assert seen.honest is not None
        assert seen.honest.share == pytest.approx(estimated(seed, day), abs=1e-12)
        assert seen.over_sent < seen.honest.share < seen.over_decided


def test_the_log_and_the_arrays_say_the_same() -> None:
    """A search's log, as the kit reads it, against its bare arrays: every number, on every day."""
    for seed in (3, 4, 5):
        seen = one.looks(seed, 60)
        assert seen == {day: many.looked_at(seed, 60, day) for day in one.DAYS}


def test_the_estimate_is_the_one_of_the_funnel() -> None:
    """On the last day, the number of js.charts.funnel on the same log."""
    log = simulate.as_log(simulate.search(12)).as_it_stood(simulate.as_log(simulate.search(12)).today - 1)
    row, seen = js.charts.funnel.frame(log).iloc[0], one.looks(12, 150)[180].honest
    assert seen is not None
    assert (row["share"], row["low"], row["high"], row["horizon"]) == (seen.share, seen.low, seen.high, 30)
    assert len(stage_clock(log, "applied").days) == one.looks(12, 150)[180].sent


def test_ranges_hold_the_truth_as_often_as_they_promise() -> None:
    """A thousand searches on day 60: 95 % of the ranges within luck's reach; the honest share is unbiased, the naive ones are not."""
    frame = many.looks(range(5001, 6001), 150, 60)
    assert frame["share"].notna().all()
    low, high = many.luck(1000, 0.95)
    assert low - 5 <= frame["holds"].sum() <= high + 15  # Wilson's range holds a little more often than it promises
    off = frame[["share", "over_sent", "over_decided"]].mean() - TRUTH
    assert abs(off["share"]) < 0.008
    assert -0.04 < off["over_sent"] < -0.01
    assert 0.17 < off["over_decided"] < 0.25


@pytest.mark.parametrize("n", [1, 6, 20, 100, 1000])
def test_luck_is_the_binomial(n: int) -> None:
    """Against SciPy: each side is passed at most once in forty times, and would be more often one further in."""
    low, high = many.luck(n, 0.95)
    told = stats.binom(n, 0.95)
    assert (low, high) == (told.ppf(0.025 + 1e-12), told.ppf(0.975 - 1e-12))


def test_another_seed_is_another_search_and_the_same_seed_the_same() -> None:
    """Live, and yet to be repeated."""
    first, again, other = (js.trust.one_search(seed).sentence for seed in (2, 2, 3))
    assert first == again != other
    assert many.looks(range(1, 11), 40, 60).equals(many.looks(range(1, 11), 40, 60))
    seeds = [set(js.trust.many_searches(times=10, seed=seed).table["Seed"]) for seed in (1, 2)]
    assert seeds == [{str(n) for n in range(1, 11)}, {str(n) for n in range(11, 21)}]


@pytest.mark.parametrize("seed", range(1, 7))
def test_the_verdicts_are_those_of_the_registry(seed: int) -> None:
    """A note that doubles the chance and more, on long searches: the short way gives what the registry gives, name by name."""
    log = simulate.as_log(simulate.search(seed, 300, effect_follow_up=1.2))
    said = registry.verdicts(log)
    for name in findings.NOTHING:
        assert findings.verdict_on(log, name) == said[name].kind


def test_the_short_way_is_taken_both_ways() -> None:
    """Among those six searches some differ and some are too few to tell, so the test above tries both."""
    logs = [simulate.as_log(simulate.search(seed, 300, effect_follow_up=1.2)) for seed in range(1, 7)]
    assert {findings.verdict_on(log, "follow_up_next_step") for log in logs} == {"differs", "few"}


def test_the_naive_test_is_a_sound_one() -> None:
    """Two groups of 0 and 1: Pearson's chi-square times (n − 1) / n; days: the correlation's z. Small groups, or nothing that varies: NaN."""
    first = np.array([True] * 9 + [False] * 14)
    led_on = np.array([1.0] * 6 + [0.0] * 3 + [1.0] * 4 + [0.0] * 10)
    square = stats.chi2_contingency([[6, 3], [4, 10]], correction=False).statistic * 22 / 23
    assert naive.compared(led_on, first) == pytest.approx(stats.chi2.sf(square, 1))
    took = np.arange(23.0) ** 1.5
    z = abs(np.corrcoef(took, first)[0, 1]) * math.sqrt(22)
    assert naive.compared(took, first) == pytest.approx(2 * stats.norm.sf(z))
    assert math.isnan(naive.compared(took, np.arange(23) < 4))
    assert math.isnan(naive.compared(np.ones(23), first))


def test_a_naive_look_sees_what_is_decided_by_its_day(log: js.JobLog) -> None:
    """Two interviews; only the first is nudged, and the second is decided later.

    2026-03-02,A,x,interview
    2026-03-06,A,x,nudge
    2026-03-09,A,x,nudge
    2026-03-12,A,x,rejected
    2026-03-04,B,x,interview
    2026-03-20,B,x,offer
    """
    met, nudged = visits(log), naive.nudged_on(log)
    assert nudged.tolist() == [log.today - 25, math.inf]  # 6 March, 25 days before the last of the month
    assert findings.decided_days(log) == [log.today - 19, log.today - 11]
    assert math.isnan(naive.look(met, nudged, log.today).nudges)  # one in each group are too few even for it


def by_hand(log: js.JobLog) -> list[tuple[int, bool, bool]]:
    """Each decided interview: days it took, whether it led on, whether a nudge was sent before; row after row of the log's events.
    Of several on one day, as of a panel, the last one counts."""
    ends = {"rejected", "withdrawn", "closed", "declined", "accepted"}
    found = []
    for _, rows in log.events[log.events["application"] >= 0].groupby("application"):
        told = list(zip(rows["event"], rows["day"], strict=True))
        for at, (event, day) in enumerate(told):
            nudged = False
            for then, when in told[at + 1 :] if event == "interview" and ("interview", day) not in told[at + 1 :] else ():
                nudged |= then == "nudge"
                if then in ends or then in ("screen", "assessment", "interview", "offer"):
                    found.append((when - day, then not in ends, nudged))
                    break
    return found


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_naive_look_counts_what_a_person_would(seed: int) -> None:
    """On the last day: interviews, nudges and decisions counted row by row."""
    log = simulate.as_log(simulate.search(seed, 250))
    rows = by_hand(log)
    took, nudged = np.array([days for days, _, _ in rows], float), np.array([n for _, _, n in rows])
    z = abs(np.corrcoef(took, nudged)[0, 1]) * math.sqrt(len(rows) - 1)
    assert len(rows) == len(findings.decided_days(log))
    assert naive.look(visits(log), naive.nudged_on(log), log.today).nudges == pytest.approx(2 * stats.norm.sf(z))
    assert findings.found(log)["nudges_once"] == (2 * stats.norm.sf(z) < 0.05)
    assert took[nudged].mean() > took[~nudged].mean()  # slow ones collect nudges, in every search


def test_naive_looks_find_what_is_not_there_and_honest_ones_do_not() -> None:
    """Twelve searches without any effect: far more than one in twenty for the naive look, none for the kit; who looks weekly misses none."""
    rows = [findings.found(simulate.as_log(simulate.search(seed, 250))) for seed in range(101, 113)]
    naive_share, kit_share = (np.mean([row[key] for row in rows]) for key in ("nudges_once", "kit"))
    assert naive_share >= 0.25
    assert kit_share == 0
    assert all(row["nudges_weekly"] or not row["nudges_once"] for row in rows)
