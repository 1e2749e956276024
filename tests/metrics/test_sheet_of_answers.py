"""A plain sheet with statuses and the days of answers: interviews whose own day nobody wrote down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import jobstats as js
from jobstats.charts import CATALOGUE
from jobstats.metrics import clocks
from tests.conftest import write

STATUSES = ("Rejected", "Interview", "", "Rejected", "", "Offer", "Interview", "", "", "Withdrawn")


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> js.JobLog:
    """Sixty applications, one a day; every answer has its day, ten days on."""
    rows = []
    for i in range(60):
        sent = date(2026, 1, 5) + timedelta(days=i)
        status = STATUSES[i % 10]
        answer = (sent + timedelta(days=10)).isoformat() if status else ""
        rows.append(f"Company {i},Analyst,{sent},{status},{answer},{'board' if i % 2 else 'referral'}\n")
    text = "Company,Role,Date Applied,Status,Response Date,Source\n" + "".join(rows)
    return js.load(write(tmp_path_factory.mktemp("sheet") / "sheet.csv", text), as_of="2026-06-30")


def test_first_answers_have_their_clock(sheet: js.JobLog) -> None:
    """60 sent, 30 of them answered well or ill or withdrawn on day 10: 12 interviews and 6 offers went on, 12 were rejected, 6 withdrawn."""
    clock = clocks.stage_clock(sheet, "applied")
    assert (len(clock.days), clock.left_out) == (60, 0)
    assert [int((clock.kinds == k).sum()) for k in range(4)] == [24, 18, 12, 6]
    assert set(clock.days[clock.kinds > 0].tolist()) == {10}


def test_interviews_on_no_known_day_are_left_out_of_what_needs_it(sheet: js.JobLog) -> None:
    """12 got to an interview, nobody knows when: they count in how far applications got, and are on no clock to the next stage."""
    assert int((sheet.applications["stage"] == "interview").sum()) == 12
    assert not sheet.applications["undated"].any()
    clock = clocks.stage_clock(sheet, "reply", "interview")
    assert clock.left_out == 12


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_chart_speaks(sheet: js.JobLog, name: str) -> None:
    """No chart fails or warns on such a sheet."""
    chart = CATALOGUE[name]
    assert chart.reading(sheet)
    chart.table(sheet)
    chart.explain(sheet)
    chart(sheet)


def test_where_nothing_is_said_nobody_is_silent(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Company, role, day of applying, and no column of what came of it: what was sent is told, no share, and nobody counts as waiting."""
    rows = "".join(f"Company {i},Analyst,{date(2026, 1, 5) + timedelta(days=i)}\n" for i in range(40))
    log = js.load(write(tmp_path_factory.mktemp("sent") / "sent.csv", f"Company,Role,Date Applied\n{rows}"), as_of="2026-06-30")
    assert js.charts.funnel.reading(log) == (
        "40 applications sent. The file does not say what came of these 40 applications, so no share can be told: add what came of each, and its day."
    )
    assert "40 applications" in js.charts.weekly_applications.reading(log)
    assert [n.why for n in log.notes] == ["the file does not say what came of any application: it shows what was sent, not who answered"]


def test_an_end_on_no_known_day_leaves_the_first_answer_its_clock(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Interviewed after the response, rejected on no known day: ten first answers on day 7 of twenty applications."""
    rows = [f"Company {i},Analyst,2026-01-05,{'Rejected,2026-01-12,2026-01-20' if i % 2 else ',,'}\n" for i in range(20)]
    text = "Company,Role,Date Applied,Status,Response Date,Interview Date\n" + "".join(rows)
    log = js.load(write(tmp_path_factory.mktemp("ends") / "ends.csv", text), as_of="2026-06-30")
    clock = clocks.stage_clock(log, "applied")
    assert (len(clock.days), clock.left_out) == (20, 0)
    assert sorted(clock.days[clock.kinds == 1].tolist()) == [7] * 10
