"""The form's Python half, with a real file: what is meant is written, taken back byte for byte, and what goes wrong is one sentence."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats import following
from jobstats.anonymous import anonymous
from jobstats.errors import AskError
from jobstats.journal import events
from jobstats.vocabulary import EVENTS
from jobstats.widgets import capture as module
from jobstats.widgets.capture import Capture, capture
from tests.widgets.captured import LINE, NOTE, NOW, form, made, path, tells

__all__ = ["form", "path"]  # fixtures


def test_it_opens_quietly(form: Any) -> None:
    """It can write, there is nothing to undo, nothing is lost, and it is no practice."""
    said = tells(form, "ready")
    assert said["state"] == {"kind": "state", "unwritable": "", "beside": "", "practice": "", "last": "", "undo": 0}
    assert said["lost"]["rows"] == []


def test_every_event_has_one_button(form: Any) -> None:
    """And none has two; the words are all that the widget's state holds."""
    said = json.loads(form.controls)
    assert sorted(event for _, some in [*said["first"], *said["more"]] for event in some) == sorted(EVENTS)
    assert set(said["one_of"]) == {event for _, some in said["first"] if len(some) > 1 for event in some}


def test_the_form_is_filled_with_what_is_likely(form: Any) -> None:
    """The one interview, without a note; the file's name; sources and roles where they are asked."""
    said = tells(form, "open", event="follow_up")["form"]
    assert (said["who"], said["choices"], said["file"], said["now"]) == (NOTE["who"], [NOTE["who"]], "log.csv", "2026-03-31T14:05")
    said = tells(form, "open", event="applied")["form"]
    assert (said["who"], said["choices"], said["roles"], said["sources"]) == (
        "",
        ["Bolt", "Canary Freight"],
        ["Driver", "Cook", "Analyst"],
        ["referral"],
    )


def test_the_very_line_is_previewed_written_and_taken_back(form: Any, path: Path) -> None:
    """A note, now: what is previewed is what stands in the file, and after undo the file is as it was."""
    before = path.read_bytes()
    said = tells(form, "preview", values=NOTE, request=7)["preview"]
    assert said == {"kind": "preview", "request": 7, "line": LINE, "told": [], "guess": {"round": "", "kind": ""}}
    assert path.read_bytes() == before
    said = tells(form, "write", values=NOTE)["done"]
    assert (said["said"], said["undo"], said["closes"]) == ("Written as line 6 of log.csv.", 1, True)
    assert path.read_bytes() == before + LINE.encode() + b"\n"
    assert form.log.events["event"].tolist().count("follow_up") == 1
    said = tells(form, "undo")["done"]
    assert (said["undo"], said["closes"]) == (0, False)
    assert path.read_bytes() == before
    assert tells(form, "undo")["failed"]["said"].startswith("There is nothing left to take back")


