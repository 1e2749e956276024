"""Invented searches beside their truth: the naive numbers are naive, the honest ones are the kit's, and nothing is told but what was counted."""

from __future__ import annotations

import json
import math
import socket
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from scipy import stats

import jobstats as js
from jobstats import simulate
from jobstats.errors import AskError
from jobstats.figures import trusted
from jobstats.metrics import registry
from jobstats.metrics.clocks import stage_clock
from jobstats.metrics.interviews import visits
from jobstats.trust import findings, many, naive, one, shown

TRUTH = float(simulate.truth().positive[30])
PICTURES = ("one_search", "many_searches", "chance_finds", "real_effect")


@pytest.fixture(scope="module")
def pictures() -> dict[str, shown.Shown]:
    """Each of them once, small."""
    return {
        "one_search": js.trust.one_search(seed=12),
        "many_searches": js.trust.many_searches(),
        "chance_finds": js.trust.chance_finds(times=10),
        "real_effect": js.trust.real_effect(times=10),
    }


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


def test_what_one_search_says(pictures: dict[str, shown.Shown]) -> None:
    """Seed 12, in full."""
    assert pictures["one_search"].sentence == (
        "On day 60, 13 of 59 applications had a positive answer within 30 days: 22\u00a0% over all sent, 43\u00a0% over the decided alone (13 of 30). "
        "The honest estimate is 25\u00a0% (95 % range 15–38\u00a0%), which holds the truth, 22\u00a0%. "
        "On day 180, 32 of 149 applications had a positive answer within 30 days: 21\u00a0% over all sent, 36\u00a0% over the decided alone (32 of 89). "
        "The honest estimate is 23\u00a0% (95 % range 17–31\u00a0%), which holds the truth, 22\u00a0%."
    )
    assert (
        pictures["one_search"].drawn.caption
        == "An invented search (seed 12): 150 applications in 26 weeks. Another seed draws another search."
    )


def test_a_range_that_misses_says_so() -> None:
    """Seed 1 is unlucky: 24 to 40 % on day 180; and ten applications are too few on day 60."""
    assert js.trust.one_search(1).sentence.endswith("(95 % range 24–40\u00a0%), which this time misses the truth, 22\u00a0%.")
    assert js.trust.one_search(3, 10).sentence.startswith(
        "On day 60, 1 of 3 applications had a positive answer within 30 days: 33\u00a0% over all sent, 100\u00a0% over the decided alone (1 of 1). "
        "There is no honest estimate yet: 2 of them are 30 days old. On day 180, "
    )


def test_what_many_searches_say(pictures: dict[str, shown.Shown]) -> None:
    """The first hundred, in full; and a hundred too small for any range."""
    assert pictures["many_searches"].sentence == (
        "On day 60, 95 of 100 ranges hold the truth, 22\u00a0%. About 95 should; by luck alone it may be 90 to 99. The middle one of the ranges is 23 "
        "points wide: that is how much 58 applications can tell. On average the honest estimate is off by +1 point, the ratio over all sent by "
        "−2 points, the ratio over the decided alone by +21 points."
    )
    table = pictures["many_searches"].table
    assert (table["Holds the truth"] == "no").sum() == 5
    small = js.trust.many_searches(times=50, applications=10, day=40)
    assert small.sentence == "On day 40 none of 50 searches has five applications that are 30 days old, so none has a range."
    assert small.drawn.figure["data"] == []


def test_what_is_found_where_there_is_nothing(pictures: dict[str, shown.Shown]) -> None:
    """Ten searches: the naive looks find much, looked at every week more; the kit's verdicts nothing."""
    assert pictures["chance_finds"].sentence == (
        "In 10 searches in which notes and nudges change nothing, comparing the days to a decision by “nudged or not” finds a difference in "
        "5 of 10 (95 % range 24–76\u00a0%), looked at every week in 7. Next steps by “note ever sent or not” find one in 1, looked at every week in 1. "
        "The kit’s verdicts find one in 0 of 10 (95 % range 0–28\u00a0%). Five in a hundred is what luck may do."
    )


def test_what_stays_too_few_where_there_is_something(pictures: dict[str, shown.Shown]) -> None:
    """Ten searches in which a prompt note adds 20 points."""
    assert pictures["real_effect"].sentence == (
        "A prompt note truly adds 20 points here (41\u00a0% without, 61\u00a0% with; next step within 21 days). Half of the searches have 54 or more "
        "interviews decided. The verdict is “differs” in 0 of 10 (95 % range 0–28\u00a0%), “too few to tell” in 10, “no difference larger than 15 points” "
        "in 0. So “too few to tell” does not mean that a note is idle: one search is rarely large enough to show it."
    )
    for gap in (0.05, 0.2, 0.3):
        assert findings.added(findings.effect_of(gap)) == pytest.approx(gap, abs=1e-6)


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


