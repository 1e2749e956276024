"""What a form has written is taken back step by step, past what another hand has changed; a new form offers what an earlier one wrote last."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats.errors import LogError
from jobstats.journal import events, journal
from jobstats.widgets.backfill import backfill
from tests.widgets.captured import LINE, NOTE, ROWS, form, made, path, tells

__all__ = ["form", "path"]  # fixtures

BACK = "What was written last into log.csv was taken back before, elsewhere, so there is nothing to take back of it."
GONE = "What was written last does not stand in log.csv any more as it was written, so it cannot be taken back. Change it there by hand."
REPLY = {**NOTE, "event": "reply", "who": "Bolt · Cook"}


def test_what_was_changed_by_hand_is_told_once_and_left(form: Any, path: Path) -> None:
    """An answer, a note; the note's hour is mended by hand: that is told, and the next press takes the answer back."""
    tells(form, "write", values=REPLY)
    tells(form, "write", values=NOTE)
    by_hand = path.read_text(encoding="utf-8").replace(LINE, LINE.replace("T14:05", "T15:05"))
    path.write_text(by_hand, encoding="utf-8")
    assert tells(form, "undo")["failed"]["undo"] == 2  # it is another file: that is told first
    said = tells(form, "undo")["failed"]
    assert (said["said"], said["undo"]) == (f"{GONE} Press Undo again for what was written before it.", 1)
    assert path.read_text(encoding="utf-8") == by_hand
    assert tells(form, "undo")["done"]["undo"] == 0
    assert path.read_text(encoding="utf-8") == ROWS + LINE.replace("T14:05", "T15:05") + "\n"
    assert tells(form, "undo")["failed"]["said"].startswith("There is nothing left to take back")


def test_from_python_too(form: Any, path: Path) -> None:
    """The row was taken out by hand: one sentence without its names, and then there is nothing left."""
    form.write("follow_up", company="Canary Freight")
    path.write_text(ROWS, encoding="utf-8")
    with pytest.raises(LogError, match=r"^log\.csv was changed by another program since"):
        form.undo()
    with pytest.raises(LogError, match=f"^{GONE}$"):
        form.undo()
    assert form.undo() is None


def test_what_stands_in_the_way_for_now_forgets_nothing(form: Any, path: Path) -> None:
    """The file is open in LibreOffice: nothing is taken back, and it can be once that is closed."""
    tells(form, "write", values=NOTE)
    lock = path.with_name(".~lock.log.csv#")
    lock.write_text(",me,here,31.03.2026 14:00,file:///home;", encoding="utf-8")
    said = tells(form, "undo")["failed"]
    assert ("LibreOffice" in said["said"], said["undo"]) == (True, 1)
    lock.unlink()
    assert tells(form, "undo")["done"]["undo"] == 0
    assert path.read_text(encoding="utf-8") == ROWS


def test_what_another_form_took_back_is_gone_here(form: Any, path: Path) -> None:
    """A second form offers the first one's note and takes it back: the first says so, and has nothing any more."""
    tells(form, "write", values=NOTE)
    other = made(js.load(path))
    tells(other, "ready")
    tells(other, "undo")
    assert path.read_text(encoding="utf-8") == ROWS
    said = tells(form, "undo")["failed"]
    assert (said["said"], said["undo"]) == (BACK, 0)
    assert tells(form, "undo")["failed"]["said"].startswith("There is nothing left to take back")
    other.close()


def test_several_taken_back_elsewhere_are_told_at_once(form: Any, path: Path) -> None:
    """An answer stands, two notes were taken back by another kernel's form: one sentence, and the next press takes back the answer."""
    tells(form, "write", values=REPLY)
    taken = [form.write(event, company="Canary Freight") for event in ("follow_up", "nudge")]
    for recorded in reversed(taken):
        journal.undo(path, recorded.done)
    said = tells(form, "undo")["failed"]
    assert (said["said"], said["undo"]) == (f"{BACK} Press Undo again for what was written before it.", 1)
    assert "Press Undo once more" in tells(form, "undo")["failed"]["said"]  # the file is another than was read
    assert tells(form, "undo")["done"]["undo"] == 0
    assert path.read_text(encoding="utf-8") == ROWS


def test_a_look_lets_go_what_was_taken_back_elsewhere(form: Any, path: Path) -> None:
    """Of two writes the last is taken back by another form: at the next look one is left, and it is what Undo takes."""
    tells(form, "write", values=REPLY)
    tells(form, "write", values=NOTE)
    other = made(js.load(path))
    tells(other, "ready")
    tells(other, "undo")
    assert tells(form, "ready")["state"]["undo"] == 1
    assert tells(form, "undo")["done"]["undo"] == 0
    assert path.read_text(encoding="utf-8") == ROWS
    other.close()