def test_the_line_written_is_the_one_that_was_read(form: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The minute turns between looking and pressing; after something else was chosen, that is written."""
    tells(form, "preview", values=NOTE, request=1)
    monkeypatch.setattr(module, "_clock", lambda: NOW + timedelta(minutes=1))
    tells(form, "write", values=NOTE, line=LINE)
    tells(form, "preview", values=NOTE, request=2)
    tells(form, "write", values={**NOTE, "event": "nudge", "who": "Bolt · Cook"})
    assert path.read_text(encoding="utf-8").splitlines()[-2:] == [LINE, "2026-03-31T14:06,Bolt,Cook,nudge,,,,,"]


def test_an_interview_with_its_round_and_kind(form: Any, path: Path) -> None:
    """Guessed while nothing is typed there, as typed otherwise, blank where it was emptied."""
    values = {"event": "interview", "who": "Canary Freight", "when": "other", "at": "2026-03-30T11:00", "round": None, "kind": None}
    assert tells(form, "preview", values=values)["preview"]["guess"] == {"round": "2", "kind": ""}
    tells(form, "write", values={**values, "kind": "panel"})
    assert tells(form, "preview", values={**values, "who": "Bolt · Cook", "round": "2"})["preview"]["guess"] == {
        "round": "2",
        "kind": "panel",
    }
    tells(form, "write", values={**values, "who": "Bolt · Cook", "round": "", "kind": "", "contact": "Ada L.", "note": "went, well"})
    assert path.read_text(encoding="utf-8").splitlines()[-2:] == [
        "2026-03-30T11:00,Canary Freight,Analyst,interview,2,panel,,,",
        '2026-03-30T11:00,Bolt,Cook,interview,,,,Ada L.,"went, well"',
    ]


def test_undo_goes_back_step_by_step(form: Any, path: Path) -> None:
    """Three are written; each undo takes the last."""
    seen = [path.read_bytes()]
    for event in ("screen", "nudge", "rejected"):
        form.write(event, company="Bolt", role="cook")
        seen.append(path.read_bytes())
    for before in seen[-2::-1]:
        form.undo()
        assert path.read_bytes() == before
    assert form.undo() is None


def test_from_python(form: Any, path: Path) -> None:
    """The same path as the page, with a moment, a day, a moment of another zone; now where nothing is said."""
    done = form.write("follow_up", company="canary freight", when=datetime(2026, 3, 10, 9))
    assert isinstance(done, events.Recorded)
    form.write("applied", company="Dune", role="Baker", when=date(2026, 3, 30), source="board", note="x")
    form.write("reply", company="Dune", when=datetime(2026, 3, 30, 9, tzinfo=UTC))
    form.write("networking", contact="Ada")
    there = datetime(2026, 3, 30, 9, tzinfo=UTC).astimezone()
    assert path.read_text(encoding="utf-8").splitlines()[5:] == [
        "2026-03-10T09:00,Canary Freight,Analyst,follow_up,,,,,",
        "2026-03-30,Dune,Baker,applied,,,board,,x",
        f"{there:%Y-%m-%dT%H:%M},Dune,Baker,reply,,,,,",
        "2026-03-31T14:05,,,networking,,,,Ada,",
    ]
    assert repr(form) == "js.capture: run this cell in JupyterLab to see the form."


def test_charts_and_variables_follow(form: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the log the page shows to the new one, for the blocks the page has; and back after undo."""
    asked: list[Any] = []

    def follow(old: js.JobLog, new: js.JobLog, idents: Any = None) -> following.Followed:
        asked.append((old, new, idents))
        return following.Followed([{"ident": "b1", "html": "", "figure": "{}"}], ["log", "mine"])

    monkeypatch.setattr(following, "follow", follow)
    first = form.log
    said = tells(form, "write", values=NOTE, idents=["b1"])
    second = form.log
    assert said["follow"]["blocks"] == [{"ident": "b1", "html": "", "figure": "{}"}]
    assert said["done"]["said"] == "Written as line 6 of log.csv. `log` and `mine` in this notebook now hold it."
    tells(form, "undo", idents=["b2"])
    assert asked == [(first, second, ["b1"]), (second, form.log, ["b2"])]


def test_the_sample_is_practised_on(sample: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a copy; now is its last day, at the present time of day; the copy stays writable and the sample as it is."""
    monkeypatch.setattr(module, "_clock", lambda: NOW)
    form = made(sample)
    assert tells(form, "ready")["state"]["practice"] == (
        "You are practising on a copy of the sample; nothing is kept. In the sample today is 30 August 2026. Your own log: copy "
        'data/sample/empty.csv to data/mine/log.csv, then `js.load("../data/mine/log.csv")`.'
    )
    assert events.is_practice(form.log)
    assert tells(form, "open", event="follow_up")["form"]["now"] == f"{sample.as_of}T14:05"
    before = Path(form.log.path).read_bytes()
    form.write("networking", contact="Ada")
    assert form.log.events["event"].tolist().count("networking") == sample.events["event"].tolist().count("networking") + 1
    form.undo()
    assert Path(form.log.path).read_bytes() == before
    form.close()


def test_a_slice_is_taken_whole(path: Path) -> None:
    """One company chosen: the form knows them all."""
    form = made(js.load(path).where(company="Canary Freight"))
    assert len(form.log) == 3
    form.close()


def test_a_file_that_is_only_read_gets_a_log_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One row per application: the form says why, makes log-2.csv, as log.csv is somebody else's, and goes on with it; so does a second form."""
    monkeypatch.setattr(module, "_clock", lambda: NOW)
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "jobs.csv"
    table.write_text("Company,Position,Date Applied,Status\nCanary Freight,Analyst,2026-03-01,Applied\n", encoding="utf-8")
    (tmp_path / "log.csv").write_text("mine", encoding="utf-8")
    first = js.load(table)
    form = made(first)
    said = tells(form, "ready")
    assert (said["state"]["beside"], set(said)) == ("log-2.csv", {"state"})
    assert "js.convert" in said["state"]["unwritable"]
    for kind in ("open", "write"):
        assert "js.convert" in tells(form, kind, event="reply", values=NOTE)["failed"]["said"]
    with pytest.raises(AskError, match=r"js\.convert"):
        form.write("reply", company="Canary Freight")
    said = tells(form, "beside")
    assert said["state"]["unwritable"] == ""
    assert said["said"]["said"] == (
        "log-2.csv is written beside jobs.csv, which is as it was. Put this into the notebook, in place of the old line: "
        '`log = js.load("log-2.csv")`'
    )
    form.write("reply", company="Canary Freight")
    other = made(first)
    assert tells(other, "ready")["state"]["beside"] == "log-2.csv"
    assert tells(other, "beside")["said"]["said"].startswith("log-2.csv was written beside jobs.csv before, by another form. Put this")
    assert other.log.seen == form.log.seen
    other.close()
    assert not (tmp_path / "log-3.csv").exists()
    assert (tmp_path / "log.csv").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "log-2.csv").read_text(encoding="utf-8").splitlines()[-1].startswith("2026-03-31T14:05,Canary Freight,Analyst,reply")
    form.close()


def test_it_wants_a_log_with_names(sample: js.JobLog) -> None:
    """Two slips of a caller."""
    with pytest.raises(AskError, match=r"^js\.capture wants a log"):
        capture("log.csv")  # type: ignore[arg-type]
    with pytest.raises(AskError, match=r"^This log has no names any more"):
        capture(anonymous(sample))


def test_the_widgets_state_holds_nothing_private(form: Any) -> None:
    """Whoever has widgets saved with the notebook saves no name of the log, and nothing of what was typed."""
    tells(form, "open", event="follow_up")
    tells(form, "preview", values={**NOTE, "note": "Canary words"})
    tells(form, "write", values={**NOTE, "note": "Canary words"})
    state = {key: value for key, value in form.get_state().items() if key not in ("_esm", "_css")}
    assert "Canary" not in json.dumps(state, default=str)
    assert form.controls == Capture(form.log).controls
