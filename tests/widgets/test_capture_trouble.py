"""What goes wrong while something is captured is one sentence, harms nothing, and loses no row."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats.errors import JobstatsError, LogError
from jobstats.journal import events, journal
from tests.widgets.captured import LINE, NOTE, ROWS, form, made, path, tells

__all__ = ["form", "path"]  # fixtures


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ({"event": "party", "company": "Bolt"}, "There is no event “party”. There is: approached, applied,"),
        ({"event": "reply", "company": "Bolt"}, "There are 2 applications to Bolt that it could be about."),
        ({"event": "reply", "company": "Bolt", "colour": "red"}, "An event has no “colour”. It has: company,"),
        ({"event": "reply", "company": "Canary Freight", "when": "soon"}, "“soon” is no day and no time of day."),
        ({"event": "reply"}, "Which company is it?"),
    ],
)
def test_what_cannot_be_is_a_sentence(form: Any, path: Path, call: dict[str, Any], said: str) -> None:
    """And nothing is written."""
    with pytest.raises(JobstatsError, match=f"^{said.replace('?', '[?]')}"):
        form.write(**call)
    assert path.read_text(encoding="utf-8") == ROWS


@pytest.mark.parametrize(
    "values", [None, "x", {"event": "nothing"}, {"event": "reply", "who": "Bolt"}, {"event": "reply", "who": "Canary Freight", "when": "x"}]
)
def test_a_message_never_raises(form: Any, path: Path, values: Any) -> None:
    """Whatever the page sends, one sentence comes back, of what failed."""
    for kind in ("preview", "write"):
        assert tells(form, kind, values=values, request=3)["failed"]["about"] == kind
    assert path.read_text(encoding="utf-8") == ROWS
    form._told(form, "nonsense", [])


def test_an_error_nobody_thought_of_is_a_sentence(form: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """No name of the log is in it."""

    def fails(*_: Any) -> None:
        raise ZeroDivisionError("Canary")

    monkeypatch.setattr(events, "preview", fails)
    assert tells(form, "preview", values=NOTE)["failed"]["said"].startswith("This could not be done (ZeroDivisionError).")


def test_a_file_changed_meanwhile_is_read_again(form: Any, path: Path) -> None:
    """Somebody adds a row by hand: nothing is written, the lists are new, and pressed once more it is written after that row."""
    tells(form, "open", event="follow_up")
    tells(form, "preview", values=NOTE, request=1)
    by_hand = "2026-03-20,Bolt,Cook,interview,,,,,\n"
    path.write_text(ROWS + by_hand, encoding="utf-8")
    said = tells(form, "write", values=NOTE)
    assert said["failed"]["said"] == (
        "log.csv was changed by another program; I have read it again. Look at the line once more and press Write it."
    )
    assert said["form"]["kept"]
    assert said["form"]["choices"] == ["Bolt · Cook — interview 20 March", NOTE["who"]]
    assert path.read_text(encoding="utf-8") == ROWS + by_hand
    assert tells(form, "preview", values=NOTE, request=2)["preview"]["line"] == LINE
    assert tells(form, "write", values=NOTE)["done"]["said"] == "Written as line 7 of log.csv."
    assert path.read_text(encoding="utf-8") == ROWS + by_hand + LINE + "\n"


def test_a_preview_of_a_changed_file_reads_it_again_too(form: Any, path: Path) -> None:
    """And from Python one sentence says so, and the next call writes."""
    path.write_text(ROWS + "2026-03-20,Bolt,Cook,interview,,,,,\n", encoding="utf-8")
    assert {"form", "failed"} <= set(tells(form, "preview", values=NOTE, request=1))
    path.write_text(ROWS, encoding="utf-8")
    with pytest.raises(LogError, match=r"^log\.csv was changed by another program; it is read again, and nothing was written\."):
        form.write("follow_up", company="Canary Freight")
    form.write("follow_up", company="Canary Freight")
    assert path.read_text(encoding="utf-8") == ROWS + LINE + "\n"


def test_undo_after_another_program_takes_that_row_alone(form: Any, path: Path) -> None:
    """A row was added by hand after ours: the first undo tells, the second takes ours and leaves the other."""
    tells(form, "write", values=NOTE)
    by_hand = "2026-03-20,Bolt,Cook,interview,,,,,\n"
    path.write_text(path.read_text(encoding="utf-8") + by_hand, encoding="utf-8")
    assert tells(form, "undo")["failed"]["said"] == (
        "log.csv was changed by another program since; I have read it again. Press Undo once more to take back that row alone."
    )
    assert tells(form, "undo")["done"]["undo"] == 0
    assert path.read_text(encoding="utf-8") == ROWS + by_hand


def test_a_file_that_is_gone_is_a_sentence(form: Any, path: Path) -> None:
    """Nothing raises, nothing is made in its place."""
    path.unlink()
    for kind in ("preview", "write"):
        assert "no longer where it was" in tells(form, kind, values=NOTE)["failed"]["said"]
    assert not path.exists()


def test_rows_the_file_does_not_hold_are_offered(form: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One row waits: it is told with its day and its reason, and written again or left out for good."""
    event = events.Event("follow_up", datetime(2026, 3, 9, 18), "Canary Freight", "Analyst")
    rows = [events.Lost("a", event, "2026-03-09T18:00,Canary Freight,…", "it was open in LibreOffice")]
    dropped: list[str] = []

    def drop(_: str, ids: list[str]) -> None:
        dropped.extend(ids)
        rows.clear()

    monkeypatch.setattr(events, "lost", lambda log: list(rows))
    monkeypatch.setattr(journal, "drop", drop)
    assert tells(form, "ready")["lost"]["rows"] == [
        {"id": "a", "said": "9 March 18:00, Canary Freight · Analyst", "line": rows[0].text, "why": "it was open in LibreOffice"}
    ]
    again = list(rows)
    said = tells(form, "lost", id="a", again=True)
    assert (said["done"]["said"], said["lost"]["rows"], dropped) == ("Written as line 6 of log.csv.", [], ["a"])
    rows[:] = again
    assert tells(form, "lost", id="a", again=False)["said"]["said"] == "Left out, and not asked again."
    assert dropped == ["a", "a"]
    assert path.read_text(encoding="utf-8").count("follow_up") == 1


