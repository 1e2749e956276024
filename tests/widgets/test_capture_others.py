"""What else writes into the log while a form is open: the form goes on with the newest log, what is typed stays, and no line is written that was not seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats import following
from jobstats.errors import LogError
from jobstats.journal import events
from jobstats.widgets import meaning
from jobstats.widgets.backfill import backfill
from tests.widgets.captured import LINE, NOTE, ROWS, form, made, path, tells

__all__ = ["form", "path"]  # fixtures

#: An interview with Bolt, by another form, and how the list offers it then.
MET = datetime(2026, 3, 30, 11)
BOLT = "Bolt · Cook — interview 30 March 11:00"
#: The round of the next interview with Canary Freight, as long as there is one so far.
SECOND = {"event": "interview", "who": "Canary Freight", "when": "now", "at": "", "round": None, "kind": None}


@pytest.fixture
def other(path: Path) -> Iterator[Any]:
    """A second form of the same file, from a load of its own."""
    there = made(js.load(path))
    yield there
    there.close()


def kept(form: Any) -> list[dict[str, Any]]:
    """How often the form was told to fill itself anew, and with what."""
    return [message for message in form.sent if message["kind"] == "form" and message["kept"]]


def test_a_second_form_is_followed(form: Any, other: Any, path: Path) -> None:
    """The list knows the interview the other has written; what is written next, and what is taken back, stands on the newest file."""
    tells(form, "open", event="follow_up")
    form.sent.clear()
    other.write("interview", company="Bolt", role="Cook", when=MET)
    assert form.log is other.log
    [message] = kept(form)
    assert (message["event"], message["choices"][0]) == ("follow_up", BOLT)
    assert tells(form, "write", values=NOTE)["done"]["said"].startswith("Written as line 7 of log.csv.")
    assert other.log is form.log
    other.undo()
    form.undo()
    assert path.read_text(encoding="utf-8") == ROWS
    assert form.log is other.log


def test_backfill_is_followed(form: Any, path: Path) -> None:
    """Its answer is in the log of the form that is open; no form that is closed is filled."""
    asking = backfill(js.load(path))
    tells(form, "open", event="nudge")
    form.sent.clear()
    while "note" not in asking.question:
        asking.skip()
    asking.answer(next(choice for choice in asking.choices if "evening" in choice))
    assert form.log is asking.log
    assert "follow_up" in form.log.events["event"].tolist()
    assert len(kept(form)) == 1
    said = tells(form, "write", values={**NOTE, "event": "nudge", "who": "Bolt · Cook"})
    assert (said["done"]["closes"], "form" in said) == (True, False)
    form.sent.clear()
    asking.undo()
    assert kept(form) == []
    assert form.log is asking.log
    asking.close()


def test_python_fills_the_form_that_is_open(form: Any) -> None:
    """form.write and form.undo in another cell: the page's list is the newest, and its line asked for again."""
    tells(form, "open", event="follow_up")
    form.sent.clear()
    form.write("interview", company="Bolt", role="Cook", when=MET)
    assert [message["choices"][0] for message in kept(form)] == [BOLT]
    form.undo()
    assert [message["choices"][0] for message in kept(form)] == [BOLT, NOTE["who"]]
    assert [message["closes"] for message in form.sent if message["kind"] == "done"] == [False, False]


def test_python_reaches_all_pictures(form: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page names its blocks with what it asks; what Python writes or takes back goes to whatever was shown since, too."""
    asked: list[Any] = []
    monkeypatch.setattr(following, "follow", lambda old, new, idents=None: asked.append(idents) or following.Followed())
    tells(form, "write", values=NOTE, idents=["b1"])
    form.undo()
    form.write("reply", company="Canary Freight")
    assert asked == [["b1"], None, None]


def test_a_line_that_is_another_by_now_is_not_written(form: Any, other: Any, path: Path) -> None:
    """Its round was guessed as 2; another form has written that one meanwhile. It is shown anew, and written when it was seen."""
    tells(form, "open", event="interview")
    line = tells(form, "preview", values=SECOND, request=1)["preview"]["line"]
    assert line == "2026-03-31T14:05,Canary Freight,Analyst,interview,2,,,,"
    other.write("interview", company="Canary Freight", when=MET)
    before = path.read_bytes()
    said = tells(form, "write", values=SECOND, line=line)
    assert (said["failed"]["about"], said["failed"]["said"], said["form"]["kept"]) == ("write", meaning.ANOTHER, True)
    assert path.read_bytes() == before
    line = tells(form, "preview", values=SECOND, request=2)["preview"]["line"]
    assert line == "2026-03-31T14:05,Canary Freight,Analyst,interview,3,,,,"
    assert "done" in tells(form, "write", values=SECOND, line=line)
    assert path.read_text(encoding="utf-8").splitlines()[-1] == line


def test_a_line_that_is_the_same_is_written(form: Any, other: Any, path: Path) -> None:
    """Something else was written, and the line is as it was seen: nobody is asked to look twice."""
    tells(form, "preview", values=NOTE, request=1)
    other.write("reply", company="Bolt", role="Driver")
    assert "done" in tells(form, "write", values=NOTE, line=LINE)
    assert path.read_text(encoding="utf-8").splitlines()[-1] == LINE


def test_only_what_is_chosen_now_is_written(form: Any, path: Path) -> None:
    """A line seen for one thing does not stand for another."""
    tells(form, "preview", values=NOTE, request=1)
    said = tells(form, "write", values={**NOTE, "who": "Bolt · Cook"}, line=LINE)
    assert said["failed"]["said"] == meaning.ANOTHER
    assert path.read_text(encoding="utf-8") == ROWS


def test_a_file_changed_elsewhere_fills_the_open_form_from_python_too(form: Any, path: Path) -> None:
    """form.write finds another file: it is read again, and so are the lists on the page."""
    tells(form, "open", event="follow_up")
    path.write_text(ROWS + "2026-03-30T11:00,Bolt,Cook,interview,,,,,\n", encoding="utf-8")
    form.sent.clear()
    with pytest.raises(LogError, match=r"^log\.csv was changed by another program; it is read again"):
        form.write("reply", company="Canary Freight")
    assert [message["choices"][0] for message in kept(form)] == [BOLT]


def test_a_write_at_the_end_of_a_cell_shows_its_sentence(form: Any) -> None:
    """No name, no row, no log; nor does a row that waits name anybody."""
    done = form.write("follow_up", company="Canary Freight", note="Canary words")
    assert repr(done) == "Written as line 6 of log.csv."
    lost = events.Lost("a", events.Event("reply", MET, "Canary Freight"), LINE, "it was open in Excel")
    assert "Canary" not in repr([done, lost, done.done])
