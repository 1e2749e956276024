"""The registry of comparisons: looks, Holm, the three verdicts, and every text of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import jobstats as js
from jobstats import simulate
from jobstats.metrics import registry
from jobstats.metrics.landmark import Finding
from jobstats.metrics.registry import LEVEL, LOOKS, REGISTRY, Verdict, kind_of
from jobstats.metrics.words import CAUTION, how_many_more
from tests.conftest import write

DAY = int(np.datetime64("2026-06-12", "D").astype(int))


def interviews(tmp_path: Path, decided: int, still: int = 0) -> js.JobLog:
    """A log with this many interviews that were decided, one a day from 1 January on, each after ten days; and some undecided."""
    rows = ["date,company,role,event"]
    for i in range(decided + still):
        day = date.fromordinal(date(2026, 1, 1).toordinal() + i)
        rows.append(f"{day}T15:00,c{i},x,interview")
        rows += [f"{date.fromordinal(day.toordinal() + 10)},c{i},x,rejected"] if i < decided else []
    return js.load(write(tmp_path / "log.csv", "\n".join(rows)), as_of="2026-06-30")


def test_every_comparison_is_a_chart_and_says_its_verdict() -> None:
    """Names of the registry are names of the catalogue, and their sentences end with what the registry says."""
    log = js.load()
    made = registry.verdicts(log)
    for name in REGISTRY:
        frame = js.charts.CATALOGUE[name].frame(log)
        assert frame["verdict"].iloc[0] == str(made[name])
        lacking = "why" in frame and frame["why"].iloc[0]
        assert js.charts.CATALOGUE[name].reading(log).endswith(str(made[name])) != bool(lacking)


@pytest.mark.parametrize(("decided", "look"), [(19, 0), (20, 20), (39, 20), (40, 40), (61, 60)])
def test_verdicts_are_made_at_the_looks(tmp_path: Path, decided: int, look: int) -> None:
    """The last look reached counts; its day is that of the decision that reached it."""
    made = registry.verdicts(interviews(tmp_path, decided, still=3))
    assert {v.look for v in made.values()} == {look}
    assert {v.decided for v in made.values()} == {decided}
    # the n-th interview is on day n of the year, and decided ten days later
    first = int(np.datetime64("2026-01-01", "D").astype(int))
    assert {v.day for v in made.values()} == {first + look - 1 + 10 if look else 0}


def test_a_verdict_stands_until_the_next_look() -> None:
    """The sample has between 20 and 40 decided interviews: its verdicts are those of the log as it stood at the twentieth."""
    log = js.load()
    made = next(iter(registry.verdicts(log).values()))
    then = log.as_it_stood(made.day)
    assert (made.look, then.today) == (20, made.day)
    assert [v.kind for v in registry.verdicts(then).values()] == [v.kind for v in registry.verdicts(log).values()]


def test_a_part_of_a_log_gets_no_verdict() -> None:
    """Filters could be turned until something shows."""
    part = js.load().where(source="referral")
    assert {str(v) for v in registry.verdicts(part).values()} == {"A part of a log gets ranges, no verdict."}


@pytest.mark.parametrize(
    ("found", "p", "kind"),
    [
        (Finding("too small"), 0.001, "few"),
        (Finding("", value=0.1, low=-0.2, high=0.4), 0.4, "few"),  # wide, and holds no difference
        (Finding("", value=0.0, low=-0.15, high=0.15), 0.9, "none"),
        (Finding("", value=0.0, low=-0.151, high=0.15), 0.9, "few"),
        (Finding("", value=0.3, low=0.05, high=0.5), LEVEL, "differs"),
        (Finding("", value=0.3, low=0.05, high=0.5), LEVEL + 1e-6, "few"),  # not after Holm
        (Finding("", value=0.3, low=-0.01, high=0.5), 0.0005, "few"),  # the range holds no difference
        (Finding("", value=1.4, low=0.7, high=1.45, even=1.0, little=(2 / 3, 1.5)), 0.2, "none"),
        (Finding(""), 0.0005, "differs"),  # several sources: a test without a single range
        (Finding(""), 0.5, "few"),
    ],
)
def test_the_three_verdicts(found: Finding, p: float, kind: str) -> None:
    """Gate, range and Holm's p decide together."""
    assert kind_of(found, p) == kind


