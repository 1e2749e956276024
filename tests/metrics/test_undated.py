"""Files that tell how far applications got and not when: a log without any day, and one in which every third application has none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go
import pytest
from pandas.testing import assert_frame_equal

import jobstats as js
from jobstats.chart import Chart
from jobstats.errors import AskError
from jobstats.metrics import undated
from jobstats.vocabulary import ENDS, STAGES
from jobstats.widgets.panel import panel

CHARTS = list(js.charts.CATALOGUE.values())
every = pytest.mark.parametrize("chart", CHARTS, ids=lambda c: c.name)
#: Charts that have something to show without any day.
FREE = {"flows", "funnel"}


def without_days(log: js.JobLog, which: npt.NDArray[np.bool_]) -> js.JobLog:
    """The log with the days of these applications taken out, as a file with a status and no date is loaded."""
    table = log.applications.copy()
    table.loc[which, ["start", "ended", *STAGES]] = np.nan
    table.loc[which, "undated"] = True
    table.loc[which, ["inbound", "reopened"]] = False
    code = log.events["application"].to_numpy()
    gone = (code >= 0) & which[np.maximum(code, 0)]
    events = log.events.iloc[:0] if which.all() else log.events[~gone]
    return replace(log, applications=table, events=events)


@pytest.fixture(scope="module")
def none(sample: js.JobLog) -> js.JobLog:
    """The sample without any day."""
    return without_days(sample, np.ones(len(sample), bool))


@pytest.fixture(scope="module")
def mixed(sample: js.JobLog) -> js.JobLog:
    """The sample, every third application without a day."""
    return without_days(sample, np.arange(len(sample)) % 3 == 0)


@pytest.fixture(scope="module")
def live() -> js.JobLog:
    """The sample as it stood on 1 June, before an offer was taken, every third application without a day."""
    log = js.load(as_of="2026-06-01")
    return without_days(log, np.arange(len(log)) % 3 == 0)


def dated_part(log: js.JobLog) -> js.JobLog:
    """The log that never held the applications without a day."""
    kept = ~undated.dateless(log)
    part = log._only(kept, (), 0)
    loose = log.events[log.events["application"] == -1]
    return replace(part, whole=None, total=int(kept.sum()), events=pd.concat([part.events, loose]).sort_index())


@pytest.fixture(params=["none", "mixed"])
def either(request: pytest.FixtureRequest) -> js.JobLog:
    log: js.JobLog = request.getfixturevalue(request.param)
    return log


def of_these(statuses: str) -> js.JobLog:
    """A log of applications that hold a stage and an outcome (or "-") and no day: “interview rejected, applied -”."""
    said = [pair.split() for pair in statuses.split(", ")]
    n = len(said)
    table = pd.DataFrame({"company": [f"c{i}" for i in range(n)], "role": "x", "source": ""}, dtype=object)
    table = table.assign(**dict.fromkeys(["start", "ended", *STAGES], np.nan))
    table["level"] = [STAGES.index(stage) for stage, _ in said]
    table["stage"] = [stage for stage, _ in said]
    table["outcome"] = [outcome.strip("-") for _, outcome in said]
    table = table.assign(inbound=False, reopened=False, undated=True)
    log = js.load()
    return replace(log, applications=table, events=log.events.iloc[:0], total=n)


@every
def test_every_chart_copes(chart: Chart, either: js.JobLog) -> None:
    """A figure, a sentence, a table of text and an explanation, whichever way it is asked; no warning (they are errors here)."""
    drawn, told = chart.draw(either), chart.explain(either)
    go.Figure(drawn.figure)
    assert json.dumps(drawn.figure, allow_nan=False)
    assert drawn.sentence == chart.reading(either) == chart(either).sentence
    assert drawn.sentence[0].isupper() or drawn.sentence[0].isdigit()
    assert drawn.sentence.rstrip(")").endswith((".", "?"))
    for text in (drawn.sentence, drawn.table.to_string(), drawn.caption, *dict(told.parts).values()):
        assert "nan" not in text.split()
        assert "NaT" not in text
        assert "1970" not in text
    assert all(isinstance(cell, str) for cell in drawn.table.to_numpy().ravel())
    assert_frame_equal(told.numbers, chart.table(either))
    kept = int((told.rows["Left out"] == "").sum())
    assert dict(told.parts)["Rests on"].startswith(f"{kept} ")
    assert told._repr_html_()
    shared = chart(either).for_sharing()
    assert shared.figure["layout"].keys() == drawn.figure["layout"].keys()


@every
def test_without_any_day_a_chart_says_so(chart: Chart, none: js.JobLog) -> None:
    """What needs days says that there are none, how many it would be about, and what to write."""
    drawn = chart.draw(none)
    if chart.name in FREE:
        assert drawn.figure["data"]
        return
    assert drawn.figure["data"] == []
    if chart.name == "forecast":  # the sample ends with an offer taken, which is all that there is to say
        assert drawn.sentence.startswith("You have accepted an offer")
        return
    assert drawn.sentence.startswith(f"None of these {len(none)} applications has a day in the file; with a ")
    assert drawn.sentence.endswith(" this chart can be drawn.")
    assert drawn.table.empty
    words = drawn.figure["layout"]["annotations"][0]["text"].replace("<br>", " ")
    assert words == drawn.sentence


@every
def test_in_a_mixed_log_those_without_a_day_are_left_out_and_told(chart: Chart, mixed: js.JobLog) -> None:
    """In the basis, with how many and why; none is given a day."""
    told = chart.explain(mixed)
    out = dict(told.parts)["Left out"]
    if chart.name == "flows":  # it takes all of them
        return
    assert "day in the file" in out or "no known day" in out or "without a day" in out or "status has no day" in out
    reason = told.rows["Left out"]
    assert (reason[told.rows["Day"] == ""] != "").all()


@every
def test_the_dated_part_of_a_mixed_log_is_as_if_alone(chart: Chart, mixed: js.JobLog, live: js.JobLog) -> None:
    """What needs days tells the same numbers as the log that never held the others."""
    if chart.name in FREE:
        return
    left = (
        ["left", "met"] if chart.name.startswith("early_") else ["left"] if chart.name in ("follow_up_later", "follow_up_next_step") else []
    )
    other = {"waiting": ["of"], "nudges": ["application"], "forecast": ["undated"]}.get(
        chart.name, left
    )  # how many in all, and places in the log
    for log in (mixed, live):
        alone, found = chart.frame(dated_part(log)).drop(columns=other), chart.frame(log).drop(columns=other)
        assert_frame_equal(found, alone)


def test_the_shares_of_a_mixed_log_are_of_those_with_days(mixed: js.JobLog) -> None:
    """The funnel's bars count everybody; its share rests on those on the clock, and says so in its basis."""
    frame = js.charts.funnel.frame(mixed)
    first, dated = frame.iloc[0], ~undated.dateless(mixed)
    sent = ~mixed.applications["inbound"].to_numpy(dtype=bool)
    assert first["entered"] == sent.sum()
    assert first["undated"] == (~dated).sum()
    assert not np.isnan(first["share"])
    alone = js.charts.funnel.frame(replace(mixed, applications=mixed.applications[sent & dated].reset_index(drop=True))).iloc[0]
    assert first[["share", "low", "high", "n", "of"]].tolist() == alone[["share", "low", "high", "n", "of"]].tolist()
    out = dict(js.charts.funnel.explain(mixed).parts)["Left out"]
    assert f"{(~dated).sum()} without a day in the file (" in out
    assert "counted in the bars and in no share" in out


