"""What is shared holds no name, wherever a person may have written one."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

import jobstats as js
from jobstats.anonymous import anonymous, harmless
from jobstats.report import Report
from tests.conftest import write

NAMES = ("Zyxwater", "Wrangler", "Quentin", "Vexley", "zebu", "Bolt", "Ankhville", "Gronk", "HP", "Quibble")
LOG = """date,company,role,event,source,contact,note,Job Link,Jane from Gronk
2026-02-01,Zyxwater Ltd,Wrangler of Zebras,applied,referral by Quentin Vexley,Quentin Vexley,ask about the zebu,https://www.zyxwater.example/jobs/1,x
2026-02-21,Zyxwater Ltd,Wrangler of Zebras,interview,,,,,
2026-03-01,Bolt & Co,Analyst,applied,Zyxwater's website,,,https://bolt.example,Ankhville
2026-03-01,HP,Analyst,applied,HP careers,,,,Ankhville
2026-03-02,"Smith, Gronk & Co",Analyst,applied,Job board,,,,Quibble
2026-03-02,Acme/Gronk,Analyst,applied,friend of Quibble,,,,Quibble
2026-12-01,Zyxwater Ltd,Wrangler of Zebras,offer,,Quentin Vexley,call Gronk,https://bolt.example,Ankhville
2026-03-09,Vexley,Wrangler,Gronk,,,,,
"""

REPORT = Report("Zyxwater.csv", "Gronk's", (), 8, 7, 1, 0, (), ("Jane from Gronk",), (), (), (), (), 'js.load("Vexley/Zyxwater.csv")')


@pytest.fixture
def named(tmp_path: Path) -> js.JobLog:
    """A log with names in every place there is."""
    return js.load(write(tmp_path / "Zyxwater.csv", LOG), as_of="2026-06-30")


def test_no_name_is_left(named: js.JobLog) -> None:
    """In no cell, no caption, no problem, no note."""
    chosen = named.where(company=["HP", "Bolt & Co", "Zyxwater Ltd"]).where(
        source=["HP careers", "Zyxwater's website", "referral by Quentin Vexley"]
    )
    for log in (named, chosen):
        shared = anonymous(log)
        everything = shared.applications.drop(columns="Jane from Gronk").to_csv() + shared.events.to_csv() + repr(shared)
        assert [name for name in NAMES if name.casefold() in everything.casefold()] == []
        assert shared.applications["stage"].tolist() == log.applications["stage"].tolist()


def test_what_was_understood_and_what_lies_ahead_stay_here(named: js.JobLog) -> None:
    """No field of the log without names leads to the report, the rows ahead, the file or the log it was made from."""
    named = named if named.report else replace(named, report=REPORT)
    assert "Zyxwater" in named.ahead.to_csv()
    assert "Gronk" in str(named.problems)
    for log in (named, named.where(company="HP"), named.where(company="HP").where(stage="applied")):
        assert log.report is not None
        shared = anonymous(log)
        for part in (shared, shared.whole[0] if shared.whole else shared, shared.as_it_stood(shared.today)):
            assert part.report is None
            assert part.ahead.empty
            assert part.ahead.columns.empty
            said = repr([getattr(part, f.name) for f in fields(part) if f.name not in ("applications", "events", "shown", "whole")])
            assert [name for name in NAMES if name.casefold() in said.casefold()] == []


def test_what_names_nobody_is_kept(named: js.JobLog) -> None:
    """A job board is a job board; everything else of a source gets a number."""
    sources = set(anonymous(named).applications["source"])
    assert "Job board" in sources
    assert {s for s in sources if s != "Job board"} == {"source 1", "source 2", "source 3", "source 4"} or len(sources) == 5
    assert harmless("company site")
    assert harmless("Resume v2")
    assert not harmless("Zyxwater")
    assert not harmless("")


@pytest.mark.parametrize("text", ["3", "Resume 3", "resume v12", "v3", "CV 2b", "v1.2", "week 12", "no. 4"])
def test_a_version_or_one_short_number_is_kept(text: str) -> None:
    """They name nobody."""
    assert harmless(text)


@pytest.mark.parametrize(
    "text",
    [
        "555 010 999",
        "+1 555 010 999",
        "phone 555 010 999",
        "55 50 10 99",
        "Phone 55 50",
        "1&1",
        "1&1 careers",
        "1 and 1",
        "123",
        "job 2026",
        "1.2",
    ],
)
def test_numbers_may_name_somebody(text: str) -> None:
    """A telephone, or a company called 1&1."""
    assert not harmless(text)


NUMBERS = """date,company,role,event,source,phone,cv version
2026-02-01,A,x,applied,1&1,+1 555 010 999,1.2
2026-02-02,B,x,applied,job board,5,2.0.1
2026-02-03,C,x,applied,job board,,104
"""


def test_no_telephone_and_no_company_of_figures_is_shared(tmp_path: Path) -> None:
    """Neither in a caption nor in a table; a short number, and what a column of versions holds, are kept."""
    log = js.load(write(tmp_path / "log.csv", NUMBERS), as_of="2026-06-30")
    caption = js.charts.funnel(log.where(phone="+1 555 010 999")).for_sharing().caption
    assert caption == "1 of 3 applications, 1 Feb 2026 to 30 Jun 2026; phone: not shown"
    assert anonymous(log.where(source="1&1")).filters == ("source: not shown",)
    assert anonymous(log.where(source=["job board", "1&1"])).filters == ("source: not shown",)
    assert anonymous(log.where(phone=["5", "not noted"])).filters == ("phone: 5 or not noted",)
    assert anonymous(log.where(**{"cv version": ["1.2", "104"]})).filters == ("cv version: 1.2 or 104",)
    table = anonymous(log).applications
    assert table["phone"].tolist()[1:] == ["5", ""]
    assert table["cv version"].tolist() == ["1.2", "2.0.1", "104"]
    assert table["source"].tolist()[1:] == ["job board", "job board"]
    assert "555" not in table.to_csv()
    assert "1&1" not in table.to_csv() + js.charts.funnel_by(log, by="source").for_sharing().table.to_csv()


@pytest.mark.parametrize("by", ["source", "company", "role", "Job Link", "Jane from Gronk"])
def test_no_sheet_holds_a_name_whatever_it_is_grouped_by(named: js.JobLog, by: str, tmp_path: Path) -> None:
    """Every chart of the catalogue in one file, and the chart grouped by each column."""
    path = js.sheet([*(chart(named) for chart in js.charts.CATALOGUE.values()), js.charts.funnel_by(named, by=by)], tmp_path / "sheet.html")
    text = path.read_text(encoding="utf-8")
    content = text[text.index("<main>") : text.index("</main>")].casefold()
    assert str(tmp_path) not in text
    assert "zyxwater.csv" not in text.casefold()
    assert [name for name in NAMES if name != "HP" and name.casefold() in content] == []
    assert "hp careers" not in content
    assert ">hp<" not in content


def test_an_employer_has_one_number_in_all_charts(named: js.JobLog) -> None:
    """Filtered or not."""
    whole, part = anonymous(named), anonymous(named.where(company="HP"))
    numbers = dict(zip(named.applications["company"], whole.applications["company"], strict=True))
    assert part.applications["company"].tolist() == [numbers["HP"]]
    assert len(set(numbers.values())) == 5