@pytest.mark.parametrize("name", PICTURES)
def test_it_shows_itself_as_every_chart(name: str, pictures: dict[str, shown.Shown]) -> None:
    """A figure plotly accepts, question, sentence, table of text, explanation; nothing by colour alone; one file for the coach takes it."""
    picture = pictures[name]
    drawn = picture.drawn
    go.Figure(drawn.figure)
    assert json.dumps(drawn.figure, allow_nan=False)
    assert isinstance(picture, go.Figure)
    assert picture.question.endswith("?")
    assert picture.sentence.endswith(".")
    assert "nan" not in picture.sentence
    assert picture.question in drawn.alt
    assert picture.sentence in drawn.alt
    assert all(isinstance(cell, str) for cell in picture.table.to_numpy().ravel())
    assert "nan" not in picture.table.to_string()
    assert dict(drawn.explained)["What it helps to decide"] == "Which numbers to believe, and how far."
    assert all(text for _, text in drawn.explained)
    html = picture._repr_html_()
    assert all(text in html for text in ("The numbers", "Explain this number", "jobstats-plot"))
    assert picture.for_sharing().table.equals(picture.table)


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_told_by_colour_alone(name: str, pictures: dict[str, shown.Shown]) -> None:
    """Traces of the legend differ in symbol or dash, whatever their colour."""
    named = [t for t in pictures[name].drawn.figure["data"] if t.get("showlegend", True) and t.get("name")]
    signs = [(t.get("marker", {}).get("symbol"), t.get("line", {}).get("dash"), t["mode"]) for t in named]
    assert len(set(signs)) == len(signs)


def test_a_sheet_takes_them(pictures: dict[str, shown.Shown], tmp_path: Path) -> None:
    """Nothing in them is of a real search, so they may be shared as they are."""
    path = js.sheet([pictures["one_search"], pictures["many_searches"]], tmp_path / "for-my-coach.html")
    assert "How often is the truth inside the range?" in path.read_text(encoding="utf-8")


def test_nothing_calls_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket is opened."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    assert js.trust.one_search(seed=7)._repr_html_()
    assert js.trust.many_searches(times=10)._repr_html_()


ASKED = [
    (
        "one_search",
        {"seed": 1.5},
        "seed is a whole number from 1 to 1\u202f000\u202f000, and this is 1.5. Write js.trust.one_search(seed=2).",
    ),
    (
        "one_search",
        {"seed": "x"},
        "seed is a whole number from 1 to 1\u202f000\u202f000, and this is 'x'. Write js.trust.one_search(seed=7).",
    ),
    (
        "one_search",
        {"seed": True},
        "seed is a whole number from 1 to 1\u202f000\u202f000, and this is True. Write js.trust.one_search(seed=1).",
    ),
    (
        "one_search",
        {"applications": 9},
        "applications is a whole number from 10 to 1\u202f000, and this is 9. Write js.trust.one_search(applications=10).",
    ),
    (
        "many_searches",
        {"times": 0},
        "times is a whole number from 10 to 1\u202f000, and this is 0. Write js.trust.many_searches(times=10).",
    ),
    ("many_searches", {"day": 200}, "day is a whole number from 40 to 180, and this is 200. Write js.trust.many_searches(day=180)."),
    (
        "many_searches",
        {"seed": 0},
        "seed is a whole number from 1 to 1\u202f000\u202f000, and this is 0. Write js.trust.many_searches(seed=1).",
    ),
    (
        "chance_finds",
        {"times": math.nan},
        "times is a whole number from 10 to 1\u202f000, and this is nan. Write js.trust.chance_finds(times=100).",
    ),
    ("real_effect", {"points": 50}, "points is a whole number from 5 to 30, and this is 50. Write js.trust.real_effect(points=30)."),
]


@pytest.mark.parametrize(("word", "options", "told"), ASKED, ids=[f"{word}-{options}" for word, options, _ in ASKED])
def test_what_cannot_be_is_told_with_what_would_do(word: str, options: dict[str, Any], told: str) -> None:
    """A seed that is no whole number, too few applications, a day that is not there."""
    with pytest.raises(AskError) as caught:
        getattr(js.trust, word)(**options)
    assert str(caught.value) == told


def test_a_line_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a notebook it is written over; elsewhere nothing is printed."""
    said: list[str] = []

    class Handle:
        def update(self, bundle: dict[str, str], raw: bool) -> None:
            said.append(bundle["text/plain"])

    assert len(list(shown.searches(1, 3, 20))) == 3
    monkeypatch.setattr(shown, "_handle", Handle)
    assert [one.drawn.entry.tolist() for one in shown.searches(1, 2, 20)] == [simulate.draw(seed, 20).entry.tolist() for seed in (1, 2)]
    assert said == [f"{n} of 2 searches drawn and looked at" for n in range(3)]


def test_a_picture_without_anything_to_draw() -> None:
    """Forms give None, as all forms do."""
    empty = many.looks(range(1, 4), 10, 30)
    assert trusted.many_ranges(empty, "x") is None
    assert trusted.growing(one.tidy({30: many.looked_at(1, 10, 30)}, TRUTH), "x") is None
    assert trusted.how_often(findings.counted({}, 1), "x") is None
