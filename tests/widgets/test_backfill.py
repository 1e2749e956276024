"""The form that asks for the past, without its page: what it asks, writes, takes back, and what it tells; on real files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats import following
from jobstats.errors import AskError, LogError
from jobstats.journal import events
from jobstats.metrics.interviews import visits
from jobstats.widgets.backfill import Backfill, backfill

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20260301T000000Z
DTSTART:20260316T140000
DTEND:20260316T150000
SUMMARY:Interview with Acme
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTAMP:20260301T000000Z
DTSTART:20260318T140000
DTEND:20260318T150000
SUMMARY:Job interview
END:VEVENT
END:VCALENDAR
"""


def shown(form: Backfill) -> Callable[..., dict[str, Any]]:
    """A page for a form: send(kind, …) gives the newest state; `.heard` is all that the kernel said."""
    heard: list[dict[str, Any]] = []
    form.send = lambda content, buffers=None: heard.append(json.loads(json.dumps(content)))

    def send(kind: str, **more: Any) -> dict[str, Any]:
        form._told(form, {"kind": kind, **more}, [])
        return next(m for m in reversed(heard) if m["kind"] == "state")

    send.heard = heard  # type: ignore[attr-defined]
    return send


def text(log: js.JobLog) -> str:
    return Path(log.path).read_text(encoding="utf-8")


def test_one_sitting_without_the_page(log: js.JobLog) -> None:
    """
    date,company,role,event,round,note
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview,1
    2026-03-16T11:00,Acme,Analyst,interview,2
    2025-11-03,Borealis,Engineer,applied
    """
    before = text(log)
    form = backfill(log)
    assert form.question == "Interview with Acme (Analyst, round 2) on 16 March, 11:00: when did your note go out?"
    assert form.answer("later", "2026-03-19") == "Written as line 6 of log.csv."
    assert form.answer("At once") == "Written as line 7 of log.csv."
    assert form.question == "Borealis, Engineer (applied 3 November 2025): what came of it?"
    assert form.answer("they said no", "2025-12-01") == "Written as line 8 of log.csv."
    assert form.question == ""
    assert text(log) == before + (
        "2026-03-19,Acme,Analyst,follow_up,2,\n"
        "2026-03-09T15:00,Acme,Analyst,follow_up,1,from memory: at once\n"
        "2025-12-01,Borealis,Engineer,rejected,,\n"
    )
    assert list(visits(form.log)["bucket"]) == ["at once", "later"]
    assert list(form.log.applications["outcome"]) == ["rejected", ""]
    with pytest.raises(AskError, match="no question left"):
        form.answer("never")
    for _ in range(3):
        form.undo()
    assert text(log) == before
    with pytest.raises(AskError, match="nothing left to take back"):
        form.undo()


