"""The search at a glance: sentences only, and out of them what to do this week."""

from __future__ import annotations

import pytest

import jobstats as js


def this_week(log: js.JobLog) -> str:
    return dict(js.glance(log).lines)["This week"]


def test_an_empty_log_is_told_where_to_begin(empty: js.JobLog) -> None:
    """Nothing yet."""
    assert this_week(empty) == "Write down one application: date, company, role, applied."


def test_one_application(one_row: js.JobLog) -> None:
    """No whole week has passed."""
    assert this_week(one_row) == "Send the next application: one is a good number."


def test_what_presses_comes_before_the_pace(log: js.JobLog) -> None:
    """as of 2026-03-31, a Tuesday: an interview yesterday without a note, an offer, a process silent since January, its Ann (still in it) and Bob quiet since January.
    date,company,role,event,contact
    2026-01-05,A,x,applied,
    2026-01-12,A,x,screen,Ann
    2026-01-15,B,x,applied,
    2026-01-20,B,x,screen,Bob
    2026-01-25,B,x,rejected,
    2026-03-02,C,x,applied,
    2026-03-03,D,x,applied,
    2026-03-09,E,x,applied,
    2026-03-17,F,x,applied,
    2026-03-23,G,x,applied,
    2026-03-30T15:00,C,x,interview,
    2026-03-27,D,x,offer,
    """
    # the last four whole weeks are those of 2, 9, 16 and 23 March, with 2, 1, 1 and 1 applications
    assert this_week(log) == (
        "1 interview in the last 3 days has no note recorded: write it this evening or tomorrow morning. "
        "1 process past the first answer has been silent for long (A): one friendly line each, no push. "
        "1 offer on the table: tell the others you are still talking to before you decide. "
        "1 person you have met has heard nothing from you for two months: one line each keeps a door open. "
        "Send the next application: that is your own pace of late, and no process is final before an offer is."
    )


def test_notes_that_are_not_recorded_are_asked_for_last(log: js.JobLog) -> None:
    """An interview five weeks ago of which nothing is known.
    2026-02-20,A,x,applied
    2026-02-24T15:00,A,x,interview
    2026-02-27,A,x,rejected
    2026-03-30,B,x,applied
    """
    assert this_week(log) == (
        "For 1 older interview no note is recorded: add a row follow_up or no_follow_up while you still remember. "
        "Send the next application: one is a good number."
    )


def test_after_an_acceptance_there_is_only_thanks(sample: js.JobLog) -> None:
    """The sample ends with an offer taken."""
    assert this_week(sample) == "You have accepted an offer: congratulations. A line of thanks to everyone who helped keeps the doors open."
    assert dict(js.glance(sample).lines)["Silence"] == (
        "70 applications are still open; none needs asking any more, so let them go. Where you had talked, it is kind to say that you have accepted elsewhere."
    )
    for log in (sample, sample.where(stage="interview"), sample.where(source="referral")):  # whichever part one looks at
        assert "friendly line" not in repr(js.glance(log))
        assert len(js.due(log)) == 0


def test_nothing_is_open_after_an_acceptance(log: js.JobLog) -> None:
    """One application, which was taken; and one more, still open.
    2026-02-20,A,x,applied
    2026-03-27,A,x,accepted
    2026-02-21,B,x,applied
    """
    assert dict(js.glance(log).lines)["Silence"].startswith("1 application is still open; none needs asking any more, so let it go.")
    assert dict(js.glance(log.where(company="A")).lines)["Silence"] == "Nothing is waiting for an answer at the moment."


@pytest.mark.parametrize("day", ["2026-04-15", "2026-06-01", "2026-08-01"])
def test_the_week_always_says_something_to_do(day: str) -> None:
    """The sample on earlier days."""
    assert "Send the next" in this_week(js.load(as_of=day))


def test_a_note_with_a_day_and_no_hour_is_recorded(log: js.JobLog) -> None:
    """The note went out on the very day of the next noon, at no known hour: it is there, though nobody knows whether it was prompt.
    2026-02-20,A,x,applied
    2026-02-24T15:00,A,x,interview
    2026-02-25,A,x,follow_up
    2026-02-27,A,x,rejected
    2026-03-30,B,x,applied
    """
    assert this_week(log) == "Send the next application: one is a good number."


def test_an_offer_is_not_among_the_silent(log: js.JobLog) -> None:
    """A has been silent since January, B's offer is on the table since January.
    2026-01-05,A,x,applied
    2026-01-12,A,x,screen
    2026-01-05,B,x,applied
    2026-01-08,B,x,offer
    """
    said = this_week(log)
    assert "1 process past the first answer has been silent for long (A): one friendly line" in said
    assert "1 offer on the table" in said


def test_an_interview_that_ended_on_no_known_day_is_not_fresh(log: js.JobLog) -> None:
    """Yesterday's interview ended in a rejection, the file does not say when: no note is asked for this evening.
    date,company,role,event,undated
    2026-03-02,A,x,applied,
    2026-03-30T15:00,A,x,interview,rejected
    """
    assert "write it this evening" not in this_week(log)


def test_to_whom_a_line_is_fine(log: js.JobLog) -> None:
    """as of 2026-03-31. A has an interview ahead, B was asked yesterday, C twice, D never.
    2026-01-02,A,x,screen
    2026-04-03,A,x,interview
    2026-01-02,B,x,screen
    2026-03-30,B,x,nudge
    2026-01-02,C,x,screen
    2026-02-02,C,x,nudge
    2026-02-12,C,x,nudge
    2026-01-02,D,x,screen
    """
    assert (
        "4 processes past the first answer have been silent for long (A, B, C, D): one friendly line each where that is fine now (D), no push; "
        "let the others rest."
    ) in this_week(log)
    waiting = dict(js.glance(log).lines)["Silence"]
    assert waiting.endswith(
        "4 of them had got past the application: one friendly line to the contact costs little, at the moment to 1 of them."
    )
    assert "let them rest for now, since you have been in touch or a step is planned." in this_week(log.where(company=["A", "B", "C"]))
    assert dict(js.glance(log.where(company="A")).lines)["Silence"].endswith(
        "let it rest for now, since you have been in touch or a step is planned."
    )
