"""The contract every entry of the catalogue keeps, on the sample, on a log of one row, on an empty one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

import jobstats as js
from jobstats.anonymous import anonymous
from jobstats.chart import Chart
from jobstats.errors import AskError
from tests.conftest import write

CHARTS = list(js.charts.CATALOGUE.values())
every = pytest.mark.parametrize("chart", CHARTS, ids=lambda c: c.name)
HOSTILE = "</script><img src=x onerror=alert(1)>%{x}{0.__class__}"


@pytest.fixture(params=["sample", "one_row", "empty"])
def any_log(request: pytest.FixtureRequest) -> js.JobLog:
    """Each of the three logs every chart must cope with."""
    log: js.JobLog = request.getfixturevalue(request.param)
    return log


@every
def test_an_entry_is_complete(chart: Chart) -> None:
    """A question, a decision, a definition, a source; reachable by its name."""
    assert chart.question.endswith("?")
    assert chart.decision.endswith((".", ")."))
    assert len(chart.definition) > 60
    assert chart.source
    assert getattr(js.charts, chart.name) is chart


@every
def test_it_draws_and_says_something(chart: Chart, any_log: js.JobLog) -> None:
    """A figure plotly accepts, a sentence, a table of text, an alternative text with both question and sentence."""
    drawn = chart.draw(any_log)
    go.Figure(drawn.figure)
    assert json.dumps(drawn.figure, allow_nan=False)
    assert drawn.sentence[0].isupper() or drawn.sentence[0].isdigit()
    assert drawn.sentence.rstrip(")").endswith((".", "?"))
    assert "nan" not in drawn.sentence
    assert " 1 applications" not in drawn.sentence
    assert drawn.question in drawn.alt
    assert drawn.sentence in drawn.alt
    assert drawn.caption == any_log.caption()
    assert len(drawn.table.columns) >= 2
    assert all(isinstance(cell, str) for cell in drawn.table.to_numpy().ravel())
    assert "nan" not in drawn.table.to_string()


@every
def test_the_same_numbers_however_asked(chart: Chart, sample: js.JobLog) -> None:
    """Picture, table, reading and explanation come from one frame."""
    picture = chart(sample)
    assert isinstance(picture, go.Figure)
    pd.testing.assert_frame_equal(picture.table, chart.table(sample))
    assert picture.sentence == chart.reading(sample)
    told = chart.explain(sample)
    assert chart.definition in str(told)
    assert sample.caption() in str(told)
    pd.testing.assert_frame_equal(told.numbers, chart.table(sample))


@every
def test_an_explanation_is_whole(chart: Chart, any_log: js.JobLog) -> None:
    """Formula, denominator, what is left out and why, assumptions, source; its rows are those it counts, and it is what the page shows."""
    told, drawn = chart.explain(any_log), chart.draw(any_log)
    parts = dict(told.parts)
    assert set(parts) >= {"What it is", "Formula", "Rests on", "Left out", "Holds if", "Source", "What it helps to decide"}
    assert told.parts == drawn.explained
    assert all(text.strip() and not text.endswith("..") for text in parts.values())
    kept = int((told.rows["Left out"] == "").sum())
    assert parts["Rests on"].startswith(f"{kept} ")
    assert (parts["Left out"] == "None.") == (kept == len(told.rows))
    assert str(kept) in told._repr_html_()


@every
def test_on_the_sample_there_is_something_to_see(chart: Chart, sample: js.JobLog) -> None:
    """No picture of the sample is blank."""
    assert chart.draw(sample).figure["data"]


@every
def test_an_empty_log_gets_a_reason_not_an_empty_panel(chart: Chart, empty: js.JobLog) -> None:
    """The blank figure says what the picture needs."""
    figure = chart.draw(empty).figure
    assert figure["data"] == []
    words = figure["layout"]["annotations"][0]["text"].replace("<br>", " ")
    assert words == f"Nothing to draw yet. This picture needs {chart.needs}."


@every
def test_names_change_no_number(chart: Chart, sample: js.JobLog) -> None:
    """The sample without its names: the same numbers."""
    named, nameless = chart.table(sample), chart.table(anonymous(sample))
    numbers = [c for c in named if c not in ("Company", "Role", "Contact")]
    pd.testing.assert_frame_equal(named[numbers], nameless[numbers])


@every
@pytest.mark.parametrize("chosen", [{}, {"source": "referral"}, {"stage": "interview"}, {"resume": ["v1", "v2"]}])
def test_what_is_shared_says_the_same(chart: Chart, chosen: dict[str, Any], sample: js.JobLog) -> None:
    """Filtered or not, without names the sentence, the numbers and the verdict are those on the screen."""
    log = sample.where(**chosen)
    said, shared = chart.reading(log), chart.reading(anonymous(log))
    if chart.name == "recruiters":
        said, shared = (re.sub(r"[A-Z]\w+ [A-Z]\.|contact \d+", "somebody", text) for text in (said, shared))
    assert said == shared
    assert chart.explain(log).parts == chart.explain(anonymous(log)).parts


@every
def test_an_unknown_option_is_told(chart: Chart, sample: js.JobLog) -> None:
    """With those there are, whichever way it is asked."""
    for ask in (chart, chart.frame, chart.table, chart.reading, chart.explain):
        with pytest.raises(AskError, match=f"^js.charts.{chart.name} has no option “colour”. It has: "):
            ask(sample, colour="red")


@every
def test_nothing_shared_holds_a_name(chart: Chart, tmp_path: Path) -> None:
    """Canary names in company, role, contact, note, source and a column; none reaches a shared chart."""
    names = ["Zyxwater", "Quagmire Wrangler", "Vexley Thrumble", "Ombrella"]
    rows = ["date,company,role,event,source,contact,note,team"]
    for i in range(12):
        where = f"Zyxwater {i % 4},Quagmire Wrangler"
        rows.append(f"2026-01-{i + 1:02d},{where} {i},applied,via Vexley Thrumble,Vexley Thrumble,Ombrella,team Zyxwater {i % 4}")
        rows.append(f"2026-01-{i + 11:02d}T15:00,{where} {i},interview,,Vexley Thrumble,Ombrella,")
        rows.append(f"2026-01-{i + 11:02d}T20:00,{where} {i},follow_up,,Vexley Thrumble,Ombrella,")
        rows.append(f"2026-01-{i + 18:02d},{where} {i},nudge,,Vexley Thrumble,Ombrella,")
    log = js.load(write(tmp_path / "Zyxwater.csv", "\n".join(rows)), as_of="2026-03-31")
    picture = chart(log.where(company=["Zyxwater 1", "Zyxwater 2", "Zyxwater 3"], source="via Vexley Thrumble"))
    shared = picture.for_sharing()
    everything = (
        json.dumps(shared.figure)
        + shared.table.to_csv()
        + shared.sentence
        + shared.caption
        + shared.alt
        + repr(shared.explained)
        + repr(shared.table.attrs)
    )
    assert [n for n in names if n.casefold() in everything.casefold()] == []


@every
def test_hostile_names_do_not_reach_a_figure_as_markup(chart: Chart, tmp_path: Path) -> None:
    """Markup and templates in names and in the column that groups."""
    rows = [f'2026-01-{i + 1:02d},"{HOSTILE} {i}",x,applied,"{HOSTILE}"' for i in range(12)]
    log = js.load(write(tmp_path / "log.csv", "date,company,role,event,source\n" + "\n".join(rows)), as_of="2026-03-31")
    text = json.dumps(chart.draw(log).figure)
    assert "<img" not in text
    assert "%{x}{0" not in text


@every
def test_nothing_is_told_by_colour_alone(chart: Chart, sample: js.JobLog) -> None:
    """Traces that differ in colour differ in pattern, symbol or dash as well."""
    signs: dict[str, set[str]] = {}
    for trace in chart.draw(sample).figure["data"]:
        marker, line = trace.get("marker", {}), trace.get("line", {})
        if trace.get("showlegend", True) and trace["type"] in ("bar", "scatter") and len(chart.draw(sample).figure["data"]) > 2:
            sign = str(marker.get("pattern", {}).get("shape", "")) + str(marker.get("symbol", "")) + str(line.get("dash", ""))
            signs.setdefault(sign, set()).add(str(marker.get("color") or line.get("color")))
    assert all(len(colours) == 1 for colours in signs.values())


def test_a_wrong_chart_is_told_with_what_there_is() -> None:
    """A slip in the name."""
    with pytest.raises(AttributeError, match=r"There is no chart “funel”\. There is: funnel, funnel_by, flows"):
        js.charts.funel  # noqa: B018


def test_a_chart_wants_a_log() -> None:
    """A path instead of a log."""
    with pytest.raises(AskError) as caught:
        js.charts.funnel("log.csv")
    assert str(caught.value) == "js.charts.funnel draws a log, and this is a str. Load one first: log = js.load()."


def test_a_wrong_column_is_told(sample: js.JobLog) -> None:
    """funnel_by an unknown column."""
    with pytest.raises(AskError, match=r"There is no column “colour” to compare by in this log\. There is: source"):
        js.charts.funnel_by(sample, by="colour")


def test_a_picture_can_be_changed_and_shows_the_change(sample: js.JobLog) -> None:
    """It is plotly's Figure."""
    picture = js.charts.funnel(sample)
    picture.update_layout(height=777)
    assert picture.drawn.figure["layout"]["height"] == 777
    assert "template" not in picture.drawn.figure["layout"]
    assert picture.sentence.split(".")[0] in picture._repr_html_()


def test_the_panel_shows_charts_of_the_catalogue() -> None:
    """Six of them."""
    assert len(js.charts.PANEL) == 6
    assert set(js.charts.PANEL) <= set(js.charts.CATALOGUE)
