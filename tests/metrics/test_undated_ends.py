"""Interviews whose outcome is known and its day is not: neither waiting nor on a clock; numbers counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

import jobstats as js
from jobstats import charts
from jobstats.metrics import early, follow_up, forecast, groups, notes, practice, registry, rounds, time
from jobstats.metrics.interviews import LOST, followed_basis, untold, visits

#: Charts of what follows an interview, and what they say of the log of five interviews.
FOLLOWING = sorted(charts.needs_days.FOLLOWING)
WHY = "2 of 5 interviews have an outcome without a day in the file, so no share can be told: add the day of each decision"


@pytest.fixture
def some(tmp_path) -> js.JobLog:  # type: ignore[no-untyped-def]
    """Five interviews of four applications: A was rejected, and B's second one led to an offer, on no known day; C was rejected four days on; D waits."""
    rows = [
        "date,company,role,event,undated",
        "2026-01-05,A,x,interview,rejected",
        "2026-01-05,B,x,interview,",
        "2026-01-12,B,x,interview,offer",
        "2026-01-05,C,x,interview,",
        "2026-01-09,C,x,rejected,",
        "2026-01-05,D,x,interview,",
        "2026-01-20,A,x,nudge,",
    ]
    (tmp_path / "some.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return js.load(tmp_path / "some.csv", as_of="2026-03-31")


def ends(log: js.JobLog) -> dict[str, list[tuple[bool, int, int]]]:
    """By company, of each interview: lost, the kind of end on the clock, and the one that came on any day."""
    met = visits(log)
    names = log.applications["company"].to_numpy()[met["application"]]
    out: dict[str, list[tuple[bool, int, int]]] = {}
    for name, *row in zip(names, met["lost"], met["kind_of_end"], met["came"], strict=True):
        out.setdefault(str(name), []).append((bool(row[0]), int(row[1]), int(row[2])))
    return out


def test_which_interviews_are_lost(some: js.JobLog) -> None:
    """An interview that another one follows has a known next step and stays."""
    assert ends(some) == {"A": [(True, 0, 2)], "B": [(False, 1, 1), (True, 0, 1)], "C": [(False, 2, 2)], "D": [(False, 0, 0)]}
    assert untold(some) == WHY
    assert (followed_basis(some).said, followed_basis(some).left_out) == ("3 of 5 interviews", f"2 {LOST}")


def test_a_filtered_log_keeps_what_is_lost(some: js.JobLog) -> None:
    """Of A alone, the one interview is lost; of D alone, none."""
    assert ends(some.where(company="A")) == {"A": [(True, 0, 2)]}
    assert untold(some.where(company="A")).startswith("1 of 1 interview has an outcome without a day")
    assert untold(some.where(company="D")) == ""


@pytest.mark.parametrize("name", FOLLOWING)
def test_no_share_is_told(name: str, some: js.JobLog) -> None:
    """Two of five is more than one in twenty: the sentence, the mend, no picture, and no share in the numbers."""
    chart = charts.CATALOGUE[name]
    drawn = chart.draw(some)
    assert drawn.sentence == f"{WHY}."
    assert drawn.figure["data"] == []
    frame = chart.metric(some)
    assert "share" not in frame or frame["share"].isna().all()
    assert WHY in chart.say(frame) or "no share" in chart.say(frame)
    assert f"2 {LOST}" in dict(chart.explain(some).parts)["Left out"]


@pytest.mark.parametrize("how", [m for _, m in registry.REGISTRY.values()], ids=list(registry.REGISTRY))
def test_no_comparison_is_looked_at(how, some: js.JobLog) -> None:  # type: ignore[no-untyped-def]
    """None of them waits for more interviews where days are missing."""
    assert how(some).why


def test_said_without_the_chart(some: js.JobLog) -> None:
    """The metrics themselves say so, too."""
    assert time.say_time_after_interview(time.time_after_interview(some)) == f"3 interviews. {WHY}."
    for say, metric in (
        (groups.say_decisions_by_round, groups.decisions_by_round),
        (groups.say_nudge_landmarks, groups.nudge_landmarks),
        (rounds.say_rounds, rounds.rounds),
    ):
        assert say(metric(some)) == f"{WHY}."
    for say, metric in (
        (practice.say_practice, practice.practice),
        (practice.say_coworker_meeting, practice.coworker_meeting),
        (notes.say_follow_up_next_step, notes.follow_up_next_step),
        (notes.say_follow_up_later, notes.follow_up_later),
    ):
        assert f"{WHY}." in say(metric(some))
        assert "Too few" not in say(metric(some))


def test_counts_are_told(some: js.JobLog) -> None:
    """What came next needs no day: one dot each, and the nudge of A was followed by a rejection. Decided by day are two."""
    stages = follow_up.follow_up_timing(some)["stage"].value_counts().to_dict()
    assert stages == {"advanced": 2, "rejected": 2, "open": 1}
    nudged = follow_up.nudges(some)
    assert nudged["stage"].tolist() == ["rejected"]
    assert nudged["lacking"].iloc[0] == WHY
    assert follow_up.after_nudge(some)[-1] == 2
    assert registry.comparisons_basis(some).left_out == f"2 {LOST}; 1 not decided yet"
    assert set(registry.comparisons(some)["decided"]) == {2}


def test_the_forecast_does_not_wait_for_them(some: js.JobLog) -> None:
    """A and B went on or ended on no known day, so of the interviews C's and D's are on the clock."""
    met = forecast.interview_clock(some)
    assert sorted(met["kind"].tolist()) == [0, 2]


def test_processes_after_a_first_week(some: js.JobLog) -> None:
    """A has no day of its end; B's offer has none; C was over by day 7; D can be looked at."""
    found = early.early_basis(some)
    assert (found.said, found.left_out) == ("1 of 4 live processes", f"1 without a day; 1 {LOST}; 1 decided within the week")
    frame = early.early_volume(some)
    assert frame["why"].iloc[0].startswith("2 of 4 processes have an outcome without a day in the file, so no share can be told")


def test_one_in_twenty_is_left_out_and_said(log: js.JobLog) -> None:
    """Twenty interviews: five led on after a week, four were rejected after four days, ten wait, and A's rejection has no day.
    date,company,role,event,undated
    2026-01-05,A,x,interview,rejected
    2026-01-05,B,x,interview,
    2026-01-05,C,x,interview,
    2026-01-05,D,x,interview,
    2026-01-05,E,x,interview,
    2026-01-05,F,x,interview,
    2026-01-12,B,x,offer,
    2026-01-12,C,x,offer,
    2026-01-12,D,x,offer,
    2026-01-12,E,x,offer,
    2026-01-12,F,x,offer,
    2026-01-05,G,x,interview,
    2026-01-05,H,x,interview,
    2026-01-05,I,x,interview,
    2026-01-05,J,x,interview,
    2026-01-09,G,x,rejected,
    2026-01-09,H,x,rejected,
    2026-01-09,I,x,rejected,
    2026-01-09,J,x,rejected,
    2026-01-05,K,x,interview,
    2026-01-05,L,x,interview,
    2026-01-05,M,x,interview,
    2026-01-05,N,x,interview,
    2026-01-05,O,x,interview,
    2026-01-05,P,x,interview,
    2026-01-05,Q,x,interview,
    2026-01-05,R,x,interview,
    2026-01-05,S,x,interview,
    2026-01-05,T,x,interview,
    """
    assert untold(log) == ""
    frame = time.time_after_interview(log)
    assert int(frame["of"].iloc[0]) == 19
    assert time.at_day(frame, "advanced", 21)["share"] == pytest.approx(5 / 19)
    assert time.at_day(frame, "rejected", 21)["share"] == pytest.approx(4 / 19)
    decided = groups.decisions_by_round(log)
    last: pd.Series = decided[decided["group"] == "First round"].iloc[-1]
    assert (last["n"], last["of"], last["open"]) == (9, 19, 10)
    assert last["share"] == pytest.approx(9 / 19)
    shares = rounds.rounds(log)
    assert (shares["entered"].iloc[0], shares["open"].iloc[0]) == (19, 10)
    assert shares["share"].iloc[0] == pytest.approx(5 / 19)
    halves = practice.practice(log)
    assert (halves["entered"].sum(), halves["met"].iloc[0]) == (19, 20)
    for name in ("time_after_interview", "decisions_by_round", "rounds", "practice"):
        told = dict(charts.CATALOGUE[name].explain(log).parts)
        assert told["Rests on"].startswith("19 of 20 interviews")
        assert told["Left out"] == f"1 {LOST}."
    assert groups.nudge_basis(log).left_out == f"1 {LOST}; 9 settled by day 7"
    assert practice.coworker_basis(log).left_out == f"1 {LOST}; 9 settled by then"
    assert notes.by_noon_basis(log).left_out == f"1 {LOST}; 19 with nothing recorded"
