"""The list of what is due, as it is shown and as a calendar."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import icalendar
import pytest

import jobstats as js
from jobstats.anonymous import anonymous
from jobstats.errors import AskError, LogError
from jobstats.reminders import Due, due

NOW = "2026-03-31T17:10"


def test_the_list(log: js.JobLog) -> None:
    """as of 2026-03-31. A note, a silent process and one to be left to rest, an old acquaintance.
    date,company,role,event,contact
    2026-03-31T15:00,Acme,Analyst,interview,Ann Z.
    2026-01-02,Bolt,x,screen,
    2026-01-02,Core,x,screen,
    2026-02-02,Core,x,nudge,
    2026-02-12,Core,x,nudge,
    2026-01-05,,,networking,Di
    """
    found = due(log, now=NOW)
    assert repr(found) == "\n".join(
        [
            "Notes to send: 1 of 1 interview in the last 7 days has no note recorded.",
            "  • Interview with Acme (Analyst, round 1) on Tuesday 31 Mar 2026, which ended at 15:00: write your note this evening, from home, not from the parking lot.",
            "",
            "Silent for long: 2 of 3 open processes past the first answer have been silent for more than 45 days, after which silence seldom ends "
            "(a general figure, not yet yours). One line is fine today to 1 of them.",
            "  • Bolt (x), silent for 88 days: one friendly line is fine, no push.",
            "  • Core (x), silent for 88 days: let it rest: you have asked twice.",
            "",
            "People to write to: 1 of 2 people in the log has no open process and heard nothing from you for long.",
            "  • Di: no word for 85 days and no open process; one friendly line this week keeps the door open.",
            "",
            "3 applications, 2 Jan 2026 to 31 Mar 2026",
        ]
    )
    shown = found._repr_html_()
    assert shown.count("<h4>") == 3
    assert shown.count("<li>") == 4
    assert len(found) == len(found.frame) == 4


def test_names_are_escaped_and_walls_are_not_built(tmp_path: Path) -> None:
    """Ten silent processes with a company that is HTML."""
    rows = "".join(f"2026-01-{i + 1:02d},<b>Acme</b> & {i},x,screen\n" for i in range(10))
    (tmp_path / "log.csv").write_text(f"date,company,role,event\n{rows}", encoding="utf-8")
    found = due(js.load(tmp_path / "log.csv", as_of="2026-03-31"))
    shown = found._repr_html_()
    assert "<b>" not in shown
    assert "&lt;b&gt;Acme&lt;/b&gt; &amp; 0" in shown
    assert shown.count("<li>") == 8
    assert "… and 3 more, in .frame" in shown
    assert "… and 3 more, in .frame" in repr(found)


def test_kind_words_when_nothing_is_due(empty: js.JobLog, one_row: js.JobLog, sample: js.JobLog, tmp_path: Path) -> None:
    """An empty log, one application, the sample (an offer was accepted), applications without days."""
    assert repr(due(empty)).startswith("Nothing is due: the log is ready for its first line.")
    assert repr(due(one_row)).startswith("Nothing is due: no note, no process, nobody to write to.")
    assert repr(due(sample)).startswith("You have accepted an offer: congratulations. Nothing is due but a line of thanks")
    (tmp_path / "dateless.csv").write_text("Company,Role,Status\nA,x,Applied\nB,y,Interview\n", encoding="utf-8")
    assert repr(due(js.load(tmp_path / "dateless.csv"))).startswith(
        "None of these 2 applications has a day in the file, so nothing can be told"
    )


def test_the_moment(log: js.JobLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """as of 2026-03-31: the evening of that day; a log of one's own loaded without a day: the clock.
    2026-03-31T15:00,Acme,Analyst,interview
    """
    assert due(log).moment == datetime(2026, 3, 31, 18)
    own = js.load(log.path)
    assert abs((due(own).moment - datetime.now()).total_seconds()) < 60
    assert due(own.as_it_stood(log.today)).moment == datetime(2026, 3, 31, 18)
    for odd in ("tomorrow", 5, "2026-13-01"):
        with pytest.raises(AskError, match=r"is not a moment\. Write a day and an hour"):
            due(log, now=odd)  # type: ignore[arg-type]
    with pytest.raises(AskError) as caught:
        due(log, now="2026-03-30T12:00")
    assert str(caught.value) == 'This log tells more than was known on 30 Mar 2026. Load it with as_of="2026-03-30", and ask again.'


def entries(path: Path) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")


def test_the_calendar(log: js.JobLog, tmp_path: Path) -> None:
    """as of 2026-03-31. A note this evening, two processes (one may be asked on Monday 6 April), a third left to rest, a person.
    date,company,role,event,contact
    2026-03-31T15:00,Acme,Analyst,interview,Ann Z.
    2026-01-02,Bolt,x,screen,
    2026-01-02,Dell,x,screen,
    2026-03-30,Dell,x,nudge,
    2026-01-02,Core,x,screen,
    2026-02-02,Core,x,nudge,
    2026-02-12,Core,x,nudge,
    2026-01-05,,,networking,Di
    """
    path = due(log, now=NOW).ics(tmp_path / "due.ics")
    assert path == tmp_path / "due.ics"
    found = entries(path)
    # hours are floating: those of wherever it is read; what has no hour goes to the next morning, one after the other
    assert [(str(e["SUMMARY"]), e["DTSTART"].dt, (e["DTEND"].dt - e["DTSTART"].dt).seconds) for e in found] == [
        ("Note to Ann Z.", datetime(2026, 3, 31, 19), 900),
        ("A line to Bolt (x)", datetime(2026, 4, 1, 9), 900),
        ("A line to Dell (x)", datetime(2026, 4, 6, 9), 900),
        ("A line to Di", datetime(2026, 4, 1, 9, 15), 900),
    ]
    text = path.read_bytes().decode()
    assert "VALARM" not in text
    assert text.count("DTSTAMP:2026") == 4
    assert all(line.endswith("\r") for line in text.split("\n")[:-1])
    assert "no push; else let it rest. Asked so far: 1, of 2 at most." in str(found[2]["DESCRIPTION"])
    idents = [str(e["UID"]) for e in found]
    assert len(set(idents)) == 4
    # asked again the next morning: the same entries, so that importing them makes no doubles
    again = due(js.load(log.path, as_of="2026-04-01"), now="2026-04-01T08:00").ics(path)
    assert [str(e["UID"]) for e in entries(again)] == idents
    assert not list(tmp_path.glob(".*.tmp"))


def test_an_entry_stays_itself(log: js.JobLog, tmp_path: Path) -> None:
    """as of 2026-03-31. The same job twice, begun on one day; one of them is asked about, and a filter is set: no entry becomes another.
    date,application,company,role,event
    2026-01-02,a,Acme,x,screen
    2026-01-02,b,Acme,x,screen
    2026-01-02,c,Bolt,x,screen
    """
    names = [str(e["UID"]) for e in entries(due(log).ics(tmp_path / "due.ics"))]
    assert len(set(names)) == 3
    path = Path(log.path)
    path.write_text(path.read_text(encoding="utf-8") + "2026-03-31,c,Bolt,x,nudge\n", encoding="utf-8")
    asked = due(js.load(path, as_of="2026-03-31"))
    assert asked.frame["nudges"].tolist() == [0, 0, 1]
    assert {str(e["UID"]) for e in entries(asked.ics(tmp_path / "due.ics"))} == set(names)
    bolt = due(log.where(company="Bolt")).ics(tmp_path / "due.ics")
    assert [str(e["UID"]) for e in entries(bolt)] == [names[1]]  # of the two jobs at Acme the second waits, and stands last


def test_a_calendar_of_a_log_without_names(log: js.JobLog, tmp_path: Path) -> None:
    """as of 2026-03-31. What names there are in a calendar are those of the log.
    date,company,role,event,contact
    2026-01-02,Zyxwater,x,screen,Vexley
    2026-01-05,,,networking,Thrumble
    """
    text = due(anonymous(log)).ics(tmp_path / "due.ics").read_text(encoding="utf-8").casefold()
    assert [name for name in ("zyxwater", "vexley", "thrumble") if name in text] == []


def other(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.ics"
    path.write_bytes(text.encode())
    return path


OWN = "BEGIN:VCALENDAR\r\nPRODID:-//jobstats//due//EN\r\nVERSION:2.0\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BEGIN:VCALENDAR\r\nPRODID:-//Apple//EN\r\nEND:VCALENDAR\r\n",
        f"{OWN}BEGIN:VEVENT\r\nUID:1@home\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        f"{OWN}BEGIN:VEVENT\r\nSUMMARY:no uid\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "-//jobstats//due//EN",
    ],
)
def test_the_file_of_another_stays(log: js.JobLog, tmp_path: Path, text: str) -> None:
    """as of 2026-03-31.
    2026-03-31T15:00,Acme,Analyst,interview
    """
    path = other(tmp_path, text)
    with pytest.raises(AskError, match=r"it is no calendar of mine\. Choose another name, or move that file away"):
        due(log).ics(path)
    assert path.read_bytes() == text.encode()


def test_where_it_cannot_be_written(log: js.JobLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """as of 2026-03-31.
    2026-03-31T15:00,Acme,Analyst,interview
    """
    found = due(log)
    with pytest.raises(AskError, match=r"“due.txt” does not end in .ics"):
        found.ics(tmp_path / "due.txt")
    with pytest.raises(AskError, match="There is no folder"):
        found.ics(tmp_path / "none" / "none" / "due.ics")
    assert found.ics(tmp_path / "out" / "due.ics").is_file()
    (tmp_path / "folder.ics").mkdir()
    (tmp_path / "real.ics").write_text("x", encoding="utf-8")
    (tmp_path / "link.ics").symlink_to(tmp_path / "real.ics")
    for name in ("folder.ics", "link.ics"):
        with pytest.raises(AskError, match="no calendar of mine"):
            found.ics(tmp_path / name)
    for odd in ("a\0b.ics", "~nobody-of-that-name/due.ics", 5):
        with pytest.raises(AskError, match="That is no path on this computer"):
            found.ics(odd)  # type: ignore[arg-type]
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(LogError, match=r"new.ics could not be written \(No space left on device\); nothing was changed"):
        found.ics(tmp_path / "new.ics")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder.ics", "link.ics", "log.csv", "out", "real.ics"]


def test_nothing_to_write(empty: js.JobLog, tmp_path: Path) -> None:
    """An empty log."""
    found = due(empty)
    assert isinstance(found, Due)
    with pytest.raises(AskError, match="nothing is due"):
        found.ics(tmp_path / "due.ics")
    assert not (tmp_path / "due.ics").exists()


def test_lines_that_would_break_a_calendar(tmp_path: Path) -> None:
    """A company whose name holds a line end and an entry of its own."""
    (tmp_path / "log.csv").write_text(
        'date,company,role,event\n2026-03-31T15:00,"A\nEND:VEVENT\nBEGIN:VEVENT;x,y\\",x,interview\n', encoding="utf-8"
    )
    path = due(js.load(tmp_path / "log.csv", as_of="2026-03-31")).ics(tmp_path / "due.ics")
    assert len(entries(path)) == 1
