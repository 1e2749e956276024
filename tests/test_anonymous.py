"""What is shared holds no name, wherever a person may have written one."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js
from jobstats.anonymous import anonymous, harmless
from tests.conftest import write

NAMES = ("Zyxwater", "Wrangler", "Quentin", "Vexley", "zebu", "Bolt", "Ankhville", "Gronk", "HP", "Quibble")
LOG = """date,company,role,event,source,contact,note,Job Link,Jane from Gronk
2026-02-01,Zyxwater Ltd,Wrangler of Zebras,applied,referral by Quentin Vexley,Quentin Vexley,ask about the zebu,https://www.zyxwater.example/jobs/1,x
2026-02-21,Zyxwater Ltd,Wrangler of Zebras,interview,,,,,
2026-03-01,Bolt & Co,Analyst,applied,Zyxwater's website,,,https://bolt.example,Ankhville
2026-03-01,HP,Analyst,applied,HP careers,,,,Ankhville
2026-03-02,"Smith, Gronk & Co",Analyst,applied,Job board,,,,Quibble
2026-03-02,Acme/Gronk,Analyst,applied,friend of Quibble,,,,Quibble
"""


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


def test_what_names_nobody_is_kept(named: js.JobLog) -> None:
    """A job board is a job board; everything else of a source gets a number."""
    sources = set(anonymous(named).applications["source"])
    assert "Job board" in sources
    assert {s for s in sources if s != "Job board"} == {"source 1", "source 2", "source 3", "source 4"} or len(sources) == 5
    assert harmless("company site")
    assert harmless("Resume v2")
    assert not harmless("Zyxwater")
    assert not harmless("")


@pytest.mark.parametrize("by", ["source", "company", "role", "Job Link", "Jane from Gronk"])
def test_no_sheet_holds_a_name_whatever_it_is_grouped_by(named: js.JobLog, by: str, tmp_path: Path) -> None:
    """Every chart of the catalogue in one file, and the chart grouped by each column."""
    path = js.sheet([*(chart(named) for chart in js.charts.CATALOGUE.values()), js.charts.funnel_by(named, by=by)], tmp_path / "sheet.html")
    text = path.read_text(encoding="utf-8")
    content = text[text.index("<main>") : text.index("</main>")].casefold()
    assert [name for name in NAMES if name != "HP" and name.casefold() in content] == []
    assert "hp careers" not in content
    assert ">hp<" not in content


def test_an_employer_has_one_number_in_all_charts(named: js.JobLog) -> None:
    """Filtered or not."""
    whole, part = anonymous(named), anonymous(named.where(company="HP"))
    numbers = dict(zip(named.applications["company"], whole.applications["company"], strict=True))
    assert part.applications["company"].tolist() == [numbers["HP"]]
    assert len(set(numbers.values())) == 5
