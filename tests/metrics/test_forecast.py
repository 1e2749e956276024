"""The forecast: what it rests on, counted by hand; when it is told, and every text of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

import jobstats as js
from jobstats.charts.on_ahead import ENTRIES
from jobstats.errors import AskError
from jobstats.estimators.forecast import block_counts
from jobstats.figures.ranges import ranges
from jobstats.log import records
from jobstats.metrics import forecast as f
from tests.conftest import AS_OF, HEADER, write

PERCENT = "\u00a0%"
#: 14 applications on the first 14 days of March; the first led to two interviews, the second to a no.
FOURTEEN = [f"2026-03-{day:02d},c{day},x,applied" for day in range(1, 15)]
FOURTEEN += ["2026-03-05,c1,x,reply", "2026-03-12,c1,x,interview", "2026-03-20,c1,x,interview", "2026-03-10,c2,x,rejected"]


@pytest.fixture
def fifteen(tmp_path: Path) -> js.JobLog:
    """FOURTEEN and one more on the 15th, complete through 31 March 2026, a Tuesday."""
    return read(tmp_path, *FOURTEEN, "2026-03-15,c15,x,applied")


def read(folder: Path, *rows: str, as_of: str = AS_OF, header: str = HEADER) -> js.JobLog:
    """A log of these rows."""
    return js.load(write(folder / "log.csv", "\n".join([header, *rows])), as_of=as_of)


def told(**more: Any) -> pd.DataFrame:
    """A frame as the metric gives it, with round numbers."""
    rows = []
    for i, horizon in enumerate(f.HORIZONS):
        for stage, group, up in (("stop", "If you stop now", 0.0), ("go on", "If you keep applying at 6 a week", 0.1 * (i + 1))):
            share = 0.1 * (i + 1) + up
            row = {"group": group, "stage": stage, "day": horizon, "horizon": horizon, "share": share}
            rows.append({**row, "low": share - 0.05, "high": share + 0.1, "poorer": share - 0.02, "richer": share + 0.03})
    counts: dict[str, Any] = {"a_week": 6.0, "n": 90, "answers": 14, "interviews": 9, "waiting": 34, "offers": 0, "why": "", "back": np.nan}
    return pd.DataFrame(rows).assign(**{**counts, **more})


def test_interviews_on_their_way_to_an_offer(log: js.JobLog) -> None:
    """A: first round on 2 March, a test and a second round on the 12th, an offer on the 20th, declined. B: first round, rejected
    after 9 days. C: a second round on 21 March, still open ten days later. D: an offer without an interview written down. E: withdrawn
    on the day of the interview.
    date,company,role,event,round
    2026-03-02,A,x,interview
    2026-03-05,A,x,assessment
    2026-03-12,A,x,interview
    2026-03-20,A,x,offer
    2026-03-25,A,x,declined
    2026-03-02,B,x,interview
    2026-03-11,B,x,rejected
    2026-03-21,C,x,interview,2
    2026-03-01,D,x,applied
    2026-03-22,D,x,offer
    2026-03-23,E,x,interview
    2026-03-23,E,x,withdrawn
    """
    met = f.interview_clock(log)
    assert met[["round", "days", "kind", "age", "offer"]].to_numpy().tolist() == [
        [1, 0, 1, 9, True],  # D, which began first
        [1, 10, 1, 29, False],
        [2, 8, 1, 19, True],
        [1, 9, 2, 29, False],
        [2, 10, 0, 10, False],
        [1, 0, 3, 8, False],
    ]
    _, stages = f.chain(log)
    assert [stage.goal for stage in stages] == [(0.0, 1.0), (0.0, 1.0), (2.0, 10.0), (5.0, 6.0), (8.0, 2.0)]
    assert [stage.then for stage in stages] == [1, 2, 3, 4, 4]
    assert [stage.ages.tolist() for stage in stages] == [[], [], [], [10], []]


def test_the_chain_counts_what_the_log_says(fifteen: js.JobLog) -> None:
    """13 of 15 wait for an answer, 16 to 28 days old; one answer after 4 days, one no after 8; the answer led to an interview after 7 days,
    that to a second after 8, which is open for 11.
    """
    laws, stages = f.chain(fifteen)
    assert stages[0].ages.tolist() == list(range(28, 15, -1))
    assert [stage.ages.tolist() for stage in stages[1:]] == [[], [], [11], []]
    sums = [block_counts(law.table).sum(axis=0).tolist() for law in laws]
    assert sums[0][:2] == [1, 1]
    assert sums[0][2] == sum(age + 1 for age in range(16, 29)) + 4 + 8  # days watched: an item of age a was open on days 0 … a
    assert sums[1] == [1, 0, 7]
    assert sums[2] == [1, 0, 8 + 12]


def test_fourteen_are_too_few(tmp_path: Path) -> None:
    """One more is needed."""
    frame = f.forecast(read(tmp_path, *FOURTEEN))
    assert frame[["share", "low", "high", "poorer", "richer"]].isna().all(axis=None)
    assert (
        f.say_forecast(frame) == "Too early to look ahead: it takes 15 applications with a day of applying. There are 14 so far, 1 to go."
    )
    assert ranges(frame) is None


def test_fifteen_are_enough(fifteen: js.JobLog) -> None:
    """In the four whole weeks from 2 to 29 March, 14 were sent: 3.5 a week. The text in full, its numbers from the frame."""
    frame = f.forecast(fifteen)
    assert frame["a_week"].unique() == [3.5]
    assert frame["horizon"].tolist() == [30, 30, 60, 60, 90, 90]
    assert (frame["low"] < frame["share"]).all()
    assert (frame["share"] < frame["high"]).all()
    assert frame["poorer"].lt(frame["share"]).all()
    assert frame["richer"].gt(frame["share"]).all()
    p = {(r["stage"], r["horizon"]): f"{r['share'] * 100:.0f}{PERCENT}" for r in records(frame)}
    stop, on = frame.iloc[2], frame.iloc[3]
    assert f.say_forecast(frame) == (
        f"At least one offer within 60 days: {p['stop', 60]} (80 % range {stop.low * 100:.0f}–{stop.high * 100:.0f}{PERCENT}) if you stop now, "
        f"{p['go on', 60]} ({on.low * 100:.0f}–{on.high * 100:.0f}{PERCENT}) if you keep applying at 3.5 a week, "
        f"{100 * (on.share - stop.share):.0f} points more. The same two figures are {p['stop', 30]} and {p['go on', 30]} within 30 days, "
        f"{p['stop', 90]} and {p['go on', 90]} within 90 days. With another starting guess, the figure for going on within 60 days would be "
        f"{on.poorer * 100:.0f}–{on.richer * 100:.0f}{PERCENT}. It rests on 15 applications, 1 positive answer and 2 interviews; 14 are still "
        "waiting. This is an estimate from how it has gone so far, not a promise. Keep applying until an offer is final."
    )


def test_the_text_with_round_numbers() -> None:
    """20 % to stop, 40 % to go on within 60 days; the ranges 5 below and 10 above."""
    assert f.say_forecast(told()) == (
        "At least one offer within 60 days: 20 % (80 % range 15–30 %) if you stop now, 40 % (35–50 %) if you keep applying at 6 a week, 20 points "
        "more. The same two figures are 10 % and 20 % within 30 days, 30 % and 60 % within 90 days. With another starting guess, the "
        "figure for going on within 60 days would be 38–43 %. It rests on 90 applications, 14 positive answers and 9 interviews; 34 are still "
        "waiting. This is an estimate from how it has gone so far, not a promise. Keep applying until an offer is final."
    ).replace(" %", PERCENT).replace(f"80{PERCENT} range", "80 % range")


def test_a_range_that_is_too_wide_stands_alone() -> None:
    """5 to 90 % to go on within 60 and 90 days: no figure, no difference; the picture has the line and no dot."""
    frame = told()
    wide = (frame["stage"] == "go on") & (frame["horizon"] > 30)
    frame.loc[wide, ["share", "low", "high"]] = [np.nan, 0.05, 0.9]
    said = f.say_forecast(frame)
    assert f"somewhere in 5–90{PERCENT}, too wide for one figure, if you keep applying at 6 a week. The same two figures" in said
    assert f"30{PERCENT} and 5–90{PERCENT} within 90 days" in said
    assert f.forecast_cells(frame)["At least one offer"].tolist()[3] == "–"
    figure = ranges(frame)
    assert figure is not None
    go.Figure(figure)
    assert [len(trace["x"]) for trace in figure["data"] if trace["mode"] == "markers"] == [3, 1]
    assert [len(trace["x"]) for trace in figure["data"] if trace["mode"] == "lines"] == [9, 9]


def test_a_range_wider_than_eighty_points_has_no_figure(fifteen: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit itself: taken at 30 points, only narrower ranges keep their figure."""
    monkeypatch.setattr(f, "WIDE", 0.3)
    frame = f.forecast(fifteen)
    assert (frame["share"].isna() == (frame["high"] - frame["low"] > 0.3)).all()
    assert frame["share"].isna().any()