@pytest.mark.parametrize(
    ("verdict", "text"),
    [
        (Verdict("part"), "A part of a log gets ranges, no verdict."),
        (Verdict("early", decided=12), "No verdict yet: the first is made when 20 interviews are decided, and 12 are."),
        (Verdict("few", 20, DAY, 33), "Verdict of 12 Jun 2026, with 20 interviews decided: too few to tell. The next is made at 40."),
        (
            Verdict("none", 40, DAY, 41, none="no difference larger than 15 points"),
            "Verdict of 12 Jun 2026, with 40 interviews decided: no difference larger than 15 points. The next is made at 60.",
        ),
        (
            Verdict("differs", 60, DAY, 70),
            f"Verdict of 12 Jun 2026, with 60 interviews decided: it differs in your log. {CAUTION} It was the last; the ranges go on.",
        ),
    ],
)
def test_the_texts_of_verdicts(verdict: Verdict, text: str) -> None:
    """In full."""
    assert str(verdict) == text


def test_the_caution_says_nothing_of_causes() -> None:
    """In full."""
    assert CAUTION == "People and jobs differ in many ways, so this cannot show that one thing caused the other."


@pytest.mark.parametrize(
    ("weeks", "text"),
    [
        (29.2, " About 95 interviews per group would show a 20-point difference, at your pace in about 30 weeks."),
        (
            104.5,
            " About 95 interviews per group would show a 20-point difference; at your pace that is more than two years away, so this log cannot answer it.",
        ),
        (
            float("inf"),
            " About 95 interviews per group would show a 20-point difference; at your pace that is more than two years away, so this log cannot answer it.",
        ),
        (-3.0, " About 95 interviews per group would show a 20-point difference, and you have them."),
    ],
)
def test_how_many_more(weeks: float, text: str) -> None:
    """In full."""
    assert how_many_more(95, weeks, "interview", "interviews") == text


def test_the_sentence_of_all_comparisons() -> None:
    """Nine comparisons: two lack something, one differs, one shows none, the others are too few to tell."""
    kinds = ["differs", "none", *["few"] * 7]
    frame = pd.DataFrame(
        {"group": [f"Thing {i}" for i in range(9)], "kind": kinds, "why": ["", "", "x", "x", *[""] * 5], "look": 40, "verdict": ""}
    )
    assert registry.say_comparisons(frame) == (
        "7 of 9 comparisons can be looked at today. Judged together with 40 interviews decided: thing 0 differs in your log. "
        f"{CAUTION} No difference that matters: thing 1. For 7 the verdict is too few to tell, which is no fault of yours: one search is small."
    )


def test_the_log_as_it_stood_is_the_file_read_on_that_day(tmp_path: Path) -> None:
    """Rewound to a day, a simulated log is the log one would have loaded then."""
    search = simulate.search(4)
    search.events.to_csv(tmp_path / "log.csv", index=False)
    day = date(2026, 6, 1)
    then = js.load(tmp_path / "log.csv", as_of=day)
    back = js.load(tmp_path / "log.csv", as_of=search.as_of).as_it_stood(then.today)
    assert back.as_of == day
    columns = ["start", "applied", "reply", "interview", "offer", "level", "outcome", "ended", "inbound", "reopened", "undated"]
    pd.testing.assert_frame_equal(back.applications[columns], then.applications[columns], check_dtype=False)
    assert len(back.events) == len(then.events)


def test_looks_share_the_level() -> None:
    """Three looks, 5 % in all."""
    assert LEVEL * len(LOOKS) == pytest.approx(0.05)