def test_what_another_form_wrote_since_is_offered_instead(form: Any, path: Path) -> None:
    """A new form offers the answer; backfill writes a note: the page is told at once, and at every look; Undo takes back the note."""
    tells(form, "write", values=REPLY)
    anew = made(js.load(path))
    assert "reply" in tells(anew, "ready")["state"]["last"]
    anew.sent.clear()
    asking = backfill(js.load(path))
    while "note" not in asking.question:
        asking.skip()
    asking.answer(next(choice for choice in asking.choices if "evening" in choice))
    last = path.read_text(encoding="utf-8").splitlines()[-1]
    assert ",follow_up," in last
    sentence = f"Written last into log.csv: `{last}`."
    assert [message for message in anew.sent if message["kind"] == "last"] == [{"kind": "last", "last": sentence, "undo": 1}]
    assert tells(anew, "ready")["state"]["last"] == sentence
    assert [message for message in form.sent if message["kind"] == "last"] == []  # it has written itself, and offers nothing
    tells(anew, "undo")
    assert "follow_up" not in path.read_text(encoding="utf-8")
    assert tells(anew, "ready")["state"]["last"] == ""  # what was before that is not offered
    asking.close()
    anew.close()


def test_what_was_taken_back_elsewhere_is_offered_no_more(form: Any, path: Path) -> None:
    """The first form takes its own note back: the second says no more that it was written last, and has nothing to undo."""
    tells(form, "write", values=NOTE)
    anew = made(js.load(path))
    tells(anew, "ready")
    anew.sent.clear()
    form.undo()
    assert [message for message in anew.sent if message["kind"] == "last"] == [{"kind": "last", "last": "", "undo": 0}]
    said = tells(anew, "ready")["state"]
    assert (said["last"], said["undo"]) == ("", 0)
    assert tells(anew, "undo")["failed"]["said"].startswith("There is nothing left to take back")
    anew.close()


def test_a_hand_in_between_leaves_what_was_pressed_for(form: Any, path: Path) -> None:
    """Undo is pressed for what is offered, and another program has changed the file: told; the next press takes back that row, and no later one."""
    tells(form, "write", values=REPLY)
    anew = made(js.load(path))
    tells(anew, "ready")
    by_hand = "2026-03-20,Bolt,Cook,interview,,,,,\n"
    path.write_text(path.read_text(encoding="utf-8") + by_hand, encoding="utf-8")
    assert "Press Undo once more to take back that row alone" in tells(anew, "undo")["failed"]["said"]
    assert tells(anew, "undo")["done"]["undo"] == 0
    assert path.read_text(encoding="utf-8") == ROWS + by_hand
    anew.close()


def test_a_new_form_offers_what_was_written_last(form: Any, path: Path) -> None:
    """The cell is run again: the very line is told, at every look until something else is done, and can be taken back."""
    tells(form, "write", values=REPLY)
    tells(form, "write", values=NOTE)
    anew = made(js.load(path))
    for _ in range(2):
        said = tells(anew, "ready")["state"]
        assert (said["undo"], said["last"]) == (1, f"Written last into log.csv: `{LINE}`.")
    assert tells(anew, "undo")["done"]["undo"] == 0
    assert path.read_text(encoding="utf-8").splitlines()[-1].endswith("Bolt,Cook,reply,,,,,")
    assert tells(anew, "ready")["state"]["last"] == ""
    assert anew.undo() is None  # what was before that is not offered
    anew.close()


def test_what_is_written_here_comes_first(form: Any, path: Path) -> None:
    """A new form writes itself: then it is told no more, and is taken back second."""
    tells(form, "write", values=NOTE)
    anew = made(js.load(path))
    tells(anew, "ready")
    tells(anew, "write", values=REPLY)
    said = tells(anew, "ready")["state"]
    assert (said["undo"], said["last"]) == (2, "")
    tells(anew, "undo")
    assert path.read_text(encoding="utf-8") == f"{ROWS}{LINE}\n"
    tells(anew, "undo")
    assert path.read_text(encoding="utf-8") == ROWS
    anew.close()


def test_after_another_hand_nothing_is_offered(form: Any, path: Path) -> None:
    """A row was added by hand since: Undo would be about something nobody sees."""
    tells(form, "write", values=NOTE)
    path.write_text(path.read_text(encoding="utf-8") + "2026-03-20,Bolt,Cook,interview,,,,,\n", encoding="utf-8")
    anew = made(js.load(path))
    said = tells(anew, "ready")["state"]
    assert (said["undo"], said["last"]) == (0, "")
    anew.close()


def test_several_presses_wait_as_one(form: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write it was pressed three times while the file was open elsewhere: what is left out, or written, is left out whole."""
    dropped: list[list[str]] = []
    event = events.event_of(form.log, 0, "follow_up", form.log.as_of)
    rows = [events.Lost("a/0 b/0 c/0", event, LINE, "it was open")]
    monkeypatch.setattr(events, "lost", lambda log: list(rows))
    monkeypatch.setattr("jobstats.journal.journal.drop", lambda path, ids: (dropped.append(list(ids)), rows.clear()))
    tells(form, "lost", id="a/0 b/0 c/0", again=False)
    assert dropped == [["a/0", "b/0", "c/0"]]