def test_sentences_that_count_say_whom_they_leave_out(live: js.JobLog) -> None:
    """The funnel's share and the forecast."""
    none = undated.dateless(live)
    sent = int((~live.applications["inbound"].astype(bool)).sum())
    assert js.charts.funnel.reading(live).endswith(f" {none.sum()} of {sent} have no day and are in no share.")
    waiting = int((none & (live.applications["outcome"] == "")).sum())
    assert f"; {waiting} more on no known day are not counted." in js.charts.forecast.reading(live)


def test_no_week_holds_an_application_without_a_day(mixed: js.JobLog, none: js.JobLog) -> None:
    """Weeks count those with a day of applying, and nothing else."""
    days = mixed.applications["applied"].notna().sum()
    assert js.charts.weekly_applications.frame(mixed)["n"].sum() == days
    assert js.charts.weekly_applications.frame(none).empty
    effort = js.charts.effort.frame(mixed, weeks=200)
    assert effort.loc[effort["group"] == "applied", "n"].sum() == days


def test_flows_by_hand() -> None:
    """Nine applications without a day: an acceptance; an offer declined; an interview that ended with a no, one still open; a screen
    withdrawn; a reply closed; an application rejected, two still open."""
    log = of_these(
        "accepted accepted, offer declined, interview rejected, interview -, screen withdrawn, reply closed, applied rejected, applied -, applied -"
    )
    frame = js.charts.flows.frame(log)
    found = {(a, b): n for a, b, n in zip(frame["group"], frame["stage"], frame["n"], strict=True)}
    assert found == {
        ("Applied", "Positive answer"): 6,
        ("Positive answer", "Screen or test"): 5,
        ("Screen or test", "Interview"): 4,
        ("Interview", "Offer"): 2,
        ("Offer", "Accepted"): 1,
        ("Offer", "Declined"): 1,
        ("Interview", "Rejected"): 1,
        ("Interview", "Still waiting"): 1,
        ("Screen or test", "Withdrawn or closed"): 1,
        ("Positive answer", "Withdrawn or closed"): 1,
        ("Applied", "Rejected"): 1,
        ("Applied", "Still waiting"): 2,
    }
    assert js.charts.flows.reading(log) == (
        "Of 9 applications, 3 are still waiting; 1 accepted, 1 declined by you, 2 rejected, 2 withdrawn or closed."
    )
    told = js.charts.flows.explain(log)
    assert dict(told.parts)["Left out"] == "None."
    assert len(told.rows) == 9
    assert js.charts.flows.draw(log).figure["data"][0]["type"] == "sankey"


