"""A log beside a file that is only read: made once, offered where it is of use, and what shows the file goes on with it."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js
from jobstats import following
from jobstats.widgets import beside
from jobstats.widgets.backfill import backfill
from tests.widgets.test_backfill import shown


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """One row per application."""
    path = tmp_path / "jobs.csv"
    path.write_text("Company,Position,Date Applied,Status\nAcme,Analyst,2025-11-03,Applied\n", encoding="utf-8")
    return path


def test_one_log_is_made_however_often_the_file_is_loaded(table: Path) -> None:
    """By another name as well, where that is a link; another once the file has changed."""
    (table.parent / "link.csv").symlink_to(table)
    logs = [js.load(path, as_of="2026-03-31") for path in (table, table, table.parent / "link.csv")]
    made = [beside.made(log) for log in logs]
    assert {Path(log.path).name for log, _ in made} == {"log.csv"}
    assert made[1][1].startswith("log.csv was written beside jobs.csv before, by another form.")
    assert beside.name_for(logs[2]) == "log.csv"
    with open(table, "a", encoding="utf-8") as file:
        file.write("Borealis,Analyst,2025-11-04,Applied\n")
    newer = js.load(table, as_of="2026-03-31")
    assert beside.name_for(newer) == "log-2.csv"
    assert len(beside.made(newer)[0]) == 2
    assert sorted(path.name for path in table.parent.glob("log*")) == ["log-2.csv", "log.csv"]


def test_it_is_offered_by_its_name_and_only_where_it_helps(table: Path) -> None:
    """Not for a log as it was on an earlier day, whose file is a log already."""
    (table.parent / "log.csv").write_text("date,company,role,event\n2026-03-02,Acme,Analyst,applied\n", encoding="utf-8")
    assert shown(backfill(js.load(table)))("ready")["beside"] == "log-2.csv"
    mine = js.load(table.parent / "log.csv", as_of="2026-03-31")
    state = shown(backfill(mine.as_it_stood(mine.today)))("ready")
    assert state["unwritable"].startswith("This is a log as it was on an earlier day")
    assert state["beside"] == ""
    assert shown(backfill(mine))("ready")["beside"] == ""


def test_what_shows_the_file_follows_the_first_write(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts and variables of the table are told of the log that took its place; so are variables when another form writes first."""
    told, renamed = [], []
    follow = following.follow

    def follows(old: js.JobLog, new: js.JobLog, idents: object = None) -> following.Followed:
        told.append((old, new))
        return follow(old, new)

    monkeypatch.setattr(following, "follow", follows)
    monkeypatch.setattr(following, "rename", lambda old, new: renamed.append((old, new)) or [])
    log = js.load(table, as_of="2026-03-31")
    forms = [backfill(log), backfill(log)]
    pages = [shown(form) for form in forms]
    states = [send("beside") for send in pages]
    assert pages[0]("answer", turn=states[0]["turn"], choice="rejected", value="2025-12-01")["said"].startswith("Written as line")
    assert [old for old, _ in told] == [log]
    assert told[0][1] is forms[0].log
    assert Path(forms[0].log.path).name == "log.csv"
    pages[0]("undo")
    assert told[1][0] is told[0][1]
    assert (forms[1].log is forms[0].log, forms[1].question) == (True, forms[0].question)
    assert sum(old is log and new is told[0][1] for old, new in renamed) == 2
