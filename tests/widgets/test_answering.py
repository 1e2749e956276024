"""What each answer writes, and that the log then counts it as what was said; rows are written here by hand, as a person would."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats.errors import AskError
from jobstats.log import records
from jobstats.metrics.interviews import visits
from jobstats.metrics.questions import questions
from jobstats.widgets.answering import DONT_KNOW, NO_END, NO_NOTE, OWN_NOTE, Answer, answer, choices, chosen

NOW = datetime(2026, 3, 31, 18, 0)


def asked(log: js.JobLog, place: int = 0) -> dict[str, Any]:
    """A question of a log; its application's id as the first column says it."""
    return records(questions(log))[place]


def said(log: js.JobLog, word: str, value: str = "", *, place: int = 0, now: datetime = NOW, **more: Any) -> Answer:
    """An answer to a question of a log."""
    at = asked(log, place) | more
    assert log.report is not None
    columns = {c.read_as for c in log.report.columns}
    return answer(at, chosen(at, word, ["referral", "job board"]), value, now=now, columns=columns)


def applied(log: js.JobLog, made: Answer) -> js.JobLog:
    """The log with an answer in its file."""
    path = Path(log.path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for line, cells in made.changes:
        for meaning, value in cells.items():
            rows[line - 1][rows[0].index(meaning)] = written(value)
    for event in made.events:
        rows.append([written(event.when) if name == "date" else str(getattr(event, name, "")) for name in rows[0]])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    new = js.load(path, as_of="2026-03-31")
    assert new.problems == ()
    return new


def written(value: object) -> str:
    """A cell."""
    return (
        value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat() if isinstance(value, date) else str(value)
    )


def buckets(log: js.JobLog) -> list[str]:
    """Where the note of each interview falls."""
    return list(visits(log)["bucket"])


@pytest.mark.parametrize(
    ("word", "value", "when", "bucket"),
    [
        ("at once", "", datetime(2026, 3, 9, 15, 0), "at once"),
        ("That evening", "", date(2026, 3, 9), "by noon"),
        ("next morning", "", datetime(2026, 3, 10, 9, 0), "by noon"),
        ("later", "2026-03-12", date(2026, 3, 12), "later"),
        ("later", "2026-03-10", datetime(2026, 3, 10, 15, 0), "later"),
        ("never", "", date(2026, 3, 9), "none"),
    ],
)
def test_a_note_lands_in_the_bucket_that_was_said(log: js.JobLog, word: str, value: str, when: date, bucket: str) -> None:
    """
    date,company,role,event,note
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    """
    made = said(log, word, value)
    (event,) = made.events
    assert event.when == when
    assert type(event.when) is type(when)
    assert (event.company, event.role, event.event) == ("Acme", "Analyst", "no_follow_up" if word == "never" else "follow_up")
    assert buckets(applied(log, made)) == [bucket]


@pytest.mark.parametrize(
    ("word", "bucket"), [("at once", "by noon"), ("that evening", "by noon"), ("next morning", "by noon"), ("never", "none")]
)
def test_without_the_hour_of_the_interview(log: js.JobLog, word: str, bucket: str) -> None:
    """
    date,company,role,event
    2026-03-02,Acme,Analyst,applied
    2026-03-09,Acme,Analyst,interview
    """
    made = said(log, word)
    assert made.events[0].note == ""  # the file has no column for it
    assert made.said == (NO_END if word == "at once" else NO_NOTE if word == "next morning" else "")
    assert buckets(applied(log, made)) == [bucket]


def test_at_once_asks_when_the_interview_ended(log: js.JobLog) -> None:
    """
    date,company,role,event,note
    2026-03-02,Acme,Analyst,applied,
    2026-03-09,Acme,Analyst,interview,
    2026-03-16T14:00,Acme,Analyst,interview,
    """
    timed, untimed = (choices(asked(log, place))[0] for place in (0, 1))
    assert (timed.asks, untimed.asks) == ("", "time")
    made = said(log, "at once", "14:00", place=1)
    assert made.changes == ((3, {"date": datetime(2026, 3, 9, 14)}),)
    assert [(e.when, e.note) for e in made.events] == [(datetime(2026, 3, 9, 15), "from memory: at once")]
    assert buckets(applied(log, made)) == ["at once", "unknown"]
    for wrong in ("soon", "25:00"):
        with pytest.raises(AskError, match="time of day"):
            said(log, "at once", wrong, place=1)
    assert said(log, "at once", "14:00").changes == ()  # where it is known, nothing typed counts


def test_an_hour_from_memory_is_told_where_the_file_cannot(log: js.JobLog) -> None:
    """
    date,company,role,event
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    2026-03-16T14:00,Acme,Analyst,interview
    2026-03-17,Acme,Analyst,follow_up
    """
    assert [said(log, word, "2026-03-10").said for word in ("at once", "next morning", "later")] == [NO_NOTE] * 3
    assert [said(log, word, "2026-03-12").said for word in ("that evening", "never", "later")] == [""] * 3
    assert said(log, "morning", place=1).said == NO_NOTE


def test_a_round_is_written_as_a_whole_number(log: js.JobLog) -> None:
    """
    date,company,role,event,round
    2026-03-02,Acme,Analyst,applied,
    2026-03-09T14:00,Acme,Analyst,interview,
    2026-03-11T11:00,Acme,Analyst,interview,
    2025-11-03,Borealis,Engineer,applied,
    """
    assert said(log, "later", "2026-03-13", place=1).events[0].round == "1"
    assert said(log, "that evening", place=1).events[0].round == ""  # no other interview came before the note


@pytest.mark.parametrize(
    ("day", "word", "bucket"),
    [("06", "next morning", "by noon"), ("07", "next morning", "by noon"), ("08", "next morning", "by noon"), ("06", "at once", "at once")],
)
def test_over_a_weekend(log: js.JobLog, day: str, word: str, bucket: str) -> None:
    """
    date,company,role,event
    2026-03-02,Acme,Analyst,applied
    2026-03-20T14:00,Acme,Analyst,interview
    """
    path = Path(log.path)
    path.write_text(path.read_text(encoding="utf-8").replace("03-20", f"03-{day}"), encoding="utf-8")
    there = js.load(path, as_of="2026-03-31")
    made = said(there, word)
    assert buckets(applied(there, made)) == [bucket]
    if day in ("06", "07") and word == "next morning":
        assert not isinstance(made.events[0].when, datetime)  # Saturday's hour would decide nothing, so none is invented


@pytest.mark.parametrize("hour", ["00:30", "12:00", "22:30", "23:00", "23:30", "23:59"])
def test_at_once_at_any_hour(log: js.JobLog, hour: str) -> None:
    """
    date,company,role,event
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    """
    path = Path(log.path)
    path.write_text(path.read_text(encoding="utf-8").replace("14:00", hour), encoding="utf-8")
    there = js.load(path, as_of="2026-03-31")
    assert buckets(applied(there, said(there, "at once"))) == ["at once"]


def test_what_is_from_memory_says_so(log: js.JobLog) -> None:
    """
    date,company,role,event,note
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    """
    notes = {word: said(log, word, "2026-03-10").events[0].note for word in ("at once", "that evening", "next morning", "later", "never")}
    assert notes == {
        "at once": "from memory: at once",
        "that evening": "",
        "next morning": "from memory: next morning",
        "later": "from memory: in the afternoon",
        "never": "",
    }


@pytest.mark.parametrize("word", ["at once", "that evening", "next morning", "never", "later"])
@pytest.mark.parametrize("rounds", ["1,2,3", ",,", "2,3,4"])
def test_one_of_several_interviews_gets_its_own_note(log: js.JobLog, word: str, rounds: str) -> None:
    """
    date,application,company,role,event,round
    2026-03-02,A1,Acme,Analyst,applied,
    2026-03-09T14:00,A1,Acme,Analyst,interview,one
    2026-03-10T11:00,A1,Acme,Analyst,interview,two
    2026-03-16T11:00,A1,Acme,Analyst,interview,three
    """
    text = Path(log.path).read_text(encoding="utf-8")
    for name, number in zip(("one", "two", "three"), rounds.split(","), strict=True):
        text = text.replace(f",{name}", f",{number}")
    Path(log.path).write_text(text, encoding="utf-8")
    there = js.load(log.path, as_of="2026-03-31")
    for place in range(3):
        made = said(there, word, "2026-03-20", place=place, id="A1")
        assert made.events[0].application == "A1"
        met = visits(applied(there, made))
        expected = {"at once": "at once", "that evening": "by noon", "next morning": "by noon", "never": "none", "later": "later"}[word]
        assert list(met["bucket"]) == ["unknown"] * (2 - place) + [expected] + ["unknown"] * place
        Path(log.path).write_text(text, encoding="utf-8")


def test_a_later_note_that_would_count_elsewhere_is_not_written(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    2026-03-11T11:00,Acme,Analyst,interview
    """
    with pytest.raises(AskError, match=r"another interview of the same application.*column “round”"):
        said(log, "later", "2026-03-12", place=1)
    assert buckets(applied(log, said(log, "later", "2026-03-12", place=0))) == ["unknown", "later"]


def test_the_end_of_an_interview(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09,Acme,Analyst,interview
    2026-03-09T15:00,Acme,Analyst,follow_up
    """
    for wrong in ("", "later", "25:00", "15:01"):
        with pytest.raises(AskError, match=r"time of day|before that"):
            said(log, "It ended at", wrong)
    with pytest.raises(AskError, match=r"00:00 would be read as a day without an hour\. Write 00:01, or 23:59"):
        said(log, "It ended at", "00:00")
    made = said(log, "time", "14:00")
    assert made == Answer(changes=((3, {"date": datetime(2026, 3, 9, 14)}),))
    assert buckets(log) == ["by noon"]
    assert buckets(applied(log, made)) == ["at once"]


@pytest.mark.parametrize(("word", "bucket"), [("in the morning", "by noon"), ("later that day", "later")])
def test_the_hour_of_a_note(log: js.JobLog, word: str, bucket: str) -> None:
    """
    date,company,role,event,note
    2026-03-02,Acme,Analyst,applied,
    2026-03-09T14:00,Acme,Analyst,interview,
    2026-03-10,Acme,Analyst,follow_up,
    """
    made = said(log, word)
    new = applied(log, made)
    assert buckets(log) == ["unknown"]
    assert buckets(new) == [bucket]
    assert new.events["note"].iloc[-1].startswith("from memory: ")
    assert questions(new).empty


def test_a_note_of_ones_own_stays(log: js.JobLog) -> None:
    """
    date,company,role,event,note
    2026-03-02,Acme,Analyst,applied,
    2026-03-09T14:00,Acme,Analyst,interview,
    2026-03-10,Acme,Analyst,follow_up,to Sam
    """
    made = said(log, "morning")
    assert set(made.changes[0][1]) == {"date"}
    assert made.said == OWN_NOTE


@pytest.mark.parametrize(
    ("word", "value", "outcome", "stage"),
    [
        ("They said no", "2026-03-12", "rejected", "applied"),
        ("reply", "2026-03-12", "", "reply"),
        ("I withdrew", "2026-03-31", "withdrawn", "applied"),
        ("The job was closed", "2025-11-03", "closed", "applied"),
    ],
)
@pytest.mark.parametrize("undated", ["", "unknown"])
def test_what_came_of_an_application(log: js.JobLog, word: str, value: str, outcome: str, stage: str, undated: str) -> None:
    """
    date,company,role,event,undated
    2025-11-03,Acme,Analyst,applied,
    """
    path = Path(log.path)
    path.write_text(path.read_text(encoding="utf-8").replace("applied,", f"applied,{undated}"), encoding="utf-8")
    there = js.load(path, as_of="2026-03-31")
    assert asked(there)["kind"] == ("outcome" if undated else "silent")
    new = applied(there, said(there, word, value))
    row = new.applications.iloc[0]
    assert (row["outcome"], row["stage"], bool(row["undated"])) == (outcome, stage, False)
    assert questions(new).empty


def test_nothing_yet_is_open_or_kept_in_mind(log: js.JobLog) -> None:
    """
    date,company,role,event,undated
    2026-03-02,Acme,Analyst,applied,unknown
    2025-11-03,Borealis,Analyst,applied,
    """
    made = said(log, "nothing yet")
    later = date(2026, 5, 15)  # 45 days after 31 March
    assert made == Answer(changes=((2, {"undated": ""}),), remember=True, until=later)
    assert said(log, "nothing yet", place=1) == Answer(remember=True, until=later)
    row = applied(log, made).applications.set_index("company").loc["Acme"]
    assert (row["outcome"], bool(row["undated"])) == ("", False)


def test_the_day_of_what_is_known_without_one(log: js.JobLog) -> None:
    """
    date,company,role,event,undated
    2026-03-02,Acme,Analyst,applied,interview rejected
    """
    new = applied(log, said(log, "On this day", "2026-03-20"))
    assert new.applications["outcome"].iloc[0] == "rejected"
    assert asked(new)["kind"] == "answered"
    newer = applied(new, said(new, "day", "2026-03-09"))
    assert not newer.applications["undated"].iloc[0]
    assert questions(newer).empty


@pytest.mark.parametrize(
    ("word", "value", "source"), [("referral", "", "referral"), ("2", "", "job board"), ("something else", " a fair ", "a fair")]
)
def test_a_source(log: js.JobLog, word: str, value: str, source: str) -> None:
    """
    date,company,role,event,source
    2026-03-01,Borealis,Analyst,applied,referral
    2026-03-02,Acme,Analyst,applied,
    """
    new = applied(log, said(log, word, value))
    assert list(new.applications["source"]) == ["referral", source]
    assert questions(new).empty


def test_what_cannot_be_is_said(log: js.JobLog) -> None:
    """
    date,company,role,event,source
    2026-03-01,Borealis,Analyst,applied,referral
    2026-03-02,Acme,Analyst,applied,
    2026-03-09T14:00,Acme,Analyst,interview
    """
    for value, why in (
        ("2026-03-08", "too early: the interview was on 9 March"),
        ("2026-04-01", "after 31 March"),
        ("soon", "no day"),
        ("", "no day"),
    ):
        with pytest.raises(AskError, match=why):
            said(log, "later", value)
    with pytest.raises(AskError, match="still to come"):
        said(log, "next morning", now=datetime(2026, 3, 9, 20))
    with pytest.raises(AskError, match="There is: At once, That evening, Next morning, Later, Never, I don’t know"):
        said(log, "tomorrow")
    with pytest.raises(AskError, match="a word or two"):
        said(log, "something else", "  ", place=1)


def test_a_note_is_not_later_than_now(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    """
    assert said(log, "at once", now=datetime(2026, 3, 9, 14, 20)).events[0].when == datetime(2026, 3, 9, 14, 20)
    assert said(log, "at once", now=datetime(2026, 3, 9, 13, 0)).events[0].when == datetime(2026, 3, 9, 14, 0)


def test_nobody_need_know() -> None:
    """Every kind of question can be left for good, and no more answers than there are digits."""
    for kind in ("note", "end", "note hour", "decided", "answered", "outcome", "silent", "source"):
        at = {"kind": kind, "hour": float("nan")}
        there = choices(at, ["a", "b", "c", "d", "e", "f", "g"])
        assert there[-1].name == DONT_KNOW
        assert len(there) <= 9
        assert len({c.name for c in there}) == len({c.label for c in there}) == len(there)
        assert chosen(at, "i don't know") == there[-1]
        assert chosen(at, str(len(there)), ["a", "b", "c", "d", "e", "f", "g"]) == there[-1]