def test_small_words() -> None:
    """An offer on the table; one and none waiting; a starting guess that changes nothing."""
    assert "34 are still waiting. An offer on the table is not counted: this is about a further one. This is" in f.say_forecast(
        told(offers=1)
    )
    assert "; 1 is still waiting." in f.say_forecast(told(waiting=1))
    assert "; none is still waiting." in f.say_forecast(told(waiting=0))
    assert f"within 60 days would be about 40{PERCENT}." in f.say_forecast(told(poorer=0.4, richer=0.401))


def test_the_pace_is_that_of_the_last_four_whole_weeks(log: js.JobLog) -> None:
    """as of 2026-03-18, a Wednesday: this week's (F) does not count; whole weeks from the first on: 1 (A), 0, 2 (B, C), 1 (D), 1 (E): 4 in four.
    2026-02-10,A,x,applied
    2026-02-23,B,x,applied
    2026-03-01,C,x,applied
    2026-03-08,D,x,applied
    2026-03-09,E,x,applied
    2026-03-16,F,x,applied
    """
    assert f.weekly_pace(log) == 1.0


def test_the_pace_of_a_first_week_and_of_nobody(one_row: js.JobLog, empty: js.JobLog) -> None:
    """No whole week yet: what was sent so far. Nothing: nothing."""
    assert f.weekly_pace(one_row) == 1.0
    assert f.weekly_pace(empty) == 0.0