def test_what_was_not_known_is_never_asked_again(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    2025-11-03,Borealis,Engineer,applied
    """
    before = Path(log.path).read_bytes()
    form = backfill(log)
    assert form.answer("I don't know") == "Noted, and not asked again."
    assert form.answer("nothing yet") == "Noted, and not asked again before 15 May 2026."
    assert form.question == backfill(js.load(log.path, as_of="2026-03-31")).question == ""
    assert Path(log.path).read_bytes() == before
    assert form.undo() == "Taken back. It may be asked again."
    assert backfill(log).question == form.question == "Borealis, Engineer (applied 3 November 2025): what came of it?"


def test_nothing_yet_is_asked_again_after_as_long_a_silence_once_more(log: js.JobLog) -> None:
    """
    date,company,role,event,undated
    2025-11-03,Borealis,Engineer,applied,unknown
    2025-11-04,Cirrus,Engineer,applied,
    """
    form = backfill(log)
    assert form.answer("nothing yet").endswith("is changed. Noted, and not asked again before 15 May 2026.")
    form.answer("nothing yet")
    for day, asked in (("2026-03-31", 0), ("2026-05-14", 0), ("2026-05-15", 2)):
        assert backfill(js.load(log.path, as_of=day))._sitting.left == asked
    with open(log.path, "a", encoding="utf-8") as file:
        file.write("2026-05-20,Cirrus,Engineer,reply,\n")
    assert backfill(js.load(log.path, as_of="2026-07-31")).question.startswith("Cirrus")  # something came, and silence after it


def test_what_was_not_known_stays_so_however_it_is_spelled(log: js.JobLog, tmp_path: Path) -> None:
    """
    date,application,company,role,event
    2026-03-02,A1,Acme,Analyst,applied
    2026-03-02,A2,Acme,Analyst,applied
    2026-03-09T14:00,A1,Acme,Analyst,interview
    2026-03-09T14:00,A2,Acme,Analyst,interview
    2026-03-02,,Borealis,Data Analyst,applied
    2026-03-03T14:00,,Borealis,Data Analyst,interview
    """
    form = backfill(log)
    assert form._sitting.left == 3
    first = form._sitting.question
    assert first is not None
    form.answer("I don't know")
    assert form._sitting.left == 2  # the other of the two that are alike in all but their id
    form.skip()
    form.answer("I don't know")
    renamed = tmp_path / "mine.csv"
    spelled = text(log).replace("Acme", "Acme GmbH").replace("Borealis", "BOREALIS, Inc.").replace("Data Analyst", "data  analyst")
    renamed.write_text(spelled.replace("A1,Acme GmbH,Analyst", "A1,Acme GmbH,Senior Analyst"), encoding="utf-8")
    left = backfill(js.load(renamed, as_of="2026-03-31"))
    assert left._sitting.left == 1
    assert left.question.startswith("Interview with Acme GmbH")
    assert left._sitting.question["line"] != first["line"]  # type: ignore[index]


def test_at_once_writes_the_end_as_well_and_both_are_taken_back(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09,Acme,Analyst,interview
    """
    before = text(log)
    form = backfill(log)
    assert form.answer("at once") == (
        "Written as line 4 of log.csv. When the interview ended is not known, so the chart counts this as “same evening or next morning”."
    )
    form.undo()
    assert form.answer("at once", "14:00") == (
        "Written as line 4 of log.csv. Line 3 of log.csv is changed. "
        "Your file has no column “note”, so nothing in it says that this hour is from memory."
    )
    assert text(log) == before.replace("03-09,", "03-09T14:00,") + "2026-03-09T15:00,Acme,Analyst,follow_up\n"
    assert list(visits(form.log)["bucket"]) == ["at once"]
    form.undo()
    assert text(log) == before


def test_only_a_few_are_asked_for_their_source_in_one_sitting(tmp_path: Path) -> None:
    """Sixty applications without one, thirty with: twenty, however many are answered or not known; the next time twenty others."""
    rows = [f"2026-02-{1 + i // 4:02},Company {i},Analyst,applied,{'a fair' if i < 30 else ''}" for i in range(90)]
    (tmp_path / "log.csv").write_text("\n".join(["date,company,role,event,source", *rows]) + "\n", encoding="utf-8")
    log = js.load(tmp_path / "log.csv", as_of="2026-03-05")
    form = backfill(log)
    send = shown(form)
    asked = send("ready")["question"]
    assert (asked["number"], asked["of"], asked["later"]) == (1, 20, 40)
    form.answer("a fair")
    form.answer("I don't know")
    asked = send("ready")["question"]
    assert (asked["number"], asked["of"], asked["later"], form._sitting.left) == (3, 20, 40, 58)
    form.undo()
    assert form._sitting.left == 59
    again = shown(backfill(js.load(log.path, as_of="2026-03-05")))
    asked = again("ready")["question"]
    assert (asked["number"], asked["of"], asked["later"]) == (1, 20, 39)
    while form.question:
        form.answer("I don't know")
    assert send("ready")["over"] == "That was all for one sitting, thank you. 40 questions are left for another day."
    assert send("enough")["ended"]["said"] == "20 answers in this sitting: thank you. 40 questions are left for another day."


def test_an_answer_that_amends_is_taken_back_byte_for_byte(log: js.JobLog) -> None:
    """
    date,company,role,event,source,undated
    2026-03-01,Borealis,Analyst,applied,referral
    2026-03-02,Acme,Analyst,applied
    2026-03-09,Acme,Analyst,interview
    2026-03-09T15:00,Acme,Analyst,follow_up
    """
    before = text(log)
    form = backfill(log)
    assert form.question.startswith("At what time")
    form.answer("it ended at", "14:00")
    assert "\n2026-03-09T14:00,Acme,Analyst,interview" in text(log)
    assert form.question.endswith("where did you find it?")
    assert form.choices == ("referral", "Something else", "I don’t know")
    form.answer("something else", "a fair")
    assert form.question == ""
    assert text(log) == before.replace("2026-03-09,", "2026-03-09T14:00,").replace(
        "2026-03-02,Acme,Analyst,applied,", "2026-03-02,Acme,Analyst,applied,a fair"
    )
    form.undo()
    form.undo()
    assert text(log) == before


def test_a_word_that_nobody_knows_goes_with_its_answer(log: js.JobLog) -> None:
    """
    date,company,role,event,undated
    2026-03-02,Acme,Analyst,applied,unknown
    """
    before = text(log)
    form = backfill(log)
    form.answer("they said no", "2026-03-20")
    row = form.log.applications.iloc[0]
    assert (row["outcome"], bool(row["undated"]), form.question) == ("rejected", False, "")
    form.undo()
    assert text(log) == before
    form.answer("nothing yet")
    assert (form.log.applications["outcome"].iloc[0], form.question) == ("", "")
    form.undo()
    assert text(log) == before


def test_a_slice_asks_about_its_own_and_writes_into_the_whole(log: js.JobLog) -> None:
    """
    date,company,role,event,source
    2026-03-02,Acme,Analyst,applied,
    2026-03-02,Borealis,Analyst,applied,referral
    2026-03-09T14:00,Borealis,Analyst,interview
    """
    form = backfill(log.where(source="not noted"))
    assert form.question == "Acme, Analyst (applied 2 March): where did you find it?"  # half of the whole log has one
    form.answer("referral")
    assert form.question == ""  # nothing is left of that slice
    form.undo()
    form = backfill(log.where(company="Borealis"))
    form.answer("that evening")
    assert form.question == ""
    assert len(form.log) == 2
    assert form.log.whole is None


def test_the_sample_is_practised_on(sample: js.JobLog) -> None:
    """Its file stays as it is; so do the bytes of the copy after an undo."""
    form = backfill(sample)
    send = shown(form)
    assert "practise" in send("ready")["practice"]
    assert not form.log.path.endswith("sample/log.csv")
    before = Path(form.log.path).read_bytes()
    state = send("answer", turn=send("ready")["turn"], choice="never")
    assert state["said"].startswith("Written as line ")
    form.undo()
    assert Path(form.log.path).read_bytes() == before


def test_the_page_is_told_what_there_is(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    2025-11-03,Borealis,Engineer,applied
    """
    send = shown(backfill(log))
    state = send("ready")
    asked = state["question"]
    assert (asked["number"], asked["of"], asked["first"], asked["last"]) == (1, 2, "2026-03-09", "2026-03-31")
    assert asked["improves"] == "the chart on notes after interviews"
    assert asked["standing"].startswith("0 of 1 interview has a recorded note")
    assert [c["label"] for c in asked["choices"]] == ["At once", "That evening", "Next morning", "Later", "Never", "I don’t know"]
    wrong = send("answer", turn=state["turn"], choice="later", value="2026-03-01")
    assert wrong["failed"]
    assert "too early" in wrong["said"]
    assert wrong["turn"] == state["turn"]
    after = send("answer", turn=state["turn"], choice="that evening")
    assert (after["said"], after["question"]["number"], after["question"]["of"], after["undo"]) == (
        "Written as line 5 of log.csv.",
        2,
        2,
        1,
    )
    twice = send("answer", turn=state["turn"], choice="dont know")
    assert (twice["question"]["number"], twice["undo"]) == (2, 1)  # the button was pressed twice: one answer
    ended = send("enough")
    assert ended["question"] is None
    assert ended["ended"]["said"] == "1 answer in this sitting: thank you. 1 question is left for another day."
    (gained,) = ended["ended"]["gained"]
    assert gained["before"].startswith("0 of 1 interview")
    assert gained["now"].startswith("1 of 1 interview has")
    assert send("on")["question"]["number"] == 2


def test_skipped_questions_wait_for_the_end(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    2025-11-03,Borealis,Engineer,applied
    """
    form = backfill(log)
    send = shown(form)
    first = form.question
    state = send("skip", turn=send("ready")["turn"])
    assert (state["question"]["number"], state["question"]["of"], state["skipped"]) == (2, 2, 1)
    state = send("answer", turn=state["turn"], choice="dont know")
    assert state["question"] is None
    assert state["over"] == "All is asked; 1 question was skipped, which can be asked once more."
    assert send("skipped")["question"]["text"] == first
    state = send("answer", turn=send("ready")["turn"], choice="never")
    assert state["over"] == "That was all there is to ask. Thank you for remembering."


def test_nothing_to_ask_is_said_kindly(one_row: js.JobLog, empty: js.JobLog) -> None:
    """A log that lacks nothing yet, and one in which nothing stands."""
    over = shown(backfill(one_row))("ready")["over"]
    assert over == "Nothing is left to ask: your log holds what the charts need, or you have said that you do not know it."
    over = shown(backfill(empty))("ready")["over"]
    assert over == "This log has no application yet, so there is nothing to ask. js.capture(log) notes the first."


def test_a_file_changed_elsewhere_is_read_again(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    """
    form = backfill(log)
    send = shown(form)
    turn = send("ready")["turn"]
    with open(log.path, "a", encoding="utf-8") as file:
        file.write("2026-03-16T14:00,Acme,Analyst,interview\n")
    elsewhere = text(log)
    state = send("answer", turn=turn, choice="never")
    assert state["failed"]
    assert "changed elsewhere" in state["said"]
    assert text(log) == elsewhere
    assert form.question.startswith("Interview with Acme (Analyst, round 2) on 16 March")
    assert send("answer", turn=state["turn"], choice="never")["said"] == "Written as line 5 of log.csv."
    with open(log.path, "a", encoding="utf-8") as file:
        file.write("2026-03-20,Borealis,Analyst,applied\n")
    assert send("undo")["failed"]
    assert "Taken back" in send("undo")["said"]
    assert text(log) == elsewhere + "2026-03-20,Borealis,Analyst,applied\n"


def test_a_file_open_elsewhere_is_left_alone_and_asked_again(log: js.JobLog) -> None:
    """
    date,company,role,event,undated
    2026-03-02,Acme,Analyst,applied,unknown
    2026-03-02,Borealis,Analyst,applied,
    2026-03-09,Borealis,Analyst,interview,
    2026-03-09T15:00,Borealis,Analyst,follow_up,
    """
    before = text(log)
    form = backfill(log)
    send = shown(form)
    lock = Path(log.path).with_name(f".~lock.{Path(log.path).name}#")
    lock.write_text(",me,host,09.03.2026 10:00,file:///x;", encoding="utf-8")
    for choice, value in (("time", "14:00"), ("time", "14:30")):
        state = send("answer", turn=send("ready")["turn"], choice=choice, value=value)
        assert state["failed"]
        assert "open in LibreOffice or Excel" in state["said"]
        assert "kept" not in state["said"]
    assert text(log) == before
    assert events.lost(form.log) == []
    lock.unlink()
    assert not send("answer", turn=state["turn"], choice="time", value="14:30")["failed"]
    lock.write_text(",me,host,09.03.2026 10:00,file:///x;", encoding="utf-8")
    assert send("answer", turn=send("ready")["turn"], choice="rejected", value="2026-03-20")["failed"]
    lock.unlink()
    assert events.lost(form.log) == []
    assert text(log) == before.replace("2026-03-09,", "2026-03-09T14:30,")


def test_of_two_writes_of_one_answer_none_stands_alone(log: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    date,company,role,event,undated
    2026-03-02,Acme,Analyst,applied,unknown
    """
    before = text(log)
    form = backfill(log)

    def full(*_: object) -> None:
        raise LogError("The disk is full. Nothing was written. Make room, and try again.")

    monkeypatch.setattr(events, "change", full)
    with pytest.raises(LogError, match="disk is full"):
        form.answer("they said no", "2026-03-20")
    assert text(log) == before
    assert form.question == "Acme, Analyst (applied 2 March): what came of it?"
    assert len(form.log.events) == 1


EDITED = "2026-03-11,Ed,Itor,applied,\n"


def editor(monkeypatch: pytest.MonkeyPatch, path: Path, saves: Callable[[str], str], at: str = "change", times: int = 1) -> None:
    """Somebody saves the file in the very moment before this kind of write."""
    write, left = getattr(events, at), [saves] * times

    def between(*args: Any) -> Any:
        if left:
            path.write_text(left.pop()(path.read_text(encoding="utf-8")), encoding="utf-8")
        return write(*args)

    monkeypatch.setattr(events, at, between)


def test_an_editor_saves_between_the_two_writes_of_an_answer(log: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its row stays, ours is out again, and the form is in step with the file.

    date,company,role,event,undated
    2026-03-02,Acme,Analyst,applied,unknown
    """
    before, path = text(log), Path(log.path)
    form = backfill(log)
    editor(monkeypatch, path, lambda old: old + EDITED)
    editor(monkeypatch, path, lambda old: old + EDITED.replace("Ed", "Eve"), "undo", 2)
    with pytest.raises(LogError, match=r"changed elsewhere .* Nothing was written: please answer once more"):
        form.answer("they said no", "2026-03-20")
    assert text(log) == before + EDITED + EDITED.replace("Ed", "Eve") * 2
    assert form.log.seen == js.load(path).seen
    assert (form._sitting.steps, form._sitting.answers, events.lost(form.log)) == ([], 0, [])
    assert "Written as line 6" in form.answer("they said no", "2026-03-20")
    form.undo()
    assert text(log) == before + EDITED + EDITED.replace("Ed", "Eve") * 2


def test_a_row_that_cannot_be_taken_back_is_told(log: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor has changed the row that the first write wrote: it stands, that is said, and Undo says once why it cannot be undone.

    date,company,role,event,undated
    2026-03-02,Acme,Analyst,applied,unknown
    """
    path = Path(log.path)
    form = backfill(log)
    send = shown(form)
    turn = send("ready")["turn"]
    editor(monkeypatch, path, lambda old: old.replace("2026-03-20", "2026-03-21"))
    state = send("answer", turn=turn, choice="rejected", value="2026-03-20")
    assert state["failed"]
    assert "only a part of this answer is written: “2026-03-20,Acme,Analyst,rejected" in state["said"]
    assert "Nothing was written" not in state["said"]
    assert (state["undo"], state["undoes"]) == (1, "answer")
    assert form.log.seen == js.load(path).seen
    standing = text(log)
    state = send("undo")
    assert state["failed"]
    assert "is not there any more as it was written" in state["said"]
    assert (state["undo"], text(log)) == (0, standing)
    assert "nothing left to take back" in send("undo")["said"]


def test_half_an_undo_is_told(log: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09,Acme,Analyst,interview
    """
    before, path = text(log), Path(log.path)
    form = backfill(log)
    form.answer("at once", "14:00")
    saves = iter([lambda old: old, lambda old: old + EDITED])
    editor(monkeypatch, path, lambda old: next(saves)(old), "undo", 2)
    with pytest.raises(LogError, match=r"A part of the answer is taken back"):
        form.undo()
    form.undo()
    assert text(log) == before + EDITED


def test_somebody_else_in_the_notebook_writes(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    2026-03-16T14:00,Acme,Analyst,interview
    """
    form = backfill(log)
    send = shown(form)
    send("ready")
    other = backfill(log)
    other.answer("never")
    assert form.question.startswith("Interview with Acme (Analyst, round 1) on 9 March")
    assert not send.heard[-1]["failed"]  # type: ignore[attr-defined]
    assert form.log is other.log
    state = send("answer", turn=send("ready")["turn"], choice="that evening")
    assert state["said"] == "Written as line 6 of log.csv."  # nobody else than the kit's own forms has written
    assert send.heard[-1]["over"]  # type: ignore[attr-defined]
    assert other.question == ""
    assert not send("undo")["failed"]
    other.undo()


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """One row per application: the form says why, asks nothing, and makes a log beside it when that is wanted."""
    path = tmp_path / "jobs.csv"
    path.write_text("Company,Position,Date Applied,Status\nAcme,Analyst,2025-11-03,Applied\n", encoding="utf-8")
    form = backfill(js.load(path, as_of="2026-03-31"))
    send = shown(form)
    state = send("ready")
    assert "js.convert" in state["unwritable"]
    assert state["question"] is None
    with pytest.raises(AskError, match=r"js\.convert"):
        form.answer("nothing yet")
    made = send("beside")
    assert not made["failed"]
    assert (state["beside"], made["beside"], made["unwritable"]) == ("log.csv", "", "")
    assert "log.csv is written beside jobs.csv" in made["said"]
    assert form.log.path == str(tmp_path / "log.csv")
    assert send("answer", turn=made["turn"], choice="rejected", value="2025-12-01")["said"].startswith("Written as line")


def test_an_archive_comes_as_a_list_to_tick(log: js.JobLog, tmp_path: Path) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    """
    before = text(log)
    calendar = tmp_path / "calendar.ics"
    calendar.write_text(CALENDAR.replace("\n", "\r\n"), encoding="utf-8")
    form = backfill(log, calendar)
    send = shown(form)
    told = send("ready")["offer"]
    assert told["ticked"] == []
    assert [row["company"] for row in told["rows"]] == ["", "Acme"]
    assert text(log) == before
    with pytest.raises(AskError, match="Nothing is ticked"):
        form.write()
    form.tick([0, 1])
    with pytest.raises(AskError, match=r"Which company was the interview of 18 Mar 2026, 15:00 with\? .* number 1 of the list"):
        form.write()
    with pytest.raises(AskError, match="no proposal 7"):
        form.tick([7])
    form.tick([0, 1], company={0: "Borealis"})
    assert form.write() == "Written as lines 3 to 4 of log.csv."
    assert list(form.log.events["event"]).count("interview") == 2
    assert form.proposals == ()  # both are known by now
    form.undo()
    assert text(log) == before
    assert len(form.proposals) == 2
    state = send("write", which=[1], company={"0": ""})
    assert state["said"] == "Written as line 3 of log.csv."
    assert len(state["offer"]["rows"]) == 1
    assert send("close")["offer"] is None
    opened = send("open", path=str(calendar))
    assert len(opened["offer"]["rows"]) == 1
    for wrong, why in (("", "Which file"), (str(tmp_path / "none.ics"), "")):
        state = send("open", path=wrong)
        assert state["failed"]
        assert why in state["said"]
    with pytest.raises(LogError):
        backfill(log, tmp_path / "none.ics")


def test_what_is_said_of_the_list_is_said_at_the_list(log: js.JobLog, tmp_path: Path) -> None:
    """What was typed stays where one lacks its company; undo says that it is the list it takes back.

    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    """
    calendar = tmp_path / "calendar.ics"
    calendar.write_text(CALENDAR.replace("Interview with Acme", "Job interview").replace("\n", "\r\n"), encoding="utf-8")
    form = backfill(log, calendar)
    send = shown(form)
    assert [row["title"] for row in send("ready")["offer"]["rows"]] == ["Job interview"] * 2
    state = send("write", which=[0, 1], company={"0": "Acme", "1": " "})
    assert (state["failed"], state["listed"], state["undo"]) == (True, True, 0)
    assert state["said"].startswith("Which company was the interview of 16 Mar 2026, 15:00 with?")
    assert state["offer"]["wanting"] == 1
    assert [row["typed"] for row in state["offer"]["rows"]] == ["Acme", ""]
    state = send("write", which=[0, 1], company={"0": "Acme", "1": "Acme"})
    assert (state["failed"], state["listed"], state["undoes"], state["offer"]["wanting"]) == (False, True, "list", None)
    state = send("answer", turn=state["turn"], choice="never")
    assert (state["failed"], state["listed"], state["undoes"]) == (False, False, "answer")
    assert send("undo")["undoes"] == "list"
    state = send("undo")
    assert (state["failed"], state["listed"], state["undoes"]) == (False, True, "answer")


def test_a_company_with_several_roles_wants_one(log: js.JobLog, tmp_path: Path) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-03,Acme,Engineer,applied
    """
    calendar = tmp_path / "calendar.ics"
    calendar.write_text(CALENDAR.replace("\n", "\r\n"), encoding="utf-8")
    form = backfill(log, calendar)
    form.tick([0], company={0: "ACME Ltd"})
    with pytest.raises(AskError, match="several applications to ACME Ltd: Analyst, Engineer"):
        form.write()
    form.tick([0], role={0: "Engineer"})
    form.write()
    assert form.log.problems == ()
    assert len(form.log) == 2
    row = form.log.events[form.log.events["event"] == "interview"].iloc[0]
    assert form.log.applications["role"].iloc[row["application"]] == "Engineer"


def test_charts_follow_every_answer_and_its_undo(log: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    2025-11-03,Borealis,Engineer,applied
    """
    asked = []

    def follow(old: js.JobLog, new: js.JobLog, idents: object = None) -> following.Followed:
        asked.append((old, new, idents))
        return following.Followed([{"ident": "x", "html": str(len(new.events)), "figure": "{}"}], ["log"])

    monkeypatch.setattr(following, "follow", follow)
    form = backfill(log)
    send = shown(form)
    turn = send("ready")["turn"]
    assert asked == []
    state = send("answer", turn=turn, choice="never", idents=["x", "y"])
    assert send.heard[-1] == {"kind": "follow", "blocks": [{"ident": "x", "html": "4", "figure": "{}"}]}  # type: ignore[attr-defined]
    assert send("answer", turn=state["turn"], choice="dont know")["said"].startswith("Noted")
    send("undo", idents=["x"])
    assert len(asked) == 1  # nothing was written
    send("undo", idents=["x", "y", "z"])
    assert send.heard[-1]["blocks"][0]["html"] == "3"  # type: ignore[attr-defined]
    assert [idents for _, _, idents in asked] == [["x", "y"], ["x", "y", "z"]]
    assert asked[0][0] is log
    assert asked[1][0] is asked[0][1]
    assert asked[1][1] is form.log
    form.answer("never")
    assert asked[2][2] is None  # not from the page: all that was ever shown follows, what was shown since the page last spoke as well


def test_what_is_said_in_python_is_understood_or_refused(log: js.JobLog, tmp_path: Path) -> None:
    """By number or label; a path of nobody's, ticks and companies that are none.

    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    """
    file = tmp_path / "mine.ics"
    file.write_text(CALENDAR, encoding="utf-8")
    form = backfill(log, file)
    for wrong in (None, 9, 0):
        with pytest.raises(AskError, match=r"is no answer to this question\. There is: At once"):
            form.answer(wrong)  # type: ignore[arg-type]
    assert "Written as line" in form.answer(5)
    form.undo()
    assert "Written as line" in form.answer(4, log.as_of)
    for said, why in (
        ({"which": None}, "“None” is no place in the list"),
        ({"which": "7"}, "There is no proposal 7"),
        ({"which": [0], "company": "Acme"}, r'Say of which proposal that is the company: form.tick\(\[0\], company=\{0: "…"\}\)'),
        ({"which": [0], "role": ["Analyst"]}, "Say of which proposal that is the role"),
    ):
        with pytest.raises(AskError, match=why):
            form.tick(**said)  # type: ignore[arg-type]
    place = next(i for i, line in enumerate(form.proposals) if "which company" in line)
    form.tick(place, company={place: "Acme"})
    assert "Written as line" in form.write()
    with pytest.raises(LogError, match="cannot be a path on this computer"):
        backfill(log, "~nosuchuser/x.ics")
    assert "cannot be a path" in shown(form)("open", path="~nosuchuser/x.ics")["said"]


def test_what_is_refused(sample: js.JobLog) -> None:
    """No log, and one without names."""
    with pytest.raises(AskError, match=r"js\.backfill wants a log"):
        backfill("log.csv")  # type: ignore[arg-type]
    from jobstats.anonymous import anonymous

    with pytest.raises(AskError, match="no names any more"):
        backfill(anonymous(sample))


def test_nothing_private_is_kept_and_nothing_raises(log: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    """
    form = backfill(log)
    send = shown(form)
    state = send("ready")
    kept = json.dumps({name: value for name, value in form.get_state().items() if name not in ("_esm", "_css")}, default=str)
    assert not any(word in kept + repr(form) for word in ("Acme", "Analyst", "2026", "log.csv"))

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Acme")

    monkeypatch.setattr(events, "record", broken)
    failed = send("answer", turn=state["turn"], choice="never")
    assert failed["failed"]
    assert "RuntimeError" in failed["said"]
    assert "Acme" not in failed["said"]
    for odd in (
        None,
        3,
        {"kind": []},
        {"kind": "answer", "turn": "x"},
        {"kind": "write", "which": "x"},
        {"kind": "open", "path": {}},
        {"kind": "no"},
    ):
        form._told(form, odd, [])
    assert text(log).count("\n") == 3
