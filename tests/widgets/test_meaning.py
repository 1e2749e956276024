"""What the form offers and understands: only moments that have come, for what the person does themself; only fields the file has a column for."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import jobstats as js
from jobstats.errors import AskError
from jobstats.journal import events
from jobstats.widgets import meaning
from tests.widgets.captured import NOTE, NOW, ROWS, form, made, path, tells

__all__ = ["form", "path"]  # fixtures

FOUR = "date,company,role,event\n2026-03-01,Acme,Analyst,applied\n2026-03-09T14:00,Acme,Analyst,interview\n"
SPOKEN = {
    "applied": "write this once you have sent it.",
    "follow_up": "write this once you have sent it.",
    "no_follow_up": "write this once that time has passed.",
    "nudge": "write this once you have asked.",
    "networking": "write this once you have spoken.",
    "coworker_chat": "write this once you have met.",
}


@pytest.mark.parametrize(
    ("hour", "when"),
    [
        (8, ["now", "yesterday", "day", "other"]),
        (9, ["now", "morning", "yesterday", "day", "other"]),
        (13, ["now", "morning", "yesterday", "day", "other"]),
        (18, ["now", "evening", "morning", "yesterday", "day", "other"]),
    ],
)
def test_no_click_stands_for_what_is_to_come(path: Path, hour: int, when: list[str]) -> None:
    """Neither for a note nor for an interview."""
    now = datetime(2026, 3, 31, hour)
    for event in ("follow_up", "interview"):
        assert meaning.opened(js.load(path), event, now)["when"] == when


@pytest.mark.parametrize("event", SPOKEN)
@pytest.mark.parametrize("at", ["2026-03-31T14:06", "2026-04-01"])
def test_what_oneself_does_is_written_once_it_is_done(form: Any, path: Path, event: str, at: str) -> None:
    """A minute ahead, a day ahead: no line and one sentence on the page, AskError from Python; nothing is written."""
    values = {**NOTE, "event": event, "when": "other" if "T" in at else "day", "at": at}
    values["who"] = NOTE["who"] if "follow" in event else "Canary Freight"
    said = tells(form, "preview", values=values, request=1)["failed"]
    spoken = "31 March 14:06" if "T" in at else "1 April"
    assert (said["about"], said["said"]) == ("preview", f"{spoken} is still to come: {SPOKEN[event]}")
    assert tells(form, "write", values=values)["failed"]["said"] == said["said"]
    when = datetime.fromisoformat(at) if "T" in at else date.fromisoformat(at)
    with pytest.raises(AskError, match=f"^{spoken} is still to come: {SPOKEN[event]}$"):
        form.write(event, company="Canary Freight", when=when)
    assert path.read_text(encoding="utf-8") == ROWS


def test_the_present_minute_is_not_ahead(form: Any, path: Path) -> None:
    """Whatever its seconds; and today is no day to come."""
    form.write("nudge", company="Canary Freight", when=NOW)
    form.write("follow_up", company="Canary Freight", when=NOW.date())
    assert len(path.read_text(encoding="utf-8").splitlines()) == 7


@pytest.mark.parametrize("event", ["screen", "assessment", "interview", "offer", "reply"])
def test_what_others_do_may_lie_ahead(form: Any, event: str) -> None:
    """An interview of tomorrow: it is told, and can be written."""
    values = {**NOTE, "event": event, "who": "Bolt · Cook", "when": "other", "at": "2026-04-01T10:00"}
    said = tells(form, "preview", values=values)["preview"]
    assert "1 April 10:00 is still to come." in said["told"][0]
    assert said["line"].startswith("2026-04-01T10:00,Bolt,Cook,")


def test_in_practice_the_sentence_says_which_day_it_is(sample: js.JobLog) -> None:
    """Somebody tries with the day on their own wall."""
    form = made(sample)
    with pytest.raises(AskError, match=r"is still to come: write this once you have spoken\. In the sample today is 30 August 2026\.$"):
        form.write("networking", contact="Ada", when=sample.as_of + timedelta(days=80))
    form.close()


def test_what_the_file_has_no_column_for_is_neither_asked_nor_told(path: Path) -> None:
    """Four columns: no field, no guess, no word of it; what somebody gives in Python is told, since that was not written."""
    path.write_text(FOUR, encoding="utf-8")
    form = made(js.load(path))
    assert tells(form, "open", event="interview")["form"]["fields"] == ["company", "date", "event", "role"]
    values = {"event": "interview", "who": "Acme", "when": "now", "at": ""}
    said = tells(form, "preview", values=values)["preview"]
    assert (said["line"], said["guess"], said["told"]) == ("2026-03-31T14:05,Acme,Analyst,interview", {"round": "", "kind": ""}, [])
    assert tells(form, "write", values=values)["done"]["said"] == "Written as line 4 of log.csv."
    said_ = form.write("reply", company="Acme", note="kind people").said
    assert said_ == "Written as line 5 of log.csv. The file has no column for note, so that was not written."
    form.close()


def test_a_note_about_an_earlier_interview_that_no_round_tells_apart(path: Path) -> None:
    """Two interviews, no column for the round: the note about the first would be counted to the second, and that is told."""
    path.write_text(FOUR + "2026-03-20T14:00,Acme,Analyst,interview\n", encoding="utf-8")
    form = made(js.load(path))
    values = {**NOTE, "who": "Acme · Analyst — interview 9 March 14:00"}
    assert tells(form, "preview", values=values)["preview"]["told"] == [
        "It would be counted to the interview of 20 March, the last one before it. Give each interview its round in the file to tell them apart."
    ]
    recorded = form.write("follow_up", company=values["who"])
    assert isinstance(recorded, events.Recorded)
    form.close()


def test_a_round_may_be_a_number(form: Any, path: Path) -> None:
    """As people write it in Python, and as pandas holds it; the guess, which is 2, is not written for it."""
    form.write("interview", company="Canary Freight", round=3)
    form.write("screen", company="Bolt", role="Cook", round=np.int64(1))
    assert path.read_text(encoding="utf-8").splitlines()[5:] == [
        "2026-03-31T14:05,Canary Freight,Analyst,interview,3,,,,",
        "2026-03-31T14:05,Bolt,Cook,screen,1,,,,",
    ]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ({"round": 2.0}, "What is given for round is no text. Give text in quotes or a whole number, as in round=2; "),
        ({"round": True}, "What is given for round is no text."),
        ({"kind": 1}, "What is given for kind is no text. Give text in quotes, as in kind=“…”; what is not known is left out."),
        ({"note": float("nan")}, "What is given for note is no text."),
        ({"contact": ["Ada"]}, "What is given for contact is no text."),
        ({"role": 5}, "What is given for role is no text."),
        ({"company": None}, "What is given for company is no text."),
        ({"event": 5}, "What is given for event is no text."),
        ({"when": pd.NaT}, "“NaT” is no day and no time of day. Give a date, or a datetime where the hour is known."),
        ({"when": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))}, "“0001-01-01 00:00:00+14:00” is no day and no time of day."),
    ],
)
def test_what_is_no_text_is_told_and_not_guessed(form: Any, path: Path, call: dict[str, Any], said: str) -> None:
    """One sentence; nothing is written in its place."""
    with pytest.raises(AskError, match=f"^{re.escape(said)}"):
        form.write(**{"event": "interview", "company": "Canary Freight", **call})
    assert path.read_text(encoding="utf-8") == ROWS


def test_a_moment_of_pandas_is_one(form: Any, path: Path) -> None:
    """With a zone and without."""
    there = datetime(2026, 3, 30, 9, tzinfo=UTC).astimezone()
    form.write("reply", company="Canary Freight", when=pd.Timestamp("2026-03-30T09:00Z"))
    form.write("screen", company="Canary Freight", when=pd.Timestamp("2026-03-30T10:30:20.000000001"))
    assert path.read_text(encoding="utf-8").splitlines()[5:] == [
        f"{there:%Y-%m-%dT%H:%M},Canary Freight,Analyst,reply,,,,,",
        "2026-03-30T10:30,Canary Freight,Analyst,screen,,,,,",
    ]