def test_after_a_pause_it_is_the_earlier_pace(tmp_path: Path) -> None:
    """15 applications in the first two weeks of March, nothing since; on 3 May, a Sunday: 15 in ten weeks (from 23 February)."""
    frame = f.forecast(read(tmp_path, *FOURTEEN, "2026-03-15,c15,x,applied", as_of="2026-05-03"))
    assert frame["a_week"].iloc[0] == 1.5
    assert frame["group"].iloc[1] == "If you apply again at 1.5 a week"


def test_going_on_never_lowers_the_chance(fifteen: js.JobLog) -> None:
    """More a week, a longer horizon, going on against stopping; stopping does not depend on the pace; nought a week is stopping."""
    shares = np.array([f.forecast(fifteen, pace)[["share", "low", "high"]].to_numpy().reshape(3, 2, 3) for pace in (0, 2, 6, 12.5)])
    assert (np.diff(shares[:, :, 1], axis=0) > 0).all()
    assert (np.diff(shares, axis=1) >= 0).all()
    assert (shares[1:, :, 1] > shares[1:, :, 0]).all()
    np.testing.assert_array_equal(shares[0, :, 1], shares[0, :, 0])
    assert (shares[:, :, 0] == shares[0, :, 0]).all()


def test_the_same_log_says_the_same(fifteen: js.JobLog) -> None:
    """No throw of dice between two looks."""
    pd.testing.assert_frame_equal(f.forecast(fifteen), f.forecast(fifteen))


def test_an_accepted_offer_leaves_only_a_look_back(tmp_path: Path) -> None:
    """Taken on 31 March, offered on the 30th: the forecast is that of the 29th, with all fifteen applications sent by then."""
    log = read(tmp_path, *FOURTEEN, "2026-03-15,c15,x,applied", "2026-03-30,c1,x,offer", "2026-03-31,c1,x,accepted")
    frame = f.forecast(log)
    assert f.say_forecast(frame).startswith(
        "You have accepted an offer: there is nothing left to forecast. Congratulations. Looking back at 29 Mar 2026, the day before that offer came: at least"
    )
    pd.testing.assert_frame_equal(
        frame.drop(columns="back"), f.forecast(log.as_it_stood(frame["back"].astype(int).iloc[0])).drop(columns="back")
    )


