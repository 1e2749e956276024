"""What is due: notes by the hour of the interview, silence and nudges, people; every day counted by hand."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest

import jobstats as js
from jobstats.errors import AskError
from jobstats.metrics import due as d
from jobstats.metrics.time import waiting


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def number(day: str) -> int:
    return (date.fromisoformat(day) - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("ended", "now", "day", "hour", "late"),
    [
        (14.5, "2026-03-10T15:00", "2026-03-10", 19, False),  # ended before four: this evening
        (14.5, "2026-03-10T19:50", "2026-03-10", 20, False),  # the evening has begun: the next quarter of an hour
        (14.5, "2026-03-10T22:05", "2026-03-11", 9, False),  # too late in the evening: the next morning
        (16.0, "2026-03-10T16:10", "2026-03-11", 9, False),  # four o'clock or later: tomorrow morning, not from the parking lot
        (np.nan, "2026-03-10T12:00", "2026-03-11", 9, False),  # an unknown hour: tomorrow morning
        (16.5, "2026-03-11T10:20", "2026-03-11", 10.5, False),  # the morning has begun
        (16.5, "2026-03-11T12:01", "2026-03-11", 19, True),  # past the noon: late is better than never, today
        (16.5, "2026-03-11T20:00", "2026-03-11", np.nan, True),  # and in the evening without an hour
        (16.5, "2026-03-17T08:00", "2026-03-17", 9, True),
    ],
)
def test_the_hour_of_a_note(ended: float, now: str, day: str, hour: float, late: bool) -> None:
    """An interview on Tuesday 10 March 2026; the next business noon is on Wednesday the 11th."""
    found = d.slot(date(2026, 3, 10), ended, date(2026, 3, 11), at(now))
    assert (found.day, found.late) == (date.fromisoformat(day), late)
    np.testing.assert_equal(found.hour, float(hour))


def test_a_weekend_moves_the_noon() -> None:
    """An interview on Friday 13 March 2026 at 17:00: Saturday morning, and after that Monday morning is still in time."""
    friday, monday = date(2026, 3, 13), date(2026, 3, 16)
    assert d.slot(friday, 17, monday, at("2026-03-13T18:00")).day == date(2026, 3, 14)
    assert d.slot(friday, 17, monday, at("2026-03-14T13:00")) == d.Slot(monday, 9.0)
    assert d.slot(friday, 17, monday, at("2026-03-16T12:30")).late


def test_notes(log: js.JobLog) -> None:
    """as of 2026-03-10. B has a note, C a known no, D went on, E ended, F is eight days old; G has a note with a day and no hour.
    date,company,role,event,round,contact
    2026-03-10T14:30,A,Analyst,interview,2,Ann Z.
    2026-03-09T16:40,H,,interview,,
    2026-03-09T10:00,B,x,interview,,
    2026-03-09T20:00,B,x,follow_up,,
    2026-03-08T10:00,C,x,interview,,
    2026-03-08,C,x,no_follow_up,,
    2026-03-07,D,x,interview,,
    2026-03-09,D,x,offer,,
    2026-03-07,E,x,interview,,
    2026-03-08,E,x,rejected,,
    2026-03-02,F,x,interview,,
    2026-03-09,G,x,interview,,
    2026-03-10,G,x,follow_up,,
    2026-03-03T09:00,I,x,interview,,
    """
    frame = d.due(log, at("2026-03-10T15:00"))
    assert list(frame.columns) == list(d.COLUMNS)
    assert frame["kind"].tolist() == ["note"] * 3
    # H: Tuesday's noon has passed, so this evening, late; I: a week ago; A: this evening. All at 19:00, the oldest first
    assert frame["company"].tolist() == ["I", "H", "A"]
    assert frame["since"].tolist() == [7, 1, 0]
    assert frame["hour"].tolist() == [19.0, 19.0, 19.0]
    assert frame["day"].tolist() == [number("2026-03-10")] * 3
    assert frame["round"].tolist() == [1, 1, 2]
    assert frame["contact"].tolist() == ["", "", "Ann Z."]
    assert frame["allowed"].all()
    assert frame["text"].tolist() == [
        "Interview with I (x, round 1) on Tuesday 3 Mar 2026, which ended at 09:00: no note is recorded; late is better than never, so write it today.",
        "Interview with H (round 1) on Monday 9 Mar 2026, which ended at 16:40: no note is recorded; late is better than never, so write it today.",
        "Interview with A (Analyst, round 2) on Tuesday 10 Mar 2026, which ended at 14:30: write your note this evening, from home, not from the parking lot.",
    ]
    assert d.of_how_many(log, at("2026-03-10T15:00"))["note"] == (5, 8)  # all but F; A, H and I, and D and E besides


def test_silent_beyond_the_clock(log: js.JobLog) -> None:
    """as of 2026-03-31. A and B: 80 and 78 days, D still within 45; C never answered; E has an offer; F has an interview ahead; G ended.
    date,company,role,event,contact
    2026-01-02,A,x,applied,
    2026-01-10,A,x,screen,Ann Z.
    2026-01-12,B,y,reply,
    2026-01-02,C,x,applied,
    2026-03-01,D,x,screen,
    2026-01-20,E,x,offer,
    2026-01-21,F,Clerk,screen,
    2026-04-02,f,clerk,interview,
    2026-01-21,G,x,screen,
    2026-01-22,G,x,rejected,
    """
    frame = d.due(log, at("2026-03-31T12:00"))
    assert frame["kind"].tolist() == ["silent", "silent"]  # Ann's process is silent, and still open
    assert frame["company"].tolist() == ["A", "B"]
    assert frame["since"].tolist() == [80, 78]
    assert frame["text"].tolist() == [
        "A (x), silent for 80 days: one friendly line to Ann Z. is fine, no push.",
        "B (y), silent for 78 days: one friendly line is fine, no push.",
    ]
    assert d.clock_text(log) == "45 days, after which silence seldom ends (a general figure, not yet yours)"
    shown = waiting(log)  # the same as the chart, but for those never answered, the offer, and the interview ahead
    late = shown[(shown["group"] == "longer") & ~shown["stage"].isin(["applied", "offer"])]
    assert sorted(late["company"]) == ["A", "B", "F"]
    assert d.of_how_many(log, at("2026-03-31T12:00")) == {"note": (0, 0), "silent": (3, 4), "person": (0, 1)}  # of A, B, D and F; all but D


@pytest.mark.parametrize("spacing", [1, 3, 7, 14, 30])
@pytest.mark.parametrize("after", [0, 1, 2, 6, 7, 8, 13, 14, 29, 30, 60])
def test_never_a_second_nudge_inside_the_spacing(tmp_path, spacing: int, after: int) -> None:
    """A nudge on 1 March, in a process silent since January; asked on each of the days after it."""
    path = tmp_path / "log.csv"
    path.write_text("date,company,role,event\n2026-01-02,A,x,screen\n2026-03-01,A,x,nudge\n", encoding="utf-8")
    day = date.fromordinal(date(2026, 3, 1).toordinal() + after)
    log = js.load(path, as_of=day)
    row = d.due(log, datetime(day.year, day.month, day.day, 12), spacing).iloc[0]
    free = number("2026-03-01") + spacing
    assert row["allowed"] == (after >= spacing)
    assert row["day"] == max(free, log.today)
    assert row["nudges"] == 1
    if after < spacing:
        assert "so leave it be; from " in row["text"]
        assert "on one more line is fine" in row["text"]
        assert "friendly" not in row["text"]
    else:
        assert row["text"].endswith("you asked on Sunday 1 Mar 2026, and one more friendly line is fine, the last.")


def test_most(log: js.JobLog) -> None:
    """as of 2026-03-31. Asked twice, long ago.
    2026-01-02,A,x,screen
    2026-02-01,A,x,nudge
    2026-02-20,A,x,nudge
    """
    now = at("2026-03-31T12:00")
    row = d.due(log, now).iloc[0]
    assert not row["allowed"]
    assert np.isnan(row["day"])
    assert row["text"] == "A (x), silent for 88 days: let it rest: you have asked twice."
    assert d.due(log, now, most=3).iloc[0]["text"] == (
        "A (x), silent for 88 days: you asked on Friday 20 Feb 2026, and one more friendly line is fine, the last."
    )
    assert d.due(log, now, most=5).iloc[0]["text"].endswith("is fine, number 3 of 5 at most.")
    assert d.due(log, now, most=0).iloc[0]["text"].endswith("let it rest: you have asked twice.")


def test_not_soon_after_a_note(log: js.JobLog) -> None:
    """as of 2026-03-31. Silent since 2 January, but a note was sent late, on 29 March.
    2026-01-02,A,x,interview
    2026-03-29,A,x,follow_up
    """
    row = d.due(log, at("2026-03-31T12:00")).iloc[0]
    assert (row["allowed"], row["day"], row["nudges"]) == (False, number("2026-04-05"), 0)
    assert (
        row["text"]
        == "A (x), silent for 88 days: you wrote or met 2 days ago, so leave it be; from Sunday 5 Apr 2026 on one more line is fine."
    )


def test_the_kernel_ran_overnight(log: js.JobLog) -> None:
    """as of 2026-03-10, asked on the 12th: days are those of the clock.
    2026-03-10T17:00,A,x,interview
    """
    row = d.due(log, at("2026-03-12T08:00")).iloc[0]
    assert (row["since"], row["day"], row["hour"]) == (2, number("2026-03-12"), 9.0)


def test_an_accepted_offer_ends_it(log: js.JobLog) -> None:
    """A process far behind, and one that was taken; a filter does not change that.
    2026-01-02,A,x,screen
    2026-03-30T10:00,B,x,interview
    2026-03-31,B,x,accepted
    """
    assert d.due(log, at("2026-03-31T12:00")).empty
    assert d.due(log.where(company="A"), at("2026-03-31T12:00")).empty


def test_nothing(empty: js.JobLog, one_row: js.JobLog) -> None:
    """A header and nothing else; one application sent yesterday."""
    for log in (empty, one_row):
        frame = d.due(log, at("2026-03-31T12:00"))
        assert frame.empty
        assert list(frame.columns) == list(d.COLUMNS)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"spacing": 0}, "spacing=0 cannot be used: write a whole number from 1 to 365, as in spacing=7."),
        ({"spacing": True}, "spacing=True cannot be used: write a whole number from 1 to 365, as in spacing=7."),
        ({"spacing": 7.5}, "spacing=7.5 cannot be used: write a whole number from 1 to 365, as in spacing=7."),
        ({"most": -1}, "most=-1 cannot be used: write a whole number from 0 to 5, as in most=2."),
        ({"most": 6}, "most=6 cannot be used: write a whole number from 0 to 5, as in most=2."),
        ({"most": "2"}, "most='2' cannot be used: write a whole number from 0 to 5, as in most=2."),
    ],
)
def test_what_cannot_be_asked(empty: js.JobLog, asked: dict, said: str) -> None:
    """An empty log."""
    with pytest.raises(AskError) as error:
        d.due(empty, at("2026-03-31T12:00"), **asked)
    assert str(error.value) == said


def test_one_line_for_two_processes_with_one_contact(log: js.JobLog) -> None:
    """as of 2026-03-31. Ann is the contact of A and B; she was met two days ago about C. Acme is to be asked on 3 April, under its other name.
    date,company,role,event,contact
    2026-01-02,A,x,screen,Ann
    2026-01-05,B,x,screen,ANN
    2026-03-29,C,x,interview,Ann
    2026-01-03,Acme,x,screen,Bob
    2026-04-03,Acme GmbH,x,nudge,
    """
    frame = d.due(log, at("2026-03-31T12:00"), spacing=10)
    silent = frame[frame["kind"] == "silent"].set_index("company")
    assert silent["day"].to_dict() == {"A": number("2026-04-08"), "Acme": number("2026-04-13"), "B": number("2026-04-18")}
    assert not silent["allowed"].any()
    assert silent["text"].tolist() == [
        "A (x), silent for 88 days: you were in touch with Ann 2 days ago, so leave it be; from Wednesday 8 Apr 2026 on one more line is fine.",
        "Acme (x), silent for 87 days: a line is planned for Friday 3 Apr 2026, so leave it be; from Monday 13 Apr 2026 on one more line is fine.",
        "B (x), silent for 85 days: the line to ANN about another process can ask about this one as well; one of its own only from "
        "Saturday 18 Apr 2026 on.",
    ]


def test_a_note_that_is_planned(log: js.JobLog) -> None:
    """as of 2026-03-31; the note is in the log already, for tomorrow.
    2026-03-31T10:00,A,x,interview
    2026-04-01,A,x,follow_up
    """
    row = d.due(log, at("2026-03-31T12:00")).iloc[0]
    assert not row["allowed"]
    assert row["text"].endswith("a note is planned for Wednesday 1 Apr 2026; leave it at that.")


def test_how_many_of_how_many(log: js.JobLog) -> None:
    """as of 2026-03-31. Five people of ended processes, one of an open one: the lead counts all, whatever is shown.
    date,company,role,event,contact
    2026-01-01,A,x,screen,Ann
    2026-01-02,A,x,rejected,
    2026-01-01,B,x,screen,Bob
    2026-01-02,B,x,rejected,
    2026-01-01,C,x,screen,Cy
    2026-01-02,C,x,rejected,
    2026-01-01,D,x,screen,Di
    2026-01-02,D,x,rejected,
    2026-03-30,E,x,screen,Eve
    """
    now = at("2026-03-31T12:00")
    assert len(d.due(log, now)) == 3
    assert d.of_how_many(log, now)["person"] == (4, 5)
    assert d.lead(log, "person", 3, 3, 4, 5) == (
        "4 of 5 people in the log have no open process and heard nothing from you for long. Here are the three longest: that is enough for a week."
    )