@pytest.mark.parametrize("again", [True, False])
def test_a_row_that_was_settled_elsewhere_is_answered(form: Any, path: Path, again: bool) -> None:
    """Written again, or left out, by another form since: the page is told so, since it waits for an answer, and nothing is written."""
    said = tells(form, "lost", id="b/0", again=again)
    assert said["said"]["said"] == "That row was written, or left out, elsewhere meanwhile. Nothing is left to do about it."
    assert said["lost"]["rows"] == []
    assert path.read_text(encoding="utf-8") == ROWS


def test_a_row_that_waits_closes_the_form(form: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is open in Excel: its sentence, and the row is not asked for twice."""
    rows: list[events.Lost] = []

    def record(log: js.JobLog, event: events.Event) -> None:
        rows.append(events.Lost("a", event, "x", "y"))
        raise LogError("log.csv is open in Excel. Close it there.")

    monkeypatch.setattr(events, "record", record)
    monkeypatch.setattr(events, "lost", lambda log: list(rows))
    said = tells(form, "write", values=NOTE)
    assert (said["failed"]["said"], said["failed"]["waits"]) == ("log.csv is open in Excel. Close it there.", True)
    assert [row["id"] for row in said["lost"]["rows"]] == ["a"]


def test_a_file_open_elsewhere_keeps_the_row_for_later(form: Any, path: Path) -> None:
    """LibreOffice has it: the file stays, the row waits, and is written once it is closed there; then nothing is asked any more."""
    lock = path.with_name(".~lock.log.csv#")
    lock.write_text(",me,here,31.03.2026 14:00,file:///home;", encoding="utf-8")
    said = tells(form, "write", values=NOTE)
    assert (said["failed"]["waits"], "LibreOffice" in said["failed"]["said"]) == (True, True)
    assert path.read_text(encoding="utf-8") == ROWS
    [row] = said["lost"]["rows"]
    assert (row["said"], LINE in row["line"], row["why"] != "") == ("31 March 14:05, Canary Freight · Analyst", True, True)
    lock.unlink()
    assert tells(form, "ready")["lost"]["rows"] == [row]
    assert tells(form, "lost", id=row["id"], again=True)["lost"]["rows"] == []
    assert path.read_text(encoding="utf-8") == ROWS + LINE + "\n"
    assert tells(form, "ready")["lost"]["rows"] == []


def test_a_row_saved_away_by_another_program_is_told(form: Any, path: Path) -> None:
    """Written, then the old file is saved over it: it is offered again at the next look; left out, it is asked no more."""
    tells(form, "write", values=NOTE)
    path.write_text(ROWS, encoding="utf-8")
    other = made(js.load(path))
    [row] = tells(other, "ready")["lost"]["rows"]
    assert LINE in row["line"]
    assert tells(other, "lost", id=row["id"], again=False)["lost"]["rows"] == []
    assert tells(other, "ready")["lost"]["rows"] == []
    assert path.read_text(encoding="utf-8") == ROWS
    other.close()
