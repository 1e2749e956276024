"""What is told before an event is written: each slip in one sentence, and nothing for what is in order."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

import jobstats as js
from jobstats.journal.event import Event
from jobstats.widgets import guessing
from jobstats.widgets.troubles import troubles

NOW = datetime(2026, 3, 31, 14, 5)
ROWS = """date,company,role,event
2026-03-01,Acme,Analyst,applied
2026-03-09T14:00,Acme,Analyst,interview
2026-03-09T16:00,Acme,Analyst,follow_up
2026-03-20T14:00,Acme,Analyst,interview
2026-03-28,Acme,Analyst,nudge
2026-03-02,Bolt,Cook,applied
2026-03-10,Bolt,Cook,rejected
2026-03-29,Cole,Cook,approached
"""


@pytest.fixture
def log(tmp_path: Path) -> js.JobLog:
    """Acme has met twice, its first note is out, and it was asked three days ago; Bolt said no; Cole came by itself."""
    path = tmp_path / "log.csv"
    path.write_text(ROWS, encoding="utf-8")
    return js.load(path)


def told(log: js.JobLog, event: str, who: str, when: datetime | date = NOW, role: str = "") -> list[str]:
    choice = guessing.found(log, event, who, role)
    return troubles(log, Event(event, when, choice.company, choice.role), choice, NOW)


def test_what_is_in_order_is_told_nothing(log: js.JobLog) -> None:
    """The note after the second interview, an answer after it, an application, a talk with nobody in particular."""
    assert told(log, "follow_up", "Acme · Analyst — interview 20 March 14:00") == []
    assert told(log, "offer", "Acme") == []
    assert told(log, "applied", "Dune", role="Cook") == []
    assert told(log, "applied", "Cole", role="Cook") == []
    assert told(log, "networking", "") == []


@pytest.mark.parametrize(
    ("event", "who", "when", "said"),
    [
        (
            "offer",
            "Acme",
            datetime(2026, 3, 31, 18),
            "31 March 18:00 is still to come. A log holds what has happened: write it then, or mend the time.",
        ),
        ("offer", "Acme", date(2026, 4, 1), "1 April is still to come. A log holds what has happened: write it then, or mend the time."),
        ("reply", "Dune", NOW, "The log knows no application to Dune: this row would begin one. Is the name right?"),
        ("nudge", "Dune", NOW, "The log knows no application to Dune, so this is kept, but counted with none. Is the name right?"),
        ("nudge", "Acme", NOW, "You asked 3 days ago; more than one question a week rarely helps."),
        ("nudge", "Acme", date(2026, 3, 29), "You asked 1 day before; more than one question a week rarely helps."),
        ("interview", "Acme", datetime(2026, 3, 20, 16), "The log holds this already, on 20 March 14:00. Is this another one?"),
        (
            "follow_up",
            "Acme · Analyst — interview 20 March 14:00",
            datetime(2026, 3, 20, 13),
            "That is before the interview of 20 March 14:00: it would be counted to the interview of 9 March. Mend the time.",
        ),
        (
            "no_follow_up",
            "Acme · Analyst — interview 9 March 14:00",
            datetime(2026, 3, 9, 13),
            "That is before the interview of 9 March 14:00: it would be counted to no interview. Mend the time.",
        ),
        (
            "follow_up",
            "Acme",
            date(2026, 3, 8),
            "That is before the interview of 20 March 14:00: it would be counted to no interview. Mend the time.",
        ),
        (
            "no_follow_up",
            "Acme · Analyst — interview 9 March 14:00",
            NOW,
            "It would be counted to the interview of 20 March, the last one before it. Give each interview its round in the file to tell them apart.",
        ),
        (
            "follow_up",
            "Bolt",
            NOW,
            "The log knows no interview before this note, so it is counted with none. Write the interview first, with the time it ended.",
        ),
        (
            "follow_up",
            "Acme · Analyst — interview 9 March 14:00",
            datetime(2026, 3, 11, 9),
            "The log says already what became of the note after the interview of 9 March 14:00; the first one counts.",
        ),
        ("interview", "Bolt", NOW, "They said no on 10 March: a later step counts as reopened."),
        ("withdrawn", "Bolt", NOW, "They said no on 10 March: an application has one outcome, and this would be a second."),
        ("offer", "Acme", date(2026, 2, 1), "You applied on 1 March, after that. Mend the day if that is a slip."),
    ],
)
def test_each_slip_has_its_sentence(log: js.JobLog, event: str, who: str, when: datetime | date, said: str) -> None:
    """One thing is odd, and one sentence tells it."""
    assert told(log, event, who, when) == [said]


def test_the_same_day_asked_twice_is_told_twice(log: js.JobLog) -> None:
    """It is there already, and it is too soon."""
    assert told(log, "nudge", "Acme", date(2026, 3, 28)) == [
        "The log holds this already, on 28 March. Is this another one?",
        "You asked the same day; more than one question a week rarely helps.",
    ]


def test_an_application_that_is_open_is_not_sent_again_unnoticed(log: js.JobLog) -> None:
    """Acme is still open; Bolt said no, and may be tried again."""
    assert told(log, "applied", "acme", role="analyst") == [
        "An application to Acme · Analyst is in the log already, from 1 March, and still open."
    ]
    assert told(log, "applied", "Bolt", role="Cook") == []


def test_a_log_as_of_an_earlier_day(log: js.JobLog) -> None:
    """Loaded as of 25 March; a week later something happens."""
    early = js.load(log.path, as_of="2026-03-25")
    assert told(early, "offer", "Acme") == [
        "This log was loaded as of 25 March 2026, so the event counts only once it is loaded without as_of."
    ]


@pytest.mark.parametrize(
    ("second", "when", "said"),
    [
        ("2026-03-13", NOW, ["You have asked twice; a third question rarely helps and may cost the offer. Let it rest."]),
        (
            "2026-04-13",
            NOW,
            ["With what is planned you will have asked twice; a third question rarely helps and may cost the offer. Let it rest."],
        ),
        ("2026-04-13", date(2026, 3, 20), []),  # what happened long ago is no third one
    ],
)
def test_a_third_question_is_told(tmp_path: Path, second: str, when: datetime | date, said: list[str]) -> None:
    """Asked on 3 March and once more, in the past or in a row dated ahead."""
    path = tmp_path / "log.csv"
    path.write_text(
        f"date,company,role,event\n2026-01-02,Acme,x,screen\n2026-03-03,Acme,x,nudge\n{second},Acme,x,nudge\n", encoding="utf-8"
    )
    assert told(js.load(path, as_of="2026-03-31") if second > "2026-03-31" else js.load(path), "nudge", "Acme", when) == said
