"""A log of events in which something is known without its day: the column “undated”."""

from __future__ import annotations

from pathlib import Path

import jobstats as js
from tests.conftest import AS_OF, write

HEAD = "date,company,role,event,undated\n"


def loaded(tmp_path: Path, text: str, head: str = HEAD) -> js.JobLog:
    """The log of these rows."""
    return js.load(write(tmp_path / "log.csv", head + text), as_of=AS_OF)


def stages(log: js.JobLog) -> list[tuple[str, str, str, bool]]:
    """Company, stage, outcome and whether it is undated, of each application."""
    table = log.applications
    return list(zip(table["company"], table["stage"], table["outcome"], table["undated"], strict=True))


def test_an_application_without_any_day(tmp_path: Path) -> None:
    """Sent, no date: it counts in how far applications got; what came of it stands beside it."""
    log = loaded(tmp_path, ",Acme,Analyst,applied,interview rejected\n,Borealis,Analyst,applied,\n2026-03-02,Kestrel,Analyst,applied,\n")
    assert stages(log) == [("Kestrel", "applied", "", False), ("Acme", "interview", "rejected", True), ("Borealis", "applied", "", True)]
    assert log.problems == ()
    assert [str(n) for n in log.notes] == [
        "line 2, date: 2 rows without a day: counted in how far applications got, not in when or how long anything took. "
        "Write the day where you know it."
    ]
    assert log.report is not None
    assert (log.report.read, log.report.kept) == (3, 3)


def test_only_where_the_column_is_there(tmp_path: Path) -> None:
    """In a log without it a missing date is a slip, and so is any other event without one."""
    log = loaded(tmp_path, ",Acme,Analyst,applied\n", "date,company,role,event\n")
    assert [str(p) for p in log.problems] == ["line 2, date: no date. Write the day, as in 2026-03-09."]
    log = loaded(tmp_path, ",Acme,Analyst,interview,\n,,Analyst,applied,\nsoon,Acme,Analyst,applied,\n")
    assert [(p.line, p.column, p.why) for p in log.problems][:2] == [(2, "date", "no date"), (3, "company", "no company")]
    assert len(log.problems) == 3


def test_words_that_say_nothing_of_how_far_it_got(tmp_path: Path) -> None:
    """Told, kept beside what was read; commas, capitals and plus signs are fine."""
    log = loaded(tmp_path, '2026-03-02,Acme,Analyst,applied,"Interview, Rejected"\n2026-03-02,Kestrel,Analyst,applied,offer + gossip\n')
    assert [(s[1], s[2]) for s in stages(log)] == [("interview", "rejected"), ("offer", "")]
    assert log.applications["undated (as written)"].tolist() == ["", "offer + gossip"]
    assert [(n.line, n.column, n.value, n.why) for n in log.notes] == [
        (3, "undated", "offer + gossip", "more than words for how far an application got; what else stands here counts nowhere")
    ]


def test_it_joins_its_application(tmp_path: Path) -> None:
    """The same company and role, or the same id, has days elsewhere: one application, not two."""
    log = loaded(tmp_path, ",Acme,Analyst,applied,interview\n2026-03-02,ACME,analyst,rejected,\n")
    assert len(log) == 1
    assert [(n.line, n.why) for n in log.notes if n.column == "date"] == [
        (2, "1 row without a day, of an application that has days elsewhere: counted as one with it")
    ]
    rows = ",7,Acme,Analyst,applied,interview\n2026-03-02,8,Acme,Analyst,rejected,\n"
    assert len(loaded(tmp_path, rows, "date,application,company,role,event,undated\n")) == 2