def test_how_far_they_got_is_counted_without_days() -> None:
    """Four applications: an interview, a reply, a no, one open. Counts, and no share."""
    log = of_these("interview -, reply -, applied rejected, applied -")
    frame = js.charts.funnel.frame(log)
    assert frame.iloc[0][list(ENDS)].tolist() == [1, 2, 1, 0]
    assert frame["entered"].dropna().tolist() == [4, 2, 1, 1, 0]
    assert frame["share"].isna().all()
    assert js.charts.funnel.reading(log) == (
        "None of these 4 applications has a day in the file, so no share can be told; with a column “date applied”, and the day of each answer, there "
        "can be. 2 of 4 applications got a positive answer. 1 process reached an interview, 0 an offer. 1 still waits for a first answer and counts as "
        "open, not as a refusal."
    )
    with pytest.raises(AskError, match=r"^None of these 4 applications has a day in the file, so no share can be told"):
        js.charts.funnel(log, horizon=30)
    assert js.charts.forecast.reading(log).startswith("None of these 4 applications has a day in the file, so no share can be told")


def test_one_application_without_a_day() -> None:
    """The smallest such file."""
    log = of_these("applied -")
    assert js.charts.waiting.reading(log) == (
        "The one application has no day in the file; with a column “date applied”, and the day of each answer, this chart can be drawn."
    )
    assert js.charts.flows.reading(log) == "Of 1 application, 1 is still waiting; none has ended."


def test_interviews_whose_day_nobody_knows(log: js.JobLog) -> None:
    """Two applications with days, and no interview; the one interview there was has none.
    2026-03-01,A,x,applied
    2026-03-02,B,x,applied
    2026-03-03,C,x,applied
    2026-03-09,C,x,interview
    """
    part = without_days(log, np.array([False, False, True]))
    assert js.charts.practice.reading(part) == (
        "The one application that got to an interview has no day in the file for it; with that day this chart can be drawn."
    )
    assert js.charts.overlap.reading(part).startswith("The one application that got a positive answer has no day in the file for it")
    assert dict(js.charts.rounds.explain(part).parts)["Left out"] == "1 application that got to an interview on no known day."
    assert (
        "1 without a day in the file (it was answered or ended, 0 of the 2 with a day; "
        in js.charts.time_to_answer.explain(part).parts[3][1]
    )


