"""The form's Python half, with a real file: what is meant is written, taken back byte for byte, and what goes wrong is one sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats import following
from jobstats.anonymous import anonymous
from jobstats.errors import AskError, JobstatsError, LogError
from jobstats.journal import events, journal
from jobstats.vocabulary import EVENTS
from jobstats.widgets import capture as module
from jobstats.widgets import meaning
from jobstats.widgets.capture import Capture, capture

NOW = datetime(2026, 3, 31, 14, 5, 59)
ROWS = """date,company,role,event,round,kind,source,contact,note
2026-03-01,Canary Freight,Analyst,applied,,,referral,,
2026-03-09T14:00,Canary Freight,Analyst,interview,,,,,
2026-03-02,Bolt,Cook,applied,,,,,
2026-03-03,Bolt,Driver,applied,,,,,
"""
NOTE = {
    "event": "follow_up",
    "who": "Canary Freight · Analyst — interview 9 March 14:00",
    "when": "now",
    "at": "",
    "contact": "",
    "note": "",
}
LINE = "2026-03-31T14:05,Canary Freight,Analyst,follow_up,,,,,"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log of four rows; the clock stands."""
    monkeypatch.setattr(module, "_clock", lambda: NOW)
    there = tmp_path / "log.csv"
    there.write_text(ROWS, encoding="utf-8")
    return there


def made(log: js.JobLog) -> Any:
    """A form that keeps what it sends in `sent`."""
    form: Any = capture(log)
    form.sent = []
    form.send = lambda content, buffers=None: form.sent.append(content)
    return form


@pytest.fixture
def form(path: Path) -> Iterator[Any]:
    """A form of that log."""
    there = made(js.load(path))
    yield there
    there.close()


def tells(form: Any, kind: str, **message: Any) -> dict[str, Any]:
    """The page sends a message; what it is told, by kind."""
    form.sent.clear()
    form._told(form, {"kind": kind, **message}, [])
    return {content["kind"]: content for content in form.sent}


def test_it_opens_quietly(form: Any) -> None:
    """It can write, there is nothing to undo, nothing is lost, and it is no practice."""
    said = tells(form, "ready")
    assert said["state"] == {"kind": "state", "unwritable": "", "beside": False, "practice": "", "undo": 0}
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
    assert said == {"kind": "preview", "request": 7, "line": LINE, "told": [], "guess": ["", ""]}
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
    tells(form, "write", values=NOTE)
    tells(form, "preview", values=NOTE, request=2)
    tells(form, "write", values={**NOTE, "event": "nudge", "who": "Bolt · Cook"})
    assert path.read_text(encoding="utf-8").splitlines()[-2:] == [LINE, "2026-03-31T14:06,Bolt,Cook,nudge,,,,,"]


def test_an_interview_with_its_round_and_kind(form: Any, path: Path) -> None:
    """Guessed while nothing is typed there, as typed otherwise, blank where it was emptied."""
    values = {"event": "interview", "who": "Canary Freight", "when": "other", "at": "2026-03-30T11:00", "round": None, "kind": None}
    assert tells(form, "preview", values=values)["preview"]["guess"] == ["2", ""]
    tells(form, "write", values={**values, "kind": "panel"})
    assert tells(form, "preview", values={**values, "who": "Bolt · Cook", "round": "2"})["preview"]["guess"] == ["2", "panel"]
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
    assert tells(form, "lost", id="b", again=True)["lost"]["rows"] == []


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
    assert tells(form, "ready")["state"]["practice"] == meaning.PRACTICE
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
    """One row per application: the form says why, makes log-2.csv, as log.csv is somebody else's, and goes on with it."""
    monkeypatch.setattr(module, "_clock", lambda: NOW)
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "jobs.csv"
    table.write_text("Company,Position,Date Applied,Status\nCanary Freight,Analyst,2026-03-01,Applied\n", encoding="utf-8")
    (tmp_path / "log.csv").write_text("mine", encoding="utf-8")
    form = made(js.load(table))
    said = tells(form, "ready")
    assert (said["state"]["beside"], set(said)) == (True, {"state"})
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