def test_an_early_acceptance_has_nothing_to_look_back_at(tmp_path: Path) -> None:
    """Offered before there were fifteen applications."""
    frame = f.forecast(read(tmp_path, "2026-03-01,c1,x,applied", "2026-03-30,c1,x,offer", "2026-03-31,c1,x,accepted"))
    assert f.say_forecast(frame) == "You have accepted an offer: there is nothing left to forecast. Congratulations."
    assert frame["low"].isna().all()


def test_chosen_by_how_far_they_got() -> None:
    """Answered ones only: no share of them can be told, so nothing ahead; as in July, before the offer was taken."""
    july = js.load(as_of="2026-07-15")
    assert f.say_forecast(f.forecast(july.where(stage="reply"))) == (
        "These applications were chosen because they got that far, so no share of them can be told."
    )
    assert f.forecast(july)["share"].notna().all()


def test_an_empty_log(empty: js.JobLog) -> None:
    """Fifteen to go."""
    assert f.say_forecast(f.forecast(empty)) == (
        "Too early to look ahead: it takes 15 applications with a day of applying. There is none so far, 15 to go."
    )


@pytest.mark.parametrize("pace", [-1, float("nan"), float("inf")])
def test_a_pace_that_is_none(fifteen: js.JobLog, pace: float) -> None:
    """Below nought, or no number."""
    with pytest.raises(AskError) as caught:
        f.forecast(fifteen, a_week=pace)
    assert str(caught.value) == f"a_week is how many applications you send in a week, 0 or more, and this is {pace}."


def test_an_offer_on_the_table_is_seen(tmp_path: Path) -> None:
    """It is counted beside, not among what waits."""
    frame = f.forecast(read(tmp_path, *FOURTEEN, "2026-03-15,c15,x,applied", "2026-03-30,c1,x,offer"))
    assert frame[["offers", "waiting"]].iloc[0].tolist() == [1, 13]


def test_what_it_rests_on(log: js.JobLog) -> None:
    """A is in, and so is B, who came and talked. C came and nobody has talked yet.
    2026-03-01,A,x,applied
    2026-03-02,B,x,approached
    2026-03-03,B,x,screen
    2026-03-04,C,x,approached
    """
    found = f.forecast_basis(log, a_week=3)
    assert found.said == "2 of 3 applications"
    assert found.left_out == "1 came to you, not talked about yet"


def test_a_status_without_a_day_is_left_out(tmp_path: Path) -> None:
    """One row each: B has a status and no day of it."""
    rows = ["Acme,x,2026-03-01,Rejected,2026-03-05", "B,x,2026-03-02,Interview,"]
    log = read(tmp_path, *rows, header="company,role,date applied,status,response date")
    assert f.forecast_basis(log).left_out == "1 with a status but no day"


def test_the_table_people_read() -> None:
    """Text cells, in the order of the picture."""
    cells = f.forecast_cells(told())
    assert cells.columns.tolist() == [
        "Within",
        "Case",
        "At least one offer",
        "80 % range",
        "Starting guess × 0.5",
        "Starting guess × 1.7",
    ]
    assert cells.iloc[3].tolist() == [
        "60 days",
        "If you keep applying at 6 a week",
        f"40{PERCENT}",
        f"35–50{PERCENT}",
        f"38{PERCENT}",
        f"43{PERCENT}",
    ]


def test_both_cases_are_told_apart_without_colour() -> None:
    """Symbol and dash differ, and so do the words of the legend."""
    figure = ranges(told())
    assert figure is not None
    go.Figure(figure)
    dots = [trace for trace in figure["data"] if trace["mode"] == "markers"]
    assert [dot["name"] for dot in dots] == ["If you stop now", "If you keep applying at 6 a week"]
    assert dots[0]["marker"]["symbol"] != dots[1]["marker"]["symbol"]
    assert len({trace["line"]["dash"] for trace in figure["data"] if trace["mode"] == "lines"}) == 2
    assert dots[1]["x"] == pytest.approx([0.2, 0.4, 0.6])


def test_the_entry_explains_itself(fifteen: js.JobLog) -> None:
    """Question, formula, why not the product of ratios; at another pace too."""
    (chart,) = ENTRIES
    said = str(chart.explain(fifteen, a_week=2))
    assert "before the first offer this always says 0 %" in said
    assert "If you keep applying at 2 a week" in said
    assert chart.draw(fifteen).figure["data"]