def test_an_acceptance_on_no_known_day(log: js.JobLog) -> None:
    """An offer was taken, nobody knows when: nobody is told to keep applying, or when it was.
    2026-02-02,A,x,applied
    2026-02-09,A,x,reply
    2026-02-03,B,x,applied
    2026-02-10,B,x,offer
    2026-02-12,B,x,accepted
    """
    part = without_days(log, np.array([False, True]))
    assert "Keep applying" not in js.charts.weekly_applications.reading(part)
    assert "You took an offer" in js.charts.overlap.reading(part)
    assert js.charts.forecast.reading(part).startswith("You have accepted an offer")
    assert "congratulations" in str(js.glance(part))


@pytest.mark.parametrize("chosen", [{"source": "referral"}, {"stage": "interview"}, {"stage": "reply"}, {"applied": ("2026-01-01", None)}])
def test_filters_work(chosen: dict[str, object], either: js.JobLog) -> None:
    """Any filter; of a log without days, none was applied between two of them."""
    log = either.where(**chosen)  # type: ignore[arg-type]
    if "applied" in chosen:
        assert not undated.dateless(log).any()
    for chart in CHARTS:
        drawn = chart.draw(log)
        assert "nan" not in drawn.sentence.split()
        assert chart.explain(log).parts == drawn.explained
    assert js.glance(log).lines


def test_those_without_a_day_chosen_from_a_mixed_log(mixed: js.JobLog) -> None:
    """A filter that leaves none with a day."""
    names = mixed.applications["company"]
    log = mixed.where(company=names[undated.dateless(mixed) & ~names.isin(names[~undated.dateless(mixed)])].head(5).tolist())
    assert undated.none_dated(log)
    for chart in CHARTS:
        assert chart.draw(log).sentence
    assert js.charts.weekly_applications.reading(log).startswith(f"None of these {len(log)} applications has a day in the file")


def test_the_glance_says_it_once(none: js.JobLog, mixed: js.JobLog) -> None:
    """What was sent, how far it got, and one sentence of what days would add."""
    lines = dict(js.glance(none).lines)
    assert list(lines) == ["Effort", "This week", "Progress", "So far", "Not told yet"]
    assert lines["Effort"] == f"You have sent {len(none)} applications; the file does not say on which days."
    assert lines["So far"] == js.charts.flows.reading(none)
    still = replace(none, applications=none.applications.assign(outcome=none.applications["outcome"].replace("accepted", "")))
    assert "write its day beside it" in dict(js.glance(still).lines)["This week"]
    n = int(undated.dateless(mixed).sum())
    assert dict(js.glance(mixed).lines)["Effort"].endswith(f" {n} further applications have no day in the file.")


def test_the_panel(none: js.JobLog, mixed: js.JobLog) -> None:
    """Without any day: the flows, the bars, and one chart that says what days would add. Mixed: the usual six."""
    shown = panel(none)
    told = json.loads(shown.payload)
    assert [c["name"] for c in told["charts"]] == list(js.charts.PANEL_WITHOUT_DAYS)
    assert told["count"] == f"{len(none)} of {none.total} applications"
    assert shown.controls["span"] is None
    assert "could not be drawn" not in shown.payload
    shown.filters = {"stage": "interview"}
    assert "could not be drawn" not in shown.payload
    shown.close()
    usual = panel(mixed)
    assert [c["name"] for c in json.loads(usual.payload)["charts"]] == list(js.charts.PANEL)
    assert "could not be drawn" not in usual.payload
    usual.close()


def test_the_sheet(either: js.JobLog, tmp_path: Path) -> None:
    """All charts in one file."""
    path = js.sheet([chart(either) for chart in CHARTS], tmp_path / "sheet.html")
    text = path.read_text(encoding="utf-8")
    assert text.count("<h2") >= len(CHARTS)
