"""Which charts hold a name of their log: only those that hold none may stay in a notebook's file."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js
from jobstats import revealing
from jobstats.revealing import reveals
from tests.conftest import AS_OF, write

HEADER = "date,company,role,event,source,contact,kind,note,my list"


@pytest.mark.parametrize(
    "text",
    [
        "ACME & Söhne",
        "one of acme & söhne, and more",
        "one of acme &amp; söhne, and more",
        "1 <5 asked, Anna Bold too, 2 >5",
        "<Acme Söhne>",
        "<span style='color:#123'>Acme</span> Söhne",
        "Ac\u00adme Söhne",
        "Acme\u200b Söhne",
        "<b>Acme</b><br>Söhne",
        "Acme-Söhne",
        "asked Anna Bold again",
        "Data Analyst (2)",
        "Annas board",
        "waits for 0171 555 01",
        "with Carl",
        "Acme & Sö…",
        "company: Acme & Sö…; 3 applications",
        "asked 0171 555…, and 2 more",
        "also Data Ana...",
        "求人：任天堂株…",
        "the column my list",
        "yes 任天堂株式会社 no",
        "Ｄａｔａ analyst",
    ],
)
def test_a_name_is_found_however_it_is_written(log: js.JobLog, text: str) -> None:
    """
    date,company,role,event,source,contact,kind,note,my list
    2026-02-01,Acme & Söhne,Data Analyst,applied,Annas board,,,,
    2026-02-09,Acme & Söhne,Data Analyst,interview,,Anna Bold,with Carl,call 0171 555 01 today,
    2026-02-10,任天堂,BI,applied,board,,,,x
    2026-02-11,任天堂,BI,interview,,,,0171 555 01,x
    """
    assert reveals(log, ["So far", text])
    assert reveals(log.where(company="任天堂"), [text])  # of a slice, the whole log's names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2 applications",
        "a referral, a job board",
        "log.csv",
        "Acmeville",
        "acme · söhne",
        "BI",
        "a technical interview",
        "v2",
        "Anna",
        "A…",
        "waits for 3… 4",
        "a <b>technical</b> interview",
    ],
)
def test_what_names_nobody_is_left(log: js.JobLog, text: str) -> None:
    """
    date,company,role,event,source,contact,kind,note,version
    2026-02-01,Acme & Söhne,BI,applied,referral,,,,v2
    2026-02-09,Acme & Söhne,BI,interview,job board,Anna Bold,technical,,
    """
    texts = text.split(" · ")  # a name is not read across two texts
    assert not reveals(log, texts)


@pytest.mark.parametrize(
    ("company", "text", "found"),
    [
        ("<Tilde>", "company: <Tilde>", True),
        ("<Tilde>", "&lt;Tilde&gt;<br>3", True),
        ("<b>", "company: <b>", True),
        ("!!!", "company: !!!", True),
        ("!!!", "so many “!!!”.", True),
        ("!!!", "well!!! then", False),
        ("?", "company: ?", True),
        ("?", "How far do applications get?", False),
        ("🚀", "sent to 🚀, so far", True),
        ("🚀", "🚀🚀", True),
        ("❤️ ✨", "with \u2764\u2728", True),
        ("🚀", "sent to 🚁", False),
        ("★ Canary ★", "canary waits", True),
    ],
)
def test_names_made_of_signs(company: str, text: str, found: bool, tmp_path: Path) -> None:
    """One application to a company of that name: it is found as it stands, and in the caption of a chart of it."""
    rows = f"date,company,role,event\n2026-02-01,{company},Analyst,applied\n2026-02-02,Other Ltd,Analyst,applied\n"
    log = js.load(write(tmp_path / "log.csv", rows), as_of=AS_OF)
    assert reveals(log, ["So far", text]) == found
    assert js.charts.funnel(log.where(company=company)).private


def test_a_contact_that_is_an_emoji(log: js.JobLog) -> None:
    """
    date,company,role,event,contact,note
    2026-02-01,Acme,Analyst,applied,,
    2026-02-09,Acme,Analyst,interview,🦄,–
    """
    assert reveals(log, ["asked 🦄"])
    assert not reveals(log, ["3 – 4"])


def test_what_lies_ahead_is_looked_through_too(log: js.JobLog) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    2026-05-01,Later Ltd,Analyst,interview
    """
    assert reveals(log, ["Later Ltd"])


def test_a_log_too_large_to_look_through_counts_as_private(log: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    2026-02-01,Acme,Analyst,applied
    """
    monkeypatch.setattr(revealing, "MOST", 1)
    assert reveals(log, ["nothing"])


def test_the_charts_of_the_sample(sample: js.JobLog) -> None:
    """Those that name employers, recruiters or own words are private; the common ones are not."""
    private = {name for name, chart in js.charts.CATALOGUE.items() if chart(sample).private}
    named = {
        name
        for name, chart in js.charts.CATALOGUE.items()
        if {"Company", "Recruiter", "company", "recruiter"} & set(map(str, chart.table(sample).columns))
    }
    assert named <= private
    assert {"waiting", "overlap", "recruiters"} <= private
    assert not {"funnel", "flows", "time_to_answer", "weekly_applications", "follow_up_timing", "rounds"} & private


def test_a_filter_by_name_makes_a_chart_private(sample: js.JobLog) -> None:
    """Its caption says whom it was chosen by; a title of one's own is looked at as well."""
    name = sample.companies()[0]
    assert js.charts.funnel(sample.where(company=name)).private
    titled = js.charts.funnel(sample)
    assert not titled.private
    titled.update_layout(title=f"Only {name}")
    assert titled.private
